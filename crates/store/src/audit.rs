//! Audit events: written within the transaction of what they tell of.

use domain::actor::Actor;
use domain::audit::{Action, AuditEvent};
use domain::id::{AuditEventId, PersonId, SeminarSlug};
use domain::material::MaterialKey;
use domain::seminar::Seminar;
use domain::time::Instant;
use surrealdb::types::{Datetime, Object, SurrealValue, object};

use crate::convert::{datetime, instant, parsed, person_record, record};
use crate::{Store, StoreError};

/// Who does something: a signed-in person, or the operator at the command line.
#[derive(Debug, Clone)]
pub struct By {
    pub person: Option<PersonId>,
    pub name: String,
}

impl By {
    pub fn operator() -> Self {
        Self { person: None, name: "lectern".to_owned() }
    }
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        Self { person: Some(actor.person), name: actor.name.to_string() }
    }
}

/// The content of an audit event, for a transaction to create.
pub(crate) fn event(
    by: &By,
    action: Action,
    seminar: Option<&SeminarSlug>,
    object: impl ToString,
    detail: impl ToString,
    now: Instant,
) -> Object {
    object! {
        id: record("audit_event", AuditEventId::generate()),
        at: datetime(now),
        person: by.person.map(person_record),
        actor: by.name.clone(),
        action: action_name(action),
        seminar: seminar.map(ToString::to_string),
        object: object.to_string(),
        detail: detail.to_string(),
    }
}

fn action_name(action: Action) -> String {
    serde_json::to_value(action).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    at: Datetime,
    actor: String,
    action: String,
    seminar: Option<String>,
    object: String,
    detail: String,
}

impl TryFrom<Row> for AuditEvent {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let action = serde_json::from_value(serde_json::Value::String(row.action));
        Ok(Self {
            at: instant(row.at),
            actor: row.actor,
            action: action
                .map_err(|problem| StoreError::Record { table: "audit_event", problem: problem.to_string() })?,
            seminar: row.seminar.map(|slug| parsed("audit_event", &slug)).transpose()?,
            object: row.object,
            detail: row.detail,
        })
    }
}

/// Records name a material by its key; readers are told what it is, and whose.
fn in_words(seminar: &Seminar, object: String) -> String {
    match object.parse::<MaterialKey>() {
        Ok(key) => seminar.material_name(&key),
        Err(_) => object,
    }
}

impl Store {
    /// The newest events of a seminar, for its staff; `skip` of them passed over.
    pub async fn audit_events(
        &self,
        actor: &Actor,
        seminar: &SeminarSlug,
        skip: u32,
        most: u32,
    ) -> Result<Vec<AuditEvent>, StoreError> {
        let held = self.seminar_for_staff(actor, seminar)?;
        let variables = object! { seminar: seminar.to_string(), skip: i64::from(skip), most: i64::from(most) };
        let rows: Vec<Row> = self.rows(include_str!("../queries/audit/newest.surql"), variables).await?;
        let worded = |row: Row| AuditEvent::try_from(Row { object: in_words(&held, row.object), ..row });
        rows.into_iter().map(worded).collect()
    }

    /// Records what changes no other record, such as a sign-out.
    pub async fn record_event(&self, by: &By, action: Action, object: &str, now: Instant) -> Result<(), StoreError> {
        let variables = object! { event: event(by, action, None, object, "", now) };
        self.write(include_str!("../queries/audit/record.surql"), variables).await?;
        Ok(())
    }
}
