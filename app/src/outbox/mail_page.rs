use domain::mail::{Letter, Mail, MailStatus, MailStep};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::load_mail::{OneMail, load_mail};
use super::mail_form::MailForm;
use super::step_outcome::StepOutcome;
use super::{EditMail, StepMail};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::form::{Outcome, SendButton};
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
            <A href=format!("/seminars/{}/outbox", first.slug)>"Back to the outbox"</A>
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
    let OneMail { mail, letter, clocks, is_due, sends_mail, .. } = mail;
    let says_something = letter.is_some();
    let at = mail.goes_or_went_out().filter(|_| says_something || !mail.status.is_open());
    let Mail { name, email, status, error, attempts, zone, .. } = mail;
    let label = if status == MailStatus::Sent { "Went out" } else { "Goes out" };
    let state = if status == MailStatus::Waiting && !says_something { MailStatus::Dropped } else { status };
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
            <div>
                <dt>"The reader’s clock"</dt>
                <dd>{zone.unwrap_or_else(|| "not known yet; times are those of the host".to_owned())}</dd>
            </div>
        </dl>
    }
    .erased()
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

/// What staff can do with the mail.
#[component]
fn Steps(page: Memo<OneMail>, step: ServerAction<StepMail>) -> impl IntoView {
    let status = Memo::new(move |_| page.with(|page| page.mail.status));
    // What says nothing needs no hold; what is held can still be let go, for when there is something to say again.
    let idle = Memo::new(move |_| status.get() == MailStatus::Waiting && page.with(|page| page.letter.is_none()));
    let next = Memo::new(move |_| MailStep::from(status.get()).first().copied().filter(|_| !idle.get()));
    let at_once = Memo::new(move |_| page.with(at_once));
    let is_unclear = move || status.get() == MailStatus::Unclear;
    let goes_nowhere = move || page.with(|page| !page.sends_mail && !MailStep::from(page.mail.status).is_empty());
    view! {
        <Show when=is_unclear>
            <p class="note warn">
                "Nobody knows how sending this mail ended. It may have arrived; sent again, it may arrive twice."
            </p>
        </Show>
        <Show when=goes_nowhere>
            <p class="note warn">"Nothing goes out: no mail server is set up for this office."</p>
        </Show>
        <div class="toolbar">
            <StepForm page step which=next />
            <StepForm page step which=at_once />
        </div>
    }
    .erased()
}

/// What has something to say and whose time has not come can be sent before that.
fn at_once(page: &OneMail) -> Option<MailStep> {
    let can = MailStep::from(page.mail.status).contains(&MailStep::SendNow);
    (can && page.letter.is_some() && !page.is_due).then_some(MailStep::SendNow)
}

/// One thing to do. Not drawn anew while there is something: the button keeps the focus.
#[component]
fn StepForm(page: Memo<OneMail>, step: ServerAction<StepMail>, which: Memo<Option<MailStep>>) -> impl IntoView {
    let (slug, key) = page.with_untracked(|page| (page.slug.to_string(), page.mail.key.to_string()));
    let (slug, key) = (StoredValue::new(slug), StoredValue::new(key));
    view! {
        <Show when=move || which.get().is_some()>
            <ActionForm action=step>
                <input type="hidden" name="seminar" value=slug.get_value() />
                <input type="hidden" name="mail" value=key.get_value() />
                <input
                    type="hidden"
                    name="revision"
                    value=move || page.with(|page| page.mail.revision.to_string())
                />
                <input type="hidden" name="owed" value=move || page.with(|page| page.owed.clone()) />
                <input type="hidden" name="step" value=move || which.get().map(MailStep::as_str) />
                <SendButton waits=step.pending() then="state" attr:class="button">
                    {move || which.get().map(MailStep::label)}
                </SendButton>
            </ActionForm>
        </Show>
    }
    .erased()
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
    view! {
        <section class="card" aria-labelledby="words">
            <h2 id="words" dir="auto">
                {subject}
            </h2>
            <p class="hint">{by} " It goes out as plain text and, with the same words, as HTML."</p>
            <div class="mail-words" dir="auto">
                {text}
            </div>
        </section>
    }
    .erased()
}
