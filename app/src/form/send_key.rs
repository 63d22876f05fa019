//! Ctrl+Enter, or Cmd+Enter, sends the form in whose words it is pressed.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};

/// What the button of such a form has as its `aria-keyshortcuts`.
pub const SEND_KEYS: &str = "Control+Enter Meta+Enter";

/// Presses that button, as the Enter key does by itself in a field of one line.
pub fn send_by_key(event: &KeyboardEvent) {
    let is_meant = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    if !is_meant || event.repeat() {
        return;
    }
    let words = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let button = words.and_then(|words| words.form()?.query_selector("button:not([type=button])").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        button.click();
    }
}
