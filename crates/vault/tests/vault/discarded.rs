//! Files that nothing refers to any more.

use bytes::Bytes;
use domain::material::Sha256Hex;
use domain::time::Instant;
use vault::{Vault, VaultError};

#[tokio::test]
async fn an_old_file_goes_and_one_just_placed_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(folder.path()).await.expect("a vault");
    let placed = vault.keep_bytes(Bytes::from_static(b"sample")).await.expect("kept");
    let (now, cleaning) = (Instant::now(), vault.try_clean().expect("nobody holds the files"));
    assert!(
        !vault.discard(&cleaning, &placed.sha256, now.plus_days(-1)).await.expect("looked at"),
        "it was placed just now"
    );
    vault.verify_file(&placed.sha256).await.expect("there");
    assert!(vault.discard(&cleaning, &placed.sha256, now.plus_days(1)).await.expect("discarded"));
    assert!(matches!(vault.verify_file(&placed.sha256).await, Err(VaultError::NotFound)));
    assert!(vault.discard(&cleaning, &placed.sha256, now.plus_days(1)).await.expect("it has gone already"));
    vault.keep_bytes(Bytes::from_static(b"sample")).await.expect("kept anew");
    vault.verify_file(&placed.sha256).await.expect("there again");
}

#[tokio::test]
async fn placing_a_file_once_more_keeps_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(folder.path()).await.expect("a vault");
    let placed = vault.keep_bytes(Bytes::from_static(b"sample")).await.expect("kept");
    let (path, _) = vault.find_file(&placed.sha256).await.expect("there");
    let file = std::fs::File::open(path).expect("opened");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("made old");
    vault.keep_bytes(Bytes::from_static(b"sample")).await.expect("kept once more");
    let cleaning = vault.try_clean().expect("nobody holds the files");
    assert!(!vault.discard(&cleaning, &placed.sha256, Instant::now().plus_days(-1)).await.expect("looked at"));
}

#[tokio::test]
async fn what_is_no_hash_names_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(folder.path()).await.expect("a vault");
    let cleaning = vault.try_clean().expect("nobody holds the files");
    let discarded = vault.discard(&cleaning, &Sha256Hex("../../etc/passwd".to_owned()), Instant::now()).await;
    assert!(matches!(discarded, Err(VaultError::NotFound)));
}

#[tokio::test]
async fn nothing_is_cleaned_while_someone_holds_the_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(folder.path()).await.expect("a vault");
    let held = vault.hold_files().await;
    assert!(vault.try_clean().is_none());
    drop(held);
    assert!(vault.try_clean().is_some());
}

#[tokio::test]
async fn old_files_are_told_by_the_day_on_which_they_were_placed() {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::open(folder.path()).await.expect("a vault");
    let placed = vault.keep_bytes(Bytes::from_static(b"sample")).await.expect("kept");
    let now = Instant::now();
    assert_eq!(vault.files_placed_before(now.plus_days(-1)).await.expect("listed"), []);
    assert_eq!(vault.files_placed_before(now.plus_days(1)).await.expect("listed"), [placed.sha256]);
}
