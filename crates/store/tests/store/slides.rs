//! Slides of sessions: who brings them, who sees them when, and what becomes of them.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{FileKind, Finding, GateState, Hold, Judgement};
use domain::id::{SessionSlug, VersionId};
use domain::material::{GateWait, VersionPlace};
use domain::person::Role;
use domain::preview::{Contents, Image, Page};
use domain::slides::{FileNumbers, MAX_FILES, ReleaseOutcome};
use domain::time::Instant;
use domain::upload::{RefusedUpload, UploadPlace, UploadTarget};
use store::StoreError;
use store::audit::By;
use store::jobs::Task;
use store::live::LiveEvent;
use store::materials::{Submission, Submitted};
use store::previews::PreviewFile;
use store::slides::Slides;

use crate::house::{House, NOW, seminar, words};

fn session() -> SessionSlug {
    "trade-1".parse().expect("a slug")
}

/// A house in which `teacher` leads the session.
async fn house() -> House {
    let house = House::new().await;
    let mut changed = seminar("e-port");
    changed.sessions[1].course = Some(changed.courses[0].slug.clone());
    house.store.import_seminar(changed, &By::operator(), NOW).await.expect("an import");
    house
}

fn file(house: &House) -> Submission {
    let target = UploadTarget { seminar: house.slug.clone(), place: UploadPlace::Session(session()) };
    Submission { target, consent: None, ..house.submission("status") }
}

async fn bring(house: &House, actor: &Actor) -> Submitted {
    bring_at(house, actor, NOW).await
}

async fn bring_at(house: &House, actor: &Actor, at: Instant) -> Submitted {
    house.store.submit_upload(actor, &file(house), at).await.expect("submitted")
}

async fn seen(house: &House, actor: &Actor) -> Slides {
    house.store.slides(actor, &house.slug, &session()).await.expect("a member")
}

async fn numbers(house: &House, actor: &Actor) -> Vec<u32> {
    seen(house, actor).await.files.iter().map(|file| file.number).collect()
}

/// What a page shows to the actor, and its form posts.
async fn shown(house: &House, actor: &Actor) -> FileNumbers {
    FileNumbers::of(&seen(house, actor).await.files)
}

/// From a page that showed these files.
async fn release_shown(house: &House, actor: &Actor, shown: &FileNumbers) -> Result<ReleaseOutcome, StoreError> {
    house.store.release_slides(actor, &house.slug, &session(), shown, NOW).await
}

/// Releases what there is, or takes it back.
async fn release(house: &House, actor: &Actor, release: bool) -> Result<(), StoreError> {
    if !release {
        return house.store.take_slides_back(actor, &house.slug, &session(), NOW).await;
    }
    let outcome = release_shown(house, actor, &shown(house, actor).await).await?;
    assert!(outcome.unseen.is_empty() && outcome.gone == 0, "all was seen");
    Ok(())
}

async fn opens(house: &House, actor: &Actor, id: VersionId) -> bool {
    house.store.version_to_open(actor, id).await.is_ok()
}

