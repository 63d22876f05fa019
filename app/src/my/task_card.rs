use domain::id::SeminarSlug;
use domain::material::{MaterialState, NOTHING_TO_DO, Standing, Version};
use domain::time::Clocks;
use domain::upload::{RefusedUpload, UploadPlace, UploadTarget, size_text};
use leptos::prelude::*;
use leptos_router::components::A;

use super::load_own_page::{OwnPage, Task};
use crate::clock::{Countdown, Twice};
use crate::deadlines::Extended;
use crate::erased::Erase;
use crate::gate::PassageNote;
use crate::materials::FileLinks;
use crate::materials::StateBadge;
use crate::materials::upload::{Statement, Terms, Uploader};

/// One assignment: what is asked for, until when, what is there, and the way to submit more. All but that way follows
/// the page's data. Of what is done no more than its state stands open, and what is still under way.
#[component]
pub fn TaskCard(
    page: Memo<OwnPage>,
    /// Which of the page's tasks.
    place: usize,
) -> impl IntoView {
    // As the page came: nothing folds itself up under its reader.
    let done = page.with_untracked(|page| page.tasks.get(place).is_some_and(Task::is_done));
    let takes = move |page: &OwnPage| page.tasks.get(place).is_some_and(|task| refusal(page, task).is_none());
    // Once it is there it stays, and with it what it says of the files that were given to it.
    let takes_files = Memo::new(move |took: Option<&bool>| took.is_some_and(|took| *took) || page.with(takes));
    let head = move || page.with(|page| page.tasks.get(place).map(|task| view! { <TaskHead page task /> }));
    let facts = move || page.with(|page| page.tasks.get(place).map(|task| view! { <TaskFacts page task /> }));
    let passages = move |page: &OwnPage| page.tasks.get(place).map(|task| task.passages.clone());
    let passages = Memo::new(move |_| page.with(passages).unwrap_or_default());
    let closes = move |page: &OwnPage| page.tasks.get(place).map(|task| task.assignment.closes);
    let closes = Memo::new(move |_| page.with(closes));
    let uploader = page.with_untracked(|page| {
        page.tasks.get(place).map(|Task { assignment, material, .. }| {
            let given = material.consent.as_ref().map(|consent| consent.given);
            let terms = Terms::of(assignment, &page.rules);
            let place = UploadPlace::Assignment(assignment.slug.clone());
            let target = UploadTarget { seminar: page.seminar.clone(), place };
            let statement = Some(Statement::beside(given));
            view! { <Uploader target terms passages takes_files closes statement folded=done /> }
        })
    });
    view! {
        <article class="card task" class:task-done=done>
            {head}
            {if done {
                view! {
                    <details>
                        <summary>"Dates and file"</summary>
                        {facts}
                    </details>
                }
                    .erased()
            } else {
                facts.erased()
            }}
            {uploader}
        </article>
    }
}

/// Why nothing more is taken.
fn refusal(page: &OwnPage, task: &Task) -> Option<RefusedUpload> {
    task.material.admits_another(&task.assignment, &page.rules, page.now).err()
}

#[component]
fn TaskHead<'a>(page: &'a OwnPage, task: &'a Task) -> impl IntoView + use<> {
    let refusal = refusal(page, task);
    let Task { assignment, material, .. } = task;
    let overdue = material.is_overdue(assignment, page.now);
    let standing = material.standing();
    let closed = matches!(refusal, Some(RefusedUpload::Closed { .. }));
    let advice = advice(standing, page.now > assignment.due, refusal.as_ref());
    let (address, title) = (format!("/seminars/{}/materials/{}", page.seminar, material.key), assignment.title.clone());
    view! {
        <h3>
            <A href=address>{title}</A>
        </h3>
        <p class="task-state">
            <StateBadge standing /> {overdue.then(|| view! { " " <strong class="overdue">"Overdue"</strong> })}
            {closed.then(|| view! { " " <strong class="closed">"Closed"</strong> })}
        </p>
        {advice.map(|advice| view! { <p class="task-advice">{advice}</p> })}
    }
}

#[component]
fn TaskFacts<'a>(page: &'a OwnPage, task: &'a Task) -> impl IntoView + use<> {
    let (now, clocks, seminar) = (page.now, page.clocks.clone(), page.seminar.clone());
    let refusal = refusal(page, task);
    let Task { assignment, extended, material, .. } = task.clone();
    let lacks = material.state().lacks();
    let closed = matches!(refusal, Some(RefusedUpload::Closed { .. }));
    view! {
        <p>{assignment.description}</p>
        <dl class="facts">
            <div>
                <dt>"Due"</dt>
                <dd>
                    <Twice clocks=clocks.clone() at=assignment.due />
                    {(now <= assignment.due && lacks)
                        .then(|| view! { " " <Countdown to=assignment.due now /> })}
                </dd>
            </div>
            {extended.map(|reason| view! { <Extended reason /> })}
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
                        Some(version) => view! { <NewestVersion version seminar closed=refusal.is_some() clocks /> }.erased(),
                        None => view! { "Nothing submitted yet" }.erased(),
                    }}
                </dd>
            </div>
        </dl>
    }
}

