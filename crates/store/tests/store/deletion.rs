//! Deleted versions: hidden, restored, removed for good.

use domain::actor::Actor;
use domain::deletion::RefusedDeletion;
use domain::id::VersionId;
use domain::material::{MaterialFilter, MaterialState, MaterialStatus, Sha256Hex};
use domain::preview::Contents;
use domain::review::{Audience, Verdict};
use domain::upload::RefusedUpload;
use store::StoreError;
use store::jobs::Task;
use store::materials::Submission;
use store::previews::PreviewFile;
use store::reviews::NewReview;

use crate::house::{CLOSED, House, LATE, NOW};

fn accept(version: u32) -> NewReview {
    let verdict = Some(Verdict::Accepted);
    NewReview { verdict, ..NewReview::comment(Audience::Delegation, version, "A fine paper") }
}

async fn consistent(house: &House) {
    let wrong = house.store.inconsistencies().await.expect("read");
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(house.store.texts_found_wrongly().await.expect("compared"), 0);
}

#[tokio::test]
async fn a_deleted_version_is_nowhere_and_the_one_before_stands() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    house
        .store
        .write_review(&staff, &house.slug, first.key().expect("a material"), &accept(1), NOW)
        .await
        .expect("decided");
    let second = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    house.store.delete_version(&laos, second.version.id, "", NOW).await.expect("deleted");
    for actor in [&laos, &staff] {
        assert!(matches!(house.store.version(actor, second.version.id).await, Err(StoreError::NotFound)));
        assert_eq!(house.store.search(actor, &house.slug, "slides", 1).await.expect("searched").count, 1);
        let file = house.store.material(actor, &house.slug, first.key().expect("a material")).await.expect("visible");
        assert_eq!(file.versions.len(), 1);
        assert_eq!(file.material.standing_version.expect("the first").id, first.version.id);
        assert_eq!(file.material.status, MaterialStatus::Accepted, "what was decided on it holds again");
    }
    let twice = house.store.delete_version(&laos, second.version.id, "", NOW).await;
    assert!(matches!(twice, Err(StoreError::NotFound)));
    consistent(&house).await;
    let third = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    assert_eq!(third.version.number, 3, "a number is not given again");
    house.store.restore_version(&staff, &house.slug, second.version.id, NOW).await.expect("restored");
    let file = house.store.material(&laos, &house.slug, first.key().expect("a material")).await.expect("visible");
    assert_eq!(file.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(file.material.status, MaterialStatus::Submitted);
    consistent(&house).await;
}

#[tokio::test]
async fn whoever_writes_of_a_version_that_is_not_there_any_more_hears_why() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let second = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    let key = first.key().expect("a material");
    let refused = async |new: NewReview| match house.store.write_review(&staff, &house.slug, key, &new, NOW).await {
        Err(StoreError::Changed(words)) => words,
        other => panic!("{new:?}: {other:?}"),
    };
    let comment = |version| NewReview::comment(Audience::Delegation, version, "Which port?");
    assert!(refused(accept(1)).await.contains("another version counts"));
    house.store.delete_version(&laos, first.version.id, "", NOW).await.expect("deleted");
    assert!(refused(accept(1)).await.contains("another version counts"), "also where it is not there any more");
    assert!(refused(comment(1)).await.contains("deleted"));
    house.store.restore_version(&staff, &house.slug, first.version.id, NOW).await.expect("restored");
    house.store.delete_version(&laos, second.version.id, "", NOW).await.expect("deleted");
    for new in [accept(2), comment(2)] {
        assert!(refused(new).await.contains("deleted"));
    }
    for new in [accept(3), comment(3)] {
        let unheard_of = house.store.write_review(&staff, &house.slug, key, &new, NOW).await;
        assert!(matches!(unheard_of, Err(StoreError::NotFound)), "{unheard_of:?}");
    }
    house.store.write_review(&staff, &house.slug, key, &accept(1), NOW).await.expect("decided");
    house.store.delete_version(&laos, first.version.id, "", NOW).await.expect("deleted");
    for new in [accept(1), comment(1)] {
        assert!(refused(new).await.contains("deleted"), "also where no other is left");
    }
}

