use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::SignIn;
use crate::form::{FormError, form_error, post_to};
use crate::frame::PageTitle;

/// `/sign-in`
pub struct SignInPage;

impl SignInPage {
    pub fn view() -> AnyView {
        let next = use_query_map().get_untracked().get("next").unwrap_or_default();
        view! {
            <PageTitle text="Sign in" />
            <div class="narrow">
                <h1>"Sign in"</h1>
                <form class="form" method="post" action={post_to::<SignIn>()}>
                    <FormError error={form_error::<SignIn>()} />
                    <input type="hidden" name="next" value=next />
                    <label for="email">"Mail address"</label>
                    <input id="email" name="email" type="email" autocomplete="username" required=true />
                    <label for="password">"Password"</label>
                    <input
                        id="password"
                        name="password"
                        type="password"
                        autocomplete="current-password"
                        required=true
                    />
                    <button class="button">"Sign in"</button>
                </form>
                <p>
                    <A href="/forgotten-password">"Forgotten your password?"</A>
                </p>
            </div>
        }
        .into_any()
    }
}
