//! Versions at the gate, and the jobs that see to it.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{FileKind, Finding, GateState, Hold, Judgement, Passage, Refusal};
use domain::id::VersionId;
use domain::mail::MailKind;
use domain::material::{MaterialKey, Sha256Hex};
use domain::preview::{Contents, Drawing, Drawn, Image, Missing, OfficeTrouble, Page};
use domain::time::Instant;
use store::StoreError;
use store::jobs::{MOST_ATTEMPTS, TakenJob, Task};
use store::previews::PreviewFile;

use crate::house::{House, NOW, words};

async fn submit(house: &House, trainee: &Actor) -> VersionId {
    let submission = house.submission("status");
    house.store.submit_upload(trainee, &submission, NOW).await.expect("submitted").version.id
}

async fn take(house: &House, now: Instant) -> TakenJob {
    house.store.take_job(now, &Task::ALL).await.expect("asked").expect("a job")
}

async fn no_job(house: &House, now: Instant) -> bool {
    house.store.take_job(now, &Task::ALL).await.expect("asked").is_none()
}

fn found(judgement: Judgement) -> Finding {
    Finding { kind: Some(FileKind::Pptx), judgement, scanned: true, at: NOW }
}

async fn passage(house: &House, actor: &Actor, id: VersionId) -> Passage {
    house.store.version(actor, id).await.expect("visible").version.passage
}

/// What the board says of the only delegation's first material.
async fn on_board(house: &House, staff: &Actor) -> String {
    let rows = house.store.board(staff, &house.slug, NOW).await.expect("a board");
    rows[0].cells[0].standing.label()
}

async fn mails(house: &House, now: Instant) -> Vec<MailKind> {
    let due = house.store.due_mails(100, now).await.expect("asked");
    for mail in &due {
        house.store.mail_sent(mail, &words(), now).await.expect("noted");
    }
    due.into_iter().map(|mail| mail.kind).collect()
}

