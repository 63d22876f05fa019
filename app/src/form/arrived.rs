use leptos::prelude::*;

use super::focus::hand_on_focus;

/// What others have done while someone was writing. Only who writes says that they have seen it.
#[component]
pub fn Arrived(
    #[prop(into)] words: String,
    /// What the button says.
    #[prop(into)]
    button: String,
    seen: impl Fn() + 'static,
    /// The id of what takes the focus, since the button goes.
    #[prop(into)]
    then: String,
) -> impl IntoView {
    let press = move |_| {
        seen();
        hand_on_focus(None, then.clone());
    };
    view! {
        <p role="status">{words}</p>
        <button type="button" on:click=press>
            {button}
        </button>
    }
}
