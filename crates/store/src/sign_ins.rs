//! Being signed in: a random token in a cookie, its hash in a record.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::PersonId;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{datetime, instant, person_id, person_record, record};
use crate::tokens::{random_token, token_hash};
use crate::{Store, StoreError};

/// How long a sign-in lasts: the seminar, with some days around it.
pub const SIGN_IN_DAYS: i64 = 30;

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct CredentialRow {
    id: RecordId,
    password_hash: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    person: RecordId,
    expires_at: Datetime,
}

impl Store {
    /// The person with this address and the hash of their password, if they have chosen one.
    pub async fn credentials(&self, email: &str) -> Result<Option<(PersonId, String)>, StoreError> {
        let variables = object! { email: email.trim().to_lowercase() };
        let row: Option<CredentialRow> =
            self.row("SELECT id, password_hash FROM person WHERE email = $email", variables).await?;
        match row {
            Some(CredentialRow { id, password_hash: Some(hash) }) => Ok(Some((person_id(&id)?, hash))),
            _ => Ok(None),
        }
    }

    /// Signs the person in and answers the token for their cookie.
    pub async fn sign_in(&self, person: PersonId, now: Instant) -> Result<String, StoreError> {
        let actor = self.actor(person).await?;
        let token = random_token();
        let variables = object! {
            sign_in: record("sign_in", token_hash(&token)),
            person: person_record(person),
            now: datetime(now),
            expires: datetime(now.plus_days(SIGN_IN_DAYS)),
            event: event(&By::from(&actor), Action::SignedIn, None, &actor.name, "", now),
        };
        self.write(include_str!("../queries/sign_ins/sign_in.surql"), variables).await?;
        Ok(token)
    }

    pub async fn sign_out(&self, actor: &Actor, token: &str, now: Instant) -> Result<(), StoreError> {
        let variables = object! {
            sign_in: record("sign_in", token_hash(token)),
            event: event(&actor.into(), Action::SignedOut, None, &actor.name, "", now),
        };
        self.write(include_str!("../queries/sign_ins/sign_out.surql"), variables).await?;
        Ok(())
    }

    /// Whom the cookie's token stands for, with the roles that they have confirmed.
    pub async fn actor_by_sign_in(&self, token: &str, now: Instant) -> Result<Actor, StoreError> {
        let variables = object! { sign_in: record("sign_in", token_hash(token)) };
        let row: Option<Row> = self.row("SELECT person, expires_at FROM $sign_in", variables).await?;
        let row = row.filter(|row| instant(row.expires_at) > now).ok_or(StoreError::NotFound)?;
        self.confirmed_actor(person_id(&row.person)?).await
    }
}
