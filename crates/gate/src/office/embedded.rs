//! What lies in an office file as a file of its own: pictures and films mostly, sometimes a document or a program.

use std::io::Cursor;

use domain::gate::Hold;

use super::imported;
use super::open_xml::Types;
use crate::archive::Package;
use crate::check::{Check, Checked, Stop};
use crate::content::{Family, program_names, signature};
use crate::{office, ole, pdf};

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
    if matches!(family, Some(Family::Ole | Family::Zip | Family::Pdf)) {
        let bytes = package.whole(place, check)?;
        examine_bytes(bytes, check)?;
    } else if imported::is_imported(&head) {
        let bytes = package.whole(place, check)?;
        imported::look_at(&bytes, check);
    }
    Ok(family)
}

/// A document within a document. What is wrong with it as a document harms nobody; what it does is what counts.
pub(crate) fn examine_bytes(bytes: Vec<u8>, check: &Check<'_>) -> Checked {
    let family = Family::of(&bytes);
    let mut source = Cursor::new(bytes);
    let examined = check.deeper(|| match family {
        Some(Family::Ole) => ole::examine_embedded(&mut source, check),
        Some(Family::Pdf) => pdf::examine_embedded(&mut source, check),
        Some(Family::Zip) => {
            let mut package = Package::open(&mut source, check)?;
            let named = domain::gate::FileKind::Zip;
            match Types::of(&mut package, named, check) {
                Ok(Some(types)) => office::open_xml::examine(package, &types, check),
                Ok(None) | Err(Stop::Refused(domain::gate::Refusal::ContentDiffers { .. })) => {
                    measure_all(package, check)
                }
                Err(stop) => Err(stop),
            }
        }
        _ => Ok(()),
    });
    match examined {
        Err(Stop::Broken) => {
            if family == Some(Family::Ole) {
                ole::look_for_names(source.get_ref(), check);
            }
            Ok(())
        }
        examined => examined,
    }
}

fn measure_all(mut package: Package<'_>, check: &Check<'_>) -> Checked {
    for (place, entry) in package.entries().to_vec().iter().enumerate() {
        if !entry.is_folder {
            examine(&mut package, place, &entry.name, check)?;
        }
    }
    Ok(())
}
