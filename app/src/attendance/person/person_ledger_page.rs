use domain::attendance::ledger::{Cell, Evidence, Line, SessionHead};
use domain::attendance::record::{Dispute, MAX_WORDS_CHARS};
use domain::attendance::tally::minutes;
use domain::id::{PersonId, SeminarSlug, SessionSlug};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::AnswerDispute;
use super::correction_form::{CorrectionForm, posted_entry};
use super::evidence_view::{EvidenceRows, SaidAbout, minutes_in_words};
use super::load_person_ledger::{PersonLedger, load_person_ledger};
use super::shown::{EvidenceRow, Said};
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::form::{FormError, WordsField, form_error, post_to, posted, told_in_address};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/attendance/people/{person}`: one trainee's ledger.
pub struct PersonLedgerPage;

impl PersonLedgerPage {
    pub fn view() -> AnyView {
        let (seminar, params, query, reloads) = (seminar_in_address(), use_params_map(), use_query_map(), reloads());
        let person = move || params.read().get("person").unwrap_or_default();
        let session = move || query.read().get("session").unwrap_or_default();
        let source = move || (seminar(), person(), session(), reloads());
        let load = |(seminar, person, session, _)| load_person_ledger(seminar, person, session);
        loaded(page_data(source, load), |ledger| view! { <LedgerView ledger /> })
    }
}

#[component]
fn LedgerView(ledger: PersonLedger) -> impl IntoView {
    let PersonLedger { slug, title, clocks, sessions, line, session, evidence, about_certificate, sends_mail } = ledger;
    let (name, country, person) =
        (line.trainee.name.to_string(), line.trainee.country.name.clone(), line.trainee.person);
    let standing = line.standing;
    let flags = line.flags.iter().map(|flag| view! { <span class="flag">{flag.label()}</span> }).collect_view();
    let details = session.zip(evidence).map(|(session, evidence)| {
        let head = sessions.iter().find(|head| head.slug == session).cloned();
        head.map(|head| {
            view! { <SessionEvidence slug=slug.clone() person head evidence clocks=clocks.clone() sends_mail /> }
        })
    });
    view! {
        <PageTitle text=format!("Attendance of {name}") />
        <p class="eyebrow">{title}</p>
        <h1>{name}</h1>
        <p>
            <a href=format!("/seminars/{slug}/attendance")>"Back to the sheet"</a>
        </p>
        <Done sends_mail />
        <p class="lead">
            {country} ": "
            {format!("{} of {} sessions attended", standing.attended, standing.counted - standing.open)}
            {(standing.open > 0).then(|| format!(", {} open", standing.open))} ". Certificate: "
            {standing.outcome.label()} ". " {flags}
        </p>
        {details}
        <SessionList slug=slug.clone() line sessions clocks=clocks.clone() />
        <section aria-labelledby="certificate-entries">
            <h2 id="certificate-entries">"Certificate"</h2>
            <SaidAbout said={Said::of(about_certificate, Vec::new())} clocks />
            <details open=posted_entry(None).is_there()>
                <summary>"Waive the rule"</summary>
                <CorrectionForm slug person session=None />
            </details>
        </section>
    }
    .erased()
}

/// What the form before this page did.
#[component]
fn Done(sends_mail: bool) -> impl IntoView {
    let done = match (told_in_address("done").as_deref(), sends_mail) {
        (Some("entry"), _) => "The entry is made.",
        (Some("answer"), true) => "The answer is given; the trainee is told by mail.",
        (Some("answer"), false) => "The answer is given; the trainee finds it on their page.",
        _ => return None,
    };
    Some(view! { <p class="notice-line" role="status">{done}</p> })
}

#[component]
fn SessionEvidence(
    slug: SeminarSlug,
    person: PersonId,
    head: SessionHead,
    evidence: Evidence,
    clocks: Clocks,
    sends_mail: bool,
) -> impl IntoView {
    let words = minutes_in_words(&evidence, head.slot().seconds());
    let status = evidence.cell.status;
    let open = evidence.disputes.iter().find(|dispute| dispute.answer.is_none()).cloned();
    let answer = open.map(|dispute| {
        view! { <AnswerForm slug=slug.clone() person session=head.slug.clone() dispute sends_mail /> }
    });
    let Evidence { rows, corrections, disputes, .. } = evidence;
    let rows = rows.into_iter().map(|found| EvidenceRow::of(found, Some(&slug))).collect();
    let said = Said::of(corrections, disputes);
    view! {
        <section class="card" aria-labelledby="evidence">
            <h2 id="evidence">{head.title.clone()}</h2>
            <p>
                <span class=format!("status status-{}", status.as_str())>{status.label()}</span>
                ": "
                {words}
            </p>
            <EvidenceRows rows clocks=clocks.clone() />
            <SaidAbout said clocks />
            {answer}
            <CorrectionForm slug person session=Some(head.slug) />
        </section>
    }
    .erased()
}

#[component]
fn AnswerForm(
    slug: SeminarSlug,
    person: PersonId,
    session: SessionSlug,
    dispute: Dispute,
    sends_mail: bool,
) -> impl IntoView {
    let posted = posted::<AnswerDispute>().of("dispute", &dispute.id.to_string());
    view! {
        <form class="form" method="post" action={post_to::<AnswerDispute>()}>
            <FormError error={form_error::<AnswerDispute>()} />
            <input type="hidden" name="seminar" value=slug.to_string() />
            <input type="hidden" name="person" value=person.to_string() />
            <input type="hidden" name="session" value=session.to_string() />
            <input type="hidden" name="dispute" value=dispute.id.to_string() />
            <WordsField id="answer" name="text" label="Answer to the objection" rows=2 most=MAX_WORDS_CHARS posted />
            <p class="hint">
                {sends_mail.then_some("The trainee is told of the answer by mail. ")}
                "If you grant it, make an entry below as well: the answer alone changes no status."
            </p>
            <button class="button">"Answer"</button>
        </form>
    }
    .erased()
}

#[component]
fn SessionList(slug: SeminarSlug, line: Line, sessions: Vec<SessionHead>, clocks: Clocks) -> impl IntoView {
    let person = line.trainee.person;
    let rows = line.cells.into_iter().zip(sessions).map(|(cell, head)| {
        let href = format!("/seminars/{slug}/attendance/people/{person}?session={}", head.slug);
        session_row(href, cell, head, &clocks)
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="all-sessions">
            <h2 id="all-sessions">"All sessions"</h2>
            <LedgerTable rows />
        </section>
    }
    .erased()
}

/// A ledger as a list of sessions.
#[component]
fn LedgerTable(rows: Vec<AnyView>) -> impl IntoView {
    view! {
        <table class="stack own-ledger">
            <thead>
                <tr>
                    <th scope="col">"Session"</th>
                    <th scope="col">"Status"</th>
                    <th scope="col">"Minutes"</th>
                    <th scope="col">"Early"</th>
                    <th scope="col">"Link loss"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .erased()
}

fn session_row(href: String, cell: Cell, head: SessionHead, clocks: &Clocks) -> AnyView {
    let tally = cell.tally;
    let shown = |seconds: u32| if seconds > 0 { minutes(seconds).to_string() } else { "–".to_owned() };
    let notes = [(tally.total_only, "total only"), (!cell.counts, "does not count"), (cell.disputed, "objection open")];
    let notes: Vec<&str> = notes.into_iter().filter_map(|(holds, words)| holds.then_some(words)).collect();
    view! {
        <tr>
            <th scope="row">
                <a href=href>{head.title.clone()}</a>
                <span class="sheet-note">
                    <TwiceShort clocks=clocks.clone() at=head.starts />
                </span>
            </th>
            <td data-label="Status">
                <span class=format!("status status-{}", cell.status.as_str())>{cell.status.label()}</span>
                {(!notes.is_empty()).then(|| view! { <span class="sheet-note">{notes.join(", ")}</span> })}
            </td>
            <td data-label="Minutes">{format!("{} of {}", minutes(tally.present), minutes(head.slot().seconds()))}</td>
            <td data-label="Early">{shown(tally.early)}</td>
            <td data-label="Link loss">{shown(tally.link_loss)}</td>
        </tr>
    }
    .erased()
}
