use domain::attendance::ledger::Outcome;
use domain::certificate::eligibility::Candidate;
use domain::id::SeminarSlug;
use leptos::prelude::*;

use super::load_certificates::{Row, RowCertificate};
use super::validity_badge::ValidityBadge;
use crate::erased::Erase;

/// Everybody's standing, one row a trainee. On a phone each row is a card, by CSS.
#[component]
pub fn EligibilityTable(rows: Vec<Row>, seminar: SeminarSlug, caption: String) -> impl IntoView {
    let base = format!("/seminars/{seminar}/certificates");
    view! {
        <div class="table-scroll" role="region" aria-labelledby="eligibility-caption" tabindex="0">
            <table class="eligibility-table stack">
                <caption id="eligibility-caption">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name to print"</th>
                        <th scope="col">"Country"</th>
                        <th scope="col">"Sessions"</th>
                        <th scope="col">"Certificate earned"</th>
                        <th scope="col">"Name confirmed"</th>
                        <th scope="col">"Certificate"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| candidate_row(row, &base)).collect_view()}</tbody>
            </table>
        </div>
    }
    .erased()
}

fn candidate_row(row: Row, base: &str) -> impl IntoView + use<> {
    let Row { candidate, certificates } = row;
    let standing = candidate.standing;
    let percent = standing.percent().map(|percent| format!(" ({percent} %)"));
    let open = (standing.open > 0).then(|| format!(", {} open", standing.open));
    let certificates = certificates.into_iter().map(|certificate| certificate_link(certificate, base)).collect_view();
    view! {
        <tr>
            <th scope="row">
                <bdi>{candidate.name.to_string()}</bdi>
            </th>
            <td data-label="Country">{candidate.country.name.clone()}</td>
            <td class="sessions" data-label="Sessions">
                {format!("{} of {}", standing.attended, standing.counted)} {percent} {open}
            </td>
            <td data-label="Earned">
                <OutcomeBadge outcome=standing.outcome />
                {waiver(&candidate)}
            </td>
            <td data-label="Name confirmed">
                {if candidate.confirmed {
                    "Yes".erased()
                } else {
                    view! { <span class="still-open">"Not yet"</span> }.erased()
                }}
            </td>
            <td data-label="Certificate">
                <ul class="row-certificates">{certificates}</ul>
            </td>
        </tr>
    }
}

fn waiver(candidate: &Candidate) -> Option<AnyView> {
    let waiver = candidate.waiver.clone()?;
    let words = format!("approved by {}", waiver.approved_by);
    Some(
        view! {
            <span class="waiver">
                <q class="reason">{waiver.reason}</q>
                " "
                {words}
            </span>
        }
        .erased(),
    )
}

fn certificate_link(certificate: RowCertificate, base: &str) -> impl IntoView + use<> {
    let RowCertificate { code, number, state } = certificate;
    view! {
        <li>
            <a href=format!("{base}/{code}")>{number}</a>
            " "
            <ValidityBadge state />
        </li>
    }
}

#[component]
pub fn OutcomeBadge(outcome: Outcome) -> impl IntoView {
    let class = match outcome {
        Outcome::Earned => "badge badge-accepted",
        Outcome::Waived => "badge badge-late",
        Outcome::Missed => "badge badge-changes-requested",
        Outcome::Open => "badge badge-ahead",
    };
    view! { <span class=class>{outcome.label()}</span> }
}
