//! Words, and the texts in which they stand: an index on disk, the only crate that knows Tantivy.
//!
//! The index is made of texts that lie elsewhere, and can be made of them anew at any time: where it is damaged, or
//! was written by another program, it begins empty. It says where everything stands and nothing of who may see it.
//!
//! | part | what |
//! |---|---|
//! | `words` | a text as the words by which it is found |
//! | [`question`] | what someone asks for, and the passages in which it stands |
//! | `spaceless` | scripts that put no spaces between their words |
//! | `columns` | what is kept of each text |
//! | [`found`] | where words stand |

mod columns;
pub mod found;
pub mod question;
mod spaceless;
mod words;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::id::{SeminarSlug, VersionId};
use domain::material::VersionPlace;
use domain::review::Audience;
use domain::time::Instant;
use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyError, Term};

use columns::Columns;
pub use found::{Found, FoundVersion, Hit};
pub use question::Question;

/// Counts up whenever the same text is to be kept in another way.
const FORMAT: &str = "1";
/// Bytes that wait in memory for their way to the disk; the least that Tantivy takes.
const WAITING: usize = 15_000_000;
/// Bytes that it leaves to others on its disk: the database, which may lie there too, needs some to go on at all.
const LEAVES_FREE: u64 = 64 * 1024 * 1024;

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

/// Where an index lies, for as long as it is held.
struct Place {
    folder: PathBuf,
    /// Beside the folder, as that may be removed. Never read: closing it lets others have the index.
    _lock: File,
}

impl Place {
    fn taken(folder: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.with_extension("lock"))?;
        lock.try_lock().map_err(|_| IndexError::InUse)?;
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// Bytes of all files.
    fn size(&self) -> Result<u64, IndexError> {
        let mut size = 0;
        for file in fs::read_dir(&self.folder)? {
            // One that has just been merged away has no size.
            size += file?.metadata().map_or(0, |file| file.len());
        }
        Ok(size)
    }

    /// What is written may be merged with all that is there, which takes as much again for a while.
    fn has_room(&self) -> Result<bool, IndexError> {
        Ok(fs4::available_space(&self.folder)? >= LEAVES_FREE + self.size()?)
    }
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
            keys.extend(columns::texts_at(&column, places)?.into_values());
        }
        Ok(keys)
    }

    fn take_keys_read(&self) -> Option<BTreeSet<String>> {
        self.keys_read.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Where all words of the question stand together in a text of the seminar.
    pub fn find(&self, seminar: &SeminarSlug, question: &Question) -> Result<Found, IndexError> {
        Found::by(self.reader.searcher(), &self.columns, seminar, question)
    }
}

