//! A real clamd, with signatures that the test makes.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::gate::{GateState, Hold, Judgement, Passage, Refusal};
use domain::id::VersionId;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use lectern::workroom::scanner::{ClamdAddress, Scanner};
use store::jobs::Task;
use tempfile::TempDir;
use trials::{House, Who};

use crate::pages::page;

const GATE: &str = "/seminars/sample/gate";
const UNSCANNED: &str = "/seminars/sample/materials?state=unscanned";

/// What the only signature looks for.
const DANGEROUS: &str = "a sample that is called dangerous";
/// The longest stream that it takes.
const MOST_BYTES: usize = 1024 * 1024;

/// Ends with the test.
struct Clamd {
    process: Child,
    folder: TempDir,
}

impl Clamd {
    async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("signatures")).expect("a folder");
        let hex: String = DANGEROUS.bytes().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(path("signatures/sample.ndb"), format!("Sample.Dangerous:0:*:{hex}\n")).expect("written");
        configure(&folder, MOST_BYTES);
        let mut clamd = Self { process: run(&folder), folder };
        clamd.wait().await;
        clamd
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("clamd.ctl")
    }

    fn address(&self) -> ClamdAddress {
        ClamdAddress::Unix(self.socket())
    }

    /// Until it listens.
    async fn wait(&mut self) {
        let listening = async {
            while tokio::net::UnixStream::connect(self.socket()).await.is_err() {
                assert_eq!(self.process.try_wait().expect("a process"), None, "clamd has ended");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), listening).await.expect("clamd listens");
    }

    fn stop(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("ended");
        let _ = std::fs::remove_file(self.socket());
    }

    async fn start_again(&mut self) {
        self.process = run(&self.folder);
        self.wait().await;
    }
}

/// It takes streams of so many bytes from its next start on.
fn configure(folder: &TempDir, most_bytes: usize) {
    let path = |name: &str| folder.path().join(name);
    let settings = format!(
        "DatabaseDirectory {}\nLocalSocket {}\nForeground yes\nStreamMaxLength {most_bytes}\nAlertExceedsMax yes\n",
        path("signatures").display(),
        path("clamd.ctl").display()
    );
    std::fs::write(path("clamd.conf"), settings).expect("written");
}

