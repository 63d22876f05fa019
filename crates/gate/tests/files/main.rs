//! Good files, odd ones and hostile ones, made here.

mod archives;
mod attached;
mod beginnings;
mod endless;
mod extent;
mod fetched;
mod found;
mod gaps;
mod good;
mod hidden;
mod hostile;
mod made;
mod passwords;
mod pdfs;
mod projects;
mod properties;
mod recordings;
mod texts;
mod whole;
mod workbooks;

use std::io::Cursor;

use gate::{FileKind, Inspection, Judgement, Limits, inspect};

fn inspected(name: &str, bytes: &[u8]) -> Inspection {
    inspected_within(name, bytes, &Limits::default())
}

fn inspected_within(name: &str, bytes: &[u8], limits: &Limits) -> Inspection {
    inspect(&mut Cursor::new(bytes), name, &FileKind::ALL, limits).expect("memory can be read, and in time")
}

fn judged(name: &str, bytes: &[u8]) -> Judgement {
    inspected(name, bytes).judgement
}

/// A refusal's tag, the kinds of holds, or `Ready`: `Polyglot`, `Held([Macros])`.
fn word(name: &str, bytes: &[u8]) -> String {
    match judged(name, bytes) {
        Judgement::Refused(refusal) => {
            let text = format!("{refusal:?}");
            text.split([' ', '{', '(']).next().unwrap_or_default().to_owned()
        }
        other => format!("{other:?}"),
    }
}

/// Tells all cases that differ, not only the first.
fn assert_words(cases: &[(&str, Vec<u8>, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(name, bytes, expected)| word(name, bytes) != *expected)
        .map(|(name, bytes, expected)| format!("{name}: {:?} instead of {expected}", judged(name, bytes)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
