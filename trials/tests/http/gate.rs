//! Files are checked on arrival, by workers that are real processes.

use std::path::Path;
use std::time::Duration;

use domain::gate::GateState;
use domain::id::VersionId;
use domain::material::Version;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use trials::{House, PDF_WITH_SCRIPT, PROGRAM, Who};

use crate::tus::text;

async fn version(house: &House, id: &str) -> Version {
    let id: VersionId = id.parse().expect("an id");
    house.state.office.store.version(house.actor(Who::Trainee), id).await.expect("a version").version
}

async fn status_of(house: &House, who: Who, path: &str) -> u16 {
    house.client(who).get(house.at(path)).send().await.expect("an answer").status().as_u16()
}

async fn download(house: &House, who: Who, id: &str) -> u16 {
    status_of(house, who, &format!("/files/{id}")).await
}

/// An hour later everything that was put off is due.
async fn work_off_later(house: &House) -> u32 {
    work_off(&house.state, || Instant::now().plus_seconds(3600)).await.expect("worked off")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_its_delegations_alone_until_it_has_passed() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words of Laos".to_vec()).await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received);
    for who in [Who::Instructor, Who::Staff] {
        let answer = house.client(who).get(house.at(&format!("/files/{id}"))).send().await.expect("an answer");
        assert_eq!(answer.status(), 409, "{who:?}");
        assert_eq!(text(answer).await, "This file has not passed the gate: received.");
    }
    assert_eq!(download(&house, Who::Colleague, &id).await, 200);
    assert_eq!(download(&house, Who::Foreigner, &id).await, 404);
    assert_eq!(house.work_off().await, 2, "a check and a preview");
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready);
    for who in [Who::Instructor, Who::Staff] {
        assert_eq!(download(&house, who, &id).await, 200, "{who:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_refused_and_kept_for_its_delegation() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PROGRAM.to_vec()).await;
    assert_eq!(house.work_off().await, 1, "nothing is drawn of it");
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Refused);
    assert_eq!(passage.reasons(), ["This is a program; please upload the document itself."]);
    assert_eq!(download(&house, Who::Trainee, &id).await, 200);
    assert_eq!(download(&house, Who::Staff, &id).await, 409);
    let form = format!("seminar=sample&version={id}&reason=Please");
    assert_eq!(house.post_form("/api/release_version", &form).await.status(), 422, "no release for a refused file");
    let page = house.client(Who::Trainee).get(house.at("/seminars/sample/materials/status.la")).send().await;
    assert!(text(page.expect("a page")).await.contains("This is a program"));
    let events = house.state.office.store.audit_events(house.actor(Who::Staff), &house.seminar, 0, 5).await;
    assert!(events.expect("events").iter().any(|event| event.detail.contains("This is a program")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_waits_for_the_staff_who_say_why() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF_WITH_SCRIPT.to_vec()).await;
    house.work_off().await;
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Held, "{passage:?}");
    assert!(passage.reasons()[0].contains("JavaScript"), "{:?}", passage.reasons());
    assert_eq!(download(&house, Who::Instructor, &id).await, 409);
    let page = house.client(Who::Staff).get(house.at("/seminars/sample/gate")).send().await.expect("a page");
    assert!(text(page).await.contains("slides.pdf"));

    let release = |reason: &str| format!("seminar=sample&version={id}&reason={reason}");
    assert_eq!(house.post_form("/api/release_version", &release("")).await.status(), 422);
    assert_eq!(house.post_form("/api/release_version", &release("Looked+at+it")).await.status(), 200);
    assert_eq!(house.post_form("/api/release_version", &release("Once+more")).await.status(), 422);
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Ready);
    assert_eq!(passage.release.expect("a release").reason, "Looked at it");
    assert_eq!(download(&house, Who::Instructor, &id).await, 200);
    assert_eq!(house.work_off().await, 1, "it is drawn now");
    assert_eq!(status_of(&house, Who::Instructor, &format!("/previews/{id}/0001-900.webp")).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_materials_holds_only_what_has_passed() {
    let house = House::start().await;
    house.submit(Who::Foreigner, "status").await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PROGRAM.to_vec()).await;
    house.work_off().await;
    let archive = house.client(Who::Staff).get(house.at("/seminars/sample/materials.zip")).send().await;
    let bytes = archive.expect("an answer").bytes().await.expect("an archive");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let names: Vec<_> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names, ["index.xlsx", "KE_Kenya_status_v1.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_images_of_ours_and_text() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "words.csv", b"port,ships\nVientiane,12\n".to_vec()).await;
    let before = house.client(Who::Trainee).get(house.at(&format!("/seminars/sample/previews/{id}"))).send().await;
    assert_eq!(before.expect("a page").status(), 200);
    house.work_off().await;
    for who in [Who::Trainee, Who::Instructor, Who::Staff] {
        let page = house.client(who).get(house.at(&format!("/seminars/sample/previews/{id}"))).send().await;
        assert!(text(page.expect("a page")).await.contains("Vientiane"), "{who:?}");
    }
    assert_eq!(status_of(&house, Who::Foreigner, &format!("/seminars/sample/previews/{id}")).await, 404);
    assert_eq!(status_of(&house, Who::Trainee, &format!("/files/{id}/play")).await, 404, "no recording");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_loops_at_once_do_each_job_once() {
    let house = House::start().await;
    let mut ids = Vec::new();
    for who in [Who::Trainee, Who::Foreigner] {
        for number in 0..3 {
            let words = format!("sample number {number}").into_bytes();
            ids.push((who, house.hand_in(who, "status", "sample.txt", words).await));
        }
    }
    let (one, two) = tokio::join!(house.work_off(), house.work_off());
    assert_eq!(one + two + house.work_off().await, 12);
    for (who, id) in ids {
        assert_eq!(download(&house, who, &id).await, 200);
        assert_eq!(download(&house, Who::Staff, &id).await, 200);
    }
}

/// A house whose workers are another program.
async fn house_with_worker(script: &str) -> House {
    let mut house = House::start().await;
    let program = house.folder.path().join("worker.sh");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    make_executable(&program);
    house.config.program = program;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    house
}

fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("executable");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_over_which_workers_die_is_held_the_second_time() {
    let house = house_with_worker("kill -SEGV $$").await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 1);
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received, "it may have been the machine");
    assert_eq!(house.work_off().await, 0, "not at once");
    assert_eq!(work_off_later(&house).await, 1);
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Held);
    assert!(passage.reasons()[0].contains("built in an unusual way"), "{:?}", passage.reasons());
    assert_eq!(download(&house, Who::Trainee, &id).await, 200, "the original is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_workers_jobs_die_and_staff_have_them_tried_again() {
    let mut house = house_with_worker("exit 0").await;
    std::fs::remove_file(&house.config.program).expect("removed");
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    for attempt in 0..5 {
        let later = 3600 * (attempt + 1);
        let done = work_off(&house.state, || Instant::now().plus_seconds(later)).await.expect("worked off");
        assert_eq!(done, 1, "attempt {attempt}");
    }
    assert_eq!(work_off(&house.state, || Instant::now().plus_days(30)).await.expect("worked off"), 0, "it is dead");
    let page = house.client(Who::Staff).get(house.at("/seminars/sample/gate")).send().await.expect("a page");
    assert!(text(page).await.contains("no worker could be started"));

    house.config.program = std::env::var_os("LECTERN_BIN").expect("LECTERN_BIN").into();
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    let form = format!("seminar=sample&version={id}&task=check");
    assert_eq!(house.post_form("/api/revive_job", &form).await.status(), 200);
    house.work_off().await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_hangs_is_ended_with_all_it_has_started() {
    // It stands on the command line of whatever the worker starts.
    let mark = VersionId::generate().to_string();
    let house = house_with_worker(&format!("sh -c 'sleep 600; : {mark}' & sh -c 'sleep 600; : {mark}'")).await;
    house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    let state = house.state.clone();
    let working = tokio::spawn(async move { work_off(&state, Instant::now).await });
    let started = async {
        while processes_with(&mark) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), started).await.expect("a worker");
    // Stopping the server does not wait for it.
    house.state.shutdown.cancel();
    assert_eq!(working.await.expect("ended").expect("worked off"), 0);
    let gone = async {
        while processes_with(&mark) > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("nothing of it is left");
}

/// How many processes have it on their command line.
fn processes_with(mark: &str) -> usize {
    let processes = std::fs::read_dir("/proc").expect("processes");
    let lines = processes.filter_map(|process| std::fs::read_to_string(process.ok()?.path().join("cmdline")).ok());
    lines.filter(|line| line.contains(mark)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_room_to_draw_loses_nothing() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    std::fs::remove_dir_all(house.config.data.join("scratch")).expect("removed");
    house.work_off().await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready, "the gate needs no room");
    assert_eq!(download(&house, Who::Staff, &id).await, 200);
    std::fs::create_dir(house.config.data.join("scratch")).expect("made");
    assert_eq!(work_off_later(&house).await, 1);
    let page = house.client(Who::Staff).get(house.at(&format!("/seminars/sample/previews/{id}"))).send().await;
    assert!(text(page.expect("a page")).await.contains("words"));
}
