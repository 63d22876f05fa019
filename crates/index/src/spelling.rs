//! What may have been meant by a question: words of texts that are spelt nearly as those of the question.
//!
//! All are looked for together, each as it was typed or nearly so. Which one is taken follows from the texts that are
//! handed in, those that a reader sees, and from nothing else: nothing is chosen or cut off before. So texts that are
//! hidden can neither bring a word in nor push one out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::search::MAX_WORDS;
use tantivy::postings::SegmentPostings;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Query};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentOrdinal, Term};

use crate::columns::Columns;
use crate::found::{FoundVersion, Hit, term};
use crate::question::MAX_INDEXED;
use crate::words::{spelt, standing, words_asked};
use crate::{Found, IndexError, Question};

/// Letters of the shortest word that may be misspelt: shorter ones are near to too many others.
const SHORTEST: usize = 4;
/// Letters of the shortest word in which two may be wrong.
const LONG: usize = 6;

/// A question, word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    words: Vec<TypedWord>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct TypedWord {
    text: String,
    /// As it is indexed: where there are no spaces, one makes many.
    indexed: Vec<String>,
    /// `None` of what is taken as it is.
    spelling: Option<Spelling>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    letters: String,
    /// Letters that may be wrong, too many, missing, or in each other's place.
    wrong: u8,
}

/// A question in words that stand together in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The text: the newest one, if there are more.
    pub hit: Hit,
    /// Each with the spelling of the word that stands in its place, if it is another.
    words: Vec<(TypedWord, Option<String>)>,
}

/// Texts in the order of their addresses.
type Texts = Vec<DocAddress>;

impl Typed {
    /// `None` if nothing in it could be misspelt.
    pub fn read(question: &str) -> Option<Self> {
        let words = standing(question).into_iter().filter_map(TypedWord::read).take(MAX_WORDS);
        let words: Vec<TypedWord> = words.collect();
        words.iter().any(|word| word.spelling.is_some()).then_some(Self { words })
    }

    pub(crate) fn queries(&self, columns: Columns) -> impl Iterator<Item = Box<dyn Query>> {
        self.words.iter().map(move |word| word.query(columns))
    }
}

impl TypedWord {
    fn read(text: &str) -> Option<Self> {
        let indexed: Vec<String> = words_asked(text).into_iter().take(MAX_INDEXED).collect();
        let spelling = spelt(text).and_then(Spelling::of);
        (!indexed.is_empty()).then(|| Self { text: text.to_owned(), indexed, spelling })
    }

    fn query(&self, columns: Columns) -> Box<dyn Query> {
        let as_typed = self.indexed.iter().map(|word| term(columns.words, word)).collect();
        let as_typed: Box<dyn Query> = Box::new(BooleanQuery::intersection(as_typed));
        let Some(spelling) = &self.spelling else { return as_typed };
        let nearly: Box<dyn Query> = Box::new(spelling.within(spelling.wrong, columns));
        Box::new(BooleanQuery::union(vec![as_typed, nearly]))
    }
}

impl Spelling {
    fn of(letters: String) -> Option<Self> {
        let count = letters.chars().count();
        (count >= SHORTEST).then_some(Self { letters, wrong: if count >= LONG { 2 } else { 1 } })
    }

    fn within(&self, wrong: u8, columns: Columns) -> FuzzyTermQuery {
        FuzzyTermQuery::new(Term::from_field_text(columns.spelling, &self.letters), wrong, true)
    }
}

impl Found {
    /// The question in words that stand together in one of these texts, which were found near it. What can stand there
    /// as it was typed does; of other words the nearest is taken, and of those that are as near the one in most texts.
    pub fn corrected(&self, typed: &Typed, among: &[FoundVersion]) -> Result<Option<Correction>, IndexError> {
        let hits = || among.iter().flat_map(|found| found.hits.iter().map(move |hit| (found.version, *hit)));
        let mut texts: Texts = hits().map(|(_, hit)| hit.text).collect();
        texts.sort_unstable();
        let mut misspelt = Vec::new();
        for (place, word) in typed.words.iter().enumerate() {
            let there = self.having(word, &texts)?;
            if there.is_empty() {
                misspelt.push(place);
            } else {
                texts = there;
            }
        }
        let mut words: Vec<(TypedWord, Option<String>)> = typed.words.iter().map(|word| (word.clone(), None)).collect();
        for place in misspelt {
            let Some(spelling) = &typed.words[place].spelling else { return Ok(None) };
            let Some((meant, there)) = self.nearest(spelling, &texts)? else { return Ok(None) };
            words[place].1 = Some(meant);
            texts = there;
        }
        let there = hits().filter(|(_, hit)| texts.binary_search(&hit.text).is_ok());
        // Not by its address, which depends on what else is in the index.
        let newest = there.max_by_key(|(version, hit)| (hit.at, Reverse(hit.place), *version));
        Ok(newest.map(|(_, hit)| Correction { hit, words }))
    }

