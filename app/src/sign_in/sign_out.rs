use leptos::prelude::*;

use crate::error::AppError;

/// Ends the sign-in of this browser, if there is one, and leads on.
#[server(endpoint = "sign_out")]
pub async fn sign_out(
    /// A path of this site to go to; the first page without one.
    #[server(default)]
    next: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use super::cookie;
    use crate::address::local_path;
    use crate::request::{store, visitor};

    let visitor = visitor();
    if let (Some(actor), Some(token)) = (visitor.actor, visitor.sign_in) {
        store().sign_out(&actor, &token, Instant::now()).await?;
    }
    cookie::clear();
    leptos_axum::redirect(local_path(&next));
    Ok(())
}
