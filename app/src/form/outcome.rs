//! What became of a form that was sent, beside it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{forget_posted_once_stored, form_error, posted};
use crate::erased::Erase;
use crate::error::AppError;
use crate::sign_in::SignInElsewhere;

/// The id of what says why a plain form failed: the address that it comes back to leads there.
pub const PROBLEM: &str = "problem";

/// Why a plain form failed, beside it.
#[component]
pub fn FormError(error: Option<AppError>) -> impl IntoView {
    error.map(|error| view! { <p id=PROBLEM class="problem" role="alert">{why(error, true)}</p> })
}

/// The same of a form that a page sent which lives: no address leads there.
#[component]
pub fn SendingError(
    error: Option<AppError>,
    /// Someone writes in the form.
    #[prop(default = true)]
    writes: bool,
) -> impl IntoView {
    error.map(|error| view! { <p class="problem" role="alert">{why(error, writes)}</p> })
}

fn why(error: AppError, writes: bool) -> AnyView {
    match error {
        AppError::SignInNeeded => {
            let then = if writes { ", then send again: what you wrote stays here." } else { ", then try again." };
            view! {
                "Your sign-in has ended. "
                <SignInElsewhere />
                {then}
            }
            .erased()
        }
        AppError::Unreachable if !writes => {
            "The server cannot be reached. Please try again when you are online.".erased()
        }
        _ => error.to_string().erased(),
    }
}

const GONE: &str = " Go back in your browser to find what you wrote, copy it, and load the page anew.";
/// The same where not everyone has written something.
const GONE_IF_WRITTEN: &str =
    " If you wrote something, go back in your browser to find it, copy it, and load the page anew.";

/// What became of the last sending: an error, or the words that it went well. What was typed stays
/// in the form until it is stored.
#[component]
pub fn Outcome<F>(
    action: ServerAction<F>,
    sent: &'static str,
    /// Where to look for what was written if it does not come back. Nothing where nobody writes.
    #[prop(default = GONE)]
    gone: &'static str,
) -> impl IntoView
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let failure = view_of_failure(action, gone);
    move || match action.value().get() {
        Some(Ok(_)) => view! { <p class="note ok" role="status">{sent}</p> }.erased(),
        _ => failure(),
    }
}

/// Why the last sending failed, where it shows by itself that one went well.
#[component]
pub fn Failure<F>(
    action: ServerAction<F>,
    /// Where to look for what was written if it does not come back. Nothing where nobody writes.
    #[prop(default = GONE_IF_WRITTEN)]
    gone: &'static str,
) -> impl IntoView
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    view_of_failure(action, gone)
}

/// Why the last sending failed: at first that of the form that this page came back with. What was written stands beside
/// it, whatever became of its form; `gone` says where else to look for it.
fn view_of_failure<F>(action: ServerAction<F>, gone: &'static str) -> impl Fn() -> AnyView + Send + Sync + 'static
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let (failure, words) = (failure(action, form_error::<F>()), posted::<F>().words());
    forget_posted_once_stored(action);
    move || match failure.get() {
        Some(error) if action.version().get() == 0 => {
            let words = words.clone();
            view! { <CameBack error words gone /> }.erased()
        }
        error => view! { <SendingError error writes={!gone.is_empty()} /> }.erased(),
    }
}

/// Why the last sending failed, if this form sent it, for forms that share an action. `came_back` says why this form
/// came back from a plain post.
pub fn failure_of<F>(
    action: ServerAction<F>,
    came_back: Option<AppError>,
    is_this: impl Fn(&F) -> bool + Send + Sync + 'static,
) -> Memo<Option<AppError>>
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let (has_come_back, pending) = (came_back.is_some(), action.pending());
    let failure = failure(action, came_back);
    // The action forgets what was sent once it is answered.
    let is_mine = Memo::new(move |was: Option<&bool>| match action.input().get() {
        Some(sent) => is_this(&sent),
        None => was.copied().unwrap_or(has_come_back),
    });
    Memo::new(move |_| {
        let (is_mine, is_answered) = (is_mine.get(), !pending.get());
        failure.get().filter(|_| is_mine && is_answered)
    })
}

/// Why the last sending failed, whichever form sent it.
fn failure<F>(action: ServerAction<F>, came_back: Option<AppError>) -> Memo<Option<AppError>>
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    Memo::new(move |_| match action.value().get() {
        // The action itself begins with the error from the address, whichever form it is of.
        _ if action.version().get() == 0 => came_back.clone(),
        Some(Err(error)) => Some(error),
        _ => None,
    })
}

/// The error of a form that was posted without JavaScript, and what was written in it.
#[component]
fn CameBack(
    error: AppError,
    /// As far as the server still has it.
    words: Option<String>,
    /// Where to look for it otherwise.
    gone: &'static str,
) -> impl IntoView {
    let place = if words.is_some() { " What you wrote is kept here." } else { gone };
    view! {
        <div id=PROBLEM class="problem" role="alert">
            <p>{error.to_string()} {place}</p>
            {words
                .map(|words| {
                    view! {
                        <details>
                            <summary>"What you wrote"</summary>
                            <p class="as-written">{words}</p>
                        </details>
                    }
                })}
        </div>
    }
}
