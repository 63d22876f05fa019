//! Words that are typed and not stored yet outlive a reload of the page: the browser keeps them with the tab, and no
//! longer. Where it keeps nothing, they stay on the page as everything that is typed.

use domain::words::tidied;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{
    Element, FormData, HtmlDetailsElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    UrlSearchParams,
};

use super::Posted;
use crate::error::AppError;

/// The words of one form.
#[derive(Clone, Copy)]
pub struct Unsent {
    field: NodeRef<Textarea>,
    /// Where they are kept: what the form is about, and who writes.
    place: StoredValue<String>,
    /// The field holds words that are not stored.
    typed: RwSignal<bool>,
}

impl Unsent {
    /// Puts back what is kept, unless something else came back with the page, or `stored` holds the same words under the
    /// id that stood in `id_field`: then only the answer was lost.
    pub fn begin(
        field: NodeRef<Textarea>,
        place: String,
        typed: RwSignal<bool>,
        posted: Posted,
        id_field: &'static str,
        stored: impl Fn(&str) -> Option<String> + 'static,
    ) -> Self {
        let unsent = Self { field, place: StoredValue::new(place), typed };
        Effect::new(move |begun: Option<bool>| {
            if begun == Some(true) {
                return true;
            }
            let Some(field) = field.get() else { return false };
            if !posted.is_there() {
                unsent.put_back(&field, id_field, &stored);
            }
            true
        });
        unsent
    }

    fn put_back(self, field: &HtmlTextAreaElement, id_field: &str, stored: &impl Fn(&str) -> Option<String>) {
        let kept = self.place.with_value(|place| storage::get(place));
        let kept = kept.and_then(|kept| UrlSearchParams::new_with_str(&kept).ok());
        if let Some(kept) = kept {
            let words = kept.get(&field.name()).unwrap_or_default();
            // Some browsers fill in again themselves what a page held before it was loaded anew.
            let is_same = field.value() == words;
            let stored = kept.get(id_field).and_then(|id| stored(&id));
            if stored.as_ref().is_some_and(|stored| tidied(stored) == tidied(&words)) {
                self.forget();
                if is_same {
                    field.set_value(&field.default_value().unwrap_or_default());
                }
            } else if is_same || is_as_brought(field) {
                field.set_value(&words);
                open_folds_around(field);
                if stored.is_some() {
                    kept.delete(id_field);
                }
                if let Some(form) = field.form() {
                    fill(&form, &kept, id_field);
                }
            }
        }
        // Someone may have typed before the page was alive.
        if !is_as_brought(field) {
            self.keep();
        }
    }

    /// Something was typed or chosen in the form.
    pub fn keep(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let is_empty = field.value().trim().is_empty();
        self.typed.set(!is_empty);
        let form = field.form().filter(|_| !is_empty && !is_as_brought(&field));
        self.place.with_value(|place| match form.and_then(|form| fields_of(&form)) {
            Some(fields) => storage::set(place, &fields),
            None => storage::remove(place),
        });
    }

    /// The words are stored, or nobody's any more.
    pub fn forget(self) {
        self.typed.set(false);
        self.place.with_value(|place| storage::remove(place));
    }
}

/// Whether words are kept there.
pub fn is_kept(place: &str) -> bool {
    storage::get(place).is_some()
}

/// Forgets the words of a form that goes with having sent them.
pub fn forget_when_stored<F>(action: ServerAction<F>, place: impl Fn(&F) -> String + 'static)
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    Effect::new(move |under_way: Option<Option<String>>| {
        if let Some(sent) = action.input().get() {
            return Some(place(&sent));
        }
        // What became of it is cleared as the form goes.
        if let Some(place) = under_way.flatten()
            && !matches!(action.value().get_untracked(), Some(Err(_)))
        {
            storage::remove(&place);
        }
        None
    });
}

/// Nobody is signed in here any more: others may use the machine.
pub fn forget_all() {
    storage::clear();
}

fn is_as_brought(field: &HtmlTextAreaElement) -> bool {
    field.default_value().is_ok_and(|brought| brought == field.value())
}

fn fields_of(form: &HtmlFormElement) -> Option<String> {
    let fields = FormData::new_with_form(form).ok()?;
    UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?.to_string().as_string()
}

/// Chooses again what was chosen beside the words, above all who reads them. Of what the page itself hands to the form
/// only the id is as it was, unless it is used up, so that sending again stores once. (Its field says `autocomplete="off"`, lest a browser
/// put an id back that is used up.)
fn fill(form: &HtmlFormElement, kept: &UrlSearchParams, id_field: &str) {
    let parts = form.elements();
    for part in (0..parts.length()).filter_map(|place| parts.item(place)) {
        if let Some(input) = part.dyn_ref::<HtmlInputElement>() {
            fill_input(input, kept, id_field);
        } else if let Some(choice) = part.dyn_ref::<HtmlSelectElement>()
            && let Some(chosen) = kept.get(&choice.name())
        {
            choice.set_value(&chosen);
        }
    }
}

fn fill_input(input: &HtmlInputElement, kept: &UrlSearchParams, id_field: &str) {
    let (name, value) = (input.name(), kept.get(&input.name()));
    match (input.type_().as_str(), value) {
        ("radio", Some(chosen)) => input.set_checked(input.value() == chosen),
        ("checkbox", chosen) => {
            input.set_checked(chosen.is_some());
            if chosen.is_some() {
                open_folds_around(input);
            }
        }
        ("hidden", Some(id)) if name == id_field => input.set_value(&id),
        ("hidden" | "radio", _) => {}
        // What the address says of it counts, unless it was emptied.
        (_, Some(typed)) if typed.is_empty() || input.default_value().is_empty() => input.set_value(&typed),
        _ => {}
    }
}

fn open_folds_around(part: &Element) {
    let fold = part.closest("details").ok().flatten();
    if let Some(fold) = fold.and_then(|fold| fold.dyn_into::<HtmlDetailsElement>().ok()) {
        fold.set_open(true);
    }
}

/// The browser's storage of the tab. Every failure here is one of memory only.
#[cfg(feature = "hydrate")]
mod storage {
    use leptos::prelude::window;
    use web_sys::Storage;

    fn of_tab() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    pub fn get(place: &str) -> Option<String> {
        of_tab()?.get_item(place).ok().flatten()
    }

    pub fn set(place: &str, words: &str) {
        let _ = of_tab().map(|storage| storage.set_item(place, words));
    }

    pub fn remove(place: &str) {
        let _ = of_tab().map(|storage| storage.remove_item(place));
    }

    pub fn clear() {
        let _ = of_tab().map(|storage| storage.clear());
    }
}

#[cfg(not(feature = "hydrate"))]
mod storage {
    pub fn get(_place: &str) -> Option<String> {
        None
    }

    pub fn set(_place: &str, _words: &str) {}

    pub fn remove(_place: &str) {}

    pub fn clear() {}
}
