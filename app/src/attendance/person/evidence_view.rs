use domain::attendance::ledger::{Evidence, Found};
use domain::attendance::record::{Correction, Dispute, Stay};
use domain::attendance::tally::minutes;
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;

use crate::clock::TwiceShort;
use crate::erased::Erase;

/// The rows that a cell follows from.
#[component]
pub fn EvidenceRows(
    /// Where exports can be looked at; trainees see their names only.
    slug: Option<SeminarSlug>,
    rows: Vec<Found>,
    clocks: Clocks,
) -> impl IntoView {
    if rows.is_empty() {
        return view! { <p>"No row of an export counts for this session."</p> }.erased();
    }
    let rows = rows.into_iter().map(|found| evidence_row(slug.as_ref(), found, &clocks)).collect_view();
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

fn evidence_row(slug: Option<&SeminarSlug>, found: Found, clocks: &Clocks) -> impl IntoView + use<> {
    let stay = match found.row.stay {
        Stay::Interval { joined, left } => view! {
            <TwiceShort clocks=clocks.clone() at=joined exact=true />
            " to "
            <TwiceShort clocks=clocks.clone() at=left exact=true />
        }
        .erased(),
        Stay::Total { seconds } => format!("{} minutes in all; the file has no times", minutes(seconds)).erased(),
    };
    let file = match slug {
        Some(slug) => {
            let href = format!("/seminars/{slug}/attendance/files/{}", found.file);
            view! { <a href=href>{found.file_name}</a> }.erased()
        }
        None => found.file_name.erased(),
    };
    let by = match found.identity.by {
        Some(name) => format!("by {name}"),
        None => "by name, with certainty".to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{found.attendee.name}</th>
            <td data-label="In the room">{stay}</td>
            <td data-label="File">{file} ", row " {found.row.number}</td>
            <td data-label="Recognised">{by}</td>
        </tr>
    }
}

/// Entries of staff and objections, in the order in which they were said.
#[component]
pub fn SaidAbout(corrections: Vec<Correction>, disputes: Vec<Dispute>, clocks: Clocks) -> impl IntoView {
    if corrections.is_empty() && disputes.is_empty() {
        return ().erased();
    }
    let entries = corrections.into_iter().map(|correction| {
        let approved =
            (correction.approved_by != correction.author).then(|| format!(", approved by {}", correction.approved_by));
        view! {
            <li>
                <strong>{correction.entry.label()}</strong>
                ": "
                {correction.reason}
                <span class="said-by">
                    {correction.author} {approved} ", " <TwiceShort clocks=clocks.clone() at=correction.at />
                </span>
            </li>
        }
    });
    let entries = entries.collect_view();
    let objections = disputes.into_iter().map(|dispute| {
        let answer = dispute.answer.map(|answer| {
            view! {
                <li>
                    <strong>"Answer"</strong>
                    ": "
                    {answer.text}
                    <span class="said-by">{answer.author} ", " <TwiceShort clocks=clocks.clone() at=answer.at /></span>
                </li>
            }
        });
        view! {
            <li>
                <strong>"Objection"</strong>
                ": "
                {dispute.text}
                <span class="said-by">
                    <TwiceShort clocks=clocks.clone() at=dispute.at />
                </span>
            </li>
            {answer}
        }
    });
    let objections = objections.collect_view();
    view! { <ul class="said">{entries} {objections}</ul> }.erased()
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
