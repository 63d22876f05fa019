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
    use domain::time::zones::known_zone;

    use super::zone_cookie_name;
    use crate::address::local_path;
    use crate::cookies::set_cookie;
    use crate::request::{office, refused, visitor};

    let zone = known_zone(&zone).map_err(refused)?;
    if let Some(actor) = visitor().actor {
        office().store.remember_zone(actor.person, &zone).await?;
    }
    set_cookie(zone_cookie_name(office().secure_cookies), &zone, 365 * 86_400);
    if !back.is_empty() {
        leptos_axum::redirect(local_path(&back));
    }
    Ok(())
}