async fn consistent(house: &House) {
    let wrong = house.store.inconsistencies().await.expect("read");
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[tokio::test]
async fn those_who_lead_bring_files_and_others_wait_for_their_release() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let other = house.person("other-teacher@example.org", Role::Instructor, None).await;
    let first = bring(&house, &teacher).await;
    assert_eq!((&first.place, first.version.number), (&VersionPlace::Session(session()), 1));
    assert_eq!(first.receipt_number(), "E-PORT/slides/trade-1/1");
    let again = Submission { id: first.version.id, ..file(&house) };
    let again = house.store.submit_upload(&teacher, &again, NOW).await.expect("answered again");
    assert_eq!(again.version.id, first.version.id);
    assert_eq!(bring(&house, &staff).await.version.number, 2);
    assert!(!opens(&house, &teacher, first.version.id).await, "it has not passed the gate");
    house.pass_gate().await;
    assert!(opens(&house, &teacher, first.version.id).await);
    consistent(&house).await;

    for actor in [&laos, &other] {
        assert!(numbers(&house, actor).await.is_empty());
        assert!(matches!(house.store.version(actor, first.version.id).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.preview(actor, first.version.id).await, Err(StoreError::NotFound)));
    }
    for actor in [&laos, &other, &teacher] {
        assert!(matches!(release(&house, actor, true).await, Err(StoreError::Forbidden)));
    }
    release(&house, &staff, true).await.expect("released");
    assert!(matches!(release(&house, &staff, true).await, Err(StoreError::Changed(_))));
    for actor in [&laos, &other] {
        assert_eq!(numbers(&house, actor).await, [1, 2]);
        assert!(opens(&house, actor, first.version.id).await);
    }
    let third = bring(&house, &teacher).await;
    house.pass_gate().await;
    assert_eq!(numbers(&house, &teacher).await, [1, 2, 3]);
    for actor in [&laos, &other] {
        assert_eq!(numbers(&house, actor).await, [1, 2], "what comes later waits for another release");
        assert!(matches!(house.store.version(actor, third.version.id).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.preview(actor, third.version.id).await, Err(StoreError::NotFound)));
    }
    release(&house, &staff, true).await.expect("released, too");
    for actor in [&laos, &other] {
        assert_eq!(numbers(&house, actor).await, [1, 2, 3]);
        assert!(opens(&house, actor, third.version.id).await);
    }
    release(&house, &staff, false).await.expect("taken back");
    assert!(numbers(&house, &laos).await.is_empty());
    assert!(!opens(&house, &laos, first.version.id).await);
    let audit = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("read");
    let actions: Vec<Action> = audit.iter().map(|event| event.action).collect();
    assert!(actions.contains(&Action::SlidesReleased) && actions.contains(&Action::SlidesTakenBack), "{actions:?}");
    assert!(audit.iter().any(|event| event.object == "Slides of trade-1"));
    consistent(&house).await;
}

#[tokio::test]
async fn what_nobody_saw_waits_whatever_the_clock_says() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    bring(&house, &teacher).await;
    let page = shown(&house, &staff).await;
    // By the clock, they came before the release.
    for at in [NOW.plus_seconds(-3600), NOW] {
        bring_at(&house, &teacher, at).await;
    }
    house.pass_gate().await;
    assert_eq!(release_shown(&house, &staff, &page).await.expect("released").unseen.len(), 2);
    assert_eq!(numbers(&house, &laos).await, [1]);
    let from_the_same_page = release_shown(&house, &staff, &page).await;
    assert!(matches!(from_the_same_page, Err(StoreError::Changed(_))), "it shows nothing that waits");

    let page = shown(&house, &staff).await;
    bring_at(&house, &teacher, NOW.plus_seconds(-3600)).await;
    house.pass_gate().await;
    assert_eq!(release_shown(&house, &staff, &page).await.expect("released, too").unseen.len(), 1);
    assert_eq!(numbers(&house, &laos).await, [1, 2, 3]);
    release(&house, &staff, true).await.expect("released, too");
    assert_eq!(numbers(&house, &laos).await, [1, 2, 3, 4]);
    release(&house, &staff, false).await.expect("taken back");
    consistent(&house).await;
}

