//! Between the database's values and the domain's, at one boundary.

use std::str::FromStr;

use domain::id::{PersonId, SeminarSlug};
use domain::time::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;
use surrealdb::types::{Array, Datetime, RecordId, RecordIdKey, Value};

use crate::StoreError;

/// A whole second is written one nanosecond late. The indexes of SurrealDB 3.3.5 hold times as text, with no more digits
/// than each needs (surrealdb-expr, `val/datetime.rs`): there `:50Z` comes after `:50.003Z`, and what is due on a whole
/// second is not found before the next one.
pub fn datetime(instant: Instant) -> Datetime {
    let nanos = match u32::try_from(instant.millis().rem_euclid(1000)) {
        Ok(millis @ 1..) => millis * 1_000_000,
        _ => 1,
    };
    Datetime::from_timestamp(instant.seconds(), nanos).unwrap_or(Datetime::MAX_UTC)
}

pub fn instant(datetime: Datetime) -> Instant {
    Instant::from_millis(datetime.into_inner().timestamp_millis())
}

/// Reads a text of a record as the domain's type.
pub fn parsed<T: FromStr<Err: std::fmt::Display>>(table: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|problem: T::Err| StoreError::Record { table, problem: problem.to_string() })
}

pub fn unsigned(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// A record whose key is one text, such as a uuid or a hash.
pub fn record(table: &'static str, key: impl ToString) -> RecordId {
    RecordId::new(table, key.to_string())
}

/// A record whose key is a list of texts, such as `[seminar, country]`.
pub fn composite(table: &'static str, keys: &[&dyn ToString]) -> RecordId {
    let keys: Vec<Value> = keys.iter().map(|key| Value::String(key.to_string())).collect();
    RecordId::new(table, RecordIdKey::Array(Array::from(keys)))
}

pub fn person_record(person: PersonId) -> RecordId {
    record("person", person)
}

pub fn membership_record(seminar: &SeminarSlug, person: PersonId) -> RecordId {
    composite("membership", &[seminar, &person])
}

/// The id of a person, from the record.
pub fn person_id(record: &RecordId) -> Result<PersonId, StoreError> {
    parsed("person", &key_text(record))
}

/// The key of a record whose key is one text.
pub fn key_text(record: &RecordId) -> String {
    match &record.key {
        RecordIdKey::String(text) => text.clone(),
        RecordIdKey::Uuid(id) => id.to_string(),
        _ => String::new(),
    }
}

/// A value of the domain as one field that is read and written as a whole.
pub fn whole(table: &'static str, value: &impl Serialize) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(value).map_err(|problem| StoreError::Record { table, problem: problem.to_string() })
}

/// What [`whole`] wrote.
pub fn read_whole<T: DeserializeOwned>(table: &'static str, value: serde_json::Value) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|problem| StoreError::Record { table, problem: problem.to_string() })
}
