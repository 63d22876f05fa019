use domain::id::{SeminarSlug, SessionSlug};
use domain::time::Clocks;
use leptos::prelude::*;

use super::release_forms::ReleaseForms;
use super::release_note::ReleaseNote;
use super::release_slides::ReleaseSlides;
use super::shown::SlidesShown;
use crate::clock::Twice;
use crate::erased::Erase;

/// What of the slides is released; staff change it.
#[component]
pub fn Releasing(
    seminar: SeminarSlug,
    session: SessionSlug,
    slides: Memo<SlidesShown>,
    is_staff: bool,
    clocks: Clocks,
    release: ServerAction<ReleaseSlides>,
) -> impl IntoView {
    let released = Memo::new(move |_| slides.with(|slides| slides.released.clone()));
    let is_released = Memo::new(move |_| released.with(Option::is_some));
    let waiting = Memo::new(move |_| slides.with(SlidesShown::awaiting_release));
    let are_new = Memo::new(move |_| is_released.get() && waiting.get() > 0);
    view! {
        {move || match released.get() {
            Some(release) => {
                view! {
                    <p class="note">
                        {format!("Released by {}: ", release.by)} <Twice clocks=clocks.clone() at=release.at />
                        ". All members of the seminar see the released files that have passed the gate."
                    </p>
                }
                .erased()
            }
            None => view! { <p class="note">"Not released: only those who lead this session and the staff see them."</p> }
                .erased(),
        }}
        {move || are_new.get().then(|| view! { <p class="note warn">{waiting_words(waiting.get())}</p> })}
        <ReleaseNote slides release />
        {is_staff.then(|| view! { <ReleaseForms seminar session slides released waiting release /> })}
    }
}

fn waiting_words(count: usize) -> String {
    match count {
        1 => "1 new file is not released yet.".to_owned(),
        count => format!("{count} new files are not released yet."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_files_are_counted_in_words() {
        assert_eq!(waiting_words(1), "1 new file is not released yet.");
        assert_eq!(waiting_words(2), "2 new files are not released yet.");
    }
}