/// Removes an index that nobody has open. It is made anew when it is needed.
pub fn remove(folder: &Path) -> Result<(), IndexError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_seconds(1_636_000_000);

    fn text(key: &str, place: TextPlace, words: &str) -> Text {
        Text {
            key: key.to_owned(),
            seminar: slug("first"),
            of: VersionPlace::Material("status.la".parse().expect("a key")),
            version: version(1),
            number: 1,
            place,
            at: NOW,
            words: words.to_owned(),
        }
    }

    fn slug(text: &str) -> SeminarSlug {
        text.parse().expect("a slug")
    }

    fn version(number: u8) -> VersionId {
        format!("00000000-0000-4000-8000-0000000000{number:02}").parse().expect("an id")
    }

    fn found(index: &Index, question: &str) -> Vec<FoundVersion> {
        index.find(&slug("first"), &Question::read(question).expect("words")).expect("found").versions
    }

    fn keys(index: &Index, question: &str) -> Vec<String> {
        let found = index.find(&slug("first"), &Question::read(question).expect("words")).expect("found");
        let hits = found.versions.iter().flat_map(|version| &version.hits);
        let mut keys: Vec<String> = hits.map(|hit| found.key(hit).expect("a key")).collect();
        keys.sort();
        keys
    }

    fn put(texts: impl IntoIterator<Item = Text>) -> Vec<Change> {
        texts.into_iter().map(Change::Put).collect()
    }

    #[test]
    fn what_is_put_is_found_until_it_is_removed() {
        let index = Index::in_memory().expect("an index");
        let pages = [text("a", TextPlace::Page(1), "dry ports"), text("b", TextPlace::Page(2), "ports of call")];
        index.write(put(pages)).expect("written");
        assert_eq!(keys(&index, "port"), ["a", "b"]);
        assert_eq!(keys(&index, "call port"), ["b"]);
        index.write(put([text("b", TextPlace::Page(2), "harbours")])).expect("written");
        assert_eq!(keys(&index, "port"), ["a"]);
        index.write(vec![Change::Remove("a".to_owned())]).expect("written");
        assert_eq!(keys(&index, "port"), [""; 0]);
        assert_eq!(index.keys().expect("keys").into_iter().collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn a_hit_says_where_it_is() {
        let index = Index::in_memory().expect("an index");
        let session = VersionPlace::Session("opening".parse().expect("a slug"));
        let slides = Text { of: session.clone(), version: version(2), number: 3, ..text("c", TextPlace::File, "port") };
        let elsewhere = Text { seminar: slug("second"), version: version(4), ..text("e", TextPlace::File, "port") };
        let comment = TextPlace::Comment(Audience::Hosts);
        // In two commits, so that one version is in two segments.
        index.write(put([text("a", TextPlace::Page(7), "port"), slides, elsewhere])).expect("written");
        index.write(put([text("d", comment, "port")])).expect("written");
        let found = found(&index, "port");
        let places = |found: &FoundVersion| found.hits.iter().map(|hit| (hit.place, hit.at)).collect::<Vec<_>>();
        assert_eq!(found.len(), 2, "not what is in another seminar");
        assert_eq!((found[0].version, found[0].number, &found[0].of), (version(1), 1, &text("", comment, "").of));
        assert_eq!(places(&found[0]), [(TextPlace::Page(7), NOW), (comment, NOW)]);
        assert_eq!((found[1].version, found[1].number, &found[1].of), (version(2), 3, &session));
        assert_eq!(places(&found[1]), [(TextPlace::File, NOW)]);
    }

    #[test]
    fn it_is_there_when_it_is_opened_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = || Index::open(&folder.path().join("index"));
        let index = open().expect("an index");
        index.write(put([text("a", TextPlace::File, "port")])).expect("written");
        assert!(matches!(open(), Err(IndexError::InUse)), "one process at a time");
        drop(index);
        let index = open().expect("an index");
        assert_eq!(keys(&index, "port"), ["a"]);
    }

    #[test]
    fn keys_are_those_of_now() {
        let data = tempfile::tempdir().expect("a folder");
        let open = || Index::open(&data.path().join("index")).expect("an index");
        let all = |index: &Index| index.keys().expect("keys").into_iter().collect::<Vec<_>>();
        open().write(put([text("a", TextPlace::File, "port")])).expect("written");
        let index = open();
        assert_eq!([all(&index), all(&index)], [["a"], ["a"]], "as they were read at first, and once more");
        drop(index);
        let index = open();
        index.write(put([text("b", TextPlace::File, "port")])).expect("written");
        assert_eq!(all(&index), ["a", "b"], "not as they were before");
    }

    #[test]
    fn what_cannot_be_read_begins_anew() {
        let data = tempfile::tempdir().expect("a folder");
        let folder = data.path().join("index");
        let index = Index::open(&folder).expect("an index");
        index.write(put([text("a", TextPlace::File, "port")])).expect("written");
        drop(index);
        for damaged in ["meta.json", "fast"] {
            let files = fs::read_dir(&folder).expect("read").map(|file| file.expect("a file").path());
            for file in files.filter(|file| file.to_string_lossy().ends_with(damaged)) {
                fs::write(file, "{").expect("damaged");
            }
            let index = Index::open(&folder).expect("an index");
            assert_eq!(keys(&index, "port"), [""; 0], "{damaged}");
            index.write(put([text("a", TextPlace::File, "port")])).expect("written");
            assert_eq!(keys(&index, "port"), ["a"], "{damaged}");
        }
    }

    #[test]
    fn another_format_begins_anew() {
        let data = tempfile::tempdir().expect("a folder");
        let folder = data.path().join("index");
        let index = Index::open(&folder).expect("an index");
        index.write(put([text("a", TextPlace::File, "port")])).expect("written");
        let mut writer = index.writer.lock().expect("not poisoned").take().expect("a writer");
        let mut commit = writer.prepare_commit().expect("a commit");
        commit.set_payload("0");
        commit.commit().expect("written");
        drop((writer, index));
        assert_eq!(keys(&Index::open(&folder).expect("an index"), "port"), [""; 0]);
    }
}
