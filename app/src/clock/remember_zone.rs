use leptos::prelude::*;

/// Tells the server the browser's zone when it does not know one yet, and reads the page's
/// times anew. Draws nothing.
#[component]
pub fn RememberZone(
    /// The server knows a zone already.
    known: bool,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let reload = expect_context::<crate::frame::Reload>();
        Effect::new(move |_| {
            // Once for each document: where cookies are blocked, the server never comes to know it.
            if !known && !TOLD.replace(true) {
                leptos::task::spawn_local(tell_zone(reload));
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = known;
}

#[cfg(feature = "hydrate")]
thread_local! {
    static TOLD: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

#[cfg(feature = "hydrate")]
async fn tell_zone(reload: crate::frame::Reload) {
    if let Some(zone) = browser_zone()
        && super::choose_zone::choose_zone(zone, String::new()).await.is_ok()
    {
        reload.all();
    }
}

/// The zone that the browser runs in.
#[cfg(feature = "hydrate")]
fn browser_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
