use leptos::prelude::*;

use crate::form::focus_on_part;

/// Leads to the place on a page that the address names (`…#comment`), once what the page shows has come: the router
/// looks for the place before that, and finds none. Where that is a form, the focus begins in it; where the address names
/// none, at the page's heading: the link that led here is gone, and the focus with it.
#[derive(Debug, Clone, Copy)]
pub struct Landing {
    pending: StoredValue<bool>,
}

impl Landing {
    /// Of a page that begins here. To a place in a document that has just been loaded, the browser goes itself.
    pub fn begin() -> Self {
        let hydrates = Owner::current_shared_context().is_some_and(|shared| shared.during_hydration());
        Self { pending: StoredValue::new(cfg!(feature = "hydrate") && !hydrates) }
    }

    /// What the page shows has come. What comes later is news of the same page, and moves nobody.
    pub fn land(self) {
        if self.pending.try_update_value(std::mem::take) == Some(true) {
            // By the next frame it stands in the document, and its address in the address bar.
            request_animation_frame(arrive);
        }
    }
}

/// Unless the reader is somewhere on the page already.
fn arrive() {
    let is_at_top = window().scroll_y().is_ok_and(|pixels| pixels < 1.0);
    let is_nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    let location = window().location();
    let place = location.hash().unwrap_or_default();
    if !is_at_top || !is_nowhere {
        return;
    }
    if place.is_empty() {
        focus_on_heading();
    } else if let Ok(address) = location.href() {
        // The same address once more is no load, but the browser's own way to the place: it takes the focus along.
        // Where that fails, the reader is at the top.
        let _ = location.replace(&address);
        focus_in_form(place.trim_start_matches('#'));
    }
}

/// On the first field of the form whose heading has this id, or on what unfolds it.
fn focus_in_form(heading: &str) {
    let first = format!(".card[aria-labelledby='{heading}'] :is(summary, textarea):not([hidden] *)");
    if let Ok(Some(first)) = document().query_selector(&first) {
        focus_on_part(first);
    }
}

fn focus_on_heading() {
    if let Ok(Some(heading)) = document().query_selector("#content h1") {
        focus_on_part(heading);
    }
}
