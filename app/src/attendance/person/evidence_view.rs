use domain::attendance::ledger::Evidence;
use domain::attendance::record::Stay;
use domain::attendance::tally::minutes;
use domain::time::Clocks;
use leptos::prelude::*;

use super::shown::{EvidenceRow, Said};
use crate::clock::TwiceShort;
use crate::erased::Erase;

/// The rows that a cell follows from.
#[component]
pub fn EvidenceRows(rows: Vec<EvidenceRow>, clocks: Clocks) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p>"No row of an export counts for this session."</p> }.erased();
    }
    let rows = rows.into_iter().map(|row| evidence_row(row, &clocks)).collect_view();
    view! {
        <table class="stack evidence">
            <thead>
                <tr>
                    <th scope="col">"Shown as"</th>
                    <th scope="col">"In the room"</th>
                    <th scope="col">"File and row"</th>
                    <th scope="col">"Recognised"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .erased()
}

fn evidence_row(row: EvidenceRow, clocks: &Clocks) -> impl IntoView + use<> {
    let EvidenceRow { name, stay, file_name, file_address, number, recognised } = row;
    let stay = match stay {
        Stay::Interval { joined, left } => view! {
            <TwiceShort clocks=clocks.clone() at=joined exact=true />
            " to "
            <TwiceShort clocks=clocks.clone() at=left exact=true />
        }
        .erased(),
        Stay::Total { seconds } => format!("{} minutes in all; the file has no times", minutes(seconds)).erased(),
    };
    let file = match file_address {
        Some(href) => view! { <a href=href>{file_name}</a> }.erased(),
        None => file_name.erased(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label="In the room">{stay}</td>
            <td data-label="File">{file} ", row " {number}</td>
            <td data-label="Recognised">{recognised}</td>
        </tr>
    }
}

/// Entries of staff, objections and what was answered.
#[component]
pub fn SaidAbout(said: Vec<Said>, clocks: Clocks) -> impl IntoView {
    if said.is_empty() {
        return ().erased();
    }
    let said = said.into_iter().map(|Said { what, words, by, at }| {
        view! {
            <li>
                <strong>{what}</strong>
                ": "
                {words}
                <span class="said-by">{by.map(|by| format!("{by}, "))} <TwiceShort clocks=clocks.clone() at /></span>
            </li>
        }
    });
    let said = said.collect_view();
    view! { <ul class="said">{said}</ul> }.erased()
}

/// `92 of 120 minutes, 15 early, 4 lost with the link`
pub fn minutes_in_words(evidence: &Evidence, session_seconds: u32) -> String {
    let tally = &evidence.cell.tally;
    let mut words = format!("{} of {} minutes", minutes(tally.present), minutes(session_seconds));
    if tally.early > 0 {
        words.push_str(&format!(", {} minutes early", minutes(tally.early)));
    }
    if tally.losses > 0 {
        words.push_str(&format!(", link lost {} ×, {} minutes in all", tally.losses, minutes(tally.link_loss)));
    }
    if tally.total_only {
        words.push_str(", total only");
    }
    words
}
