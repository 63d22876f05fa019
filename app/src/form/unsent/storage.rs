//! The browser's storage of the tab. Every failure here is one of memory only.

#[cfg(feature = "hydrate")]
pub use in_browser::{clear, get, places_under, remove, set};
#[cfg(not(feature = "hydrate"))]
pub use on_server::{clear, get, places_under, remove, set};

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::prelude::window;
    use web_sys::Storage;

    fn of_tab() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    pub fn get(place: &str) -> Option<String> {
        of_tab()?.get_item(place).ok().flatten()
    }

    pub fn places_under(beginning: &str) -> Vec<String> {
        let Some(storage) = of_tab() else { return Vec::new() };
        let numbers = 0..storage.length().unwrap_or_default();
        let places = numbers.filter_map(|number| storage.key(number).ok().flatten());
        places.filter(|place| place.starts_with(beginning)).collect()
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

/// There is none.
#[cfg(not(feature = "hydrate"))]
mod on_server {
    pub fn get(_place: &str) -> Option<String> {
        None
    }

    pub fn places_under(_beginning: &str) -> Vec<String> {
        Vec::new()
    }

    pub fn set(_place: &str, _words: &str) {}

    pub fn remove(_place: &str) {}

    pub fn clear() {}
}
