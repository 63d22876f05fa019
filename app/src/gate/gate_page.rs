use domain::gate::{Equipment, FileKind};
use domain::id::SeminarSlug;
use domain::time::Clocks;
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::load_gate::{DeadTask, Gate, HeldVersion, load_gate};
use super::passage_note::{Reasons, ReleasedBefore};
use super::ruling_form::{RulingForm, came_back};
use super::{CheckAgain, CheckAllAgain, ReviveJob, RuleOnVersion, ScanUnscanned};
use crate::clock::Twice;
use crate::error::AppError;
use crate::form::{FormError, form_error, post_to};
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::loaded;
use crate::seminars::seminar_in_address;
use crate::shortage::ShortageNote;

/// `/seminars/{seminar}/gate`: files that wait for the staff.
pub struct GatePage;

impl GatePage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let gate = Resource::new(move || (seminar(), reloads()), |(seminar, _)| load_gate(seminar));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {loaded(gate, |gate| view! { <GateView gate /> })}
        }
        .into_any()
    }
}

#[component]
fn GateView(gate: Gate) -> impl IntoView {
    let Gate { slug, title, held, dead, unscanned, equipment, shortage, clocks } = gate;
    let scanner = equipment.scanner;
    let told_below = held.iter().any(|held| came_back(held.version.id).is_there());
    view! {
        <PageTitle text="Gate" />
        <p class="eyebrow">{title}</p>
        <h1>"Gate"</h1>
        <p>
            "Every file is checked when it arrives. What could do more than show something waits here, and what could not be checked to the end. Only its delegation can open it until you let it through. Slides nobody can open until then. What you refuse stays closed to others, and its delegation reads why."
        </p>
        <ShortageNote shortage />
        <EquipmentNotes equipment />
        {(unscanned > 0).then(|| view! { <Unscanned slug=slug.clone() files=unscanned scanner /> })}
        <Done told_below />
        <section aria-labelledby="held">
            <h2 id="held">"Held for you"</h2>
            {held
                .iter()
                .any(|held| held.version.passage.can_be_checked_again())
                .then(|| view! { <CheckAll slug=slug.clone() /> })}
            {if held.is_empty() {
                view! { <p>"No file waits."</p> }.into_any()
            } else {
                let cards = held
                    .into_iter()
                    .map(|held| view! { <li><HeldCard slug=slug.clone() held clocks=clocks.clone() /></li> });
                view! { <ul class="held">{cards.collect_view()}</ul> }.into_any()
            }}
        </section>
        {(!dead.is_empty()).then(|| view! { <DeadTasks slug dead clocks /> })}
    }
    .into_any()
}

/// What became of the last form of this page. One that failed came back to an address that may still tell of the one before.
#[component]
fn Done(
    /// What failed is told beside its form.
    told_below: bool,
) -> impl IntoView {
    let failed = failed();
    let done = if failed.is_none() { done() } else { None };
    let failed = failed.filter(|_| !told_below);
    view! {
        <FormError error=failed />
        {done.map(|done| view! { <p class="notice-line" role="status">{done}</p> })}
    }
}

fn done() -> Option<String> {
    let query = use_query_map().get_untracked();
    let count = query.get("count").and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
    Some(match (query.get_str("done")?, count) {
        ("checking", 0) => "There was nothing left to be checked again.".to_owned(),
        ("checking", 1) => "The file is being checked again. If it is held again, it comes back here.".to_owned(),
        ("checking", count) => {
            format!("{count} files are being checked again. Those that are held again come back here.")
        }
        ("trying", _) => "It is being tried again. If it fails again, it comes back here.".to_owned(),
        ("scanning", 0) => "There was nothing left to be scanned.".to_owned(),
        ("scanning", 1) => "The file is being checked again. Others can open it once it has passed.".to_owned(),
        ("scanning", count) => {
            format!("{count} files are being checked again. Others can open each of them once it has passed.")
        }
        ("released", _) => "The file is let through.".to_owned(),
        ("refused", _) => "The file is refused.".to_owned(),
        _ => return None,
    })
}

/// Why the last form of this page came back.
fn failed() -> Option<AppError> {
    form_error::<RuleOnVersion>()
        .or_else(form_error::<ReviveJob>)
        .or_else(form_error::<CheckAgain>)
        .or_else(form_error::<CheckAllAgain>)
        .or_else(form_error::<ScanUnscanned>)
}

#[component]
fn CheckAll(slug: SeminarSlug) -> impl IntoView {
    view! {
        <form method="post" action={post_to::<CheckAllAgain>()}>
            <input type="hidden" name="seminar" value=slug.to_string() />
            <button>"Check all again that could not be checked to the end"</button>
        </form>
    }
}

