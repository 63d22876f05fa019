//! The one error that crosses the wire, its words, and the one component that shows it.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::erased::Erase;
use crate::frame::PageTitle;
use crate::sign_in::{SignInElsewhere, SignInLink, SignedInAlready, WayOn};

/// What went wrong, as a reader may know it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum AppError {
    /// It does not exist, or the reader may not know that it does.
    #[error("There is nothing here, or nothing that you may see.")]
    NotFound,
    #[error("Please sign in first.")]
    SignInNeeded,
    #[error("Your role does not allow this.")]
    Forbidden,
    /// A rule refused it; the text says which, and what to do.
    #[error("{0}")]
    Refused(String),
    /// The page that a comment is to point at is not there. Its field says so.
    #[error("Pages are numbers from 1 to {last}.")]
    NoSuchPage { last: u32 },
    /// The link of a mail; whether it ever was one is not told.
    #[error("This link is not valid any more. It may have been used already.")]
    SpentLink { signed_in: Option<SignedInAlready> },
    #[error("Too many tries. Please wait {seconds} seconds.")]
    TooManyTries { seconds: u64 },
    /// The browser did not reach the server.
    #[error(
        "The server cannot be reached. What you have typed stays on this page; please try again when you are online."
    )]
    Unreachable,
    /// Something failed on the server; its log says what.
    #[error("Something went wrong on our side. Please try again.")]
    Failed,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(problem) | ServerFnErrorErr::MissingArg(problem) => {
                Self::Refused(format!("The form is incomplete: {problem}."))
            }
            _ => Self::Failed,
        }
    }
}

/// An error's words as a sentence.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// An error in place of a page.
#[component]
pub fn Problem(error: AppError) -> impl IntoView {
    let title = match error {
        AppError::NotFound => "Not found",
        AppError::SignInNeeded => "Please sign in",
        AppError::Unreachable => "No connection",
        _ => "This did not work",
    };
    let (words, signs_in) = (error.to_string(), error == AppError::SignInNeeded);
    let ways = match error {
        AppError::SpentLink { signed_in: Some(signed_in) } => Some(view! { <WayOn signed_in /> }.erased()),
        AppError::SpentLink { signed_in: None } => Some(view! { <WaysIn /> }.erased()),
        _ => None,
    };
    view! {
        <PageTitle text=title />
        <section class="problem-page">
            <h1>{title}</h1>
            <p>{words}</p>
            {signs_in.then(|| view! { <NotStored /> <p><SignInLink class="button" /></p> })}
            {ways}
        </section>
    }
}

/// For whoever comes back by an old mail.
#[component]
fn WaysIn() -> impl IntoView {
    view! {
        <p>
            "If you have chosen a password before, sign in with it. "
            "Otherwise the staff of your seminar can give you a new link."
        </p>
        <p>
            <SignInLink class="button" />
        </p>
        <p>
            <A href="/forgotten-password">"Forgotten your password?"</A>
        </p>
    }
}

/// For whoever has posted a form after their sign-in had ended: the browser shows this in place of the form.
#[component]
fn NotStored() -> impl IntoView {
    let came_back = use_query_map().get_untracked().get("__err").is_some();
    came_back.then(|| {
        view! {
            <p class="note warn" role="alert">
                "Your sign-in has ended, and what you sent is not stored. "
                <SignInElsewhere />
                ", then go back in your browser here: what you wrote is there, and can be sent again."
            </p>
        }
    })
}
