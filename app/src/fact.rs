//! A fact beside its name, in a list of facts.

use leptos::prelude::*;

use crate::erased::Erase;

/// One of a `<dl class="facts">`.
#[component]
pub fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .erased()
}
