//! Versions at the gate, and the jobs that see to it.

mod checking;
mod drawing;
mod jobs;
mod rulings;
mod scanning;
mod standing;

use domain::actor::Actor;
use domain::gate::{FileKind, Finding, Judgement, Passage};
use domain::id::VersionId;
use domain::mail::MailKind;
use domain::time::Instant;
use store::jobs::{MOST_ATTEMPTS, TakenJob, Task};

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