#[tokio::test]
async fn what_comes_is_checked_then_drawn() {
    let house = House::new().await;
    let (trainee, teacher) = (house.trainee("LA").await, house.teacher().await);
    let id = submit(&house, &trainee).await;
    assert_eq!(passage(&house, &trainee, id).await, Passage::RECEIVED);
    let closed = house.store.version_to_open(&teacher, id).await;
    assert!(matches!(closed, Err(StoreError::AtTheGate(GateState::Received))));

    let check = take(&house, NOW).await;
    assert_eq!((check.task, check.attempt, check.version().id), (Task::Check, 1, id));
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::BeingChecked);
    assert!(no_job(&house, NOW).await, "it is taken");
    house.store.record_finding(&check, found(Judgement::Ready), NOW).await.expect("recorded");
    assert_eq!(passage(&house, &trainee, id).await.kind(), Some(FileKind::Pptx));
    house.store.version_to_open(&teacher, id).await.expect("open");

    let preview = take(&house, NOW).await;
    assert_eq!(preview.task, Task::Preview);
    let image = Image { width: 900, bytes: 3, file: "0001-900.webp".to_owned() };
    let page = Page { number: 1, text: "ports".to_owned(), images: vec![image], ..Page::default() };
    let contents = Contents { pages: vec![page], missing: Vec::new() };
    let file = PreviewFile { name: "0001-900.webp".to_owned(), sha256: house.submission("status").sha256, size: 3 };
    house.store.record_preview(&preview, &contents, vec![file.clone()], NOW).await.expect("recorded");
    assert!(no_job(&house, NOW.plus_days(1)).await);
    let (_, seen) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!(seen.as_ref(), Some(&contents));
    let (_, drawn) = house.store.drawn_preview(&teacher, id).await.expect("open");
    assert_eq!(drawn, Some(Drawn { contents, hashes: [(file.name.clone(), file.sha256.clone())].into() }));
    assert_eq!(house.store.preview_file(&teacher, id, "0001-900.webp").await.expect("an image"), file);
    let none = house.store.preview_file(&teacher, id, "0002-900.webp").await;
    assert!(matches!(none, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn pages_are_seen_by_those_who_may_open_the_file() {
    let house = House::new().await;
    let (laos, kenya, teacher) = (house.trainee("LA").await, house.trainee("KE").await, house.teacher().await);
    let id = submit(&house, &laos).await;
    assert!(house.store.preview(&laos, id).await.expect("their own").1.is_none());
    assert!(house.store.drawn_preview(&laos, id).await.expect("their own").1.is_none());
    assert!(matches!(house.store.drawn_preview(&kenya, id).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.preview(&teacher, id).await, Err(StoreError::AtTheGate(_))));
    assert!(matches!(house.store.preview(&kenya, id).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.preview_file(&kenya, id, "0001-900.webp").await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn a_refusal_is_on_record_and_told_to_the_delegation() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    mails(&house, NOW).await;
    let check = take(&house, NOW).await;
    let refused = found(Judgement::Refused(Refusal::Encrypted));
    house.store.record_finding(&check, refused.clone(), NOW).await.expect("recorded");
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::Refused);
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionRefused]);
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    assert!(events.iter().any(|event| event.action == Action::VersionRefused));
    assert!(no_job(&house, NOW.plus_days(1)).await, "nothing is drawn of it");
    let release = house.store.release_version(&staff, id, "Because", NOW).await;
    assert!(matches!(release, Err(StoreError::Ruling(_))));
    // A worker that was thought to be dead comes late.
    house.store.record_finding(&check, found(Judgement::Ready), NOW).await.expect("nothing");
    assert_eq!(passage(&house, &trainee, id).await.finding, Some(refused));
}

#[tokio::test]
async fn staff_alone_let_a_held_file_through() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let check = take(&house, NOW).await;
    house.store.record_finding(&check, found(Judgement::Held(vec![Hold::Macros])), NOW).await.expect("recorded");
    let waiting = house.store.at_the_gate(&staff, &house.slug).await.expect("staff");
    assert_eq!(waiting.held.iter().map(|held| held.version.id).collect::<Vec<_>>(), [id]);
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), (1, 0));
    assert_eq!(on_board(&house, &staff).await, "Submitted, held at the gate");
    assert!(matches!(house.store.at_the_gate(&teacher, &house.slug).await, Err(StoreError::NotFound)));
    for other in [&trainee, &teacher] {
        let release = house.store.release_version(other, id, "Mine", NOW).await;
        assert!(matches!(release, Err(StoreError::NotFound)));
    }
    let empty = house.store.release_version(&staff, id, " ", NOW).await;
    assert!(matches!(empty, Err(StoreError::Ruling(_))));
    mails(&house, NOW).await;
    let (one, two) = tokio::join!(
        house.store.release_version(&staff, id, "Looked at it", NOW),
        house.store.release_version(&staff, id, "So did I", NOW)
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1, "once");
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionReleased]);
    assert!(house.store.version_to_open(&teacher, id).await.is_ok());
    assert_eq!(on_board(&house, &staff).await, "Submitted");
    assert_eq!(take(&house, NOW).await.task, Task::Preview);
}

#[tokio::test]
async fn staff_alone_refuse_a_held_file_and_its_delegation_reads_why() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let held = found(Judgement::Held(vec![Hold::Macros, Hold::ScannerOverLimit]));
    house.store.record_finding(&take(&house, NOW).await, held.clone(), NOW).await.expect("recorded");
    for other in [&trainee, &teacher] {
        let refusal = house.store.refuse_version(other, id, "Mine", NOW).await;
        assert!(matches!(refusal, Err(StoreError::NotFound)));
    }
    let empty = house.store.refuse_version(&staff, id, " ", NOW).await;
    assert!(matches!(empty, Err(StoreError::Ruling(_))));
    mails(&house, NOW).await;
    house.store.refuse_version(&staff, id, "An old copy", NOW).await.expect("refused");

    let passage = passage(&house, &trainee, id).await;
    assert_eq!((passage.state, passage.finding.as_ref()), (GateState::Refused, Some(&held)));
    let ruling = passage.refusal().expect("by staff");
    assert_eq!((ruling.by.as_str(), ruling.reason.as_str(), ruling.at), (&*staff.name.to_string(), "An old copy", NOW));
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionRefused]);
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), (0, 0));
    assert!(matches!(house.store.version_to_open(&teacher, id).await, Err(StoreError::AtTheGate(_))));
    assert!(no_job(&house, NOW.plus_days(1)).await && house.store.inconsistencies().await.expect("read").is_empty());
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    let event = events.iter().find(|event| event.action == Action::VersionTurnedDown).expect("an event");
    assert!(event.detail.ends_with(": An old copy"), "{}", event.detail);
    for again in [
        house.store.release_version(&staff, id, "After all", NOW).await,
        house.store.refuse_version(&staff, id, "Once more", NOW).await,
    ] {
        assert!(matches!(again, Err(StoreError::Ruling(_))));
    }
    assert!(matches!(house.store.check_again(&staff, id, NOW).await, Err(StoreError::Repeat(_))));
}

