use domain::certificate::issued::PublicCertificate;
use domain::time::Clocks;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A certificate as anyone may read it who has its code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OneCertificate {
    pub certificate: PublicCertificate,
    /// In UTC, and the reader's own: a stranger knows no host.
    pub clocks: Clocks,
    /// The reader may download it.
    pub may_download: bool,
}

/// Public. Codes cannot be guessed, and nobody shall try: look-ups are counted.
#[server(endpoint = "load_certificate", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_certificate(code: String) -> Result<OneCertificate, AppError> {
    use domain::certificate::CertificateCode;

    use crate::request::{admit_look_up, clocks, found, store, visitor};

    admit_look_up()?;
    let code: CertificateCode = found(&code)?;
    let certificate = store().public_certificate(&code).await?;
    let may_download = match visitor().actor {
        Some(actor) => store().certificate(&actor, &code).await.is_ok(),
        None => false,
    };
    Ok(OneCertificate { certificate, clocks: clocks("UTC"), may_download })
}
