use domain::deletion::MAX_REASON_CHARS;
use domain::id::VersionId;
use leptos::prelude::*;

use super::delete_version::DeleteVersion;
use crate::erased::Erase;
use crate::form::{ReasonField, posted};

/// Which version is deleted, and why.
#[component]
pub fn DeletionFields(
    /// Tells these fields from those of another form.
    form: &'static str,
    /// With words for each.
    versions: Memo<Vec<(VersionId, String)>>,
    /// They have to say why.
    by_staff: bool,
    /// How they are asked that.
    asks_staff: &'static str,
) -> impl IntoView {
    let posted = posted::<DeleteVersion>();
    let (choice, reason) = (format!("{form}-version"), format!("{form}-reason"));
    let label = if by_staff { asks_staff } else { "Why, if you like" };
    view! {
        <label for=choice.clone()>"Which one"</label>
        <select id=choice name="version">
            // Keyed: while the list changes, what was chosen stays the same version, not the same place in the list.
            <For
                each=move || versions.get()
                key=|version: &(VersionId, String)| version.0
                children=move |(id, words): (VersionId, String)| {
                    let id = id.to_string();
                    let chosen = posted.has("version", &id);
                    view! { <option value=id selected=chosen>{words}</option> }
                }
            />
        </select>
        <ReasonField id=reason label most=MAX_REASON_CHARS required=by_staff posted />
    }
    .erased()
}
