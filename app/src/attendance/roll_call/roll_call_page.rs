use domain::attendance::ledger::Trainee;
use domain::attendance::roll_call::{Misnamed, RollCall};
use domain::id::SeminarSlug;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::KeepRollCall;
use super::load_roll_call::{RollCallFile, load_roll_call};
use crate::clipboard::CopyButton;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, posted};
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/attendance/roll-call`: who is missing while the room fills.
pub struct RollCallPage;

impl RollCallPage {
    pub fn view() -> AnyView {
        let (seminar, query, reloads) = (seminar_in_address(), use_query_map(), reloads());
        let text = move |name: &str| query.read().get(name).unwrap_or_default();
        let source = move || (seminar(), text("session"), text("list"), reloads());
        let load = |(seminar, session, list, _)| load_roll_call(seminar, session, list);
        loaded(page_data(source, load), |file| view! { <RollCallView file /> })
    }
}

#[component]
fn RollCallView(file: RollCallFile) -> impl IntoView {
    let RollCallFile { slug, title, session, call } = file;
    let heading = session.map_or("Roll-call".to_owned(), |session| format!("Roll-call: {session}"));
    let asked = use_query_map().get_untracked().get("session").unwrap_or_default();
    view! {
        <PageTitle text="Roll-call" />
        <p class="eyebrow">{title}</p>
        <h1>{heading}</h1>
        <p>
            <a href=format!("/seminars/{slug}/attendance")>"Back to the sheet"</a>
        </p>
        {call.map(|call| view! { <Called call /> })}
        <NamesForm slug session=asked />
    }
    .erased()
}

#[component]
fn NamesForm(slug: SeminarSlug, session: String) -> impl IntoView {
    view! {
        <form class="form" method="post" action={post_to::<KeepRollCall>()}>
            <FormError error={form_error::<KeepRollCall>()} />
            <input type="hidden" name="seminar" value=slug.to_string() />
            <input type="hidden" name="session" value=session />
            <label for="names">"Participants of the meeting, one a line"</label>
            <textarea
                id="names"
                name="names"
                rows="8"
                spellcheck="false"
                required=true
                inner_html={posted::<KeepRollCall>().text("names")}
            ></textarea>
            <p class="hint">"Copy the list from the meeting. Nothing of it is recorded."</p>
            <button class="button">"See who is missing"</button>
        </form>
    }
    .erased()
}

#[component]
fn Called(call: RollCall) -> impl IntoView {
    let RollCall { here, missing, misnamed, doubtful, unknown, apart } = call;
    let summary = format!(
        "{here} here, {} missing, {} to rename, {} in doubt, {} unknown, {apart} hosts and others.",
        missing.len(),
        misnamed.len(),
        doubtful.len(),
        unknown.len()
    );
    let doubtful: Vec<(String, String)> = doubtful
        .into_iter()
        .map(|(shown, trainee, why)| {
            let why: Vec<&str> = why.into_iter().map(|reason| reason.label()).collect();
            (shown, format!("perhaps {}, {}: {}", trainee.name, trainee.country.name, why.join("; ")))
        })
        .collect();
    view! {
        <p class="lead" role="status">{summary}</p>
        <Missing missing />
        <Rename misnamed />
        <Listed title="In doubt" items=doubtful />
        <Listed title="Unknown" items=unknown.into_iter().map(|name| (name, String::new())).collect() />
    }
    .erased()
}

#[component]
fn Missing(missing: Vec<Trainee>) -> impl IntoView {
    let items: Vec<(String, String)> =
        missing.into_iter().map(|trainee| (trainee.name.to_string(), trainee.country.name)).collect();
    view! { <Listed title="Missing" items /> }
}

/// A sentence for the meeting's chat, so that people see what to change.
#[component]
fn Rename(misnamed: Vec<Misnamed>) -> impl IntoView {
    if misnamed.is_empty() {
        return ().erased();
    }
    let text: Vec<String> = misnamed.iter().map(|one| format!("{} → {}", one.shown, one.asked)).collect();
    let text = format!("Please change your name in the meeting:\n{}", text.join("\n"));
    let items = misnamed
        .into_iter()
        .map(|one| (one.shown, format!("please rename to “{}” ({})", one.asked, one.form.label())))
        .collect();
    view! {
        <Listed title="To rename" items />
        <CopyButton text label="Copy a message for the meeting's chat" />
    }
    .erased()
}

#[component]
fn Listed(title: &'static str, items: Vec<(String, String)>) -> impl IntoView {
    (!items.is_empty()).then(|| {
        let id = title.to_lowercase().replace(' ', "-");
        let labelled_by = id.clone();
        let items = items.into_iter().map(|(name, more)| {
            let more = (!more.is_empty()).then(|| format!(" – {more}"));
            view! {
                <li>
                    <strong>{name}</strong>
                    {more}
                </li>
            }
        });
        let items = items.collect_view();
        view! {
            <section aria-labelledby=labelled_by>
                <h2 id=id>{title}</h2>
                <ul>{items}</ul>
            </section>
        }
        .erased()
    })
}
