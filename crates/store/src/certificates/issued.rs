//! Certificates on record: who sees which, and revoking one.

use domain::actor::Actor;
use domain::audit::Action;
use domain::certificate::issued::{Certificate, PublicCertificate, RefusedChange, Sibling, checked_reason};
use domain::certificate::{CertificateCode, Validity};
use domain::id::SeminarSlug;
use domain::mail::MailKind;
use domain::material::Sha256Hex;
use domain::time::Instant;
use surrealdb::types::{Datetime, RecordId, SurrealValue, object};

use super::{certificate_record, series_record};
use crate::audit::event;
use crate::convert::{datetime, instant, key_text, parsed, person_id, person_record, read_whole, unsigned};
use crate::live::LiveEvent;
use crate::outbox::mail;
use crate::{Store, StoreError};

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct CertificateRow {
    seminar: String,
    person: RecordId,
    edition: i64,
    statement: serde_json::Value,
    design: serde_json::Value,
    sha256: String,
    size: i64,
    key: String,
    issued_at: Datetime,
    issued_by: String,
    replaces: Option<RecordId>,
    replaces_number: Option<String>,
    replaced_by: Option<RecordId>,
    replaced_by_number: Option<String>,
    status: String,
    status_at: Option<Datetime>,
    reason: Option<String>,
}

impl TryFrom<CertificateRow> for Certificate {
    type Error = StoreError;
    fn try_from(row: CertificateRow) -> Result<Self, StoreError> {
        let replaced_by = sibling(row.replaced_by, row.replaced_by_number)?;
        let at = instant(row.status_at.unwrap_or(row.issued_at));
        let reason = row.reason.unwrap_or_default();
        let validity = match (row.status.as_str(), &replaced_by) {
            ("valid", _) => Validity::Valid,
            ("superseded", Some(by)) => {
                Validity::Superseded { at, reason, by: by.code.clone(), number: by.number.clone() }
            }
            _ => Validity::Revoked { at, reason },
        };
        Ok(Self {
            seminar: parsed("certificate", &row.seminar)?,
            person: person_id(&row.person)?,
            statement: read_whole("certificate", row.statement)?,
            design: read_whole("certificate", row.design)?,
            edition: unsigned(row.edition),
            sha256: Sha256Hex(row.sha256),
            size: u64::try_from(row.size).unwrap_or(0),
            key: row.key,
            issued_at: instant(row.issued_at),
            issued_by: row.issued_by,
            validity,
            replaces: sibling(row.replaces, row.replaces_number)?,
            replaced_by,
        })
    }
}

fn sibling(record: Option<RecordId>, number: Option<String>) -> Result<Option<Sibling>, StoreError> {
    let (Some(record), Some(number)) = (record, number) else { return Ok(None) };
    Ok(Some(Sibling { code: parsed("certificate", &key_text(&record))?, number }))
}

impl Store {
    /// All certificates of a seminar by number, for its staff.
    pub async fn certificates(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<Certificate>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let variables = object! { seminar: slug.to_string() };
        let rows: Vec<CertificateRow> =
            self.rows(include_str!("../../queries/certificates/list.surql"), variables).await?;
        rows.into_iter().map(Certificate::try_from).collect()
    }

    /// The actor's own certificates of a seminar, newest first.
    pub async fn own_certificates(&self, actor: &Actor, slug: &SeminarSlug) -> Result<Vec<Certificate>, StoreError> {
        self.seminar_for_member(actor, slug)?;
        let variables = object! { seminar: slug.to_string(), person: person_record(actor.person) };
        let rows: Vec<CertificateRow> =
            self.rows(include_str!("../../queries/certificates/own.surql"), variables).await?;
        rows.into_iter().map(Certificate::try_from).collect()
    }

    /// A certificate for whoever may have its files: its holder, and staff of its seminar.
    pub async fn certificate(&self, actor: &Actor, code: &CertificateCode) -> Result<Certificate, StoreError> {
        let certificate = self.certificate_record(code).await?;
        let own = certificate.person == actor.person && actor.membership(&certificate.seminar).is_some();
        let may = own || actor.is_staff(&certificate.seminar);
        if may { Ok(certificate) } else { Err(StoreError::NotFound) }
    }

    pub async fn certificate_for_staff(
        &self,
        actor: &Actor,
        code: &CertificateCode,
    ) -> Result<Certificate, StoreError> {
        let certificate = self.certificate_record(code).await?;
        if actor.is_staff(&certificate.seminar) { Ok(certificate) } else { Err(StoreError::NotFound) }
    }

    /// What anyone may know who has the code.
    pub async fn public_certificate(&self, code: &CertificateCode) -> Result<PublicCertificate, StoreError> {
        self.certificate_record(code).await.map(PublicCertificate::from)
    }

    /// Revokes a certificate. The reason is public, and its holder is told.
    pub async fn revoke_certificate(
        &self,
        actor: &Actor,
        code: &CertificateCode,
        reason: &str,
        now: Instant,
    ) -> Result<SeminarSlug, StoreError> {
        let certificate = self.certificate_for_staff(actor, code).await?;
        let reason = checked_reason(reason)?;
        match &certificate.validity {
            Validity::Valid => {}
            Validity::Revoked { .. } => return Err(RefusedChange::Revoked.into()),
            Validity::Superseded { number, .. } => return Err(RefusedChange::Superseded(number.clone()).into()),
        }
        let slug = certificate.seminar;
        let number = &certificate.statement.number;
        let variables = object! {
            series: series_record(&slug),
            certificate: certificate_record(code),
            reason: reason.clone(),
            now: datetime(now),
            event: event(&actor.into(), Action::CertificateRevoked, Some(&slug), number, reason, now),
            mail: mail(MailKind::CertificateRevoked, certificate.person, Some(&slug), now),
        };
        self.write(include_str!("../../queries/certificates/revoke.surql"), variables).await?;
        self.tell(LiveEvent::Certificates { seminar: slug.clone() });
        Ok(slug)
    }

    pub(super) async fn certificate_record(&self, code: &CertificateCode) -> Result<Certificate, StoreError> {
        let variables = object! { certificate: certificate_record(code) };
        let row: Option<CertificateRow> =
            self.row(include_str!("../../queries/certificates/one.surql"), variables).await?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }
}