#[tokio::test]
async fn of_two_who_rule_at_once_the_second_hears_of_the_first() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    let (one, two) = tokio::join!(
        house.store.release_version(&staff, id, "Looked at it", NOW),
        house.store.refuse_version(&staff, id, "So did I", NOW)
    );
    assert!(one.is_ok() != two.is_ok(), "once");
    let second = one.err().or(two.err()).expect("the second");
    assert!(matches!(second, StoreError::Changed(_) | StoreError::Ruling(_)), "{second}");
}

#[tokio::test]
async fn what_staff_refuse_does_not_make_the_next_file_punctual() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let is_late = async || {
        let key: MaterialKey = "status.la".parse().expect("a key");
        house.store.material(&trainee, &house.slug, &key).await.expect("their own").material.late
    };
    let id = submit(&house, &trainee).await;
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    let overdue = NOW.plus_days(1).plus_seconds(60);
    house.store.submit_upload(&trainee, &house.submission("status"), overdue).await.expect("submitted");
    assert!(!is_late().await, "the first one stands");
    house.store.refuse_version(&staff, id, "An old copy", overdue).await.expect("refused");
    assert!(is_late().await);
}

#[tokio::test]
async fn open_files_are_scanned_once_there_is_a_scanner() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let finding = |judgement: Judgement, scanned| Finding { scanned, ..found(judgement) };
    let macros = || Judgement::Held(vec![Hold::Macros]);
    let drawn = submit(&house, &trainee).await;
    house.pass_gate().await;
    let released = submit(&house, &trainee).await;
    house.store.record_finding(&take(&house, NOW).await, finding(macros(), false), NOW).await.expect("recorded");
    house.store.release_version(&staff, released, "Known to us", NOW).await.expect("released");
    mails(&house, NOW).await;
    for other in [&trainee, &teacher] {
        assert!(matches!(house.store.scan_unscanned(other, &house.slug, NOW).await, Err(StoreError::NotFound)));
    }

    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 2);
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("asked"), 0, "they are at it");
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert!(matches!(house.store.version_to_open(&teacher, drawn).await, Err(StoreError::AtTheGate(_))));
    for _ in 0..2 {
        let check = take(&house, NOW).await;
        assert_eq!(check.task, Task::Check);
        let judgement = if check.version().id == released { macros() } else { Judgement::Ready };
        house.store.record_finding(&check, finding(judgement, true), NOW).await.expect("recorded");
    }
    for id in [drawn, released] {
        assert!(house.store.version_to_open(&teacher, id).await.is_ok());
    }
    let ruling = passage(&house, &trainee, released).await.ruling;
    assert_eq!(ruling.expect("what staff said").reason, "Known to us");
    let preview = take(&house, NOW).await;
    assert_eq!((preview.task, preview.version().id), (Task::Preview, released), "the other one is drawn");
    assert!(no_job(&house, NOW).await);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert_eq!(mails(&house, NOW).await, [], "nothing has become of them");
    assert_eq!(house.store.at_the_gate(&staff, &house.slug).await.expect("staff").unscanned, 0);
}

#[tokio::test]
async fn open_files_that_no_scanner_has_looked_at_are_counted() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    for (trainee, judgement, scanned) in [
        (&laos, Judgement::Ready, true),
        (&laos, Judgement::Ready, false),
        (&kenya, Judgement::Held(vec![Hold::Macros]), false),
        (&kenya, Judgement::Refused(Refusal::Encrypted), false),
    ] {
        submit(&house, trainee).await;
        let check = take(&house, NOW).await;
        house.store.record_finding(&check, Finding { scanned, ..found(judgement) }, NOW).await.expect("recorded");
        while house.store.jobs_due(NOW).await.expect("asked") > 0 {
            let preview = take(&house, NOW).await;
            house.store.record_preview(&preview, &Contents::default(), Vec::new(), NOW).await.expect("recorded");
        }
    }
    assert_eq!(house.store.at_the_gate(&staff, &house.slug).await.expect("staff").unscanned, 1);
}

