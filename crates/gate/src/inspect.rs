//! From a file to a judgement.

use std::io::{self, Read, Seek};

use domain::gate::{Extent, FileKind, Judgement, Looks, Refusal};

use crate::check::{Check, Checked, Stop};
use crate::content::{self, Family, polyglot, signature};
use crate::limits::Limits;
use crate::source::{Source, length, piece};
use crate::{archive, office, ole, pdf};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// What the file is, as far as it came to be known: always there if it is not refused, and what its name says.
    pub kind: Option<FileKind>,
    pub judgement: Judgement,
    /// As far as it was looked at: of what is refused, not to its end.
    pub extent: Extent,
}

/// Why a file was not judged. Neither says anything of what is in it.
#[derive(Debug, thiserror::Error)]
pub enum Unjudged {
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// Over [`Limits::seconds`].
    #[error("looking at it takes too long")]
    TooSlow,
}

/// Looks at a file. `name` is what the uploader's machine called it: only its ending counts.
///
/// # Errors
///
/// If the file cannot be read, or not within the time that there is. Whatever else its bytes are is no error.
pub fn inspect(
    file: &mut (impl Read + Seek),
    name: &str,
    accepted: &[FileKind],
    limits: &Limits,
) -> Result<Inspection, Unjudged> {
    let Some(kind) = FileKind::of_name(name).filter(|kind| accepted.contains(kind)) else {
        let refusal = Refusal::not_accepted(name, accepted);
        let extent = Extent::of_file(length(file)?);
        return Ok(Inspection { kind: None, judgement: Judgement::Refused(refusal), extent });
    };
    let check = Check::new(limits, accepted, length(file)?);
    let examined = examine(file, kind, &check);
    let extent = check.extent();
    let (kind, judgement) = match examined {
        Ok(()) => (Some(kind), Judgement::of_holds(check.into_holds())),
        Err(Stop::Refused(refusal)) => {
            let kind = match &refusal {
                Refusal::ContentDiffers { looks: Looks::Kind(kind), .. } => Some(*kind),
                _ => None,
            };
            (kind, Judgement::Refused(among(accepted, refusal)))
        }
        Err(Stop::Broken) => (None, Judgement::Refused(Refusal::Broken { kind })),
        Err(Stop::Unreadable(error)) => return Err(error.into()),
        Err(Stop::TooSlow) => return Err(Unjudged::TooSlow),
    };
    Ok(Inspection { kind, judgement, extent })
}

/// Where only these kinds are taken, another one is told by its words alone: nobody is to give a file its ending.
fn among(accepted: &[FileKind], refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::ContentDiffers { named, looks: Looks::Kind(kind) } if !accepted.contains(&kind) => {
            Refusal::ContentDiffers { named, looks: Looks::Other(kind.words().to_owned()) }
        }
        Refusal::InArchive { name, reason } => Refusal::InArchive { name, reason: Box::new(among(accepted, *reason)) },
        other => other,
    }
}

/// Bytes at the beginning that are looked at to know what it is.
const HEAD_BYTES: usize = 4096;

/// Is it what its name says, and does it do nothing but show something? Holds go into `check`.
pub(crate) fn examine(source: &mut dyn Source, named: FileKind, check: &Check<'_>) -> Checked {
    check.in_time()?;
    let size = length(source)?;
    if size == 0 {
        return Err(Refusal::Empty.into());
    }
    let head = piece(source, 0, HEAD_BYTES)?;
    match signature::danger(&head) {
        Some(Refusal::Html) if named == FileKind::Txt && signature::is_mail(&head) => {}
        Some(refusal) => return Err(refusal.into()),
        None => {}
    }
    let family = match Family::of(&head) {
        Some(Family::Pdf) if tells_of_pdf(source, named, &head, check)? => None,
        family => family,
    };
    polyglot::refuse_web_page(family, named, &head)?;
    polyglot::refuse_pdf_within(family, named, &head)?;
    match family {
        Some(Family::Zip) => {
            polyglot::refuse_behind_archive(source, named)?;
            let package = archive::Package::open(source, named, check)?;
            polyglot::refuse_pdf_in_archive(named, &head)?;
            office::examine(package, named, check)
        }
        Some(Family::Ole) => {
            match polyglot::refuse_appended_archive(source, named, polyglot::Tail::AtTheVeryEnd) {
                Err(Stop::Refused(_)) if ole::ends_with_own_archive(source, check)? => {}
                examined => examined?,
            }
            ole::examine(source, named, check)
        }
        Some(Family::Records) => {
            fits(named, FileKind::Xls)?;
            polyglot::refuse_appended_archive(source, named, polyglot::Tail::Any)?;
            ole::excel::examine_file(source, check)
        }
        Some(Family::Pdf) => {
            fits(named, FileKind::Pdf)?;
            polyglot::refuse_appended_archive(source, named, polyglot::Tail::Pdf)?;
            pdf::examine(source, check)
        }
        Some(Family::Other(kind)) => {
            let kind = content::examine(source, kind, named, size, check)?;
            fits(named, kind)?;
            if matches!(kind, FileKind::Mp3 | FileKind::Webm) {
                polyglot::refuse_at_the_end(source, kind, size, check)?;
            }
            polyglot::refuse_appended_archive(source, named, polyglot::Tail::Any)
        }
        None if named == FileKind::Mp3
            && content::looks_of(&head) == Looks::Unknown
            && content::audio::begins_later(source)? =>
        {
            polyglot::refuse_appended_archive(source, named, polyglot::Tail::Any)
        }
        None => {
            content::text::examine(source, named, check)?;
            polyglot::refuse_appended_archive(source, named, polyglot::Tail::Any)
        }
    }
}

/// A text may name the mark of a PDF within its first lines, and be none.
fn tells_of_pdf(source: &mut dyn Source, named: FileKind, head: &[u8], check: &Check<'_>) -> Checked<bool> {
    let may_tell = matches!(named, FileKind::Txt | FileKind::Csv) && !head.starts_with(b"%PDF-");
    Ok(may_tell && !pdf::opens(source, check)?)
}

/// Refuses what is not what its name says.
pub(crate) fn fits(named: FileKind, kind: FileKind) -> Checked {
    if named == kind { Ok(()) } else { Err(Refusal::ContentDiffers { named, looks: Looks::Kind(kind) }.into()) }
}
