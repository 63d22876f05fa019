//! The fields of a form, beside the words: as they are kept, and chosen again.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{
    Element, FormData, HtmlDetailsElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, UrlSearchParams,
};
use leptos_router::params::ParamsMap;

pub fn fields_of(form: &HtmlFormElement) -> Option<String> {
    let fields = FormData::new_with_form(form).ok()?;
    UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?.to_string().as_string()
}

/// Chooses again what was chosen beside the words, above all who reads them. Of what the page itself hands to the form
/// only the id is as it was, unless it is used up, so that sending again stores once. (Its field says
/// `autocomplete="off"`, lest a browser put an id back that is used up.)
pub fn fill(form: &HtmlFormElement, kept: &UrlSearchParams, id_field: &str, address: &ParamsMap) {
    let parts = form.elements();
    for part in (0..parts.length()).filter_map(|place| parts.item(place)) {
        if let Some(input) = part.dyn_ref::<HtmlInputElement>() {
            fill_input(input, kept, id_field, address);
        } else if let Some(choice) = part.dyn_ref::<HtmlSelectElement>()
            && let Some(chosen) = kept.get(&choice.name())
        {
            choice.set_value(&chosen);
        }
    }
}

fn fill_input(input: &HtmlInputElement, kept: &UrlSearchParams, id_field: &str, address: &ParamsMap) {
    let name = input.name();
    match (input.type_().as_str(), kept.get(&name)) {
        ("radio", Some(chosen)) => input.set_checked(input.value() == chosen),
        ("checkbox", chosen) => {
            input.set_checked(chosen.is_some());
            if chosen.is_some() {
                open_folds_around(input);
            }
        }
        ("hidden", Some(id)) if name == id_field => input.set_value(&id),
        ("hidden" | "radio", _) => {}
        (_, Some(typed)) => {
            // What the address says of it counts, unless it was emptied.
            let is_told = address.get_str(&name).is_some() && !input.default_value().is_empty();
            if typed.is_empty() || !is_told {
                input.set_value(&typed);
            }
        }
        _ => {}
    }
}

pub fn open_folds_around(part: &Element) {
    let fold = part.closest("details").ok().flatten();
    if let Some(fold) = fold.and_then(|fold| fold.dyn_into::<HtmlDetailsElement>().ok()) {
        fold.set_open(true);
    }
}
