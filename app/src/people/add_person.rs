use leptos::prelude::*;

use crate::error::AppError;

/// Adds one person to the seminar.
#[server(endpoint = "add_person")]
pub async fn add_person(
    seminar: String,
    name: String,
    email: String,
    role: String,
    /// Code or name; empty for those who are no trainees.
    #[server(default)]
    country: String,
) -> Result<(), AppError> {
    use domain::country::CountryCode;
    use domain::person::{NewPerson, check_country};
    use domain::time::Instant;
    use store::audit::By;
    use store::people::Added;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug) = (signed_in()?, found(&seminar)?);
    store().seminar_for_staff(&actor, &slug)?;
    let country = (!country.trim().is_empty()).then(|| CountryCode::find(&country)).transpose().map_err(refused)?;
    let new = NewPerson {
        name: name.parse().map_err(refused)?,
        email: email.parse().map_err(refused)?,
        role: role.parse().map_err(refused)?,
        country,
    };
    check_country(new.role, new.country).map_err(refused)?;
    let added = store().add_person(&slug, &new, &By::from(&actor), Instant::now()).await?;
    let done = if matches!(added, Added::New(_)) { "added" } else { "known" };
    leptos_axum::redirect(&format!("/seminars/{slug}/people/{}?done={done}", added.person()));
    Ok(())
}
