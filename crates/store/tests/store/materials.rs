//! Materials, versions and their thread: what is written, and who sees it.

use crate::house::{CLOSED, House, LATE, NOW, seminar, words};
use domain::actor::Actor;
use domain::gate::{Finding, Judgement, Refusal};
use domain::material::{Material, MaterialFilter, MaterialKey, MaterialState, MaterialStatus};
use domain::person::Role;
use domain::review::{Audience, RefusedReview, Verdict};
use domain::upload::RefusedUpload;
use store::StoreError;
use store::audit::By;
use store::jobs::Task;
use store::materials::Submission;
use store::reviews::NewReview;

fn comment(audience: Audience) -> NewReview {
    NewReview::comment(audience, 1, "A comment")
}

fn decision(verdict: Verdict) -> NewReview {
    NewReview { verdict: Some(verdict), ..comment(Audience::Delegation) }
}

#[tokio::test]
async fn versions_count_up_and_the_same_upload_submits_once() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let first = house.submission("status");
    let one = house.store.submit_upload(&trainee, &first, NOW).await.expect("submitted");
    assert_eq!(one.receipt_number(), "E-PORT/LA/status/1");
    let again = house.store.submit_upload(&trainee, &first, NOW).await.expect("answered again");
    assert_eq!(again.version, one.version);
    let two = house.store.submit_upload(&trainee, &house.submission("status"), NOW).await.expect("submitted");
    assert_eq!(two.version.number, 2);
    let file = house.store.material(&trainee, &house.slug, two.key().expect("a material")).await.expect("visible");
    assert_eq!(file.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn the_audit_keeps_the_order_of_what_came_at_one_time() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let names = ["c.pdf", "a.pdf", "b.pdf"];
    for name in names {
        let submission = Submission { file_name: name.to_owned(), ..house.submission("status") };
        house.store.submit_upload(&trainee, &submission, NOW).await.expect("submitted");
    }
    let events = house.store.audit_events(&staff, &house.slug, 0, 3).await.expect("read");
    let told: Vec<&str> = events.iter().rev().filter_map(|event| event.detail.split(' ').next()).collect();
    assert_eq!(told, names);
    let second = house.store.audit_events(&staff, &house.slug, 1, 1).await.expect("read");
    assert!(second[0].detail.starts_with("a.pdf"), "{}", second[0].detail);
}

#[tokio::test]
async fn the_audit_tells_in_words_what_was_decided_on_whose_material() {
    let house = House::new().await;
    let mut named = seminar("e-port");
    named.assignments[0].title = "Status of our port".to_owned();
    house.store.import_seminar(named, &By::operator(), NOW).await.expect("imported");
    let (kenya, teacher, staff) = (house.trainee("KE").await, house.teacher().await, house.staff().await);
    let key = house.hand_in(&kenya, "status").await;
    house.pass_gate().await;
    let refused = decision(Verdict::ChangesRequested);
    let write = async |new: NewReview, seconds: i64| {
        house.store.write_review(&teacher, &house.slug, &key, &new, NOW.plus_seconds(seconds)).await
    };
    let first = write(refused, 1).await.expect("written");
    let accepted = NewReview { seen_decision: Some(first), ..decision(Verdict::Accepted) };
    write(accepted, 2).await.expect("written");
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("read");
    let told: Vec<&str> =
        events.iter().filter(|event| event.object == "Status of our port, Kenya").map(|event| event.did()).collect();
    assert_eq!(told, ["accepted", "requested changes to", "submitted"]);
}

#[tokio::test]
async fn racing_uploads_get_different_numbers() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let submissions = [house.submission("status"), house.submission("status"), house.submission("status")];
    let [a, b, c] = &submissions;
    let (a, b, c) = tokio::join!(
        house.store.submit_upload(&trainee, a, NOW),
        house.store.submit_upload(&trainee, b, NOW),
        house.store.submit_upload(&trainee, c, NOW),
    );
    let mut numbers = [a, b, c].map(|submitted| submitted.expect("submitted").version.number);
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);
    let fourth = house.store.submit_upload(&trainee, &house.submission("status"), NOW).await;
    assert!(matches!(fourth, Err(StoreError::Upload(RefusedUpload::TooManyVersions { limit: 3 }))));
}

