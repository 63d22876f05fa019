use leptos::prelude::*;

use crate::error::AppError;

/// Begins to issue a certificate anew under another name; the reason is public.
#[server(endpoint = "reissue_certificate")]
pub async fn reissue_certificate(code: String, name: String, reason: String) -> Result<(), AppError> {
    use domain::certificate::CertificateCode;
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, code) = (signed_in()?, found::<CertificateCode>(&code)?);
    store().certificate_for_staff(&actor, &code).await?;
    let name = name.parse().map_err(refused)?;
    let slug = store().reissue_certificate(&actor, &code, name, &reason, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/certificates/{code}?done=anew"));
    Ok(())
}