    /// Those of the texts in which a word stands as it was typed.
    fn having(&self, word: &TypedWord, texts: &[DocAddress]) -> Result<Texts, IndexError> {
        let mut having = texts.to_vec();
        for indexed in &word.indexed {
            let term = Term::from_field_text(self.columns.words, indexed);
            let mut there = Texts::new();
            for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
                let index = reader.inverted_index(self.columns.words)?;
                if let Some(postings) = index.read_postings(&term, IndexRecordOption::Basic)? {
                    there.extend(named(segment, postings, &having));
                }
            }
            having = there;
        }
        Ok(having)
    }

    /// The nearest word in the texts, the most frequent of several, and those of the texts in which it stands.
    fn nearest(&self, spelling: &Spelling, texts: &[DocAddress]) -> Result<Option<(String, Texts)>, IndexError> {
        for wrong in 1..=spelling.wrong {
            let automaton = spelling.within(wrong, self.columns).automaton()?;
            let mut words: BTreeMap<String, Texts> = BTreeMap::new();
            for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
                let index = reader.inverted_index(self.columns.spelling)?;
                let mut near = index.terms().search(&automaton).into_stream()?;
                while let Some((word, place)) = near.next() {
                    let postings = index.read_postings_from_terminfo(place, IndexRecordOption::Basic)?;
                    let there = named(segment, postings, texts);
                    if !there.is_empty() {
                        words.entry(String::from_utf8_lossy(word).into_owned()).or_default().extend(there);
                    }
                }
            }
            // Of those in as many texts the first by the alphabet.
            let nearest = words.into_iter().min_by_key(|(_, texts)| Reverse(texts.len()));
            if nearest.is_some() {
                return Ok(nearest);
            }
        }
        Ok(None)
    }
}

impl Correction {
    /// The words that others stand for, each as a question of its own.
    pub fn replaced(&self) -> Vec<Question> {
        let replaced = self.words.iter().filter(|(_, meant)| meant.is_some());
        replaced.map(|(typed, _)| Question { words: typed.indexed.clone() }).collect()
    }

    /// The corrected question, in the letters of the text in which it was found.
    pub fn written(&self, text: &str) -> String {
        let words = self.words.iter().map(|(typed, meant)| match meant {
            Some(meant) => as_it_stands(meant, text),
            None => typed.text.as_str(),
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Those of the texts that the postings of a segment name. A rare word takes no more than its few postings, however many
/// texts there are: thousands of words may be near to one.
fn named(segment: SegmentOrdinal, mut postings: SegmentPostings, texts: &[DocAddress]) -> Texts {
    let before = texts.partition_point(|text| text.segment_ord < segment);
    let mut sought = &texts[before..texts.partition_point(|text| text.segment_ord <= segment)];
    let mut named = Texts::new();
    while let Some(next) = sought.first() {
        // Postings seek forward only, and not from behind what is sought.
        let doc = if postings.doc() < next.doc_id { postings.seek(next.doc_id) } else { postings.doc() };
        sought = &sought[sought.partition_point(|text| text.doc_id < doc)..];
        if let Some((text, behind)) = sought.split_first().filter(|(text, _)| text.doc_id == doc) {
            named.push(*text);
            sought = behind;
        }
    }
    named
}

/// A word as a text has it, in small letters if it stands there so, too.
fn as_it_stands<'a>(meant: &'a str, text: &'a str) -> &'a str {
    let there = standing(text).into_iter().filter(|word| spelt(word).as_deref() == Some(meant));
    there.min_by_key(|word| word.chars().filter(|c| c.is_uppercase()).count()).unwrap_or(meant)
}
