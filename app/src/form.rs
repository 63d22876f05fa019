//! Plain forms: they post to a server function with or without JavaScript, and what failed comes
//! back to their page.

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use leptos::web_sys::{Element, HtmlFormElement, HtmlTextAreaElement};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// Where a form posts to, so that the server function `F` takes it.
pub fn post_to<F: ServerFn>() -> &'static str {
    F::url()
}

/// Why the last post of this page's form to `F` failed: it came back with that in the address.
pub fn form_error<F: ServerFn<Error = AppError>>() -> Option<AppError> {
    form_error_at(F::PATH)
}

/// The same for a form that posts to an endpoint of the server at `path`.
pub fn form_error_at(path: &str) -> Option<AppError> {
    let query = use_query_map().get_untracked();
    let failed = query.get_str("__path").is_some_and(|failed| failed == path);
    let error = query.get("__err").filter(|_| failed)?;
    Some(ServerFnUrlError::<AppError>::decode_err(&error))
}

/// The parameter of a page's address, beside the error, by which the server finds what was posted.
pub const TOKEN: &str = "__posted";

/// A form that was refused, as the server keeps it for a while. Not `Debug`: it is in no log.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeptForm {
    pub token: String,
    /// Where it was posted to.
    pub path: String,
    pub fields: Vec<(String, String)>,
}

/// Takes along to the browser what the server has found for this page, so that both draw the same.
pub fn take_along_posted() {
    let kept = SharedValue::new(use_context::<KeptForm>).into_inner();
    if let Some(kept) = kept {
        provide_context(kept);
    }
}

/// What was posted by this page's form to `F` that came back. Nothing where none did, or where the server does not have
/// it any more.
pub fn posted<F: ServerFn>() -> Posted {
    let query = use_query_map().get_untracked();
    let named = |name: &str, word: &str| query.get_str(name).is_some_and(|found| found == word);
    let kept = use_context::<KeptForm>()
        .filter(|kept| kept.path == F::PATH && named("__path", &kept.path) && named(TOKEN, &kept.token));
    Posted(StoredValue::new(kept.map(|kept| kept.fields).unwrap_or_default()))
}

/// The fields of a form that came back.
#[derive(Clone, Copy)]
pub struct Posted(StoredValue<Vec<(String, String)>>);

impl Posted {
    pub fn is_there(self) -> bool {
        self.0.with_value(|fields| !fields.is_empty())
    }

    /// Of several forms to one function, what the one posted that has this value in that field.
    pub fn of(self, name: &str, value: &str) -> Self {
        if self.has(name, value) { self } else { Self(StoredValue::new(Vec::new())) }
    }

    pub fn has(self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|posted| posted == value)
    }

    pub fn get(self, name: &str) -> Option<String> {
        self.0.with_value(|fields| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()))
    }

    /// A field's words for the `inner_html` of a `<textarea>`.
    pub fn text(self, name: &str) -> Option<String> {
        self.get(name).map(|words| field_text(&words))
    }

    pub fn names(self) -> Vec<String> {
        self.0.with_value(|fields| fields.iter().map(|(field, _)| field.clone()).collect())
    }
}

/// Empties a form to `F` whose words are stored. What came back stands in it as if the page had brought it, and has to
/// go by hand.
pub fn empty<F: ServerFn>(form: &HtmlFormElement) {
    if posted::<F>().is_there() {
        for (fields, brought) in [
            ("input:not([type=hidden], [type=radio], [type=checkbox])[value]", "value"),
            ("input[checked]", "checked"),
            ("option[selected]", "selected"),
        ] {
            while let Ok(Some(field)) = form.query_selector(fields) {
                if field.remove_attribute(brought).is_err() {
                    break;
                }
            }
        }
        while let Ok(Some(field)) = form.query_selector("textarea:not(:empty)") {
            field.set_text_content(None);
        }
    }
    form.reset();
}

/// What stands in a `<textarea>` at first, for its `inner_html`: Leptos writes children of one without escaping them.
pub fn field_text(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// Puts other words into a field where nothing but `before` stands. What someone has typed there stays. Answers
/// whether the words are there.
pub fn refill(field: &HtmlTextAreaElement, before: &str, words: &str) -> bool {
    let untouched = field.value() == before;
    if untouched {
        field.set_value(words);
    }
    untouched
}

/// Puts the focus into a field as it opens, unless someone types elsewhere: a page can come alive late.
pub fn focus_as_it_opens(field: NodeRef<Textarea>) {
    Effect::new(move |_| {
        let Some(field) = field.get() else { return };
        let typed_in = |active: Element| active.matches("input, select, textarea").unwrap_or_default();
        if !document().active_element().is_some_and(typed_in) {
            // Without the focus the form works all the same.
            let _ = field.focus();
        }
    });
}

/// An error beside the form that caused it.
#[component]
pub fn FormError(error: Option<AppError>) -> impl IntoView {
    error.map(|error| view! { <p class="problem" role="alert">{error.to_string()}</p> })
}

/// What became of the last sending: an error, or the words that it went well. What was typed stays
/// in the form until it is stored.
#[component]
pub fn Outcome<F>(action: ServerAction<F>, sent: &'static str) -> impl IntoView
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let (came_back, in_form) = (form_error::<F>(), posted::<F>().is_there());
    let otherwise = " Go back in your browser to find what you wrote, copy it, and load the page anew.";
    move || match action.value().get() {
        Some(Ok(_)) => view! { <p class="note ok" role="status">{sent}</p> }.into_any(),
        // At first the action has the error from the address.
        Some(Err(error)) if came_back.as_ref() != Some(&error) => view! { <FormError error=Some(error) /> }.into_any(),
        _ => came_back.clone().map(|error| view! { <CameBack error in_form otherwise /> }).into_any(),
    }
}

/// The error of a form that was posted without JavaScript, and where to find what was typed.
#[component]
pub fn CameBack(
    error: AppError,
    /// It stands in the form again.
    in_form: bool,
    /// Where else it is to be found.
    otherwise: &'static str,
) -> impl IntoView {
    let place = if in_form { " What you wrote is in the form again." } else { otherwise };
    view! {
        <p class="problem" role="alert">
            {error.to_string()}
            {place}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::field_text;

    #[test]
    fn what_stands_in_a_field_does_not_end_it() {
        assert_eq!(field_text("a&lt;b </textarea><p>"), "a&amp;lt;b &lt;/textarea>&lt;p>");
    }
}
