use leptos::prelude::*;

use super::RequestNewPassword;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};
use crate::frame::PageTitle;

/// `/forgotten-password`
pub struct ForgottenPasswordPage;

impl ForgottenPasswordPage {
    pub fn view() -> AnyView {
        let sent = told_in_address("sent");
        view! {
            <PageTitle text="Forgotten password" />
            <div class="narrow">
                <h1>"Forgotten password"</h1>
                {match sent.as_deref() {
                    Some("no-mail") => view! { <NoMail /> }.erased(),
                    Some(_) => view! { <Sent /> }.erased(),
                    None => view! { <AddressForm /> }.erased(),
                }}
            </div>
        }
        .erased()
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
fn NoMail() -> impl IntoView {
    view! {
        <p role="status">"This office sends no mail. Please ask the staff of your seminar: they can give you a link."</p>
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
