use domain::id::{SeminarSlug, SessionSlug};
use domain::slides::{FileNumbers, SlidesRelease};
use domain::time::SeenAt;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::release_slides::ReleaseSlides;
use super::shown::SlidesShown;
use crate::form::{NewsNote, SendButton, seen_by_reader};

/// Releases what is new, or turns what is released. A colleague may be faster.
#[component]
pub fn ReleaseForms(
    seminar: SeminarSlug,
    session: SessionSlug,
    slides: Memo<SlidesShown>,
    released: Memo<Option<SlidesRelease>>,
    /// How many files staff could release.
    waiting: Memo<usize>,
    release: ServerAction<ReleaseSlides>,
) -> impl IntoView {
    let on_record = move || released.with(|release| (release.is_some(), release.as_ref().map(|release| release.at)));
    let seen = seen_by_reader(on_record, release, |answer| answer.at);
    let takes_back = seen.stands;
    let are_new = move || takes_back.get() && !seen.news.is_there() && waiting.get() > 0;
    let on_screen = Memo::new(move |_| OnScreen {
        seminar: seminar.clone(),
        session: session.clone(),
        files: slides.with(SlidesShown::numbers),
        release: seen.at.get(),
    });
    view! {
        <Show when=are_new>
            <ActionForm action=release>
                <ReleaseFields on_screen releases=|| true />
                <SendButton waits=release.pending() then="slides" attr:class="button">
                    {move || if waiting.get() == 1 { "Release it too" } else { "Release them too" }}
                </SendButton>
            </ActionForm>
        </Show>
        <Show when=move || takes_back.get() || released.with(Option::is_some) || waiting.get() != 0>
            <ActionForm action=release>
                <ReleaseFields on_screen releases=move || !takes_back.get() />
                <SendButton waits=release.pending() then="slides" attr:class="button secondary">
                    {move || if takes_back.get() { "Take the slides back" } else { "Release the slides" }}
                </SendButton>
            </ActionForm>
        </Show>
        <NewsNote
            news=seen.news
            words="Someone else has released the slides or taken them back while this page was open. Who sees them now \
                   stands above."
            button="I have seen it"
            then="slides"
        />
    }
}

/// What both forms post.
#[derive(PartialEq)]
struct OnScreen {
    seminar: SeminarSlug,
    session: SessionSlug,
    files: FileNumbers,
    /// When the release was made that staff have seen.
    release: SeenAt,
}

#[component]
fn ReleaseFields(on_screen: Memo<OnScreen>, releases: impl Fn() -> bool + Send + 'static) -> impl IntoView {
    let (seminar, session) = on_screen.with_untracked(|seen| (seen.seminar.to_string(), seen.session.to_string()));
    view! {
        <input type="hidden" name="seminar" value=seminar />
        <input type="hidden" name="session" value=session />
        <input type="hidden" name="release" value=move || releases().to_string() />
        <input type="hidden" name="seen" value=move || on_screen.with(|seen| seen.files.to_string()) />
        <input type="hidden" name="seen_release" value=move || on_screen.with(|seen| seen.release.to_string()) />
    }
}