/// Files that came before there was a scanner.
#[component]
fn Unscanned(slug: SeminarSlug, files: u32, scanner: bool) -> impl IntoView {
    view! {
        <div class="gate-note note">
            <p>{unscanned_text(files)}</p>
            {scanner
                .then(|| {
                    view! {
                        <form method="post" action={post_to::<ScanUnscanned>()}>
                            <input type="hidden" name="seminar" value=slug.to_string() />
                            <p class="hint" id="closed-meanwhile">
                                "A virus scanner is set up now. Files that are checked again are closed to others until they have passed."
                            </p>
                            <button aria-describedby="closed-meanwhile">"Check these files again"</button>
                        </form>
                    }
                })}
        </div>
    }
    .into_any()
}

/// What a check is worth here.
#[component]
fn EquipmentNotes(equipment: Equipment) -> impl IntoView {
    let Equipment { scanner, office, confinement } = equipment;
    view! {
        {(!scanner)
            .then(|| {
                view! {
                    <p class="note warn">
                        "Files are not scanned for viruses: no virus scanner is set up on this server. Whoever runs it can set one up."
                    </p>
                }
            })}
        {(!office)
            .then(|| {
                view! {
                    <p class="note">
                        "Slides and documents of office programs are shown as text, and old ones (.ppt, .doc, .xls) not at all: LibreOffice is not installed on this server. Whoever runs it can install it."
                    </p>
                }
            })}
        <p class="hint">{format!("Whoever reads a foreign file is kept apart by {confinement}.")}</p>
    }
}

#[component]
fn HeldCard(slug: SeminarSlug, held: HeldVersion, clocks: Clocks) -> impl IntoView {
    let HeldVersion { place, place_name, version } = held;
    let shown_at = place.path(&slug);
    let again = version.passage.can_be_checked_again();
    let size = described(version.size, version.passage.kind());
    view! {
        <article class="held-file">
            <h3 class="file-name" dir="auto">
                {version.file_name}
            </h3>
            <p>
                <A href=shown_at>{place_name}</A>
                {format!(", version {}, {size}, by {}, ", version.number, version.uploaded_by)}
                <Twice clocks=clocks.clone() at=version.submitted_at />
            </p>
            <ReleasedBefore passage=version.passage.clone() clocks />
            <Reasons passage=version.passage />
            {again
                .then(|| {
                    view! {
                        <form method="post" action={post_to::<CheckAgain>()}>
                            <input type="hidden" name="seminar" value=slug.to_string() />
                            <input type="hidden" name="version" value=version.id.to_string() />
                            <button>"Check again"</button>
                        </form>
                    }
                })}
            <RulingForm slug=slug.clone() version=version.id passes=true label="Why it may pass" button="Release" />
            <RulingForm
                slug
                version=version.id
                passes=false
                label="Why it is refused, for its delegation to read"
                button="Refuse"
            />
        </article>
    }
}

#[component]
fn DeadTasks(slug: SeminarSlug, dead: Vec<DeadTask>, clocks: Clocks) -> impl IntoView {
    let rows = dead.into_iter().map(|task| {
        let DeadTask { place, version, number, file_name, task, attempts, problem, at } = task;
        let shown_at = place.path(&slug);
        view! {
            <li>
                <p>
                    <strong>{what_failed(&task)}</strong>
                    " "
                    <A href=shown_at>
                        <span class="file-name" dir="auto">
                            {file_name}
                        </span>
                    </A>
                    {format!(" (version {number}), after {attempts} attempts, the last one ")}
                    <Twice clocks=clocks.clone() at />
                    ": "
                    {problem}
                </p>
                <form method="post" action={post_to::<ReviveJob>()}>
                    <input type="hidden" name="seminar" value=slug.to_string() />
                    <input type="hidden" name="version" value=version.to_string() />
                    <input type="hidden" name="task" value=task />
                    <button>"Try again"</button>
                </form>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="dead">
            <h2 id="dead">"Failed on the server"</h2>
            <p>"The files are whole. What is written here helps whoever runs the server."</p>
            <ul class="dead-tasks">{rows}</ul>
        </section>
    }
}

/// `48 MiB, a PDF document`; the kind as far as it came to be known.
fn described(size: u64, kind: Option<FileKind>) -> String {
    let kind = kind.map(|kind| [", ", kind.words()].concat()).unwrap_or_default();
    [size_text(size), kind].concat()
}

/// Where they are is said on their own pages.
fn unscanned_text(files: u32) -> String {
    let (files, were) = if files == 1 { ("1 file".to_owned(), "was") } else { (format!("{files} files"), "were") };
    format!("{files} that others can open {were} never scanned for viruses. It is said beside each of them.")
}

fn what_failed(task: &str) -> &'static str {
    if task == "check" { "Could not be checked:" } else { "Could not be drawn:" }
}
