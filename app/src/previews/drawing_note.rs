use domain::id::{SeminarSlug, VersionId};
use domain::preview::Drawing;
use leptos::prelude::*;

use super::DrawAgain;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};

/// What is still to come of a version's pages, and how staff have them drawn once more.
#[component]
pub fn DrawingNote(
    seminar: SeminarSlug,
    version: VersionId,
    drawing: Drawing,
    /// How many other files were to be drawn before it as the page was loaded.
    before: u32,
    /// There is something to see already.
    shown: bool,
    /// The reader may have it drawn once more.
    draws_again: bool,
) -> impl IntoView {
    let failed = form_error::<DrawAgain>();
    let done = failed.is_none() && told_in_address("done").is_some();
    let note = match (drawing, shown) {
        (Drawing::UnderWay, false) => view! {
            <p class="note">
                "Its pages are being drawn. " {before_words(before)}
                <span class="without-js">"Reload this page to see them."</span>
                <span class="needs-js">"They appear here by themselves."</span>
            </p>
        }
        .erased(),
        (Drawing::UnderWay, true) => {
            view! { <p class="note">"It is being drawn again. What is here stays until then."</p> }.erased()
        }
        (Drawing::Dead, false) => view! {
            <p class="note">
                "Its pages could not be drawn on the server; the seminar's staff see to it. The file can be downloaded."
            </p>
        }
        .erased(),
        (Drawing::Settled, true) if done => {
            view! { <p class="notice-line" role="status">"It has been drawn again."</p> }.erased()
        }
        (Drawing::Dead, true) | (Drawing::Settled, _) => ().erased(),
    };
    view! {
        {note}
        <FormError error=failed />
        {draws_again
            .then(|| {
                view! {
                    <form method="post" action={post_to::<DrawAgain>()}>
                        <input type="hidden" name="seminar" value=seminar.to_string() />
                        <input type="hidden" name="version" value=version.to_string() />
                        <button>"Draw again"</button>
                    </form>
                }
            })}
    }
}

fn before_words(before: u32) -> Option<String> {
    match before {
        0 => None,
        1 => Some("1 other file was before it when this page was loaded. ".to_owned()),
        count => Some(format!("{count} other files were before it when this page was loaded. ")),
    }
}
