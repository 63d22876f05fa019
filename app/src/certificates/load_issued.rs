use domain::certificate::issued::Certificate;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// One certificate as staff see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneIssued {
    pub title: String,
    pub certificate: Certificate,
    pub clocks: Clocks,
    /// Certificates are being issued, this one's successor perhaps among them.
    pub busy: bool,
    /// The holder is told by mail what becomes of it.
    pub sends_mail: bool,
}

/// Under the address of its own seminar only.
#[server(endpoint = "load_issued", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_issued(seminar: String, code: String) -> Result<OneIssued, AppError> {
    use domain::id::SeminarSlug;
    use store::StoreError;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug) = (signed_in()?, found::<SeminarSlug>(&seminar)?);
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let certificate = store().certificate_for_staff(&actor, &found(&code)?).await?;
    if certificate.seminar != slug {
        return Err(StoreError::NotFound.into());
    }
    let job = store().newest_issue_job(&actor, &slug).await?;
    Ok(OneIssued {
        title: seminar.title.clone(),
        clocks: clocks(&seminar.host_zone),
        busy: job.is_some_and(|job| job.finished_at.is_none()),
        sends_mail: office().sends_mail,
        certificate,
    })
}
