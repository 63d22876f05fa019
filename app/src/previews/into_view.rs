//! What is in sight of a part of the page, and scrolling no further than it takes to see it whole.

use leptos::html::{Div, P};
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

/// Whether what begins and ends with these parts of the page goes on down or up, out of sight.
#[cfg(feature = "hydrate")]
pub fn goes_on(down: bool, first: NodeRef<Div>, last: NodeRef<P>) -> bool {
    /// What is laid out between pixels, in pixels.
    const ROUNDING: f64 = 1.0;
    if down {
        let screen = document().document_element().map_or(0, |root| root.client_height());
        let end = last.get_untracked().map(|last| last.get_bounding_client_rect().bottom());
        end.is_some_and(|end| end > f64::from(screen) + ROUNDING)
    } else {
        let start = first.get_untracked().map(|first| first.get_bounding_client_rect().top());
        start.is_some_and(|start| start < -ROUNDING)
    }
}

/// The server shows nothing to anyone.
#[cfg(not(feature = "hydrate"))]
pub fn goes_on(_down: bool, _first: NodeRef<Div>, _last: NodeRef<P>) -> bool {
    false
}
