use leptos::html::Details;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlFormElement;

use super::DeleteVersion;
use crate::form::{close_fold, empty, once_stored};

/// Closes and empties the form in this fold when its version is deleted: another one stands in it by then, which the
/// same button once more would delete.
pub fn close_once_deleted(fold: NodeRef<Details>, delete: ServerAction<DeleteVersion>) {
    once_stored(delete, move |_, ()| {
        let Some(fold) = fold.get_untracked() else { return };
        close_fold(&fold);
        let form = fold.query_selector("form").ok().flatten();
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            empty::<DeleteVersion>(&form);
        }
    });
}
