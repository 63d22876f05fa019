use domain::person::EmailAddress;
use leptos::prelude::*;

use crate::error::AppError;

/// Whose password the link is for. Looking does not use the link.
#[server(endpoint = "load_new_password", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_new_password(token: String) -> Result<EmailAddress, AppError> {
    use domain::time::Instant;
    use store::tokens::Purpose;

    use crate::request::store;

    Ok(store().token_holder(Purpose::PasswordReset, &token, Instant::now()).await?.email)
}

/// Uses the link: sets the password, ends every sign-in of the person, and signs in here.
#[server(endpoint = "set_new_password")]
pub async fn set_new_password(token: String, password: String) -> Result<(), AppError> {
    use domain::person::check_password;
    use domain::time::Instant;
    use store::tokens::Purpose;

    use super::cookie;
    use crate::request::office;

    let (office, now) = (office(), Instant::now());
    let holder = office.store.token_holder(Purpose::PasswordReset, &token, now).await?;
    check_password(&password, &holder.email)?;
    let hash = office.gatekeeper.hash_password(password).await?;
    let person = office.store.reset_password(&token, hash, now).await?;
    cookie::set(&office.store.sign_in(person, now).await?);
    leptos_axum::redirect("/");
    Ok(())
}
