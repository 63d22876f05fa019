use leptos::prelude::*;
use leptos_router::components::A;
use serde::{Deserialize, Serialize};

use super::SignOut;
use crate::form::{forget_all, post_to};

/// Who is signed in where somebody has opened a link that is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInAlready {
    pub name: String,
    /// Address and title of the newest seminar that they belong to.
    pub seminar: Option<(String, String)>,
}

/// The way on for who is signed in, and the way out for anyone else at the same browser.
#[component]
pub fn WayOn(signed_in: SignedInAlready) -> impl IntoView {
    let SignedInAlready { name, seminar } = signed_in;
    view! {
        <p>"You are signed in as " <strong>{name}</strong> "."</p>
        {seminar
            .map(|(address, title)| {
                view! {
                    <p>
                        <A href=address attr:class="button">
                            {format!("Go on to {title}")}
                        </A>
                    </p>
                }
            })}
        <p>"If that is somebody else, sign out first. Then you can sign in yourself."</p>
        <form method="post" action={post_to::<SignOut>()} on:submit=|_| forget_all()>
            <button class="link-button">"Sign out"</button>
        </form>
    }
}
