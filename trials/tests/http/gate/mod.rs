//! Files are checked on arrival and drawn, by workers that are real processes. (What staff do about it: `release`.)

mod drawing;
mod killed;
mod passing;
mod workers;

use std::path::Path;

use domain::id::VersionId;
use domain::material::Version;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use store::jobs::Task;
use trials::{House, Who};

use crate::pages::status_of;

pub async fn version(house: &House, id: &str) -> Version {
    let id: VersionId = id.parse().expect("an id");
    house.state.office.store.version(house.actor(Who::Trainee), id).await.expect("a version").version
}

pub async fn download(house: &House, who: Who, id: &str) -> u16 {
    status_of(house, who, &format!("/files/{id}")).await
}

/// An hour later everything that was put off is due.
pub async fn work_off_later(house: &House) -> u32 {
    work_off(&house.state, &Task::ALL, || Instant::now().plus_seconds(3600)).await.expect("worked off")
}

/// A house whose workers are another program.
pub async fn house_with_worker(script: &str) -> House {
    let mut house = House::start().await;
    hire(&mut house, script);
    house
}

/// Workers are this program from now on.
pub fn hire(house: &mut House, script: &str) {
    house.config.program = house.folder.path().join("worker.sh");
    write_script(&house.config.program, script);
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
}

/// A program that does this.
pub fn write_script(program: &Path, script: &str) {
    std::fs::write(program, format!("#!/bin/sh\n{script}\n")).expect("written");
    make_executable(program);
}

/// What a worker answers that lets a file of this kind through.
pub fn passed(kind: &str) -> String {
    let extent = r#"{"largest":10,"total":10,"files":1,"layers":1}"#;
    format!(r#"{{"checked":{{"kind":"{kind}","judgement":{{"judgement":"ready"}},"extent":{extent}}}}}"#)
}

/// A worker that lets everything through, and does this where it is to draw; what it was asked is `$asked`.
pub fn draws_by(what: &str) -> String {
    let passed = passed("pptx");
    format!("asked=$(cat)\ncase \"$asked\" in\n'{{\"preview\"'*) {what} ;;\n*) printf %s '{passed}' ;;\nesac")
}

/// Works everything off five times, each time so late that what has failed is due again.
pub async fn work_off_until_dead(house: &House) {
    for attempt in 0..5 {
        let later = || Instant::now().plus_seconds(3600 * (attempt + 1));
        assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 1, "attempt {attempt}");
    }
    let later = || Instant::now().plus_days(30);
    assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 0, "it is dead");
}

pub fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("executable");
}
