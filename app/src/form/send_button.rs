use leptos::ev::MouseEvent;
use leptos::html::Button;
use leptos::prelude::*;

use super::focus::{HANDS_ON_WITHIN, hand_on_focus};

/// Sends its form, once at a time. While it waits for an answer it says that it is disabled and is not: a button that
/// is loses the focus. The Enter key in a field presses it, too.
#[component]
pub fn SendButton(
    /// As long as this holds, pressing it does nothing.
    #[prop(into)]
    waits: Signal<bool>,
    /// The id of what takes the focus where the button goes with what it has done.
    #[prop(optional, into)]
    then: Option<String>,
    children: Children,
) -> impl IntoView {
    let (button, pressed) = (NodeRef::<Button>::new(), StoredValue::new(false));
    let press = move |event: MouseEvent| {
        if waits.get_untracked() {
            event.prevent_default();
        } else {
            pressed.set_value(true);
            set_timeout(move || _ = pressed.try_set_value(false), HANDS_ON_WITHIN);
        }
    };
    if let Some(then) = then {
        on_cleanup(move || {
            if pressed.try_get_value() == Some(true)
                && let Some(button) = button.try_get_untracked().flatten()
            {
                hand_on_focus(Some(button.into()), then);
            }
        });
    }
    view! {
        <button node_ref=button on:click=press aria-disabled=move || waits.get().to_string()>
            {children()}
        </button>
    }
}
