use domain::gate::{FileKind, PassageInWords};
use domain::id::VersionId;
use domain::material::Version;
use domain::preview::{Contents, Drawing, Missing};
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::decision_link::DecisionLink;
use super::drawing_note::DrawingNote;
use super::file_pages::FilePages;
use super::leafing::{ALL, page_in};
use super::load_preview::{Preview, load_preview};
use super::page_list::PageList;
use super::shortcuts::{DECIDE, NEXT, follow_key, words_on_keys};
use super::stage::Stage;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::gate::PassageNote;
use crate::loaded::{kept, page_data};
use crate::materials::{FileLinks, LinkedFile, VIEWED, filter_on_the_way, query_and, query_on_the_way};
use crate::reviews::NextUndecided;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/previews/{version}`: a file's pages, without downloading it.
pub struct PreviewPage;

impl PreviewPage {
    pub fn view() -> AnyView {
        let (seminar, params) = (seminar_in_address(), use_params_map());
        let address = Memo::new(move |_| (seminar(), params.read().get("version").unwrap_or_default()));
        // Another version is another view: the router keeps a page where only its parameter changes.
        (move || one_preview(address.get())).erased()
    }
}

fn one_preview((seminar, version): (String, String)) -> AnyView {
    let (reloads, query) = (reloads(), use_query_map());
    let drawn = StoredValue::new(false);
    // What has been drawn stays so, and the words of all its pages are heavy.
    let due = Memo::new(move |last: Option<&u32>| last.copied().filter(|_| drawn.get_value()).unwrap_or_else(reloads));
    let asked = seminar.clone();
    // Untracked: the page that is asked for comes with all, and the stage leafs without loading anew.
    let page = move || page_in(query.get_untracked().get("page"));
    let filter = filter_on_the_way();
    let load = move |_| {
        let [country, assignment, state] = filter.words();
        load_preview(asked.clone(), version.clone(), page(), country, assignment, state)
    };
    let preview = page_data(move || due.get(), load);
    view! {
        <Live seminar />
        // Kept: a live event must not turn the page back.
        {kept(preview, move |preview| view! { <Article preview drawn /> })}
    }
    .erased()
}

#[component]
fn Article(
    preview: Memo<Preview>,
    /// Told once there is nothing more to wait for.
    drawn: StoredValue<bool>,
) -> impl IntoView {
    let is_drawn = |preview: &Preview| preview.contents.is_some() && preview.drawing != Drawing::UnderWay;
    Effect::new(move |_| drawn.set_value(preview.with(is_drawn)));
    // A version stays what it is. The rest follows the data, which is loaded anew until the pages are there.
    let first = preview.get_untracked();
    let page = first.place.path(&first.seminar);
    let decision = format!("{page}{}{}#decision", query_and(VIEWED), first.version.number);
    let shown_at = page + &query_on_the_way();
    let title = move || preview.with(|preview| preview.title.clone());
    let uploaded = move || {
        preview.with(|preview| format!(", version {}, by {}", preview.version.number, preview.version.uploaded_by))
    };
    let (seminar, decides) = (first.seminar, move || preview.with(|preview| preview.waiting.is_some()));
    let deciding = Memo::new(move |_| preview.with(|preview| preview.deciding));
    let waiting = Memo::new(move |_| preview.with(|preview| preview.waiting.clone().unwrap_or_default()));
    let whose = first.country.map_or_else(|| "Slides".to_owned(), |country| country.name);
    let name = first.version.file_name;
    view! {
        <PageTitle text=name.clone() />
        // It takes the focus of whoever presses something in it, and hears their keys then.
        <article class="preview" tabindex="-1" on:keydown=move |event| follow_key(&event)>
            <header>
                <p class="eyebrow">{whose}</p>
                <h1 class="file-name">
                    <bdi>{name}</bdi>
                </h1>
                <p class="ways-on">
                    <DecisionLink
                        version=first.version.id
                        called="this version"
                        loaded=deciding
                        address=decision
                        id=DECIDE
                    />
                    <Show when=decides>
                        <NextUndecided waiting seminar=seminar.clone() id=NEXT viewed=true />
                    </Show>
                </p>
                <p>
                    <A href=shown_at>{title}</A>
                    {uploaded}
                </p>
                <p class="version-links">
                    {move || {
                        preview
                            .with(|preview| {
                                let (seminar, file) = (preview.seminar.clone(), LinkedFile::from(&preview.version));
                                view! { <FileLinks seminar file own=preview.own looking=true /> }
                            })
                    }}
                </p>
            </header>
            {move || view! { <Body preview=preview.get() /> }}
            // Below the picture, which it would push down.
            <KeysHint preview />
        </article>
    }
}

/// What the keys do, as soon as they do something.
#[component]
fn KeysHint(preview: Memo<Preview>) -> impl IntoView {
    let keys = Memo::new(move |_| {
        preview.with(|preview| {
            let leafed = preview.contents.as_ref().is_some_and(Contents::is_leafed);
            words_on_keys(leafed, preview.deciding.is_some(), leafed && preview.comments)
        })
    });
    move || {
        let keys = keys.get();
        (!keys.is_empty()).then(|| {
            view! { <p class="hint keys-hint needs-js">{format!("Keys, while you are in this viewer: {keys}.")}</p> }
        })
    }
}

#[component]
fn Body(preview: Preview) -> impl IntoView {
    let Preview {
        version,
        contents,
        page,
        drawing,
        before,
        draws_again,
        clocks,
        seminar,
        place,
        comments,
        takes_files,
        ..
    } = preview;
    let comment = comments.then(|| {
        let version = format!("{}{}", query_and(VIEWED), version.number);
        format!("{}{version}&page=", place.path(&seminar))
    });
    let (passage, id, shown) = (PassageInWords::from(&version.passage), version.id, contents.is_some());
    view! {
        <PassageNote passage clocks takes_files />
        <DrawingNote seminar version=id drawing before shown draws_again />
        {contents.map(|contents| view! { <Shown version contents page comment /> })}
    }
}

#[component]
fn Shown(
    version: Version,
    contents: Contents,
    /// The only one that brings its words.
    page: Option<u32>,
    comment: Option<String>,
) -> impl IntoView {
    let recording = version.passage.kind().filter(|kind| kind.is_recording());
    let weight = weight(&contents, &version);
    let mut contents = contents;
    contents.missing.retain(|missing| recording.is_none() || *missing != Missing::NothingToDraw);
    let missing = contents.not_shown().into_iter().map(|told| view! { <p class="note">{told}</p> }).collect_view();
    let (id, leafed) = (version.id, contents.is_leafed());
    let pages = contents.pages;
    view! {
        {missing}
        {recording.map(|kind| view! { <Player version kind /> })}
        {(!pages.is_empty())
            .then(|| {
                view! {
                    <Pages version=id pages=FilePages::new(id, pages, page) leafed comment />
                    <p class="hint">{weight}</p>
                }
            })}
    }
}

/// The page that was asked for, until it is alive; then one page at a time, as long as nobody wants the list of all.
#[component]
fn Pages(version: VersionId, pages: FilePages, leafed: bool, comment: Option<String>) -> impl IntoView {
    let (alive, listed) = (RwSignal::new(false), RwSignal::new(pages.only().is_none()));
    Effect::new(move |_| alive.set(true));
    let one = Memo::new(move |_| leafed && alive.get() && !listed.get());
    view! {
        {leafed.then(|| view! { <ListSwitch alive listed /> })}
        {move || {
            let comment = comment.clone();
            if one.get() {
                view! { <Stage version pages comment /> }.erased()
            } else {
                let alone = pages.only().filter(|_| !listed.get_untracked());
                view! { <PageList version pages alone comment /> }.erased()
            }
        }}
    }
}

/// Leads from one page to all of them and back; without JavaScript as a link.
#[component]
fn ListSwitch(alive: RwSignal<bool>, listed: RwSignal<bool>) -> impl IntoView {
    let words = move || if listed.get() { "One page at a time" } else { "All pages as a list" };
    let address = format!("{}{}", query_and("page"), if listed.get_untracked() { "1" } else { ALL });
    view! {
        <p class="preview-mode">
            {move || {
                if alive.get() {
                    view! {
                        <button type="button" class="link-button" on:click=move |_| listed.update(|listed| *listed = !*listed)>
                            {words}
                        </button>
                    }
                        .erased()
                } else {
                    view! { <a href=address.clone()>{words}</a> }.erased()
                }
            }}
        </p>
    }
}

#[component]
fn Player(version: Version, kind: FileKind) -> impl IntoView {
    let source = format!("/files/{}/play", version.id);
    let weight = format!("{}. Nothing is loaded before you press play.", size_text(version.size));
    let name = version.file_name;
    let player = match kind {
        FileKind::Mp3 | FileKind::M4a => {
            view! { <audio controls preload="none" src=source aria-label=name></audio> }.erased()
        }
        _ => view! { <video controls preload="none" src=source aria-label=name></video> }.erased(),
    };
    view! {
        <div class="player">
            {player}
            <p class="hint">{weight}</p>
        </div>
    }
}

/// `12 pages, 540 KiB as pictures; the file itself has 23 MiB.`
fn weight(contents: &Contents, version: &Version) -> String {
    let count = contents.pages.len();
    let pages = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
    let bytes: u64 = contents.pages.iter().filter_map(|page| page.images.first()).map(|image| image.bytes).sum();
    let pictures = if bytes > 0 { format!("{} as pictures", size_text(bytes)) } else { "as text".to_owned() };
    format!("{pages}, {pictures}; the file itself has {}.", size_text(version.size))
}
