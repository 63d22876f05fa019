use domain::attendance::dry_run::{DryRun, Recognised, SessionChoice, Unsettled};
use domain::attendance::export::{DateOrder, DateQuestion, Meeting, RefusedRow};
use domain::id::{AttendanceFileId, SeminarSlug, SessionSlug};
use domain::time::Clocks;
use leptos::prelude::*;

use super::load_file::Draft;
use super::{ChangesTable, FileChoices, RecordFile};
use crate::clock::{Twice, TwiceShort};
use crate::erased::Erase;
use crate::form::post_to;

/// What recording the file would do.
#[component]
pub fn DraftView(
    slug: SeminarSlug,
    id: AttendanceFileId,
    draft: Draft,
    sessions: Vec<(SessionSlug, String)>,
    clocks: Clocks,
) -> impl IntoView {
    let Draft { choices, zone, zones, format, meeting, dates, dry_run } = draft;
    let DryRun {
        sessions: offered,
        rows,
        recognised,
        doubtful,
        refused,
        more_refused,
        changes,
        supersedes,
        candidates,
        known,
    } = dry_run;
    let open = dates == DateQuestion::Open;
    let ready = rows > 0 && !known && !open;
    let chosen = FileChoices {
        // What was shown is what is recorded, also if another file is recorded meanwhile.
        sessions: offered.iter().filter(|o| o.chosen).map(|o| o.slug.to_string()).collect::<Vec<_>>().join(" "),
        supersedes: supersedes.map_or("none".to_owned(), |file| file.to_string()),
        zone: zone.clone(),
        ..choices.clone()
    };
    let touched = match changes.len() {
        0 => "Nothing would change for anyone.".to_owned(),
        1 => "Something would change for 1 trainee.".to_owned(),
        count => format!("Something would change for {count} trainees."),
    };
    let changes = (!changes.is_empty()).then(|| view! { <ChangesTable slug=slug.clone() changes sessions /> });
    view! {
        <p class="lead">{format.label()} <MeetingWords meeting clocks=clocks.clone() /></p>
        {known.then(|| view! { <p class="notice-line" role="status">"This very file is on record already. Recording it again would change nothing."</p> })}
        {open.then(|| view! { <p class="problem" role="alert">"Every date in this file can be read in two ways. Please say below in which order it writes day and month."</p> })}
        <ChoicesForm choices zone zones offered supersedes candidates dates clocks />
        <section aria-labelledby="would">
            <h2 id="would">"What would be recorded"</h2>
            <p role="status">{format!("{rows} rows count. ")} {touched}</p>
            {changes}
            {ready.then(|| view! { <RecordForm slug id chosen /> })}
        </section>
        <Doubtful doubtful />
        <Certain recognised />
        <Refused refused more=more_refused />
    }
    .erased()
}

#[component]
fn MeetingWords(meeting: Meeting, clocks: Clocks) -> impl IntoView {
    let Meeting { title, code, starts, .. } = meeting;
    view! {
        {title.map(|title| format!(": “{title}”"))}
        {code.map(|code| format!(", meeting {code}"))}
        {starts.map(|at| view! { ", " <Twice clocks at /> })}
    }
    .erased()
}

#[component]
fn RecordForm(slug: SeminarSlug, id: AttendanceFileId, chosen: FileChoices) -> impl IntoView {
    let fields = chosen.fields().map(|(name, value)| {
        let value = value.to_owned();
        view! { <input type="hidden" name=format!("choices[{name}]") value=value /> }
    });
    view! {
        <form method="post" action={post_to::<RecordFile>()}>
            <input type="hidden" name="seminar" value=slug.to_string() />
            <input type="hidden" name="file" value=id.to_string() />
            {fields.into_iter().collect_view()}
            <button class="button">"Record this"</button>
        </form>
    }
    .erased()
}