#[tokio::test]
async fn late_is_late_and_closed_is_closed() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let late = house.store.submit_upload(&trainee, &house.submission("status"), LATE).await.expect("submitted");
    let file = house.store.material(&trainee, &house.slug, late.key().expect("a material")).await.expect("visible");
    assert_eq!(file.material.state(), MaterialState::Late);
    let closed = house.store.submit_upload(&trainee, &house.submission("status"), CLOSED).await;
    assert!(matches!(closed, Err(StoreError::Upload(RefusedUpload::Closed { .. }))));
}

#[tokio::test]
async fn a_delegation_sees_only_its_own() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let hidden = house.store.material(&kenya, &house.slug, submitted.key().expect("a material")).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
    let hidden = house.store.version(&kenya, submitted.version.id).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)));
    let seen = house.store.materials(&kenya, &house.slug, &MaterialFilter::default()).await.expect("a list");
    assert!(seen.iter().all(|material| material.key.country.to_string() == "KE"));
    assert_eq!(seen.len(), 2);
}

#[tokio::test]
async fn who_handed_a_version_in_is_told_which() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let colleague = house.person("colleague.la@example.org", Role::Trainee, Some("LA")).await;
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let key = first.key().expect("a material");
    house.hand_in(&laos, "status").await;
    house.hand_in(&colleague, "status").await;
    let own = async |actor| house.store.material(actor, &house.slug, key).await.expect("visible").own_newest;
    assert_eq!((own(&laos).await, own(&colleague).await, own(&staff).await), (Some(2), Some(3), None));
    let third = house.store.material(&colleague, &house.slug, key).await.expect("visible").versions[0].id;
    house.store.delete_version(&colleague, third, "", NOW).await.expect("deleted");
    assert_eq!((own(&laos).await, own(&colleague).await), (Some(2), None));
}

#[tokio::test]
async fn accepted_materials_open_to_all_without_their_thread() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let draft = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let accepted = NewReview { version: 2, ..decision(Verdict::Accepted) };
    let early =
        house.store.write_review(&staff, &house.slug, submitted.key().expect("a material"), &accepted, NOW).await;
    assert!(matches!(early, Err(StoreError::Review(RefusedReview::AtTheGate))), "{early:?}");
    house.pass_gate().await;
    house
        .store
        .write_review(&staff, &house.slug, submitted.key().expect("a material"), &accepted, NOW)
        .await
        .expect("decided");
    assert!(house.store.version(&kenya, submitted.version.id).await.is_err());
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    assert!(house.store.version(&kenya, submitted.version.id).await.is_ok());
    let file = house.store.material(&kenya, &house.slug, submitted.key().expect("a material")).await.expect("opened");
    assert_eq!(file.versions.len(), 1, "the draft before it stays hidden");
    assert!(house.store.version(&kenya, draft.version.id).await.is_err());
    assert!(file.reviews.is_empty());
    assert_eq!(file.material.reviews, 0);
    let write = house
        .store
        .write_review(&kenya, &house.slug, submitted.key().expect("a material"), &comment(Audience::Delegation), NOW)
        .await;
    assert!(matches!(write, Err(StoreError::NotFound)));
}

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
            let newest = opened.material.newest.as_ref();
            assert_eq!(outline.state(), opened.material.state(), "{key}");
            assert_eq!(outline.gate, newest.map(|version| version.passage.state), "{key}");
            assert_eq!(outline.newest_at, newest.map(|version| version.submitted_at), "{key}");
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
        let Material { newest, late, consent, .. } = material;
        let gate = newest.as_ref().map(|version| version.passage.state);
        assert_eq!((outline.newest, outline.gate), (newest.map(|version| version.id), gate), "{change}");
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
    store.set_consent(&laos, slug, &key, false, "", NOW).await.expect("taken back");
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

