use domain::id::SeminarSlug;
use domain::preview::PageChange;
use domain::preview::change::{Run, Words};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::comparison_words::{no_changes, pages_text, summary, title};
use super::load_comparison::{Comparison, Side, load_comparison};
use super::page_picture::{PagePicture, SHOWN_BESIDE};
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::kept;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/comparisons/{old}/{new}`: what changed between two versions of a material.
pub struct ComparisonPage;

impl ComparisonPage {
    pub fn view() -> AnyView {
        let (seminar, params) = (seminar_in_address(), use_params_map());
        let part = move |name: &str| params.read().get(name).unwrap_or_default();
        let address = Memo::new(move |_| (seminar(), part("old"), part("new")));
        // Other versions are another view: the router keeps a page where only its parameters change.
        (move || one_comparison(address.get())).into_any()
    }
}

fn one_comparison((seminar, old, new): (String, String, String)) -> AnyView {
    let reloads = reloads();
    let compared = StoredValue::new(false);
    // What has been compared stays so, and the words of its changes are heavy.
    let due =
        Memo::new(move |last: Option<&u32>| last.copied().filter(|_| compared.get_value()).unwrap_or_else(reloads));
    let asked = seminar.clone();
    let load = move |_| load_comparison(asked.clone(), old.clone(), new.clone());
    let comparison = Resource::new(move || due.get(), load);
    view! {
        <Live seminar />
        // Kept: a live event that changes nothing here must not make pictures load again.
        {kept(comparison, move |comparison| view! { <Compared comparison compared /> })}
    }
    .into_any()
}

#[component]
fn Compared(
    comparison: Memo<Comparison>,
    /// Told once there is nothing more to wait for.
    compared: StoredValue<bool>,
) -> impl IntoView {
    let is_compared = |comparison: &Comparison| comparison.changes.is_some();
    Effect::new(move |_| compared.set_value(comparison.with(is_compared)));
    move || view! { <SideBySide comparison=comparison.get() /> }
}

#[component]
fn SideBySide(comparison: Comparison) -> impl IntoView {
    let Comparison { seminar, key, country, assignment, old, new, changes } = comparison;
    let title = format!("Version {} and version {}", old.version.number, new.version.number);
    let material = format!("/seminars/{seminar}/materials/{key}");
    let missing = [&old, &new].into_iter().map(|side| view! { <MissingOf side /> }).collect_view();
    view! {
        <PageTitle text=title.clone() />
        <p class="eyebrow">{country.name}</p>
        <h1>{title}</h1>
        <p>
            <A href=material>{assignment}</A>
        </p>
        {missing}
        {match (no_changes(&old, &new, changes.as_deref()), changes) {
            (None, Some(changes)) => view! { <Changes seminar=seminar.clone() old new changes /> }.into_any(),
            (note, _) => view! { <p class="note">{note}</p> }.into_any(),
        }}
    }
    .into_any()
}

/// What of a version's file is not among its pages, and why.
#[component]
fn MissingOf<'s>(side: &'s Side) -> impl IntoView + use<> {
    let number = side.version.number;
    let notes = side.missing.iter().map(|missing| {
        view! { <p class="note">{format!("Version {number}: {missing}")}</p> }
    });
    notes.collect_view()
}

#[component]
fn Changes(seminar: SeminarSlug, old: Side, new: Side, changes: Vec<PageChange>) -> impl IntoView {
    let summary = summary(&changes);
    let unchanged = changes.iter().filter(|change| change.is_none()).count();
    let rows = changes.into_iter().filter(|change| !change.is_none()).map(|change| {
        let title = title(&change);
        let before =
            change.old_number().map(|number| view! { <Picture seminar=&seminar side=&old number what="Before" /> });
        let after =
            change.new_number().map(|number| view! { <Picture seminar=&seminar side=&new number what="After" /> });
        view! {
            <li class="change">
                <h2>{title}</h2>
                <div class="change-sides">{before} {after}</div>
                <ChangedWords change />
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <p>{summary}</p>
        <ol class="changes">{rows}</ol>
        {(unchanged > 0).then(|| view! { <p class="muted">{pages_text(unchanged, "as before and not shown")}</p> })}
    }
}

#[component]
fn Picture<'s>(seminar: &'s SeminarSlug, side: &'s Side, number: u32, what: &'static str) -> impl IntoView + use<> {
    let page = side.pages.iter().find(|page| page.number == number).cloned().unwrap_or_default();
    let words = format!("{what}: page {number} of version {}", side.version.number);
    let large = format!("/seminars/{seminar}/previews/{}?page={number}#page-{number}", side.version.id);
    view! {
        <figure>
            <PagePicture version=side.version.id page alt=words.clone() lazy=true sizes=SHOWN_BESIDE />
            <figcaption>
                <A href=large>{words}</A>
            </figcaption>
        </figure>
    }
}

/// What was removed and added, within what stayed.
#[component]
fn ChangedWords(change: PageChange) -> impl IntoView {
    let words = match change {
        PageChange::Changed { words, .. } => words,
        PageChange::Same { .. } => return view! { <p class="muted">"Its words are the same."</p> }.into_any(),
        PageChange::Added { .. } | PageChange::Removed { .. } => return ().into_any(),
    };
    let runs = match words {
        Words::TooMany => return view! { <p class="muted">"Too many words differ to mark each."</p> }.into_any(),
        Words::Runs(runs) => runs,
    };
    let words = runs.into_iter().map(|run| match run {
        Run::Kept(words) => view! { <span class="kept">{shortened(&words)} " "</span> }.into_any(),
        Run::Removed(words) => {
            view! { <del><span class="visually-hidden">"removed: "</span> {words}</del> " " }.into_any()
        }
        Run::Added(words) => view! { <ins><span class="visually-hidden">"added: "</span> {words}</ins> " " }.into_any(),
    });
    view! {
        <p class="changed-words" dir="auto">
            {words.collect_view()}
        </p>
    }
    .into_any()
}

/// Enough of what stayed to see where one is.
fn shortened(words: &str) -> String {
    const AROUND: usize = 12;
    let all: Vec<&str> = words.split(' ').collect();
    if all.len() <= 2 * AROUND {
        return words.to_owned();
    }
    format!("{} … {}", all[..AROUND].join(" "), all[all.len() - AROUND..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_shown_at_its_ends() {
        let long: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let short = shortened(&long.join(" "));
        assert!(short.starts_with("0 1 ") && short.ends_with("98 99") && short.contains(" … "));
        assert_eq!(shortened("one two"), "one two");
    }
}