#[tokio::test]
async fn a_release_tells_what_became_of_what_was_seen() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    bring(&house, &teacher).await;
    house.pass_gate().await;
    bring(&house, &teacher).await;
    let third = bring(&house, &teacher).await.version.id;
    let page = shown(&house, &staff).await;
    house.store.delete_version(&teacher, third, "", NOW).await.expect("removed");
    bring(&house, &teacher).await;
    let outcome = release_shown(&house, &staff, &page).await.expect("released");
    let name = file(&house).file_name;
    let expected = ReleaseOutcome {
        shown: vec![name.clone()],
        at_the_gate: vec![(name.clone(), GateWait::BeingChecked)],
        unseen: vec![name],
        gone: 1,
    };
    assert_eq!(outcome, expected);
    assert_eq!(numbers(&house, &laos).await, [1]);
    house.pass_gate().await;
    assert_eq!(numbers(&house, &laos).await, [1, 2]);
    house.store.delete_version(&teacher, seen(&house, &staff).await.files[2].id, "", NOW).await.expect("removed");
    assert!(release(&house, &staff, true).await.is_err(), "nothing waits");
}

#[tokio::test]
async fn a_file_that_comes_in_the_moment_of_a_release_waits() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    bring(&house, &teacher).await;
    for last in 1..=5 {
        let page = shown(&house, &staff).await;
        let (released, _) = tokio::join!(release_shown(&house, &staff, &page), bring(&house, &teacher));
        released.expect("released");
        house.pass_gate().await;
        assert_eq!(numbers(&house, &laos).await, (1..=last).collect::<Vec<u32>>());
    }
    consistent(&house).await;
}

#[tokio::test]
async fn a_release_covers_nothing_that_was_not_there() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let first = bring(&house, &teacher).await.version.id;
    bring(&house, &teacher).await;
    house.pass_gate().await;
    house.store.delete_version(&teacher, first, "", NOW).await.expect("removed");
    // The third one is still to come.
    let posted = "1 2 3".parse().expect("numbers");
    assert!(release_shown(&house, &staff, &posted).await.expect("released").unseen.is_empty());
    house.store.restore_version(&staff, &house.slug, first, NOW).await.expect("restored");
    bring(&house, &teacher).await;
    house.pass_gate().await;
    assert_eq!(numbers(&house, &laos).await, [2]);
    // What was released comes back as it was.
    release(&house, &staff, true).await.expect("released, too");
    house.store.delete_version(&teacher, first, "", NOW).await.expect("removed");
    house.store.restore_version(&staff, &house.slug, first, NOW).await.expect("restored");
    assert_eq!(numbers(&house, &laos).await, [1, 2, 3]);
    consistent(&house).await;
}

#[tokio::test]
async fn there_is_nothing_to_release_where_there_is_no_file() {
    let house = house().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let refused = release(&house, &staff, true).await.expect_err("nothing is there");
    assert!(matches!(refused, StoreError::Slides(_)), "{refused}");
    assert!(matches!(release(&house, &staff, false).await, Err(StoreError::Changed(_))));
    let id = bring(&house, &teacher).await.version.id;
    house.pass_gate().await;
    assert!(numbers(&house, &laos).await.is_empty(), "no release came before it");
    house.store.delete_version(&teacher, id, "", NOW).await.expect("removed");
    assert!(matches!(release(&house, &staff, true).await, Err(StoreError::Slides(_))));
    assert!(seen(&house, &staff).await.released.is_none());
}

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
            house.store.record_preview(&job, &contents, vec![stored], NOW).await.expect("recorded");
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
async fn events_say_whether_all_may_hear_of_them() {
    let house = house().await;
    let (teacher, staff) = (house.teacher().await, house.staff().await);
    let mut events = house.store.listen();
    let mut next = async || match events.recv().await.expect("an event") {
        LiveEvent::Slides { released, .. } => released,
        other => panic!("{other:?}"),
    };
    let first = bring(&house, &teacher).await.version.id;
    assert!(!next().await);
    release(&house, &staff, true).await.expect("released");
    assert!(next().await);
    bring(&house, &teacher).await;
    assert!(!next().await, "it is not released");
    house.store.delete_version(&staff, first, "The wrong file", NOW).await.expect("removed");
    assert!(next().await, "who has seen it learns that it is gone");
    release(&house, &staff, false).await.expect("taken back");
    assert!(next().await, "who has seen them learns that they are gone");
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
