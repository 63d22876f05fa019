use leptos::prelude::*;

use crate::error::AppError;

/// Keeps the reader's zone in a cookie, so that the server renders their times.
#[server(endpoint = "choose_zone")]
pub async fn choose_zone(
    zone: String,
    /// A path of this site to go back to.
    #[server(default)]
    back: String,
) -> Result<(), AppError> {
    use axum::http::{HeaderValue, header};
    use domain::time::zones::find_zone;

    use crate::request::refused;

    find_zone(&zone).map_err(refused)?;
    let cookie = format!("zone={zone}; Path=/; Max-Age=31536000; SameSite=Lax");
    let response = expect_context::<leptos_axum::ResponseOptions>();
    response.append_header(header::SET_COOKIE, HeaderValue::from_str(&cookie).map_err(refused)?);
    if !back.is_empty() {
        leptos_axum::redirect(crate::sign_in::local_path(&back));
    }
    Ok(())
}
