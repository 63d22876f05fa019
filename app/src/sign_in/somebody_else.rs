use domain::person::{EmailAddress, PersonName};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::SignOut;
use crate::form::{forget_all, post_to};

/// Whoever else is signed in in the browser where a link for one person was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SomebodyElse {
    pub name: PersonName,
    pub email: EmailAddress,
}

/// The way on for whom the link is, where somebody else is signed in, whose sign-in ends by their own hand alone.
#[component]
pub fn SignOutFirst(
    signed_in: SomebodyElse,
    /// What waits: `the invitation`.
    what: &'static str,
    /// Its address.
    next: String,
) -> impl IntoView {
    let SomebodyElse { name, email } = signed_in;
    view! {
        <p>
            "In this browser you are signed in as " <strong>{name.to_string()}</strong>
            {format!(", {email}. Please sign out first. Until then nothing changes, and {what} stays valid.")}
        </p>
        <form method="post" action={post_to::<SignOut>()} on:submit=|_| forget_all()>
            <input type="hidden" name="next" value=next />
            <button class="button">{format!("Sign out and go on with {what}")}</button>
        </form>
    }
}
