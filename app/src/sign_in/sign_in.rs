use leptos::prelude::*;

use crate::error::AppError;

/// Signs in with address and password. Whether the address is unknown or the password wrong is
/// not told, and takes as long.
#[server(endpoint = "sign_in")]
pub async fn sign_in(
    email: String,
    password: String,
    /// A path of this site to go to.
    #[server(default)]
    next: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use super::{cookie, tried_address};
    use crate::address::local_path;
    use crate::request::{is_plain_post, office, visitor};

    let office = office();
    let proven = proven_person(&email, password).await;
    if proven.is_err() && is_plain_post() {
        tried_address::keep(&email);
    }
    let person = proven?.0;
    if let Some(zone) = visitor().zone {
        office.store.remember_zone(person, &zone).await?;
    }
    cookie::set(&office.store.sign_in(person, Instant::now()).await?);
    tried_address::forget();
    leptos_axum::redirect(local_path(&next));
    Ok(())
}

/// The person with this address and password, and the hash of it. Tries are counted.
#[cfg(feature = "ssr")]
async fn proven_person(email: &str, password: String) -> Result<(domain::id::PersonId, String), AppError> {
    use crate::request::{admit_try, office, refused};

    let office = office();
    admit_try(email)?;
    let known = office.store.credentials(email).await?;
    let right = office.gatekeeper.verify_password(password, known.as_ref().map(|(_, hash)| hash.clone())).await?;
    known.filter(|_| right).ok_or_else(|| refused("Address or password is not right"))
}

/// The hash of a password that the person with this address has proven to know.
#[cfg(feature = "ssr")]
pub(crate) async fn prove_password(email: &str, password: String) -> Result<String, AppError> {
    Ok(proven_person(email, password).await?.1)
}
