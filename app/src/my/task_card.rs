use domain::id::SeminarSlug;
use domain::material::{MaterialState, Version};
use domain::seminar::Rules;
use domain::time::{Clocks, Instant};
use domain::upload::size_text;
use leptos::prelude::*;
use leptos_router::components::A;

use super::load_own_page::Task;
use crate::clock::{Countdown, Twice};
use crate::materials::StateBadge;
use crate::materials::upload::Uploader;

/// One assignment: what is asked for, until when, what is there, and the way to hand in more.
#[component]
pub fn TaskCard(task: Task, seminar: SeminarSlug, clocks: Clocks, now: Instant, rules: Rules) -> impl IntoView {
    let Task { assignment, material } = task;
    let overdue = material.is_overdue(&assignment, now);
    let state = material.state();
    let full = material.newest.as_ref().is_some_and(|version| version.number >= rules.max_versions);
    let closed = now > assignment.closes;
    let page = format!("/seminars/{seminar}/materials/{}", material.key);
    view! {
        <article class="card task">
            <h3>
                <A href=page>{assignment.title}</A>
            </h3>
            <p class="task-state">
                <StateBadge state /> {overdue.then(|| view! { " " <strong class="overdue">"Overdue"</strong> })}
                {closed.then(|| view! { " " <strong class="closed">"Closed"</strong> })}
            </p>
            <p>{assignment.description}</p>
            <dl class="facts">
                <div>
                    <dt>"Due"</dt>
                    <dd>
                        <Twice clocks=clocks.clone() at=assignment.due />
                        {(now <= assignment.due && state.lacks())
                            .then(|| view! { " " <Countdown to=assignment.due now /> })}
                    </dd>
                </div>
                <div>
                    <dt>{if closed { "Closed" } else { "Closes" }}</dt>
                    <dd>
                        <Twice clocks=clocks.clone() at=assignment.closes />
                    </dd>
                </div>
                <div class="newest-fact">
                    <dt>"Newest version"</dt>
                    <dd>
                        {match material.newest {
                            Some(version) => view! { <NewestVersion version seminar=seminar.clone() clocks /> }.into_any(),
                            None => view! { "Nothing submitted yet" }.into_any(),
                        }}
                    </dd>
                </div>
            </dl>
            {advice(state, overdue, closed, full).map(|advice| view! { <p class="task-advice">{advice}</p> })}
            {(!closed && !full)
                .then(|| view! { <Uploader seminar assignment=assignment.slug max_bytes=rules.max_file_bytes /> })}
        </article>
    }
}

/// What the state means for the delegation, where that does not go without saying.
fn advice(state: MaterialState, overdue: bool, closed: bool, full: bool) -> Option<&'static str> {
    match state {
        _ if closed => Some("Nothing more is taken for this assignment."),
        _ if full => Some("The material has as many versions as the seminar allows."),
        MaterialState::Missing if overdue => {
            Some("The due time is past. You can still submit, and it will count as late.")
        }
        MaterialState::ChangesRequested => Some("An instructor asks for changes; open the material to read why."),
        MaterialState::Accepted => {
            Some("Nothing is left to do. A new version would have to be read and decided on again.")
        }
        _ => None,
    }
}

#[component]
fn NewestVersion(version: Version, seminar: SeminarSlug, clocks: Clocks) -> impl IntoView {
    view! {
        <span class="newest-version">
            <a href=format!("/files/{}", version.id) rel="external" download>{version.file_name}</a>
            {format!(" (version {}, {}), by {}", version.number, size_text(version.size), version.uploaded_by)}
        </span>
        <Twice clocks at=version.submitted_at />
        <A href=format!("/seminars/{seminar}/receipts/{}", version.id)>"Receipt"</A>
    }
}
