//! PDF that does not end: packed, deep, or read over and over.

use std::io::Cursor;

use gate::{Budget, FileKind, Judgement, Limits, Refusal, inspect};

use super::made::*;
use super::{assert_words, inspected_within};

#[test]
fn what_does_not_end_is_refused() {
    let deep = format!("7 0 obj\n{}\nendobj", "[".repeat(5_000));
    let bomb = hexadecimal_object(7, "", "/FlateDecode/FlateDecode", &deflated(&deflated(&vec![0; 5_000_000])));
    let picture = "7 0 obj\n<</Subtype/Image/Width 99999/Height 99999/Length 1>>\nstream\nx\nendstream\nendobj";
    let plan = "7 0 obj\n<</Subtype/Image/BitsPerComponent 1/Width 30000/Height 20000/Length 1>>\nstream\nx\nendstream\nendobj";
    assert_words(&[("plan.pdf", pdf("", &[plan]), "Ready")]);
    let packed = hexadecimal_object(7, "/Type/ObjStm/N 9/First 9", "/FlateDecode", &deflated(&vec![b' '; 2_000_000]));
    let limits =
        Limits { entry_bytes: 2_000_000, ratio: 10_000, pdf_object_stream_bytes: 1_000_000, ..Limits::default() };
    for (name, object, budget) in [
        ("deep.pdf", deep.as_str(), Budget::Pieces),
        ("bomb.pdf", &bomb, Budget::EntryBytes),
        ("picture.pdf", picture, Budget::Pixels),
        ("packed.pdf", &packed, Budget::EntryBytes),
    ] {
        let judgement = inspected_within(name, &pdf("", &[object]), &limits).judgement;
        assert_eq!(judgement, Judgement::Refused(Refusal::OverBudget { budget }), "{name}");
    }
}

#[test]
fn streams_without_an_end_are_looked_through_once() {
    let objects: String = (10..60_000).map(|number| format!("{number} 0 obj\n<</Length 1>>\nstream\nx\n")).collect();
    let limits = Limits { seconds: 10, ..Limits::default() };
    for end in ["", "endstream\nendobj"] {
        let mut file = Cursor::new(pdf("", &[&format!("{objects}{end}")]));
        assert!(inspect(&mut file, "a.pdf", &FileKind::ALL, &limits).is_ok(), "{end}");
    }
}

/// Many references to one large object, and objects that lie in one another, are read over and over.
#[test]
fn what_is_read_over_and_over_has_an_end() {
    let limits = Limits { parsed_from_bytes: 1_000_000, ..Limits::default() };
    let within = |objects: &str| inspected_within("a.pdf", &pdf("", &[objects]), &limits).judgement;
    let large = format!("9 0 obj\n[{}]\nendobj\n", "0 ".repeat(50_000));
    let lengths: String =
        (10..5_000).map(|number| format!("{number} 0 obj\n<</Length 9 0 R>>\nstream\n\nendstream\nendobj\n")).collect();
    let texts: String = (10..5_000).map(|number| format!("{number} 0 obj (")).collect();
    let packed: String = (10..2_000).map(|number| format!("{number} 0 ")).collect();
    let packed = format!(
        "8 0 obj\n<</Type/ObjStm/N 1990/First {}/Length {}>>\nstream\n{packed}[{}]\nendstream\nendobj",
        packed.len(),
        packed.len() + 60_003,
        "0 ".repeat(30_000)
    );
    let over = Judgement::Refused(Refusal::OverBudget { budget: Budget::TotalBytes });
    for (name, objects) in
        [("lengths", large + &lengths), ("texts", texts.clone() + &")".repeat(4_990)), ("packed", packed)]
    {
        assert_eq!(within(&objects), over, "{name}");
    }
}

/// Each of them far from the one before.
#[test]
fn parameters_elsewhere_are_fetched_in_time() {
    let streams: String = (0..6_250)
        .map(|stream| {
            let all: String = (0..16).map(|place| format!("{} 0 R ", 20 + (stream + place * 7) % 50)).collect();
            format!(
                "{} 0 obj\n<</Type/ObjStm/N 0/First 0/DecodeParms[{all}]/Length 1>>\nstream\nx\nendstream\nendobj\n",
                stream + 100
            )
        })
        .collect();
    let apart = "%".repeat(300_000);
    let parameters: String =
        (20..70).map(|number| format!("{number} 0 obj\n<</Predictor 1>>\nendobj\n{apart}\n")).collect();
    let limits = Limits { seconds: 8, ..Limits::default() };
    let mut file = Cursor::new(pdf("", &[&streams, &parameters]));
    let inspection = inspect(&mut file, "a.pdf", &FileKind::ALL, &limits).expect("in time");
    assert_eq!(inspection.judgement, Judgement::Ready);
}
