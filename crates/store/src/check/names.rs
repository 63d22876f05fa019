//! What the check calls a record besides its id, so that staff know whom to ask.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{SeminarSlug, VersionId};
use domain::material::VersionPlace;
use surrealdb::types::{SurrealValue, object};

use crate::convert::parsed;
use crate::materials::read_place;
use crate::{Store, StoreError};

/// Parts of the query that take records as they are written; the last one takes the keys of versions.
const BY_RECORD: usize = 4;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct NameRow {
    /// `version:…`, or its key alone.
    record: String,
    seminar: Option<String>,
    assignment: Option<String>,
    country: Option<String>,
    class_session: Option<String>,
    /// Of a version.
    number: Option<i64>,
    /// A file's name, or a certificate's number.
    label: Option<String>,
}

impl NameRow {
    /// What a version or comment is of, as far as that is on record.
    fn place(&self) -> Option<VersionPlace> {
        let (assignment, country) = (self.assignment.as_deref(), self.country.as_deref());
        read_place("version", assignment, country, self.class_session.as_deref()).ok()
    }
}

/// What is wrong with a record.
pub(super) struct Problem {
    /// `version:…`
    pub record: String,
    pub problem: &'static str,
}

impl Store {
    /// `version:… (e-port-2021, Kenya, Status of our port, version 2, “ports.pdf”): its count of … is wrong`
    pub(super) async fn told(&self, problems: Vec<Problem>) -> Result<Vec<String>, StoreError> {
        let records = problems.iter().map(|problem| problem.record.clone()).collect();
        let names = self.names(records, Vec::new()).await?;
        let told = problems.into_iter().map(|Problem { record, problem }| match names.get(&record) {
            Some(name) => format!("{record} ({name}): {problem}"),
            None => format!("{record}: {problem}"),
        });
        Ok(told.collect())
    }

    /// Versions as people know them: `e-port-2021, Kenya, Status of our port, version 2, “ports.pdf”`.
    pub async fn version_names(
        &self,
        versions: BTreeSet<VersionId>,
    ) -> Result<BTreeMap<VersionId, String>, StoreError> {
        let keys = versions.iter().map(ToString::to_string).collect();
        let names = self.names(Vec::new(), keys).await?;
        names.into_iter().map(|(key, name)| Ok((parsed("version", &key)?, name))).collect()
    }

    async fn names(&self, records: Vec<String>, versions: Vec<String>) -> Result<BTreeMap<String, String>, StoreError> {
        if records.is_empty() && versions.is_empty() {
            return Ok(BTreeMap::new());
        }
        let variables = object! { records: records, versions: versions };
        let mut answer = self.read(include_str!("../../queries/check/names.surql"), variables).await?;
        let mut names = BTreeMap::new();
        for part in 0..=BY_RECORD {
            let rows: Vec<NameRow> = answer.take(part)?;
            names.extend(rows.into_iter().map(|row| (row.record.clone(), self.name(&row))));
        }
        Ok(names)
    }

    fn name(&self, row: &NameRow) -> String {
        let place = row.place().map(|place| self.place_name(row.seminar.as_deref(), &place));
        let number = row.number.map(|number| format!("version {number}"));
        let label = row.label.as_ref().map(|label| format!("“{label}”"));
        [row.seminar.clone(), place, number, label].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Slugs alone, where the seminar itself is what is wrong.
    fn place_name(&self, seminar: Option<&str>, place: &VersionPlace) -> String {
        let slug = seminar.and_then(|slug| slug.parse::<SeminarSlug>().ok());
        match (slug.and_then(|slug| self.seminar(&slug).ok()), place) {
            (Some(seminar), place) => seminar.place_name(place),
            (None, VersionPlace::Material(key)) => key.to_string(),
            (None, VersionPlace::Session(session)) => session.to_string(),
        }
    }
}
