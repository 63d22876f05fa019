use leptos::prelude::*;

use crate::error::AppError;

/// Sends a link for a new password. The answer is the same whether or not the address is known.
#[server(endpoint = "request_new_password")]
pub async fn request_new_password(email: String) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{admit_try, office};

    let office = office();
    admit_try(&email)?;
    if !office.sends_mail {
        leptos_axum::redirect("/forgotten-password?sent=no-mail");
        return Ok(());
    }
    if let Some(person) = office.store.person_by_email(&email).await? {
        office.store.queue_password_reset(person, Instant::now()).await?;
    }
    leptos_axum::redirect("/forgotten-password?sent=mail");
    Ok(())
}
