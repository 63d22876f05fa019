//! Exports and forms over which workers die, workers that say of them what cannot be, and what no worker reads again.

use std::os::unix::fs::symlink;
use std::path::Path;

use domain::review::form::MAX_FORM_ROWS;
use trials::{House, SEMINAR, Who, export_of};

use crate::gate::write_script;
use crate::pages::{get, page, status_of};
use crate::review_forms::upload;
use crate::tus::text;

/// What workers do that die: of a fault, for want of memory, after too much work.
const DEATHS: [&str; 3] =
    ["kill -SEGV $$", "echo 'memory allocation of 4096 bytes failed' >&2; kill -ABRT $$", "kill -XCPU $$"];

/// A house where all that has tables read, pages too, asks workers that are a script.
async fn house_with_script() -> House {
    let house = House::start_as(|config| config.program = config.data.join("worker.sh")).await;
    write_script(&house.config.program, "exit 1");
    house
}

/// Workers answer this from now on.
fn say(house: &House, answer: &str) {
    write_script(&house.config.program, &format!("printf %s '{answer}'"));
}

async fn assert_form_is_not_read(house: &House) {
    let refused = upload(house, Who::Instructor, "words").await.expect_err("not read");
    assert!(refused.starts_with("This file could not be read. Please download the form once more"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_over_which_workers_die_is_told_of_and_the_next_one_is_read() {
    let house = house_with_script().await;
    for death in DEATHS {
        write_script(&house.config.program, death);
        assert_form_is_not_read(&house).await;
    }
    let row = r#"{"line":4,"material":"","version":"","comment":"","page":"","decision":"","audience":"","row":"","seen_decision":""}"#;
    let too_many = format!(r#"{{"review_form":[{}]}}"#, [row; MAX_FORM_ROWS + 1].join(","));
    for answer in ["nonsense", r#""too_slow""#, &too_many] {
        say(&house, answer);
        assert_form_is_not_read(&house).await;
    }
    say(&house, &format!(r#"{{"review_form":[{row}]}}"#));
    let dry_run = upload(&house, Who::Instructor, "words").await.expect("read");
    assert_eq!(status_of(&house, Who::Instructor, &dry_run).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_over_which_workers_die_is_told_of_and_the_next_one_is_read() {
    let house = house_with_script().await;
    let id = house.upload_export("first.csv", &export_of("Sample Trainee – Laos")).await;
    let shown_at = format!("/seminars/{SEMINAR}/attendance/files/{id}");
    let assert_is_not_read = async || {
        let answer = get(&house, Who::Staff, &shown_at).await;
        assert_eq!(answer.status(), 422);
        let seen = text(answer).await;
        assert!(seen.contains("This file could not be read. Please download it from the platform once more"), "{seen}");
    };
    for death in DEATHS {
        write_script(&house.config.program, death);
        assert_is_not_read().await;
    }
    let said_of_nobody = r#"{"attendance_export":{"read":{"format":"zoom",
        "meeting":{"title":null,"code":null,"starts":null,"ends":null},"attendees":[],
        "rows":[{"number":2,"attendee":7,"stay":{"total":{"seconds":60}}}],
        "refused":[],"more_refused":0,"date_order":"not_needed"}}}"#;
    for answer in ["nonsense", r#"{"review_form":[]}"#, said_of_nobody] {
        say(&house, answer);
        assert_is_not_read().await;
    }
    say(&house, r#"{"unreadable":"words of the readers"}"#);
    let told = text(get(&house, Who::Staff, &shown_at).await).await;
    assert!(told.contains("words of the readers"), "{told}");
    say(
        &house,
        r#"{"attendance_export":{"unknown":{"samples":[{"title":"","rows":[{"number":1,"cells":["who"]}]}],"problem":null}}}"#,
    );
    assert_eq!(status_of(&house, Who::Staff, &shown_at).await, 200);
}

/// A worker that cannot be started is no fault of the file.
#[tokio::test(flavor = "multi_thread")]
async fn without_workers_something_is_wrong_on_our_side() {
    let house = house_with_script().await;
    std::fs::remove_file(&house.config.program).expect("removed");
    let refused = upload(&house, Who::Instructor, "words").await.expect_err("not read");
    assert!(refused.starts_with("Something went wrong on our side."), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_read_once_however_often_it_is_looked_at() {
    let house = House::start_as(|config| config.program = config.data.join("worker")).await;
    let built = std::env::var_os("LECTERN_BIN").expect("LECTERN_BIN: the program as it was built");
    symlink(Path::new(&built).canonicalize().expect("the program"), &house.config.program).expect("linked");
    let known = house.upload_export("known.csv", &export_of("SAMPLE TRAINEE - laos")).await;
    let unknown = house.upload_export("unknown.csv", "who;from;to\nSample Trainee – Laos;1;2\n").await;
    let shown_at = |id: &str| format!("/seminars/{SEMINAR}/attendance/files/{id}");
    let assert_are_shown = async || {
        let seen = page(&house, Who::Staff, &shown_at(&known)).await;
        assert!(seen.contains("no record yet → present, 30 minutes"), "{seen}");
        let seen = page(&house, Who::Staff, &shown_at(&unknown)).await;
        assert!(seen.contains("which column holds what"), "{seen}");
    };
    assert_are_shown().await;
    std::fs::remove_file(&house.config.program).expect("removed");
    assert_are_shown().await;
    let elsewhere = format!("{}?zone=Europe/Paris", shown_at(&known));
    assert_eq!(status_of(&house, Who::Staff, &elsewhere).await, 500, "its times are others there");
    house.record_export(&known).await;
    let sheet = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/attendance")).await;
    assert!(sheet.contains("Sample Trainee, Opening: present, 30 minutes"), "{sheet}");
}
