//! Outlines say what whole rows say, after every change.

use domain::material::{Material, MaterialFilter, MaterialKey, MaterialState};
use domain::review::Verdict;
use store::materials::Submission;

use super::decision;
use crate::house::{House, LATE, NOW};

#[tokio::test]
async fn outlines_and_whole_rows_show_what_can_be_opened() {
    let house = House::new().await;
    let (laos, kenya, vietnam) = (house.trainee("LA").await, house.trainee("KE").await, house.trainee("VN").await);
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    let shared = house.hand_in(&laos, "status").await;
    let mut accepted = vec![shared.clone()];
    for (actor, consent) in [(&vietnam, Some(false)), (&kenya, None)] {
        let submission = Submission { consent, ..house.submission("status") };
        let submitted = house.store.submit_upload(actor, &submission, NOW).await.expect("submitted");
        accepted.push(submitted.key().expect("a material").clone());
    }
    house.pass_gate().await;
    for key in &accepted {
        let verdict = decision(Verdict::Accepted);
        house.store.write_review(&staff, &house.slug, key, &verdict, NOW).await.expect("decided");
    }
    house.hand_in(&laos, "projects").await;
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");

    let none = MaterialFilter::default();
    let all = house.store.outlines(&staff, &house.slug, &none).await.expect("outlines");
    let all: Vec<MaterialKey> = all.into_iter().map(|outline| outline.key).collect();
    assert_eq!(all.len(), 6, "two assignments of three delegations");
    for (actor, count) in [(&laos, 2), (&kenya, 3), (&vietnam, 3), (&teacher, 3), (&staff, 6)] {
        let outlines = house.store.outlines(actor, &house.slug, &none).await.expect("outlines");
        assert_eq!(outlines.len(), count, "{}", actor.name);
        let listed = house.store.materials(actor, &house.slug, &none).await.expect("a list");
        let keys = |listed: &[Material]| listed.iter().map(|material| material.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&listed), outlines.iter().map(|outline| outline.key.clone()).collect::<Vec<_>>());
        // What is hidden does not come either when it is asked for by its key.
        let asked = house.store.materials_of(actor, &house.slug, &all).await.expect("rows");
        let seen = |key: &&MaterialKey| outlines.iter().any(|outline| outline.key == **key);
        assert_eq!(keys(&asked), all.iter().filter(seen).cloned().collect::<Vec<_>>(), "{}", actor.name);
        for key in &all {
            let opened = house.store.material(actor, &house.slug, key).await;
            let outline = outlines.iter().find(|outline| outline.key == *key);
            assert_eq!(opened.is_ok(), outline.is_some(), "{}: {key}", actor.name);
            let (Ok(opened), Some(outline)) = (opened, outline) else { continue };
            let version = opened.material.standing_version.as_ref();
            assert_eq!(outline.state(), opened.material.state(), "{key}");
            assert_eq!(outline.gate, version.map(|version| version.passage.state), "{key}");
            assert_eq!(outline.standing_submitted_at, version.map(|version| version.submitted_at), "{key}");
            assert_eq!(outline.is_shareable(), *key == shared, "{key}");
            let row = listed.iter().find(|material| material.key == *key);
            assert_eq!(row, Some(&opened.material), "{}: {key}", actor.name);
        }
    }
}

#[tokio::test]
async fn outlines_follow_every_change() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let (store, slug, key) = (&house.store, &house.slug, "status.la".parse().expect("a key"));
    let look = async |change: &str| {
        let outlines = store.outlines(&staff, slug, &MaterialFilter::default()).await.expect("outlines");
        let outline = outlines.into_iter().find(|outline| outline.key == key).expect("an outline");
        let material = store.material(&staff, slug, &key).await.expect("visible").material;
        assert_eq!(outline.standing(), material.standing(), "{change}");
        let Material { standing_version: version, late, consent, .. } = material;
        let gate = version.as_ref().map(|version| version.passage.state);
        assert_eq!(outline.standing_number, version.as_ref().map(|version| version.number), "{change}");
        assert_eq!((outline.standing_version, outline.gate), (version.map(|version| version.id), gate), "{change}");
        assert_eq!((outline.late, outline.consented), (late, consent.map(|consent| consent.given)), "{change}");
        outline.state()
    };
    assert_eq!(look("nothing").await, MaterialState::Missing);
    let first = store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted").version;
    assert_eq!(look("handed in").await, MaterialState::Submitted);
    house.pass_gate().await;
    look("passed the gate").await;
    store.write_review(&staff, slug, &key, &decision(Verdict::Accepted), NOW).await.expect("decided");
    assert_eq!(look("decided").await, MaterialState::Accepted);
    store.set_consent(&laos, slug, &key, false, "", Some(NOW), NOW).await.expect("taken back");
    look("consent taken back").await;
    let second = store.submit_upload(&laos, &house.submission("status"), LATE).await.expect("submitted").version;
    assert_eq!(look("a second version").await, MaterialState::Submitted);
    store.delete_version(&staff, first.id, "A sample", LATE).await.expect("deleted");
    assert_eq!(look("the first deleted").await, MaterialState::Late);
    store.grant_extension(&staff, slug, &key, NOW.plus_days(4), "No link", None, LATE).await.expect("granted");
    assert_eq!(look("more time").await, MaterialState::Submitted);
    store.restore_version(&staff, slug, first.id, LATE).await.expect("restored");
    assert_eq!(look("restored").await, MaterialState::Submitted);
    store.delete_version(&staff, second.id, "A sample", LATE).await.expect("deleted");
    assert_eq!(look("the second deleted").await, MaterialState::Accepted);
}
