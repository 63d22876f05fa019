//! The table of the board. Its links are plain, as there are as many as cells; the router
//! follows them all the same. On a phone each row is a card, by CSS; the roles are written out
//! because some browsers forget those of a table that is laid out otherwise.

use domain::board::{BoardCell, BoardRow};
use domain::country::Country;
use domain::id::SeminarSlug;
use domain::material::MaterialKey;
use domain::time::Clocks;
use leptos::prelude::*;

use super::Step;
use super::load_board::Board;
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::materials::StateBadge;

#[component]
pub fn BoardTable(board: Board) -> impl IntoView {
    let Board { slug, clocks, steps, rows, lacking_only, .. } = board;
    if rows.is_empty() {
        let text = if lacking_only { "No delegation lacks anything." } else { "Nobody has been invited yet." };
        return view! { <p>{text}</p> }.erased();
    }
    let headings = steps.iter().map(|step| {
        let (title, at, clocks) = (step.title.clone(), step.due, clocks.clone());
        view! {
            <th scope="col" role="columnheader">
                {title} <span class="step-due">"due " <TwiceShort clocks at /></span>
            </th>
        }
    });
    view! {
        <div class="table-scroll board-scroll" role="region" aria-labelledby="board-caption" tabindex="0">
            <table class="board-table stack" role="table">
                <caption id="board-caption" class="visually-hidden">"Delegations by what they have done"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">
                            "Country"
                        </th>
                        <th scope="col" role="columnheader">
                            "Invited"
                        </th>
                        <th scope="col" role="columnheader">
                            "Confirmed"
                        </th>
                        {headings.collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {rows.into_iter().map(|row| board_row(&slug, &clocks, &steps, row)).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .erased()
}

fn board_row(slug: &SeminarSlug, clocks: &Clocks, steps: &[Step], row: BoardRow) -> impl IntoView + use<> {
    let BoardRow { delegation, cells } = row;
    let uninvited = delegation.uninvited();
    let country = delegation.country;
    let people = format!("/seminars/{slug}/people?country={}", country.code);
    let materials = format!("/seminars/{slug}/materials?country={}", country.code);
    let label = format!("Materials of {}", country.name);
    let open = delegation.invited.saturating_sub(delegation.confirmed);
    let cells: Vec<_> =
        cells.into_iter().zip(steps).map(|(cell, step)| board_cell(slug, clocks, &country, step, cell)).collect();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=people>{country.name}</a>
                " "
                <a class="to-materials" href=materials aria-label=label>
                    "Materials"
                </a>
            </th>
            <td class="number" role="cell" data-label="Invited">
                {delegation.invited}
                {(uninvited > 0)
                    .then(|| {
                        view! { <span class="still-open">{format!(" ({uninvited} without a valid invitation)")}</span> }
                    })}
            </td>
            <td class="number" role="cell" data-label="Confirmed">
                {delegation.confirmed}
                {(open > 0).then(|| view! { <span class="still-open">{format!(" ({open} open)")}</span> })}
            </td>
            {cells}
        </tr>
    }
}

fn board_cell(
    slug: &SeminarSlug,
    clocks: &Clocks,
    country: &Country,
    step: &Step,
    cell: BoardCell,
) -> impl IntoView + use<> {
    let label = format!("{}: {}, {}", cell.standing.label(), step.title, country.name);
    let key = MaterialKey { assignment: cell.assignment, country: country.code };
    let version = cell.standing_number.map(|number| format!("Version {number}"));
    let refused = cell.standing.refused_label();
    let extended = cell.extended.map(|at| (clocks.clone(), at));
    view! {
        <td role="cell" data-label=step.title.clone()>
            <a href=format!("/seminars/{slug}/materials/{key}") aria-label=label>
                <StateBadge standing=cell.standing />
            </a>
            {cell.overdue.then(|| view! { " " <span class="overdue">"Overdue"</span> })}
            {extended
                .map(|(clocks, at)| {
                    view! {
                        " "
                        <span class="step-due">"extended to " <TwiceShort clocks at /></span>
                    }
                })}
            {version.map(|version| view! { " " <span class="standing-number">{version}</span> })}
            {refused.map(|words| view! { " " <span class="refused-since">{words}</span> })}
        </td>
    }
}
