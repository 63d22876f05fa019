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
    /// The id of what says why the form came back for another reason, which is then given here.
    #[prop(optional, into)]
    told_at: Signal<Option<String>>,
    posted: Posted,
) -> impl IntoView {
    let failed = move || told_at.with(Option::is_some);
    view! {
        <label for=id.clone()>{label}</label>
        <input
            id=id
            name="reason"
            maxlength=most.to_string()
            value=posted.get("reason")
            required=required
            autofocus=untrack(failed)
            aria-invalid=move || failed().then_some("true")
            aria-describedby=move || told_at.get()
        />
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
