//! The public halves of the keys that signed certificates. They are never taken away: what a key has
//! signed stays checkable.

use domain::audit::Action;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use crate::audit::{By, event};
use crate::convert::{datetime, instant, key_text, record};
use crate::{Store, StoreError};

/// A key, as its text, and when it signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateKey {
    pub id: String,
    pub public: String,
    pub from: Instant,
    /// When another one took its place.
    pub until: Option<Instant>,
}

/// All keys there ever were, oldest first, and which of them signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CertificateKeys {
    pub keys: Vec<CertificateKey>,
    pub signing: Option<String>,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct KeyRow {
    id: RecordId,
    public: String,
    from: Datetime,
    until: Option<Datetime>,
}

impl From<KeyRow> for CertificateKey {
    fn from(row: KeyRow) -> Self {
        Self { id: key_text(&row.id), public: row.public, from: instant(row.from), until: row.until.map(instant) }
    }
}

impl Store {
    pub async fn certificate_keys(&self) -> Result<CertificateKeys, StoreError> {
        let mut answer = self.read(include_str!("../../queries/certificates/keys.surql"), object! {}).await?;
        let rows: Vec<KeyRow> = answer.take(0)?;
        let signing: Vec<String> = answer.take(1)?;
        Ok(CertificateKeys {
            keys: rows.into_iter().map(CertificateKey::from).collect(),
            signing: signing.into_iter().next(),
        })
    }

    /// From now on certificates are signed with this key, whose other half its maker keeps. The one that
    /// signed so far, `instead_of`, is retired; refused if another one did that meanwhile.
    pub async fn sign_certificates_with(
        &self,
        id: &str,
        public: &str,
        instead_of: Option<&str>,
        by: &By,
        now: Instant,
    ) -> Result<(), StoreError> {
        let variables = object! {
            key: record("certificate_key", id),
            instead_of: instead_of.map(|id| record("certificate_key", id)),
            public: public.to_owned(),
            now: datetime(now),
            event: event(by, Action::CertificateKeyMade, None, id, "", now),
        };
        self.write(include_str!("../../queries/certificates/sign_with.surql"), variables).await?;
        Ok(())
    }
}
