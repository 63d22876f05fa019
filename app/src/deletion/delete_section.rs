use leptos::form::ActionForm;
use leptos::html::Details;
use leptos::prelude::*;
use leptos_router::components::A;

use super::close_once_deleted::close_once_deleted;
use super::delete_version::DeleteVersion;
use super::deletion_fields::DeletionFields;
use crate::form::{Outcome, SendButton, form_error};
use crate::materials::OneMaterial;

/// Deletes one of the versions. Not within their list, which follows live events: a form there would lose what is
/// typed.
#[component]
pub fn DeleteSection(material: Memo<OneMaterial>, delete: ServerAction<DeleteVersion>) -> impl IntoView {
    let first = material.get_untracked();
    let staff = first.is_staff;
    let deleted = staff.then(|| format!("/seminars/{}/deleted", first.seminar));
    let versions = Memo::new(move |_| {
        material.with(|material| {
            let versions = material.versions.iter();
            let named = versions.map(|one| (one.id, format!("Version {}: {}", one.number, one.file_name)));
            named.collect::<Vec<_>>()
        })
    });
    let kept = format!(
        "It is hidden from everyone at once. For {} days the staff can restore it; after that it is gone for good. Its \
         number is not given again, and what was said of it stays.",
        first.keep_deleted_days,
    );
    let kept = StoredValue::new(kept);
    let fold = NodeRef::<Details>::new();
    close_once_deleted(fold, delete);
    view! {
        <section aria-labelledby="delete">
            <h2 id="delete">"Delete a version"</h2>
            <Outcome action=delete sent="The version is deleted." />
            {deleted
                .map(|address| {
                    view! {
                        <p>
                            <A href=address>"Deleted versions"</A>
                        </p>
                    }
                })}
            <Show when=move || !versions.read().is_empty() fallback=|| view! { <p>"There is no version to delete."</p> }>
                <details open={form_error::<DeleteVersion>().is_some()} node_ref=fold>
                    <summary>"Choose the version"</summary>
                    <ActionForm action=delete attr:class="form">
                        <DeletionFields
                            form="delete"
                            versions
                            by_staff=staff
                            asks_staff="Why, for the delegation and the audit"
                        />
                        <p class="hint">{kept.get_value()}</p>
                        <SendButton waits=delete.pending() then="delete" attr:class="button">
                            "Delete the version"
                        </SendButton>
                    </ActionForm>
                </details>
            </Show>
        </section>
    }
}
