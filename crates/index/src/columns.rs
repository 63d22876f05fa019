//! What is kept of each text: its words, and beside them what a hit has to say.

use domain::id::VersionId;
use domain::material::VersionPlace;
use domain::review::Audience;
use tantivy::columnar::StrColumn;
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocId, SegmentReader, TantivyDocument};

use crate::words::{spelt, standing, words_of};
use crate::{IndexError, Text, TextPlace};

pub const KEY: &str = "key";
pub const VERSION: &str = "version";
pub const OF: &str = "of";
pub const NUMBER: &str = "number";
pub const PLACE: &str = "place";
pub const AT: &str = "at";

/// A page's number as it is; names come before all pages, comments after them.
const DELEGATION: u64 = 1 << 32;
const HOSTS: u64 = DELEGATION + 1;

#[derive(Debug, Clone, Copy)]
pub struct Columns {
    pub key: Field,
    pub seminar: Field,
    pub words: Field,
    /// The same words with their endings, among which one that is spelt nearly as another is looked for.
    pub spelling: Field,
    version: Field,
    of: Field,
    number: Field,
    place: Field,
    at: Field,
}

pub fn schema() -> (Schema, Columns) {
    let mut schema = Schema::builder();
    // Neither where in a text a word stands nor how often: all of it is shown or nothing.
    let words = TextFieldIndexing::default().set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
    let kept = TextOptions::default().set_fast("raw");
    let columns = Columns {
        key: schema.add_text_field(KEY, STRING | FAST),
        seminar: schema.add_text_field("seminar", STRING),
        words: schema.add_text_field("words", TextOptions::default().set_indexing_options(words.clone())),
        spelling: schema.add_text_field("spelling", TextOptions::default().set_indexing_options(words)),
        version: schema.add_text_field(VERSION, kept.clone()),
        of: schema.add_text_field(OF, kept),
        number: schema.add_u64_field(NUMBER, FAST),
        place: schema.add_u64_field(PLACE, FAST),
        at: schema.add_i64_field(AT, FAST),
    };
    (schema.build(), columns)
}

impl Columns {
    pub fn document(&self, text: Text) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.key, text.key);
        document.add_text(self.seminar, text.seminar.as_str());
        document.add_text(self.version, text.version.to_string());
        document.add_text(self.of, place_text(&text.of));
        document.add_u64(self.number, text.number.into());
        document.add_u64(self.place, text.place.into());
        document.add_i64(self.at, text.at.millis());
        document.add_pre_tokenized_text(self.words, tokens(words_of(&text.words)));
        let spelling = standing(&text.words).into_iter().filter_map(spelt);
        document.add_pre_tokenized_text(self.spelling, tokens(spelling.collect()));
        document
    }
}

fn tokens(words: Vec<String>) -> PreTokenizedString {
    let tokens = words.into_iter().enumerate().map(|(position, text)| Token { position, text, ..Token::default() });
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}

impl From<TextPlace> for u64 {
    fn from(place: TextPlace) -> u64 {
        match place {
            TextPlace::File => 0,
            TextPlace::Page(page) => page.into(),
            TextPlace::Comment(Audience::Delegation) => DELEGATION,
            TextPlace::Comment(Audience::Hosts) => HOSTS,
        }
    }
}

impl TryFrom<u64> for TextPlace {
    type Error = IndexError;
    fn try_from(place: u64) -> Result<Self, IndexError> {
        match place {
            0 => Ok(Self::File),
            DELEGATION => Ok(Self::Comment(Audience::Delegation)),
            HOSTS => Ok(Self::Comment(Audience::Hosts)),
            page => match u32::try_from(page) {
                Ok(page) => Ok(Self::Page(page)),
                Err(_) => Err(IndexError::Content(format!("the place {page}"))),
            },
        }
    }
}

fn place_text(of: &VersionPlace) -> String {
    match of {
        VersionPlace::Material(key) => format!("material/{key}"),
        VersionPlace::Session(session) => format!("session/{session}"),
    }
}

pub fn read_place(text: &str) -> Result<VersionPlace, IndexError> {
    let place = match text.split_once('/') {
        Some(("material", key)) => key.parse().ok().map(VersionPlace::Material),
        Some(("session", session)) => session.parse().ok().map(VersionPlace::Session),
        _ => None,
    };
    place.ok_or_else(|| IndexError::Content(format!("the place “{text}”")))
}

pub fn read_version(text: &str) -> Result<VersionId, IndexError> {
    text.parse().map_err(|_| IndexError::Content(format!("the version “{text}”")))
}

/// A column of a segment that has a text for each document.
pub fn texts(segment: &SegmentReader, name: &str) -> Result<StrColumn, IndexError> {
    let column = segment.fast_fields().str(name)?;
    column.ok_or_else(|| IndexError::Content(format!("no column “{name}”")))
}

pub fn text_of(column: &StrColumn, doc: DocId) -> Result<String, IndexError> {
    let mut text = String::new();
    if let Some(place) = column.ords().first(doc) {
        column.ord_to_str(place, &mut text)?;
    }
    Ok(text)
}

/// Texts at some places of a column. They are read together: each for itself takes some microseconds.
pub struct TextsAt {
    /// In order, each once.
    places: Vec<u64>,
    /// The text at each of these.
    pub texts: Vec<String>,
}

impl TextsAt {
    pub fn read(column: &StrColumn, mut places: Vec<u64>) -> Result<Self, IndexError> {
        places.sort_unstable();
        places.dedup();
        let mut texts = Vec::with_capacity(places.len());
        let are_there = column.dictionary().sorted_ords_to_term_cb(&places, |text| {
            texts.push(String::from_utf8_lossy(text).into_owned());
        })?;
        if are_there {
            Ok(Self { places, texts })
        } else {
            Err(IndexError::Content("a text that is not there".to_owned()))
        }
    }

    pub fn get(&self, place: u64) -> Option<&str> {
        let at = self.places.binary_search(&place).ok()?;
        self.texts.get(at).map(String::as_str)
    }
}