#[tokio::test]
async fn a_scanner_that_did_not_answer_is_asked_again_and_nobody_is_told_twice() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    mails(&house, NOW).await;
    let unavailable = || found(Judgement::Held(vec![Hold::ScannerUnavailable]));
    let mut now = NOW;
    for _ in 0..2 * MOST_ATTEMPTS {
        let check = take(&house, now).await;
        house.store.record_finding(&check, unavailable(), now).await.expect("recorded");
        assert!(no_job(&house, now).await);
        now = now.plus_seconds(120);
    }
    assert_eq!(mails(&house, now).await, []);
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    assert_eq!(events.iter().filter(|event| event.action == Action::VersionHeld).count(), 1);
    // Staff are faster than the scanner: what it says then changes nothing.
    let check = take(&house, now).await;
    house.store.release_version(&staff, id, "Known to us", now).await.expect("released");
    house.store.record_finding(&check, unavailable(), now).await.expect("nothing");
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::Ready);
}

#[tokio::test]
async fn a_job_is_tried_less_and_less_often_until_it_is_dead() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let mut now = NOW;
    let mut pauses = Vec::new();
    for attempt in 1..=MOST_ATTEMPTS {
        let job = take(&house, now).await;
        assert_eq!(job.attempt, attempt);
        house.store.job_failed(&job, "the disk is full", now).await.expect("noted");
        let state = if attempt < MOST_ATTEMPTS { GateState::Received } else { GateState::Held };
        assert_eq!(passage(&house, &trainee, id).await.state, state);
        let mut pause = 0;
        while attempt < MOST_ATTEMPTS && no_job_until(&house, now.plus_seconds(pause)).await {
            pause += 15;
        }
        pauses.push(pause);
        now = now.plus_seconds(pause);
    }
    assert_eq!(pauses, [15, 60, 240, 960, 0]);
    assert!(no_job(&house, now.plus_days(30)).await);
    let dead = house.store.at_the_gate(&staff, &house.slug).await.expect("staff").dead;
    assert_eq!((dead[0].version, dead[0].attempts, dead[0].problem.as_str()), (id, MOST_ATTEMPTS, "the disk is full"));
    assert!(matches!(house.store.revive_job(&trainee, id, Task::Check, now).await, Err(StoreError::NotFound)));
    house.store.revive_job(&staff, id, Task::Check, now).await.expect("revived");
    assert_eq!(passage(&house, &trainee, id).await, Passage::RECEIVED);
    assert!(house.store.revive_job(&staff, id, Task::Check, now).await.is_err(), "it is not dead any more");
    assert_eq!(take(&house, now).await.attempt, 1);
}

/// Looks without taking.
async fn no_job_until(house: &House, now: Instant) -> bool {
    house.store.jobs_due(now).await.expect("asked") == 0
}

#[tokio::test]
async fn what_a_killed_server_had_taken_is_taken_again() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    submit(&house, &trainee).await;
    take(&house, NOW).await;
    assert!(no_job(&house, NOW.plus_seconds(60)).await, "another may still be at it");
    house.store.release_job_leases(NOW.plus_seconds(60)).await.expect("released");
    assert_eq!(take(&house, NOW.plus_seconds(60)).await.attempt, 2);
    // Elsewhere the lease runs out.
    assert_eq!(take(&house, NOW.plus_days(1)).await.attempt, 3);
}

#[tokio::test]
async fn what_a_stopped_server_was_at_does_not_count_as_tried() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let id = submit(&house, &trainee).await;
    for _ in 0..2 * MOST_ATTEMPTS {
        let job = take(&house, NOW).await;
        assert_eq!(job.attempt, 1);
        house.store.give_job_back(&job, NOW).await.expect("given back");
        assert_eq!(passage(&house, &trainee, id).await, Passage::RECEIVED);
    }
}

/// Takes a job on again and again, a day apart, without a word of how it went; answers when it is given up.
async fn begin_again_and_again(house: &House, task: Task) -> Instant {
    let mut now = NOW;
    for attempt in 1..=MOST_ATTEMPTS {
        let job = take(house, now).await;
        assert_eq!((job.task, job.attempt), (task, attempt));
        now = now.plus_days(1);
    }
    now
}

#[tokio::test]
async fn a_job_that_never_ends_is_begun_only_so_often() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let now = begin_again_and_again(&house, Task::Check).await;
    assert!(no_job(&house, now).await && no_job(&house, now.plus_days(30)).await);
    let waiting = house.store.at_the_gate(&staff, &house.slug).await.expect("staff");
    assert_eq!((waiting.dead.len(), waiting.dead[0].attempts), (1, MOST_ATTEMPTS));
    assert!(waiting.dead[0].problem.contains("never ended"), "{}", waiting.dead[0].problem);
    assert_eq!(waiting.held.iter().map(|held| held.version.id).collect::<Vec<_>>(), [id]);
    assert_eq!(house.store.stuck(&staff, &house.slug).await.expect("counted"), (1, 0), "it is one file");
}

