use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::change_list::ChangeList;
use super::changed_page::ChangedPage;
use super::comparison_words::{no_changes, pages_text, summary};
use super::decision_link::DecisionLink;
use super::leafing::{ALL, page_in, place_of};
use super::load_comparison::{Comparison, Side, load_comparison};
use super::thrift::saves_data;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::materials::{VIEWED, query_and, query_on_the_way};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/comparisons/{old}/{new}`: what changed between two versions of a material.
pub struct ComparisonPage;

impl ComparisonPage {
    pub fn view() -> AnyView {
        let (seminar, params) = (seminar_in_address(), use_params_map());
        let part = move |name: &str| params.read().get(name).unwrap_or_default();
        let address = Memo::new(move |_| (seminar(), part("old"), part("new")));
        // Other versions are another view: the router keeps a page where only its parameters change.
        (move || one_comparison(address.get())).erased()
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
    let comparison = page_data(move || due.get(), load);
    view! {
        <Live seminar />
        // Kept: a live event that changes nothing here must not make pictures load again.
        {kept(comparison, move |comparison| view! { <Compared comparison compared /> })}
    }
    .erased()
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
    let changed = ChangedPage::all(&comparison);
    let Comparison { seminar, key, country, assignment, old, new, deciding, changes } = comparison;
    let title = format!("Version {} and version {}", old.version.number, new.version.number);
    let material = format!("/seminars/{seminar}/materials/{key}");
    let decision = format!("{material}{}{}#decision", query_and(VIEWED), new.version.number);
    let called = format!("version {}", new.version.number);
    let material = material + &query_on_the_way();
    let missing = [&old, &new].into_iter().map(|side| view! { <MissingOf side /> }).collect_view();
    view! {
        <PageTitle text=title.clone() />
        <p class="eyebrow">{country.name}</p>
        <h1>{title}</h1>
        <p class="ways-on">
            <DecisionLink version=new.version.id called loaded=deciding address=decision />
        </p>
        <p>
            <A href=material>{assignment}</A>
        </p>
        {missing}
        {match (no_changes(&old, &new, changes.as_deref()), changes) {
            (None, Some(changes)) => {
                let unchanged = changes.iter().filter(|change| change.is_none()).count();
                view! { <Changes summary=summary(&changes) unchanged changed /> }.erased()
            }
            (note, _) => view! { <p class="note">{note}</p> }.erased(),
        }}
    }
    .erased()
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

/// The page that was asked for, until it is alive; then all that changed, unless the reader has asked to load little.
#[component]
fn Changes(summary: String, unchanged: usize, changed: Vec<ChangedPage>) -> impl IntoView {
    let count = changed.len();
    let weight: u64 = changed.iter().map(ChangedPage::weight).sum();
    let leafed = count > 1 && weight > 0;
    let (query, listed) = (use_query_map(), RwSignal::new(false));
    Effect::new(move |_| listed.set(!saves_data()));
    let alone = Memo::new(move |_| {
        let page = page_in(query.read().get("page")).filter(|_| leafed && !listed.get());
        page.map(|page| place_of(page, count))
    });
    let changed = StoredValue::new(changed);
    let aside = move || {
        if listed.get() {
            view! { <p class="hint">{format!("Up to {} as pictures.", size_text(weight))}</p> }.erased()
        } else {
            view! { <ListLink all=alone.get().is_none() weight /> }.erased()
        }
    };
    view! {
        <p>{summary}</p>
        {leafed.then_some(aside)}
        {move || view! { <ChangeList changed alone=alone.get() /> }}
        {(unchanged > 0).then(|| view! { <p class="muted">{pages_text(unchanged, "as before and not shown")}</p> })}
    }
}

/// Leads from one change to all of them and back, where no script lists them.
#[component]
fn ListLink(
    /// All are shown.
    all: bool,
    /// Of all pictures, in bytes, at their widest.
    weight: u64,
) -> impl IntoView {
    let (address, words) = if all {
        (format!("{}1", query_and("page")), "One change at a time".to_owned())
    } else {
        (
            format!("{}{ALL}", query_and("page")),
            format!("All changes as a list, up to {} as pictures", size_text(weight)),
        )
    };
    view! {
        <p class="preview-mode">
            <a href=address>{words}</a>
        </p>
    }
}
