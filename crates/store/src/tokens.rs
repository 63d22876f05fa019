//! Tokens in links and API clients: random, kept hashed, with an end; those in links work once.

use domain::actor::Actor;
use domain::audit::Action;
use domain::id::{PersonId, SeminarSlug};
use domain::person::{EmailAddress, PersonName};
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{composite, datetime, instant, membership_record, parsed, person_id, person_record, record};
use crate::live::LiveEvent;
use crate::{Store, StoreError};

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Invitation,
    PasswordReset,
    Api,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::Api => "api",
        }
    }

    fn days(self) -> i64 {
        match self {
            Self::Invitation => 60,
            Self::PasswordReset => 1,
            Self::Api => 365,
        }
    }

    fn action(self) -> Action {
        match self {
            Self::Invitation => Action::InvitationLinkMade,
            Self::PasswordReset => Action::PasswordResetRequested,
            Self::Api => Action::ApiTokenMade,
        }
    }
}

/// Whom a token in a link belongs to.
#[derive(Debug, Clone)]
pub struct Holder {
    pub person: PersonId,
    pub name: PersonName,
    pub email: EmailAddress,
    /// They chose a password before, for another seminar.
    pub has_password: bool,
    pub seminar: Option<SeminarSlug>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct Row {
    person: RecordId,
    name: String,
    email: String,
    has_password: bool,
    seminar: Option<String>,
    expires_at: Datetime,
    used_at: Option<Datetime>,
    /// Staff handed it over, and the person has come to belong to another seminar.
    elsewhere: bool,
}

/// 256 random bits, as text for addresses, headers and cookies.
pub(crate) fn random_token() -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a token.
pub(crate) fn token_hash(token: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Store {
    /// Makes a token and answers it, this one time.
    pub async fn issue_token(
        &self,
        purpose: Purpose,
        person: PersonId,
        seminar: Option<&SeminarSlug>,
        by: &By,
        now: Instant,
    ) -> Result<String, StoreError> {
        self.make_token(purpose, person, seminar, false, by, now).await
    }

    /// `handed_over`: staff see it, so it ends when the person comes to belong to another seminar too.
    pub(crate) async fn make_token(
        &self,
        purpose: Purpose,
        person: PersonId,
        seminar: Option<&SeminarSlug>,
        handed_over: bool,
        by: &By,
        now: Instant,
    ) -> Result<String, StoreError> {
        let holder = self.actor(person).await?;
        let token = random_token();
        let variables = object! {
            held: record("token", token_hash(&token)),
            purpose: purpose.as_str().to_owned(),
            person: person_record(person),
            seminar: seminar.map(ToString::to_string),
            handed_over: handed_over,
            now: datetime(now),
            expires: datetime(now.plus_days(purpose.days())),
            event: event(by, purpose.action(), seminar, &holder.name, "", now),
        };
        self.write(include_str!("../queries/tokens/issue.surql"), variables).await?;
        // The board counts who holds an invitation.
        if let (Purpose::Invitation, Some(seminar)) = (purpose, seminar) {
            self.tell(LiveEvent::People { seminar: seminar.clone() });
        }
        Ok(token)
    }

    /// Forgets a token that has reached nobody.
    pub async fn drop_token(&self, token: &str) -> Result<(), StoreError> {
        self.write("BEGIN; DELETE $held; COMMIT;", object! { held: record("token", token_hash(token)) }).await?;
        Ok(())
    }

    /// Who may use the token in a link. Looking does not use it.
    pub async fn token_holder(&self, purpose: Purpose, token: &str, now: Instant) -> Result<Holder, StoreError> {
        let variables = object! { held: record("token", token_hash(token)), purpose: purpose.as_str().to_owned() };
        let row: Option<Row> = self.row(include_str!("../queries/tokens/holder.surql"), variables).await?;
        let row = row.ok_or(StoreError::SpentToken)?;
        if row.used_at.is_some() || row.elsewhere || instant(row.expires_at) <= now {
            return Err(StoreError::SpentToken);
        }
        Ok(Holder {
            person: person_id(&row.person)?,
            name: parsed("token", &row.name)?,
            email: parsed("token", &row.email)?,
            has_password: row.has_password,
            seminar: row.seminar.map(|slug| parsed("token", &slug)).transpose()?,
        })
    }

    /// Uses an invitation: the name to print, the password of who has none yet, and the confirmation,
    /// all at once.
    pub async fn accept_invitation(
        &self,
        token: &str,
        name: &PersonName,
        password_hash: String,
        now: Instant,
    ) -> Result<PersonId, StoreError> {
        let holder = self.token_holder(Purpose::Invitation, token, now).await?;
        let seminar = holder.seminar.clone().ok_or(StoreError::SpentToken)?;
        let member = self.membership_of(&seminar, holder.person).await?.ok_or(StoreError::SpentToken)?;
        let by = By { person: Some(holder.person), name: name.to_string() };
        let variables = object! {
            held: record("token", token_hash(token)),
            person: person_record(holder.person),
            membership: membership_record(&seminar, holder.person),
            delegation: member.country.as_ref().map(|country| composite("delegation", &[&seminar, &country.code])),
            name: name.to_string(),
            password_hash: password_hash,
            now: datetime(now),
            event: event(&by, Action::InvitationAccepted, Some(&seminar), name, "", now),
        };
        self.write(include_str!("../queries/tokens/accept_invitation.surql"), variables).await?;
        self.tell(LiveEvent::People { seminar });
        Ok(holder.person)
    }

    /// Uses a reset link: the new password, and every sign-in, reset link and API token of the person ends.
    pub async fn reset_password(
        &self,
        token: &str,
        password_hash: String,
        now: Instant,
    ) -> Result<PersonId, StoreError> {
        let holder = self.token_holder(Purpose::PasswordReset, token, now).await?;
        let by = By { person: Some(holder.person), name: holder.name.to_string() };
        let variables = object! {
            held: record("token", token_hash(token)),
            person: person_record(holder.person),
            password_hash: password_hash,
            now: datetime(now),
            event: event(&by, Action::PasswordChanged, None, &holder.name, "", now),
        };
        self.write(include_str!("../queries/tokens/reset_password.surql"), variables).await?;
        Ok(holder.person)
    }

    /// Whom an API token acts as.
    pub async fn actor_by_api_token(&self, token: &str, now: Instant) -> Result<Actor, StoreError> {
        let holder = self.token_holder(Purpose::Api, token, now).await?;
        self.actor(holder.person).await
    }

    /// Forgets tokens, sign-ins, kept lists of people and kept review forms whose time is over. Answers how many.
    pub async fn sweep_tokens(&self, now: Instant) -> Result<u32, StoreError> {
        let variables = object! { now: datetime(now) };
        let mut answer = self.read(include_str!("../queries/tokens/expired.surql"), variables).await?;
        let mut expired: Vec<RecordId> = answer.take(0)?;
        expired.extend(answer.take::<Vec<RecordId>>(1)?);
        expired.extend(answer.take::<Vec<RecordId>>(2)?);
        expired.extend(answer.take::<Vec<RecordId>>(3)?);
        let count = u32::try_from(expired.len()).unwrap_or(u32::MAX);
        if count > 0 {
            self.write("BEGIN; DELETE $expired; COMMIT;", object! { expired: expired }).await?;
        }
        Ok(count)
    }
}