#[tokio::test]
async fn what_takes_the_server_down_is_not_begun_at_every_start() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let mut now = NOW;
    for attempt in 1..=MOST_ATTEMPTS {
        assert_eq!(take(&house, now).await.attempt, attempt);
        now = now.plus_seconds(1);
        house.store.release_job_leases(now).await.expect("released");
    }
    assert!(no_job(&house, now).await);
    let dead = house.store.at_the_gate(&staff, &house.slug).await.expect("staff").dead;
    assert_eq!((dead[0].version, dead[0].task), (id, Task::Preview));
    let (submitted, _) = house.store.preview(&trainee, id).await.expect("their own");
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::Dead);
    assert_eq!(submitted.version.passage.state, GateState::Ready, "it has passed all the same");
    house.store.draw_again(&staff, id, now).await.expect("drawn again");
    assert_eq!(take(&house, now).await.attempt, 1);
}

#[tokio::test]
async fn what_could_not_be_checked_is_held_and_told_once() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    mails(&house, NOW).await;
    for _ in 0..2 {
        let now = begin_again_and_again(&house, Task::Check).await;
        assert!(no_job(&house, now).await);
        let passage = passage(&house, &trainee, id).await;
        assert_eq!(passage.finding.expect("a finding").judgement, Judgement::Held(vec![Hold::NotChecked]));
        assert!(house.store.inconsistencies().await.expect("read").is_empty());
        house.store.check_again(&staff, id, NOW).await.expect("put back");
    }
    assert_eq!(mails(&house, NOW.plus_days(6)).await, [MailKind::VersionHeld]);
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    let count = |action| events.iter().filter(|event| event.action == action).count();
    assert_eq!((count(Action::VersionHeld), count(Action::VersionCheckedAgain)), (1, 2));
    house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    assert_eq!(passage(&house, &trainee, id).await.state, GateState::Ready);
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionReleased], "it waits no more");
}

#[tokio::test]
async fn staff_have_a_check_that_came_to_no_end_made_again() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    let early = house.store.check_again(&staff, id, NOW).await;
    assert!(matches!(early, Err(StoreError::Repeat(_))));
    let over_limit = || found(Judgement::Held(vec![Hold::Macros, Hold::ScannerOverLimit]));
    house.store.record_finding(&take(&house, NOW).await, over_limit(), NOW).await.expect("recorded");
    assert!(no_job(&house, NOW.plus_days(1)).await, "not by itself");
    for other in [&trainee, &teacher] {
        assert!(matches!(house.store.check_again(other, id, NOW).await, Err(StoreError::NotFound)));
        assert!(matches!(house.store.check_all_again(other, &house.slug, NOW).await, Err(StoreError::NotFound)));
    }
    house.store.check_again(&staff, id, NOW).await.expect("put back");
    assert_eq!(passage(&house, &trainee, id).await, Passage::RECEIVED);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    let again = house.store.check_again(&staff, id, NOW).await;
    assert!(matches!(again, Err(StoreError::Repeat(_))), "what was found in it does not go away");
}

#[tokio::test]
async fn all_whose_check_came_to_no_end_are_checked_again_at_once() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let mut ids = Vec::new();
    for hold in [Hold::ScannerUnavailable, Hold::ScannerTooSlow, Hold::Macros] {
        let id = submit(&house, &trainee).await;
        house
            .store
            .record_finding(&take(&house, NOW).await, found(Judgement::Held(vec![hold])), NOW)
            .await
            .expect("held");
        ids.push(id);
    }
    assert_eq!(house.store.check_all_again(&staff, &house.slug, NOW).await.expect("put back"), 2);
    assert_eq!(house.store.check_all_again(&staff, &house.slug, NOW).await.expect("asked"), 0);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    let mut taken = [take(&house, NOW).await.version().id, take(&house, NOW).await.version().id];
    taken.sort();
    ids.truncate(2);
    ids.sort();
    assert_eq!(taken.as_slice(), ids);
    assert!(no_job(&house, NOW).await);
}

