use domain::attendance::ledger::{Evidence, Line, SessionHead};
use domain::attendance::record::Correction;
use domain::id::{SeminarSlug, SessionSlug};
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One trainee's ledger with the evidence for one session, or for all of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonLedger {
    pub slug: SeminarSlug,
    pub title: String,
    pub clocks: Clocks,
    pub sessions: Vec<SessionHead>,
    pub line: Line,
    /// The session that was asked for.
    pub session: Option<SessionSlug>,
    pub evidence: Option<Evidence>,
    /// About no single session: waivers. Oldest first.
    pub about_certificate: Vec<Correction>,
    /// The trainee is told of answers by mail.
    pub sends_mail: bool,
}

/// The ledger of one trainee, with the evidence for one session if one is named; for staff.
#[server(endpoint = "load_person_ledger", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_person_ledger(
    seminar: String,
    person: String,
    #[server(default)] session: String,
) -> Result<PersonLedger, AppError> {
    use domain::attendance::ledger::evidence;
    use domain::time::Instant;
    use store::StoreError;
    use store::attendance::AttendanceBook;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug, person) = (signed_in()?, found(&seminar)?, found(&person)?);
    let AttendanceBook { seminar, records, ledger } =
        store().attendance_of(&actor, &slug, person, Instant::now()).await?;
    let line = ledger.line(person).cloned().ok_or(StoreError::NotFound)?;
    let session: Option<SessionSlug> = session.parse().ok().filter(|slug| seminar.session(slug).is_some());
    Ok(PersonLedger {
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        evidence: session.as_ref().and_then(|session| evidence(&ledger, &records, person, session)),
        about_certificate: records.about_certificate(person),
        sends_mail: office().sends_mail,
        sessions: ledger.sessions,
        slug,
        line,
        session,
    })
}