#[tokio::test]
async fn a_deleted_version_still_counts_among_those_that_are_taken() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    let mut versions = Vec::new();
    for number in 1..=3 {
        let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
        assert_eq!(house.store.takes_another(&submitted, NOW).await.expect("asked"), number < 3, "{number}");
        assert!(!house.store.takes_another(&submitted, CLOSED).await.expect("asked"));
        versions.push(submitted);
    }
    let seminar = versions[0].seminar.clone();
    let key = versions[0].key().expect("a material").clone();
    let assignment = seminar.assignment(&key.assignment).expect("an assignment");
    for deleted in [2, 1, 0] {
        house.store.delete_version(&laos, versions[deleted].version.id, "", NOW).await.expect("deleted");
        assert!(!house.store.takes_another(&versions[0], NOW).await.expect("asked"));
        let own = house.store.own_materials(&laos, &house.slug).await.expect("read");
        let opened = house.store.material(&laos, &house.slug, &key).await.expect("their own").material;
        for material in [&opened, own.iter().find(|material| material.key == key).expect("listed")] {
            let refused = material.admits_another(assignment, &seminar.rules, NOW);
            assert_eq!(refused, Err(RefusedUpload::TooManyVersions { limit: 3 }));
        }
    }
    let refused = house.store.submit_upload(&laos, &house.submission("status"), NOW).await;
    assert!(matches!(refused, Err(StoreError::Upload(RefusedUpload::TooManyVersions { limit: 3 }))));
}

#[tokio::test]
async fn a_material_without_a_version_is_missing_again() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let only = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    house.store.delete_version(&staff, only.version.id, "A private photograph", NOW).await.expect("deleted");
    let file = house.store.material(&laos, &house.slug, only.key().expect("a material")).await.expect("their own");
    assert_eq!(file.material.state(), MaterialState::Missing);
    let own = house.store.own_materials(&laos, &house.slug).await.expect("read");
    assert!(own.iter().all(|material| material.standing_version.is_none()));
    let listed = house.store.materials(&staff, &house.slug, &MaterialFilter::default()).await.expect("a list");
    assert!(listed.iter().all(|material| material.state() == MaterialState::Missing));
    let board = house.store.board(&staff, &house.slug, NOW).await.expect("a board");
    let there = board.iter().flat_map(|row| &row.cells).filter(|cell| cell.standing.state != MaterialState::Missing);
    assert_eq!(there.count(), 0);
    consistent(&house).await;
    house.store.submit_upload(&laos, &house.submission("status"), LATE).await.expect("submitted");
    let file = house.store.material(&laos, &house.slug, only.key().expect("a material")).await.expect("their own");
    assert_eq!(file.material.state(), MaterialState::Late, "what is left came late");
    consistent(&house).await;
}

#[tokio::test]
async fn of_versions_that_are_deleted_at_once_none_stands() {
    for _ in 0..5 {
        let house = House::new().await;
        let (laos, staff) = (house.trainee("LA").await, house.staff().await);
        let submit = async || house.store.submit_upload(&laos, &house.submission("status"), NOW).await;
        let first = submit().await.expect("submitted").version.id;
        house.pass_gate().await;
        let second = submit().await.expect("submitted").version.id;
        let third = submit().await.expect("submitted").version.id;
        // The material goes by the third one: that an earlier one is deleted changes nothing of it.
        let (one, two, three) = tokio::join!(
            house.store.delete_version(&staff, first, "A sample", NOW),
            house.store.delete_version(&staff, second, "A sample", NOW),
            house.store.delete_version(&staff, third, "A sample", NOW)
        );
        assert!(one.is_ok() && two.is_ok() && three.is_ok(), "{one:?} {two:?} {three:?}");
        consistent(&house).await;
    }
}

