//! A real clamd, with signatures that the test makes.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::gate::{Extent, GateState, Hold, Judgement, Passage, Refusal};
use domain::id::VersionId;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use lectern::workroom::scanner::limits::ScannerLimits;
use lectern::workroom::scanner::{ClamdAddress, Scanner};
use store::jobs::Task;
use tempfile::TempDir;
use tokio::net::UnixListener;
use tokio::task::JoinHandle;
use trials::{House, Who, pdf_of};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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
        Self::start_with(&taking(MOST_BYTES)).await
    }

    async fn start_with(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("signatures")).expect("a folder");
        let hex: String = DANGEROUS.bytes().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(path("signatures/sample.ndb"), format!("Sample.Dangerous:0:*:{hex}\n")).expect("written");
        configure(&folder, settings);
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

/// Streams of so many bytes.
fn taking(most_bytes: usize) -> String {
    format!("StreamMaxLength {most_bytes}\nAlertExceedsMax yes\n")
}

/// From its next start on.
fn configure(folder: &TempDir, settings: &str) {
    let path = |name: &str| folder.path().join(name);
    let settings = format!(
        "DatabaseDirectory {}\nLocalSocket {}\nForeground yes\n{settings}",
        path("signatures").display(),
        path("clamd.ctl").display()
    );
    std::fs::write(path("clamd.conf"), settings).expect("written");
}

