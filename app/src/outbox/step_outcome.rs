use domain::mail::MailStep;
use leptos::prelude::*;

use super::StepMail;
use super::load_mail::OneMail;
use crate::form::{Failure, once_stored};

/// What became of the last step with the mail: nothing any more where it has gone on since.
#[component]
pub fn StepOutcome(page: Memo<OneMail>, step: ServerAction<StepMail>) -> impl IntoView {
    let done = RwSignal::new(None::<MailStep>);
    once_stored(step, move |sent, _| done.set(Some(sent.step)));
    let words = move || {
        let holds = |step: &MailStep| page.with(|page| page.mail.status == step.leads_to());
        done.get().filter(holds).map(MailStep::done)
    };
    view! {
        <Failure action=step gone="" />
        <p class="note ok" role="status">
            {words}
        </p>
    }
}
