use domain::material::Version;
use leptos::form::ActionForm;
use leptos::html::Details;
use leptos::prelude::*;

use crate::deletion::{DeleteVersion, DeletionFields, close_once_deleted};
use crate::form::{Outcome, SendButton, form_error};

/// Removes one of the files. Not within their list, which follows live events: a form there would lose what is typed.
#[component]
pub fn RemoveForm(files: Memo<Vec<Version>>, is_staff: bool, remove: ServerAction<DeleteVersion>) -> impl IntoView {
    let named = Memo::new(move |_| {
        files.with(|files| files.iter().map(|file| (file.id, file.file_name.clone())).collect::<Vec<_>>())
    });
    let fold = NodeRef::<Details>::new();
    close_once_deleted(fold, remove);
    view! {
        <Outcome action=remove sent="The file is removed. Staff can still restore it." />
        <Show when=move || !named.read().is_empty()>
            <details open={form_error::<DeleteVersion>().is_some()} node_ref=fold>
                <summary>"Remove a file"</summary>
                <ActionForm action=remove attr:class="form">
                    <DeletionFields
                        form="remove"
                        versions=named
                        by_staff=is_staff
                        asks_staff="Why, for the audit"
                    />
                    <SendButton waits=remove.pending() then="slides" attr:class="button">
                        "Remove the file"
                    </SendButton>
                </ActionForm>
            </details>
        </Show>
    }
}
