//! Real workers that are killed in the midst of their work, as the kernel does where memory runs out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::iter::successors;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Duration;

use domain::gate::GateState;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use store::jobs::Task;
use trials::{House, Who, pdf_of};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{download, version, work_off_later};
use crate::pages::status_of;

/// Each of them takes a second or more, which is more than it takes to be found.
const PARAGRAPHS: usize = 8_000_000;
const PAGES: usize = 60;

/// Hundredths of a second of the processor, by which a worker has begun.
const BEGUN: u64 = 10;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_checked_once_more_where_its_worker_was_killed() {
    let house = house_of_its_own().await;
    let id = house.hand_in(Who::Trainee, "status", "long.docx", long_document()).await;
    kill_over(&house, &[Task::Check]).await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received);
    assert_eq!(download(&house, Who::Staff, &id).await, 409, "the server answers, and lets nobody else open it");
    assert_eq!(work_off(&house.state, &[Task::Check], an_hour_later).await.expect("worked off"), 1);
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready);
    assert_eq!(download(&house, Who::Staff, &id).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_drawn_once_more_where_its_worker_was_killed() {
    let house = house_of_its_own().await;
    let id = house.hand_in(Who::Trainee, "status", "harbours.pdf", pdf_of(&["Harbour"; PAGES])).await;
    assert_eq!(work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off"), 1);
    kill_over(&house, &[Task::Preview]).await;
    let last = format!("/previews/{id}/{PAGES:04}-900.webp");
    assert_eq!(status_of(&house, Who::Staff, &last).await, 404);
    assert_eq!(download(&house, Who::Staff, &id).await, 200, "the server answers, and it has passed the gate");
    let left = fs::read_dir(house.config.data.join("scratch")).expect("a folder").count();
    assert_eq!(left, 0, "what was drawn in part is thrown away");
    assert_eq!(work_off_later(&house).await, 1);
    assert_eq!(status_of(&house, Who::Staff, &last).await, 200);
}

/// Its workers are the real program, by a name in its folder, which tells them from those of other tests.
async fn house_of_its_own() -> House {
    let mut house = House::start().await;
    let program = house.folder.path().join("lectern");
    symlink(house.config.program.canonicalize().expect("the program"), &program).expect("linked");
    house.config.program = program;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    house
}

/// Written in little room.
fn long_document() -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const AT_ONCE: usize = 10_000;
    let paragraphs = "<w:p>word</w:p>".repeat(AT_ONCE);
    let mut document = vec!["<w:document xmlns:w='x'><w:body>"];
    document.extend(std::iter::repeat_n(paragraphs.as_str(), PARAGRAPHS / AT_ONCE));
    document.push("</w:body></w:document>");
    let parts: [(&str, &[&str]); 3] =
        [("[Content_Types].xml", &[TYPES]), ("_rels/.rels", &[RELATIONS]), ("word/document.xml", &document)];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        pieces.iter().for_each(|piece| writer.write_all(piece.as_bytes()).expect("written"));
    }
    writer.finish().expect("an archive").into_inner()
}

/// Has the one job that is due of these begun, and kills its worker; the job fails, and is put off.
async fn kill_over(house: &House, tasks: &'static [Task]) {
    let state = house.state.clone();
    let working = tokio::spawn(async move { work_off(&state, tasks, Instant::now).await });
    let program = house.config.program.to_str().expect("a path");
    let begun = async {
        loop {
            if let Some(worker) = busy_worker(program) {
                return worker;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let worker = tokio::time::timeout(Duration::from_secs(60), begun).await.expect("a worker has begun");
    let killed = Command::new("sh").args(["-c", "kill -KILL \"$1\"", "sh", &worker.to_string()]).status();
    assert!(killed.expect("a shell").success(), "it is still at work");
    let done = tokio::time::timeout(Duration::from_secs(60), working).await.expect("nobody waits for it any more");
    assert_eq!(done.expect("the server lives on").expect("worked off"), 1);
}

fn an_hour_later() -> Instant {
    Instant::now().plus_seconds(3600)
}

struct Process {
    id: u32,
    parent: u32,
    /// Its command line.
    words: Vec<String>,
    /// Time of the processor that it has had, in hundredths of a second.
    worked: u64,
}

/// `program worker`, or what bubblewrap has made of that, among all that this process has started.
fn busy_worker(program: &str) -> Option<u32> {
    let entries = fs::read_dir("/proc").expect("processes");
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let all: BTreeMap<u32, Process> = ids.filter_map(|id| Some((id, process(id)?))).collect();
    let is_ours = |process: &Process| {
        let mut line = successors(Some(process), |process| all.get(&process.parent));
        line.any(|process| process.words.iter().any(|word| word == program))
    };
    let is_worker = |process: &Process| match &process.words[..] {
        [first, second, ..] => (first == "/work/worker" || first == program) && second == "worker",
        _ => false,
    };
    let found = all.values().find(|process| process.worked >= BEGUN && is_worker(process) && is_ours(process));
    found.map(|process| process.id)
}

/// `None` where it has ended meanwhile.
fn process(id: u32) -> Option<Process> {
    let line = fs::read(format!("/proc/{id}/cmdline")).ok()?;
    let words = line.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // Its own name comes before, in brackets, and may hold anything.
    let (_, behind) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = behind.split(' ').collect();
    let number = |place: usize| fields.get(place)?.parse::<u64>().ok();
    Some(Process { id, parent: u32::try_from(number(1)?).ok()?, words, worked: number(11)? + number(12)? })
}
