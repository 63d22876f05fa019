use domain::certificate::issued::PublicState;
use leptos::prelude::*;

/// What became of a certificate, in one word; the colour only repeats it.
#[component]
pub fn ValidityBadge(state: PublicState) -> impl IntoView {
    let (class, word) = match state {
        PublicState::Valid => ("badge badge-accepted", "Valid"),
        PublicState::Revoked { .. } => ("badge badge-changes-requested", "Revoked"),
        PublicState::Superseded { .. } => ("badge badge-late", "Superseded"),
    };
    view! { <span class=class>{word}</span> }
}
