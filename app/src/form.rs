//! Plain forms: they post to a server function with or without JavaScript, and what failed comes
//! back to their page.

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use leptos::web_sys::{Element, HtmlTextAreaElement};
use leptos_router::hooks::use_query_map;

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
    let came_back = form_error::<F>();
    move || match action.value().get() {
        Some(Ok(_)) => view! { <p class="note ok" role="status">{sent}</p> }.into_any(),
        Some(Err(error)) if came_back.is_none() => view! { <FormError error=Some(error) /> }.into_any(),
        _ => came_back.clone().map(|error| view! { <CameBack error /> }).into_any(),
    }
}

/// The error of a form that was posted without JavaScript: the browser still has what was typed.
#[component]
fn CameBack(error: AppError) -> impl IntoView {
    view! {
        <p class="problem" role="alert">
            {error.to_string()}
            " Go back in your browser to find what you wrote, copy it, and load the page anew."
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
