use domain::id::{SeminarSlug, SessionSlug};
use domain::time::Clocks;
use leptos::prelude::*;

use super::leader_forms::LeaderForms;
use super::pack_link::PackLink;
use super::release_slides::ReleaseSlides;
use super::shown::SlidesShown;
use super::slides_list::SlidesList;
use crate::deletion::DeleteVersion;

/// The slides of a session, and the forms of those who lead it.
#[component]
pub fn SlidesSection(
    seminar: SeminarSlug,
    session: SessionSlug,
    leads: bool,
    slides: Memo<SlidesShown>,
    clocks: Clocks,
    release: ServerAction<ReleaseSlides>,
    remove: ServerAction<DeleteVersion>,
) -> impl IntoView {
    let files = Memo::new(move |_| slides.with(|slides| slides.files.clone()));
    let pack = Memo::new(move |_| slides.with(|slides| slides.pack));
    let is_being_made = Memo::new(move |_| slides.with(SlidesShown::pack_is_being_made));
    let address = format!("/seminars/{seminar}/sessions/{session}/pack.zip");
    view! {
        <section class="slides" aria-labelledby="slides">
            <h2 id="slides">"Slides"</h2>
            <SlidesList seminar=seminar.clone() leads slides files clocks=clocks.clone() />
            {move || pack.get().map(|weight| view! { <PackLink address=address.clone() weight /> })}
            {move || {
                is_being_made.get().then(|| view! { <p class="hint">"A low-data pack of these files is being made."</p> })
            }}
            {leads.then(|| view! { <LeaderForms seminar session slides files clocks release remove /> })}
        </section>
    }
}
