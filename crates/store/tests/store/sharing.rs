//! Consent that others read a material, and links to the sources of its figures.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::VersionId;
use domain::material::{MaterialFilter, MaterialKey};
use domain::person::Role;
use domain::review::{Audience, Verdict};
use domain::sharing::{RefusedSharing, WrongSource};
use store::StoreError;
use store::materials::Submission;
use store::reviews::NewReview;

use crate::house::{CLOSED, House, NOW};

/// Version 1 of Laos, submitted with these words on sharing, accepted and opened.
async fn accepted(house: &House, consent: Option<bool>) -> MaterialKey {
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let submission = Submission { consent, ..house.submission("status") };
    let key =
        house.store.submit_upload(&laos, &submission, NOW).await.expect("submitted").key().expect("a material").clone();
    house.pass_gate().await;
    let accepted = NewReview { verdict: Some(Verdict::Accepted), ..NewReview::comment(Audience::Delegation, 1, "") };
    house.store.write_review(&staff, &house.slug, &key, &accepted, NOW).await.expect("decided");
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    key
}

#[tokio::test]
async fn nothing_said_is_no_consent() {
    for consent in [None, Some(false)] {
        let house = House::new().await;
        let key = accepted(&house, consent).await;
        let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
        let version = house.store.material(&laos, &house.slug, &key).await.expect("their own").versions[0].clone();
        assert_eq!(version.consent, consent);
        let hidden = house.store.material(&kenya, &house.slug, &key).await;
        assert!(matches!(hidden, Err(StoreError::NotFound)), "{consent:?}");
        assert!(matches!(house.store.version(&kenya, version.id).await, Err(StoreError::NotFound)));
        let listed = house.store.materials(&kenya, &house.slug, &MaterialFilter::default()).await.expect("a list");
        assert!(listed.iter().all(|material| material.key != key));
        assert_eq!(house.store.search(&kenya, &house.slug, "slides", 1).await.expect("searched").count, 0);
        let seen = consent.map(|_| NOW);
        house.store.set_consent(&laos, &house.slug, &key, true, "", seen, NOW).await.expect("given");
        assert!(house.store.version(&kenya, version.id).await.is_ok());
        assert_eq!(house.store.search(&kenya, &house.slug, "slides", 1).await.expect("searched").count, 1);
    }
}

#[tokio::test]
async fn consent_is_taken_back_at_once_and_stays_with_those_it_concerns() {
    let house = House::new().await;
    let key = accepted(&house, Some(true)).await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let seen = house.store.material(&kenya, &house.slug, &key).await.expect("open to all");
    assert_eq!(seen.material.consent, None, "who consented is not for other delegations");
    let own = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
    assert_eq!(own.expect("said with the upload").by, laos.name.to_string());
    let taken_back = NOW.plus_seconds(1);
    house.store.set_consent(&laos, &house.slug, &key, false, "", Some(NOW), taken_back).await.expect("taken back");
    assert!(matches!(house.store.material(&kenya, &house.slug, &key).await, Err(StoreError::NotFound)));
    let without = house.store.set_consent(&staff, &house.slug, &key, true, " ", Some(taken_back), NOW).await;
    assert!(matches!(without, Err(StoreError::Sharing(RefusedSharing::Reason))));
    let later = NOW.plus_seconds(2);
    let entered =
        house.store.set_consent(&staff, &house.slug, &key, true, "A form on paper", Some(taken_back), later).await;
    assert_eq!(entered.expect("entered"), later);
    let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
    assert_eq!(said.expect("said").reason.as_deref(), Some("A form on paper"));
    let audit = house.store.audit_events(&staff, &house.slug, 0, 2).await.expect("read");
    let told: Vec<String> = audit.iter().map(|event| format!("{:?}", event.action)).collect();
    assert_eq!(told, ["ConsentGiven", "ConsentTakenBack"]);
    let did: Vec<&str> = audit.iter().map(|event| event.did()).collect();
    assert_eq!(did, ["entered the delegation’s consent to share", "took back the consent to share"]);
    assert_eq!(audit[0].detail, "A form on paper");
}

