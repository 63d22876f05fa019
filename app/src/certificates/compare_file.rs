use domain::material::Sha256Hex;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::DragEvent;

use crate::erased::Erase;

/// What comparing a file has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "the server compares nothing"))]
pub enum Outcome {
    Reading(String),
    Same(String),
    Other(String, String),
    Unreadable(String),
}

/// Compares a file with the one that was issued, in the browser: the file stays where it is.
#[component]
pub fn CompareFile(
    sha256: Sha256Hex,
    /// Kept by the page, which may be drawn anew meanwhile: when the reader's zone becomes known, say.
    outcome: RwSignal<Option<Outcome>>,
) -> impl IntoView {
    let (alive, over) = (RwSignal::new(false), RwSignal::new(false));
    let input = NodeRef::<Input>::new();
    let wanted = StoredValue::new(sha256.0);
    let take = move || {
        if let Some(input) = input.get_untracked() {
            browser::take_chosen(&input, wanted.get_value(), outcome);
        }
    };
    Effect::new(move |_| {
        alive.set(true);
        // Chosen before the page was alive.
        take();
    });
    let drag_over = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        browser::take_dropped(&event, wanted.get_value(), outcome);
    };
    view! {
        <div
            class="form drop-zone compare"
            class:drop-zone-alive=alive
            class:drop-zone-over=over
            hidden=move || !alive.get()
            on:dragover=drag_over
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <label for="compared">"Choose the PDF file" <span class="or-drop">", or drop it here"</span></label>
            <input id="compared" type="file" accept="application/pdf,.pdf" node_ref=input on:change=move |_| take() />
            <p class="hint">"It is compared on your own machine and sent nowhere."</p>
        </div>
        <div class="compare-outcome" role="status" aria-live="polite">
            {move || outcome.get().map(said)}
        </div>
    }
    .erased()
}

fn said(outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Reading(name) => view! { <p class="note">{name} ": is being compared…"</p> }.erased(),
        Outcome::Same(name) => view! {
            <p class="note ok">
                <strong>"This is the very file that was issued: "</strong>
                <bdi class="file-name">{name}</bdi>
            </p>
        }
        .erased(),
        Outcome::Other(name, sha256) => view! {
            <p class="problem">
                <strong>"This file is not the one that was issued: it was changed, or is another. "</strong>
                <bdi class="file-name">{name}</bdi>
                " has the SHA-256 "
                <code class="hash">{sha256}</code>
            </p>
        }
        .erased(),
        Outcome::Unreadable(name) => {
            view! { <p class="problem">{name} ": the browser cannot read this file. Please choose it again."</p> }
                .erased()
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use web_sys::{DragEvent, File, HtmlInputElement};

    use super::Outcome;
    use crate::materials::upload::Digest;

    pub fn take_chosen(input: &HtmlInputElement, wanted: String, outcome: RwSignal<Option<Outcome>>) {
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            compare(file, wanted, outcome);
        }
        // So that the same file can be chosen once more, after it was saved anew.
        input.set_value("");
    }

    pub fn take_dropped(drop: &DragEvent, wanted: String, outcome: RwSignal<Option<Outcome>>) {
        let file = drop.data_transfer().and_then(|dropped| dropped.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            compare(file, wanted, outcome);
        }
    }

    fn compare(file: File, wanted: String, outcome: RwSignal<Option<Outcome>>) {
        let name = file.name();
        outcome.set(Some(Outcome::Reading(name.clone())));
        spawn_local(async move {
            let mut digest = Digest::default();
            let read = digest.advance(&file, file.size() as u64, || true).await;
            let found = digest.finish().0;
            outcome.set(Some(match read {
                Err(_) => Outcome::Unreadable(name),
                Ok(()) if found == wanted => Outcome::Same(name),
                Ok(()) => Outcome::Other(name, found),
            }));
        });
    }
}

#[cfg(not(feature = "hydrate"))]
mod browser {
    use leptos::prelude::*;
    use leptos::web_sys::{DragEvent, HtmlInputElement};

    use super::Outcome;

    pub fn take_chosen(_input: &HtmlInputElement, _wanted: String, _outcome: RwSignal<Option<Outcome>>) {}

    pub fn take_dropped(_drop: &DragEvent, _wanted: String, _outcome: RwSignal<Option<Outcome>>) {}
}