#[tokio::test]
async fn a_delegation_is_told_what_staff_deleted_of_it() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let told = async |actor: &Actor| {
        let deleted = house.store.own_deleted(actor, &house.slug).await.expect("a trainee").into_values().flatten();
        deleted.map(|deleted| (deleted.number, deleted.deletion.reason)).collect::<Vec<_>>()
    };
    let mut versions = Vec::new();
    for _ in 0..3 {
        let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
        versions.push(submitted.version.id);
    }
    house.store.delete_version(&laos, versions[0], "Our own", NOW).await.expect("deleted");
    assert!(told(&laos).await.is_empty(), "their own doing they know");
    for (version, reason) in [(versions[1], "A private photograph"), (versions[2], "The same again")] {
        house.store.delete_version(&staff, version, reason, NOW).await.expect("deleted");
    }
    assert_eq!(told(&laos).await, [(3, "The same again".to_owned()), (2, "A private photograph".to_owned())]);
    assert!(told(&kenya).await.is_empty());
    assert!(matches!(house.store.own_deleted(&staff, &house.slug).await, Err(StoreError::NotFound)));
    house.store.restore_version(&staff, &house.slug, versions[2], NOW).await.expect("restored");
    assert_eq!(told(&laos).await, [(2, "A private photograph".to_owned())]);
    consistent(&house).await;
}

#[tokio::test]
async fn who_deletes_until_when() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let id = submitted.version.id;
    let foreign = house.store.delete_version(&kenya, id, "", NOW).await;
    assert!(matches!(foreign, Err(StoreError::NotFound)));
    let host = house.store.delete_version(&teacher, id, "Wrong", NOW).await;
    assert!(matches!(host, Err(StoreError::Forbidden)));
    let closed = house.store.delete_version(&laos, id, "", CLOSED).await;
    assert!(matches!(closed, Err(StoreError::Deletion(RefusedDeletion::Closed))));
    let silent = house.store.delete_version(&staff, id, "", CLOSED).await;
    assert!(matches!(silent, Err(StoreError::Deletion(RefusedDeletion::Reason))));
    house.store.delete_version(&staff, id, "Not theirs to share", CLOSED).await.expect("deleted");
    assert!(matches!(house.store.deleted_versions(&teacher, &house.slug).await, Err(StoreError::NotFound)));
    let kept = house.store.deleted_versions(&staff, &house.slug).await.expect("read");
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].version.id, kept[0].deletion.reason.as_str()), (id, "Not theirs to share"));
    let early = house.store.restore_version(&laos, &house.slug, id, CLOSED).await;
    assert!(matches!(early, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn more_time_is_also_for_what_was_handed_in() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let first = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    let second = house.store.submit_upload(&laos, &house.submission("status"), LATE).await.expect("submitted");
    let (key, later) = ("status.la".parse().expect("a key"), NOW.plus_days(3));
    let grant = house.store.grant_extension(&staff, &house.slug, &key, later, "No link", None, LATE);
    grant.await.expect("granted");
    let links = house.store.set_sources(&laos, &house.slug, &key, "https://example.org Trade", "", CLOSED);
    links.await.expect("kept");
    house.store.delete_version(&laos, first.version.id, "", CLOSED).await.expect("deleted");
    let left = house.store.material(&laos, &house.slug, &key).await.expect("visible");
    assert_eq!(left.material.standing_version.expect("the second").id, second.version.id);
    assert!(!left.material.late, "what is left came before the delegation's own due time");
    house.store.withdraw_extension(&staff, &house.slug, &key, Some(LATE), CLOSED).await.expect("withdrawn");
    let left = house.store.material(&laos, &house.slug, &key).await.expect("visible");
    assert!(left.material.late, "the version that came in time is not kept");
    consistent(&house).await;
}

#[tokio::test]
async fn work_on_a_deleted_version_waits() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let submitted = house.store.submit_upload(&laos, &house.submission("status"), NOW).await.expect("submitted");
    house.store.delete_version(&laos, submitted.version.id, "", NOW).await.expect("deleted");
    assert_eq!(house.store.jobs_due(NOW).await.expect("counted"), 0);
    assert!(house.store.take_job(NOW, &Task::ALL).await.expect("asked").is_none());
    consistent(&house).await;
    house.store.restore_version(&staff, &house.slug, submitted.version.id, NOW).await.expect("restored");
    assert_eq!(house.store.jobs_due(NOW).await.expect("counted"), 1);
}