#[tokio::test]
async fn instructors_see_the_assignments_of_their_courses() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let projects = house.store.submit_upload(&laos, &house.submission("projects"), NOW).await.expect("submitted");
    assert!(matches!(
        house.store.material(&teacher, &house.slug, projects.key().expect("a material")).await,
        Err(StoreError::NotFound)
    ));
    let seen = house.store.materials(&teacher, &house.slug, &MaterialFilter::default()).await.expect("a list");
    assert!(seen.iter().all(|material| material.key.assignment.as_str() == "status"));
}

#[tokio::test]
async fn who_decides_is_led_from_one_to_the_next() {
    let house = House::new().await;
    let (laos, kenya, vietnam) = (house.trainee("LA").await, house.trainee("KE").await, house.trainee("VN").await);
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    let (store, slug) = (&house.store, &house.slug);
    let beside = async |actor: &Actor, key: &MaterialKey| {
        let found = store.undecided(actor, slug, key).await.expect("a member");
        (found.next.map(|next| next.to_string()), found.left)
    };
    let found = |key: &str, left| (Some(key.to_owned()), left);
    let key = house.hand_in(&laos, "status").await;
    let refused = store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted").version;
    while let Some(job) = store.take_job(NOW, &[Task::Check]).await.expect("asked") {
        let judgement =
            if job.version().id == refused.id { Judgement::Refused(Refusal::Encrypted) } else { Judgement::Ready };
        let finding = Finding { kind: None, judgement, scanned: false, at: NOW };
        store.record_finding(&job, finding, NOW).await.expect("recorded");
    }
    assert_eq!(beside(&teacher, &key).await, (None, 0), "what is refused waits for its delegation");

    let of_vietnam = store.submit_upload(&vietnam, &house.submission("status"), NOW).await.expect("submitted").version;
    assert_eq!(beside(&teacher, &key).await, (None, 1), "nobody can open it yet");
    let projects = house.hand_in(&laos, "projects").await;
    house.pass_gate().await;
    assert_eq!(beside(&teacher, &key).await, found("status.vn", 1), "of their own courses");
    assert_eq!(beside(&staff, &key).await, found("status.vn", 2), "the same assignment first");
    assert_eq!(beside(&staff, &projects).await, found("status.la", 2), "then the list's order");
    assert_eq!(beside(&laos, &key).await, (None, 0), "a trainee decides on nothing");

    store.write_review(&teacher, slug, &key, &decision(Verdict::Accepted), NOW).await.expect("decided");
    assert_eq!(beside(&staff, &"status.vn".parse().expect("a key")).await, found("projects.la", 1));
    store.delete_version(&staff, of_vietnam.id, "A sample", NOW.plus_minutes(3)).await.expect("deleted");
    assert_eq!(beside(&teacher, &key).await, (None, 0), "what is deleted is gone");
}

#[tokio::test]
async fn a_version_is_the_newest_until_another_comes() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    assert!(house.store.is_newest(&first).await.expect("read"));
    let second = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    assert!(!house.store.is_newest(&first).await.expect("read"));
    assert!(house.store.is_newest(&second).await.expect("read"));
}

