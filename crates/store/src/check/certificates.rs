//! Certificates that contradict each other, their keys or the numbers that were given.

use std::collections::BTreeMap;

use surrealdb::types::{SurrealValue, object};

use super::names::Problem;
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OrdinalRow {
    seminar: String,
    ordinal: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SeriesRow {
    seminar: String,
    numbers: i64,
    /// Of its running job, what is still to be made.
    promised: i64,
}

impl Store {
    pub(super) async fn wrong_certificates(&self) -> Result<Vec<String>, StoreError> {
        let mut answer = self.read(include_str!("../../queries/certificates/check.surql"), object! {}).await?;
        let problems = [
            "its status is not what became of it",
            "it and the one that it replaces, or is replaced by, do not name each other",
            "the key that signed it is not on record",
            "its count of certificates is wrong",
        ];
        let mut wrong = Vec::new();
        for (index, problem) in problems.into_iter().enumerate() {
            let records: Vec<String> = answer.take(index)?;
            wrong.extend(records.into_iter().map(|record| Problem { record, problem }));
        }
        let mut wrong = self.told(wrong).await?;
        let ordinals: Vec<OrdinalRow> = answer.take(problems.len())?;
        let series: Vec<SeriesRow> = answer.take(problems.len() + 1)?;
        let mut given: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for row in ordinals {
            given.entry(row.seminar).or_default().push(row.ordinal);
        }
        for SeriesRow { seminar, numbers, promised } in series {
            let ordinals = given.remove(&seminar).unwrap_or_default();
            // A job issues in the order of its numbers, but goes on behind one that cannot be printed.
            let repeated = ordinals.windows(2).any(|pair| pair[0] == pair[1]);
            let there = i64::try_from(ordinals.len()).unwrap_or(i64::MAX);
            if repeated || there + promised != numbers || ordinals.last().is_some_and(|last| *last > numbers) {
                wrong.push(format!("certificates of {seminar}: their numbers have a gap or a repeat"));
            }
        }
        wrong.extend(
            given.into_keys().map(|seminar| format!("certificates of {seminar}: nothing counts their numbers")),
        );
        Ok(wrong)
    }
}
