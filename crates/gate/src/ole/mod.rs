//! Files of old Office programs (compound files, [MS-CFB]), and what is embedded in newer ones.
//!
//! | module | what |
//! |---|---|
//! | [`word`] | `WordDocument`: passwords, fields, templates |
//! | [`excel`] | `Workbook`: passwords, macro sheets, data from other programs |
//! | [`excel_password`] | the password that Excel sets by itself |
//! | [`powerpoint`] | `PowerPoint Document`: passwords, macros, embedded objects |
//! | [`vba`] | whether there is code in a project of Basic |
//! | [`package`] | a file that was packed into an object |
//! | [`link`] | where a linked object is |
//! | [`sectors`] | the end of the table of sectors, put in order |

pub(crate) mod excel;
mod excel_password;
mod link;
mod package;
mod powerpoint;
mod sectors;
mod vba;
mod word;

use std::io::Read;
use std::path::{Path, PathBuf};

use cfb::CompoundFile;
use domain::gate::{Budget, FileKind, Hold, Looks, Refusal};

use crate::check::{Check, Checked, Stop, as_far_as_it_unpacks};
use crate::content::signature;
use crate::inspect::fits;
use crate::office::is_browser;
use crate::source::{Source, find, length, piece, up_to};
use sectors::Trimmed;

pub(crate) fn examine(source: &mut dyn Source, named: FileKind, check: &Check<'_>) -> Checked {
    let mut file = Compound::open(source, check)?;
    file.refuse_closed()?;
    let Some(kind) = file.kind() else { return Err(file.stranger(named).into()) };
    fits(named, kind)?;
    file.refuse_encrypted(kind, check)?;
    file.look_for_danger(check)
}

