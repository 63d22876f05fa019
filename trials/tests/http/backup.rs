//! A backup that is taken while the server runs, and brought back.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use domain::time::Instant;
use lectern::certificates::keyring::Keyring;
use lectern::commands::{Errand, Report, restore};
use lectern::config::Config;
use store::Store;
use store::tokens::Purpose;
use trials::{House, SEMINAR, Who};

async fn back_up(house: &House, folder: &Path) -> Result<Report, String> {
    let (state, folder) = (&house.state, folder.to_owned());
    Errand::Backup { folder }.carry_out(&state.data()).await
}

/// The configuration of another server, on a folder that does not exist yet.
fn elsewhere(house: &House, folder: &Path) -> Config {
    let db = format!("surrealkv://{}?sync=every", folder.join("db").display());
    Config { db, files: folder.join("files"), data: folder.to_owned(), ..house.config.clone() }
}

/// The engine gives its lock back from a task of its own, so opening may have to wait for it.
async fn reopened(config: &Config) -> Store {
    let opening = async {
        loop {
            match Store::open(&config.db).await {
                Ok(store) => return store,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), opening).await.expect("opens again")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_backed_up_comes_back_whole() {
    let house = House::start().await;
    let version = house.submit(Who::Trainee, "status").await;
    let certificate = house.certify(&[Who::Trainee]).await.remove(0);
    let token = house.api_token(Who::Trainee).await;
    let folders = tempfile::tempdir().expect("a folder");
    let backup = folders.path().join("backup");
    // Where it is there already, and anyone may look in.
    std::fs::create_dir(&backup).expect("a folder");
    std::fs::set_permissions(&backup, Permissions::from_mode(0o755)).expect("a mode");
    let report = back_up(&house, &backup).await.expect("backed up");
    assert_eq!((&report.json["versions"], &report.json["files"]), (&1.into(), &2.into()));
    assert_eq!(std::fs::metadata(&backup).expect("there").permissions().mode() & 0o777, 0o700);
    // What comes after the backup is not in it.
    house.submit(Who::Colleague, "status").await;

    let config = elsewhere(&house, &folders.path().join("data"));
    let report = restore(&config, &backup).await.expect("restored");
    assert!(!report.failed, "{:?}", report.lines);
    assert_eq!(report.json["versions"], 1);

    let store = reopened(&config).await;
    let actor = store.actor_by_api_token(&token, Instant::now()).await.expect("known");
    let found = store.version(&actor, version.parse().expect("an id")).await.expect("there");
    assert_eq!(found.seminar.slug.as_str(), SEMINAR);
    let held = store.certificate(&actor, certificate.code()).await.expect("there");
    assert_eq!(held, certificate);
    let keys = Keyring::in_data(&config.data);
    assert!(keys.find(&certificate.key).is_ok(), "the restored house goes on signing");
    let by = (&actor).into();
    store.issue_token(Purpose::Api, actor.person, None, &by, Instant::now()).await.expect("it can be written to");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_overwritten() {
    let house = House::start().await;
    let folders = tempfile::tempdir().expect("a folder");
    let backup = folders.path().join("backup");
    back_up(&house, &backup).await.expect("backed up");
    let again = back_up(&house, &backup).await.expect_err("the folder is taken");
    assert!(again.contains("is not empty"), "{again}");
    let config = elsewhere(&house, folders.path());
    let onto = restore(&config, &backup).await.expect_err("the folder is taken").to_string();
    assert!(onto.contains("is not empty"), "{onto}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_damaged_or_not_whole_is_refused() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let folders = tempfile::tempdir().expect("a folder");
    let backup = folders.path().join("backup");
    back_up(&house, &backup).await.expect("backed up");
    let hashes = house.state.vault.file_hashes().await.expect("read");
    let file = backup.join("files").join(&hashes[0].0[..2]).join(&hashes[0].0);
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[0] ^= 1;
    std::fs::write(&file, bytes).expect("written");
    let refused = restore(&elsewhere(&house, &folders.path().join("first")), &backup).await;
    assert!(refused.is_err(), "a file is not what its name says");

    std::fs::remove_file(backup.join("backup.json")).expect("removed");
    let refused = restore(&elsewhere(&house, &folders.path().join("second")), &backup).await;
    let refused = refused.expect_err("there is no summary").to_string();
    assert!(refused.contains("not finished"), "{refused}");
    assert!(!folders.path().join("second").exists(), "nothing is begun");
}
