//! Archives, and what unpacks to more than it seems.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::time::Duration;

use gate::{Budget, FileKind, Judgement, Limits, Refusal, Unjudged, inspect};

use super::made::*;
use super::{assert_words, inspected_within, judged};

fn over(budget: Budget) -> Judgement {
    Judgement::Refused(Refusal::OverBudget { budget })
}

fn small() -> Limits {
    Limits {
        ratio_from_bytes: 100_000,
        entry_bytes: 1_000_000,
        total_bytes: 3_000_000,
        entries: 50,
        ..Limits::default()
    }
}

#[test]
fn what_is_in_an_archive_is_looked_at_like_anything_else() {
    assert_words(&[
        ("program.zip", zip(&[("a.pdf", &program())]), "InArchive"),
        ("by-name.zip", zip(&[("a.js", b"x")]), "InArchive"),
        ("page.zip", zip(&[("a.txt", b"<html>")]), "InArchive"),
        ("picture.zip", zip(&[("a.svg", b"<svg/>")]), "InArchive"),
        ("other.zip", zip(&[("a.rar", b"Rar!")]), "InArchive"),
        ("password.zip", zip(&[("a.doc", &compound(&[("/WordDocument", &word_stream(0x0100))]))]), "InArchive"),
        ("deep.zip", zip(&[("a.zip", &zip(&[("b.docx", &docx_of("x", &[]))]))]), "InArchive"),
        ("held.zip", zip(&[("a.docx", &docx_referring("image", "https://a.example"))]), "Held([ExternalContent])"),
        ("empty.zip", zip(&[]), "Empty"),
        ("folders.zip", zip(&[("a/", b"")]), "Empty"),
    ]);
    let judgement = judged("a.zip", &zip(&[("b/a.pdf", b"<html>")]));
    let reason = Box::new(Refusal::Html);
    assert_eq!(judgement, Judgement::Refused(Refusal::InArchive { name: "b/a.pdf".to_owned(), reason }));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    // The writer refuses to write some of these: they are put in afterwards, of the same length.
    let named = |name: &str| {
        let stand_in = "x".repeat(name.len());
        replaced(&stored(&[(&stand_in, b"a")]), stand_in.as_bytes(), name.as_bytes())
    };
    let names = [
        "../evil.txt",
        "a/../../evil.txt",
        "..\\evil.txt",
        "/etc/evil.txt",
        "C:\\evil.txt",
        "\\\\host\\evil.txt",
        "a\0b/evil.txt",
    ];
    for name in names {
        assert_eq!(judged("a.zip", &named(name)), Judgement::Refused(Refusal::DangerousName), "{name:?}");
    }
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for place in 0..=bytes.len() - from.len() {
        if bytes[place..].starts_with(from) {
            bytes[place..place + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn files_of_one_name_are_refused() {
    let bytes = replaced(&stored(&[("a.txt", b"1"), ("b.txt", b"2")]), b"b.txt", b"a.txt");
    assert_eq!(judged("a.zip", &bytes), over(Budget::DuplicateNames));
}

#[test]
fn files_that_share_bytes_are_refused() {
    // Both entries of the directory lead to the first file.
    let mut bytes = stored(&[("a.txt", b"1"), ("b.txt", b"1")]);
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    let second = directory + 46 + 5;
    bytes[second + 42..second + 46].copy_from_slice(&[0; 4]);
    assert_eq!(judged("a.zip", &bytes), over(Budget::Overlap));
}

#[test]
fn an_encrypted_entry_is_refused() {
    let mut bytes = stored(&[("a.txt", b"1")]);
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    assert_eq!(judged("a.zip", &bytes), Judgement::Refused(Refusal::Encrypted));
}

#[test]
fn bombs_are_refused_while_they_unpack() {
    let zeros = vec![0; 900_000];
    let within = |name: &str, bytes: &[u8]| inspected_within(name, bytes, &small()).judgement;
    let one = docx(&[("word/media/a.bin", &zeros)]);
    assert_eq!(within("ratio.docx", &one), over(Budget::Ratio));
    let limits = Limits { ratio: 10_000, ..small() };
    let within = |name: &str, bytes: &[u8]| inspected_within(name, bytes, &limits).judgement;
    assert_eq!(within("entry.docx", &docx(&[("word/media/a.bin", &vec![0; 1_100_000])])), over(Budget::EntryBytes));
    let four: Vec<(String, &[u8])> =
        (0..4).map(|number| (format!("word/media/{number}.bin"), zeros.as_slice())).collect();
    let four: Vec<(&str, &[u8])> = four.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(within("total.docx", &docx(&four)), over(Budget::TotalBytes));
    let many: Vec<String> = (0..60).map(|number| format!("{number}.txt")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"a".as_slice())).collect();
    assert_eq!(within("entries.zip", &zip(&many)), over(Budget::Entries));
    assert_eq!(within("text.zip", &zip(&[("a.txt", &vec![b'a'; 1_100_000])])), over(Budget::EntryBytes));
}

#[test]
fn what_a_file_claims_to_unpack_to_is_not_believed() {
    let mut bytes = docx(&[("word/media/a.bin", &vec![0; 900_000])]);
    let size = 900_000u32.to_le_bytes();
    while let Some(place) = bytes.windows(4).position(|window| window == size) {
        bytes[place..place + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let judgement = inspected_within("a.docx", &bytes, &small()).judgement;
    assert!(matches!(judgement, Judgement::Refused(_)), "{judgement:?}");
}

#[test]
fn archives_in_one_another_have_an_end() {
    let mut bytes = zip(&[("a.txt", b"a")]);
    for _ in 0..4 {
        bytes = zip(&[("a.zip", &bytes)]);
    }
    assert_eq!(judged("a.zip", &bytes), over(Budget::Depth));
    let mut document = docx(&[]);
    for _ in 0..5 {
        document = docx(&[("word/embeddings/a.docx", &document)]);
    }
    assert_eq!(judged("a.docx", &document), over(Budget::Depth));
}

#[test]
fn deep_and_long_xml_is_refused() {
    let limits = Limits { xml_depth: 50, xml_bytes: 10_000, ..Limits::default() };
    let within = |main: String| inspected_within("a.docx", &docx_of(&main, &[]), &limits).judgement;
    assert_eq!(within("<a>".repeat(60)), over(Budget::Pieces));
    assert_eq!(within(format!("<a>{}</a>", "<b/>".repeat(5_000))), over(Budget::Pieces));
}

#[test]
fn time_that_runs_out_is_no_judgement() {
    let limits = Limits { seconds: 0, ..Limits::default() };
    for (name, bytes) in one_of_each() {
        let inspected = inspect(&mut Cursor::new(bytes), name, &FileKind::ALL, &limits);
        assert!(matches!(inspected, Err(Unjudged::TooSlow)), "{name}: {inspected:?}");
    }
}

#[test]
fn time_is_counted_while_the_file_is_worked_on() {
    /// A file whose first bytes take longer to come than the check may take.
    struct Slow(Cursor<&'static [u8]>, Option<Duration>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if let Some(pause) = self.1.take() {
                std::thread::sleep(pause);
            }
            self.0.read(buffer)
        }
    }

    impl Seek for Slow {
        fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
            self.0.seek(place)
        }
    }

    let limits = Limits { seconds: 1, ..Limits::default() };
    let mut file = Slow(Cursor::new(b"words"), Some(Duration::from_millis(1_100)));
    let inspection = inspect(&mut file, "a.txt", &FileKind::ALL, &limits);
    assert_eq!(inspection.expect("judged").judgement, Judgement::Ready);
}
