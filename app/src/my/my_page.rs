use domain::time::Instant;
use leptos::prelude::*;

use super::coming_sessions::ComingSessions;
use super::delegation::DelegationList;
use super::load_own_page::{OwnPage, load_own_page};
use super::next_session::{DisplayName, NextSession};
use super::task_card::TaskCard;
use crate::attendance::OwnAttendance;
use crate::certificates::OwnCertificates;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::reviews::OwnMentions;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/my`
pub struct MyPage;

impl MyPage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let page = page_data(move || (seminar(), reloads()), |(seminar, _)| load_own_page(seminar));
        view! {
            <PageTitle text="My page" />
            <Live seminar=seminar_in_address()() />
            // Kept: a live event must not take away what someone uploads or chooses here.
            {kept(page, |page| view! { <OwnPageArticle page /> })}
        }
        .erased()
    }
}

#[component]
fn OwnPageArticle(page: Memo<OwnPage>) -> impl IntoView {
    let first = page.get_untracked();
    // As the page came: nothing moves under its reader.
    let order = order_of(first.tasks.iter().map(|task| (task.is_done(), task.due)));
    let tasks = order.into_iter().map(|place| view! { <TaskCard page place /> }).collect_view();
    view! {
        <article class="my">
            <header class="my-head">
                <p class="eyebrow">{first.title}</p>
                <h1>"My page"</h1>
                <p class="lead">{format!("Delegation of {}", first.country)}</p>
            </header>
            <section class="my-next" aria-labelledby="next">
                <h2 id="next">"Next session"</h2>
                {move || page.with(next_session)}
                <DisplayName name=first.display_name />
            </section>
            <section class="my-tasks" aria-labelledby="tasks">
                <h2 id="tasks">"What your delegation has to submit"</h2>
                {tasks}
            </section>
            {move || page.with(mentions)}
            <section aria-labelledby="certificate">
                <h2 id="certificate">"Your certificate"</h2>
                {move || page.with(certificates)}
            </section>
            <section aria-labelledby="sessions">
                <h2 id="sessions">"Your sessions"</h2>
                {move || page.with(later_sessions)}
            </section>
            <section aria-labelledby="attendance">
                <h2 id="attendance">"Your attendance"</h2>
                {move || page.with(attendance)}
            </section>
            <section aria-labelledby="delegation">
                <h2 id="delegation">"Your delegation"</h2>
                {move || page.with(delegation)}
            </section>
        </article>
    }
    .erased()
}

/// The places of tasks, of which it is known whether they are done and when they are due: what is to be done comes first,
/// and of that what is due first.
fn order_of(tasks: impl Iterator<Item = (bool, Instant)>) -> Vec<usize> {
    let mut tasks: Vec<_> = tasks.enumerate().collect();
    tasks.sort_by_key(|(_, task)| *task);
    tasks.into_iter().map(|(place, _)| place).collect()
}

fn next_session(page: &OwnPage) -> impl IntoView + use<> {
    let (session, platform) = (page.sessions.first().cloned(), page.platform.clone());
    view! { <NextSession seminar=page.seminar.clone() session platform clocks=page.clocks.clone() now=page.now /> }
}

fn later_sessions(page: &OwnPage) -> impl IntoView + use<> {
    let sessions = page.sessions.iter().skip(1).cloned().collect();
    view! { <ComingSessions sessions seminar=page.seminar.clone() clocks=page.clocks.clone() /> }
}

fn attendance(page: &OwnPage) -> impl IntoView + use<> {
    let (seminar, clocks) = (page.seminar.clone(), page.clocks.clone());
    page.attendance.clone().map(|ledger| view! { <OwnAttendance seminar ledger clocks /> })
}

fn mentions(page: &OwnPage) -> impl IntoView + use<> {
    view! { <OwnMentions mentions=page.mentions.clone() clocks=page.clocks.clone() /> }
}

fn certificates(page: &OwnPage) -> impl IntoView + use<> {
    view! { <OwnCertificates certificates=page.certificates.clone() clocks=page.clocks.clone() /> }
}

fn delegation(page: &OwnPage) -> impl IntoView + use<> {
    view! { <DelegationList
        colleagues=page.colleagues.clone()
        more=page.more_colleagues
        country=page.country.clone()
    /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_done_comes_first_and_then_what_is_due_first() {
        let task = |done, day: i64| (done, Instant::from_seconds(day * 86_400));
        let tasks = [task(true, 1), task(false, 3), task(true, 1), task(false, 2)];
        assert_eq!(order_of(tasks.into_iter()), [3, 1, 0, 2]);
    }
}
