//! A disk that is full, for real: each test runs itself again on a file system of a few mebibytes, mounted in a namespace
//! of its own, which needs no rights and leaves nothing behind.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use domain::time::Instant;
use lectern::workroom::jobs::work_off;
use reqwest::multipart::{Form, Part};
use store::jobs::Task;
use tempfile::TempDir;
use trials::{House, PDF, Who};

use crate::office::{DRAWS, OLD_DECK, hire_with_office, teach};
use crate::pages::{page, status_of};
use crate::tus::{Tus, assert_status, header, metadata, repr_digest, text};

/// Where temporary folders are made; the house lives in one.
const SMALL_DISK: &str = "TMPDIR";
const ON_SMALL_DISK: &str = "TRIALS_ON_SMALL_DISK";
const IN_NAMESPACE: [&str; 5] = ["--user", "--map-root-user", "--mount", "sh", "-c"];
const MOUNT: &str = "mount -t tmpfs -o size=\"$DISK_SIZE\" tmpfs \"$TMPDIR\"";
/// What `office` is tried with: bubblewrap would hide its script from workers.
const NO_PROGRAM_IS_FOUND: &str = "PATH=";
/// The smallest on which a house fills up soon.
const SMALL: &str = "3m";
/// Room for a database of its own, too.
const WITH_DATABASE: &str = "64m";

fn in_namespace(script: &str, folder: &TempDir, size: &str) -> Command {
    let mut command = Command::new("unshare");
    command.args(IN_NAMESPACE).arg(script).env(SMALL_DISK, folder.path()).env(ON_SMALL_DISK, "yes");
    command.env("DISK_SIZE", size);
    command
}

fn on_small_disk() -> bool {
    std::env::var_os(ON_SMALL_DISK).is_some()
}

/// Runs the test of this name on a disk of this size.
fn run_again(name: &str, size: &str) {
    run_again_with("", name, size);
}

