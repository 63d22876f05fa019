//! Sizes that are told last, and files that were announced by their hash.

use crate::*;

#[tokio::test]
async fn an_unsealed_upload_gets_its_size_at_the_end() {
    let (root, vault) = new_vault().await;
    let made = vault.create_unsealed_upload(new_upload(8)).await.expect("an upload");
    let id = made.id;
    vault.append(id, 0, whole(b"0123"), None).await.expect("appended");
    assert_fails(vault.place(id).await, VaultError::Incomplete);
    assert_eq!(vault.uploads_of(made.person).await.expect("a list"), []);
    for _ in 0..2 {
        let sealed = vault.seal(id).await.expect("sealed");
        assert_eq!((sealed.size, sealed.offset, sealed.is_complete()), (4, 4, true));
    }
    assert_eq!(vault.place(id).await.expect("placed").size, 4);
    let again = Vault::open(root.path()).await.expect("a vault");
    assert!(again.find_upload(id).await.expect("an upload").is_complete());
}

#[tokio::test]
async fn an_unsealed_upload_that_is_full_is_not_complete() {
    let (_root, vault) = new_vault().await;
    let id = vault.create_unsealed_upload(new_upload(4)).await.expect("an upload").id;
    assert!(!append_all(&vault, id, b"0123").await.is_complete());
    assert_fails(vault.append(id, 4, whole(b"4"), None).await, VaultError::TooLong);
    assert_fails(vault.finish(id).await, VaultError::Incomplete);
}

#[tokio::test]
async fn an_unsealed_upload_does_not_outlive_its_process() {
    let (root, vault) = new_vault().await;
    let id = vault.create_unsealed_upload(new_upload(8)).await.expect("an upload").id;
    append_all(&vault, id, b"0123").await;
    drop(vault);
    let vault = Vault::open(root.path()).await.expect("a vault");
    assert_fails(vault.find_upload(id).await, VaultError::NotFound);
}

#[tokio::test]
async fn a_file_that_was_not_announced_becomes_none() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    vault.append(id, 0, whole(b"01"), None).await.expect("appended");
    assert_fails(vault.expect_file(id, 0, sha256(b"x")).await, VaultError::WrongOffset { expected: 2 });
    vault.expect_file(id, 2, sha256(b"0129")).await.expect("noted");
    vault.append(id, 2, whole(b"23"), None).await.expect("appended");
    for vault in [vault, Vault::open(root.path()).await.expect("a vault")] {
        assert_fails(vault.place(id).await, VaultError::WrongFile);
        assert_fails(vault.finish(id).await, VaultError::WrongFile);
        assert_eq!(vault.file_hashes().await.expect("a list"), []);
    }
    let vault = Vault::open(root.path()).await.expect("a vault");
    vault.expect_file(id, 4, sha256(b"0123")).await.expect("noted");
    vault.finish(id).await.expect("finished");
    assert_fails(vault.expect_file(id, 4, sha256(b"0129")).await, VaultError::WrongFile);
    vault.finish(id).await.expect("still finished");
}
