use leptos::prelude::*;

/// The title of the document: `text`, and whose office this is. Draws nothing.
///
/// In the browser it stays until another page brings its own. `leptos_meta` would take it away with
/// the view that it stands in, and a page whose data is loaded anew would have none for a moment.
#[component]
pub fn PageTitle(#[prop(into)] text: String) -> impl IntoView {
    let title = format!("{text} – Lectern");
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| document().set_title(&title));
    // On the server it goes into the head as soon as it is made.
    #[cfg(not(feature = "hydrate"))]
    drop(view! { <leptos_meta::Title text=title /> });
}
