use domain::sharing::{MAX_SOURCES, SourceLink, written_sources};
use leptos::form::ActionForm;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::set_sources::SetSources;
use super::source_list::SourceList;
use crate::erased::Erase;
use crate::form::{News, NewsNote, Outcome, SendButton, field_text, form_error, posted, refill};
use crate::materials::OneMaterial;

/// Where the material's figures come from, and for its delegation the form to say so until the assignment closes.
#[component]
pub fn SourcesSection(material: Memo<OneMaterial>, sources: ServerAction<SetSources>) -> impl IntoView {
    let first = material.get_untracked();
    let edits = first.submits && first.now <= first.assignment.closes;
    let links = Memo::new(move |_| material.with(|material| material.material.sources.clone()));
    let is_there = Memo::new(move |_| material.with(|material| material.material.standing_version.is_some()));
    let form = edits.then(|| {
        view! {
            <Show when=move || is_there.get()>
                <SourcesForm material links sources />
            </Show>
        }
    });
    let list = move || {
        let links = links.get();
        if links.is_empty() {
            view! { <p>"No links to sources are given."</p> }.erased()
        } else {
            view! { <SourceList sources=links /> }.erased()
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
fn SourcesForm(
    material: Memo<OneMaterial>,
    links: Memo<Vec<SourceLink>>,
    sources: ServerAction<SetSources>,
) -> impl IntoView {
    let (seminar, key) =
        material.with_untracked(|material| (material.seminar.to_string(), material.material.key.to_string()));
    // What its author had before their eyes when they began to type.
    let seen = RwSignal::new(links.get_untracked());
    let field = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        let (links, kept) = (links.get(), sources.value().get().and_then(Result::ok));
        let before = seen.with_untracked(|seen| written_sources(seen));
        // What one has just kept oneself, one has seen.
        let is_own = kept.as_ref() == Some(&links);
        if is_own || field.get().is_some_and(|field| refill(&field, &before, &written_sources(&links))) {
            seen.set(links);
        }
    });
    let kept = move || field_text(&links.with_untracked(|links| written_sources(links)));
    let text = posted::<SetSources>().text("sources").unwrap_or_else(kept);
    view! {
        <details open={form_error::<SetSources>().is_some()}>
            <summary>"Change the links"</summary>
            <NewsNote
                news=News::of(links, seen)
                words="Someone else has changed the links while this page was open. Theirs stand above; what you keep \
                       takes their place."
                button="I have read their links"
                then="sources-text"
            />
            <ActionForm action=sources attr:class="form">
                <input type="hidden" name="seminar" value=seminar />
                <input type="hidden" name="material" value=key />
                <input type="hidden" name="seen" value=move || seen.with(|seen| written_sources(seen)) />
                <label for="sources-text">"Links, one on each line"</label>
                <textarea
                    id="sources-text"
                    name="sources"
                    rows="5"
                    spellcheck="false"
                    aria-describedby="sources-hint"
                    node_ref=field
                    inner_html=text
                ></textarea>
                <p class="hint" id="sources-hint">
                    {format!(
                        "First the address, then what it is the source of: “https://stats.example.org/2021 Port \
                         statistics 2021”. At most {MAX_SOURCES} links.",
                    )}
                </p>
                <SendButton waits=sources.pending() attr:class="button">
                    "Keep the links"
                </SendButton>
            </ActionForm>
        </details>
    }
}
