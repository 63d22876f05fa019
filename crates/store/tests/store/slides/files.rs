//! What becomes of the files of slides: taken or not, held at the gate, removed, packed.

use domain::actor::Actor;
use domain::gate::{FileKind, Finding, GateState, Hold, Judgement};
use domain::material::VersionPlace;
use domain::person::Role;
use domain::preview::{Contents, Image, Page};
use domain::slides::MAX_FILES;
use domain::upload::{RefusedUpload, UploadPlace, UploadTarget};
use store::StoreError;
use store::audit::By;
use store::jobs::Task;
use store::previews::PreviewFile;

use super::{bring, consistent, file, house, numbers, release, seen, session};
use crate::house::{NOW, seminar, words};

#[tokio::test]
async fn others_bring_nothing() {
    let house = house().await;
    let (laos, teacher) = (house.trainee("LA").await, house.teacher().await);
    let other = house.person("other-teacher@example.org", Role::Instructor, None).await;
    for actor in [&laos, &other] {
        let refused = house.store.submit_upload(actor, &file(&house), NOW).await;
        assert!(matches!(refused, Err(StoreError::Forbidden)));
    }
    let elsewhere =
        UploadTarget { seminar: house.slug.clone(), place: UploadPlace::Session("none".parse().expect("a slug")) };
    let refused = house.store.admit_upload(&teacher, &elsewhere, 10, NOW).await;
    assert!(matches!(refused, Err(StoreError::NotFound)));
    let large = house.store.admit_upload(&teacher, &file(&house).target, 1001, NOW).await;
    assert!(matches!(large, Err(StoreError::Upload(RefusedUpload::TooLarge { limit: 1000 }))));
    for _ in 0..MAX_FILES {
        bring(&house, &teacher).await;
    }
    let full = house.store.submit_upload(&teacher, &file(&house), NOW).await;
    assert!(matches!(full, Err(StoreError::Upload(RefusedUpload::TooManySlides { limit: MAX_FILES }))));
}

#[tokio::test]
async fn a_held_file_waits_for_staff_and_nobody_is_written_to() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    for mail in house.store.due_mails(100, NOW).await.expect("asked") {
        house.store.mail_sent(&mail, &words(), NOW).await.expect("noted");
    }
    let id = bring(&house, &teacher).await.version.id;
    release(&house, &staff, true).await.expect("released, before it has passed");
    let job = house.store.take_job(NOW, &Task::ALL).await.expect("asked").expect("a check");
    assert_eq!(job.accepted(), FileKind::DEFAULT);
    let judgement = Judgement::Held(vec![Hold::Macros]);
    let finding = Finding { kind: Some(FileKind::Pptx), judgement, scanned: true, at: NOW };
    house.store.record_finding(&job, finding, NOW).await.expect("recorded");
    let gate = house.store.at_the_gate(&staff, &house.slug).await.expect("read");
    assert_eq!(gate.held.iter().map(|held| held.version.id).collect::<Vec<_>>(), [id]);
    assert_eq!(seen(&house, &teacher).await.files[0].passage.state, GateState::Held);
    assert!(numbers(&house, &laos).await.is_empty());
    house.store.rule_on_version(&staff, id, true, "I know them", NOW).await.expect("let through");
    assert_eq!(numbers(&house, &laos).await, [1]);
    assert!(house.store.due_mails(100, NOW).await.expect("asked").is_empty());
    house.pass_gate().await;
    consistent(&house).await;
}

#[tokio::test]
async fn a_removed_file_is_nowhere_and_comes_back() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = bring(&house, &teacher).await.version.id;
    house.pass_gate().await;
    release(&house, &staff, true).await.expect("released");
    assert!(matches!(house.store.delete_version(&laos, id, "", NOW).await, Err(StoreError::Forbidden)));
    house.store.delete_version(&teacher, id, "", NOW).await.expect("removed");
    for actor in [&laos, &teacher, &staff] {
        assert!(numbers(&house, actor).await.is_empty());
    }
    let deleted = house.store.deleted_versions(&staff, &house.slug).await.expect("read");
    assert_eq!(deleted[0].place, VersionPlace::Session(session()));
    assert_eq!(bring(&house, &teacher).await.version.number, 2, "a number is not given again");
    house.store.restore_version(&staff, &house.slug, id, NOW).await.expect("restored");
    assert_eq!(numbers(&house, &teacher).await, [1, 2]);
    consistent(&house).await;
    house.store.delete_version(&teacher, id, "", NOW).await.expect("removed");
    assert_eq!(house.store.purge_deleted(NOW, NOW).await.expect("purged"), 1);
    assert!(house.store.deleted_versions(&staff, &house.slug).await.expect("read").is_empty());
    assert_eq!(house.store.discarded_files().await.expect("read").len(), 1);
    consistent(&house).await;
}

#[tokio::test]
async fn a_pack_takes_what_was_drawn() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = bring(&house, &teacher).await.version.id;
    let image = Image { width: 320, bytes: 3, file: "0001-320.webp".to_owned() };
    let page = Page { number: 1, text: "walrus".to_owned(), images: vec![image], ..Page::default() };
    let contents = Contents { pages: vec![page], missing: Vec::new() };
    while let Some(job) = house.store.take_job(NOW, &Task::ALL).await.expect("asked") {
        if job.task == Task::Preview {
            let stored = PreviewFile { name: "0001-320.webp".to_owned(), sha256: file(&house).sha256, size: 3 };
            house.store.record_preview(&job, &contents, vec![stored], None, NOW).await.expect("recorded");
        } else {
            let finding = Finding { kind: None, judgement: Judgement::Ready, scanned: false, at: NOW };
            house.store.record_finding(&job, finding, NOW).await.expect("recorded");
        }
    }
    let pack = async |actor: &Actor| house.store.slides_to_pack(&seen(&house, actor).await).await.expect("read");
    assert!(pack(&laos).await.is_empty());
    let packed = pack(&teacher).await;
    assert_eq!((packed.len(), packed[0].version.id), (1, id));
    assert_eq!(packed[0].contents.as_ref(), Some(&contents));
    assert_eq!((packed[0].images[0].name.as_str(), packed[0].images[0].size), ("0001-320.webp", 3));
    release(&house, &staff, true).await.expect("released");
    assert_eq!(pack(&laos).await, packed);
    consistent(&house).await;
}

#[tokio::test]
async fn an_import_does_not_take_a_session_away_that_has_slides() {
    let house = house().await;
    let teacher = house.teacher().await;
    bring(&house, &teacher).await;
    let mut without = seminar("e-port");
    without.sessions.remove(1);
    let refused = house.store.import_seminar(without, &By::operator(), NOW).await;
    assert!(matches!(refused, Err(StoreError::SessionInUse(_))));
}
