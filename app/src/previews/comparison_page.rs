use domain::preview::change::{Run, Words};
use domain::preview::{Page, PageChange};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::load_comparison::{Comparison, Side, load_comparison};
use super::page_picture::PagePicture;
use crate::frame::{PageTitle, reloads};
use crate::loaded::loaded;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/comparisons/{old}/{new}`: what changed between two versions of a material.
pub struct ComparisonPage;

impl ComparisonPage {
    pub fn view() -> AnyView {
        let (seminar, params, reloads) = (seminar_in_address(), use_params_map(), reloads());
        let part = move |name: &str| params.read().get(name).unwrap_or_default();
        let source = move || (seminar(), part("old"), part("new"), reloads());
        let comparison = Resource::new(source, |(seminar, old, new, _)| load_comparison(seminar, old, new));
        loaded(comparison, |comparison| view! { <SideBySide comparison /> })
    }
}

#[component]
fn SideBySide(comparison: Comparison) -> impl IntoView {
    let Comparison { seminar, key, country, assignment, old, new, changes } = comparison;
    let title = format!("Version {} and version {}", old.version.number, new.version.number);
    let material = format!("/seminars/{seminar}/materials/{key}");
    view! {
        <PageTitle text=title.clone() />
        <p class="eyebrow">{country.name}</p>
        <h1>{title}</h1>
        <p>
            <A href=material>{assignment}</A>
        </p>
        {match changes {
            None => {
                view! { <p class="note">"One of them has not been drawn yet. Please come back in a moment."</p> }.into_any()
            }
            Some(changes) if changes.iter().all(PageChange::is_none) => {
                view! { <p class="note">"The words of both are the same."</p> }.into_any()
            }
            Some(changes) => view! { <Changes old new changes /> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Changes(old: Side, new: Side, changes: Vec<PageChange>) -> impl IntoView {
    let summary = summary(&changes);
    let unchanged = changes.iter().filter(|change| change.is_none()).count();
    let rows = changes.into_iter().filter(|change| !change.is_none()).map(|change| {
        let title = title(&change);
        let before = change.old_number().map(|number| view! { <Picture side=&old number what="Before" /> });
        let after = change.new_number().map(|number| view! { <Picture side=&new number what="After" /> });
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
fn Picture<'s>(side: &'s Side, number: u32, what: &'static str) -> impl IntoView + use<> {
    let page = side.pages.iter().find(|page| page.number == number).cloned().unwrap_or_default();
    // The narrow one is enough beside another.
    let page = Page { images: page.images.last().cloned().into_iter().collect(), ..page };
    let words = format!("{what}: page {number} of version {}", side.version.number);
    view! {
        <figure>
            <PagePicture version=side.version.id page alt=words.clone() lazy=true />
            <figcaption>{words}</figcaption>
        </figure>
    }
}

/// What was removed and added, within what stayed.
#[component]
fn ChangedWords(change: PageChange) -> impl IntoView {
    let PageChange::Changed { words, .. } = change else { return ().into_any() };
    let runs = match words {
        Words::TooMany => return view! { <p class="muted">"Almost every word is another one."</p> }.into_any(),
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

fn title(change: &PageChange) -> String {
    match change {
        PageChange::Same { old, new, .. } => format!("Page {old} is page {new} now"),
        PageChange::Changed { old, new, moved: true, .. } => format!("Page {old} is page {new} now, and changed"),
        PageChange::Changed { new, .. } => format!("Page {new} changed"),
        PageChange::Added { new } => format!("Page {new} is new"),
        PageChange::Removed { old } => format!("Page {old} is gone"),
    }
}

/// `2 pages changed, 1 page is new.`
fn summary(changes: &[PageChange]) -> String {
    let count = |wanted: fn(&PageChange) -> bool| changes.iter().filter(|change| wanted(change)).count();
    let parts = [
        (count(|change| matches!(change, PageChange::Changed { .. })), "changed"),
        (count(|change| matches!(change, PageChange::Added { .. })), "new"),
        (count(|change| matches!(change, PageChange::Removed { .. })), "gone"),
        (count(|change| matches!(change, PageChange::Same { moved: true, .. })), "moved"),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| pages_text(count, what)).collect();
    format!("{}.", parts.join(", "))
}

fn pages_text(count: usize, what: &str) -> String {
    if count == 1 { format!("1 page {what}") } else { format!("{count} pages {what}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_summed_up_in_words() {
        let words = Words::TooMany;
        let changes = [
            PageChange::Same { old: 1, new: 1, moved: false },
            PageChange::Changed { old: 2, new: 2, moved: false, words },
            PageChange::Added { new: 3 },
            PageChange::Added { new: 4 },
        ];
        assert_eq!(summary(&changes), "1 page changed, 2 pages new.");
        assert_eq!(title(&changes[2]), "Page 3 is new");
    }

    #[test]
    fn what_stayed_is_shown_at_its_ends() {
        let long: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let short = shortened(&long.join(" "));
        assert!(short.starts_with("0 1 ") && short.ends_with("98 99") && short.contains(" … "));
        assert_eq!(shortened("one two"), "one two");
    }
}
