//! Bytes of an archive that its directory says nothing of. Programs that read an archive from its beginning, and programs
//! that look for another kind of file in it, come upon them.

use std::ops::Range;

use domain::gate::{FileKind, Hold};
use zip::ZipArchive;

use super::stop;
use crate::check::{Check, Checked};
use crate::content::polyglot;
use crate::source::{Source, piece};

/// Behind a file that was packed while it came, its sizes and its sum.
const LONGEST_DESCRIPTOR: u64 = 24;

/// Where they are: before and between the files, which do not overlap, and before the directory.
pub(super) fn of(archive: &mut ZipArchive<&mut dyn Source>) -> Checked<Vec<Range<u64>>> {
    let mut files = Vec::with_capacity(archive.len() + 1);
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(stop)?;
        let begin = file.data_start().unwrap_or(file.header_start());
        files.push((file.header_start(), begin.saturating_add(file.compressed_size())));
    }
    files.sort_unstable();
    files.push((archive.central_directory_start(), u64::MAX));
    let (mut gaps, mut end) = (Vec::new(), 0u64);
    for (begin, next_end) in files {
        if begin.saturating_sub(end) > LONGEST_DESCRIPTOR {
            gaps.push(end..begin);
        }
        end = next_end;
    }
    Ok(gaps)
}

/// Refuses another file in them, and holds for anything but zeros, by which files are set to round places.
pub(super) fn look_into(source: &mut dyn Source, gaps: &[Range<u64>], named: FileKind, check: &Check<'_>) -> Checked {
    let is_told_of = |place: u64| {
        let behind = gaps.partition_point(|gap| gap.start <= place);
        behind.checked_sub(1).and_then(|before| gaps.get(before)).is_none_or(|gap| gap.end <= place)
    };
    polyglot::refuse_between(source, named, is_told_of, check)?;
    for gap in gaps {
        if !is_blank(source, gap, check)? {
            check.hold(Hold::HiddenBytes);
            return Ok(());
        }
    }
    Ok(())
}

fn is_blank(source: &mut dyn Source, gap: &Range<u64>, check: &Check<'_>) -> Checked<bool> {
    const PIECE: u64 = 64 * 1024;
    let mut place = gap.start;
    while place < gap.end {
        check.in_time()?;
        let bytes = piece(source, place, PIECE.min(gap.end - place) as usize)?;
        if bytes.is_empty() || bytes.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        place += bytes.len() as u64;
    }
    Ok(true)
}
