//! A disk that is full, for real: the test runs itself again on a file system of two mebibytes, mounted in a
//! namespace of its own, which needs no rights and leaves nothing behind.

use std::path::PathBuf;
use std::process::Command;

use crate::*;

const SMALL_DISK: &str = "VAULT_TEST_SMALL_DISK";
const IN_NAMESPACE: [&str; 5] = ["--user", "--map-root-user", "--mount", "sh", "-c"];
const MOUNT: &str = "mount -t tmpfs -o size=2m tmpfs \"$VAULT_TEST_SMALL_DISK\"";

fn in_namespace(script: &str, folder: &TempDir) -> Command {
    let mut command = Command::new("unshare");
    command.args(IN_NAMESPACE).arg(script).env(SMALL_DISK, folder.path());
    command
}

#[tokio::test]
async fn a_full_disk_keeps_what_came() {
    if let Some(disk) = std::env::var_os(SMALL_DISK) {
        return fill_and_go_on(PathBuf::from(disk)).await;
    }
    let folder = TempDir::new().expect("a folder");
    let mounts = in_namespace(MOUNT, &folder).status().is_ok_and(|status| status.success());
    assert!(mounts, "this test needs a small disk of its own: allow mounts in user namespaces (util-linux's unshare)");
    let again = format!("{MOUNT} && exec \"$0\" --exact no_space::a_full_disk_keeps_what_came --nocapture");
    let test = std::env::current_exe().expect("this test's path");
    assert!(in_namespace(&again, &folder).arg(test).status().expect("started").success());
}

async fn fill_and_go_on(disk: PathBuf) {
    let vault = Vault::open(&disk).await.expect("a vault");
    let bytes = content(LARGE);
    let id = begin(&vault, LARGE).await;
    std::fs::write(disk.join("filler"), content(1_000_000)).expect("written");

    assert_fails(vault.append(id, 0, whole(&bytes), None).await, VaultError::NoSpace);
    let kept = offset(&vault, id).await;
    assert!((900_000..LARGE as u64).contains(&kept), "{kept}");
    assert!(bytes_on_disk(&disk, id) == bytes[..kept as usize]);

    assert_fails(vault.create_upload(new_upload(8)).await, VaultError::NoSpace);
    assert_eq!(std::fs::read_dir(disk.join("uploads")).expect("a folder").count(), 1);

    std::fs::remove_file(disk.join("filler")).expect("removed");
    vault.append(id, kept, whole(&bytes[kept as usize..]), None).await.expect("appended");
    let placed = vault.place(id).await.expect("placed");
    assert_eq!(placed.sha256, sha256(&bytes));
    assert_eq!(vault.verify_file(&placed.sha256).await.expect("whole"), LARGE as u64);
}
