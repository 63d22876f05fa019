use leptos::prelude::*;
use leptos_meta::Title;

use super::coming_sessions::ComingSessions;
use super::delegation::DelegationList;
use super::load_own_page::{OwnPage, load_own_page};
use super::next_session::{DisplayName, NextSession};
use super::task_card::TaskCard;
use crate::frame::{Live, reloads};
use crate::loaded::loaded;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/my`
pub struct MyPage;

impl MyPage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let page = Resource::new(move || (seminar(), reloads()), |(seminar, _)| load_own_page(seminar));
        view! {
            <Title text="My page" />
            <Live seminar=seminar_in_address()() />
            {loaded(page, |page| view! { <OwnPageArticle page /> })}
        }
        .into_any()
    }
}

#[component]
fn OwnPageArticle(page: OwnPage) -> impl IntoView {
    let OwnPage { seminar, clocks, now, rules, .. } = page;
    let mut sessions = page.sessions.into_iter();
    let next = sessions.next();
    let later = sessions.collect::<Vec<_>>();
    let task = {
        let (seminar, clocks) = (seminar.clone(), clocks.clone());
        move |task| {
            let (seminar, clocks, rules) = (seminar.clone(), clocks.clone(), rules.clone());
            view! { <TaskCard task seminar clocks now rules /> }
        }
    };
    view! {
        <article class="my">
            <header class="my-head">
                <p class="eyebrow">{page.title}</p>
                <h1>"My page"</h1>
                <p class="lead">{format!("Delegation of {}", page.country.name)}</p>
            </header>
            <section class="my-next" aria-labelledby="next">
                <h2 id="next">"Next session"</h2>
                <NextSession session=next platform=page.platform clocks=clocks.clone() now />
                <DisplayName name=page.display_name />
            </section>
            <section class="my-tasks" aria-labelledby="tasks">
                <h2 id="tasks">"What your delegation has to submit"</h2>
                {page.tasks.into_iter().map(task).collect_view()}
            </section>
            <section aria-labelledby="sessions">
                <h2 id="sessions">"Your sessions"</h2>
                <ComingSessions sessions=later seminar clocks />
            </section>
            <section aria-labelledby="delegation">
                <h2 id="delegation">"Your delegation"</h2>
                <DelegationList colleagues=page.colleagues country=page.country.name />
            </section>
        </article>
    }
}
