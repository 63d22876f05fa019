//! `lectern check` finds what is wrong.

use std::pin::pin;
use std::process::Command;

use lectern::commands::{Errand, Report};
use lectern::config::Config;
use trials::{House, SEMINAR, Who};

async fn check(house: &House) -> Report {
    let state = &house.state;
    Errand::Check.carry_out(&state.data()).await.expect("a report")
}

/// The one file of the house.
async fn only_file(house: &House) -> std::path::PathBuf {
    let hashes = house.state.vault.file_hashes().await.expect("read");
    let [hash] = &hashes[..] else { panic!("one file, not {hashes:?}") };
    house.config.files.join("files").join(&hash.0[..2]).join(&hash.0)
}

/// By its id, and as staff know it.
fn assert_names(report: &Report, version: &str) {
    let line = &report.lines[0];
    for part in [version, SEMINAR, "Lao", "version 1", "“sample.txt”"] {
        assert!(line.contains(part), "{part}: {line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_in_order_has_nothing_to_report() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let report = check(&house).await;
    assert!(!report.failed, "{:?}", report.lines);
    assert_eq!(report.json["versions"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_named() {
    let house = House::start().await;
    let version = house.submit(Who::Trainee, "status").await;
    let file = only_file(&house).await;
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[3] ^= 1;
    std::fs::write(&file, bytes).expect("written");
    let report = check(&house).await;
    assert!(report.failed);
    assert_names(&report, &version);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_file_is_named() {
    let house = House::start().await;
    let version = house.submit(Who::Trainee, "status").await;
    std::fs::remove_file(only_file(&house).await).expect("removed");
    let report = check(&house).await;
    assert!(report.failed);
    assert_names(&report, &version);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_cleaned_away_while_it_looks() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let vault = &house.state.vault;
    let mut checking = pin!(check(&house));
    assert!(futures::poll!(checking.as_mut()).is_pending(), "it has begun");
    assert!(vault.try_clean().is_none());
    let report = checking.await;
    assert!(!report.failed, "{:?}", report.lines);
    assert!(vault.try_clean().is_some(), "it is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_record_cannot_be_read_is_named() {
    let house = House::start().await;
    let upload = house.begin_upload(Who::Trainee, "status").await;
    let record = house.config.files.join(format!("uploads/{upload}/record.json"));
    std::fs::write(record, "{").expect("written");
    let report = check(&house).await;
    assert!(report.failed);
    assert!(report.lines[0].contains(&upload), "{:?}", report.lines);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_an_office_is_refused_and_left_as_it_is() {
    let house = House::start().await;
    let mistyped = house.folder.path().join("mistyped");
    let db = format!("surrealkv://{}?sync=every", mistyped.join("db").display());
    let config = Config { db, files: mistyped.join("files"), data: mistyped.clone(), ..house.config.clone() };
    let backup = house.folder.path().join("backup");
    let errands = || {
        let text = |text: &str| text.to_owned();
        let (seminar, role) = (text("sample"), text("staff"));
        let (name, email) = (text("Sample Staff"), text("more@example.org"));
        [
            Errand::Check,
            Errand::Backup { folder: backup.clone() },
            Errand::AddPerson { seminar, role, name, email, country: None },
            Errand::Token { email: text("staff@example.org") },
            Errand::RotateCertificateKey,
        ]
    };
    for there in [false, true] {
        if there {
            std::fs::create_dir(&mistyped).expect("a folder");
        }
        for errand in errands() {
            let refused = errand.carry_out_alone(&config).await.expect_err("there is no office");
            assert!(refused.contains(&mistyped.display().to_string()), "{refused}");
        }
        let left = std::fs::read_dir(&mistyped).map_or(0, Iterator::count);
        assert_eq!((mistyped.exists(), left, backup.exists()), (there, 0, false));
    }
    let output = Command::new(&config.program).args(["check", "--data"]).arg(&mistyped).output().expect("it runs");
    assert_eq!((output.status.code(), output.stdout), (Some(1), Vec::new()));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is no office in"), "{said}");
}
