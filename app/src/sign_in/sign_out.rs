use leptos::prelude::*;

use crate::error::AppError;

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
