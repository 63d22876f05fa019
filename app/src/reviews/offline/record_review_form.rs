use leptos::prelude::*;

use crate::error::AppError;

/// Records what the dry run of an uploaded form has shown as new.
#[server(endpoint = "record_review_form")]
pub async fn record_review_form(seminar: String, form: String) -> Result<(), AppError> {
    use domain::id::{ReviewFormId, SeminarSlug};
    use domain::time::Instant;

    use super::dry_run::HEADING;
    use crate::request::{found, signed_in, store};

    let (actor, slug, id) = (signed_in()?, found::<SeminarSlug>(&seminar)?, found::<ReviewFormId>(&form)?);
    let recorded = store().record_review_form(&actor, &slug, id, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/review-form?form={id}&recorded={recorded}#{HEADING}"));
    Ok(())
}
