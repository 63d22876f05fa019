use domain::id::{ReviewFormId, SeminarSlug};
use domain::material::MaterialFilter;
use domain::review::form::Line;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the page for reviews offline shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OfflineReviews {
    pub seminar: SeminarSlug,
    pub filter: MaterialFilter,
    /// Rows that a form for this filter would have.
    pub rows: u32,
    /// `None` until a form was uploaded.
    pub run: Option<KeptForm>,
}

/// An uploaded form, and what recording it would do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptForm {
    pub id: ReviewFormId,
    /// Of the file.
    pub name: String,
    pub lines: Vec<FormLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormLine {
    pub line: Line,
    /// `Status of the e-port, Kenya`; the cell as it came where it names no material.
    pub material: String,
}

/// How many rows a form for these materials would have, and what recording an uploaded one would do; for hosts.
#[server(endpoint = "load_review_form", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_review_form(
    seminar: String,
    #[server(default)] country: String,
    #[server(default)] assignment: String,
    #[server(default)] state: String,
    /// The id of an uploaded form.
    #[server(default)]
    form: String,
) -> Result<OfflineReviews, AppError> {
    use domain::material::MaterialKey;
    use domain::time::Instant;

    use crate::request::{found, signed_in, store};

    let (actor, store) = (signed_in()?, store());
    let seminar = store.seminar_for_hosts(&actor, &found(&seminar)?)?;
    let filter = MaterialFilter::parse(&country, &assignment, &state);
    let rows = store.review_form_rows(&actor, &seminar.slug, &filter).await?.len();
    let name_of = |text: &str| {
        let key = text.parse::<MaterialKey>();
        key.map_or_else(|_| text.to_owned(), |key| seminar.material_name(&key))
    };
    let run = match form.as_str() {
        "" => None,
        id => {
            let id = found(id)?;
            let run = store.dry_run_review_form(&actor, &seminar.slug, id, Instant::now()).await?;
            let line = |line: Line| FormLine { material: name_of(&line.row.material), line };
            Some(KeptForm { id, name: run.name, lines: run.lines.into_iter().map(line).collect() })
        }
    };
    Ok(OfflineReviews { seminar: seminar.slug.clone(), filter, rows: u32::try_from(rows).unwrap_or(u32::MAX), run })
}
