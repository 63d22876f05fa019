//! The files in an accepted archive: each has to be one that would be accepted by itself.

use std::io::Cursor;

use domain::gate::{FileKind, Refusal};

use super::Package;
use super::names::{is_left_by_system, leads_away};
use crate::check::{Check, Checked, Stop};
use crate::content::{Family, program_names, signature};
use crate::inspect::examine as examine_file;
use crate::source::up_to;

/// Longer names are cut.
const NAME_CHARS: usize = 100;

pub(crate) fn examine(mut package: Package<'_>, check: &Check<'_>) -> Checked {
    let entries = package.entries().to_vec();
    if entries.iter().any(|entry| leads_away(&entry.name)) {
        return Err(Refusal::DangerousName.into());
    }
    if entries.iter().all(|entry| entry.is_empty) {
        return Err(Refusal::Empty.into());
    }
    check.deeper(|| {
        for (place, entry) in entries.iter().enumerate() {
            if entry.is_folder || entry.is_empty && unpacks_to_nothing(&mut package, place, check)? {
                continue;
            }
            examine_entry(&mut package, place, &entry.name, check).map_err(|stop| within(&entry.name, stop))?;
        }
        Ok(())
    })
}

/// What an entry says of its size is not believed.
fn unpacks_to_nothing(package: &mut Package<'_>, place: usize, check: &Check<'_>) -> Checked<bool> {
    package.unpack(place, check, |reader| Ok(up_to(reader, 1)?.is_empty()))
}

fn examine_entry(package: &mut Package<'_>, place: usize, name: &str, check: &Check<'_>) -> Checked {
    let is_left = is_left_by_system(name);
    let kind = FileKind::of_name(name).filter(|kind| check.accepted.contains(kind));
    if is_left || kind.is_none() {
        // What it is says more than that it is not taken.
        let head = package.unpack(place, check, |reader| Ok(up_to(reader, 4096)?))?;
        if let Some(refusal) = signature::danger(&head) {
            return Err(refusal.into());
        }
        if program_names::is_program_name(name) {
            return Err(Refusal::Executable.into());
        }
        // Only the pictures that Windows collects are a file of a kind that is known here.
        if is_left && (Family::of(&head).is_none() || name.to_ascii_lowercase().ends_with("thumbs.db")) {
            // Nobody opens it, and a virus scanner does: how much is in it counts, if it unpacks.
            return match package.read_through(place, check) {
                Err(Stop::Broken) => Ok(()),
                examined => examined,
            };
        }
    }
    let Some(kind) = kind else {
        return Err(Refusal::not_accepted(name, check.accepted).into());
    };
    let bytes = package.whole(place, check)?;
    examine_file(&mut Cursor::new(bytes), kind, check).map_err(|stop| match stop {
        Stop::Broken => Refusal::Broken { kind }.into(),
        stop => stop,
    })
}

/// Says which file of the archive it is. What concerns the whole stays as it is.
fn within(name: &str, stop: Stop) -> Stop {
    match stop {
        Stop::Refused(Refusal::OverBudget { .. } | Refusal::InArchive { .. }) | Stop::Unreadable(_) | Stop::TooSlow => {
            stop
        }
        Stop::Refused(reason) => named(name, reason),
        Stop::Broken => named(name, Refusal::Broken { kind: FileKind::Zip }),
    }
}

fn named(name: &str, reason: Refusal) -> Stop {
    Refusal::InArchive { name: name.chars().take(NAME_CHARS).collect(), reason: Box::new(reason) }.into()
}
