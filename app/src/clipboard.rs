//! A button that copies a text.

use std::time::Duration;

use leptos::prelude::*;

/// How long the button says what it did.
const SAID_FOR: Duration = Duration::from_secs(4);

/// Copies `text` with one click, and says so. The style hides the button until the page is
/// alive, so whoever uses it also shows the text where it can be selected.
#[component]
pub fn CopyButton(
    text: String,
    label: &'static str,
    /// The click that led here stands for the button's: copies once if this is true, and makes it false.
    #[prop(optional)]
    at_once: RwSignal<bool>,
) -> impl IntoView {
    let said = RwSignal::new("");
    let first = text.clone();
    Effect::new(move |_| {
        if at_once.get_untracked() {
            at_once.set(false);
            let text = first.clone();
            leptos::task::spawn_local(async move {
                // A browser that wants a click of its own finds the button.
                if copied(&text).await {
                    said.set("Copied");
                }
            });
        }
    });
    let copy = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            said.set(if copied(&text).await {
                "Copied"
            } else {
                "Your browser does not allow it. Please copy by hand."
            });
            set_timeout(move || said.set(""), SAID_FOR);
        });
    };
    view! {
        <span class="copy">
            <button class="copy-button" type="button" on:click=copy>
                {label}
            </button>
            " "
            <span class="copy-said" role="status">{said}</span>
        </span>
    }
}

/// Puts the text on the clipboard. Browsers have none on insecure pages, and may refuse.
#[cfg(feature = "hydrate")]
async fn copied(text: &str) -> bool {
    let navigator = window().navigator();
    let present = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    present && wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

#[cfg(not(feature = "hydrate"))]
async fn copied(_text: &str) -> bool {
    false
}
