use domain::material::MaterialState;
use leptos::prelude::*;

/// The state of a material, in words, and whether it came late; the colour only repeats the state.
#[component]
pub fn StateBadge(state: MaterialState, late: bool) -> impl IntoView {
    view! { <span class=format!("badge badge-{}", state.as_str())>{state.label_with(late)}</span> }
}
