use domain::deletion::MAX_REASON_CHARS;
use domain::id::VersionId;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::delete_version::DeleteVersion;
use crate::form::{Outcome, form_error, posted};
use crate::materials::OneMaterial;

/// Deletes one of the versions. Not within their list, which follows live events: a form there would lose what is
/// typed.
#[component]
pub fn DeleteSection(material: Memo<OneMaterial>, delete: ServerAction<DeleteVersion>) -> impl IntoView {
    let first = material.get_untracked();
    let staff = first.is_staff;
    let versions = Memo::new(move |_| {
        material.with(|material| {
            let named = material.versions.iter().map(|version| (version.id, version.number, version.file_name.clone()));
            named.collect::<Vec<_>>()
        })
    });
    let posted = posted::<DeleteVersion>();
    let options = move || {
        let option = |(id, number, name): (VersionId, u32, String)| {
            let id = id.to_string();
            let chosen = posted.has("version", &id);
            view! { <option value=id selected=chosen>{format!("Version {number}: {name}")}</option> }
        };
        versions.get().into_iter().map(option).collect_view()
    };
    let kept = format!(
        "It is hidden from everyone at once. For {} days the staff can restore it; after that it is gone for good. Its \
         number is not given again, and what was said of it stays.",
        first.keep_deleted_days,
    );
    let kept = StoredValue::new(kept);
    view! {
        <section aria-labelledby="delete">
            <h2 id="delete">"Delete a version"</h2>
            <Outcome action=delete sent="The version is deleted." />
            <Show when=move || !versions.read().is_empty() fallback=|| view! { <p>"There is no version to delete."</p> }>
                <details open={form_error::<DeleteVersion>().is_some()}>
                    <summary>"Delete a version"</summary>
                    <ActionForm action=delete attr:class="form">
                        <label for="delete-version">"Which one"</label>
                        <select id="delete-version" name="version">
                            {options}
                        </select>
                        <label for="delete-reason">
                            {if staff { "Why, for the audit" } else { "Why, if you like" }}
                        </label>
                        <input
                            id="delete-reason"
                            name="reason"
                            maxlength=MAX_REASON_CHARS.to_string()
                            value=posted.get("reason")
                            required=staff
                        />
                        <p class="hint">{kept.get_value()}</p>
                        <button class="button" disabled=delete.pending()>
                            "Delete the version"
                        </button>
                    </ActionForm>
                </details>
            </Show>
        </section>
    }
}
