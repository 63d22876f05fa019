//! What a killed process leaves, and what the next one makes of it.

use sha1::{Digest, Sha1};
use tokio::runtime::{Builder, Runtime};
use vault::Checksum;

use crate::*;

fn new_runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Runs an append of `sent` bytes that has not ended when the process does, and returns what the next
/// process finds.
fn offset_after_a_kill(sent: &[u8], checksum: Option<Checksum>) -> (u64, Vec<u8>) {
    let root = TempDir::new().expect("a folder");
    let doomed = new_runtime();
    let (id, client) = doomed.block_on(async {
        let vault = Vault::open(root.path()).await.expect("a vault");
        let id = begin(&vault, LARGE).await;
        let (client, body) = Client::connect();
        tokio::spawn(async move { vault.append(id, 0, body, checksum).await });
        client.send(sent).await;
        // Taken only when the blocks before it are written.
        client.send(b"").await;
        (id, client)
    });
    // Nothing in the append runs after this, neither a sync nor a tidying up.
    drop(doomed);
    drop(client);
    new_runtime().block_on(async {
        let vault = Vault::open(root.path()).await.expect("a vault");
        (offset(&vault, id).await, bytes_on_disk(root.path(), id))
    })
}

#[test]
fn written_bytes_outlive_a_kill() {
    let bytes = content(LARGE);
    let (offset, on_disk) = offset_after_a_kill(&bytes[..1_200_000], None);
    assert!(offset >= 1_000_000, "{offset}");
    assert!(on_disk == bytes[..offset as usize]);
}

#[test]
fn bytes_that_nobody_checked_do_not_outlive_a_kill() {
    let bytes = content(LARGE);
    let checksum = Checksum::Sha1(Sha1::digest(&bytes).into());
    assert_eq!(offset_after_a_kill(&bytes[..1_200_000], Some(checksum)), (0, vec![]));
}

#[tokio::test]
async fn uploads_go_on_after_a_restart() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    let before = vault.append(id, 0, whole(&bytes[..700_000]), None).await.expect("appended");
    drop(vault);
    let vault = Vault::open(root.path()).await.expect("a vault");
    assert_eq!(vault.uploads_of(before.person).await.expect("a list"), std::slice::from_ref(&before));
    assert_eq!(vault.find_upload(id).await.expect("an upload"), before);
    vault.append(id, 700_000, whole(&bytes[700_000..]), None).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(&bytes));
}

#[tokio::test]
async fn opening_clears_what_was_half_made() {
    let (root, vault) = new_vault().await;
    let [begun, finished] = [begin(&vault, 4).await, begin(&vault, 4).await];
    append_all(&vault, finished, b"0123").await;
    vault.finish(finished).await.expect("finished");
    drop(vault);
    let half_made = VersionId::generate();
    let hash = sha256(b"0123");
    let leftovers = [
        format!("uploads/{half_made}/bytes"),
        format!("uploads/{begun}/record.json.new"),
        format!("uploads/{finished}/bytes"),
        format!("files/{}/{hash}.{finished}.new", &hash.0[..2]),
    ];
    let foreign = root.path().join("uploads/lost+found/1");
    for path in leftovers.iter().map(|path| root.path().join(path)).chain([foreign.clone()]) {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, b"x").expect("written");
    }
    let vault = Vault::open(root.path()).await.expect("a vault");
    for path in leftovers {
        assert!(!root.path().join(&path).exists(), "{path}");
    }
    assert!(!root.path().join(format!("uploads/{half_made}")).exists());
    assert!(foreign.exists());
    assert_eq!(offset(&vault, begun).await, 0);
    assert!(vault.find_upload(finished).await.expect("an upload").finished);
    assert_eq!(vault.verify_file(&hash).await.expect("whole"), 4);
}
