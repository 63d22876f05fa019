use domain::sharing::{MAX_SOURCES, written_sources};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::set_sources::SetSources;
use super::source_list::SourceList;
use crate::form::{Outcome, form_error};
use crate::materials::OneMaterial;

/// Where the material's figures come from, and for its delegation the form to say so until the assignment closes.
#[component]
pub fn SourcesSection(material: Memo<OneMaterial>, sources: ServerAction<SetSources>) -> impl IntoView {
    let first = material.get_untracked();
    let edits = first.submits && first.now <= first.assignment.closes;
    let links = Memo::new(move |_| material.with(|material| material.material.sources.clone()));
    let is_there = Memo::new(move |_| material.with(|material| material.material.newest.is_some()));
    let form = edits.then(|| {
        view! {
            <Show when=move || is_there.get()>
                <SourcesForm material sources />
            </Show>
        }
    });
    let list = move || {
        let links = links.get();
        if links.is_empty() {
            view! { <p>"No links to sources are given."</p> }.into_any()
        } else {
            view! { <SourceList sources=links /> }.into_any()
        }
    };
    view! {
        <section aria-labelledby="sources">
            <h2 id="sources">"Sources of its figures"</h2>
            <Outcome action=sources sent="The links are on record." />
            {list}
            {form}
        </section>
    }
}

#[component]
fn SourcesForm(material: Memo<OneMaterial>, sources: ServerAction<SetSources>) -> impl IntoView {
    let first = material.get_untracked();
    view! {
        <details open={form_error::<SetSources>().is_some()}>
            <summary>"Change the links"</summary>
            <ActionForm action=sources attr:class="form">
                <input type="hidden" name="seminar" value=first.seminar.to_string() />
                <input type="hidden" name="material" value=first.material.key.to_string() />
                <label for="sources-text">"Links, one on each line"</label>
                <textarea id="sources-text" name="sources" rows="5" spellcheck="false" aria-describedby="sources-hint">
                    {written_sources(&first.material.sources)}
                </textarea>
                <p class="hint" id="sources-hint">
                    {format!(
                        "First the address, then what it is the source of: “https://stats.example.org/2021 Port \
                         statistics 2021”. At most {MAX_SOURCES} links.",
                    )}
                </p>
                <button class="button" disabled=sources.pending()>
                    "Keep the links"
                </button>
            </ActionForm>
        </details>
    }
}
