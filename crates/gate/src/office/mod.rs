//! Packed office files: Office Open XML (ISO 29500, transitional and strict) and OpenDocument (ISO 26300).
//!
//! | module | what |
//! |---|---|
//! | [`xml`] | a part, tag by tag |
//! | [`open_xml`] | what Microsoft's programs write, and most others |
//! | [`relations`] | what an Office Open XML part refers to |
//! | [`fields`] | fields that ask other programs for data |
//! | [`formulas`] | formulas that do |
//! | [`open_document`] | what LibreOffice writes |
//! | [`basic`] | modules of its Basic |
//! | [`imported`] | text in other formats that Word puts in |
//! | [`embedded`] | what lies in either of them as a file of its own |

mod basic;
pub(crate) mod embedded;
mod fields;
pub(crate) mod formulas;
mod imported;
mod open_document;
pub(crate) mod open_xml;
mod relations;
pub(crate) mod xml;

use domain::gate::{FileKind, Looks, OtherFormat, Refusal};

use crate::archive::{self, Package};
use crate::check::{Check, Checked, Stop};
use crate::inspect::fits;

pub(crate) use fields::is_browser;
pub(crate) use relations::{is_elsewhere, may_be_elsewhere};

/// Tells by its parts what a packed file is, and looks at it as that.
pub(crate) fn examine(mut package: Package<'_>, named: FileKind, check: &Check<'_>) -> Checked {
    if let Some(types) = open_xml::Types::of(&mut package, named, check)? {
        fits(named, types.kind)?;
        refuse_both(&mut package, named, check)?;
        return open_xml::examine(package, &types, check);
    }
    if let Some(kind) = open_document::kind_of(&mut package, named, check)? {
        fits(named, kind)?;
        return open_document::examine(package, check);
    }
    refuse_iwork(&package, named)?;
    fits(named, FileKind::Zip)?;
    archive::examine_contents(package, check)
}

/// Programs of Apple pack their documents, too. In an archive that says to be one they are looked at one by one.
fn refuse_iwork(package: &Package<'_>, named: FileKind) -> Checked {
    let is_part = |name: &str| name.ends_with(".iwa") || name == "Index.zip";
    if named == FileKind::Zip || !package.entries().iter().any(|entry| is_part(&entry.name)) {
        return Ok(());
    }
    Err(Refusal::ContentDiffers { named, looks: Looks::Other(OtherFormat::Iwork.name().to_owned()) }.into())
}

/// Microsoft's programs would open the one, and LibreOffice the other.
fn refuse_both(package: &mut Package<'_>, named: FileKind, check: &Check<'_>) -> Checked {
    match open_document::kind_of(package, named, check) {
        Ok(None) | Err(Stop::Broken) => Ok(()),
        Ok(Some(second)) => Err(Refusal::Polyglot { first: Looks::Kind(named), second: Looks::Kind(second) }.into()),
        Err(stop) => Err(stop),
    }
}
