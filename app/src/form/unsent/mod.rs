//! Words that are typed and not stored yet outlive a reload of the page: the browser keeps them with the tab, and no
//! longer. Where it keeps nothing, they stay on the page as everything that is typed.

mod field;
mod fill;
mod storage;

use domain::words::tidied;
use leptos::prelude::*;
use leptos::web_sys::UrlSearchParams;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::Posted;
use field::{Field, FieldOnPage};
use fill::{fields_of, fill, open_folds_around};

/// The words of one form.
#[derive(Clone, Copy)]
pub struct Unsent {
    field: Field,
    /// Where they are kept: what the form is about, and who writes.
    place: StoredValue<String>,
    /// The field holds words that are not stored.
    typed: RwSignal<bool>,
}

impl Unsent {
    /// Puts back what is kept, unless something else came back with the page, or `stored` holds the same words under the
    /// id that stood in `id_field`: then only the answer was lost.
    pub fn begin(
        field: impl Into<Field>,
        place: String,
        typed: RwSignal<bool>,
        posted: Posted,
        id_field: &'static str,
        stored: impl Fn(&str) -> Option<String> + 'static,
    ) -> Self {
        let unsent = Self { field: field.into(), place: StoredValue::new(place), typed };
        let address = use_query_map().get_untracked();
        Effect::new(move |begun: Option<bool>| {
            if begun == Some(true) {
                return true;
            }
            let Some(field) = unsent.field.get() else { return false };
            if !posted.is_there() {
                unsent.put_back(&field, id_field, &stored, &address);
            }
            true
        });
        unsent
    }

    fn put_back(
        self,
        field: &FieldOnPage,
        id_field: &str,
        stored: &impl Fn(&str) -> Option<String>,
        address: &ParamsMap,
    ) {
        if let Some(kept) = self.place.with_value(|place| form_at(place)) {
            let words = kept.get(&field.name()).unwrap_or_default();
            // Some browsers fill in again themselves what a page held before it was loaded anew.
            let is_same = field.value() == words;
            let stored = kept.get(id_field).and_then(|id| stored(&id));
            if stored.as_ref().is_some_and(|stored| tidied(stored) == tidied(&words)) {
                self.forget();
                if is_same {
                    field.set_value(&field.brought());
                }
            } else if is_same || field.is_as_brought() {
                field.set_value(&words);
                open_folds_around(field.element());
                if stored.is_some() {
                    kept.delete(id_field);
                }
                if let Some(form) = field.form() {
                    fill(&form, &kept, id_field, address);
                }
            }
        }
        // Someone may have typed before the page was alive.
        if !field.is_as_brought() {
            self.keep();
        }
    }

    /// Something was typed or chosen in the form.
    pub fn keep(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let is_empty = field.value().trim().is_empty();
        self.typed.set(!is_empty);
        let form = field.form().filter(|_| !is_empty && !field.is_as_brought());
        self.place.with_value(|place| match form.and_then(|form| fields_of(&form)) {
            Some(fields) => storage::set(place, &fields),
            None => storage::remove(place),
        });
    }

    /// The words are stored, or nobody's any more.
    pub fn forget(self) {
        self.typed.set(false);
        self.place.with_value(|place| forget_at(place));
    }
}

/// Whether words are kept there.
pub fn is_kept(place: &str) -> bool {
    storage::get(place).is_some()
}

/// What is kept in places that begin so: each place, and the words of the field with this name.
pub fn kept_under(beginning: &str, field: &str) -> Vec<(String, String)> {
    let words = |place: String| {
        let words = form_at(&place)?.get(field)?;
        Some((place, words))
    };
    storage::places_under(beginning).into_iter().filter_map(words).collect()
}

/// Forgets the words of a form that may be gone itself.
pub fn forget_at(place: &str) {
    storage::remove(place);
}

/// Nobody is signed in here any more: others may use the machine.
pub fn forget_all() {
    storage::clear();
}

fn form_at(place: &str) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str(&storage::get(place)?).ok()
}
