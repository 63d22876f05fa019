use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::actions::RoundActions;
use super::load_session::{OneSession, load_session};
use super::round::Discussion;
use super::speaking::Speaking;
use crate::erased::Erase;
use crate::frame::{Live, PageTitle, reloads};
use crate::loaded::{kept, page_data};
use crate::my::{DisplayName, RoomFacts, SessionTimes};
use crate::seminars::seminar_in_address;
use crate::slides::SlidesSection;

/// `/seminars/{seminar}/sessions/{session}`: one class meeting, for members.
pub struct SessionPage;

impl SessionPage {
    pub fn view() -> AnyView {
        let (seminar, params) = (seminar_in_address(), use_params_map());
        let address = Memo::new(move |_| (seminar(), params.read().get("session").unwrap_or_default()));
        // Another session is another view: the router keeps a page where only its parameter changes.
        (move || one_session(address.get())).erased()
    }
}

fn one_session((seminar, session): (String, String)) -> AnyView {
    let (reloads, actions) = (reloads(), RoundActions::new());
    let load = move |_| load_session(seminar.clone(), session.clone());
    let session = page_data(move || (reloads(), actions.done()), load);
    // Kept: a live event must not take away what someone types here.
    kept(session, move |page| view! { <SessionArticle page actions /> })
}

#[component]
fn SessionArticle(page: Memo<OneSession>, actions: RoundActions) -> impl IntoView {
    let first = page.get_untracked();
    let runs = Memo::new(move |_| page.with(|page| page.runs));
    let slides = Memo::new(move |_| page.with(|page| page.slides.clone()));
    let programme = format!("/seminars/{}/programme#session-{}", first.seminar, first.session.slug);
    view! {
        <PageTitle text=first.session.title.clone() />
        <Live seminar=first.seminar.to_string() session=first.session.slug.to_string() />
        <article class="class-session">
            <p>
                <A href=programme>"Programme"</A>
            </p>
            <header>
                <p class="eyebrow">
                    {first.session.kind.label()}
                    {move || runs.get().then(|| view! { " " <span class="badge entry-mark">"Running now"</span> })}
                </p>
                <h1>{first.session.title.clone()}</h1>
                {first.course.map(|course| view! { <p class="lead">{course}</p> })}
                {(!first.instructors.is_empty()).then(|| view! { <p class="muted">{first.instructors.join(", ")}</p> })}
            </header>
            <section class="card next-session" aria-labelledby="join">
                <h2 id="join">"Time and room"</h2>
                <dl class="facts">
                    <SessionTimes
                        starts=first.session.starts
                        ends=first.session.ends
                        interpretation=first.session.interpretation.clone()
                        clocks=first.clocks.clone()
                    />
                </dl>
                <RoomFacts room=first.session.room.clone() platform=first.platform.name />
                {first.display_name.map(|name| view! { <DisplayName name /> })}
            </section>
            <SlidesSection
                seminar=first.seminar
                session=first.session.slug
                leads=first.leads
                slides
                clocks=first.clocks
                release=actions.release_slides
                remove=actions.remove_slides
            />
            <Speaking page actions />
            <Discussion page actions />
        </article>
    }
    .erased()
}
