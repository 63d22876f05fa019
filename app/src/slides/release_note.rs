use domain::slides::{FileNumbers, ReleaseOutcome};
use leptos::prelude::*;

use super::release_slides::ReleaseSlides;
use super::shown::SlidesShown;
use crate::erased::Erase;
use crate::form::{Failure, form_error, told_in_address};

/// What became of the last release, as it is by now and until there is another one, or why there was none.
#[component]
pub fn ReleaseNote(slides: Memo<SlidesShown>, release: ServerAction<ReleaseSlides>) -> impl IntoView {
    let posted = slides.with_untracked(seen_in_address);
    let outcome = Memo::new(move |_| match release.value().get() {
        Some(Ok(released)) => slides.with(|slides| {
            let is_last = slides.released.as_ref().map(|release| release.at) == released.at;
            is_last.then(|| slides.outcome(&released.seen))
        }),
        _ if release.version().get() == 0 => {
            let outcome = posted.as_ref().map(|seen| slides.with(|slides| slides.outcome(seen)));
            outcome.filter(|outcome| !outcome.is_whole())
        }
        _ => None,
    });
    move || match outcome.get() {
        Some(outcome) if outcome.is_whole() => {
            view! { <p class="note ok" role="status">"Who sees the slides now stands above."</p> }.erased()
        }
        Some(outcome) => outcome_lines(&outcome),
        None => view! { <Failure action=release gone="" /> }.erased(),
    }
}

/// Of the plain form that led to this page: `?released=1%202`. One that failed came back to an address that may still tell
/// of the one before.
fn seen_in_address(slides: &SlidesShown) -> Option<FileNumbers> {
    let seen: Option<FileNumbers> = told_in_address("released").and_then(|seen| seen.parse().ok());
    seen.filter(|_| slides.is_staff && form_error::<ReleaseSlides>().is_none())
}

fn outcome_lines(outcome: &ReleaseOutcome) -> AnyView {
    let lines = outcome.in_words().into_iter().map(|words| view! { <p>{words}</p> });
    view! {
        <div class="note" role="status">
            {lines.collect_view()}
        </div>
    }
    .erased()
}
