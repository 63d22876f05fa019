use leptos::prelude::*;

/// Tells that the gate has refused the last version of a material while an earlier one stands, and why.
#[component]
pub fn RefusedNote(
    /// As [`Material::refused_in_words`](domain::material::Material::refused_in_words) has them.
    words: String,
) -> impl IntoView {
    view! { <p class="note warn">{words}</p> }
}
