use domain::gate::passage::MAX_REASON_CHARS;
use domain::id::{SeminarSlug, VersionId};
use leptos::form::ActionForm;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use super::RuleOnVersion;
use super::typing::Typing;
use crate::erased::Erase;
use crate::form::{
    Posted, ReasonField, SendButton, SendingError, failure_of, focus_on, form_error, holds_focus, posted,
};

/// Lets a held file through or refuses it, with the reason.
#[component]
pub fn RulingForm(
    slug: SeminarSlug,
    version: VersionId,
    passes: bool,
    /// Whether it still waits.
    is_held: Memo<bool>,
    typing: Typing,
    rule: ServerAction<RuleOnVersion>,
) -> impl IntoView {
    let posted = came_back(version).of("passes", &passes.to_string());
    let came_back = if posted.is_there() { form_error::<RuleOnVersion>() } else { None };
    let key = version.to_string();
    let error = failure_of(rule, came_back, move |sent| sent.version == key && sent.passes == passes);
    let (id, label, button) = if passes {
        ("reason", "Why it may pass", "Release")
    } else {
        ("refusal", "Why it is refused, for its delegation to read", "Refuse")
    };
    let id = format!("{id}-{version}");
    let (field, problem) = (id.clone(), StoredValue::new(format!("{id}-problem")));
    let told_at = Signal::derive(move || error.with(Option::is_some).then(|| problem.get_value()));
    let part = NodeRef::<Div>::new();
    // What stands there as the page comes alive: what came back, or was typed before.
    Effect::new(move |_| {
        let reason = part.get().and_then(|part| part.query_selector("[name=reason]").ok().flatten());
        if let Some(reason) = reason.and_then(|reason| reason.dyn_into::<HtmlInputElement>().ok()) {
            typing.note(version, passes, !reason.value().trim().is_empty());
        }
    });
    Effect::new(move |_| {
        if error.with(Option::is_some) && part.get_untracked().is_some_and(|part| holds_focus(&part)) {
            focus_on(&field);
        }
    });
    // Of a file that waits no more, the field does not go under the hands of whoever empties it.
    let typed = move |words: String| {
        typing.note(version, passes, !words.trim().is_empty() || !is_held.get_untracked());
    };
    let told = move || {
        error.get().map(|error| {
            view! {
                <div id=problem.get_value()>
                    <SendingError error=Some(error) />
                </div>
            }
        })
    };
    view! {
        <div node_ref=part on:input=move |event| typed(event_target_value(&event))>
            <ActionForm action=rule>
                <input type="hidden" name="seminar" value=slug.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <input type="hidden" name="passes" value=passes.to_string() />
                {told}
                <p class="field">
                    <ReasonField id label most=MAX_REASON_CHARS told_at posted />
                </p>
                <SendButton waits=rule.pending() then="held">
                    {button}
                </SendButton>
            </ActionForm>
        </div>
    }
    .erased()
}

/// The ruling on this version that came back.
pub fn came_back(version: VersionId) -> Posted {
    posted::<RuleOnVersion>().of("version", &version.to_string())
}
