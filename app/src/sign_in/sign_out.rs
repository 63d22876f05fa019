use leptos::prelude::*;

use crate::error::AppError;

/// Ends the sign-in of this browser, if there is one, and leads to the first page.
#[server(endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    use domain::time::Instant;

    use super::cookie;
    use crate::request::{store, visitor};

    let visitor = visitor();
    if let (Some(actor), Some(token)) = (visitor.actor, visitor.sign_in) {
        store().sign_out(&actor, &token, Instant::now()).await?;
    }
    cookie::clear();
    leptos_axum::redirect("/");
    Ok(())
}
