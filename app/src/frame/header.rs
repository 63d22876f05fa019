use domain::person::Role;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::load_frame::{Frame, FrameSeminar, load_frame};
use super::reloads;
use crate::clock::RememberZone;
use crate::erased::Erase;
use crate::form::{forget_all, post_to};
use crate::loaded::page_data;
use crate::sign_in::{SignInLink, SignOut};

/// Who is signed in, and the ways through the seminar that the page belongs to.
#[component]
pub fn Header() -> impl IntoView {
    let location = use_location();
    let seminar = Memo::new(move |_| seminar_in(&location.pathname.read()));
    let reloads = reloads();
    let frame = page_data(move || (seminar.get(), reloads()), |(seminar, _)| load_frame(seminar));
    view! {
        <header class="header">
            <A href="/" attr:class="brand">"Lectern"</A>
            <Transition>
                {move || Suspend::new(async move {
                    frame.await.ok().map(|frame| view! { <Ways frame /> })
                })}
            </Transition>
        </header>
    }
}

/// The seminar's slug in a path such as `/seminars/e-port-2021/programme`.
fn seminar_in(path: &str) -> String {
    path.strip_prefix("/seminars/").and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned()
}

#[component]
fn Ways(frame: Frame) -> impl IntoView {
    let Frame { signed_in, seminar, zone } = frame;
    if signed_in.is_none() {
        Effect::new(|_| forget_all());
    }
    view! {
        {seminar.map(|seminar| view! { <SeminarWays seminar /> })}
        <div class="header-person">
            {match signed_in {
                Some(person) => {
                    view! {
                        <span class="header-name">{person.name}</span>
                        <form method="post" action={post_to::<SignOut>()} on:submit=|_| forget_all()>
                            <button class="link-button">"Sign out"</button>
                        </form>
                    }
                        .erased()
                }
                None => view! { <SignInLink /> }.erased(),
            }}
        </div>
        <RememberZone known=zone.is_some() />
    }
}

#[component]
fn SeminarWays(seminar: FrameSeminar) -> impl IntoView {
    let base = format!("/seminars/{}", seminar.slug);
    let to = move |end: &str| format!("{base}{end}");
    let role = seminar.role;
    let own: &[(&str, &str)] = match role {
        Some(Role::Trainee) => {
            &[("/my", "My page"), ("/materials", "Materials"), ("/gallery", "Gallery"), ("/search", "Search")]
        }
        Some(Role::Instructor) => &[("/materials", "Materials"), ("/gallery", "Gallery"), ("/search", "Search")],
        Some(Role::Staff) => &[
            ("/board", "Board"),
            ("/materials", "Materials"),
            ("/gallery", "Gallery"),
            ("/search", "Search"),
            ("/gate", "Gate"),
            ("/deadlines", "Deadlines"),
            ("/outbox", "Outbox"),
            ("/attendance", "Attendance"),
            ("/people", "People"),
            ("/certificates", "Certificates"),
            ("/audit", "Audit"),
        ],
        None => &[],
    };
    view! {
        <nav class="ways" aria-label="Seminar">
            <A href=to("") exact=true>"Notice"</A>
            <A href=to("/programme")>"Programme"</A>
            {own.iter().map(|(end, label)| view! { <A href=to(end)>{*label}</A> }).collect_view()}
        </nav>
    }
}
