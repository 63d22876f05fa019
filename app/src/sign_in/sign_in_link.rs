use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::address::{here, parameter};

/// The link to sign in, after which one is on the page where one wanted to be.
#[component]
pub fn SignInLink(#[prop(default = "")] class: &'static str) -> impl IntoView {
    let location = use_location();
    let href = move || {
        let page = here(&location);
        if leads_in(&page) { "/sign-in".to_owned() } else { format!("/sign-in?next={}", parameter(&page)) }
    };
    view! { <A href attr:class=class>"Sign in"</A> }
}

/// The link to sign in for whoever has something on their page that shall stay.
#[component]
pub fn SignInElsewhere() -> impl IntoView {
    view! {
        <a href="/sign-in" target="_blank" rel="external noopener">
            "Sign in again in another tab"
        </a>
    }
}

/// Pages on which one signs in are no place to come back to.
fn leads_in(page: &str) -> bool {
    ["/sign-in", "/forgotten-password", "/new-password", "/invitations"].iter().any(|own| page.starts_with(own))
}
