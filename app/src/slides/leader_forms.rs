use domain::id::{SeminarSlug, SessionSlug};
use domain::material::{Version, VersionPassage};
use domain::slides::admit_another;
use domain::time::Clocks;
use domain::upload::{UploadPlace, UploadTarget};
use leptos::prelude::*;

use super::release_slides::ReleaseSlides;
use super::releasing::Releasing;
use super::remove_form::RemoveForm;
use super::shown::SlidesShown;
use crate::deletion::DeleteVersion;
use crate::materials::upload::{Terms, Uploader};

/// What those who lead the session do; releasing is the staff's.
#[component]
pub fn LeaderForms(
    seminar: SeminarSlug,
    session: SessionSlug,
    slides: Memo<SlidesShown>,
    files: Memo<Vec<Version>>,
    clocks: Clocks,
    release: ServerAction<ReleaseSlides>,
    remove: ServerAction<DeleteVersion>,
) -> impl IntoView {
    let (terms, is_staff) = slides.with_untracked(|slides| (Terms::of_slides(&slides.rules), slides.is_staff));
    let target = UploadTarget { seminar: seminar.clone(), place: UploadPlace::Session(session.clone()) };
    let passages = Memo::new(move |_| files.with(|files| files.iter().map(VersionPassage::from).collect::<Vec<_>>()));
    let closes = Memo::new(|_| None);
    let another = Memo::new(move |_| files.with(|files| admit_another(files.len())));
    // Once it is there it stays, and with it what it says of the files that were given to it.
    let takes_files = Memo::new(move |took: Option<&bool>| took.is_some_and(|took| *took) || another.get().is_ok());
    let no_more = move || {
        let reason = another.get().err()?;
        Some(view! { <p class="note">{format!("No more files can be added: {reason}.")}</p> })
    };
    view! {
        <Releasing seminar session slides is_staff clocks release />
        <h3>"Add slides"</h3>
        {no_more}
        <Uploader target terms passages takes_files closes statement=None />
        <RemoveForm files is_staff remove />
    }
}
