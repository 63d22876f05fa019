//! Whatever the bytes are: a judgement, and nothing is ready that is not what its name says.

use gate::{FileKind, Judgement};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::inspected;
use super::made::one_of_each;

/// Names of each kind.
fn names() -> impl Strategy<Value = String> {
    select(FileKind::ALL.to_vec()).prop_map(|kind| format!("a.{kind}"))
}

/// The first bytes of some kind, so that its reader is reached.
fn beginnings() -> impl Strategy<Value = Vec<u8>> {
    let marks: Vec<&[u8]> = vec![
        b"",
        b"%PDF-1.4\n1 0 obj\n<<",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\xFF\xD8\xFF",
        b"\x89PNG\r\n\x1A\n",
        b"RIFF\0\0\0\0WEBPVP8X",
        b"\x1A\x45\xDF\xA3",
        b"\0\0\0\x18ftypisom",
        b"ID3\x03\0\0\0\0",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
    ];
    select(marks).prop_map(<[u8]>::to_vec)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_come_to_a_judgement(name in names(), mut bytes in beginnings(), more in vec(any::<u8>(), 0..2_000)) {
        bytes.extend(more);
        let _ = inspected(&name, &bytes);
    }

    #[test]
    fn a_changed_file_is_never_ready_as_another_kind(
        number in any::<Index>(),
        name in names(),
        changes in vec((any::<Index>(), any::<u8>()), 0..8),
        cut in proptest::option::weighted(0.2, any::<Index>()),
    ) {
        let files = one_of_each();
        let (own, mut bytes) = files[number.index(files.len())].clone();
        let before = bytes.clone();
        for (place, byte) in &changes {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let inspection = inspected(&name, &bytes);
        let named = FileKind::of_name(&name);
        let (own, named_kind) = (FileKind::of_name(own), named);
        if inspection.judgement == Judgement::Ready {
            prop_assert_eq!(inspection.kind, named);
            let text = [Some(FileKind::Txt), Some(FileKind::Csv)];
            // Some kinds differ in few bytes: those of office files in one word, films in the kind of a track. Whole
            // ones, and kinds of other families, never become one another.
            if bytes == before && own != named_kind {
                let alike = text.contains(&own) && text.contains(&named_kind) || own == Some(FileKind::M4a) && named_kind == Some(FileKind::Mp4);
                prop_assert!(alike, "{own:?} as {named_kind:?}");
            }
            // A PDF that is made of text is a text, once its mark is gone.
            let is_text = text.contains(&named_kind) && !bytes.contains(&0);
            prop_assert!(is_text || family(own, &bytes) == family(named_kind, &bytes), "{own:?} as {named_kind:?}");
        }
    }
}

/// What a kind is built on. A few bytes of a short text are a text of any encoding.
fn family(kind: Option<FileKind>, bytes: &[u8]) -> u8 {
    use FileKind::*;
    match kind {
        Some(Txt | Csv) => 0,
        _ if bytes.len() < 40 => 0,
        Some(Pdf) => 1,
        Some(Pptx | Docx | Xlsx | Odp | Odt | Ods | Zip) => 2,
        Some(Ppt | Doc | Xls) => 3,
        Some(Mp4 | M4a) => 4,
        Some(Jpg) => 5,
        Some(Png) => 6,
        Some(Webp) => 7,
        Some(Webm) => 8,
        Some(Mp3) => 9,
        None => 10,
    }
}
