//! Complete uploads as files.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use tokio::io::AsyncReadExt;

use crate::*;

fn path_of(root: &Path, sha256: &Sha256Hex) -> PathBuf {
    root.join("files").join(&sha256.0[..2]).join(&sha256.0)
}

/// All names beside that of the file, and its own.
fn names_beside(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path.parent().expect("a folder")).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// Flips a bit of the file, as a disk that fails does.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, &bytes).expect("written");
}

#[tokio::test]
async fn placing_again_gives_the_same_file() {
    let (root, vault) = new_vault().await;
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    assert_fails(vault.place(id).await, VaultError::Incomplete);
    append_all(&vault, id, &bytes).await;
    let placed = vault.place(id).await.expect("placed");
    assert_eq!((&placed.sha256, placed.size), (&sha256(&bytes), LARGE as u64));
    assert_eq!(vault.place(id).await.expect("placed again"), placed);
    // As after a crash before the database heard of it.
    let vault = Vault::open(root.path()).await.expect("a vault");
    assert_eq!(vault.place(id).await.expect("placed again"), placed);
    let path = path_of(root.path(), &placed.sha256);
    assert_eq!(names_beside(&path), [path], "nothing else is left");
}

#[tokio::test]
async fn equal_content_is_stored_once() {
    let (root, vault) = new_vault().await;
    let path = path_of(root.path(), &sha256(b"0123"));
    for _ in 0..2 {
        let id = begin(&vault, 4).await;
        append_all(&vault, id, b"0123").await;
        vault.place(id).await.expect("placed");
        vault.finish(id).await.expect("finished");
        assert_eq!(vault.place(id).await.expect("its bytes are a file").size, 4);
    }
    let about = path.metadata().expect("metadata");
    assert_eq!((about.mode() & 0o777, about.nlink()), (0o600, 1));
    assert_eq!(names_beside(&path), [path]);
}

#[tokio::test]
async fn a_damaged_file_is_mended_by_who_uploads_it_again() {
    let (root, vault) = new_vault().await;
    let (bytes, hash) = (content(LARGE), sha256(&content(LARGE)));
    let path = path_of(root.path(), &hash);
    let upload = async || {
        let id = begin(&vault, LARGE).await;
        append_all(&vault, id, &bytes).await;
        vault.place(id).await.expect("placed");
        vault.finish(id).await.expect("finished");
    };
    upload().await;
    damage(&path);
    assert_fails(vault.verify_file(&hash).await, VaultError::Damaged);
    let (mut opened, _) = vault.open_file(&hash).await.expect("a file");
    upload().await;
    assert_eq!(vault.verify_file(&hash).await.expect("whole"), LARGE as u64);
    assert_eq!(names_beside(&path), [path]);
    let mut read = Vec::new();
    opened.read_to_end(&mut read).await.expect("read");
    assert_eq!(read.len(), LARGE, "who reads the one before reads it to its end");
}

#[tokio::test]
async fn bytes_that_the_disk_has_spoiled_become_no_file_and_are_asked_for_anew() {
    let (root, vault) = new_vault().await;
    let (bytes, hash) = (content(LARGE), sha256(&content(LARGE)));
    let path = path_of(root.path(), &hash);
    let spoil = async || {
        let id = begin(&vault, LARGE).await;
        append_all(&vault, id, &bytes).await;
        damage(&root.path().join(format!("uploads/{id}/bytes")));
        assert_fails(vault.place(id).await, VaultError::Spoiled);
        assert_eq!(offset(&vault, id).await, 0);
        id
    };
    let id = spoil().await;
    assert_eq!(vault.file_hashes().await.expect("a list"), [], "no file of its name");
    append_all(&vault, id, &bytes).await;
    assert_eq!(vault.place(id).await.expect("placed").sha256, hash);

    let other = spoil().await;
    assert_eq!(vault.verify_file(&hash).await.expect("the good one stays"), LARGE as u64);
    assert_eq!(names_beside(&path), [path], "nothing else is left");
    assert!(bytes_on_disk(root.path(), id) == bytes, "nor was anything taken from who has brought it");
    // The upload begins anew after a restart, too.
    let vault = Vault::open(root.path()).await.expect("a vault");
    assert_fails(vault.place(other).await, VaultError::Incomplete);
    append_all(&vault, other, &bytes).await;
    assert_eq!(vault.place(other).await.expect("placed").sha256, hash);
}

#[tokio::test]
async fn an_upload_that_the_disk_has_spoiled_twice_takes_nothing_more() {
    let (root, vault) = new_vault().await;
    let (bytes, new) = (content(LARGE), new_upload(LARGE));
    let person = new.person;
    let id = vault.create_upload(new).await.expect("an upload").id;
    for expected in [VaultError::Spoiled, VaultError::SpoiledAgain] {
        append_all(&vault, id, &bytes).await;
        damage(&root.path().join(format!("uploads/{id}/bytes")));
        assert_fails(vault.place(id).await, expected);
    }
    assert_eq!(vault.file_hashes().await.expect("a list"), []);
    assert_fails(vault.append(id, 0, whole(&bytes), None).await, VaultError::SpoiledAgain);
    // Nor after a restart.
    let vault = Vault::open(root.path()).await.expect("a vault");
    assert_fails(vault.find_upload(id).await, VaultError::SpoiledAgain);
    let listed = vault.uploads_of(person).await.expect("a list");
    assert_eq!(listed.iter().map(|upload| (upload.id, upload.offset)).collect::<Vec<_>>(), [(id, 0)]);
    vault.terminate(id).await.expect("ended");
    assert_fails(vault.find_upload(id).await, VaultError::NotFound);
}

