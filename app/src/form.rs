//! Plain forms: they post to a server function with or without JavaScript, and what failed comes
//! back to their page.

mod arrived;
mod fields;
mod focus;
mod news;
mod once_stored;
mod outcome;
mod seen_by_reader;
mod send_button;
mod send_key;
mod sent;
mod told_in_address;
mod unsent;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::server_fn::error::ServerFnUrlError;
use leptos::web_sys::{HtmlFormElement, HtmlTextAreaElement};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

pub use arrived::Arrived;
pub use fields::{ReasonField, WordsField};
pub use focus::{close_fold, focus_as_it_opens, focus_on, focus_on_part, hand_on_focus, holds_focus, keep_focus_in};
pub use news::{News, NewsNote};
pub use once_stored::once_stored;
pub use outcome::{Failure, FormError, Outcome, PROBLEM, SendingError, failure_of};
pub use seen_by_reader::{SeenByReader, seen_by_reader};
pub use send_button::SendButton;
pub use send_key::{SEND_KEYS, send_by_key};
pub use sent::{MARK_SENT, is_sent};
pub use told_in_address::{keep_what_is_told, told_in_address};
pub use unsent::{Unsent, forget_all, forget_at, is_kept, kept_under};

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
    /// The field that someone wrote in.
    pub field: String,
    pub fields: Vec<(String, String)>,
}

/// The form that this document came back with.
#[derive(Clone, Copy)]
struct CameBackWith {
    /// Where it was posted to.
    path: StoredValue<Option<String>>,
    /// `None` once its words are stored.
    kept: StoredValue<Option<KeptForm>>,
}

/// Takes along to the browser what the server has found for this page, so that both draw the same.
pub fn take_along_posted() {
    let kept = SharedValue::new(use_context::<KeptForm>).into_inner();
    let path = StoredValue::new(kept.as_ref().map(|kept| kept.path.clone()));
    provide_context(CameBackWith { path, kept: StoredValue::new(kept) });
}

/// What was posted by this page's form to `F` that came back. Nothing where none did, or where the server does not have
/// it any more.
pub fn posted<F: ServerFn>() -> Posted {
    let query = use_query_map().get_untracked();
    let named = |name: &str, word: &str| query.get_str(name).is_some_and(|found| found == word);
    let kept = use_context::<CameBackWith>()
        .and_then(|came_back| came_back.kept.get_value())
        .filter(|kept| kept.path == F::PATH && named("__path", &kept.path) && named(TOKEN, &kept.token));
    Posted(StoredValue::new(kept))
}

/// Once the words of a form to `F` are stored, they come back no more.
pub fn forget_posted_once_stored<F>(action: ServerAction<F>)
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let Some(came_back) = use_context::<CameBackWith>() else { return };
    once_stored(action, move |_, _| {
        came_back.kept.update_value(|kept| {
            kept.take_if(|kept| kept.path == F::PATH);
        });
    });
}

/// A form that came back.
#[derive(Clone, Copy)]
pub struct Posted(StoredValue<Option<KeptForm>>);

impl Posted {
    pub fn is_there(self) -> bool {
        self.0.with_value(Option::is_some)
    }

    /// Of several forms to one function, what the one posted that has this value in that field.
    pub fn of(self, name: &str, value: &str) -> Self {
        if self.has(name, value) { self } else { Self(StoredValue::new(None)) }
    }

    pub fn has(self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|posted| posted == value)
    }

    pub fn get(self, name: &str) -> Option<String> {
        let find =
            |kept: &KeptForm| kept.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        self.0.with_value(|kept| kept.as_ref().and_then(find))
    }

    /// What someone wrote.
    pub fn words(self) -> Option<String> {
        let field = self.0.with_value(|kept| kept.as_ref().map(|kept| kept.field.clone()))?;
        self.get(&field).filter(|words| !words.trim().is_empty())
    }

    /// A field's words for the `inner_html` of a `<textarea>`.
    pub fn text(self, name: &str) -> Option<String> {
        self.get(name).map(|words| field_text(&words))
    }

    pub fn names(self) -> Vec<String> {
        let names = |kept: &KeptForm| kept.fields.iter().map(|(field, _)| field.clone()).collect();
        self.0.with_value(|kept| kept.as_ref().map(names).unwrap_or_default())
    }
}

/// Empties a form to `F` whose words are stored. What came back stands in it as if the page had brought it, and has to
/// go by hand.
pub fn empty<F: ServerFn>(form: &HtmlFormElement) {
    let came_back = use_context::<CameBackWith>();
    if came_back.is_some_and(|came_back| came_back.path.with_value(|path| path.as_deref() == Some(F::PATH))) {
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

#[cfg(test)]
mod tests {
    use super::field_text;

    #[test]
    fn what_stands_in_a_field_does_not_end_it() {
        assert_eq!(field_text("a&lt;b </textarea><p>"), "a&amp;lt;b &lt;/textarea>&lt;p>");
    }
}
