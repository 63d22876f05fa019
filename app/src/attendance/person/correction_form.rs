use domain::attendance::record::MAX_WORDS_CHARS;
use domain::id::{PersonId, SeminarSlug, SessionSlug};
use leptos::prelude::*;

use super::CorrectAttendance;
use crate::erased::Erase;
use crate::form::{FormError, Posted, WordsField, form_error, post_to, posted};

const ABOUT_SESSION: [(&str, &str); 4] = [
    ("excused", "Excused"),
    ("present", "Present by statement"),
    ("as_recorded", "As recorded: take back what was entered here"),
    ("counts_from", "Admitted late: counts from this session on"),
];
const ABOUT_ALL: [(&str, &str); 2] =
    [("waiver", "Certificate though the rule is not met"), ("waiver_withdrawn", "Withdraw the waiver")];

/// What the form about this session has posted, or with none that about the certificate.
pub fn posted_entry(session: Option<&SessionSlug>) -> Posted {
    posted::<CorrectAttendance>().of("session", session.map_or("", SessionSlug::as_str))
}

/// Adds an entry beside the records: about a session, or about the certificate.
#[component]
pub fn CorrectionForm(slug: SeminarSlug, person: PersonId, session: Option<SessionSlug>) -> impl IntoView {
    let choices: &[(&str, &str)] = if session.is_some() { &ABOUT_SESSION } else { &ABOUT_ALL };
    let posted = posted_entry(session.as_ref());
    let choices = choices.iter().enumerate().map(|(place, (value, label))| {
        let checked = if posted.is_there() { posted.has("entry", value) } else { place == 0 };
        view! {
            <label>
                <input type="radio" name="entry" value=*value required=true checked=checked />
                {*label}
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <form class="form" method="post" action={post_to::<CorrectAttendance>()}>
            <FormError error={form_error::<CorrectAttendance>()} />
            <input type="hidden" name="seminar" value=slug.to_string() />
            <input type="hidden" name="person" value=person.to_string() />
            <input type="hidden" name="session" value=session.map(|slug| slug.to_string()).unwrap_or_default() />
            <fieldset>
                <legend>"New entry"</legend>
                {choices}
            </fieldset>
            <WordsField id="reason" name="reason" label="Reason" rows=2 most=MAX_WORDS_CHARS posted />
            <label for="approved_by">"Approved by, if not you"</label>
            <input id="approved_by" name="approved_by" maxlength="200" value=posted.get("approved_by") />
            <p class="hint">"An entry stands beside the records and cannot be edited; a later one takes its place."</p>
            <button class="button">"Add the entry"</button>
        </form>
    }
    .erased()
}
