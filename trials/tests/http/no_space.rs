//! A disk that is full, for real: the test runs itself again on a file system of three mebibytes, mounted in a namespace
//! of its own, which needs no rights and leaves nothing behind.

use std::io::Write;
use std::process::Command;

use domain::time::Instant;
use lectern::workroom::jobs::work_off;
use tempfile::TempDir;
use trials::{House, PDF, Who};

/// Where temporary folders are made; the house lives in one.
const SMALL_DISK: &str = "TMPDIR";
const ON_SMALL_DISK: &str = "TRIALS_ON_SMALL_DISK";
const IN_NAMESPACE: [&str; 5] = ["--user", "--map-root-user", "--mount", "sh", "-c"];
const MOUNT: &str = "mount -t tmpfs -o size=3m tmpfs \"$TMPDIR\"";

fn in_namespace(script: &str, folder: &TempDir) -> Command {
    let mut command = Command::new("unshare");
    command.args(IN_NAMESPACE).arg(script).env(SMALL_DISK, folder.path()).env(ON_SMALL_DISK, "yes");
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_puts_drawing_off_and_loses_nothing() {
    if std::env::var_os(ON_SMALL_DISK).is_some() {
        return fill_and_go_on().await;
    }
    let folder = TempDir::new().expect("a folder");
    let mounts = in_namespace(MOUNT, &folder).status().is_ok_and(|status| status.success());
    assert!(mounts, "this test needs a small disk of its own: allow mounts in user namespaces (util-linux's unshare)");
    let name = "no_space::a_full_disk_puts_drawing_off_and_loses_nothing";
    let again = format!("{MOUNT} && exec \"$0\" --exact {name} --nocapture");
    let test = std::env::current_exe().expect("this test's path");
    assert!(in_namespace(&again, &folder).arg(test).status().expect("started").success());
}

async fn fill_and_go_on() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let image = format!("/previews/{id}/0001-900.webp");
    let filler = house.folder.path().join("filler");
    let mut file = std::fs::File::create(&filler).expect("created");
    while file.write_all(&[7; 4096]).is_ok() {}
    drop(file);
    house.work_off().await;
    assert_eq!(status_of(&house, Who::Staff, &format!("/files/{id}")).await, 200, "it has passed the gate");
    assert_eq!(status_of(&house, Who::Staff, &image).await, 404, "nothing could be drawn");
    std::fs::remove_file(filler).expect("removed");
    let later = || Instant::now().plus_seconds(3600);
    assert_eq!(work_off(&house.state, later).await.expect("worked off"), 1);
    assert_eq!(status_of(&house, Who::Staff, &image).await, 200);
}

async fn status_of(house: &House, who: Who, path: &str) -> u16 {
    house.client(who).get(house.at(path)).send().await.expect("an answer").status().as_u16()
}
