//! Whole files as programs write them, with all that their formats ask for: they open, and they play. Those of `made`
//! have only what the gate looks at.

mod boxes;
mod libre_office;
mod recordings;

use gate::{FileKind, Judgement};

use crate::inspected;

/// Ready as what its name says, and refused under the name of every other kind.
fn assert_is_only(name: &str, bytes: &[u8]) {
    let kind = FileKind::of_name(name).expect("a kind");
    for named in FileKind::ALL {
        let inspection = inspected(&format!("a.{named}"), bytes);
        // A recording without pictures bears the name of a film as well.
        if named == kind || kind == FileKind::M4a && named == FileKind::Mp4 {
            let found = (inspection.kind, inspection.judgement);
            assert_eq!(found, (Some(named), Judgement::Ready), "{name} as {named}");
        } else {
            assert!(matches!(inspection.judgement, Judgement::Refused(_)), "{name} as {named}: {inspection:?}");
        }
    }
}
