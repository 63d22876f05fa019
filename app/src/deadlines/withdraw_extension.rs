use leptos::prelude::*;

use crate::error::AppError;

/// The delegation has the time of everyone again.
#[server(endpoint = "withdraw_extension")]
pub async fn withdraw_extension(
    seminar: String,
    /// `e-port-status.la`
    material: String,
) -> Result<(), AppError> {
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    Ok(store().withdraw_extension(&signed_in()?, &found(&seminar)?, &found(&material)?, Instant::now()).await?)
}
