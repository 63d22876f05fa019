//! What lies in an office file as a file of its own: pictures and films mostly, sometimes a document or a program.

use std::io::Cursor;

use domain::gate::{FileKind, Hold, Refusal};

use super::open_xml::Types;
use super::{imported, open_document, open_xml};
use crate::archive::Package;
use crate::check::{Check, Checked, Stop};
use crate::content::{Family, program_names, signature};
use crate::source::{Numbers, Source};
use crate::{ole, pdf};

/// Word packs a project into one of these beside a document that is a web page.
const PACKED_PROJECT: &[u8] = b"ActiveMime";

/// Tells what it is by its first bytes.
pub(super) fn examine(
    package: &mut Package<'_>,
    place: usize,
    name: &str,
    check: &Check<'_>,
) -> Checked<Option<Family>> {
    if program_names::is_program_name(name) {
        check.hold(Hold::EmbeddedPrograms);
    }
    let head = package.measure(place, 1024, check)?;
    if signature::is_program(&head) {
        check.hold(Hold::EmbeddedPrograms);
    }
    if head.starts_with(PACKED_PROJECT) {
        check.hold(Hold::Macros);
    }
    let family = Family::of(&head);
    if family.is_some_and(Family::is_document) {
        let bytes = package.whole(place, check)?;
        examine_bytes(bytes, check)?;
    } else if imported::is_imported(&head) {
        let bytes = package.whole(place, check)?;
        imported::look_at(&bytes, check);
    }
    Ok(family)
}

/// A document within a document. What is wrong with it as a document harms nobody; what it does is what counts, and
/// whether that can be known: what needs a password cannot be looked into.
pub(crate) fn examine_bytes(bytes: Vec<u8>, check: &Check<'_>) -> Checked {
    let family = Family::of(&bytes);
    let mut source = Cursor::new(bytes);
    let examined = check.deeper(|| match family {
        Some(Family::Ole) => ole::examine_embedded(&mut source, check),
        Some(Family::Records) => ole::excel::examine_file(&mut source, check),
        Some(Family::Pdf) => pdf::examine(&mut source, check),
        Some(Family::Zip) => examine_package(&mut source, check),
        _ => Ok(()),
    });
    match examined {
        Err(Stop::Broken) => {}
        Err(Stop::Refused(Refusal::Encrypted)) => check.hold(Hold::EmbeddedEncrypted),
        examined => return examined,
    }
    match family {
        Some(Family::Ole) => ole::look_for_names(source.get_ref(), check),
        Some(Family::Zip) => {
            check.lose_count();
            look_for_names(source.get_ref(), check);
        }
        _ => {}
    }
    Ok(())
}

/// What does not open as the document that it claims to be may be unpacked all the same.
fn examine_package(source: &mut dyn Source, check: &Check<'_>) -> Checked {
    match examine_document(Package::open(source, FileKind::Zip, check)?, check) {
        Err(Stop::Broken) => measure_all(Package::open(source, FileKind::Zip, check)?, check),
        examined => examined,
    }
}

fn examine_document(mut package: Package<'_>, check: &Check<'_>) -> Checked {
    match Types::of(&mut package, FileKind::Zip, check) {
        Ok(Some(types)) => return open_xml::examine(package, &types, check),
        Ok(None) | Err(Stop::Refused(Refusal::ContentDiffers { .. })) => {}
        Err(stop) => return Err(stop),
    }
    match open_document::kind_of(&mut package, FileKind::Zip, check) {
        // Drawings and formulas are not taken by themselves.
        Ok(Some(_)) | Err(Stop::Refused(Refusal::ContentDiffers { .. })) => open_document::examine(package, check),
        Ok(None) => measure_all(package, check),
        Err(stop) => Err(stop),
    }
}

fn measure_all(mut package: Package<'_>, check: &Check<'_>) -> Checked {
    for (place, entry) in package.entries().to_vec().iter().enumerate() {
        if entry.is_folder {
            continue;
        }
        match examine(&mut package, place, &entry.name, check) {
            Err(Stop::Broken) => {}
            examined => drop(examined?),
        }
    }
    Ok(())
}

/// Of an archive that does not open here, and may well open elsewhere: names of files stand in it as they are, before
/// each of them and in the directory.
fn look_for_names(bytes: &[u8], check: &Check<'_>) {
    // Behind a mark: where the length of the name is, and where the name.
    const MARKS: [(&[u8], usize, usize); 2] = [(b"PK\x03\x04", 26, 30), (b"PK\x01\x02", 28, 46)];
    for (mark, length, name) in MARKS {
        for place in memchr::memmem::find_iter(bytes, mark) {
            let Some(length) = bytes.le_u16(place + length) else { continue };
            let name = bytes.get(place + name..).and_then(|name| name.get(..usize::from(length))).unwrap_or_default();
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            if program_names::is_program_name(&name) {
                check.hold(Hold::EmbeddedPrograms);
            }
            if open_xml::is_of_project(&name) {
                check.hold(Hold::Macros);
            }
        }
    }
}
