use leptos::form::ActionForm;
use leptos::prelude::*;

use super::SetReminderRule;
use super::load_deadlines::Deadlines;
use crate::form::{Outcome, SendButton, posted};

#[component]
pub fn ReminderForm(page: Memo<Deadlines>, rule: ServerAction<SetReminderRule>) -> impl IntoView {
    let (slug, first) = page.with_untracked(|page| (page.slug.to_string(), page.rule.clone()));
    let listed = |days: &[u16]| days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let posted = posted::<SetReminderRule>();
    let before = posted.get("before").unwrap_or_else(|| listed(&first.before));
    let after = posted.get("after").unwrap_or_else(|| listed(&first.after));
    let on_the_day = if posted.is_there() { posted.get("on_the_day").is_some() } else { first.on_the_day };
    let by_staff = move || page.with(|page| page.by_staff);
    let seminar = slug.clone();
    view! {
        <Outcome action=rule sent="The rule is set." />
        <ActionForm action=rule attr:class="form">
            <input type="hidden" name="seminar" value=slug />
            <label for="before">"Days before the due day"</label>
            <input id="before" name="before" value=before aria-describedby="days-hint" inputmode="text" />
            <p id="days-hint" class="hint">
                "Such as 7, 1. Leave it empty for none. Days are those of the host’s calendar."
            </p>
            <label>
                <input type="checkbox" name="on_the_day" value="yes" checked=on_the_day />
                "On the due day"
            </label>
            <label for="after">"Days after it, while a late material is still taken"</label>
            <input id="after" name="after" value=after aria-describedby="days-hint" />
            <SendButton waits=rule.pending() attr:class="button">
                "Set this rule"
            </SendButton>
        </ActionForm>
        {move || by_staff().then(|| view! { <AsInFile seminar=seminar.clone() rule /> })}
    }
    .into_any()
}

#[component]
fn AsInFile(seminar: String, rule: ServerAction<SetReminderRule>) -> impl IntoView {
    view! {
        <ActionForm action=rule>
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="as_in_file" value="yes" />
            <button class="link-button">"Let the rule of the seminar’s file hold again"</button>
        </ActionForm>
    }
    .into_any()
}