#[tokio::test]
async fn checks_go_before_drawings_and_one_worker_takes_nothing_else() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let decks = [submit(&house, &trainee).await, submit(&house, &trainee).await];
    for _ in decks {
        house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    }
    let later = NOW.plus_seconds(60);
    assert!(house.store.take_job(later, &[Task::Check]).await.expect("asked").is_none(), "there are only drawings");
    let submission = house.submission("projects");
    house.store.submit_upload(&trainee, &submission, later).await.expect("submitted");
    let check = take(&house, later).await;
    assert_eq!((check.task, check.version().id), (Task::Check, submission.id), "though the decks came before");
    assert_eq!(take(&house, later).await.task, Task::Preview);
    // Its time has run out, so it goes before what waits.
    let day = later.plus_days(1);
    house.store.submit_upload(&trainee, &house.submission("projects"), later).await.expect("submitted");
    let again = house.store.take_job(day, &[Task::Check]).await.expect("asked").expect("a check");
    assert_eq!((again.attempt, again.version().id), (2, submission.id));
}

fn drawn_as(sha256: &str) -> Vec<PreviewFile> {
    vec![PreviewFile { name: "0001-900.webp".to_owned(), sha256: Sha256Hex(sha256.repeat(32)), size: 1 }]
}

/// A version of which this is missing, and one image is there.
async fn drawn_without(house: &House, trainee: &Actor, missing: Missing, sha256: &str) -> VersionId {
    let id = submit(house, trainee).await;
    house.store.record_finding(&take(house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let contents = Contents::lacking(missing);
    house.store.record_preview(&take(house, NOW).await, &contents, drawn_as(sha256), NOW).await.expect("recorded");
    id
}

#[tokio::test]
async fn what_was_drawn_badly_is_drawn_again_and_its_images_go() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let missing = Missing::Office(OfficeTrouble::Failed);
    let id = drawn_without(&house, &trainee, missing, "bb").await;
    for other in [&trainee, &teacher] {
        assert!(matches!(house.store.draw_again(other, id, NOW).await, Err(StoreError::NotFound)));
    }
    house.store.draw_again(&staff, id, NOW).await.expect("drawn again");
    let twice = house.store.draw_again(&staff, id, NOW).await;
    assert!(matches!(twice, Err(StoreError::Repeat(_))), "it is under way");
    let (submitted, before) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!(before, Some(Contents::lacking(missing)), "what there is stays until then");
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::UnderWay);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert!(house.store.discarded_files().await.expect("read").is_empty());

    let contents = Contents { pages: vec![Page { number: 1, ..Page::default() }], missing: Vec::new() };
    house.store.record_preview(&take(&house, NOW).await, &contents, drawn_as("cc"), NOW).await.expect("recorded");
    assert_eq!(house.store.preview(&teacher, id).await.expect("open").1, Some(contents));
    assert_eq!(house.store.discarded_files().await.expect("read"), [Sha256Hex("bb".repeat(32))]);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    let enough = house.store.draw_again(&staff, id, NOW).await;
    assert!(matches!(enough, Err(StoreError::Repeat(_))), "nothing is missing");
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    assert!(events.iter().any(|event| event.action == Action::VersionDrawnAgain));
}

#[tokio::test]
async fn an_office_program_that_comes_later_draws_what_lacked_it() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let lacks = drawn_without(&house, &trainee, Missing::Office(OfficeTrouble::NotInstalled), "bb").await;
    drawn_without(&house, &trainee, Missing::Office(OfficeTrouble::Failed), "cc").await;
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 1);
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 0, "it is under way");
    let job = take(&house, NOW).await;
    assert_eq!((job.task, job.version().id), (Task::Preview, lacks));
    house.store.record_preview(&job, &Contents::default(), drawn_as("dd"), NOW).await.expect("recorded");
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 0, "it is drawn");
}

#[tokio::test]
async fn a_table_full_of_jobs_is_worked_off_in_order_each_once() {
    let house = House::new().await;
    let mut expected = Vec::new();
    for country in ["LA", "KE", "VN", "TH", "PE", "BR", "CL", "EG", "FJ", "GE"] {
        let trainee = house.trainee(country).await;
        for assignment in ["status", "projects"] {
            for _ in 0..3 {
                let at = NOW.plus_seconds(i64::try_from(expected.len()).expect("few"));
                let submission = house.submission(assignment);
                house.store.submit_upload(&trainee, &submission, at).await.expect("a full table takes more");
                expected.push(submission.id);
            }
        }
    }
    let now = NOW.plus_seconds(3600);
    assert_eq!(house.store.jobs_due(now).await.expect("counted") as usize, expected.len());
    let mut taken = Vec::new();
    while let Some(job) = house.store.take_job(now, &Task::ALL).await.expect("asked") {
        taken.push(job.version().id);
    }
    assert_eq!(taken, expected, "the oldest first");
}
