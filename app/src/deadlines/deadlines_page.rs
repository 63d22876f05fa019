use domain::deadlines::reminders::WAIT_MINUTES;
use leptos::prelude::*;

use super::extensions::{ExtensionForm, ExtensionTable};
use super::load_deadlines::{Deadlines, ReminderDay, load_deadlines};
use super::reminder_form::ReminderForm;
use super::{GrantExtension, SetReminderRule, WithdrawExtension};
use crate::clock::Twice;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/deadlines`: who is reminded when, and who has more time.
pub struct DeadlinesPage;

/// What is being sent from the page; its data counts them among its sources.
#[derive(Clone, Copy)]
pub struct DeadlineActions {
    pub rule: ServerAction<SetReminderRule>,
    pub grant: ServerAction<GrantExtension>,
    pub withdraw: ServerAction<WithdrawExtension>,
}

impl DeadlineActions {
    fn done(self) -> usize {
        self.rule.version().get() + self.grant.version().get() + self.withdraw.version().get()
    }
}

impl DeadlinesPage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let actions =
            DeadlineActions { rule: ServerAction::new(), grant: ServerAction::new(), withdraw: ServerAction::new() };
        let source = move || (seminar(), actions.done(), reloads());
        let deadlines = page_data(source, |(seminar, ..)| load_deadlines(seminar));
        let seminar = untrack(seminar_in_address());
        view! {
            <Live seminar />
            {kept(deadlines, move |page| view! { <DeadlinesView page actions /> })}
        }
        .erased()
    }
}

#[component]
fn DeadlinesView(page: Memo<Deadlines>, actions: DeadlineActions) -> impl IntoView {
    let title = page.with_untracked(|page| page.title.clone());
    view! {
        <PageTitle text="Deadlines" />
        <p class="eyebrow">{title}</p>
        <h1>"Deadlines"</h1>
        <DueTimes page />
        <section aria-labelledby="reminders">
            <h2 id="reminders">"Reminders"</h2>
            <p>
                "On each day that the rule names for a material, everyone whose delegation still owes it is reminded of it: in one mail a day at most, with all the materials whose day it is. Who owes nothing any more when it goes out gets none."
            </p>
            {move || page.with(|page| (!page.sends_mail).then(NoMailServer))}
            <Ahead page />
            <ReminderForm page rule=actions.rule />
        </section>
        <section aria-labelledby="extensions">
            <h2 id="extensions">"Extensions"</h2>
            <ExtensionTable page withdraw=actions.withdraw />
            <ExtensionForm page grant=actions.grant />
        </section>
    }
    .erased()
}

#[component]
fn NoMailServer() -> impl IntoView {
    view! {
        <p class="note warn">
            "Nothing goes out: no mail server is set up for this office. Whoever runs it can set one up. The list of those to remind is on the board."
        </p>
    }
}

#[component]
fn DueTimes(page: Memo<Deadlines>) -> impl IntoView {
    let lines = move || {
        let Deadlines { assignments, clocks, .. } = page.get();
        let line = |assignment: domain::seminar::Assignment| {
            view! {
                <li>
                    <strong>{assignment.title}</strong>
                    ": due "
                    <Twice clocks=clocks.clone() at=assignment.due />
                    "; taken, as late, until "
                    <Twice clocks=clocks.clone() at=assignment.closes />
                </li>
            }
        };
        assignments.into_iter().map(line).collect_view()
    };
    view! { <ul class="due-times">{lines}</ul> }
}

/// The days that reminders go out, as things stand.
#[component]
fn Ahead(page: Memo<Deadlines>) -> impl IntoView {
    move || {
        let Deadlines { slug, rule, by_staff, ahead, clocks, .. } = page.get();
        let source = if by_staff {
            "set here; the seminar’s file says something else"
        } else {
            "as the seminar’s file has it"
        };
        let city = clocks.host.city();
        let days = ahead.into_iter().map(|ReminderDay { day, assignment, delegations }| {
            let whom = if delegations == 1 { "1 delegation".to_owned() } else { format!("{delegations} delegations") };
            view! { <li>{format!("{}: {assignment}, {whom} as things stand", day.with_weekday())}</li> }
        });
        let days = days.collect_view();
        view! {
            <p>
                <strong>{format!("The rule ({source}): ")}</strong>
                {rule.in_words()}
                "."
            </p>
            {if days.is_empty() {
                view! { <p>"No reminder is ahead."</p> }.erased()
            } else {
                view! {
                    <p>
                        {format!("They go out when the day begins in {city}, and lie in the ")}
                        <a href=format!("/seminars/{slug}/outbox?kind=reminder")>"outbox"</a>
                        {format!(
                            " from the day before. Reminders for a day that has begun wait there for {WAIT_MINUTES} minutes first; towards the end of the day none are added:",
                        )}
                    </p>
                    <ul class="reminder-days">{days}</ul>
                }
                    .erased()
            }}
        }
        .erased()
    }
}
