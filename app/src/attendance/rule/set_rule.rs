use leptos::prelude::*;

use super::RuleFields;
use crate::error::AppError;

/// Sets another rule than that of the seminar's file; without fields the file's holds again.
#[server(endpoint = "set_attendance_rule")]
pub async fn set_rule(seminar: String, #[server(default)] rule: RuleFields) -> Result<(), AppError> {
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    let new = match rule == RuleFields::default() {
        true => None,
        false => Some(rule.rule().ok_or_else(|| refused("Please write whole numbers"))?),
    };
    store().set_attendance_rule(&actor, &slug, new, Instant::now()).await?;
    leptos_axum::redirect(&format!("/seminars/{slug}/attendance/rule?done=set"));
    Ok(())
}
