//! The life of an upload around its bytes.

use std::os::unix::fs::PermissionsExt;

use crate::*;

#[tokio::test]
async fn a_new_upload_is_found_as_announced() {
    let (root, vault) = new_vault().await;
    let made = vault.create_upload(new_upload(8)).await.expect("an upload");
    let found = vault.find_upload(made.id).await.expect("an upload");
    assert_eq!(found, made);
    assert_eq!((found.offset, found.size, found.finished), (0, 8, false));
    assert_eq!(found.file_name, "../../状況.pptx");
    let mode = |path: String| root.path().join(path).metadata().expect("metadata").permissions().mode() & 0o777;
    assert_eq!(mode(format!("uploads/{}", made.id)), 0o700);
    assert_eq!(mode(format!("uploads/{}/bytes", made.id)), 0o600);
    assert_eq!(mode(format!("uploads/{}/record.json", made.id)), 0o600);
}

#[tokio::test]
async fn an_unknown_upload_is_not_found() {
    let (_root, vault) = new_vault().await;
    let id = VersionId::generate();
    assert_fails(vault.find_upload(id).await, VaultError::NotFound);
    assert_fails(vault.append(id, 0, whole(b"x"), None).await, VaultError::NotFound);
    assert_fails(vault.place(id).await, VaultError::NotFound);
    assert_fails(vault.finish(id).await, VaultError::NotFound);
    assert_fails(vault.terminate(id).await, VaultError::NotFound);
    assert_fails(vault.owner_of(id).await, VaultError::NotFound);
}

#[tokio::test]
async fn a_finished_upload_says_so_until_it_expires() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    assert_fails(vault.finish(id).await, VaultError::Incomplete);
    append_all(&vault, id, b"0123").await;
    let placed = vault.place(id).await.expect("placed");
    vault.finish(id).await.expect("finished");
    vault.finish(id).await.expect("finished again");
    assert!(!root.path().join(format!("uploads/{id}/bytes")).exists());
    for vault in [vault, Vault::open(root.path()).await.expect("a vault")] {
        let found = vault.find_upload(id).await.expect("an upload");
        assert_eq!((found.offset, found.finished), (4, true));
        assert_eq!(vault.place(id).await.expect("placed"), placed);
        vault.append(id, 4, whole(b""), None).await.expect("nothing to add");
        assert_fails(vault.append(id, 0, whole(b"0123"), None).await, VaultError::WrongOffset { expected: 4 });
        assert_eq!(vault.uploads_of(found.person).await.expect("a list"), []);
        vault.verify_file(&placed.sha256).await.expect("whole");
    }
}

#[tokio::test]
async fn finishing_never_drops_bytes_that_are_nowhere_else() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    append_all(&vault, id, b"0123").await;
    vault.finish(id).await.expect("finished");
    assert_eq!(vault.verify_file(&sha256(b"0123")).await.expect("whole"), 4);
}

#[tokio::test]
async fn an_ended_upload_is_gone() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    vault.terminate(id).await.expect("ended");
    assert_fails(vault.find_upload(id).await, VaultError::NotFound);
    assert_eq!(std::fs::read_dir(root.path().join("uploads")).expect("a folder").count(), 0);
}

#[tokio::test]
async fn lists_hold_one_persons_uploads_newest_first() {
    let (_root, vault) = new_vault().await;
    let person = PersonId::generate();
    let make = async |person, seconds| {
        let new = NewUpload { person, now: Instant::from_seconds(seconds), ..new_upload(8) };
        vault.create_upload(new).await.expect("an upload").id
    };
    let [second, third, first] = [make(person, 2).await, make(person, 3).await, make(person, 1).await];
    make(PersonId::generate(), 4).await;
    vault.append(second, 0, whole(b"01"), None).await.expect("appended");
    let listed = vault.uploads_of(person).await.expect("a list");
    let listed: Vec<_> = listed.iter().map(|upload| (upload.id, upload.offset)).collect();
    assert_eq!(listed, [(third, 0), (second, 2), (first, 0)]);
}

#[tokio::test]
async fn sweeping_removes_what_has_expired_and_no_file() {
    let (_root, vault) = new_vault().await;
    let [finished, begun] = [begin(&vault, 4).await, begin(&vault, 4).await];
    let later = NewUpload { expires: Instant::from_seconds(3_000), ..new_upload(4) };
    let later = vault.create_upload(later).await.expect("an upload").id;
    append_all(&vault, finished, b"0123").await;
    vault.finish(finished).await.expect("finished");
    assert_eq!(vault.sweep(Instant::from_seconds(1_999)).await.expect("swept"), 0);
    assert_eq!(vault.sweep(Instant::from_seconds(2_000)).await.expect("swept"), 2);
    assert_fails(vault.find_upload(finished).await, VaultError::NotFound);
    assert_fails(vault.find_upload(begun).await, VaultError::NotFound);
    assert_eq!(offset(&vault, later).await, 0);
    vault.verify_file(&sha256(b"0123")).await.expect("whole");
}

#[tokio::test]
async fn more_uploads_than_are_remembered_still_go_on() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 8).await;
    vault.append(id, 0, whole(b"0123"), None).await.expect("appended");
    let others = futures::future::join_all((0..1_001).map(|_| begin(&vault, 1))).await;
    for other in others {
        assert_eq!(offset(&vault, other).await, 0);
    }
    vault.append(id, 4, whole(b"4567"), None).await.expect("appended");
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(b"01234567"));
}
