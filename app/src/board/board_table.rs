//! The table of the board. Its links are plain, as there are as many as cells; the router
//! follows them all the same.

use domain::board::{BoardCell, BoardRow};
use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::MaterialKey;
use leptos::prelude::*;

use super::Step;
use super::load_board::Board;
use crate::clock::TwiceShort;
use crate::materials::StateBadge;

#[component]
pub fn BoardTable(board: Board) -> impl IntoView {
    let Board { slug, clocks, steps, rows, lacking_only, .. } = board;
    if rows.is_empty() {
        let text = if lacking_only { "No delegation lacks anything." } else { "Nobody has been invited yet." };
        return view! { <p>{text}</p> }.into_any();
    }
    let headings = steps.iter().map(|step| {
        let (title, at, clocks) = (step.title.clone(), step.due, clocks.clone());
        view! {
            <th scope="col">
                {title} <span class="step-due">"due " <TwiceShort clocks at /></span>
            </th>
        }
    });
    view! {
        <div class="table-scroll board-scroll" role="region" aria-labelledby="board-caption" tabindex="0">
            <table class="board-table">
                <caption id="board-caption" class="visually-hidden">"Delegations by what they have done"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Country"</th>
                        <th scope="col">"Invited"</th>
                        <th scope="col">"Confirmed"</th>
                        {headings.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| board_row(&slug, &steps, row)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn board_row(slug: &SeminarSlug, steps: &[Step], row: BoardRow) -> impl IntoView + use<> {
    let BoardRow { delegation, cells } = row;
    let country = delegation.country;
    let people = format!("/seminars/{slug}/people?country={}", country.code);
    let open = delegation.invited.saturating_sub(delegation.confirmed);
    let cells: Vec<_> =
        cells.into_iter().zip(steps).map(|(cell, step)| board_cell(slug, &country, step, cell)).collect();
    view! {
        <tr>
            <th scope="row">
                <a href=people>{country.name}</a>
            </th>
            <td class="number">{delegation.invited}</td>
            <td class="number">
                {delegation.confirmed}
                {(open > 0).then(|| view! { <span class="still-open">{format!(" ({open} open)")}</span> })}
            </td>
            {cells}
        </tr>
    }
}

fn board_cell(slug: &SeminarSlug, country: &Country, step: &Step, cell: BoardCell) -> impl IntoView + use<> {
    let label = format!("{}: {}, {}", cell.label(), step.title, country.name);
    let key = MaterialKey { assignment: cell.assignment, country: country.code };
    let versions = match cell.versions {
        0 => None,
        1 => Some("1 version".to_owned()),
        count => Some(format!("{count} versions")),
    };
    view! {
        <td>
            <a href=format!("/seminars/{slug}/materials/{key}") aria-label=label>
                <StateBadge state=cell.state late=cell.late />
            </a>
            {cell.overdue.then(|| view! { " " <span class="overdue">"Overdue"</span> })}
            {versions.map(|versions| view! { " " <span class="versions">{versions}</span> })}
        </td>
    }
}
