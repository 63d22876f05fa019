//! Forms that the browser sends by itself because the page is not alive yet. Their answer takes the page's place, but the
//! page may come alive before that.

use leptos::web_sys::Element;

/// A script for the head of the document, which marks forms as they are sent.
pub const MARK_SENT: &str = include_str!("mark_sent.js");

/// The form of this field has been sent. Of one that scripts carry out, this is true as well.
pub fn is_sent(field: &Element) -> bool {
    matches!(field.closest("form[data-sent]"), Ok(Some(_)))
}
