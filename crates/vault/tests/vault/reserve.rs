//! Room that is left to others. More than any disk has: then there is none for the vault.

use crate::*;

async fn without_room(root: &TempDir) -> Vault {
    Vault::open_with_reserve(root.path(), u64::MAX).await.expect("a vault")
}

#[tokio::test]
async fn nothing_new_comes_in_below_the_reserve() {
    let root = TempDir::new().expect("a folder");
    let vault = without_room(&root).await;
    assert_fails(vault.create_upload(new_upload(8)).await, VaultError::NoSpace);
    assert_fails(vault.create_unsealed_upload(new_upload(8)).await, VaultError::NoSpace);
    assert_fails(vault.keep_bytes(b"0123".as_slice().into()).await, VaultError::NoSpace);
    assert_eq!(std::fs::read_dir(root.path().join("uploads")).expect("a folder").count(), 0);
    assert_eq!(vault.file_hashes().await.expect("hashes"), []);
    assert!(vault.shortage().is_some(), "and whoever asks learns how much is free");
    assert_eq!(new_vault().await.1.shortage(), None);
}

#[tokio::test]
async fn what_came_before_stays_and_goes_on_when_there_is_room() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    vault.append(id, 0, whole(&bytes[..700_000]), None).await.expect("appended");
    drop(vault);

    let vault = without_room(&root).await;
    assert_fails(vault.append(id, 700_000, whole(&bytes[700_000..]), None).await, VaultError::NoSpace);
    assert_eq!(offset(&vault, id).await, 700_000);
    assert!(bytes_on_disk(root.path(), id) == bytes[..700_000]);
    drop(vault);

    let vault = Vault::open_with_reserve(root.path(), 1).await.expect("a vault");
    vault.append(id, 700_000, whole(&bytes[700_000..]), None).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn what_is_there_already_becomes_a_file_all_the_same() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    append_all(&vault, id, b"0123").await;
    let kept = vault.keep_bytes(b"a sample".as_slice().into()).await.expect("kept");
    drop(vault);

    let vault = without_room(&root).await;
    vault.append(id, 4, whole(b""), None).await.expect("there is nothing to write");
    let placed = vault.place(id).await.expect("placed");
    vault.finish(id).await.expect("finished");
    assert_eq!(vault.verify_file(&placed.sha256).await.expect("whole"), 4);
    assert_eq!(vault.keep_bytes(b"a sample".as_slice().into()).await.expect("there"), kept);
}
