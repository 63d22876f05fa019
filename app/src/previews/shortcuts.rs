//! Single keys of the viewer. They are heard only while the focus is in it, so that no word that is spoken or typed
//! elsewhere presses anything.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, KeyboardEvent};

use super::stage::is_typing;

/// The id of the link to where one decides.
pub const DECIDE: &str = "decide";
/// The id of the link to the next material without a decision.
pub const NEXT: &str = "next-undecided";
/// The id of the link to the form for a comment on the page that is shown alone.
pub const COMMENT: &str = "comment-on-page";

/// The id of the link that a key, by the name that browsers give to it, leads by.
fn link_of_key(key: &str) -> Option<&'static str> {
    match key {
        "d" => Some(DECIDE),
        "n" => Some(NEXT),
        "c" => Some(COMMENT),
        _ => None,
    }
}

/// Follows the link that the key stands for, where it is there.
pub fn follow_key(event: &KeyboardEvent) {
    let changed = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    let link = link_of_key(&event.key()).filter(|_| !changed && !event.repeat() && !is_typing());
    let link =
        link.and_then(|id| document().get_element_by_id(id)).and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = link {
        event.prevent_default();
        link.click();
    }
}

/// What the keys do, as far as it is there for the reader: `← and → turn the pages, d decides`.
pub fn words_on_keys(leafed: bool, decides: bool, comments: bool) -> String {
    let keys = [
        (leafed, "← and → turn the pages"),
        (decides, "d leads to the decision"),
        (decides, "n to the next without a decision"),
        (comments, "c to a comment on this page"),
    ];
    let keys: Vec<&str> = keys.into_iter().filter(|(there, _)| *there).map(|(_, words)| words).collect();
    keys.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_letters_lead_somewhere() {
        assert_eq!(["d", "n", "c"].map(link_of_key), [Some(DECIDE), Some(NEXT), Some(COMMENT)]);
        assert_eq!(["D", "x", "Enter", "ArrowRight"].map(link_of_key), [None; 4]);
    }

    #[test]
    fn only_what_is_there_is_told() {
        assert_eq!(words_on_keys(true, false, false), "← and → turn the pages");
        assert_eq!(words_on_keys(false, true, false), "d leads to the decision, n to the next without a decision");
        assert_eq!(words_on_keys(false, false, false), "");
    }
}
