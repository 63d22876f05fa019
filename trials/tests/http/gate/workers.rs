//! Workers that die, hang or take long, and what cannot be put on record of what they did.

use std::time::Duration;

use domain::gate::GateState;
use domain::id::VersionId;
use domain::time::Instant;
use lectern::workroom::jobs::work_off;
use store::Store;
use store::jobs::Task;
use trials::{House, Who};

use super::{download, draws_by, house_with_worker, version, work_off_later, work_off_until_dead};

#[tokio::test(flavor = "multi_thread")]
async fn two_loops_at_once_do_each_job_once() {
    let house = House::start().await;
    let mut ids = Vec::new();
    for who in [Who::Trainee, Who::Foreigner] {
        for number in 0..3 {
            let words = format!("sample number {number}").into_bytes();
            ids.push((who, house.hand_in(who, "status", "sample.txt", words).await));
        }
    }
    let (one, two) = tokio::join!(house.work_off(), house.work_off());
    assert_eq!(one + two + house.work_off().await, 12);
    for (who, id) in ids {
        assert_eq!(download(&house, who, &id).await, 200);
        assert_eq!(download(&house, Who::Staff, &id).await, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_over_which_workers_die_is_held_the_second_time() {
    // As the kernel ends it where memory runs out.
    let house = house_with_worker("kill -KILL $$").await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 1);
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received, "it may have been the machine");
    assert_eq!(house.work_off().await, 0, "not at once");
    assert_eq!(work_off_later(&house).await, 1);
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Held);
    assert!(passage.reasons()[0].contains("need not be a fault of the file"), "{:?}", passage.reasons());
    assert_eq!(download(&house, Who::Trainee, &id).await, 200, "the original is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_waits_at_the_gate_behind_decks_that_take_long_to_draw() {
    // It stands on the command line of what draws.
    let mark = VersionId::generate().to_string();
    let house = house_with_worker(&draws_by(&format!("sh -c 'sleep 600; : {mark}'"))).await;
    let jobs = lectern::jobs::start(house.state.clone(), None);
    let ready = async |id: String| {
        let passed = async {
            while download(&house, Who::Staff, &id).await != 200 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), passed).await.expect("it passes the gate");
    };
    for _ in 0..2 {
        ready(house.hand_in(Who::Trainee, "status", "deck.pptx", b"a slow deck".to_vec()).await).await;
    }
    wait_until_any_has(&mark, true).await;
    ready(house.hand_in(Who::Foreigner, "status", "short.pptx", b"a few words".to_vec()).await).await;
    assert!(any_has(&mark), "while that goes on");
    house.state.shutdown.cancel();
    jobs.join_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_put_on_record_is_a_failure_like_others() {
    let nothing = r#"printf %s '{"drawn":{"pages":[],"missing":[]}}'"#;
    let mut house = house_with_worker(&draws_by(nothing)).await;
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
    // A database that takes everything but previews.
    let file = house.folder.path().join("database.surql");
    house.state.office.store.export(&file).await.expect("exported");
    let refusing = "DEFINE FIELD OVERWRITE made_at ON preview TYPE datetime ASSERT false;";
    let exported = std::fs::read_to_string(&file).expect("exported");
    std::fs::write(&file, format!("{exported}\n{refusing}\n")).expect("written");
    house.state.office.store = Store::import("mem://", &file).await.expect("imported");

    let check = work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    assert_eq!((check, version(&house, &id).await.passage.state), (1, GateState::Ready));
    work_off_until_dead(&house).await;
    let waiting = house.state.office.store.at_the_gate(house.actor(Who::Staff), &house.seminar).await.expect("staff");
    assert_eq!((waiting.dead.len(), waiting.dead[0].task), (1, Task::Preview));
    let told = "what came of it could not be put on record; the server's log says why";
    assert_eq!(waiting.dead[0].problem, told, "and nothing that the database said");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_hangs_is_ended_with_all_it_has_started() {
    // It stands on the command line of whatever the worker starts.
    let mark = VersionId::generate().to_string();
    let house = house_with_worker(&format!("sh -c 'sleep 600; : {mark}' & sh -c 'sleep 600; : {mark}'")).await;
    house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    let state = house.state.clone();
    let working = tokio::spawn(async move { work_off(&state, &Task::ALL, Instant::now).await });
    wait_until_any_has(&mark, true).await;
    // Stopping the server does not wait for it.
    house.state.shutdown.cancel();
    assert_eq!(working.await.expect("ended").expect("worked off"), 0);
    wait_until_any_has(&mark, false).await;
}

/// Waits until some process has it on its command line, or none any more.
async fn wait_until_any_has(mark: &str, has: bool) {
    let waiting = async {
        while any_has(mark) != has {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(30), waiting).await;
    assert!(in_time.is_ok(), "{}", if has { "nothing has been started" } else { "something of it is left" });
}

fn any_has(mark: &str) -> bool {
    let processes = std::fs::read_dir("/proc").expect("processes");
    let mut lines = processes.filter_map(|process| std::fs::read_to_string(process.ok()?.path().join("cmdline")).ok());
    lines.any(|line| line.contains(mark))
}
