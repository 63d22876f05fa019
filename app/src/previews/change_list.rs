use domain::preview::PageChange;
use domain::preview::change::{Run, Words};
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

use super::changed_page::{ChangedPage, SidePage};
use super::comparison_words::title;
use super::page_index::PageIndex;
use super::page_picture::{PagePicture, SHOWN_BESIDE};
use crate::erased::Erase;

/// Pages that changed, one below the other. The pictures of the first load at once, the others when they come near; where no
/// script runs, all of them load at once.
#[component]
pub fn ChangeList(
    changed: StoredValue<Vec<ChangedPage>>,
    /// The place of the page that is shown alone, with the ways to the others. `None`: all are shown.
    alone: Option<usize>,
) -> impl IntoView {
    let shown: Vec<ChangedPage> = changed.with_value(|changed| match alone {
        Some(place) => changed.get(place).cloned().into_iter().collect(),
        None => changed.clone(),
    });
    let rows = shown.into_iter().enumerate().map(|(place, changed)| view! { <Change changed first={place == 0} /> });
    let rows = rows.collect_view();
    let others = alone.map(|shown| {
        let names: Vec<String> = changed.with_value(|changed| changed.iter().map(ChangedPage::caption).collect());
        view! { <PageIndex names shown place="#changes" what="Change" /> }
    });
    view! {
        <ol id="changes" class="changes">
            {rows}
        </ol>
        {others}
    }
}

#[component]
fn Change(changed: ChangedPage, first: bool) -> impl IntoView {
    let ChangedPage { change, before, after } = changed;
    let title = title(&change);
    view! {
        <li class="change">
            <h2>{title}</h2>
            <div class="change-sides">
                {before.map(|side| view! { <Picture side what="Before" first /> })}
                {after.map(|side| view! { <Picture side what="After" first /> })}
            </div>
            <ChangedWords change />
        </li>
    }
}

#[component]
fn Picture(side: SidePage, what: &'static str, first: bool) -> impl IntoView {
    let SidePage { version, number, page, viewer } = side;
    let words = format!("{what}: page {} of version {number}", page.number);
    let weight = page.images.first().map(|image| format!(", up to {}", size_text(image.bytes)));
    view! {
        <figure>
            <PagePicture version page alt=words.clone() lazy={!first} first sizes=SHOWN_BESIDE />
            <figcaption>
                <A href=viewer>{words}</A>
                {weight}
            </figcaption>
        </figure>
    }
}

/// What was removed and added, within what stayed.
#[component]
fn ChangedWords(change: PageChange) -> impl IntoView {
    let words = match change {
        PageChange::Changed { words, .. } => words,
        PageChange::Same { .. } => return view! { <p class="muted">"Its words are the same."</p> }.erased(),
        PageChange::Added { .. } | PageChange::Removed { .. } => return ().erased(),
    };
    let runs = match words {
        Words::TooMany => return view! { <p class="muted">"Too many words differ to mark each."</p> }.erased(),
        Words::Runs(runs) => runs,
    };
    let words = runs.into_iter().map(|run| match run {
        Run::Kept(words) => view! { <span class="kept">{shortened(&words)} " "</span> }.erased(),
        Run::Removed(words) => {
            view! { <del><span class="visually-hidden">"removed: "</span> {words}</del> " " }.erased()
        }
        Run::Added(words) => view! { <ins><span class="visually-hidden">"added: "</span> {words}</ins> " " }.erased(),
    });
    view! {
        <p class="changed-words" dir="auto">
            {words.collect_view()}
        </p>
    }
    .erased()
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
