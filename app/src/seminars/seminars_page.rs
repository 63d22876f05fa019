use leptos::prelude::*;
use leptos_router::components::A;

use super::load_seminars::{ListedSeminar, load_seminars};
use crate::erased::Erase;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};

/// `/`: what runs and what comes.
pub struct SeminarsPage;

impl SeminarsPage {
    pub fn view() -> AnyView {
        let seminars = page_data(reloads(), |_| load_seminars());
        view! {
            <PageTitle text="Seminars" />
            <h1>"Seminars"</h1>
            {loaded(seminars, |seminars| view! { <SeminarList seminars /> })}
        }
        .erased()
    }
}

#[component]
fn SeminarList(seminars: Vec<ListedSeminar>) -> impl IntoView {
    if seminars.is_empty() {
        return view! { <p>"No seminar has been announced yet."</p> }.erased();
    }
    let cards = seminars.into_iter().map(|seminar| view! { <li><SeminarCard seminar /></li> }).collect_view();
    view! { <ul class="cards">{cards}</ul> }.erased()
}

#[component]
fn SeminarCard(seminar: ListedSeminar) -> impl IntoView {
    let (first, last) = (seminar.clocks.show(seminar.starts).host, seminar.clocks.show(seminar.ends).host);
    let standing = match (seminar.running, seminar.over) {
        (true, _) => "Running now",
        (_, true) => "Over",
        _ => "Coming",
    };
    view! {
        <article class="card">
            <p class="eyebrow">{standing}</p>
            <h2>
                <A href=format!("/seminars/{}", seminar.slug)>{seminar.title}</A>
            </h2>
            <p class="muted">{format!("{} to {}", first.long_date(), last.long_date())}</p>
            <p>{seminar.summary}</p>
            <p class="muted">{seminar.organiser}</p>
        </article>
    }
}
