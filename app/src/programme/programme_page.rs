use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::clock_note::ClockNote;
use super::entry_card::EntryCard;
use super::groups::{Group, by_course, by_day};
use super::load_programme::{Programme, load_programme};
use super::way_down::WayDown;
use crate::erased::Erase;
use crate::frame::{PageTitle, reloads};
use crate::loaded::{loaded, page_data};
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/programme`, by day or with `?by=course`.
pub struct ProgrammePage;

impl ProgrammePage {
    pub fn view() -> AnyView {
        let (seminar, reloads) = (seminar_in_address(), reloads());
        let programme = page_data(move || (seminar(), reloads()), |(seminar, _)| load_programme(seminar));
        loaded(programme, |programme| view! { <ProgrammeArticle programme /> })
    }
}

#[component]
fn ProgrammeArticle(programme: Programme) -> impl IntoView {
    let query = use_query_map();
    let courses = Memo::new(move |_| query.read().get_str("by") == Some("course"));
    let clocks = programme.clocks.clone();
    let (first, last) = (clocks.show(programme.starts).host, clocks.show(programme.ends).host);
    let address = format!("/seminars/{}/programme", programme.seminar);
    let way = WayDown::find(&programme, &by_day(&programme));
    let near = way.as_ref().map(|way| way.heading.clone());
    let back = {
        let address = address.clone();
        Signal::derive(move || if courses.get() { format!("{address}%3Fby%3Dcourse") } else { address.clone() })
    };
    view! {
        <PageTitle text=format!("Programme: {}", programme.title) />
        <article class="programme">
            <header class="programme-head">
                <p class="eyebrow">{programme.title.clone()}</p>
                <h1>"Programme"</h1>
                <p class="lead">{format!("{} to {}", first.long_date(), last.long_date())}</p>
            </header>
            {programme.sample.then(|| view! { <SampleNote /> })}
            <ClockNote clocks=clocks.clone() at=programme.starts back />
            <ProgrammeWays address courses way />
            {move || {
                let groups = if courses.get() { by_course(&programme) } else { by_day(&programme) };
                view! { <Groups groups clocks=clocks.clone() near=near.clone() /> }
            }}
        </article>
    }
}

#[component]
fn SampleNote() -> impl IntoView {
    view! {
        <p class="sample-note" role="note">
            <strong>"This timetable is a sample."</strong>
            " Sessions, times, rooms and instructors are examples until the organiser publishes the official ones."
        </p>
    }
}

/// By day or by course, down to what is near, and the calendar file. The router's `A` would mark both of the first two
/// as current: it compares paths only.
#[component]
fn ProgrammeWays(address: String, courses: Memo<bool>, way: Option<WayDown>) -> impl IntoView {
    let current = move |by_course: bool| (courses.get() == by_course).then_some("page");
    // The browser's own way there: it takes the focus along, and needs no script.
    let down = way.map(|WayDown { heading, words }| {
        view! {
            <a href=format!("{address}#{heading}") rel="external">
                {words}
            </a>
        }
    });
    view! {
        <div class="toolbar programme-ways">
            <nav class="ways" aria-label="Order of the programme">
                <a href=address.clone() aria-current=move || current(false)>"By day"</a>
                <a href=format!("{address}?by=course") aria-current=move || current(true)>"By course"</a>
            </nav>
            {down}
            <a class="button secondary" href=format!("{address}.ics") rel="external" download>"Calendar file (.ics)"</a>
        </div>
    }
}

#[component]
fn Groups(
    groups: Vec<Group>,
    clocks: Clocks,
    /// The heading that the way down leads to.
    near: Option<String>,
) -> impl IntoView {
    if groups.is_empty() {
        return view! { <p>"The timetable has not been published yet."</p> }.erased();
    }
    let sections = groups.into_iter().map(|group| {
        let is_near = near.as_ref() == Some(&group.id);
        view! { <GroupSection group clocks=clocks.clone() is_near /> }
    });
    sections.collect_view().erased()
}

#[component]
fn GroupSection(group: Group, clocks: Clocks, is_near: bool) -> impl IntoView {
    let Group { id, title, is_today, dated, entries } = group;
    let reader = clocks.reader.as_ref().filter(|clock| clock.name != clocks.host.name);
    view! {
        <section class="programme-group" aria-labelledby=id>
            <h2 id=id.clone() tabindex=is_near.then_some("-1")>
                {title} {is_today.then(|| view! { " " <span class="badge entry-mark">"Today"</span> })}
            </h2>
            // Each entry names its zones to screen readers itself.
            <p class="clock-heads" aria-hidden="true">
                <span>{clocks.host.city()}</span>
                {reader.map(|clock| view! { <span>{format!("{}, your time", clock.city())}</span> })}
            </p>
            <ol class="entries">
                {entries
                    .into_iter()
                    .map(|entry| view! { <EntryCard entry clocks=clocks.clone() dated /> })
                    .collect_view()}
            </ol>
        </section>
    }
}
