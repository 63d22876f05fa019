use domain::attendance::ledger::Standing;
use domain::attendance::record::MAX_WORDS_CHARS;
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{DisputeAttendance, OwnLedger, OwnSession};
use crate::attendance::person::{EvidenceRows, SaidAbout, minutes_in_words};
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::form::{FormError, Posted, WordsField, form_error, post_to, posted};

/// A trainee's own attendance, with a way to object.
#[component]
pub fn OwnAttendance(seminar: SeminarSlug, ledger: OwnLedger, clocks: Clocks) -> impl IntoView {
    let OwnLedger { rule, standing, about_certificate, sessions } = ledger;
    let none = sessions.is_empty().then(|| view! { <p>"No session is over yet."</p> });
    let sessions =
        sessions.into_iter().map(|session| view! { <OwnRow seminar=seminar.clone() session clocks=clocks.clone() /> });
    let sessions = sessions.collect_view();
    view! {
        <p class="lead">{standing_in_words(&standing)}</p>
        <SaidAbout corrections=about_certificate disputes=vec![] clocks />
        <FormError error={form_error::<DisputeAttendance>()} />
        {none}
        <div class="own-attendance">{sessions}</div>
        <details>
            <summary>"The rule"</summary>
            <ul>{rule.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
        </details>
    }
    .erased()
}

fn standing_in_words(standing: &Standing) -> String {
    let recorded = standing.counted - standing.open;
    let so_far = match recorded {
        0 => "Nothing is on record yet".to_owned(),
        recorded => format!("You have attended {} of {recorded} sessions on record", standing.attended),
    };
    format!("{so_far}. Certificate: {}.", standing.outcome.label())
}

#[component]
fn OwnRow(seminar: SeminarSlug, session: OwnSession, clocks: Clocks) -> impl IntoView {
    let OwnSession { head, evidence, disputes_close } = session;
    let status = evidence.cell.status;
    let words = head.recorded.then(|| minutes_in_words(&evidence, head.slot().seconds()));
    let disputed = use_query_map().get_untracked().get_str("disputed").is_some_and(|slug| slug == head.slug.as_str());
    let posted = posted::<DisputeAttendance>().of("session", head.slug.as_str());
    let open = disputed || posted.is_there();
    let waits = evidence.cell.disputed;
    let close = disputes_close.filter(|_| !waits);
    let form = close.map(|close| {
        view! { <DisputeForm seminar session=head.slug.to_string() posted close clocks=clocks.clone() /> }
    });
    let counts = (!evidence.cell.counts).then_some(" (does not count)");
    view! {
        <details open=open>
            <summary>
                <span class="own-session">{head.title}</span>
                <span class=format!("status status-{}", status.as_str())>{status.label()}</span>
                {waits.then(|| view! { <span class="flag">"objection open"</span> })}
            </summary>
            <p>
                <TwiceShort clocks=clocks.clone() at=head.starts />
                {counts}
            </p>
            {words.map(|words| view! { <p>{words}</p> })}
            {head.recorded.then(|| view! { <EvidenceRows slug=None rows=evidence.rows clocks=clocks.clone() /> })}
            <SaidAbout corrections=evidence.corrections disputes=evidence.disputes clocks />
            {form}
        </details>
    }
    .erased()
}

#[component]
fn DisputeForm(
    seminar: SeminarSlug,
    session: String,
    posted: Posted,
    close: domain::time::Instant,
    clocks: Clocks,
) -> impl IntoView {
    let id = format!("dispute-{session}");
    view! {
        <form class="form" method="post" action={post_to::<DisputeAttendance>()}>
            <input type="hidden" name="seminar" value=seminar.to_string() />
            <input type="hidden" name="session" value=session />
            <WordsField
                id
                name="text"
                label="Is this wrong? Tell the staff what happened"
                rows=2
                most=MAX_WORDS_CHARS
                posted
            />
            <p class="hint">"Until " <TwiceShort clocks at=close /></p>
            <button class="button">"Object"</button>
        </form>
    }
    .erased()
}
