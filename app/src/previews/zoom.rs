//! Whether the reader has made the page larger with their fingers.

use leptos::prelude::*;

/// Follows it until the caller's owner is cleaned up.
#[cfg(feature = "hydrate")]
pub fn zoomed() -> Signal<bool> {
    use gloo_events::EventListener;

    /// Some browsers do not come back to 1 exactly.
    const ALMOST_NOT: f64 = 1.01;
    let Some(viewport) = window().visual_viewport() else { return Signal::stored(false) };
    let zoomed = RwSignal::new(viewport.scale() > ALMOST_NOT);
    let seen = viewport.clone();
    let listener = EventListener::new(&viewport, "resize", move |_| zoomed.set(seen.scale() > ALMOST_NOT));
    // Its owner drops it.
    StoredValue::new_local(listener);
    zoomed.into()
}

/// The server shows nothing to anyone.
#[cfg(not(feature = "hydrate"))]
pub fn zoomed() -> Signal<bool> {
    Signal::stored(false)
}