fn run(folder: &TempDir) -> Child {
    let mut command = Command::new("/usr/sbin/clamd");
    command.arg("--config-file").arg(folder.path().join("clamd.conf"));
    command.stdout(Stdio::null()).spawn().expect("clamd, which `make test` installs")
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn house_with(clamd: &Clamd) -> House {
    house_with_limits(clamd, ScannerLimits::default()).await
}

async fn house_with_limits(clamd: &Clamd, limits: ScannerLimits) -> House {
    let mut house = House::start().await;
    house.config.clamd = Some(clamd.address());
    set_limits(&mut house, limits);
    house
}

fn set_limits(house: &mut House, limits: ScannerLimits) {
    house.config.clamd_limits = limits;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
}

async fn passage(house: &House, id: &str) -> Passage {
    let id: VersionId = id.parse().expect("an id");
    let submitted = house.state.office.store.version(house.actor(Who::Trainee), id).await;
    submitted.expect("a version").version.passage
}

async fn judged(house: &House, content: &[u8]) -> Passage {
    judged_as(house, "sample.txt", content).await
}

async fn judged_as(house: &House, name: &str, content: &[u8]) -> Passage {
    let id = house.hand_in(Who::Trainee, "status", name, content.to_vec()).await;
    work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
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
    configure(&clamd.folder, &taking(8 * MOST_BYTES));
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
        gate.contains(&format!("href=\"{UNSCANNED}\"")) && gate.contains("Show the 1 material with such a file"),
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

/// Takes connections and says nothing.
fn hang_at(socket: &Path) -> JoinHandle<()> {
    let listener = UnixListener::bind(socket).expect("a socket");
    tokio::spawn(async move {
        let mut taken = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            taken.push(stream);
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_hangs_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("clamd.ctl");
    let hanging = hang_at(&socket);
    let limits = ScannerLimits { max_scan_time: Duration::from_millis(50), ..ScannerLimits::default() };
    let scanner = Scanner::at(ClamdAddress::Unix(socket), limits);
    let file = folder.path().join("file");
    std::fs::write(&file, "words").expect("written");
    assert_eq!(scanner.scan(&file, &Extent::of_file(5)).await, Err(Hold::ScannerTooSlow));
    hanging.abort();
    let nobody = Scanner::at(ClamdAddress::Unix(Path::new("/nowhere/clamd.ctl").to_owned()), limits);
    assert_eq!(nobody.scan(&file, &Extent::of_file(5)).await, Err(Hold::ScannerUnavailable));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_hung_over_is_scanned_once_it_answers() {
    let mut clamd = Clamd::start().await;
    let limits = ScannerLimits { max_scan_time: Duration::from_millis(50), ..ScannerLimits::default() };
    let mut house = house_with_limits(&clamd, limits).await;
    clamd.stop();
    let hanging = hang_at(&clamd.socket());
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    let worked_off = tokio::time::timeout(Duration::from_secs(60), house.work_off()).await;
    assert_eq!(worked_off.expect("no longer than the limit says"), 1);
    let slow = passage(&house, &id).await;
    assert_eq!(held(&slow), [Hold::ScannerTooSlow]);
    assert!(slow.is_unscanned());

    hanging.abort();
    std::fs::remove_file(clamd.socket()).expect("a socket");
    clamd.start_again().await;
    set_limits(&mut house, ScannerLimits::default());
    assert_eq!(house.post_form("/api/check_again", &format!("seminar=sample&version={id}")).await.status(), 200);
    assert_eq!(house.work_off().await, 2, "a check and a preview");
    let passage = passage(&house, &id).await;
    assert_eq!(passage.state, GateState::Ready);
    assert!(passage.finding.expect("a finding").scanned);
}

/// Small ones, for it and for us.
const FILE_BYTES: u64 = 200 * 1024;
const SCAN_BYTES: u64 = 600 * 1024;

/// It looks as far as these limits, and says nothing where it stops, as Debian sets it up.
async fn house_with_small_limits() -> (Clamd, House) {
    let clamd = Clamd::start_with(&format!("MaxFileSize {FILE_BYTES}\nMaxScanSize {SCAN_BYTES}\n")).await;
    let limits = ScannerLimits { max_file_size: FILE_BYTES, max_scan_size: SCAN_BYTES, ..ScannerLimits::default() };
    let house = house_with_limits(&clamd, limits).await;
    (clamd, house)
}

/// A Word document with more parts.
fn document(parts: &[Vec<u8>]) -> Vec<u8> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const TEXT: &str =
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    };
    put("[Content_Types].xml", TYPES.as_bytes());
    put("_rels/.rels", RELATIONS.as_bytes());
    put("word/document.xml", TEXT.as_bytes());
    for (number, part) in parts.iter().enumerate() {
        put(&format!("word/media/{number}.bin"), part);
    }
    writer.finish().expect("a document").into_inner()
}

/// So many bytes of one value, and what is dangerous behind them.
fn dangerous_behind(bytes: u64, value: u8) -> Vec<u8> {
    [filled(bytes, value).as_slice(), DANGEROUS.as_bytes()].concat()
}

fn filled(bytes: u64, value: u8) -> Vec<u8> {
    std::iter::repeat_n(value, bytes as usize).collect()
}

/// What of a document is over a limit of the scanner is held, and what is dangerous just below is found.
async fn assert_held_over_and_looked_through_below(over: &[Vec<u8>], clean: &[Vec<u8>], dangerous: &[Vec<u8>]) {
    let (clamd, house) = house_with_small_limits().await;
    let over = document(over);
    let file = house.folder.path().join("over.docx");
    std::fs::write(&file, &over).expect("written");
    let scanner = Scanner::at(clamd.address(), house.config.clamd_limits);
    assert_eq!(scanner.scan_as_far_as_it_goes(&file).await, Ok(None), "clamd itself calls it clean");
    let over = judged_as(&house, "over.docx", &over).await;
    assert_eq!(held(&over), [Hold::ScannerOverLimit]);
    assert!(over.is_unscanned());

    let clean = judged_as(&house, "clean.docx", &document(clean)).await;
    assert_eq!(clean.state, GateState::Ready);
    assert!(clean.finding.expect("a finding").scanned);
    let dangerous = judged_as(&house, "dangerous.docx", &document(dangerous)).await;
    let virus = Refusal::Virus { name: "Sample.Dangerous.UNOFFICIAL".to_owned() };
    assert_eq!(dangerous.finding.expect("a finding").judgement, Judgement::Refused(virus));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_over_the_size_that_it_looks_through_is_held() {
    let below = FILE_BYTES - DANGEROUS.len() as u64;
    assert_held_over_and_looked_through_below(
        &[dangerous_behind(FILE_BYTES, 0)],
        &[filled(FILE_BYTES, 0)],
        &[dangerous_behind(below, 0)],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_are_together_over_what_it_looks_through_are_held() {
    // Of different bytes: what it knows already does not count.
    let parts: Vec<Vec<u8>> = (1..=3).map(|value| filled(SCAN_BYTES / 3 - 4096, value)).collect();
    let and = |last: Vec<u8>| [parts.as_slice(), &[last]].concat();
    let (over, below) = (and(dangerous_behind(FILE_BYTES - 4096, 4)), and(DANGEROUS.as_bytes().to_vec()));
    assert_held_over_and_looked_through_below(&over, &parts, &below).await;
}

/// A PDF of so many pages, each of which is a stream, and what is dangerous in one more.
fn pdf_before_danger(pages: usize) -> Vec<u8> {
    let digits: String = DANGEROUS.bytes().map(|byte| format!("{byte:02x}")).collect();
    let last = format!(
        "1000 0 obj\n<< /Filter /ASCIIHexDecode /Length {} >>\nstream\n{digits}>\nendstream\nendobj\ntrailer",
        digits.len() + 1
    );
    let pdf = String::from_utf8(pdf_of(&vec!["Harbour"; pages])).expect("a text");
    pdf.replace("trailer", &last).into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pdf_of_more_streams_than_it_looks_through_is_held() {
    const MOST: usize = 20;
    let clamd = Clamd::start_with(&format!("MaxFiles {MOST}\n")).await;
    let limits = ScannerLimits { max_files: MOST as u64, ..ScannerLimits::default() };
    let house = house_with_limits(&clamd, limits).await;
    // Beside the pages there are the file and the last stream.
    let over = pdf_before_danger(MOST - 1);
    let file = house.folder.path().join("over.pdf");
    std::fs::write(&file, &over).expect("written");
    let scanner = Scanner::at(clamd.address(), limits);
    assert_eq!(scanner.scan_as_far_as_it_goes(&file).await, Ok(None), "clamd itself calls it clean");
    assert_eq!(held(&judged_as(&house, "over.pdf", &over).await), [Hold::ScannerOverLimit]);
    let found = judged_as(&house, "dangerous.pdf", &pdf_before_danger(MOST - 2)).await;
    let virus = Refusal::Virus { name: "Sample.Dangerous.UNOFFICIAL".to_owned() };
    assert_eq!(found.finding.expect("a finding").judgement, Judgement::Refused(virus));
}

/// It says so itself where it is set up to, also of a document that is not over a limit as we were told them.
#[tokio::test(flavor = "multi_thread")]
async fn what_it_says_is_over_its_limit_is_held() {
    let clamd = Clamd::start_with(&format!("MaxScanSize {SCAN_BYTES}\nAlertExceedsMax yes\n")).await;
    let house = house_with(&clamd).await;
    let parts: Vec<Vec<u8>> = (1..=4).map(|value| filled(SCAN_BYTES / 3, value)).collect();
    assert_eq!(held(&judged_as(&house, "over.docx", &document(&parts)).await), [Hold::ScannerOverLimit]);
}
