use domain::person::{EmailAddress, MIN_PASSWORD_CHARS};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::set_new_password::{PasswordLink, load_new_password};
use super::{SetNewPassword, SignOutFirst};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};
use crate::frame::PageTitle;
use crate::loaded::{loaded, page_data};

/// `/new-password/{token}`
pub struct NewPasswordPage;

impl NewPasswordPage {
    pub fn view() -> AnyView {
        let params = use_params_map();
        let token = move || params.read().get("token").unwrap_or_default();
        let link = page_data(token, load_new_password);
        let token = use_params_map().get_untracked().get("token").unwrap_or_default();
        view! {
            <PageTitle text="New password" />
            <div class="narrow">
                <h1>"New password"</h1>
                {loaded(
                    link,
                    move |PasswordLink { email, signed_in }| {
                        let token = token.clone();
                        match signed_in {
                            Some(signed_in) => {
                                let next = format!("/new-password/{token}");
                                view! {
                                    <p>"This link is for " <strong>{email.to_string()}</strong> "."</p>
                                    <SignOutFirst signed_in what="the link" next />
                                }
                                    .erased()
                            }
                            None => view! { <PasswordForm email token /> }.erased(),
                        }
                    },
                )}
            </div>
        }
        .erased()
    }
}

#[component]
fn PasswordForm(email: EmailAddress, token: String) -> impl IntoView {
    view! {
        <form class="form" method="post" action={post_to::<SetNewPassword>()}>
            <FormError error={form_error::<SetNewPassword>()} />
            <input type="hidden" name="token" value=token />
            <label for="email">"Mail address"</label>
            <input id="email" type="email" autocomplete="username" value=email.to_string() readonly=true />
            <label for="password">"New password"</label>
            <input
                id="password"
                name="password"
                type="password"
                autocomplete="new-password"
                minlength=MIN_PASSWORD_CHARS.to_string()
                aria-describedby="password-hint"
                required=true
            />
            <p id="password-hint" class="hint">{format!("At least {MIN_PASSWORD_CHARS} characters.")}</p>
            <button class="button">"Set the password"</button>
        </form>
    }
}
