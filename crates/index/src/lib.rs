//! Words, and the texts in which they stand: an index on disk, the only crate that knows Tantivy.
//!
//! The index is made of texts that lie elsewhere, and can be made of them anew at any time: where it is damaged, or
//! was written by another program, it begins empty. It says where everything stands and nothing of who may see it.
//!
//! | part | what |
//! |---|---|
//! | `words` | a text as the words by which it is found |
//! | [`question`] | what someone asks for, and the passages in which it stands |
//! | [`spelling`] | what may have been meant by it |
//! | `spaceless` | scripts that put no spaces between their words |
//! | `columns` | what is kept of each text |
//! | [`found`] | where words stand |
//! | `place` | the folder in which an index lies |

mod columns;
pub mod found;
mod place;
pub mod question;
mod spaceless;
pub mod spelling;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use domain::id::{SeminarSlug, VersionId};
use domain::material::VersionPlace;
use domain::review::Audience;
use domain::time::Instant;
use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyError, Term};

use columns::{Columns, TextsAt};
pub use found::{Found, FoundVersion, Hit};
use place::Place;
pub use question::Question;
pub use spelling::{Correction, Typed};

/// Counts up whenever the same text is to be kept in another way.
const FORMAT: &str = "2";
/// Bytes that wait in memory for their way to the disk; the least that Tantivy takes.
const WAITING: usize = 15_000_000;

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// By which it is replaced and removed.
    pub key: String,
    pub seminar: SeminarSlug,
    /// What its version is of.
    pub of: VersionPlace,
    pub version: VersionId,
    /// The version's.
    pub number: u32,
    pub place: TextPlace,
    pub at: Instant,
    pub words: String,
}

/// Where in a version, in the order in which places are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextPlace {
    /// Its name.
    File,
    /// Counts from 1.
    Page(u32),
    /// What someone says of it.
    Comment(Audience),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is there, in place of what had its key.
    Put(Text),
    /// There is nothing of this key any more.
    Remove(String),
}

#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("the index of texts: {0}")]
    Tantivy(#[from] TantivyError),
    #[error("the index of texts: {0}")]
    Folder(#[from] std::io::Error),
    #[error("the index of texts holds {0}")]
    Content(String),
    #[error("another process has the index of texts")]
    InUse,
    #[error("there is no room for the index of texts")]
    NoSpace,
}

/// An index of texts. It is in one process at a time.
pub struct Index {
    /// `None` in memory.
    place: Option<Place>,
    tantivy: tantivy::Index,
    columns: Columns,
    reader: IndexReader,
    /// `None` after it failed: it takes nothing then, and another one is made.
    writer: Mutex<Option<IndexWriter>>,
    /// All keys, as they were read when it was opened; for whoever asks first, and only until something is written.
    keys_read: Mutex<Option<BTreeSet<String>>>,
}

impl Index {
    /// Opens the index in a folder, or begins one there. What cannot be read is removed.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let place = Place::taken(folder)?;
        let opened = match Self::open_as_it_is(folder) {
            Ok(index) => index,
            Err(problem) => {
                tracing::warn!(%problem, "the index of texts begins anew");
                remove(folder)?;
                Self::open_as_it_is(folder)?
            }
        };
        Ok(Self { place: Some(place), ..opened })
    }

    /// One that lasts as long as it is held.
    pub fn in_memory() -> Result<Self, IndexError> {
        let (schema, columns) = columns::schema();
        Self::on(tantivy::Index::create_in_ram(schema), columns)
    }

    fn open_as_it_is(folder: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(folder)?;
        let (schema, columns) = columns::schema();
        let place = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let mut index = Self::on(tantivy::Index::open_or_create(place, schema)?, columns)?;
        if let Some(format) = index.tantivy.load_metas()?.payload.filter(|format| format != FORMAT) {
            return Err(IndexError::Content(format!("the format {format}")));
        }
        // So that what is damaged is known now.
        index.keys_read = Mutex::new(Some(index.keys()?));
        Ok(index)
    }

    fn on(tantivy: tantivy::Index, columns: Columns) -> Result<Self, IndexError> {
        let reader = tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let writer = Mutex::new(Some(tantivy.writer_with_num_threads(1, WAITING)?));
        Ok(Self { place: None, tantivy, columns, reader, writer, keys_read: Mutex::default() })
    }

    /// Lets go of files that were merged into others meanwhile.
    pub fn refresh(&self) -> Result<(), IndexError> {
        Ok(self.reader.reload()?)
    }

    /// Makes the changes, all or none. They are on the disk and can be found when it answers.
    pub fn write(&self, changes: Vec<Change>) -> Result<(), IndexError> {
        if let Some(place) = &self.place
            && !place.has_room()?
        {
            return Err(IndexError::NoSpace);
        }
        let mut place = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.take_keys_read();
        let mut writer = match place.take() {
            Some(writer) => writer,
            None => self.tantivy.writer_with_num_threads(1, WAITING)?,
        };
        for change in changes {
            let key = match &change {
                Change::Put(text) => &text.key,
                Change::Remove(key) => key,
            };
            writer.delete_term(Term::from_field_text(self.columns.key, key));
            if let Change::Put(text) = change {
                writer.add_document(self.columns.document(text))?;
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(FORMAT);
        commit.commit()?;
        *place = Some(writer);
        Ok(self.reader.reload()?)
    }

    /// The keys of all texts that are there.
    pub fn keys(&self) -> Result<BTreeSet<String>, IndexError> {
        if let Some(keys) = self.take_keys_read() {
            return Ok(keys);
        }
        let mut keys = BTreeSet::new();
        for segment in self.reader.searcher().segment_readers() {
            let column = columns::texts(segment, columns::KEY)?;
            let places = segment.doc_ids_alive().filter_map(|doc| column.ords().first(doc)).collect();
            keys.extend(TextsAt::read(&column, places)?.texts);
        }
        Ok(keys)
    }

    fn take_keys_read(&self) -> Option<BTreeSet<String>> {
        self.keys_read.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Where all words of the question stand together in a text of the seminar.
    pub fn find(&self, seminar: &SeminarSlug, question: &Question) -> Result<Found, IndexError> {
        let words = question.words.iter().map(|word| found::term(self.columns.words, word));
        Found::by(self.reader.searcher(), self.columns, seminar, words)
    }

    /// Where all words of a question stand together in a text of the seminar, as they were typed or nearly so.
    pub fn find_near(&self, seminar: &SeminarSlug, typed: &Typed) -> Result<Found, IndexError> {
        Found::by(self.reader.searcher(), self.columns, seminar, typed.queries(self.columns))
    }
}

/// Removes an index that nobody has open. It is made anew when it is needed.
pub fn remove(folder: &Path) -> Result<(), IndexError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
