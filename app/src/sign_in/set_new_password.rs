use domain::person::EmailAddress;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::SomebodyElse;
use crate::error::AppError;

/// Whose password a link is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLink {
    pub email: EmailAddress,
    /// Whoever else is signed in in the browser where the link was opened.
    pub signed_in: Option<SomebodyElse>,
}

/// What the link is for. Looking does not use the link.
#[server(endpoint = "load_new_password", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_new_password(token: String) -> Result<PasswordLink, AppError> {
    use domain::time::Instant;
    use store::tokens::Purpose;

    use crate::request::{signed_in_instead_of, store};

    let holder = store().token_holder(Purpose::PasswordReset, &token, Instant::now()).await?;
    Ok(PasswordLink { signed_in: signed_in_instead_of(holder.person), email: holder.email })
}

/// Uses the link: sets the password, ends every sign-in of the person, and signs in here. It does not replace the sign-in
/// of somebody else in the same browser: they sign out first.
#[server(endpoint = "set_new_password")]
pub async fn set_new_password(token: String, password: String) -> Result<(), AppError> {
    use domain::person::check_password;
    use domain::time::Instant;
    use store::tokens::Purpose;

    use super::cookie;
    use crate::request::{office, refused, signed_in_instead_of};

    let (office, now) = (office(), Instant::now());
    let holder = office.store.token_holder(Purpose::PasswordReset, &token, now).await?;
    if signed_in_instead_of(holder.person).is_some() {
        // Since the form was drawn. Without a name: an error of a plain post goes into an address.
        return Err(refused("Somebody else is signed in in this browser by now; open the link again to go on"));
    }
    check_password(&password, &holder.email)?;
    let hash = office.gatekeeper.hash_password(password).await?;
    let person = office.store.reset_password(&token, hash, now).await?;
    cookie::set(&office.store.sign_in(person, now).await?);
    leptos_axum::redirect("/");
    Ok(())
}
