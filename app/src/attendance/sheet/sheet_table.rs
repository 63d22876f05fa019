//! The sheet's table is kept apart from its page: its cells are plain links, as there are many.

use domain::attendance::ledger::{SessionHead, SessionSum, Status};
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;

use super::load_sheet::{Sheet, SheetCell, SheetLine};
use crate::erased::Erase;

#[component]
pub fn SheetTable(sheet: Sheet) -> impl IntoView {
    let Sheet { slug, clocks, sessions, session_sums, lines, .. } = sheet;
    if lines.is_empty() {
        return view! { <p>"No trainee matches."</p> }.erased();
    }
    let headings: Vec<_> = sessions.iter().map(|head| heading(&slug, head, &clocks)).collect();
    let sums: Vec<_> = sessions.iter().zip(session_sums).map(|(head, sum)| sum_cell(head, sum)).collect();
    view! {
        <div class="table-scroll sheet-scroll" role="region" aria-labelledby="sheet-caption" tabindex="0">
            <table class="sheet">
                <caption id="sheet-caption" class="visually-hidden">
                    "Trainees by sessions, with minutes and status. Each cell leads to its evidence."
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Trainee"</th>
                        {headings}
                        <th scope="col">"Attended"</th>
                        <th scope="col">"Certificate"</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(|line| row(&slug, &sessions, line)).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">"All trainees: attended"</th>
                        {sums}
                        <td></td>
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <Legend />
    }
    .erased()
}

fn heading(slug: &SeminarSlug, head: &SessionHead, clocks: &Clocks) -> impl IntoView + use<> {
    let when = clocks.show(head.starts).host;
    let unsettled = (head.unsettled > 0).then(|| {
        let count = head.unsettled;
        let label = format!("{count} to settle in {}", head.title);
        view! {
            <a class="unsettled" href=format!("/seminars/{slug}/attendance/settle?session={}", head.slug) aria-label=label>
                {format!("{count} to settle")}
            </a>
        }
    });
    let note = match (head.counts, head.recorded) {
        (false, _) => Some("does not count"),
        (true, false) => Some("no record yet"),
        (true, true) => None,
    };
    view! {
        <th scope="col" class="sheet-session">
            // On paper it stands upright.
            <span class="sheet-turned">
                <span class="sheet-when">{when.short_date()} " " {when.time()}</span>
                <span class="sheet-title">{head.title.clone()}</span>
                {note.map(|note| view! { " " <span class="sheet-note">{note}</span> })}
            </span>
            {unsettled}
        </th>
    }
}

fn row(slug: &SeminarSlug, sessions: &[SessionHead], line: SheetLine) -> impl IntoView + use<> {
    let SheetLine { trainee, cells, standing, flags } = line;
    let own = format!("/seminars/{slug}/attendance/people/{}", trainee.person);
    let cells: Vec<_> =
        cells.into_iter().zip(sessions).map(|(shown, head)| cell(&own, trainee.name.as_str(), head, shown)).collect();
    let percent = standing.percent().map(|percent| format!(", {percent} %"));
    let recorded = standing.counted - standing.open;
    let flags = flags.into_iter().map(|flag| view! { <span class="flag">{flag.label()}</span> }).collect_view();
    view! {
        <tr>
            <th scope="row">
                <a href=own>{trainee.name.to_string()}</a>
                <span class="sheet-country">{trainee.country.name}</span>
                {flags}
            </th>
            {cells}
            <td class="sheet-standing">{format!("{} of {recorded}", standing.attended)} {percent}</td>
            <td>
                <span class=format!("outcome outcome-{}", standing.outcome.as_str())>{standing.outcome.label()}</span>
            </td>
        </tr>
    }
}

fn cell(own: &str, name: &str, head: &SessionHead, shown: SheetCell) -> impl IntoView + use<> {
    let status = shown.status;
    let told = !matches!(status, Status::Ahead | Status::Awaited | Status::NotAdmitted | Status::Absent);
    let mut label = format!("{name}, {}: {}", head.title, status.label());
    if told {
        label.push_str(&format!(", {} minutes", shown.minutes));
    }
    for (holds, words) in
        [(shown.link_loss, "link lost for a while"), (shown.total_only, "total only"), (shown.disputed, "disputed")]
    {
        if holds {
            label.push_str(", ");
            label.push_str(words);
        }
    }
    let notes: String = [(shown.link_loss, "~"), (shown.total_only, "Σ"), (shown.disputed, "!")]
        .iter()
        .filter(|n| n.0)
        .map(|n| n.1)
        .collect();
    view! {
        <td class=format!("cell cell-{}", status.as_str())>
            <a href=format!("{own}?session={}", head.slug)>
                <span class="visually-hidden">{label}</span>
                <span aria-hidden="true">
                    <span class="mark">{status.mark()}</span>
                    {told.then(|| shown.minutes.to_string())}
                    {(!notes.is_empty()).then(|| view! { <span class="cell-notes">{notes}</span> })}
                </span>
            </a>
        </td>
    }
}

fn sum_cell(head: &SessionHead, sum: SessionSum) -> impl IntoView + use<> {
    let text = if head.recorded {
        format!("{} of {}", sum.attended, sum.attended + sum.excused + sum.missed)
    } else {
        String::new()
    };
    let late = (sum.late > 0).then(|| format!("{} late", sum.late));
    view! {
        <td class="sheet-sum">
            {text}
            {late.map(|late| view! { <span class="sheet-note">{late}</span> })}
        </td>
    }
}

/// What the letters mean.
#[component]
fn Legend() -> impl IntoView {
    let marks = Status::ALL.into_iter().filter(|status| *status != Status::Ahead);
    view! {
        <dl class="legend">
            {marks
                .map(|status| {
                    view! {
                        <div>
                            <dt class=format!("cell cell-{}", status.as_str())>{status.mark()}</dt>
                            <dd>{status.label()}</dd>
                        </div>
                    }
                })
                .collect_view()}
            <div>
                <dt class="cell">"~ Σ !"</dt>
                <dd>"link lost for a while, total only, disputed; numbers are minutes in the session"</dd>
            </div>
        </dl>
    }
    .erased()
}