fn run(folder: &TempDir) -> Child {
    let mut command = Command::new("/usr/sbin/clamd");
    command.arg("--config-file").arg(folder.path().join("clamd.conf"));
    command.stdout(Stdio::null()).spawn().expect("clamd, which `make setup` installs")
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn house_with(clamd: &Clamd) -> House {
    let mut house = House::start().await;
    house.config.clamd = Some(clamd.address());
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    house
}

async fn passage(house: &House, id: &str) -> Passage {
    let id: VersionId = id.parse().expect("an id");
    let submitted = house.state.office.store.version(house.actor(Who::Trainee), id).await;
    submitted.expect("a version").version.passage
}

async fn judged(house: &House, content: &[u8]) -> Passage {
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", content.to_vec()).await;
    house.work_off().await;
    passage(house, &id).await
}

fn held(passage: &Passage) -> &[Hold] {
    match passage.finding.as_ref().map(|finding| &finding.judgement) {
        Some(Judgement::Held(holds)) => holds,
        _ => panic!("not held: {passage:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_clean_passes_and_what_is_not_is_refused() {
    let clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    let clean = judged(&house, b"words").await;
    assert_eq!(clean.state, GateState::Ready);
    assert!(clean.finding.expect("a finding").scanned);
    assert!(!page(&house, Who::Staff, GATE).await.contains("never scanned"));
    let dangerous = judged(&house, format!("This is {DANGEROUS}.").as_bytes()).await;
    let virus = Refusal::Virus { name: "Sample.Dangerous.UNOFFICIAL".to_owned() };
    assert_eq!(dangerous.finding.expect("a finding").judgement, Judgement::Refused(virus));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_its_limit_is_held() {
    let clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    let large = judged(&house, &b"word".repeat(MOST_BYTES)).await;
    assert_eq!(held(&large), [Hold::ScannerOverLimit]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_over_its_limit_passes_once_staff_have_it_checked_again() {
    let mut clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    let large = || b"word".repeat(MOST_BYTES);
    let one = house.hand_in(Who::Trainee, "status", "one.txt", large()).await;
    let other = house.hand_in(Who::Trainee, "status", "other.txt", large()).await;
    assert_eq!(house.work_off().await, 2);
    let form = format!("seminar=sample&version={one}");
    assert_eq!(house.post_form("/api/check_again", &form).await.status(), 200);
    assert_eq!(passage(&house, &one).await.state, GateState::Received);
    assert_eq!(house.work_off().await, 1);
    assert_eq!(held(&passage(&house, &one).await), [Hold::ScannerOverLimit], "the limit is as it was");

    clamd.stop();
    configure(&clamd.folder, 8 * MOST_BYTES);
    clamd.start_again().await;
    assert_eq!(house.work_off().await, 0, "not by itself");
    let gate = page(&house, Who::Staff, GATE).await;
    assert_eq!(gate.matches("Check again").count(), 2, "{gate}");
    assert!(gate.contains("Check all again"), "{gate}");
    assert_eq!(house.post_form("/api/check_again", &form).await.status(), 200);
    assert_eq!(house.post_form("/api/check_all_again", "seminar=sample").await.status(), 200);
    assert_eq!(house.work_off().await, 4, "two checks and two previews");
    for id in [&one, &other] {
        let passage = passage(&house, id).await;
        assert_eq!(passage.state, GateState::Ready);
        assert!(passage.finding.expect("a finding").scanned);
    }
    assert_eq!(house.post_form("/api/check_again", &form).await.status(), 422, "it has passed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_there_was_a_scanner_is_scanned_when_staff_ask() {
    let clamd = Clamd::start().await;
    let mut house = House::start_as(|config| config.clamd = Some(clamd.address())).await;
    house.config.clamd = None;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 2, "a check and a preview");

    house.config.clamd = Some(clamd.address());
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    let seen = page(&house, Who::Staff, GATE).await;
    assert!(seen.contains("never scanned") && seen.contains("Check these files again"), "{seen}");
    let listed = page(&house, Who::Staff, UNSCANNED).await;
    assert!(listed.contains(">1 material<") && listed.contains("Check these files again"), "{listed}");
    let form = "seminar=sample".to_owned();
    let told = house.post_without_script(Who::Staff, UNSCANNED, "/api/scan_unscanned", form).await;
    assert_eq!(told, format!("{GATE}?done=scanning&count=1"));
    let listed = page(&house, Who::Staff, UNSCANNED).await;
    assert!(listed.contains(">No materials<") && !listed.contains("Check these files again"), "{listed}");
    assert_eq!(passage(&house, &id).await.state, GateState::Received);
    assert_eq!(house.work_off().await, 1, "it is drawn already");
    let passage = passage(&house, &id).await;
    assert!(passage.is_open() && passage.finding.expect("a finding").scanned);
    assert!(!page(&house, Who::Staff, GATE).await.contains("never scanned"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_scanned_without_a_scanner() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let gate = page(&house, Who::Staff, GATE).await;
    assert!(gate.contains("never scanned") && !gate.contains("Check these files again"), "{gate}");
    assert!(
        gate.contains(&format!("href=\"{UNSCANNED}\"")) && gate.contains("1 material goes by such a file"),
        "{gate}"
    );
    let listed = page(&house, Who::Staff, UNSCANNED).await;
    assert!(listed.contains(">1 material<") && listed.contains("can be checked again here"), "{listed}");
    for other in [Who::Instructor, Who::Trainee] {
        let listed = page(&house, other, UNSCANNED).await;
        assert!(
            listed.contains(">No materials<") && !listed.contains("Not scanned for viruses"),
            "{other:?}: {listed}"
        );
    }
    assert_eq!(house.post_form("/api/scan_unscanned", "seminar=sample").await.status(), 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_answer_nothing_is_clean_and_it_is_asked_again() {
    let mut clamd = Clamd::start().await;
    let house = house_with(&clamd).await;
    clamd.stop();
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 1);
    assert_eq!(held(&passage(&house, &id).await), [Hold::ScannerUnavailable]);
    clamd.start_again().await;
    let later = || Instant::now().plus_seconds(600);
    assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 2, "a check and a preview");
    let passage = passage(&house, &id).await;
    assert_eq!(passage.state, GateState::Ready);
    assert!(passage.finding.expect("a finding").scanned);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_hangs_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("clamd.ctl");
    let listener = tokio::net::UnixListener::bind(&socket).expect("a socket");
    // Takes connections and says nothing.
    tokio::spawn(async move {
        let mut taken = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            taken.push(stream);
        }
    });
    let scanner = Scanner::at(ClamdAddress::Unix(socket)).with_patience(Duration::from_millis(50));
    let file = folder.path().join("file");
    std::fs::write(&file, "words").expect("written");
    assert_eq!(scanner.scan(&file).await, Err(Hold::ScannerTooSlow));
    let nobody = Scanner::at(ClamdAddress::Unix(Path::new("/nowhere/clamd.ctl").to_owned()));
    assert_eq!(nobody.scan(&file).await, Err(Hold::ScannerUnavailable));
}
