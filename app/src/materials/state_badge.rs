use domain::material::MaterialState;
use leptos::prelude::*;

/// The state of a material, in words; the colour only repeats them.
#[component]
pub fn StateBadge(state: MaterialState) -> impl IntoView {
    view! { <span class=format!("badge badge-{}", state.as_str())>{state.label()}</span> }
}
