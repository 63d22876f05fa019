//! The jobs that see to files: tried again, given up, worked off in order.

use domain::gate::{GateState, Judgement, Passage};
use domain::preview::{Contents, Drawing};
use domain::time::Instant;
use store::StoreError;
use store::board::Stuck;
use store::jobs::{MOST_ATTEMPTS, Task};

use super::{begin_again_and_again, found, no_job, passage, submit, take};
use crate::house::{House, NOW};

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
    assert_eq!(
        house.store.stuck(&staff, &house.slug).await.expect("counted"),
        Stuck { files: 1, mails: 0 },
        "it is one file"
    );
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
async fn it_is_known_how_many_files_are_drawn_before_one() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let mut decks = Vec::new();
    for second in 0..3 {
        let at = NOW.plus_seconds(second);
        decks.push(submit(&house, &trainee).await);
        house.store.record_finding(&take(&house, at).await, found(Judgement::Ready), at).await.expect("recorded");
    }
    let before = async || {
        let mut before = Vec::new();
        for deck in &decks {
            before.push(house.store.drawings_before(*deck).await.expect("counted"));
        }
        before
    };
    assert_eq!(before().await, [0, 1, 2]);
    let first = take(&house, NOW.plus_seconds(60)).await;
    assert_eq!((first.version().id, before().await), (decks[0], vec![0, 1, 2]), "it is begun");
    house.store.record_preview(&first, &Contents::default(), Vec::new(), None, NOW).await.expect("recorded");
    assert_eq!(before().await, [0, 0, 1]);
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

#[tokio::test]
async fn what_was_handed_in_is_worked_off_in_order_each_once() {
    let house = House::new().await;
    let mut expected = Vec::new();
    for country in ["LA", "KE", "VN", "TH", "PE", "BR", "CL", "EG", "FJ", "GE"] {
        let trainee = house.trainee(country).await;
        for assignment in ["status", "projects"] {
            for _ in 0..3 {
                let at = NOW.plus_seconds(i64::try_from(expected.len()).expect("few"));
                let submission = house.submission(assignment);
                house.store.submit_upload(&trainee, &submission, at).await.expect("submitted");
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
