//! The newest request wins over an append that hangs on a dead connection.

use tokio::task::JoinHandle;

use crate::*;

type Append = JoinHandle<Result<Upload, VaultError>>;

/// An append that has taken `bytes` and now waits for more.
async fn stalled_append(vault: &Vault, id: VersionId, bytes: &[u8]) -> (Client, Append) {
    let (client, body) = Client::connect();
    let vault = vault.clone();
    let append = tokio::spawn(async move { vault.append(id, 0, body, None).await });
    client.send(bytes).await;
    (client, append)
}

#[tokio::test]
async fn a_second_append_takes_over() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 8).await;
    let (client, first) = stalled_append(&vault, id, b"0123").await;
    let second = vault.append(id, 4, whole(b"4567"), None).await.expect("appended");
    assert!(second.is_complete());
    assert_fails(first.await.expect("no panic"), VaultError::Interrupted);
    // The old connection delivers late, and to nobody.
    client.0.send(Ok(Bytes::from_static(b"4567"))).await.expect_err("nobody reads");
    assert_eq!(bytes_on_disk(root.path(), id), b"01234567");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(b"01234567"));
}

#[tokio::test]
async fn a_look_at_the_offset_takes_over() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    let (_client, first) = stalled_append(&vault, id, &bytes[..800_000]).await;
    assert_eq!(offset(&vault, id).await, 800_000);
    assert_fails(first.await.expect("no panic"), VaultError::Interrupted);
    assert!(bytes_on_disk(root.path(), id) == bytes[..800_000]);
}

#[tokio::test]
async fn only_one_of_many_appends_gets_through() {
    let (_root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    let (_client, first) = stalled_append(&vault, id, &bytes[..5]).await;
    let many = (0..20).map(|_| {
        let (vault, body) = (vault.clone(), whole(&bytes[5..]));
        tokio::spawn(async move { vault.append(id, 5, body, None).await })
    });
    for append in futures::future::join_all(many).await {
        let append = append.expect("no panic");
        let lost = matches!(append, Err(VaultError::Interrupted | VaultError::WrongOffset { .. }));
        assert!(lost || append.is_ok_and(|upload| upload.is_complete()));
    }
    first.await.expect("no panic").expect_err("it was overtaken");
    let at = offset(&vault, id).await;
    vault.append(id, at, whole(&bytes[at as usize..]), None).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn ending_an_upload_stops_its_append() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 8).await;
    let (_client, first) = stalled_append(&vault, id, b"0123").await;
    vault.terminate(id).await.expect("ended");
    assert_fails(first.await.expect("no panic"), VaultError::Interrupted);
    assert!(!root.path().join(format!("uploads/{id}")).exists());
}

#[tokio::test]
async fn lists_and_owners_disturb_nobody() {
    let (_root, vault) = new_vault().await;
    let upload = vault.create_upload(new_upload(8)).await.expect("an upload");
    let (client, first) = stalled_append(&vault, upload.id, b"0123").await;
    let listed = vault.uploads_of(upload.person).await.expect("a list");
    // What came is not durable yet, so it is not reported either.
    assert_eq!(listed, std::slice::from_ref(&upload));
    assert_eq!(vault.owner_of(upload.id).await.expect("an owner"), upload.person);
    client.send(b"4567").await;
    drop(client);
    assert!(first.await.expect("no panic").expect("appended").is_complete());
}
