//! The disk of the database fails while someone writes. The server ends by itself before it acknowledges what it would
//! lose: the engine goes on behind what was torn, and forgets at the next start what stands there.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::checking::hand_in;
use crate::ledger::Ledger;
use crate::server::Server;
use crate::worker::comment;

/// What the files of the database may still grow by.
const ROOM: u64 = 20_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_outlives_a_failing_disk() {
    let (server, ledger, client) = (Server::prepare(), Ledger::default(), reqwest::Client::new());
    let mut running = server.start().await;
    hand_in(&server, &client).await;
    let log = fs::read_dir(server.data().join("db/wal")).expect("a log");
    let size = log.map(|file| file.expect("a file").metadata().expect("its size").len()).max().expect("a file");
    // As a full disk does, the kernel now takes no more of a file.
    let limit = format!("--fsize={}:", size + ROOM);
    let set = Command::new("prlimit").args(["--pid", &running.id().to_string(), &limit]).status();
    assert!(set.expect("util-linux has prlimit").success());
    let base = server.at("");
    let mut number = 0;
    while comment(&client, &base, &server.instructor, &ledger, 0, number).await.is_ok() {
        number += 1;
        assert!(number < 1000, "the disk takes all of it");
    }
    assert!(number > 0, "something was acknowledged");
    let ended = tokio::time::timeout(Duration::from_secs(20), running.ended()).await;
    assert!(!ended.expect("it ends by itself").success());
    println!("{} before the disk failed", ledger.counts());
    for round in 0..2 {
        let running = server.start().await;
        ledger.compare_all(&server).await;
        comment(&client, &server.at(""), &server.instructor, &ledger, 1, round).await.expect("there is room again");
        running.kill();
        server.check(u64::from(round));
    }
    let _running = server.start().await;
    ledger.compare_all(&server).await;
}
