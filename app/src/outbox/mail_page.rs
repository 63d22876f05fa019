use domain::mail::{LINK, Letter, Mail, MailStatus, ReaderClock};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::load_mail::{OneMail, load_mail};
use super::mail_form::MailForm;
use super::step_outcome::StepOutcome;
use super::steps::Steps;
use super::way_back::query_of_list;
use super::{EditMail, StepMail};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::Outcome;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/outbox/{mail}`: one mail, as it goes out or went out.
pub struct MailPage;

impl MailPage {
    pub fn view() -> AnyView {
        let (seminar, params, reloads) = (seminar_in_address(), use_params_map(), reloads());
        let (edit, step) = (ServerAction::<EditMail>::new(), ServerAction::<StepMail>::new());
        let key = move || params.read().get("mail").unwrap_or_default();
        let source = move || (seminar(), key(), edit.version().get() + step.version().get(), reloads());
        let mail = page_data(source, |(seminar, mail, ..)| load_mail(seminar, mail));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {kept(mail, move |page| view! { <MailView page edit step /> })}
        }
        .erased()
    }
}

#[component]
fn MailView(page: Memo<OneMail>, edit: ServerAction<EditMail>, step: ServerAction<StepMail>) -> impl IntoView {
    let first = page.get_untracked();
    let is_open = move |page: &OneMail| page.mail.status.is_open() && page.letter.is_some();
    // Once it is there, the form stays: so does what is typed when the mail goes out.
    let has_form = Memo::new(move |had: Option<&bool>| had.is_some_and(|had| *had) || page.with(is_open));
    let heading = first.mail.kind.label();
    view! {
        <PageTitle text=heading />
        <p class="eyebrow">{first.title}</p>
        <h1>{heading}</h1>
        <p>
            <A href=format!("/seminars/{}/outbox{}", first.slug, query_of_list())>"Back to the outbox"</A>
        </p>
        {move || view! { <Facts mail=page.get() /> }}
        <StepOutcome page step />
        {move || view! { <Outdated page=page.get() /> }}
        <Steps page step />
        {move || view! { <Words page=page.get() /> }}
        <Outcome action=edit sent="These words are kept. They go out when the mail does." />
        <Show when=move || has_form.get()>
            <MailForm page edit />
        </Show>
    }
    .erased()
}

#[component]
fn Facts(mail: OneMail) -> impl IntoView {
    let OneMail { mail, letter, reader_clock, clocks, is_due, is_early, sends_mail, .. } = mail;
    let says_something = letter.is_some();
    let at = mail.goes_or_went_out().filter(|_| says_something || !mail.status.is_open());
    let Mail { name, email, status, error, attempts, not_before, .. } = mail;
    let label = if status == MailStatus::Sent { "Went out" } else { "Goes out" };
    let state = if status == MailStatus::Waiting && !says_something { MailStatus::Dropped } else { status };
    let held_until = (status == MailStatus::Held && says_something).then(|| clocks.clone());
    let goes_now = is_due && sends_mail && status == MailStatus::Waiting;
    let tried = (attempts > 0 && status != MailStatus::Sent).then(|| format!(", tries so far: {attempts}"));
    view! {
        <dl class="facts">
            <div>
                <dt>"To"</dt>
                <dd>{format!("{name} <{email}>")}</dd>
            </div>
            <div>
                <dt>"State"</dt>
                <dd id="state">
                    <span role="status">{state.label()} {tried}</span>
                </dd>
            </div>
            {error.map(|error| view! { <div><dt>"Why"</dt><dd>{error}</dd></div> })}
            {at
                .map(|at| {
                    view! {
                        <div>
                            <dt>{label}</dt>
                            <dd>
                                {if goes_now {
                                    "now, as its turn comes".erased()
                                } else {
                                    view! { <Twice clocks at /> }.erased()
                                }}
                            </dd>
                        </div>
                    }
                })}
            {held_until
                .map(|clocks| {
                    view! {
                        <div>
                            <dt>{label}</dt>
                            <dd>
                                "once it is let go"
                                {is_early.then(|| view! { ", not before " <Twice clocks at=not_before /> })}
                            </dd>
                        </div>
                    }
                })}
            {reader_clock
                .map(|clock| {
                    view! {
                        <div>
                            <dt>"The reader’s clock"</dt>
                            <dd>{clock_words(clock)}</dd>
                        </div>
                    }
                })}
        </dl>
    }
    .erased()
}

/// By which clock the mail tells the time, and why.
fn clock_words(clock: ReaderClock) -> String {
    match clock {
        ReaderClock::Seen(zone) => format!("{zone}, where they opened a page last"),
        ReaderClock::OfCountry(zone) => {
            format!("{zone}, the zone of their country: where they are is not known, as they have opened no page yet")
        }
        ReaderClock::Unknown => "not known yet; times are those of the host".to_owned(),
    }
}

/// Staff have written of something else than what is owed now.
#[component]
fn Outdated(page: OneMail) -> impl IntoView {
    let then = match page.mail.status {
        MailStatus::Held => "Let go or sent now, the mail goes out with them all the same.",
        MailStatus::Failed | MailStatus::Unclear => "Sent again, the mail goes out with them all the same.",
        _ => {
            "When its time comes the mail is held back, unless these words are used anew, or others. Sent now, it goes \
             out with them all the same."
        }
    };
    page.about_now.map(|about| {
        let about = format!("What this mail is about has changed since its words were written. Now it is: {about}. ");
        view! { <p class="note warn" role="status">{about} {then}</p> }
    })
}

#[component]
fn Words(page: OneMail) -> impl IntoView {
    let OneMail { mail, letter, .. } = page;
    let by = match (&mail.edited, mail.status) {
        (_, MailStatus::Sent) => "As it went out. Where it says {link} there was the address of the page.",
        (Some(_), _) => "As staff have written it. Where it says {link} the address of the page is put in.",
        (None, _) => "As it would go out now. Where it says {link} the address of the page is put in.",
    };
    let Some(Letter { subject, text }) = letter else {
        return view! { <p>"There is nothing left to say: it is not sent."</p> }.erased();
    };
    // Where nothing else leads to it, such words are refused.
    let lacks_link = mail.edited.is_some() && mail.status != MailStatus::Sent && !text.contains(LINK);
    view! {
        <section class="card" aria-labelledby="words">
            <h2 id="words" dir="auto">
                {subject}
            </h2>
            <p class="hint">{by} " It goes out as plain text and, with the same words, as HTML."</p>
            {lacks_link
                .then(|| {
                    view! {
                        <p class="note warn" role="status">
                            {format!(
                                "The text does not contain {LINK}, so the reader gets no address to go to. Write {LINK} where it should stand.",
                            )}
                        </p>
                    }
                })}
            <div class="mail-words" dir="auto">
                {text}
            </div>
        </section>
    }
    .erased()
}
