use domain::person::{EmailAddress, PersonName};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Who is invited to what.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    pub name: PersonName,
    pub email: EmailAddress,
    pub seminar: String,
    /// They chose a password before, for another seminar, and prove that it is them with it.
    pub has_password: bool,
}

/// What the link is for. Looking does not use the link.
#[server(endpoint = "load_invitation", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_invitation(token: String) -> Result<Invitation, AppError> {
    use domain::time::Instant;
    use store::StoreError;
    use store::tokens::Purpose;

    use crate::request::store;

    let store = store();
    let holder = store.token_holder(Purpose::Invitation, &token, Instant::now()).await?;
    let seminar = store.seminar(&holder.seminar.ok_or(StoreError::SpentToken)?)?;
    let has_password = holder.has_password;
    Ok(Invitation { name: holder.name, email: holder.email, seminar: seminar.title.clone(), has_password })
}

/// Uses the link: keeps the name as it shall be printed and a first password, and signs in. A link
/// never replaces a password: who has one already proves that it is theirs.
#[server(endpoint = "accept_invitation")]
pub async fn accept_invitation(token: String, name: String, password: String) -> Result<(), AppError> {
    use domain::person::{Role, check_password};
    use domain::time::Instant;
    use store::StoreError;
    use store::tokens::Purpose;

    use crate::request::{home, office, refused};
    use crate::sign_in::{cookie, prove_password};

    let (office, now) = (office(), Instant::now());
    let holder = office.store.token_holder(Purpose::Invitation, &token, now).await?;
    let name: PersonName = name.parse().map_err(refused)?;
    let hash = if holder.has_password {
        prove_password(holder.email.as_str(), password).await?
    } else {
        check_password(&password, &holder.email)?;
        office.gatekeeper.hash_password(password).await?
    };
    let person = office.store.accept_invitation(&token, &name, hash, now).await?;
    cookie::set(&office.store.sign_in(person, now).await?);
    let seminar = holder.seminar.ok_or(StoreError::SpentToken)?;
    let role = office.store.actor(person).await?.role(&seminar).unwrap_or(Role::Trainee);
    leptos_axum::redirect(&home(&seminar, role));
    Ok(())
}