/// Does an archive in it end with the file? So it does if its last sector is full.
pub(crate) fn ends_with_own_archive(source: &mut dyn Source, check: &Check<'_>) -> Checked<bool> {
    const COMPARED: u64 = 64 * 1024;
    let size = length(source)?;
    let end = piece(source, size.saturating_sub(COMPARED), COMPARED as usize)?;
    let mut file = Compound::open(source, check)?;
    for path in file.paths.clone() {
        let mut stream = file.file.open_stream(path)?;
        let begin = stream.len().saturating_sub(COMPARED);
        let is_archive = up_to(&mut stream, 4)? == b"PK\x03\x04";
        if is_archive && end.ends_with(&piece(&mut stream, begin, COMPARED as usize)?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An object in another document: it may be of any kind, and what it does is what counts.
pub(crate) fn examine_embedded(source: &mut dyn Source, check: &Check<'_>) -> Checked {
    let mut file = Compound::open(source, check)?;
    file.refuse_closed()?;
    match file.kind() {
        // Workbooks are asked where they are looked at.
        None | Some(FileKind::Xls) => {}
        Some(kind) => match file.refuse_encrypted(kind, check) {
            Err(Stop::Broken) => {}
            examined => examined?,
        },
    }
    file.look_for_danger(check)
}

/// Of an object that does not open here, and may well open elsewhere: names of streams stand in it as they are.
pub(crate) fn look_for_names(bytes: &[u8], check: &Check<'_>) {
    let text = bytes.to_ascii_lowercase();
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(&text, &wide).is_some()
    };
    if has("_vba_project") || has("projectwm") {
        check.hold(Hold::Macros);
    }
    if has("\u{1}ole10native") {
        check.hold(Hold::EmbeddedPrograms);
    }
}

struct Compound<'s> {
    file: CompoundFile<Trimmed<'s>>,
    /// Streams only.
    paths: Vec<PathBuf>,
}

impl<'s> Compound<'s> {
    fn open(source: &'s mut dyn Source, check: &Check<'_>) -> Checked<Self> {
        let file = CompoundFile::open(Trimmed::new(source)?)?;
        let mut paths = Vec::new();
        for (number, entry) in file.walk().enumerate() {
            if number > check.limits.entries {
                return Err(Budget::Entries.into());
            }
            if entry.is_stream() {
                check.count_content(entry.len());
                paths.push(entry.path().to_owned());
            }
        }
        check.take_entries(paths.len())?;
        Ok(Self { file, paths })
    }

    fn has(&self, stream: &str) -> bool {
        self.paths.iter().any(|path| is_root_stream(path, stream))
    }

    /// A file of a newer program that is encrypted, or one that is closed by rights of its readers (IRM).
    fn refuse_closed(&self) -> Checked {
        let is_closed = self.has("EncryptedPackage") || self.has("\u{9}DRMContent");
        if is_closed { Err(Refusal::Encrypted.into()) } else { Ok(()) }
    }

    fn kind(&self) -> Option<FileKind> {
        if self.has("WordDocument") {
            Some(FileKind::Doc)
        } else if self.has("PowerPoint Document") || self.has("PP97_DUALSTORAGE") {
            Some(FileKind::Ppt)
        } else if self.has("Workbook") || self.has("Book") {
            Some(FileKind::Xls)
        } else {
            None
        }
    }

    /// Why a file of no kind that is taken is refused.
    fn stranger(&self, named: FileKind) -> Refusal {
        const INSTALLER: &str = "000c1084-0000-0000-c000-000000000046";
        let class = self.file.root_entry().clsid().to_string();
        let looks = if class.eq_ignore_ascii_case(INSTALLER) || class.to_ascii_lowercase().starts_with("000c108") {
            return Refusal::Executable;
        } else if self.has("__properties_version1.0") {
            "mail of Outlook"
        } else if self.has("VisioDocument") {
            "Visio drawing"
        } else if self.has("PP40") {
            "presentation of PowerPoint 95, which later versions do not open"
        } else if self.has("Contents") {
            "Publisher document"
        } else {
            "file of an old Office program"
        };
        Refusal::ContentDiffers { named, looks: Looks::Other(looks.to_owned()) }
    }

    /// Opens a stream of the root.
    fn stream(&mut self, name: &str) -> Checked<Option<cfb::Stream<Trimmed<'s>>>> {
        let path = self.paths.iter().find(|path| is_root_stream(path, name)).cloned();
        path.map(|path| self.file.open_stream(path)).transpose().map_err(Stop::from)
    }

    fn refuse_encrypted(&mut self, kind: FileKind, check: &Check<'_>) -> Checked {
        if self.has("EncryptedSummary") {
            return Err(Refusal::Encrypted.into());
        }
        match kind {
            FileKind::Doc => match self.stream("WordDocument")? {
                Some(mut stream) => word::refuse_encrypted(&mut stream),
                None => Err(Stop::Broken),
            },
            FileKind::Ppt => match self.stream("Current User")? {
                Some(mut stream) => powerpoint::refuse_encrypted(&mut stream),
                None => Ok(()),
            },
            _ => {
                for name in ["Workbook", "Book"] {
                    if let Some(mut stream) = self.stream(name)? {
                        excel::examine(&mut stream, check)?;
                    }
                }
                Ok(())
            }
        }
    }

    fn look_for_danger(&mut self, check: &Check<'_>) -> Checked {
        if self.file.walk().any(|entry| is_browser(&entry.clsid().to_string())) {
            check.hold(Hold::EmbeddedPrograms);
        }
        for path in self.paths.clone() {
            check.in_time()?;
            // Programs take upper and lower case for the same.
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
            match name.as_str() {
                "_vba_project" if !self.is_idle(&path, check)? => check.hold(Hold::Macros),
                "projectwm" if !self.has_project_beside(&path) => check.hold(Hold::Macros),
                "\u{1}ole10native" => package::examine(&mut self.file.open_stream(&path)?, check)?,
                "\u{1}ole" => link::examine(&mut self.file.open_stream(&path)?, check)?,
                // An Office file within an object.
                "package" | "contents" => {
                    let stream = self.file.open_stream(&path)?;
                    let mut bytes = Vec::new();
                    stream.take(check.limits.nested_bytes).read_to_end(&mut bytes)?;
                    package::look_at_file(bytes, check)?;
                }
                "encryptedpackage" | "\u{9}drmcontent" => check.hold(Hold::EmbeddedEncrypted),
                "worddocument" => {
                    hold_if_closed(word::refuse_encrypted(&mut self.file.open_stream(&path)?), check)?;
                    word::look_for_fields(&mut self.file.open_stream(&path)?, check)?;
                    word::look_for_old_macros(&mut self.file.open_stream(&path)?, check)?;
                    self.look_at_template(&path, check)?;
                }
                "powerpoint document" => powerpoint::examine(&mut self.file.open_stream(&path)?, check)?,
                "workbook" | "book" => {
                    hold_if_closed(excel::examine(&mut self.file.open_stream(&path)?, check), check)?;
                }
                _ => self.look_for_program(&path, check)?,
            }
        }
        Ok(())
    }

    /// A program as a stream of any other name.
    fn look_for_program(&mut self, path: &Path, check: &Check<'_>) -> Checked {
        let head = self.file.open_stream(path).and_then(|mut stream| up_to(&mut stream, 64));
        if as_far_as_it_unpacks(head)?.is_some_and(|head| signature::is_program(&head)) {
            check.hold(Hold::EmbeddedPrograms);
        }
        Ok(())
    }

    /// What of a project cannot be read is none of which it is known that it does nothing.
    fn is_idle(&mut self, path: &Path, check: &Check<'_>) -> Checked<bool> {
        let Some(folder) = path.parent() else { return Ok(false) };
        match vba::is_idle(self, folder, check) {
            Err(Stop::Broken) => Ok(false),
            examined => examined,
        }
    }

    /// Another list of the modules of a project, which lies in a folder beside it and is looked at by itself.
    fn has_project_beside(&self, path: &Path) -> bool {
        let is_project = |other: &PathBuf| {
            other.parent().and_then(Path::parent) == path.parent()
                && other
                    .file_name()
                    .and_then(|name| name.to_str())
                    .is_some_and(|name| name.eq_ignore_ascii_case("_VBA_PROJECT"))
        };
        self.paths.iter().any(is_project)
    }

    fn look_at_template(&mut self, document: &Path, check: &Check<'_>) -> Checked {
        let place = word::place_of_associations(&mut self.file.open_stream(document)?)?;
        let Some((table, place, length)) = place else { return Ok(()) };
        let table = document.with_file_name(table);
        if !self.paths.contains(&table) {
            return Ok(());
        }
        word::look_at_template(&mut self.file.open_stream(&table)?, place, length, check)
    }
}

/// Of a document within another one, which may have a password of its own. One that does not open harms nobody.
fn hold_if_closed(examined: Checked, check: &Check<'_>) -> Checked {
    match examined {
        Err(Stop::Refused(Refusal::Encrypted)) => check.hold(Hold::EmbeddedEncrypted),
        Err(Stop::Unreadable(_) | Stop::TooSlow) => return examined,
        Ok(()) | Err(Stop::Broken | Stop::Refused(_)) => {}
    }
    Ok(())
}

fn is_root_stream(path: &Path, name: &str) -> bool {
    path.parent().is_some_and(|parent| parent == Path::new("/"))
        && path.file_name().and_then(|file| file.to_str()).is_some_and(|file| file.eq_ignore_ascii_case(name))
}

/// The next `length` bytes, or nothing if there are fewer.
fn exactly(reader: &mut dyn Read, length: usize) -> Checked<Option<Vec<u8>>> {
    let bytes = up_to(reader, length)?;
    Ok((bytes.len() == length).then_some(bytes))
}