#[tokio::test]
async fn what_the_disk_fails_to_read_back_is_asked_for_anew() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 0).await;
    assert_eq!(offset(&vault, id).await, 0);
    let bytes = root.path().join(format!("uploads/{id}/bytes"));
    std::fs::remove_file(&bytes).expect("removed");
    // There is nothing at its beginning, and the system says so with the error of a disk that fails.
    std::os::unix::fs::symlink("/proc/self/mem", &bytes).expect("a link");
    assert_fails(vault.place(id).await, VaultError::Spoiled);
    assert_eq!(vault.file_hashes().await.expect("a list"), []);
    assert!(bytes.symlink_metadata().expect("metadata").is_file(), "it can be sent again");
    let path = path_of(root.path(), &vault.place(id).await.expect("placed").sha256);
    assert_eq!(names_beside(&path), [path], "nothing else is left");
}

#[tokio::test]
async fn what_has_lost_its_end_is_asked_for_anew() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    append_all(&vault, id, b"0123").await;
    std::fs::write(root.path().join(format!("uploads/{id}/bytes")), b"01").expect("written");
    assert_fails(vault.place(id).await, VaultError::Spoiled);
    append_all(&vault, id, b"0123").await;
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(b"0123"));
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_content_may_be_placed_at_the_same_time() {
    let (root, vault) = new_vault().await;
    for round in 0..20 {
        let bytes = content(100 + round);
        let uploads = futures::future::join_all((0..8).map(async |_| {
            let id = begin(&vault, bytes.len()).await;
            append_all(&vault, id, &bytes).await;
            id
        }));
        let uploads = uploads.await;
        for placed in futures::future::join_all(uploads.iter().map(|id| vault.place(*id))).await {
            assert_eq!(placed.expect("placed").sha256, sha256(&bytes));
        }
        assert!(uploads.iter().all(|id| bytes_on_disk(root.path(), *id) == bytes));
        vault.verify_file(&sha256(&bytes)).await.expect("whole");
    }
}

#[tokio::test]
async fn a_cut_off_file_is_replaced() {
    let (root, vault) = new_vault().await;
    let path = path_of(root.path(), &sha256(b"0123"));
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, b"01").expect("written");
    let id = begin(&vault, 4).await;
    append_all(&vault, id, b"0123").await;
    vault.place(id).await.expect("placed");
    assert_eq!(vault.verify_file(&sha256(b"0123")).await.expect("whole"), 4);
}

#[tokio::test]
async fn an_empty_upload_is_a_file_too() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 0).await;
    assert_eq!(vault.place(id).await.expect("placed").sha256, sha256(b""));
}

#[tokio::test]
async fn files_are_read_by_hash() {
    let (_root, vault) = new_vault().await;
    let id = begin(&vault, 4).await;
    append_all(&vault, id, b"0123").await;
    let placed = vault.place(id).await.expect("placed");
    let (mut file, size) = vault.open_file(&placed.sha256).await.expect("a file");
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).await.expect("read");
    assert_eq!((bytes.as_slice(), size), (b"0123".as_slice(), 4));
}

#[tokio::test]
async fn what_is_no_hash_names_no_file() {
    let (_root, vault) = new_vault().await;
    let texts = ["", "..", "../../../etc/passwd", &"A".repeat(64), &"+a".repeat(32), &"€".repeat(64), &"a".repeat(64)];
    for text in texts {
        assert_fails(vault.open_file(&Sha256Hex(text.to_owned())).await.map(|_| ()), VaultError::NotFound);
        assert_fails(vault.verify_file(&Sha256Hex(text.to_owned())).await, VaultError::NotFound);
    }
}

#[tokio::test]
async fn a_flipped_bit_is_noticed() {
    let (root, vault) = new_vault().await;
    let id = begin(&vault, LARGE).await;
    append_all(&vault, id, &content(LARGE)).await;
    let hash = vault.place(id).await.expect("placed").sha256;
    assert_eq!(vault.verify_file(&hash).await.expect("whole"), LARGE as u64);
    damage(&path_of(root.path(), &hash));
    assert_fails(vault.verify_file(&hash).await, VaultError::Damaged);
}

#[tokio::test]
async fn bytes_in_memory_become_a_file_once() {
    let (root, vault) = new_vault().await;
    for _ in 0..2 {
        let kept = vault.keep_bytes(b"0123".as_slice().into()).await.expect("kept");
        assert_eq!((&kept.sha256, kept.size), (&sha256(b"0123"), 4));
    }
    assert_eq!(vault.read_bytes(&sha256(b"0123")).await.expect("read"), b"0123".as_slice());
    assert_eq!(vault.file_hashes().await.expect("hashes"), [sha256(b"0123")]);
    assert_eq!(path_of(root.path(), &sha256(b"0123")).metadata().expect("metadata").mode() & 0o777, 0o600);
    assert_fails(vault.read_bytes(&sha256(b"other")).await, VaultError::NotFound);
}

#[tokio::test]
async fn bytes_in_memory_mend_a_damaged_file() {
    let (root, vault) = new_vault().await;
    let hash = vault.keep_bytes(b"0123".as_slice().into()).await.expect("kept").sha256;
    damage(&path_of(root.path(), &hash));
    assert_fails(vault.verify_file(&hash).await, VaultError::Damaged);
    vault.keep_bytes(b"0123".as_slice().into()).await.expect("kept again");
    assert_eq!(vault.verify_file(&hash).await.expect("whole"), 4);
}
