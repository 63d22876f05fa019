use domain::mail::{MailStatus, MailStep};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::StepMail;
use super::load_mail::OneMail;
use crate::erased::Erase;
use crate::form::{News, NewsNote, SendButton};

/// What staff can do with the mail. The buttons go by what was seen, and do not turn under the finger when a colleague
/// was faster.
#[component]
pub fn Steps(page: Memo<OneMail>, step: ServerAction<StepMail>) -> impl IntoView {
    let seen = RwSignal::new(page.get_untracked());
    let has_turned = move || seen.with(|seen| page.with(|page| turns(next(seen), next(page))));
    Effect::new(move |_| {
        let (page, answer) = (page.get(), step.value().get());
        // What the reader has just done, they have seen. What becomes of the mail by itself changes no revision.
        let is_new = seen.with_untracked(|seen| seen.mail.revision != page.mail.revision);
        let is_own = is_new && matches!(answer, Some(Ok(revision)) if revision == page.mail.revision);
        if is_own || !untrack(has_turned) {
            seen.set(page);
        }
    });
    // While the answer is on its way, the reader's own step may have come before it.
    let waits = step.pending();
    let tells = Memo::new(move |_| !waits.get() && has_turned());
    let next = Memo::new(move |_| seen.with(next));
    let at_once = Memo::new(move |_| seen.with(at_once));
    let is_unclear = move || seen.with(|seen| seen.mail.status == MailStatus::Unclear);
    let goes_nowhere = move || page.with(|page| !page.sends_mail && !MailStep::from(page.mail.status).is_empty());
    let news = News::new(tells, move || seen.set(page.get_untracked()));
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
            <StepForm seen step which=next />
            <StepForm seen step which=at_once />
        </div>
        <NewsNote
            news
            words="What becomes of this mail has changed while this page was open. How it stands now is said above."
            button="I have seen it"
            then="state"
        />
    }
    .erased()
}

/// The step of the first button.
fn next(page: &OneMail) -> Option<MailStep> {
    // What says nothing needs no hold; what is held can still be let go, for when there is something to say again.
    let idle = page.mail.status == MailStatus::Waiting && page.letter.is_none();
    MailStep::from(page.mail.status).first().copied().filter(|_| !idle)
}

/// One button would become another. Where there is none, or none any more, nothing turns.
fn turns(seen: Option<MailStep>, now: Option<MailStep>) -> bool {
    seen.zip(now).is_some_and(|(seen, now)| seen != now)
}

/// What has something to say and whose time has not come can be sent before that.
fn at_once(page: &OneMail) -> Option<MailStep> {
    let can = MailStep::from(page.mail.status).contains(&MailStep::SendNow);
    (can && page.letter.is_some() && !page.is_due).then_some(MailStep::SendNow)
}

/// One thing to do. Not drawn anew while there is something: the button keeps the focus.
#[component]
fn StepForm(seen: RwSignal<OneMail>, step: ServerAction<StepMail>, which: Memo<Option<MailStep>>) -> impl IntoView {
    let (slug, key) = seen.with_untracked(|seen| (seen.slug.to_string(), seen.mail.key.to_string()));
    let (slug, key) = (StoredValue::new(slug), StoredValue::new(key));
    view! {
        <Show when=move || which.get().is_some()>
            <ActionForm action=step>
                <input type="hidden" name="seminar" value=slug.get_value() />
                <input type="hidden" name="mail" value=key.get_value() />
                <input
                    type="hidden"
                    name="revision"
                    value=move || seen.with(|seen| seen.mail.revision.to_string())
                />
                <input type="hidden" name="owed" value=move || seen.with(|seen| seen.owed.clone()) />
                <input type="hidden" name="step" value=move || which.get().map(MailStep::as_str) />
                <SendButton waits=step.pending() then="state" attr:class="button">
                    {move || which.get().map(MailStep::label)}
                </SendButton>
            </ActionForm>
        </Show>
    }
    .erased()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_turns_only_into_another() {
        let first = |status| MailStep::from(status).first().copied();
        let (waiting, held, failed) = (first(MailStatus::Waiting), first(MailStatus::Held), first(MailStatus::Failed));
        for (seen, now) in [(waiting, held), (held, waiting), (failed, waiting)] {
            assert!(turns(seen, now), "{seen:?} {now:?}");
        }
        let over = first(MailStatus::Sent);
        for (seen, now) in [(waiting, waiting), (waiting, over), (over, failed), (over, over)] {
            assert!(!turns(seen, now), "{seen:?} {now:?}");
        }
    }
}
