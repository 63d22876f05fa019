use leptos::prelude::*;

use crate::error::AppError;

/// Revokes a certificate; the reason is public.
#[server(endpoint = "revoke_certificate")]
pub async fn revoke_certificate(code: String, reason: String) -> Result<(), AppError> {
    use domain::certificate::CertificateCode;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, code) = (signed_in()?, found::<CertificateCode>(&code)?);
    let slug = store().revoke_certificate(&actor, &code, &reason, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/certificates/{code}?done=revoked"));
    Ok(())
}
