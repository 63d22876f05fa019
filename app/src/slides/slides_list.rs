use domain::gate::PassageInWords;
use domain::id::SeminarSlug;
use domain::material::Version;
use domain::slides::awaits_release;
use domain::time::Clocks;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

use super::shown::SlidesShown;
use crate::gate::PassageNote;

/// The files of a session's slides, in the order in which they came.
#[component]
pub fn SlidesList(
    seminar: SeminarSlug,
    leads: bool,
    slides: Memo<SlidesShown>,
    files: Memo<Vec<Version>>,
    clocks: Clocks,
) -> impl IntoView {
    let tells_scan = slides.with_untracked(|slides| slides.is_staff);
    let released = Memo::new(move |_| slides.with(|slides| slides.released.clone()));
    let list = move || {
        let release = released.get();
        let rows = files.get().into_iter().map(|version| {
            // Those who do not lead the session see what is released, and no release.
            let waits = release.is_some() && awaits_release(&version, release.as_ref());
            view! { <SlidesRow seminar=seminar.clone() version leads waits tells_scan clocks=clocks.clone() /> }
        });
        rows.collect_view()
    };
    let nothing = if leads { "There are no slides yet." } else { "No slides have been released." };
    view! {
        <p class="muted" hidden=move || !files.read().is_empty()>
            {nothing}
        </p>
        <ul class="slides-list" hidden=move || files.read().is_empty()>
            {list}
        </ul>
    }
}

#[component]
fn SlidesRow(
    seminar: SeminarSlug,
    version: Version,
    leads: bool,
    /// The others are released, and this one is not.
    waits: bool,
    /// The reader is to know whether a virus scanner looked at it.
    tells_scan: bool,
    clocks: Clocks,
) -> impl IntoView {
    let unscanned = tells_scan && version.passage.is_unscanned();
    let Version { id, file_name, size, uploaded_by, passage, glance, .. } = version;
    let pages = glance.map(|glance| glance.pages).filter(|pages| *pages > 0);
    let pages = pages.map(|pages| if pages == 1 { "1 page, ".to_owned() } else { format!("{pages} pages, ") });
    let of_file = format!(" {file_name}");
    let of_other = of_file.clone();
    let links = passage.is_open().then(|| {
        view! {
            <p class="version-links">
                <A href=format!("/seminars/{seminar}/previews/{id}")>
                    "View" <span class="visually-hidden">{of_file}</span>
                </A>
                <span>
                    <a href=format!("/files/{id}") rel="external" download="">
                        "Download"
                        <span class="visually-hidden">{of_other}</span>
                    </a>
                    " "
                    <span class="muted">{size_text(size)}</span>
                </span>
            </p>
        }
    });
    view! {
        <li class="slides-file">
            <p class="file-name">
                <bdi>{file_name}</bdi>
            </p>
            <p class="muted">{pages} {format!("{}, by {uploaded_by}", size_text(size))}</p>
            {links}
            {leads.then(|| view! { <PassageNote passage={PassageInWords::from(&passage)} clocks /> })}
            {waits.then(|| view! { <p class="hint">"Not released yet."</p> })}
            {unscanned.then(|| view! { <p class="hint">"Not scanned for viruses."</p> })}
        </li>
    }
}
