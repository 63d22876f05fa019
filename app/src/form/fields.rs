//! Fields that many forms have. In a form that came back they hold what was posted.

use leptos::html::{Input, Textarea};
use leptos::prelude::*;

use super::{Posted, field_text};
use crate::erased::Erase;

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
    #[prop(optional)] field: NodeRef<Input>,
    posted: Posted,
) -> impl IntoView {
    let failed = move || told_at.with(Option::is_some);
    view! {
        <label for=id.clone()>{label}</label>
        <input
            id=id
            name="reason"
            node_ref=field
            maxlength=most.to_string()
            value=posted.get("reason")
            required=required
            autofocus=untrack(failed)
            aria-invalid=move || failed().then_some("true")
            aria-describedby=move || told_at.get()
        />
    }
    .erased()
}

/// Words of some lines.
#[component]
pub fn WordsField(
    #[prop(into)] id: String,
    name: &'static str,
    #[prop(into)] label: Signal<String>,
    rows: u8,
    /// The longest words, in characters.
    most: usize,
    /// Nothing is done without any.
    #[prop(default = true)]
    required: bool,
    /// What stands there at first where nothing was posted.
    #[prop(optional)]
    words: String,
    /// What to know of them, below the field.
    #[prop(optional, into)]
    hint: Option<String>,
    #[prop(optional)] field: NodeRef<Textarea>,
    posted: Posted,
) -> impl IntoView {
    let text = posted.text(name).unwrap_or_else(|| field_text(&words));
    let hint_id = hint.as_ref().map(|_| format!("{id}-hint"));
    let hint = hint.map(|hint| {
        view! {
            <p id=hint_id.clone() class="hint">
                {hint}
            </p>
        }
    });
    view! {
        <label for=id.clone()>{label}</label>
        <textarea
            id=id
            name=name
            rows=rows.to_string()
            maxlength=most.to_string()
            required=required
            aria-describedby=hint_id
            node_ref=field
            inner_html=text
        ></textarea>
        {hint}
    }
    .erased()
}