/// The same with these variables.
fn run_again_with(variables: &str, name: &str, size: &str) {
    let folder = TempDir::new().expect("a folder");
    let mounts = in_namespace(MOUNT, &folder, size).status().is_ok_and(|status| status.success());
    assert!(mounts, "this test needs a small disk of its own: allow mounts in user namespaces (util-linux's unshare)");
    let again = format!("{MOUNT} && {variables} exec \"$0\" --exact no_space::{name} --nocapture");
    let test = std::env::current_exe().expect("this test's path");
    assert!(in_namespace(&again, &folder, size).arg(test).status().expect("started").success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_puts_drawing_off_and_loses_nothing() {
    if on_small_disk() {
        return fill_and_go_on().await;
    }
    run_again("a_full_disk_puts_drawing_off_and_loses_nothing", SMALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_an_office_program_finds_or_makes_full_is_no_fault_of_the_file() {
    if on_small_disk() {
        return fill_by_office_and_go_on().await;
    }
    let name = "a_disk_that_an_office_program_finds_or_makes_full_is_no_fault_of_the_file";
    run_again_with(NO_PROGRAM_IS_FOUND, name, SMALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_leave_room_and_go_on_later() {
    if on_small_disk() {
        return reach_the_reserve_and_go_on().await;
    }
    run_again("uploads_leave_room_and_go_on_later", SMALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn search_says_what_it_may_miss() {
    if on_small_disk() {
        return search_without_an_index().await;
    }
    run_again("search_says_what_it_may_miss", SMALL);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_can_be_checked_where_nothing_can_be_written() {
    if on_small_disk() {
        return check_without_room();
    }
    run_again("what_is_there_can_be_checked_where_nothing_can_be_written", WITH_DATABASE);
}

/// Runs the program on an office of its own, as an operator does.
fn check_without_room() {
    let folder = TempDir::new().expect("a folder");
    let (data, seminar) = (folder.path().join("data"), folder.path().join("sample.toml"));
    std::fs::write(&seminar, include_str!("../../src/sample.toml")).expect("written");
    let program = std::env::var_os("LECTERN_BIN").expect("LECTERN_BIN: the program as it was built");
    let lectern = |args: &[&OsStr]| {
        let output = Command::new(&program).args(args).arg("--data").arg(&data).output().expect("it runs");
        (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let import = [OsStr::new("import-seminar"), seminar.as_os_str()];
    let (check, backup) = ([OsStr::new("check")], folder.path().join("backup"));
    let (imported, said) = lectern(&import);
    assert!(imported, "{said}");

    // Less than what is kept for writing, and more than the engine needs.
    std::fs::write(folder.path().join("most"), vec![7; 50 * 1024 * 1024]).expect("written");
    let (refused, said) = lectern(&import);
    assert!(!refused && said.contains("bytes are free on this disk"), "{said}");
    let (checked, said) = lectern(&check);
    assert!(checked && said.contains("0 versions and 0 files are as they should be"), "{said}");
    let (backed_up, said) = lectern(&[OsStr::new("backup"), backup.as_os_str()]);
    assert!(backed_up, "{said}");

    fill(&folder.path().join("rest"));
    let (checked, said) = lectern(&check);
    let database = data.join("db").display().to_string();
    assert!(!checked && said.contains(&database) && said.contains("free some space there and try again"), "{said}");
}

/// To the last byte.
fn fill(filler: &Path) {
    let mut file = std::fs::File::create(filler).expect("created");
    while file.write_all(&[7; 4096]).is_ok() {}
}

/// The index leaves more to others than this disk has.
async fn search_without_an_index() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let seen = page(&house, Who::Trainee, "/seminars/sample/search?q=slides").await;
    assert!(seen.contains("Nothing was found.") && seen.contains("what is found may be incomplete"), "{seen}");
}

async fn fill_and_go_on() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    let image = format!("/previews/{id}/0001-900.webp");
    let filler = house.folder.path().join("filler");
    fill(&filler);
    house.work_off().await;
    assert_eq!(status_of(&house, Who::Staff, &format!("/files/{id}")).await, 200, "it has passed the gate");
    assert_eq!(status_of(&house, Who::Staff, &image).await, 404, "nothing could be drawn");
    std::fs::remove_file(filler).expect("removed");
    let later = || Instant::now().plus_seconds(3600);
    assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 1);
    assert_eq!(status_of(&house, Who::Staff, &image).await, 200);
}

async fn fill_by_office_and_go_on() {
    let mut house = House::start().await;
    hire_with_office(&mut house, DRAWS);
    let id = house.hand_in(Who::Trainee, "status", "deck.ppt", OLD_DECK.to_vec()).await;
    let filler = house.folder.path().join("filler");
    fill(&filler);
    assert_eq!(house.work_off().await, 2, "a check and a drawing");
    // The file may be blamed from the second time on.
    let draw_again = async |hours: i64| {
        let later = || Instant::now().plus_seconds(3600 * hours);
        assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 1, "{hours}");
        page(&house, Who::Staff, &format!("/seminars/sample/previews/{id}")).await
    };
    assert!(draw_again(1).await.contains("Its pages are being drawn."), "it was full before");
    std::fs::remove_file(filler).expect("removed");
    teach(&house, "cat /dev/zero > \"$outdir/source.pdf\"");
    assert!(draw_again(2).await.contains("Its pages are being drawn."), "the program has filled it");
    teach(&house, DRAWS);
    assert!(!draw_again(3).await.contains("being drawn"));
    assert_eq!(status_of(&house, Who::Staff, &format!("/previews/{id}/0001-900.webp")).await, 200);
}

async fn reach_the_reserve_and_go_on() {
    let house = House::start_as(|config| config.keep_free = 1024 * 1024).await;
    let (tus, content) = (Tus::new(&house, Who::Trainee), vec![7_u8; 1_400_000]);
    let others = house.folder.path().join("others");
    std::fs::write(&others, vec![7_u8; 800_000]).expect("written");
    let location = tus.begin(content.len()).await;
    let refused = tus.patch(&location, 0, &content).await;
    assert_status(&refused, 507);
    assert_eq!(header(&refused, "retry-after"), "30");
    let told = "There is no space left on the server. What has come is kept; please go on later.";
    assert_eq!(text(refused).await, told);
    assert_eq!(told_of_shortage(&house).await, [true, true]);
    let kept: usize = header(&tus.head(&location).await, "upload-offset").parse().expect("a number");
    assert!((500_000..content.len()).contains(&kept), "{kept}");

    let database = house.folder.path().join("database");
    std::fs::write(&database, vec![7_u8; 1_000_000]).expect("the reserve is there for it");
    assert_status(&tus.create(4, &metadata("a.pdf", "sample/status")).await, 507);
    let file = Part::bytes(b"a sample".to_vec()).file_name("a.txt");
    let form = Form::new().text("assignment", "sample/status").part("file", file);
    let by_form = house.client(Who::Trainee).post(house.at("/api/uploads/form")).multipart(form).send().await;
    let by_form = by_form.expect("an answer");
    assert_status(&by_form, 507);
    assert_eq!(text(by_form).await, "There is no space left on the server. Please try later.");

    for path in [others, database] {
        std::fs::remove_file(path).expect("removed");
    }
    assert_eq!(told_of_shortage(&house).await, [false, false]);
    let last = tus.patch(&location, kept, &content[kept..]).await;
    assert_status(&last, 204);
    assert_eq!(header(&last, "repr-digest"), repr_digest(&content));
}

/// Are staff told on the board, and at the gate?
async fn told_of_shortage(house: &House) -> [bool; 2] {
    let mut told = [false; 2];
    for (told, place) in told.iter_mut().zip(["board", "gate"]) {
        let seen = page(house, Who::Staff, &format!("/seminars/sample/{place}")).await;
        *told = seen.contains(" free): uploads wait until there is more space");
    }
    told
}
