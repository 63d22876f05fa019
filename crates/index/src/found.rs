//! Where words stand.

use domain::id::{SeminarSlug, VersionId};
use domain::material::VersionPlace;
use domain::time::Instant;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader, Term};

use crate::columns::{self, Columns, TextsAt};
use crate::{IndexError, TextPlace};

/// What was found, as it was at one moment.
pub struct Found {
    pub(crate) searcher: Searcher,
    pub(crate) columns: Columns,
    /// In no order.
    pub versions: Vec<FoundVersion>,
}

/// All that was found in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundVersion {
    pub of: VersionPlace,
    pub version: VersionId,
    pub number: u32,
    /// In no order; one at least.
    pub hits: Vec<Hit>,
}

/// A text in which all words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub place: TextPlace,
    pub at: Instant,
    pub(crate) text: DocAddress,
}

impl Found {
    /// What all of the queries find together.
    pub(crate) fn by(
        searcher: Searcher,
        columns: Columns,
        seminar: &SeminarSlug,
        queries: impl Iterator<Item = Box<dyn Query>>,
    ) -> Result<Self, IndexError> {
        let query = BooleanQuery::intersection(queries.chain([term(columns.seminar, seminar.as_str())]).collect());
        let mut versions = Vec::new();
        for segment in searcher.search(&query, &Gatherer)? {
            versions.extend(segment.versions()?);
        }
        // The texts of one may lie in several segments.
        versions.sort_unstable_by_key(|found| found.version);
        versions.dedup_by(|next, known| {
            let is_same = next.version == known.version;
            if is_same {
                known.hits.append(&mut next.hits);
            }
            is_same
        });
        Ok(Self { searcher, columns, versions })
    }

    /// The key of the text that was hit.
    pub fn key(&self, hit: &Hit) -> Result<String, IndexError> {
        let segment = self.searcher.segment_reader(hit.text.segment_ord);
        columns::text_of(&columns::texts(segment, columns::KEY)?, hit.text.doc_id)
    }
}

/// Finds a word in a column, or whatever stands there.
pub(crate) fn term(column: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(column, text), IndexRecordOption::Basic))
}

/// Gathers everything, and asks not how well it fits.
struct Gatherer;

/// The columns of a segment, and what was found in it.
struct Gathering {
    segment: SegmentOrdinal,
    version: StrColumn,
    of: StrColumn,
    number: Column<u64>,
    place: Column<u64>,
    at: Column<i64>,
    /// Each with the place of its version in the column, and in that order once it is harvested.
    docs: Vec<(u64, DocId)>,
}

impl Collector for Gatherer {
    type Fruit = Vec<Gathering>;
    type Child = Gathering;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Gathering> {
        let columns = reader.fast_fields();
        let texts =
            |name| columns::texts(reader, name).map_err(|error| tantivy::TantivyError::SchemaError(error.to_string()));
        Ok(Gathering {
            segment,
            version: texts(columns::VERSION)?,
            of: texts(columns::OF)?,
            number: columns.u64(columns::NUMBER)?,
            place: columns.u64(columns::PLACE)?,
            at: columns.i64(columns::AT)?,
            docs: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Gathering>) -> tantivy::Result<Vec<Gathering>> {
        Ok(segments)
    }
}

impl SegmentCollector for Gathering {
    type Fruit = Self;

    fn collect(&mut self, doc: DocId, _: Score) {
        if let Some(version) = self.version.ords().first(doc) {
            self.docs.push((version, doc));
        }
    }

    fn harvest(mut self) -> Self {
        self.docs.sort_unstable();
        self
    }
}

impl Gathering {
    fn versions(&self) -> Result<Vec<FoundVersion>, IndexError> {
        let of_versions = || self.docs.chunk_by(|(one, _), (other, _)| one == other);
        let of = |docs: &[(u64, DocId)]| self.of.ords().first(docs[0].1);
        let versions = TextsAt::read(&self.version, of_versions().map(|docs| docs[0].0).collect())?;
        let places = TextsAt::read(&self.of, of_versions().filter_map(of).collect())?;
        let found = of_versions()
            .filter_map(|docs| Some(self.found_version(versions.get(docs[0].0)?, places.get(of(docs)?)?, docs)));
        found.collect()
    }

    fn found_version(&self, version: &str, of: &str, docs: &[(u64, DocId)]) -> Result<FoundVersion, IndexError> {
        let hit = |(_, doc): &(u64, DocId)| {
            Ok(Hit {
                place: self.place.first(*doc).unwrap_or_default().try_into()?,
                at: Instant::from_millis(self.at.first(*doc).unwrap_or_default()),
                text: DocAddress::new(self.segment, *doc),
            })
        };
        let number = self.number.first(docs[0].1).unwrap_or_default();
        Ok(FoundVersion {
            of: columns::read_place(of)?,
            version: columns::read_version(version)?,
            number: u32::try_from(number).unwrap_or(u32::MAX),
            hits: docs.iter().map(hit).collect::<Result<_, IndexError>>()?,
        })
    }
}
