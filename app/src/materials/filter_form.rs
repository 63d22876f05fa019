use domain::material::{MaterialFilter, StateChoice};
use domain::person::Role;
use leptos::prelude::*;

use super::load_materials::MaterialList;

/// Narrows the list. The choice goes into the address, with or without JavaScript.
#[component]
pub fn FilterForm(list: MaterialList) -> impl IntoView {
    let address = format!("/seminars/{}/materials", list.seminar);
    let filter = list.filter;
    let show_all = (!filter.is_empty()).then(|| address.clone());
    let countries = list.countries.into_iter().map(|country| (country.code.to_string(), country.name)).collect();
    let assignments = list.assignments.into_iter().map(|a| (a.slug.to_string(), a.title)).collect();
    let told = |choice: &StateChoice| list.role == Role::Staff || *choice != StateChoice::Unscanned;
    let states = StateChoice::all().filter(told);
    let states = states.map(|choice| (choice.as_str().to_owned(), choice.label().to_owned())).collect();
    view! {
        <form class="filters" method="get" action=address aria-label="Filter">
            <Choice
                name="country"
                label="Country"
                all="All countries"
                options=countries
                chosen=filter.country.map(|country| country.to_string())
            />
            <Choice
                name="assignment"
                label="Assignment"
                all="All assignments"
                options=assignments
                chosen=filter.assignment.map(|assignment| assignment.to_string())
            />
            <Choice
                name="state"
                label="State"
                all="All states"
                options=states
                chosen=filter.state.map(|state| state.as_str().to_owned())
            />
            <button class="button">"Show"</button>
            {show_all.map(|address| view! { <a href=address>"Show all"</a> })}
        </form>
    }
}

#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    /// The words for no choice.
    all: &'static str,
    /// Value and words.
    options: Vec<(String, String)>,
    chosen: Option<String>,
) -> impl IntoView {
    let id = format!("filter-{name}");
    let options = options.into_iter().map(|(value, words)| {
        let selected = chosen.as_ref() == Some(&value);
        view! { <option value=value selected=selected>{words}</option> }
    });
    view! {
        <div class="filter">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>
                <option value="">{all}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// How many there are in each state; each count leads to those.
#[component]
pub fn Counts(list: MaterialList) -> impl IntoView {
    let counts = list.counts.iter().copied().filter(|(state, count)| state.is_none() || *count > 0);
    let counts = counts.map(|(state, count)| {
        let label = state.map_or("All", StateChoice::label);
        let address = format!("/seminars/{}/materials{}", list.seminar, list.filter.with_state(state).query());
        let here = (list.filter.state == state).then_some("true");
        // Not `A`, which would take every one of these for the current page: it compares paths only.
        view! {
            <li>
                <a href=address aria-current=here>
                    {label}
                    " "
                    <span class="count">{count}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav aria-label="Counts">
            <ul class="counts">{counts.collect_view()}</ul>
        </nav>
    }
}

/// The ways to the pages before and after, where there is more than one.
#[component]
pub fn Pages(list: MaterialList) -> impl IntoView {
    let (page, pages) = (list.shown.page, list.shown.pages);
    let to =
        |filter: &MaterialFilter, page| format!("/seminars/{}/materials{}", list.seminar, filter.query_of_page(page));
    let previous = (page > 1).then(|| to(&list.filter, page - 1));
    let next = (page < pages).then(|| to(&list.filter, page + 1));
    (pages > 1).then(|| {
        view! {
            <nav class="pages" aria-label="Pages">
                {previous.map(|address| view! { <a href=address rel="prev">"Previous page"</a> })}
                <span>{format!("Page {page} of {pages}")}</span>
                {next.map(|address| view! { <a href=address rel="next">"Next page"</a> })}
            </nav>
        }
    })
}
