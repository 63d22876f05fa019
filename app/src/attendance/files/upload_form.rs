use domain::id::SeminarSlug;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::DragEvent;

use crate::form::{FormError, form_error_at};

/// Takes exports in one plain form.
const FORM_PATH: &str = "/api/attendance_files";

/// Uploads exports of the meeting platform. Once the page is alive they can be dropped on it, too.
#[component]
pub fn UploadForm(slug: SeminarSlug) -> impl IntoView {
    let (over, input) = (RwSignal::new(false), NodeRef::<Input>::new());
    let drag_over = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let dropped = event.data_transfer().and_then(|data| data.files());
        if let Some((input, files)) = input.get_untracked().zip(dropped) {
            input.set_files(Some(&files));
        }
    };
    view! {
        <form
            class="form drop-zone"
            class:drop-zone-over=over
            method="post"
            action=FORM_PATH
            enctype="multipart/form-data"
            on:dragover=drag_over
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <FormError error={form_error_at(FORM_PATH)} />
            <input type="hidden" name="seminar" value=slug.to_string() />
            <label for="exports">"Attendance exports of the meeting platform"</label>
            <input
                id="exports"
                type="file"
                name="file"
                accept=".xlsx,.csv,.tsv,.txt"
                multiple=true
                required=true
                node_ref=input
            />
            <p class="hint">
                "From VooV / Tencent Meeting, Zoom, Teams or BigBlueButton, or any table with names and times. First you see what would be recorded."
            </p>
            <button class="button">"Look at them"</button>
        </form>
    }
    .into_any()
}
