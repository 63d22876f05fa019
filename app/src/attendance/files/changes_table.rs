use domain::attendance::ledger::{CellChange, Change};
use domain::id::{SeminarSlug, SessionSlug};
use leptos::prelude::*;

use crate::erased::Erase;

/// What would change for whom.
#[component]
pub fn ChangesTable(slug: SeminarSlug, changes: Vec<Change>, sessions: Vec<(SessionSlug, String)>) -> impl IntoView {
    let rows = changes.into_iter().map(|change| change_row(&slug, change, &sessions)).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-labelledby="changes-caption" tabindex="0">
            <table class="stack">
                <caption id="changes-caption" class="visually-hidden">"What would change for whom"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Trainee"</th>
                        <th scope="col">"Sessions"</th>
                        <th scope="col">"Certificate"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .erased()
}

fn change_row(slug: &SeminarSlug, change: Change, sessions: &[(SessionSlug, String)]) -> impl IntoView + use<> {
    let Change { trainee, cells, outcome } = change;
    let href = format!("/seminars/{slug}/attendance/people/{}", trainee.person);
    let cells: Vec<_> = cells.into_iter().map(|cell| view! { <li>{in_words(&cell, sessions)}</li> }).collect();
    let certificate = match outcome {
        (before, after) if before == after => after.label().to_owned(),
        (before, after) => format!("{} → {}", before.label(), after.label()),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=href>{trainee.name.to_string()}</a>
                <span class="sheet-country">{trainee.country.name}</span>
            </th>
            <td data-label="Sessions">
                <ul class="plain">{cells}</ul>
            </td>
            <td data-label="Certificate">{certificate}</td>
        </tr>
    }
}

/// `Opening: no record yet → present, 92 minutes`
fn in_words(cell: &CellChange, sessions: &[(SessionSlug, String)]) -> String {
    let title = sessions.iter().find(|(slug, _)| *slug == cell.session).map_or("", |(_, title)| title);
    let (before, after) = cell.status;
    let minutes = match cell.minutes {
        (_, 0) => String::new(),
        (before, after) if before == after || before == 0 => format!(", {after} minutes"),
        (before, after) => format!(", {before} → {after} minutes"),
    };
    if before == after {
        format!("{title}: {}{minutes}", after.label())
    } else {
        format!("{title}: {} → {}{minutes}", before.label(), after.label())
    }
}