/// How the file is read, and what it counts for. A look changes nothing.
#[component]
fn ChoicesForm(
    choices: FileChoices,
    zone: String,
    zones: Vec<String>,
    offered: Vec<SessionChoice>,
    supersedes: Option<AttendanceFileId>,
    candidates: Vec<(AttendanceFileId, String)>,
    dates: DateQuestion,
    clocks: Clocks,
) -> impl IntoView {
    let mapped = ["table", "name", "name_cell", "joined", "left", "duration", "unit", "email"];
    let carried = choices.fields().into_iter().filter(|(name, value)| mapped.contains(name) && !value.is_empty());
    let carried = carried.map(|(name, value)| {
        let value = value.to_owned();
        view! { <input type="hidden" name=name value=value /> }
    });
    let carried = carried.collect_view();
    let zones = zones.into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    let sessions = offered.into_iter().map(|session| {
        let rows = match session.rows {
            0 => "no rows".to_owned(),
            1 => "1 row".to_owned(),
            count => format!("{count} rows"),
        };
        view! {
            <label class:dim={session.rows == 0 && !session.chosen}>
                <input type="checkbox" name="sessions" value=session.slug.to_string() checked=session.chosen />
                <span>
                    {session.title} ", " <TwiceShort clocks=clocks.clone() at=session.starts /> ": " {rows}
                </span>
            </label>
        }
    });
    let sessions = sessions.collect_view();
    let order = if let DateQuestion::Settled(order) = dates { order.as_str() } else { "" };
    let offered_in = format!("{zone} {order}");
    let supersedes = (!candidates.is_empty()).then(|| view! { <SupersedesChoice supersedes candidates /> });
    let order = (dates != DateQuestion::NotNeeded).then(|| view! { <OrderChoice dates /> });
    view! {
        <form class="form" method="get">
            {carried}
            <input type="hidden" name="offered_in" value=offered_in />
            <label for="zone">"Its times are in the zone"</label>
            <input id="zone" name="zone" list="zones" value=zone autocomplete="off" />
            <datalist id="zones">{zones}</datalist>
            {order}
            <details open=true>
                <summary>"Sessions that it counts for"</summary>
                <fieldset class="session-choices">
                    <legend class="visually-hidden">"Sessions that it counts for"</legend>
                    {sessions}
                </fieldset>
            </details>
            {supersedes}
            <button class="button button-quiet">"Look again"</button>
        </form>
    }
    .erased()
}

#[component]
fn OrderChoice(dates: DateQuestion) -> impl IntoView {
    let settled = if let DateQuestion::Settled(order) = dates { Some(order) } else { None };
    let options = DateOrder::ALL.map(|order| {
        let selected = settled == Some(order);
        view! { <option value=order.as_str() selected=selected>{order.label()}</option> }
    });
    let ask = settled.is_none().then(|| view! { <option value="" selected=true>"Please choose"</option> });
    view! {
        <label for="order">"Its dates are written"</label>
        <select id="order" name="order">{ask} {options.into_iter().collect_view()}</select>
    }
    .erased()
}

#[component]
fn SupersedesChoice(
    supersedes: Option<AttendanceFileId>,
    candidates: Vec<(AttendanceFileId, String)>,
) -> impl IntoView {
    let options = candidates.into_iter().map(|(id, name)| {
        let selected = supersedes == Some(id);
        view! { <option value=id.to_string() selected=selected>{format!("it corrects {name}, which counts no more")}</option> }
    });
    let options = options.collect_view();
    view! {
        <label for="supersedes">"Beside what is on record of these sessions"</label>
        <select id="supersedes" name="supersedes">
            <option value="none" selected={supersedes.is_none()}>"it adds to it"</option>
            {options}
        </select>
    }
    .erased()
}

/// Long lists are folded: one looks at them where something is odd.
const OPEN_UP_TO: usize = 12;

#[component]
fn Certain(recognised: Vec<Recognised>) -> impl IntoView {
    let count = recognised.len();
    let rows = recognised.into_iter().map(|one| {
        view! {
            <tr>
                <th scope="row">{one.shown}</th>
                <td data-label="Is">{one.who}</td>
                <td data-label="Why">{one.reason.label()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    (count > 0).then(|| {
        view! {
            <details open={count <= OPEN_UP_TO}>
                <summary>{format!("{count} recognised with certainty")}</summary>
                <table class="stack">
                    <thead>
                        <tr>
                            <th scope="col">"Shown as"</th>
                            <th scope="col">"Is"</th>
                            <th scope="col">"Why"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
        .erased()
    })
}

#[component]
fn Doubtful(doubtful: Vec<Unsettled>) -> impl IntoView {
    let count = doubtful.len();
    let items = doubtful.into_iter().map(|one| {
        let likely = match one.likely {
            Some((name, reasons)) => {
                let reasons: Vec<&str> = reasons.into_iter().map(|reason| reason.label()).collect();
                format!("perhaps {name}: {}", reasons.join("; "))
            }
            None => "nobody of the seminar has a name like this".to_owned(),
        };
        view! {
            <li>
                <strong>{one.shown}</strong>
                " – "
                {likely}
            </li>
        }
    });
    let items = items.collect_view();
    (count > 0).then(|| {
        view! {
            <details open={count <= OPEN_UP_TO}>
                <summary>{format!("{count} to settle after recording")}</summary>
                <ul>{items}</ul>
            </details>
        }
        .erased()
    })
}

#[component]
fn Refused(refused: Vec<RefusedRow>, more: u32) -> impl IntoView {
    let count = refused.len() + more as usize;
    let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> });
    let items = refused
        .into_iter()
        .map(|row| view! { <li>{format!("Row {}: {} – {}", row.number, row.name, row.reason)}</li> });
    let items = items.collect_view();
    (count > 0).then(|| {
        view! {
            <details open={count <= OPEN_UP_TO}>
                <summary>{format!("{count} rows do not count")}</summary>
                <ul>{items} {more}</ul>
            </details>
        }
        .erased()
    })
}
