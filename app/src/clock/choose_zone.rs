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

    use super::zone_cookie_name;
    use crate::address::local_path;
    use crate::request::{office, refused, visitor};

    find_zone(&zone).map_err(refused)?;
    if let Some(actor) = visitor().actor {
        office().store.remember_zone(actor.person, &zone).await?;
    }
    let secure = office().secure_cookies;
    let name = zone_cookie_name(secure);
    let flag = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={zone}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{flag}");
    let response = expect_context::<leptos_axum::ResponseOptions>();
    response.append_header(header::SET_COOKIE, HeaderValue::from_str(&cookie).map_err(refused)?);
    if !back.is_empty() {
        leptos_axum::redirect(local_path(&back));
    }
    Ok(())
}
