use domain::id::{SeminarSlug, SessionSlug};
use domain::material::{Version, VersionPassage};
use domain::slides::{FileNumbers, PackWeight, ReleaseOutcome, SlidesRelease, admit_another, awaits_release};
use domain::time::{Clocks, SeenAt};
use domain::upload::{UploadPlace, UploadTarget, size_text};
use leptos::form::ActionForm;
use leptos::html::Details;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::release_slides::ReleaseSlides;
use super::shown::SlidesShown;
use crate::clock::Twice;
use crate::deletion::{DeleteVersion, DeletionFields, close_once_deleted};
use crate::erased::Erase;
use crate::form::{Failure, NewsNote, Outcome, SendButton, form_error, seen_by_reader};
use crate::gate::PassageNote;
use crate::materials::upload::{Terms, Uploader};

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
    let (of_list, list_clocks) = (seminar.clone(), clocks.clone());
    let tells_scan = slides.with_untracked(|slides| slides.is_staff);
    let released = Memo::new(move |_| slides.with(|slides| slides.released.clone()));
    let list = move || {
        let release = released.get();
        let rows = files.get().into_iter().map(|version| {
            // Those who do not lead the session see what is released, and no release.
            let waits = release.is_some() && awaits_release(&version, release.as_ref());
            view! { <SlidesRow seminar=of_list.clone() version leads waits tells_scan clocks=list_clocks.clone() /> }
        });
        rows.collect_view()
    };
    let nothing = if leads { "There are no slides yet." } else { "No slides have been released." };
    view! {
        <section class="slides" aria-labelledby="slides">
            <h2 id="slides">"Slides"</h2>
            <p class="muted" hidden=move || !files.read().is_empty()>
                {nothing}
            </p>
            <ul class="slides-list" hidden=move || files.read().is_empty()>
                {list}
            </ul>
            {move || pack.get().map(|weight| view! { <PackLink address=address.clone() weight /> })}
            {move || {
                is_being_made.get().then(|| view! { <p class="hint">"A low-data pack of these files is being made."</p> })
            }}
            {leads.then(|| view! { <LeaderForms seminar session slides files clocks release remove /> })}
        </section>
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
            <p class="file-name" dir="auto">
                {file_name}
            </p>
            <p class="muted">{pages} {format!("{}, by {uploaded_by}", size_text(size))}</p>
            {links}
            {leads.then(|| view! { <PassageNote passage clocks /> })}
            {waits.then(|| view! { <p class="hint">"Not released yet."</p> })}
            {unscanned.then(|| view! { <p class="hint">"Not scanned for viruses."</p> })}
        </li>
    }
}

#[component]
fn PackLink(address: String, weight: PackWeight) -> impl IntoView {
    view! {
        <p class="slides-pack">
            <a href=address rel="external" download="">
                "Low-data pack"
            </a>
            {format!(", {}", weight_text(weight))}
            <span class="hint">" The words of the pages, small images, and sound as it is."</span>
        </p>
    }
}

/// `1.3 MiB instead of 48 MiB`
fn weight_text(PackWeight { pack, files }: PackWeight) -> String {
    if pack < files { format!("{} instead of {}", size_text(pack), size_text(files)) } else { size_text(pack) }
}

/// What those who lead the session do; releasing is the staff's.
#[component]
fn LeaderForms(
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
    let refusal = move || {
        let refusal = another.get().err()?;
        Some(view! { <p class="note">{format!("No more files can be added: {refusal}.")}</p> })
    };
    view! {
        <Releasing seminar session slides is_staff clocks release />
        <h3>"Add slides"</h3>
        {refusal}
        <Uploader target terms passages takes_files closes statement=None />
        <RemoveForm files is_staff remove />
    }
}

/// What of the slides is released; staff change it.
#[component]
fn Releasing(
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

/// Releases what is new, or turns what is released. A colleague may be faster.
#[component]
fn ReleaseForms(
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

/// What became of the last release, as it is by now and until there is another one, or why there was none.
#[component]
fn ReleaseNote(slides: Memo<SlidesShown>, release: ServerAction<ReleaseSlides>) -> impl IntoView {
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
    let query = use_query_map().get_untracked();
    let seen: Option<FileNumbers> = query.get_str("released").and_then(|seen| seen.parse().ok());
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

fn waiting_words(count: usize) -> String {
    match count {
        1 => "1 new file is not released yet.".to_owned(),
        count => format!("{count} new files are not released yet."),
    }
}

/// Removes one of the files. Not within their list, which follows live events: a form there would lose what is typed.
#[component]
fn RemoveForm(files: Memo<Vec<Version>>, is_staff: bool, remove: ServerAction<DeleteVersion>) -> impl IntoView {
    let named = Memo::new(move |_| {
        files.with(|files| files.iter().map(|file| (file.id, file.file_name.clone())).collect::<Vec<_>>())
    });
    let fold = NodeRef::<Details>::new();
    close_once_deleted(fold, remove);
    view! {
        <Outcome action=remove sent="The file is removed. Staff can still restore it." />
        <Show when=move || !named.read().is_empty()>
            <details open={form_error::<DeleteVersion>().is_some()} node_ref=fold>
                <summary>"Remove a file"</summary>
                <ActionForm action=remove attr:class="form">
                    <DeletionFields form="remove" versions=named by_staff=is_staff />
                    <SendButton waits=remove.pending() then="slides" attr:class="button">
                        "Remove the file"
                    </SendButton>
                </ActionForm>
            </details>
        </Show>
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

    #[test]
    fn a_pack_is_set_against_what_it_stands_for() {
        let text = |pack, files| weight_text(PackWeight { pack, files });
        assert_eq!(text(1_400_000, 50_000_000), "1.3 MiB instead of 48 MiB");
        assert_eq!(text(900, 100), "900 bytes");
    }
}
