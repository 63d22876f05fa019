use leptos::prelude::*;

use super::FileChoices;
use crate::error::AppError;

/// Records an export as its dry run has shown it.
#[server(endpoint = "record_attendance")]
pub async fn record_file(
    seminar: String,
    file: String,
    #[server(default)] choices: FileChoices,
) -> Result<(), AppError> {
    use domain::attendance::export::{DateQuestion, ExportReading};
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, read_draft, refused, signed_in, store};

    let (actor, slug, now): (_, SeminarSlug, _) = (signed_in()?, found(&seminar)?, Instant::now());
    let (id, seminar) = (found(&file)?, store().seminar_for_staff(&actor, &slug)?);
    let draft = store().attendance_draft(&actor, &slug, id).await?;
    let how = choices.how_to_read(&seminar.host_zone, draft.uploaded_at)?;
    let read = match read_draft(&actor, &slug, (id, &draft), &how).await? {
        ExportReading::Read(read) if read.date_order == DateQuestion::Open => {
            return Err(refused("Please say in which order this file writes day and month"));
        }
        ExportReading::Read(read) => *read,
        ExportReading::Unknown { .. } => return Err(refused("Please name the columns of this table first")),
    };
    let wanted = choices.intake(&seminar.host_zone)?;
    let open = store().record_attendance(&actor, &slug, (id, &draft), read, &wanted, now).await?;
    let next = match open {
        0 => format!("/seminars/{slug}/attendance"),
        _ => format!("/seminars/{slug}/attendance/settle?file={id}"),
    };
    leptos_axum::redirect(&next);
    Ok(())
}
