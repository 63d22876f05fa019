//! Scrolls no further than it takes to see a part of the page whole.

use leptos::html::Div;
use leptos::prelude::*;

/// Once what has changed is drawn.
#[cfg(feature = "hydrate")]
pub fn bring_into_view(part: NodeRef<Div>) {
    use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

    request_animation_frame(move || {
        if let Some(part) = part.try_get_untracked().flatten() {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            part.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// The server shows nothing to anyone.
#[cfg(not(feature = "hydrate"))]
pub fn bring_into_view(_part: NodeRef<Div>) {}
