//! The server is killed with SIGKILL at random moments, again and again, while people upload,
//! complete and comment. What it has acknowledged stands in a ledger; after every restart the
//! ledger is compared with what is there, and `lectern check` has to find nothing.
//!
//! In `issuing` it is killed while it issues certificates, in `checking` while it checks and draws files. In `full_disk`
//! it ends by itself. In `damage` files of its data are damaged.
//!
//! `ROUNDS` says how often (50 where it is not set), `SEED` repeats a run.

mod checking;
mod damage;
mod full_disk;
mod issuing;
mod ledger;
mod server;
mod worker;

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use ledger::Ledger;
use server::Server;

/// How many rounds there are of something, one of which takes `times` as long as one of uploads; and what is random in them.
fn rounds(of: &str, times: u64) -> (u64, StdRng) {
    let rounds = number("ROUNDS").unwrap_or(50).div_ceil(times);
    let seed = number("SEED").unwrap_or_else(rand::random);
    println!("{rounds} rounds of {of} with SEED={seed}");
    (rounds, StdRng::seed_from_u64(seed))
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost() {
    let (rounds, mut random) = rounds("uploads", 1);
    let server = Server::prepare();
    let ledger = Arc::new(Ledger::default());
    for round in 0..rounds {
        let running = server.start().await;
        ledger.compare_newest(&server).await;
        let workers = worker::start(&server, ledger.clone(), random.random());
        // The moment of the kill is what is random here; nothing waits for it.
        tokio::time::sleep(Duration::from_millis(random.random_range(5..400))).await;
        running.kill();
        workers.join().await;
        server.check(round);
    }
    let _running = server.start().await;
    ledger.compare_all(&server).await;
    let counts = ledger.counts();
    println!("{counts}");
    assert!(counts.completions > 0 && counts.pieces > 0 && counts.comments > 0, "something was acknowledged: {counts}");
}
