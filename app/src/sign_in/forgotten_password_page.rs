use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::RequestNewPassword;
use crate::form::{FormError, form_error, post_to};

/// `/forgotten-password`
pub struct ForgottenPasswordPage;

impl ForgottenPasswordPage {
    pub fn view() -> AnyView {
        let sent = use_query_map().get_untracked().get("sent").is_some();
        view! {
            <Title text="Forgotten password" />
            <div class="narrow">
                <h1>"Forgotten password"</h1>
                {if sent { view! { <Sent /> }.into_any() } else { view! { <AddressForm /> }.into_any() }}
            </div>
        }
        .into_any()
    }
}

#[component]
fn Sent() -> impl IntoView {
    view! {
        <p role="status">
            "If this address is known here, a mail with a link is on its way. The link works once, for a day."
        </p>
        <p>"No mail after a while? The staff of your seminar can give you a link too."</p>
    }
}

#[component]
fn AddressForm() -> impl IntoView {
    view! {
        <p>"We send you a link with which you choose a new password."</p>
        <form class="form" method="post" action={post_to::<RequestNewPassword>()}>
            <FormError error={form_error::<RequestNewPassword>()} />
            <label for="email">"Mail address"</label>
            <input id="email" name="email" type="email" autocomplete="username" required=true />
            <button class="button">"Send me a link"</button>
        </form>
    }
}
