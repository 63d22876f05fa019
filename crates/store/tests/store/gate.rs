//! Versions at the gate, and the jobs that see to it.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{FileKind, Finding, GateState, Hold, Judgement, Passage, Refusal};
use domain::id::VersionId;
use domain::mail::MailKind;
use domain::preview::{Contents, Drawn, Image, Page};
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
    house.store.take_job(now).await.expect("asked").expect("a job")
}

async fn no_job(house: &House, now: Instant) -> bool {
    house.store.take_job(now).await.expect("asked").is_none()
}

fn found(judgement: Judgement) -> Finding {
    Finding { kind: Some(FileKind::Pptx), judgement, scanned: true, at: NOW }
}

async fn passage(house: &House, actor: &Actor, id: VersionId) -> Passage {
    house.store.version(actor, id).await.expect("visible").version.passage
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
    assert!(matches!(release, Err(StoreError::Release(_))));
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
    assert!(matches!(house.store.at_the_gate(&teacher, &house.slug).await, Err(StoreError::NotFound)));
    for other in [&trainee, &teacher] {
        let release = house.store.release_version(other, id, "Mine", NOW).await;
        assert!(matches!(release, Err(StoreError::NotFound)));
    }
    let empty = house.store.release_version(&staff, id, " ", NOW).await;
    assert!(matches!(empty, Err(StoreError::Release(_))));
    mails(&house, NOW).await;
    let (one, two) = tokio::join!(
        house.store.release_version(&staff, id, "Looked at it", NOW),
        house.store.release_version(&staff, id, "So did I", NOW)
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1, "once");
    assert_eq!(mails(&house, NOW).await, [MailKind::VersionReleased]);
    assert!(house.store.version_to_open(&teacher, id).await.is_ok());
    assert_eq!(take(&house, NOW).await.task, Task::Preview);
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
        assert_eq!(passage(&house, &trainee, id).await.state, GateState::Received);
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
    while let Some(job) = house.store.take_job(now).await.expect("asked") {
        taken.push(job.version().id);
    }
    assert_eq!(taken, expected, "the oldest first");
}
