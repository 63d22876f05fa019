use domain::person::{EmailAddress, PersonName};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::sign_in::SomebodyElse;

/// Who is invited to what.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    pub name: PersonName,
    pub email: EmailAddress,
    pub seminar: String,
    /// They chose a password before, for another seminar, and prove that it is them with it.
    pub has_password: bool,
    /// Whoever else is signed in in the browser where the invitation was opened.
    pub signed_in: Option<SomebodyElse>,
}

/// What the link is for. Looking does not use the link.
#[server(endpoint = "load_invitation", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_invitation(token: String) -> Result<Invitation, AppError> {
    use domain::time::Instant;
    use store::StoreError;
    use store::tokens::Purpose;

    use crate::request::{signed_in_instead_of, store};

    let store = store();
    let holder = store.token_holder(Purpose::Invitation, &token, Instant::now()).await?;
    let seminar = store.seminar(&holder.seminar.ok_or(StoreError::SpentToken)?)?;
    Ok(Invitation {
        signed_in: signed_in_instead_of(holder.person),
        name: holder.name,
        email: holder.email,
        seminar: seminar.title.clone(),
        has_password: holder.has_password,
    })
}

/// Uses the link: keeps the name as it shall be printed and a first password, and signs in. A link
/// never replaces a password: who has one already proves that it is theirs. Nor does it replace the
/// sign-in of somebody else in the same browser: they sign out first.
#[server(endpoint = "accept_invitation")]
pub async fn accept_invitation(token: String, name: String, password: String) -> Result<(), AppError> {
    use domain::person::{Role, check_password};
    use domain::time::Instant;
    use store::StoreError;
    use store::tokens::Purpose;

    use crate::request::{home, office, refused, signed_in_instead_of};
    use crate::sign_in::{cookie, prove_password};

    let (office, now) = (office(), Instant::now());
    let holder = office.store.token_holder(Purpose::Invitation, &token, now).await?;
    if signed_in_instead_of(holder.person).is_some() {
        // Since the form was drawn. Without a name: an error of a plain post goes into an address.
        return Err(refused("Somebody else is signed in in this browser by now; open the invitation again to go on"));
    }
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