#[tokio::test]
async fn consent_changes_only_over_what_was_seen() {
    let house = House::new().await;
    let key = accepted(&house, None).await;
    let laos = house.trainee("LA").await;
    let at = |seconds| NOW.plus_seconds(seconds);
    let set = async |given, seen, now| house.store.set_consent(&laos, &house.slug, &key, given, "", seen, now).await;
    // A colleague says no where the page says that nobody has said anything.
    set(false, None, at(1)).await.expect("said");
    assert!(matches!(set(true, None, at(2)).await, Err(StoreError::Changed(_))));
    assert_eq!(set(true, Some(at(1)), at(3)).await.expect("given"), at(3));
    assert_eq!(set(true, Some(at(1)), at(4)).await.expect("said twice"), at(3), "it is on record already");
    assert!(matches!(set(false, Some(at(1)), at(5)).await, Err(StoreError::Changed(_))));
    let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
    assert_eq!(said.map(|said| (said.given, said.at)), Some((true, at(3))));
}

#[tokio::test]
async fn a_new_version_says_it_anew_or_leaves_it() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    let consent = async |consent| {
        let submission = Submission { consent, ..house.submission("status") };
        let key = house
            .store
            .submit_upload(&laos, &submission, NOW)
            .await
            .expect("submitted")
            .key()
            .expect("a material")
            .clone();
        let said = house.store.material(&laos, &house.slug, &key).await.expect("visible").material.consent;
        said.map(|said| said.given)
    };
    assert_eq!(consent(Some(true)).await, Some(true));
    assert_eq!(consent(None).await, Some(true));
    assert_eq!(consent(Some(false)).await, Some(false));
}

#[tokio::test]
async fn a_box_that_nobody_touched_never_undoes_what_is_said_in_the_same_moment() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    let colleague = house.person("colleague.la@example.org", Role::Trainee, Some("LA")).await;
    let key = house.hand_in(&laos, "status").await;
    let boxed = Submission { consent_seen: Some(true), ..house.submission("status") };
    let (submitting, now) = (NOW.plus_seconds(1), NOW.plus_seconds(2));
    let (submitted, taken_back) = tokio::join!(
        house.store.submit_upload(&laos, &boxed, submitting),
        house.store.set_consent(&colleague, &house.slug, &key, false, "", Some(NOW), now),
    );
    submitted.expect("submitted");
    let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
    assert_eq!(said.expect("on record").given, taken_back.is_err(), "{taken_back:?}");
}

#[tokio::test]
async fn a_yes_is_not_meant_for_an_earlier_file_that_stands_again() {
    let house = House::new().await;
    let key = accepted(&house, Some(false)).await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let first = house.store.material(&laos, &house.slug, &key).await.expect("their own").versions[0].id;
    let later = NOW.plus_seconds(1);
    let second = house.store.submit_upload(&laos, &house.submission("status"), later).await.expect("submitted").version;
    let said = async || {
        let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
        said.map(|said| (said.given, said.version))
    };
    assert_eq!(said().await, Some((true, Some(2))));
    house.store.delete_version(&staff, second.id, "A wrong file", later).await.expect("deleted");
    assert_eq!(said().await, Some((false, Some(1))), "what came with it");
    assert!(matches!(house.store.material(&kenya, &house.slug, &key).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.version(&kenya, first).await, Err(StoreError::NotFound)));
    let listed = house.store.outlines(&staff, &house.slug, &MaterialFilter::default()).await.expect("outlines");
    let outline = listed.iter().find(|outline| outline.key == key).expect("an outline");
    assert_eq!((outline.consented, outline.is_shareable()), (Some(false), false));

    house.store.restore_version(&staff, &house.slug, second.id, later).await.expect("restored");
    assert_eq!(said().await, Some((true, Some(2))));
    house.store.delete_version(&staff, second.id, "A wrong file", later).await.expect("deleted");
    house.store.set_consent(&laos, &house.slug, &key, true, "", Some(NOW), later).await.expect("said of the first");
    assert!(house.store.version(&kenya, first).await.is_ok());
}