#[tokio::test]
async fn comments_for_hosts_stay_with_hosts() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let key = house.hand_in(&laos, "status").await;
    house.store.write_review(&teacher, &house.slug, &key, &comment(Audience::Hosts), NOW).await.expect("written");
    house.store.write_review(&teacher, &house.slug, &key, &comment(Audience::Delegation), NOW).await.expect("written");
    let thread = house.store.material(&laos, &house.slug, &key).await.expect("visible");
    assert_eq!(thread.reviews.len(), 1);
    assert_eq!(thread.material.reviews, 1);
    assert_eq!(house.store.material(&teacher, &house.slug, &key).await.expect("visible").reviews.len(), 2);
    let own = house.store.write_review(&laos, &house.slug, &key, &comment(Audience::Hosts), NOW).await;
    assert!(matches!(own, Err(StoreError::Review(RefusedReview::NotForHosts))));
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn a_decision_is_not_made_over_an_unseen_one() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let key = house.hand_in(&laos, "status").await;
    let refused = house.store.write_review(&laos, &house.slug, &key, &decision(Verdict::Accepted), NOW).await;
    assert!(matches!(refused, Err(StoreError::Forbidden)));
    house.pass_gate().await;
    let accepted = decision(Verdict::Accepted);
    let first = house.store.write_review(&teacher, &house.slug, &key, &accepted, NOW).await.expect("decided");
    let changes = decision(Verdict::ChangesRequested);
    let blind = house.store.write_review(&staff, &house.slug, &key, &changes, NOW).await;
    assert!(matches!(blind, Err(StoreError::Changed(_))), "{blind:?}");
    let seen = NewReview { seen_decision: Some(first), ..changes };
    house.store.write_review(&staff, &house.slug, &key, &seen, NOW).await.expect("decided knowingly");
    let file = house.store.material(&laos, &house.slug, &key).await.expect("visible");
    assert_eq!(file.material.status, MaterialStatus::ChangesRequested);
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    let outdated = house.store.write_review(&staff, &house.slug, &key, &accepted, NOW).await;
    assert!(matches!(outdated, Err(StoreError::Changed(_))), "{outdated:?}");
}

#[tokio::test]
async fn the_delegation_is_told_by_mail() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let key = house.hand_in(&laos, "status").await;
    house.store.write_review(&teacher, &house.slug, &key, &comment(Audience::Hosts), NOW).await.expect("written");
    house.pass_gate().await;
    house.store.write_review(&teacher, &house.slug, &key, &decision(Verdict::Accepted), NOW).await.expect("decided");
    let due = house.store.due_mails(10, NOW).await.expect("read");
    let kinds: Vec<_> = due.iter().map(|mail| format!("{:?}", mail.kind)).collect();
    assert_eq!(kinds.len(), 2, "{kinds:?}");
    assert!(house.store.claim_mail(&due[0], NOW).await.expect("claimed"));
    assert!(!house.store.claim_mail(&due[0], NOW).await.expect("read"), "one sender takes it on");
    house.store.mail_failed(&due[0], "no link", Some(NOW.plus_minutes(1))).await.expect("kept");
    assert_eq!(house.store.due_mails(10, NOW).await.expect("read").len(), 1);
    assert!(house.store.claim_mail(&due[1], NOW).await.expect("claimed"));
    house.store.mail_sent(&due[1], &words(), NOW).await.expect("noted");
    assert_eq!(house.store.due_mails(10, NOW.plus_minutes(2)).await.expect("read").len(), 1);
    assert_eq!(house.store.due_mails(10, NOW.plus_days(4)).await.expect("read").len(), 0, "old news stays unsent");
    assert_eq!(house.store.sweep_mails(NOW.plus_days(29)).await.expect("swept"), 0);
    assert_eq!(house.store.sweep_mails(NOW.plus_days(31)).await.expect("swept"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_on_one_material_all_get_through() {
    let house = House::new().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let key = house.hand_in(&laos, "status").await;
    let mut writes = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let (store, slug, key, teacher) = (house.store.clone(), house.slug.clone(), key.clone(), teacher.clone());
        writes.spawn(async move { store.write_review(&teacher, &slug, &key, &comment(Audience::Hosts), NOW).await });
    }
    let outcomes = writes.join_all().await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let file = house.store.material(&teacher, &house.slug, &key).await.expect("visible");
    assert_eq!(file.reviews.len(), 40);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn an_import_keeps_assignments_that_have_answers() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let mut without = seminar("e-port");
    without.assignments.remove(0);
    let refused = house.store.import_seminar(without, &By::operator(), NOW).await;
    assert!(matches!(refused, Err(StoreError::AssignmentInUse(slug)) if slug == "status"));
}
