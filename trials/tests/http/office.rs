//! Office files, drawn by workers for whom a script stands in for LibreOffice.
//!
//! Bubblewrap would hide the script from them. So these tests run themselves again where no program is found on `PATH`;
//! workers look elsewhere.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::time::Instant;
use trials::{House, PDF, Who};

use crate::gate::{draws_by, hire, make_executable};
use crate::pages::{page, status_of};

/// A file of nothing but what old decks begin with; the script does not read it.
pub const OLD_DECK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// A script that makes a PDF of one page. The folder for it comes after `--outdir`.
pub const DRAWS: &str = "cp \"$(dirname \"$0\")/drawn.pdf\" \"$outdir/source.pdf\"";

fn finds_no_program() -> bool {
    std::env::var_os("PATH").is_some_and(|path| path.is_empty())
}

fn run_again(name: &str) {
    let mut again = Command::new(std::env::current_exe().expect("this test's path"));
    again.args(["--exact", &format!("office::{name}"), "--nocapture"]).env("PATH", "");
    assert!(again.status().expect("started").success());
}

fn soffice(house: &House) -> PathBuf {
    house.folder.path().join("soffice")
}

/// The office program does this from now on.
pub fn teach(house: &House, script: &str) {
    let outdir = "while [ $# -gt 0 ]; do [ \"$1\" = --outdir ] && outdir=\"$2\"; shift; done";
    std::fs::write(soffice(house), format!("#!/bin/sh\n{outdir}\n{script}\n")).expect("written");
    make_executable(&soffice(house));
}

/// Workers let everything through, and draw as ever, with an office program that does this.
pub fn hire_with_office(house: &mut House, script: &str) {
    teach(house, script);
    std::fs::write(house.folder.path().join("drawn.pdf"), PDF).expect("written");
    let program = std::env::var_os("LECTERN_BIN").expect("LECTERN_BIN: the program as it was built");
    let told = format!("sed 's#\"soffice\":[^,]*#\"soffice\":\"{}\"#'", soffice(house).display());
    let draws = format!("printf %s \"$asked\" | {told} | '{}' worker", Path::new(&program).display());
    hire(house, &draws_by(&draws));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lacked_a_program_that_vanished_is_drawn_once_it_is_back() {
    if !finds_no_program() {
        return run_again("what_lacked_a_program_that_vanished_is_drawn_once_it_is_back");
    }
    let mut house = House::start().await;
    hire_with_office(&mut house, DRAWS);
    std::fs::remove_file(soffice(&house)).expect("removed");
    let id = house.hand_in(Who::Trainee, "status", "deck.ppt", OLD_DECK.to_vec()).await;
    assert_eq!(house.work_off().await, 2);
    let seen = page(&house, Who::Trainee, &format!("/seminars/sample/previews/{id}")).await;
    assert!(seen.contains("Office files of this kind cannot be shown here."), "no fault of the file: {seen}");

    teach(&house, DRAWS);
    // As the server's next start does.
    assert_eq!(house.state.office.store.draw_with_office(Instant::now()).await.expect("asked"), 1);
    assert_eq!(house.work_off().await, 1);
    assert_eq!(status_of(&house, Who::Staff, &format!("/previews/{id}/0001-900.webp")).await, 200);
}
