use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::SignIn;
#[cfg(feature = "ssr")]
use super::tried_address::read as tried_address;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};
use crate::frame::PageTitle;

/// `/sign-in`
pub struct SignInPage;

impl SignInPage {
    pub fn view() -> AnyView {
        let next = use_query_map().get_untracked().get("next").unwrap_or_default();
        let error = form_error::<SignIn>();
        let failed = error.is_some();
        let tried = SharedValue::new(move || failed.then(tried_address).flatten()).into_inner();
        let again = tried.is_some();
        view! {
            <PageTitle text="Sign in" />
            <div class="narrow">
                <h1>"Sign in"</h1>
                <form class="form" method="post" action={post_to::<SignIn>()}>
                    <FormError error />
                    <input type="hidden" name="next" value=next />
                    <label for="email">"Mail address"</label>
                    <input
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        value=tried
                        required=true
                    />
                    <label for="password">"Password"</label>
                    <input
                        id="password"
                        name="password"
                        type="password"
                        autocomplete="current-password"
                        autofocus=again
                        required=true
                    />
                    <button class="button">"Sign in"</button>
                </form>
                <p>
                    <A href="/forgotten-password">"Forgotten your password?"</A>
                </p>
            </div>
        }
        .erased()
    }
}

/// Only the server finds it.
#[cfg(not(feature = "ssr"))]
fn tried_address() -> Option<String> {
    None
}
