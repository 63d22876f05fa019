use domain::attendance::record::MAX_WORDS_CHARS;
use domain::id::SeminarSlug;
use domain::time::Clocks;
use leptos::prelude::*;

use super::{DisputeAttendance, OwnLedger, OwnRecord, OwnSession};
use crate::attendance::person::{EvidenceRows, SaidAbout};
use crate::clock::TwiceShort;
use crate::erased::Erase;
use crate::form::{FormError, Posted, WordsField, form_error, post_to, posted, told_in_address};

/// A trainee's own attendance, with a way to object.
#[component]
pub fn OwnAttendance(seminar: SeminarSlug, ledger: OwnLedger, clocks: Clocks) -> impl IntoView {
    let OwnLedger { rule, standing, about_certificate, sessions } = ledger;
    let none = sessions.is_empty().then(|| view! { <p>"No session is over yet."</p> });
    let sessions =
        sessions.into_iter().map(|session| view! { <OwnRow seminar=seminar.clone() session clocks=clocks.clone() /> });
    let sessions = sessions.collect_view();
    view! {
        <p class="lead">{standing}</p>
        <SaidAbout said=about_certificate clocks />
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

#[component]
fn OwnRow(seminar: SeminarSlug, session: OwnSession, clocks: Clocks) -> impl IntoView {
    let OwnSession { slug, title, starts, status, counts, disputed, record, said, disputes_close } = session;
    let has_just_objected = told_in_address("disputed").is_some_and(|of| of == slug.as_str());
    let posted = posted::<DisputeAttendance>().of("session", slug.as_str());
    let open = has_just_objected || posted.is_there();
    let close = disputes_close.filter(|_| !disputed);
    let form = close.map(|close| {
        view! { <DisputeForm seminar session=slug.to_string() posted close clocks=clocks.clone() /> }
    });
    let counts = (!counts).then_some(" (does not count)");
    let record = record.map(|OwnRecord { minutes, rows }| {
        view! {
            <p>{minutes}</p>
            <EvidenceRows rows clocks=clocks.clone() />
        }
    });
    view! {
        <details open=open>
            <summary>
                <span class="own-session">{title}</span>
                <span class=format!("status status-{}", status.as_str())>{status.label()}</span>
                {disputed.then(|| view! { <span class="flag">"objection open"</span> })}
            </summary>
            <p>
                <TwiceShort clocks=clocks.clone() at=starts />
                {counts}
            </p>
            {record}
            <SaidAbout said clocks />
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
