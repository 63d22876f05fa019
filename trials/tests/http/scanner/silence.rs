//! Where it is not there, or hangs.

use std::path::Path;
use std::time::Duration;

use domain::gate::{Extent, GateState, Hold};
use domain::time::Instant;
use lectern::workroom::jobs::work_off;
use lectern::workroom::scanner::limits::ScannerLimits;
use lectern::workroom::scanner::{ClamdAddress, Scanner};
use store::jobs::Task;
use tokio::net::UnixListener;
use tokio::task::JoinHandle;
use trials::Who;

use super::clamd::Clamd;
use super::{held, house_with, house_with_limits, passage, set_limits};

#[tokio::test(flavor = "multi_thread")]
async fn without_an_answer_nothing_is_clean_and_it_is_asked_again() {
    let mut clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    clamd.stop();
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 1);
    assert_eq!(held(&passage(&house, &id).await), [Hold::ScannerUnavailable]);
    clamd.start_again().await;
    let later = || Instant::now().plus_seconds(600);
    assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 2, "a check and a preview");
    let passage = passage(&house, &id).await;
    assert_eq!(passage.state, GateState::Ready);
    assert!(passage.finding.expect("a finding").scanned);
}

/// Takes connections and says nothing.
fn hang_at(socket: &Path) -> JoinHandle<()> {
    let listener = UnixListener::bind(socket).expect("a socket");
    tokio::spawn(async move {
        let mut taken = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            taken.push(stream);
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_hangs_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("clamd.ctl");
    let hanging = hang_at(&socket);
    let limits = ScannerLimits { max_scan_time: Duration::from_millis(50), ..ScannerLimits::default() };
    let scanner = Scanner::at(ClamdAddress::Unix(socket), limits);
    let file = folder.path().join("file");
    std::fs::write(&file, "words").expect("written");
    assert_eq!(scanner.scan(&file, &Extent::of_file(5)).await, Err(Hold::ScannerTooSlow));
    hanging.abort();
    let nobody = Scanner::at(ClamdAddress::Unix(Path::new("/nowhere/clamd.ctl").to_owned()), limits);
    assert_eq!(nobody.scan(&file, &Extent::of_file(5)).await, Err(Hold::ScannerUnavailable));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_hung_over_is_scanned_once_it_answers() {
    let mut clamd = Clamd::start().await;
    let limits = ScannerLimits { max_scan_time: Duration::from_millis(50), ..ScannerLimits::default() };
    let mut house = house_with_limits(&clamd, limits).await;
    clamd.stop();
    let hanging = hang_at(&clamd.socket());
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    let worked_off = tokio::time::timeout(Duration::from_secs(60), house.work_off()).await;
    assert_eq!(worked_off.expect("no longer than the limit says"), 1);
    let slow = passage(&house, &id).await;
    assert_eq!(held(&slow), [Hold::ScannerTooSlow]);
    assert!(slow.is_unscanned());

    hanging.abort();
    std::fs::remove_file(clamd.socket()).expect("a socket");
    clamd.start_again().await;
    set_limits(&mut house, ScannerLimits::default());
    assert_eq!(house.post_form("/api/check_again", &format!("seminar=sample&version={id}")).await.status(), 200);
    assert_eq!(house.work_off().await, 2, "a check and a preview");
    let passage = passage(&house, &id).await;
    assert_eq!(passage.state, GateState::Ready);
    assert!(passage.finding.expect("a finding").scanned);
}
