//! Whether the reader has asked their browser to load little.

#[cfg(feature = "hydrate")]
pub fn saves_data() -> bool {
    let navigator = leptos::prelude::window().navigator();
    let connection = js_sys::Reflect::get(&navigator, &"connection".into());
    let saves = connection.and_then(|connection| js_sys::Reflect::get(&connection, &"saveData".into()));
    saves.is_ok_and(|saves| saves.is_truthy())
}

/// The server loads nothing.
#[cfg(not(feature = "hydrate"))]
pub fn saves_data() -> bool {
    true
}