#[tokio::test]
async fn a_yes_by_the_form_is_meant_for_the_version_that_stands_and_those_after_it() {
    let house = House::new().await;
    let key = accepted(&house, Some(false)).await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let second = hand_in(&house, Some(false), None, 1).await;
    let at = |seconds| NOW.plus_seconds(seconds);
    let given = house.store.set_consent(&laos, &house.slug, &key, true, "", Some(at(1)), at(2)).await;
    given.expect("said of the second");
    house.store.delete_version(&staff, second, "A wrong file", at(3)).await.expect("deleted");
    let hidden = house.store.material(&kenya, &house.slug, &key).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)), "the first one came with a no");
    house.store.restore_version(&staff, &house.slug, second, at(3)).await.expect("restored");
    let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
    assert_eq!(said.map(|said| (said.given, said.at)), Some((true, at(2))));
}

#[tokio::test]
async fn a_version_that_came_with_a_no_is_not_restored_into_the_yes_of_an_earlier_one() {
    let house = House::new().await;
    let key = accepted(&house, Some(true)).await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let second = hand_in(&house, Some(false), None, 0).await;
    house.pass_gate().await;
    let accepted = NewReview { verdict: Some(Verdict::Accepted), ..NewReview::comment(Audience::Delegation, 2, "") };
    house.store.write_review(&staff, &house.slug, &key, &accepted, NOW).await.expect("decided");
    let at = |seconds| NOW.plus_seconds(seconds);
    house.store.delete_version(&staff, second, "A wrong file", at(2)).await.expect("deleted");
    let given = house.store.set_consent(&laos, &house.slug, &key, true, "", Some(NOW), at(3)).await;
    given.expect("said of the first");
    assert!(house.store.material(&kenya, &house.slug, &key).await.is_ok());
    house.store.restore_version(&staff, &house.slug, second, at(4)).await.expect("restored");
    let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
    assert_eq!(said.map(|said| (said.given, said.version)), Some((false, Some(2))));
    assert!(matches!(house.store.material(&kenya, &house.slug, &key).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.version(&kenya, second).await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn a_box_that_is_left_ticked_leaves_what_staff_have_entered() {
    let house = House::new().await;
    let key = accepted(&house, None).await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.set_consent(&staff, &house.slug, &key, true, "A letter", None, NOW).await.expect("entered");
    let said = async || {
        let said = house.store.material(&laos, &house.slug, &key).await.expect("their own").material.consent;
        said.map(|said| (said.given, said.reason))
    };
    let entered = Some((true, Some("A letter".to_owned())));
    hand_in(&house, Some(true), Some(true), 1).await;
    assert_eq!(said().await, entered);
    hand_in(&house, Some(true), Some(false), 2).await;
    assert_eq!(said().await, Some((true, None)), "one that was ticked for its file says so");
}

/// Hands in a file of Laos some seconds later, with these words on sharing and a box that was drawn so.
async fn hand_in(house: &House, consent: Option<bool>, consent_seen: Option<bool>, seconds: i64) -> VersionId {
    let laos = house.trainee("LA").await;
    let submission = Submission { consent, consent_seen, ..house.submission("status") };
    let submitted = house.store.submit_upload(&laos, &submission, NOW.plus_seconds(seconds)).await;
    submitted.expect("submitted").version.id
}

#[tokio::test]
async fn a_yes_holds_for_what_comes_after_its_file_as_long_as_there_is_any() {
    let house = House::new().await;
    let key = accepted(&house, Some(true)).await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let read = async || house.store.material(&laos, &house.slug, &key).await.expect("their own");
    let said = async || read().await.material.consent.map(|said| (said.given, said.version));
    let first = read().await.versions[0].id;
    let second = hand_in(&house, None, None, 1).await;
    house.store.delete_version(&staff, first, "An old copy", NOW).await.expect("deleted");
    assert_eq!(said().await, Some((true, Some(1))));
    house.store.delete_version(&staff, second, "An old copy", NOW).await.expect("deleted");
    assert_eq!(said().await, None, "there is nothing of which it was said");
    hand_in(&house, Some(false), Some(false), 2).await;
    assert_eq!(said().await, Some((false, Some(3))), "the box was drawn without it");
}

#[tokio::test]
async fn what_was_said_with_two_files_holds_for_the_first_where_the_second_is_deleted() {
    let house = House::new().await;
    let key = accepted(&house, Some(true)).await;
    let (kenya, staff) = (house.trainee("KE").await, house.staff().await);
    let second = hand_in(&house, Some(true), Some(true), 1).await;
    house.store.delete_version(&staff, second, "A wrong file", NOW).await.expect("deleted");
    assert!(house.store.material(&kenya, &house.slug, &key).await.is_ok());
}

#[tokio::test]
async fn others_do_not_speak_for_a_delegation() {
    let house = House::new().await;
    let (laos, kenya, teacher) = (house.trainee("LA").await, house.trainee("KE").await, house.teacher().await);
    let key: MaterialKey = "status.la".parse().expect("a key");
    let early = house.store.set_consent(&laos, &house.slug, &key, true, "", None, NOW).await;
    assert!(matches!(early, Err(StoreError::Sharing(RefusedSharing::NothingSubmitted))), "{early:?}");
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let foreign = house.store.set_consent(&kenya, &house.slug, &key, true, "", None, NOW).await;
    assert!(matches!(foreign, Err(StoreError::NotFound)));
    let host = house.store.set_consent(&teacher, &house.slug, &key, true, "Asked", None, NOW).await;
    assert!(matches!(host, Err(StoreError::Forbidden)));
    let links = house.store.set_sources(&teacher, &house.slug, &key, "", "", NOW).await;
    assert!(matches!(links, Err(StoreError::Forbidden)));
}

#[tokio::test]
async fn links_to_sources_are_kept_whole_and_go_with_the_material() {
    let house = House::new().await;
    let key = accepted(&house, Some(true)).await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let text = "https://stats.example.org/ports Port statistics\nhttp://example.org/b Trade";
    house.store.set_sources(&laos, &house.slug, &key, text, "", NOW).await.expect("kept");
    let seen = house.store.material(&kenya, &house.slug, &key).await.expect("open to all").material.sources;
    let labels: Vec<&str> = seen.iter().map(|source| source.label.as_str()).collect();
    assert_eq!(labels, ["Port statistics", "Trade"]);
    let bad = house.store.set_sources(&laos, &house.slug, &key, "javascript:alert(1) x", text, NOW).await;
    let wrong = RefusedSharing::Source { line: 1, problem: WrongSource::Address };
    assert!(matches!(bad, Err(StoreError::Sharing(refused)) if refused == wrong));
    let closed = house.store.set_sources(&laos, &house.slug, &key, text, text, CLOSED).await;
    assert!(matches!(closed, Err(StoreError::Sharing(RefusedSharing::Closed))));
    house.store.set_sources(&laos, &house.slug, &key, "", text, NOW).await.expect("taken away");
    let left = house.store.material(&laos, &house.slug, &key).await.expect("visible").material.sources;
    assert!(left.is_empty());
}

#[tokio::test]
async fn nobody_takes_links_away_that_they_have_not_seen() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let colleague = house.person("colleague.la@example.org", Role::Trainee, Some("LA")).await;
    let key = house.hand_in(&laos, "status").await;
    let keep = async |actor: &Actor, text: &str, seen: &str| {
        house.store.set_sources(actor, &house.slug, &key, text, seen, NOW).await
    };
    let (ports, trade) = ("https://stats.example.org/ports Ports", "https://example.org/trade Trade");
    let both = format!("{ports}\n{trade}");
    // Both have the page of an empty list before them.
    let (one, two) = tokio::join!(keep(&laos, ports, ""), keep(&colleague, trade, ""));
    assert_eq!([&one, &two].into_iter().filter(|kept| kept.is_ok()).count(), 1, "{one:?} {two:?}");
    let (theirs, stale) = if one.is_ok() { (ports, two) } else { (trade, one) };
    assert!(matches!(stale, Err(StoreError::Changed(_))), "{stale:?}");
    keep(&colleague, &both, theirs).await.expect("they have seen it");
    let again = keep(&colleague, &both.replace('\n', "\r\n"), theirs).await.expect("posted twice");
    let kept = house.store.material(&laos, &house.slug, &key).await.expect("visible").material.sources;
    assert_eq!((kept.len(), &kept), (2, &again));
    let emptied = keep(&laos, "", theirs).await;
    assert!(matches!(emptied, Err(StoreError::Changed(_))), "{emptied:?}");
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("read");
    let mut traces = events.iter().filter(|event| event.action == Action::SourcesChanged);
    assert!(traces.any(|event| event.detail == format!("{ports}; {trade}")), "{events:?}");
}
