use domain::attendance::record::Stay;
use domain::attendance::tally::minutes;
use domain::id::{SeminarSlug, SessionSlug};
use domain::time::Clocks;
use leptos::prelude::*;

use super::load_file::{Recorded, RecordedRow};
use crate::clock::{Twice, TwiceShort};
use crate::erased::Erase;
use crate::fact::Fact;

/// What is on record of an export.
#[component]
pub fn RecordedView(
    slug: SeminarSlug,
    recorded: Recorded,
    sessions: Vec<(SessionSlug, String)>,
    clocks: Clocks,
) -> impl IntoView {
    let titles: Vec<String> = sessions
        .into_iter()
        .filter(|(session, _)| recorded.counts_for.contains(session))
        .map(|(_, title)| title)
        .collect();
    let superseded = recorded.superseded_by.map(|by| {
        view! {
            <p class="notice-line">
                "Superseded: " <a href=format!("/seminars/{slug}/attendance/files/{by}")>"a corrected file"</a>
                " has taken its place, and nothing of this one counts."
            </p>
        }
    });
    let all = recorded.all_rows as usize;
    let cut = (all > recorded.rows.len()).then(|| format!("The first {} of {all} rows.", recorded.rows.len()));
    let rows = recorded.rows.into_iter().map(|row| recorded_row(row, &clocks)).collect_view();
    view! {
        {superseded}
        <dl class="facts">
            <Fact name="From">{recorded.format.label()}</Fact>
            <Fact name="Counts for">{titles.join("; ")}</Fact>
            <Fact name="Its times are read in">{recorded.zone}</Fact>
            <Fact name="Recorded">
                <Twice clocks at=recorded.recorded_at />
                " by "
                {recorded.recorded_by}
            </Fact>
        </dl>
        {cut.map(|cut| view! { <p>{cut}</p> })}
        <div class="table-scroll" role="region" aria-label="Rows on record" tabindex="0">
            <table class="stack">
                <thead>
                    <tr>
                        <th scope="col">"Shown as"</th>
                        <th scope="col">"Row"</th>
                        <th scope="col">"In the room"</th>
                        <th scope="col">"Is"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .erased()
}

fn recorded_row(row: RecordedRow, clocks: &Clocks) -> impl IntoView + use<> {
    let stay = match row.row.stay {
        Stay::Interval { joined, left } => view! {
            <TwiceShort clocks=clocks.clone() at=joined exact=true />
            " to "
            <TwiceShort clocks=clocks.clone() at=left exact=true />
        }
        .erased(),
        Stay::Total { seconds } => format!("{} minutes in all", minutes(seconds)).erased(),
    };
    let who = match row.identity {
        Some(identity) => {
            let by = identity.by.map_or("certain".to_owned(), |name| format!("says {name}"));
            view! { {row.who} " " <span class="sheet-note">{by}</span> }.erased()
        }
        None => view! { <span class="flag">"to settle"</span> }.erased(),
    };
    view! {
        <tr>
            <th scope="row">{row.attendee.name}</th>
            <td data-label="Row">{row.row.number}</td>
            <td data-label="In the room">{stay}</td>
            <td data-label="Is">{who}</td>
        </tr>
    }
}
