use domain::person::MIN_PASSWORD_CHARS;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::AcceptInvitation;
use super::accept_invitation::{Invitation, load_invitation};
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};
use crate::frame::PageTitle;
use crate::loaded::{loaded, page_data};
use crate::sign_in::{SignOutFirst, SomebodyElse};

/// `/invitations/{token}`
pub struct InvitationPage;

impl InvitationPage {
    pub fn view() -> AnyView {
        let params = use_params_map();
        let token = move || params.read().get("token").unwrap_or_default();
        let invitation = page_data(token, load_invitation);
        let token = use_params_map().get_untracked().get("token").unwrap_or_default();
        view! {
            <PageTitle text="Invitation" />
            <div class="narrow">
                {loaded(
                    invitation,
                    move |invitation| {
                        let token = token.clone();
                        match invitation.signed_in.clone() {
                            Some(signed_in) => view! { <ForSomebodyElse invitation signed_in token /> }.erased(),
                            None => view! { <InvitationForm invitation token /> }.erased(),
                        }
                    },
                )}
            </div>
        }
        .erased()
    }
}

#[component]
fn ForSomebodyElse(invitation: Invitation, signed_in: SomebodyElse, token: String) -> impl IntoView {
    let Invitation { name, email, seminar, .. } = invitation;
    view! {
        <h1>"An invitation for somebody else"</h1>
        <p>
            "This invitation to " <strong>{seminar}</strong> " is for " <strong>{name.to_string()}</strong>
            {format!(", {email}.")}
        </p>
        <SignOutFirst signed_in what="the invitation" next=format!("/invitations/{token}") />
    }
}

#[component]
fn InvitationForm(invitation: Invitation, token: String) -> impl IntoView {
    view! {
        <h1>"Welcome"</h1>
        <p>"You are invited to " <strong>{invitation.seminar}</strong> "."</p>
        <form class="form" method="post" action={post_to::<AcceptInvitation>()}>
            <FormError error={form_error::<AcceptInvitation>()} />
            <input type="hidden" name="token" value=token />
            <label for="name">"Your name, as it shall be printed on the certificate"</label>
            <input
                id="name"
                name="name"
                autocomplete="name"
                maxlength="200"
                value=invitation.name.to_string()
                required=true
            />
            <label for="email">"Mail address"</label>
            <input id="email" type="email" autocomplete="username" value=invitation.email.to_string() readonly=true />
            <Password known=invitation.has_password />
            <button class="button">"Confirm and sign in"</button>
        </form>
    }
}

#[component]
fn Password(
    /// It was chosen before and is only asked for.
    known: bool,
) -> impl IntoView {
    let (label, hint, purpose) = if known {
        ("Your password", "The one that you chose for an earlier seminar.".to_owned(), "current-password")
    } else {
        ("Choose a password", format!("At least {MIN_PASSWORD_CHARS} characters."), "new-password")
    };
    view! {
        <label for="password">{label}</label>
        <input
            id="password"
            name="password"
            type="password"
            autocomplete=purpose
            minlength=(!known).then(|| MIN_PASSWORD_CHARS.to_string())
            aria-describedby="password-hint"
            required=true
        />
        <p id="password-hint" class="hint">{hint}</p>
    }
}
