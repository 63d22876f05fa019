//! `PowerPoint Document` ([MS-PPT]): records in records.

use std::io::{Cursor, Read, Seek, SeekFrom};

use domain::gate::{Budget, Hold, Refusal};
use flate2::read::ZlibDecoder;

use super::exactly;
use crate::check::{Check, Checked, Stop, as_far_as_it_unpacks};
use crate::office::embedded;
use crate::source::{Numbers, find, up_to};

/// `CurrentUserAtom` has another mark if the file is encrypted.
pub(super) fn refuse_encrypted(stream: &mut dyn Read) -> Checked {
    const ENCRYPTED: u32 = 0xF3D1_C4DF;
    let head = up_to(stream, 16)?;
    if head.le_u32(12) == Some(ENCRYPTED) { Err(Refusal::Encrypted.into()) } else { Ok(()) }
}

const VBA_INFO: u16 = 0x0400;
const OBJECT: u16 = 0x1011;
/// What a click on a shape does.
const CLICK: u16 = 0x0FF3;
const ENCRYPTION: u16 = 0x2F14;
/// `_VBA_PROJECT`, as the names of streams are written.
const PROJECT: &[u8] = b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0";
const MOST_RECORDS: usize = 2_000_000;

/// A presentation says that it has macros as soon as it has a project; what is in the project counts, if it is there.
#[derive(Debug, Default)]
struct Macros {
    are_told: bool,
    have_project: bool,
}

pub(super) fn examine<S: Read + Seek>(stream: &mut S, check: &Check<'_>) -> Checked {
    let mut macros = Macros::default();
    read_records(stream, &mut macros, check)?;
    if macros.are_told && !macros.have_project {
        check.hold(Hold::Macros);
    }
    Ok(())
}

fn read_records<S: Read + Seek>(stream: &mut S, macros: &mut Macros, check: &Check<'_>) -> Checked {
    for number in 0..MOST_RECORDS {
        let Some(head) = exactly(stream, 8)? else { return Ok(()) };
        let (Some(version), Some(kind), Some(length)) = (head.le_u16(0), head.le_u16(2), head.le_u32(4)) else {
            return Err(Stop::Broken);
        };
        if number.is_multiple_of(1_024) {
            check.in_time()?;
        }
        // A container: what is in it comes next.
        if version & 0xF == 0xF {
            continue;
        }
        let begin = stream.stream_position()?;
        match kind {
            VBA_INFO => {
                let body = up_to(stream, 12)?;
                macros.are_told |= body.le_u32(4).is_some_and(|has_macros| has_macros != 0);
            }
            CLICK => match up_to(stream, 16)?.get(8) {
                Some(1) => check.hold(Hold::Macros),
                Some(2) => check.hold(Hold::EmbeddedPrograms),
                _ => {}
            },
            OBJECT => macros.have_project |= examine_object(stream, version >> 4 == 1, length, check)?,
            ENCRYPTION => return Err(Refusal::Encrypted.into()),
            _ => {}
        }
        // A record that claims to reach beyond the end is the last one.
        if stream.seek(SeekFrom::Start(begin.saturating_add(u64::from(length)))).is_err() {
            return Ok(());
        }
    }
    Err(Budget::Pieces.into())
}

/// An embedded object is a compound file, packed or not. Macros are kept in the same way: is it a project that could be
/// looked into?
fn examine_object(stream: &mut dyn Read, is_packed: bool, length: u32, check: &Check<'_>) -> Checked<bool> {
    let mut body = stream.take(u64::from(length));
    let mut bytes = Vec::new();
    if is_packed {
        up_to(&mut body, 4)?;
        let most = check.limits.nested_bytes;
        let mut unpacked = ZlibDecoder::new(body).take(most + 1);
        as_far_as_it_unpacks(unpacked.read_to_end(&mut bytes))?;
        check.take_unpacked(bytes.len() as u64)?;
        if bytes.len() as u64 > most {
            return Err(Budget::EntryBytes.into());
        }
    } else {
        body.take(check.limits.nested_bytes).read_to_end(&mut bytes)?;
    }
    check.count_content(bytes.len() as u64);
    if find(&bytes, PROJECT).is_none() {
        return embedded::examine_bytes(bytes, check).map(|()| false);
    }
    match check.deeper(|| super::examine_embedded(&mut Cursor::new(bytes), check)) {
        // Nobody can tell that it does nothing.
        Err(Stop::Broken | Stop::Refused(Refusal::Encrypted)) => {
            check.hold(Hold::Macros);
            Ok(false)
        }
        examined => examined.map(|()| true),
    }
}
