use domain::deadlines::ReminderRule;
use leptos::form::ActionForm;
use leptos::html::Input;
use leptos::prelude::*;

use super::SetReminderRule;
use super::load_deadlines::Deadlines;
use crate::erased::Erase;
use crate::form::{News, NewsNote, Outcome, SendButton, posted};

/// Another rule. What is typed stays while the page loads anew.
#[component]
pub fn ReminderForm(page: Memo<Deadlines>, rule: ServerAction<SetReminderRule>) -> impl IntoView {
    let (slug, first) = page.with_untracked(|page| (page.slug.to_string(), page.rule.clone()));
    let posted = posted::<SetReminderRule>();
    let before = posted.get("before").unwrap_or_else(|| ReminderRule::written_days(&first.before));
    let after = posted.get("after").unwrap_or_else(|| ReminderRule::written_days(&first.after));
    let on_the_day = if posted.is_there() { posted.get("on_the_day").is_some() } else { first.on_the_day };
    let by_staff = Memo::new(move |_| page.with(|page| page.by_staff));
    let holds = Memo::new(move |_| page.with(|page| page.rule.clone()));
    // What its author had before their eyes when they began to type.
    let seen = RwSignal::new(first);
    let fields = Fields { before: NodeRef::new(), on_the_day: NodeRef::new(), after: NodeRef::new() };
    Effect::new(move |_| {
        let holds = holds.get();
        if fields.refill(&seen.get_untracked(), &holds) {
            seen.set(holds);
        }
    });
    let seminar = slug.clone();
    view! {
        <Outcome action=rule sent="The rule is set." />
        <NewsNote
            news=News::of(holds, seen)
            words="Another rule has been set while you were writing. It stands above; what you set takes its place."
            button="I have read the rule"
            then="before"
        />
        <ActionForm action=rule attr:class="form">
            <input type="hidden" name="seminar" value=slug />
            <input type="hidden" name="seen" value=move || in_words(seen) />
            <label for="before">"Days before the due day"</label>
            <input
                id="before"
                name="before"
                value=before
                aria-describedby="days-hint"
                inputmode="text"
                node_ref=fields.before
            />
            <p id="days-hint" class="hint">
                "Such as 7, 1. Leave it empty for none. Days are those of the host’s calendar."
            </p>
            <label>
                <input
                    type="checkbox"
                    name="on_the_day"
                    value="yes"
                    checked=on_the_day
                    node_ref=fields.on_the_day
                />
                "On the due day"
            </label>
            <label for="after">"Days after it, while a late material is still taken"</label>
            <input id="after" name="after" value=after aria-describedby="days-hint" node_ref=fields.after />
            <SendButton waits=rule.pending() attr:class="button">
                "Set this rule"
            </SendButton>
        </ActionForm>
        {move || by_staff.get().then(|| view! { <AsInFile seminar=seminar.clone() seen rule /> })}
    }
    .erased()
}

/// Where the rule is typed.
#[derive(Clone, Copy)]
struct Fields {
    before: NodeRef<Input>,
    on_the_day: NodeRef<Input>,
    after: NodeRef<Input>,
}

impl Fields {
    /// Puts the rule that holds where nothing but `before` stands, or that rule does already. What someone has typed
    /// there stays. Answers whether the rule is there.
    fn refill(self, before: &ReminderRule, holds: &ReminderRule) -> bool {
        let (Some(days_before), Some(on_the_day), Some(days_after)) =
            (self.before.get(), self.on_the_day.get(), self.after.get())
        else {
            return false;
        };
        let typed = ReminderRule::read(&days_before.value(), on_the_day.checked(), &days_after.value());
        let untouched = typed.is_ok_and(|typed| typed == *before || typed == *holds);
        if untouched {
            days_before.set_value(&ReminderRule::written_days(&holds.before));
            on_the_day.set_checked(holds.on_the_day);
            days_after.set_value(&ReminderRule::written_days(&holds.after));
        }
        untouched
    }
}

fn in_words(seen: RwSignal<ReminderRule>) -> String {
    seen.with(ReminderRule::in_words)
}

#[component]
fn AsInFile(seminar: String, seen: RwSignal<ReminderRule>, rule: ServerAction<SetReminderRule>) -> impl IntoView {
    view! {
        <ActionForm action=rule>
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="seen" value=move || in_words(seen) />
            <input type="hidden" name="as_in_file" value="yes" />
            <SendButton waits=rule.pending() then="reminders" attr:class="link-button">
                "Let the rule of the seminar’s file hold again"
            </SendButton>
        </ActionForm>
    }
    .erased()
}
