//! Counts that stand in one record and follow from many others.

use std::collections::HashMap;

use surrealdb::IndexedResults;
use surrealdb::types::{SurrealValue, object};

use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DelegationRow {
    /// `delegation:['…', 'LA']`
    record: String,
    seminar: String,
    country: String,
    invited: i64,
    confirmed: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct MembersRow {
    seminar: String,
    country: String,
    invited: i64,
    confirmed: i64,
}

/// A record whose key is its seminar.
#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct KeyedRow {
    record: String,
    seminar: String,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct CountRow {
    seminar: String,
    count: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct AuditRow {
    seminar: String,
    versions: i64,
    certificates: i64,
}

/// By seminar; of a seminar that is not there, there is nothing.
type Counts = HashMap<String, i64>;

impl Store {
    pub(super) async fn wrong_counts(&self) -> Result<Vec<String>, StoreError> {
        let mut answer = self.read(include_str!("../../queries/check/counts.surql"), object! {}).await?;
        let mut wrong = delegations(answer.take(1)?, answer.take(2)?);
        let seminars: Vec<KeyedRow> = answer.take(3)?;
        let (materials, slides) = (counts(&mut answer, 4)?, counts(&mut answer, 5)?);
        let series: Vec<KeyedRow> = answer.take(6)?;
        let certificates = counts(&mut answer, 7)?;
        let (mut told_versions, mut told_certificates) = (Counts::new(), Counts::new());
        for row in answer.take::<Vec<AuditRow>>(8)? {
            told_versions.insert(row.seminar.clone(), row.versions);
            told_certificates.insert(row.seminar, row.certificates);
        }
        wrong.extend(
            seminars
                .into_iter()
                .filter(|row| of(&materials, row) + of(&slides, row) != of(&told_versions, row))
                .map(|row| format!("{}: its audit does not tell of every version", row.record)),
        );
        wrong.extend(
            series
                .into_iter()
                .filter(|row| of(&certificates, row) != of(&told_certificates, row))
                .map(|row| format!("{}: its audit does not tell of every certificate", row.record)),
        );
        Ok(wrong)
    }
}

fn delegations(delegations: Vec<DelegationRow>, members: Vec<MembersRow>) -> Vec<String> {
    let members: HashMap<(String, String), (i64, i64)> =
        members.into_iter().map(|row| ((row.seminar, row.country), (row.invited, row.confirmed))).collect();
    let is_wrong = |row: &DelegationRow| {
        let counted = members.get(&(row.seminar.clone(), row.country.clone())).copied().unwrap_or_default();
        counted != (row.invited, row.confirmed)
    };
    let wrong = delegations.into_iter().filter(is_wrong);
    wrong.map(|row| format!("{}: its count of people is wrong", row.record)).collect()
}

fn counts(answer: &mut IndexedResults, index: usize) -> Result<Counts, StoreError> {
    let rows: Vec<CountRow> = answer.take(index)?;
    Ok(rows.into_iter().map(|row| (row.seminar, row.count)).collect())
}

fn of(counts: &Counts, row: &KeyedRow) -> i64 {
    counts.get(&row.seminar).copied().unwrap_or(0)
}