/// Submits a file and draws it; answers the version.
async fn drawn(house: &House, file: &str, image: &str) -> VersionId {
    let laos = house.trainee("LA").await;
    let submission = Submission { sha256: Sha256Hex(file.repeat(32)), ..house.submission("status") };
    house.store.submit_upload(&laos, &submission, NOW).await.expect("submitted");
    while let Some(job) = house.store.take_job(NOW, &Task::ALL).await.expect("asked") {
        if job.task == Task::Preview {
            let images = vec![PreviewFile { name: "a".to_owned(), sha256: Sha256Hex(image.repeat(32)), size: 1 }];
            house.store.record_preview(&job, &Contents::default(), images, None, NOW).await.expect("recorded");
        } else {
            let judgement = domain::gate::Judgement::Ready;
            let finding = domain::gate::Finding { kind: None, judgement, scanned: false, at: NOW };
            house.store.record_finding(&job, finding, NOW).await.expect("recorded");
        }
    }
    submission.id
}

#[tokio::test]
async fn what_is_deleted_long_enough_goes_with_its_files_on_record() {
    let house = House::new().await;
    let staff = house.staff().await;
    let gone = drawn(&house, "aa", "bb").await;
    let kept = drawn(&house, "cc", "dd").await;
    house.store.delete_version(&staff, gone, "Wrong file", NOW).await.expect("deleted");
    let (day, month) = (NOW.plus_days(1), NOW.plus_days(31));
    assert_eq!(house.store.purge_deleted(day.plus_days(-30), day).await.expect("swept"), 0);
    assert!(house.store.discarded_files().await.expect("read").is_empty());
    assert_eq!(house.store.purge_deleted(month.plus_days(-30), month).await.expect("swept"), 1);
    let mut discarded = house.store.discarded_files().await.expect("read");
    discarded.sort();
    assert_eq!(discarded, [Sha256Hex("aa".repeat(32)), Sha256Hex("bb".repeat(32))]);
    let in_use = house.store.all_files().await.expect("read");
    assert!(in_use.iter().all(|file| !discarded.contains(&file.sha256)));
    assert!(house.store.version(&staff, kept).await.is_ok());
    assert!(house.store.deleted_versions(&staff, &house.slug).await.expect("read").is_empty());
    assert!(matches!(house.store.restore_version(&staff, &house.slug, gone, month).await, Err(StoreError::NotFound)));
    consistent(&house).await;
    house.store.forget_discarded_file(&discarded[0], month).await.expect("forgotten");
    assert_eq!(house.store.discarded_files().await.expect("read").len(), 1);
    assert_eq!(house.store.purge_deleted(month, month).await.expect("swept"), 0, "once");
}

#[tokio::test]
async fn images_that_are_not_recorded_are_to_go() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    house.hand_in(&laos, "status").await;
    let check = house.store.take_job(NOW, &Task::ALL).await.expect("asked").expect("a job");
    let judgement = domain::gate::Judgement::Ready;
    let finding = domain::gate::Finding { kind: None, judgement, scanned: false, at: NOW };
    house.store.record_finding(&check, finding, NOW).await.expect("recorded");
    let job = house.store.take_job(NOW, &Task::ALL).await.expect("asked").expect("a job");
    let image = |hash: &str| PreviewFile { name: "a".to_owned(), sha256: Sha256Hex(hash.repeat(32)), size: 1 };
    let record = async |files| house.store.record_preview(&job, &Contents::default(), files, None, NOW).await;
    record(vec![image("aa")]).await.expect("recorded");
    assert!(house.store.discarded_files().await.expect("read").is_empty());
    record(vec![image("bb")]).await.expect("another worker was thought to be dead");
    assert_eq!(house.store.discarded_files().await.expect("read"), [image("bb").sha256]);
    let in_use = house.store.all_files().await.expect("read");
    assert!(in_use.iter().any(|file| file.sha256 == image("aa").sha256));
    consistent(&house).await;
}

#[tokio::test]
async fn a_file_that_is_noted_again_is_looked_at_again() {
    let house = House::new().await;
    let file = Sha256Hex("ab".repeat(32));
    house.store.discard_files(&[], NOW).await.expect("nothing to note");
    house.store.discard_files(&[file.clone(), file.clone()], LATE).await.expect("noted");
    house.store.forget_discarded_file(&file, NOW).await.expect("it was noted since");
    assert_eq!(house.store.discarded_files().await.expect("read"), std::slice::from_ref(&file));
    house.store.forget_discarded_file(&file, LATE).await.expect("forgotten");
    assert!(house.store.discarded_files().await.expect("read").is_empty());
}
