use domain::id::SeminarSlug;
use leptos::prelude::*;

use crate::erased::Erase;
use crate::form::{FormError, form_error_at};

/// Takes exports in one plain form.
const FORM_PATH: &str = "/api/attendance_files";

/// Uploads exports of the meeting platform. (A field for files takes what is dropped on it, without our help.)
#[component]
pub fn UploadForm(slug: SeminarSlug) -> impl IntoView {
    view! {
        <form class="form export-form" method="post" action=FORM_PATH enctype="multipart/form-data">
            <FormError error={form_error_at(FORM_PATH)} />
            <input type="hidden" name="seminar" value=slug.to_string() />
            <label for="exports">"Attendance exports: choose files, or drop them here"</label>
            <input id="exports" type="file" name="file" accept=".xlsx,.csv,.tsv,.txt" multiple=true required=true />
            <p class="hint">
                "From VooV / Tencent Meeting, Zoom, Teams or BigBlueButton, or any table with names and times. First you see what would be recorded."
            </p>
            <button class="button">"Look at them"</button>
        </form>
    }
    .erased()
}
