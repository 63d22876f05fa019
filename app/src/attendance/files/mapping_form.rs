use domain::attendance::export::{DateOrder, DurationUnit, NameCell, TableSample};
use leptos::prelude::*;

use super::FileChoices;
use crate::erased::Erase;

/// For a table that no reader knows: staff name its columns, once.
#[component]
pub fn MappingForm(samples: Vec<TableSample>, choices: FileChoices, problem: Option<String>) -> impl IntoView {
    if samples.is_empty() {
        return view! { <p class="problem" role="alert">"There is no table in this file."</p> }.erased();
    }
    let chosen = choices.table.split(' ').next().and_then(|table| table.parse::<usize>().ok());
    let forms = samples.into_iter().enumerate().map(|(place, sample)| {
        let problem = problem.clone().filter(|_| chosen.unwrap_or(0) == place);
        view! { <TableForm place sample choices=choices.clone() problem /> }
    });
    let forms = forms.collect_view();
    view! {
        <p class="notice-line">
            "This is no export that Lectern knows. Please say which column holds what; you see what would be recorded before it is."
        </p>
        {forms}
    }
    .erased()
}

#[component]
fn TableForm(place: usize, sample: TableSample, choices: FileChoices, problem: Option<String>) -> impl IntoView {
    let title = if sample.title.is_empty() { format!("Table {}", place + 1) } else { sample.title };
    // The first row that holds something is nearly always the one that names the columns.
    let header = sample.rows.first().map_or(0, |row| row.number);
    let columns: Vec<(String, String)> = sample
        .rows
        .first()
        .map(|row| row.cells.iter().enumerate().map(|(at, cell)| (at.to_string(), column_label(at, cell))).collect())
        .unwrap_or_default();
    let column = |name: &'static str, label: &'static str, chosen: &str, needed: bool| {
        let id = format!("{name}-{place}");
        let none = [(String::new(), if needed { "Please choose" } else { "No column" }.to_owned())];
        let options = none.into_iter().chain(columns.clone()).map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        });
        let options = options.collect_view();
        view! {
            <label for=id.clone()>{label}</label>
            <select id=id name=name required=needed>{options}</select>
        }
        .erased()
    };
    let rows = sample.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect_view();
        view! {
            <tr>
                <th scope="row">{row.number}</th>
                {cells}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let heading = format!("table-{place}");
    let labelled_by = heading.clone();
    view! {
        <section class="card" aria-labelledby=labelled_by>
            <h2 id=heading>{title.clone()}</h2>
            {problem.map(|problem| view! { <p class="problem" role="alert">{problem}</p> })}
            <div class="table-scroll" role="region" aria-label=format!("First rows of {title}") tabindex="0">
                <table>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <form class="form" method="get">
                <input type="hidden" name="table" value=format!("{place} {header}") />
                {column("name", "Name", &choices.name, true)}
                {one_of("name_cell", "How the cell holds the name", &choices.name_cell, place, NameCell::ALL.map(|one| (one.as_str(), one.label())))}
                {column("joined", "Time of joining", &choices.joined, false)}
                {column("left", "Time of leaving", &choices.left, false)}
                {column("duration", "Duration", &choices.duration, false)}
                {one_of("unit", "A plain number in it counts", &choices.unit, place, DurationUnit::ALL.map(|one| (one.as_str(), one.label())))}
                {column("email", "Mail address", &choices.email, false)}
                {one_of("order", "Dates with slashes or dots", &choices.order, place, DateOrder::ALL.map(|one| (one.as_str(), one.label())))}
                <button class="button">"See what would be recorded"</button>
            </form>
        </section>
    }
    .erased()
}

/// `B: Name`
fn column_label(at: usize, cell: &str) -> String {
    let short: String = cell.chars().take(40).collect();
    let letter = u8::try_from(at)
        .ok()
        .filter(|at| *at < 26)
        .map_or_else(|| format!("column {}", at + 1), |at| char::from(b'A' + at).to_string());
    format!("{letter}: {short}")
}

fn one_of<const N: usize>(
    name: &'static str,
    label: &'static str,
    chosen: &str,
    place: usize,
    choices: [(&'static str, &'static str); N],
) -> AnyView {
    let id = format!("{name}-{place}");
    let options = choices.map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    view! {
        <label for=id.clone()>{label}</label>
        <select id=id name=name>{options.into_iter().collect_view()}</select>
    }
    .erased()
}
