//! Fields that many forms have. In a form that came back they hold what was posted.

use leptos::prelude::*;

use super::Posted;

/// The reason for what a form does, in a line.
#[component]
pub fn ReasonField(
    #[prop(into)] id: String,
    label: &'static str,
    /// The longest reason, in characters.
    most: usize,
    /// Nothing is done without one.
    #[prop(default = true)]
    required: bool,
    posted: Posted,
) -> impl IntoView {
    view! {
        <label for=id.clone()>{label}</label>
        <input id=id name="reason" maxlength=most.to_string() value=posted.get("reason") required=required />
    }
    .into_any()
}

/// Words of some lines, without which nothing is done.
#[component]
pub fn WordsField(
    #[prop(into)] id: String,
    name: &'static str,
    label: &'static str,
    rows: u8,
    /// The longest words, in characters.
    most: usize,
    posted: Posted,
) -> impl IntoView {
    view! {
        <label for=id.clone()>{label}</label>
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            maxlength=most.to_string()
            required=true
            inner_html=posted.text(name)
        ></textarea>
    }
    .into_any()
}