/// What the state means for the delegation, where that does not go without saying.
fn advice(standing: Standing, past_due: bool, refusal: Option<&RefusedUpload>) -> Option<&'static str> {
    match (standing.state, refusal) {
        _ if standing.waits_at_the_gate() => Some(NOTHING_TO_DO),
        (MaterialState::Refused, Some(RefusedUpload::Closed { .. })) => {
            Some("The newest file cannot be used, and nothing more is taken; please ask the staff for more time.")
        }
        (MaterialState::Refused, Some(_)) => {
            Some("The newest file cannot be used, and no more versions are taken; please ask the staff.")
        }
        (MaterialState::Missing | MaterialState::ChangesRequested, Some(RefusedUpload::Closed { .. })) => Some(
            "Nothing more is taken for this assignment. If you need more time, please ask the staff: an upload that has \
             begun goes on once they give it.",
        ),
        (_, Some(RefusedUpload::Closed { .. })) => Some("Nothing more is taken for this assignment."),
        (_, Some(_)) => Some("The material has as many versions as the seminar allows."),
        (MaterialState::Missing, None) if past_due => {
            Some("The due time is past. You can still submit, and it will count as late.")
        }
        (MaterialState::Refused, None) if past_due => {
            Some("The newest file cannot be used; please upload another one. It may count as late.")
        }
        (MaterialState::Refused, None) => Some("The newest file cannot be used; please upload another one."),
        (MaterialState::ChangesRequested, None) => {
            Some("An instructor asks for changes; open the material to read why.")
        }
        (MaterialState::Accepted, None) => {
            Some("Nothing is left to do. A new version would have to be read and decided on again.")
        }
        _ => None,
    }
}

#[component]
fn NewestVersion(version: Version, seminar: SeminarSlug, closed: bool, clocks: Clocks) -> impl IntoView {
    view! {
        <span class="newest-version">
            <span class="file-name">{version.file_name.clone()}</span>
            {format!(" (version {}, {}), by {}", version.number, size_text(version.size), version.uploaded_by)}
        </span>
        <Twice clocks=clocks.clone() at=version.submitted_at />
        <PassageNote passage=version.passage.clone() clocks closed />
        <p class="version-links">
            <FileLinks seminar=seminar.clone() version=version.clone() own=true />
            <A href=format!("/seminars/{seminar}/receipts/{}", version.id)>"Receipt"</A>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use domain::gate::GateState;
    use domain::time::Instant;

    use super::*;

    fn standing(state: MaterialState, gate: GateState) -> Standing {
        Standing { state, late: false, gate: Some(gate) }
    }

    #[test]
    fn a_refused_file_is_never_a_dead_end() {
        let closed = RefusedUpload::Closed { closed_at: Instant::from_seconds(0) };
        let full = RefusedUpload::TooManyVersions { limit: 3 };
        let file = standing(MaterialState::Refused, GateState::Refused);
        let refused = |past_due, refusal| advice(file, past_due, refusal).expect("advice");
        assert!(refused(false, None).ends_with("please upload another one."));
        assert!(refused(true, None).ends_with("It may count as late."));
        assert!(refused(true, Some(&closed)).ends_with("please ask the staff for more time."));
        assert!(refused(false, Some(&full)).ends_with("please ask the staff."));
        let missing = advice(standing(MaterialState::Missing, GateState::Ready), true, Some(&closed)).expect("advice");
        assert!(missing.contains("please ask the staff"), "{missing}");
        let accepted = advice(standing(MaterialState::Accepted, GateState::Ready), false, Some(&closed));
        assert_eq!(accepted, Some("Nothing more is taken for this assignment."));
    }

    #[test]
    fn whoever_waits_for_the_gate_is_told_that_nothing_is_to_be_done() {
        let closed = RefusedUpload::Closed { closed_at: Instant::from_seconds(0) };
        for refusal in [None, Some(&closed)] {
            let held = advice(standing(MaterialState::Submitted, GateState::Held), true, refusal);
            assert_eq!(held, Some(NOTHING_TO_DO), "{refusal:?}");
        }
        assert_eq!(advice(standing(MaterialState::Submitted, GateState::Ready), false, None), None);
    }
}
