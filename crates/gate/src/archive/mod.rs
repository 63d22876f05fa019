//! Packed files: archives, and the office files that are packed as one.
//!
//! | module | what |
//! |---|---|
//! | [`directory`] | the end of an archive, measured before anything is built from it |
//! | [`names`] | where a name leads |
//! | [`gaps`] | what lies between the files, and behind their directory |
//! | [`contents`] | the files in an accepted archive |

mod contents;
mod directory;
mod gaps;
mod names;

use std::collections::HashSet;
use std::io::{self, Read};

use domain::gate::{Budget, FileKind, Refusal};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::check::{Check, Checked, Stop};
use crate::source::Source;

pub(crate) use contents::examine as examine_contents;
pub(crate) use names::is_left_by_system;

/// A packed file whose directory is in order.
pub(crate) struct Package<'s> {
    archive: ZipArchive<&'s mut dyn Source>,
    entries: Vec<Entry>,
    /// What was counted of each entry as content of the file. Bytes.
    counted: Vec<u64>,
}

/// Bytes that no bytes are packed into at most.
const PACKED_NOTHING: u64 = 5;

#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// With slashes, and without one at the beginning.
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    /// There are no bytes in it, nor any that are packed for it.
    is_empty: bool,
    is_stored: bool,
}

impl<'s> Package<'s> {
    /// # Errors
    ///
    /// Refuses what needs a password, what is packed of too many files, files that share bytes or names, and names that
    /// climb out of their folder, and another file between those that are told of.
    pub(crate) fn open(source: &'s mut dyn Source, named: FileKind, check: &Check<'_>) -> Checked<Self> {
        directory::measure(source, check)?;
        let mut archive = ZipArchive::new(source).map_err(stop)?;
        check.take_entries(archive.len())?;
        if archive.offset() != 0 {
            return Err(Stop::Broken);
        }
        if archive.has_duplicate_names() {
            return Err(Budget::DuplicateNames.into());
        }
        let mut entries = Vec::with_capacity(archive.len());
        let mut counted = Vec::with_capacity(archive.len());
        let mut names = HashSet::new();
        for index in 0..archive.len() {
            let data = archive.by_index_data(index).map_err(stop)?;
            if data.encrypted() {
                return Err(Refusal::Encrypted.into());
            }
            let raw = data.name().map(|name| name.into_owned()).unwrap_or_else(|_| lossy(data.name_raw()));
            if names::climbs(&raw) || data.is_symlink() {
                return Err(Refusal::DangerousName.into());
            }
            let name = raw.replace('\\', "/");
            let name = name.trim_start_matches("./").to_owned();
            if !names.insert(name.clone()) {
                return Err(Budget::DuplicateNames.into());
            }
            // A name alone makes no folder of a file.
            let is_empty = data.size() == 0 && data.compressed_size() <= PACKED_NOTHING;
            let is_folder = name.ends_with('/') && is_empty;
            let is_stored = data.compression() == zip::CompressionMethod::Stored;
            // What is merely stored is not always read to its end.
            let stored = if is_stored { data.compressed_size() } else { 0 };
            check.count_content(stored);
            counted.push(stored);
            entries.push(Entry { name, is_folder, is_empty, is_stored });
        }
        if archive.has_overlapping_entries().map_err(stop)? {
            return Err(Budget::Overlap.into());
        }
        let mut gaps = gaps::of(&mut archive)?;
        let (begin, files) = (archive.central_directory_start(), archive.len());
        let source = archive.into_inner();
        gaps.extend(directory::gap_behind(source, begin, files)?);
        if !gaps.is_empty() {
            gaps::look_into(source, &gaps, named, check)?;
        }
        let archive = ZipArchive::new(source).map_err(stop)?;
        Ok(Self { archive, entries, counted })
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this path, in any case: office programs take upper and lower case for the same.
    pub(crate) fn place_of(&self, path: &str) -> Option<usize> {
        let path = path.trim_start_matches('/');
        self.entries.iter().position(|entry| entry.name.trim_start_matches('/').eq_ignore_ascii_case(path))
    }

    /// Unpacks an entry for `look`, counting. However often that happens, it is one content of the file.
    pub(crate) fn unpack<T>(
        &mut self,
        place: usize,
        check: &Check<'_>,
        look: impl FnOnce(&mut dyn Read) -> Checked<T>,
    ) -> Checked<T> {
        let file = self.archive.by_index(place).map_err(stop)?;
        let mut counted = Counted { inner: file, check, entry: 0, stopped: None };
        let result = look(&mut counted);
        let Counted { entry, stopped, .. } = counted;
        if let Some(before) = self.counted.get_mut(place) {
            check.count_more(entry, *before);
            *before = entry.max(*before);
        }
        match stopped {
            Some(stopped) => Err(stopped),
            None => result,
        }
    }

    /// The first bytes of an entry; then the rest of it is unpacked into nothing and counted. What is merely stored
    /// cannot be more than it is.
    pub(crate) fn measure(&mut self, place: usize, head: usize, check: &Check<'_>) -> Checked<Vec<u8>> {
        let is_stored = self.entries.get(place).is_some_and(|entry| entry.is_stored);
        self.unpack(place, check, |reader| {
            let bytes = crate::source::up_to(reader, head)?;
            if !is_stored {
                io::copy(reader, &mut io::sink())?;
            }
            Ok(bytes)
        })
    }

    /// Unpacks an entry into nothing: does it come out as it went in?
    pub(crate) fn read_through(&mut self, place: usize, check: &Check<'_>) -> Checked {
        self.unpack(place, check, |reader| {
            io::copy(reader, &mut io::sink())?;
            Ok(())
        })
    }

    /// A whole entry in memory, to be looked at as a file of its own.
    pub(crate) fn whole(&mut self, place: usize, check: &Check<'_>) -> Checked<Vec<u8>> {
        let most = check.limits.nested_bytes;
        self.unpack(place, check, |reader| {
            let mut bytes = Vec::new();
            reader.take(most + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > most { Err(Budget::EntryBytes.into()) } else { Ok(bytes) }
        })
    }
}

/// Counts what is unpacked, and stops when it is too much.
struct Counted<'c, R> {
    inner: R,
    check: &'c Check<'c>,
    entry: u64,
    stopped: Option<Stop>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.entry += length as u64;
        let taken = if self.entry > self.check.limits.entry_bytes {
            Err(Budget::EntryBytes.into())
        } else {
            self.check.take_unpacked(length as u64)
        };
        taken.map(|()| length).map_err(|stop| {
            self.stopped = Some(stop);
            io::Error::other("over a limit")
        })
    }
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn stop(error: ZipError) -> Stop {
    match error {
        ZipError::Io(error) => error.into(),
        _ => Stop::Broken,
    }
}
