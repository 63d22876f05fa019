//! Where the focus goes as parts of a page come and go. Left to the browser, it falls back to the top of the page.

use std::time::Duration;

use leptos::html::ElementType;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlDetailsElement, HtmlElement};

/// So long after a press what becomes of it may move the focus: later the reader is elsewhere.
pub const HANDS_ON_WITHIN: Duration = Duration::from_secs(30);

/// Puts the focus into what opens, unless the reader has it elsewhere. A page can come alive late, and the reader has
/// reached something in it by then; in a page that lives they come from the link that opened it.
pub fn focus_as_it_opens<E>(part: NodeRef<E>)
where
    E: ElementType + 'static,
    E::Output: AsRef<HtmlElement> + JsCast + Clone + 'static,
{
    let comes_alive = Owner::current_shared_context().is_some_and(|shared| shared.during_hydration());
    let elsewhere = if comes_alive { ":not(html, body)" } else { "input, select, textarea" };
    Effect::new(move |_| {
        let Some(part) = part.get() else { return };
        let is_elsewhere = |active: Element| active.matches(elsewhere).unwrap_or_default();
        if !document().active_element().is_some_and(is_elsewhere) {
            put_focus(AsRef::<HtmlElement>::as_ref(&part));
        }
    });
}

/// Closes a fold. A focus within it goes to what opens it again.
pub fn close_fold(fold: &HtmlDetailsElement) {
    let summary = fold.query_selector("summary").ok().flatten().filter(|_| holds_focus(fold));
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        put_focus(&summary);
    }
    fold.set_open(false);
}

/// Whether the focus is on something in this part of the page.
pub fn holds_focus(part: &Element) -> bool {
    document().active_element().is_some_and(|active| part.contains(Some(active.as_ref())))
}

/// Puts the focus on the part of the page with this id, which need be no link and no field.
pub fn focus_on(id: &str) {
    if let Some(part) = document().get_element_by_id(id) {
        focus_on_part(part);
    }
}

/// Keeps the focus where it is in a list that is about to be drawn in another order: what moves loses it. Where what
/// had it is gone or hidden by then, its row takes it, and what has the id `otherwise` where the row is gone, too.
pub fn keep_focus_in<E>(list: NodeRef<E>, otherwise: &'static str)
where
    E: ElementType + 'static,
    E::Output: AsRef<HtmlElement> + JsCast + Clone + 'static,
{
    let Some(list) = list.get_untracked() else { return };
    let list: &HtmlElement = list.as_ref();
    let held = document().active_element().filter(|active| list.contains(Some(active.as_ref())));
    let Some(held) = held else { return };
    let row = held.closest("li").ok().flatten();
    request_animation_frame(move || {
        for part in [Some(held), row].into_iter().flatten() {
            if is_lost() {
                focus_on_part(part);
            }
        }
        if is_lost() {
            focus_on(otherwise);
        }
    });
}

/// Puts the focus there once the page is drawn anew, if it is lost by then, or still on `pressed`: elements are used
/// again, and what had the focus may have become a button for something else.
pub fn hand_on_focus(pressed: Option<Element>, id: String) {
    request_animation_frame(move || {
        if is_lost() || document().active_element() == pressed {
            focus_on(&id);
        }
    });
}

fn is_lost() -> bool {
    document().active_element().is_none_or(|active| active.matches("body").unwrap_or_default())
}

/// Puts the focus on this part of the page, which need be no link and no field.
pub fn focus_on_part(part: Element) {
    let Ok(part) = part.dyn_into::<HtmlElement>() else { return };
    if part.tab_index() < 0 {
        part.set_tab_index(-1);
    }
    put_focus(&part);
}

fn put_focus(part: &HtmlElement) {
    // Without the focus the page works all the same.
    let _ = part.focus();
}
