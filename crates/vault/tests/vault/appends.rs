//! What one body does to an upload.

use sha1::{Digest, Sha1};
use sha2::Sha256;
use vault::{Checksum, VaultError};

use crate::*;

fn sha1_of(bytes: &[u8]) -> Option<Checksum> {
    Some(Checksum::Sha1(Sha1::digest(bytes).into()))
}

fn sha256_of(bytes: &[u8]) -> Option<Checksum> {
    Some(Checksum::Sha256(Sha256::digest(bytes).into()))
}

#[tokio::test]
async fn bodies_follow_one_another() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    let upload = vault.append(id, 0, whole(&bytes[..700_000]), None).await.expect("appended");
    assert_eq!((upload.offset, upload.is_complete()), (700_000, false));
    let upload = vault.append(id, 700_000, whole(&bytes[700_000..]), None).await.expect("appended");
    assert!(upload.is_complete());
    assert!(bytes_on_disk(root.path(), id) == bytes);
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn a_body_must_start_where_the_upload_stands() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 10).await;
    vault.append(id, 0, whole(b"0123"), None).await.expect("appended");
    assert_fails(vault.append(id, 0, whole(b"0123"), None).await, VaultError::WrongOffset { expected: 4 });
    assert_fails(vault.append(id, 5, whole(b"56789"), None).await, VaultError::WrongOffset { expected: 4 });
    assert_eq!(offset(&vault, id).await, 4);
}

#[tokio::test]
async fn a_broken_body_keeps_what_came() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    assert_fails(vault.append(id, 0, broken_after(&bytes[..777_777]), None).await, VaultError::Interrupted);
    assert_eq!(offset(&vault, id).await, 777_777);
    assert!(bytes_on_disk(root.path(), id) == bytes[..777_777]);
    vault.append(id, 777_777, whole(&bytes[777_777..]), None).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn a_body_that_breaks_after_the_last_byte_is_whole() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    assert!(vault.append(id, 0, broken_after(b"0123"), None).await.expect("appended").is_complete());
}

#[tokio::test]
async fn a_right_checksum_is_accepted() {
    let (_root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    vault.append(id, 0, whole(&bytes[..9]), sha1_of(&bytes[..9])).await.expect("appended");
    vault.append(id, 9, whole(&bytes[9..]), sha256_of(&bytes[9..])).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn a_wrong_checksum_discards_the_body() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    vault.append(id, 0, whole(&bytes[..9]), None).await.expect("appended");
    // One body fits into a block and is never written, the other does not and is cut off again.
    for end in [20, LARGE] {
        let wrong = sha1_of(b"something else");
        assert_fails(vault.append(id, 9, whole(&bytes[9..end]), wrong).await, VaultError::ChecksumMismatch);
        assert!(bytes_on_disk(root.path(), id) == bytes[..9]);
    }
    vault.append(id, 9, whole(&bytes[9..]), None).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn a_body_that_breaks_off_cannot_be_checked() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    let checksum = sha256_of(&bytes);
    for end in [20, LARGE - 1] {
        assert_fails(vault.append(id, 0, broken_after(&bytes[..end]), checksum).await, VaultError::Interrupted);
        assert_eq!(offset(&vault, id).await, 0);
        assert!(bytes_on_disk(root.path(), id).is_empty());
    }
    vault.append(id, 0, whole(&bytes), checksum).await.expect("appended");
}

#[tokio::test]
async fn a_body_that_is_too_long_leaves_nothing() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE + 1);
    let id = begin(&vault, LARGE).await;
    vault.append(id, 0, whole(&bytes[..9]), None).await.expect("appended");
    assert_fails(vault.append(id, 9, whole(&bytes[9..]), None).await, VaultError::TooLong);
    assert!(bytes_on_disk(root.path(), id) == bytes[..9]);
    vault.append(id, 9, whole(&bytes[9..LARGE]), None).await.expect("appended");
    assert_fails(vault.append(id, LARGE as u64, whole(b"x"), None).await, VaultError::TooLong);
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes[..LARGE]));
}

#[tokio::test]
async fn a_frame_may_be_larger_than_a_block() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    let body = futures::stream::iter([Ok::<_, Infallible>(Bytes::from(bytes.clone()))]);
    vault.append(id, 0, body, None).await.expect("appended");
    assert!(bytes_on_disk(root.path(), id) == bytes);
}

#[tokio::test]
async fn an_append_outlives_the_request_that_began_it() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 8).await;
    let (client, body) = Client::connect();
    let appending = vault.clone();
    let request = tokio::spawn(async move { appending.append(id, 0, body, None).await });
    client.send(b"0123").await;
    request.abort();
    request.await.expect_err("the request is gone");
    assert_eq!(offset(&vault, id).await, 4);
}
