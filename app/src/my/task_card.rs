use domain::id::SeminarSlug;
use domain::time::Clocks;
use domain::upload::{UploadPlace, UploadTarget, size_text};
use leptos::prelude::*;
use leptos_router::components::A;

use super::load_own_page::OwnPage;
use super::task::{AskedChanges, StandingFile, Task};
use crate::clock::{Countdown, Twice};
use crate::deadlines::Extended;
use crate::deletion::DeletedNote;
use crate::erased::Erase;
use crate::form::News;
use crate::gate::{PassageNote, RefusedNote};
use crate::materials::FileLinks;
use crate::materials::StateBadge;
use crate::materials::upload::{Statement, Uploader};

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
    let takes = move |page: &OwnPage| page.tasks.get(place).is_some_and(|task| task.takes_files);
    // Once it is there it stays, and with it what it says of the files that were given to it.
    let takes_files = Memo::new(move |took: Option<&bool>| took.is_some_and(|took| *took) || page.with(takes));
    let head = move || page.with(|page| page.tasks.get(place).map(|task| view! { <TaskHead page task /> }));
    let facts = move || page.with(|page| page.tasks.get(place).map(|task| view! { <TaskFacts page task /> }));
    let passages = move |page: &OwnPage| page.tasks.get(place).map(|task| task.passages.clone());
    let passages = Memo::new(move |_| page.with(passages).unwrap_or_default());
    let closes = move |page: &OwnPage| page.tasks.get(place).map(|task| task.closes);
    let closes = Memo::new(move |_| page.with(closes));
    let consent = move |page: &OwnPage| page.tasks.get(place).is_some_and(|task| task.consented);
    let consent = Memo::new(move |_| page.with(consent));
    let seen = RwSignal::new(consent.get_untracked());
    let uploader = page.with_untracked(|page| {
        page.tasks.get(place).map(|task| {
            let terms = task.terms.clone();
            let place = UploadPlace::Assignment(task.assignment.clone());
            let target = UploadTarget { seminar: page.seminar.clone(), place };
            let statement = Some(Statement::beside(consent, seen.into(), News::of(consent, seen)));
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

#[component]
fn TaskHead<'a>(page: &'a OwnPage, task: &'a Task) -> impl IntoView + use<> {
    let (days, clocks) = (page.keep_deleted_days, page.clocks.clone());
    let Task { title, address, standing, overdue, closed, takes_files, refused, advice, deleted, asked, .. } =
        task.clone();
    let thread = reviews_in_words(task.reviews, task.own_reviews).map(|words| {
        let on_title = format!(" on {title}");
        view! {
            " "
            <A href=format!("{address}#thread")>
                {words} <span class="visually-hidden">{on_title}</span>
            </A>
        }
    });
    view! {
        <h3>
            <A href=address>{title}</A>
        </h3>
        <p class="task-state">
            <StateBadge standing /> {overdue.then(|| view! { " " <strong class="overdue">"Overdue"</strong> })}
            {closed.then(|| view! { " " <strong class="closed">"Closed"</strong> })} {thread}
        </p>
        {deleted.map(|deleted| view! { <DeletedNote deleted days takes_files clocks /> })}
        {refused.map(|words| view! { <RefusedNote words /> })}
        {asked
            .map(|AskedChanges { author, words }| {
                view! {
                    <p class="task-advice">{format!("{author} asks for changes:")}</p>
                    <p class="review-body" dir="auto">
                        {words}
                    </p>
                }
            })}
        {advice.map(|advice| view! { <p class="task-advice">{advice}</p> })}
    }
}

/// `3 comments and decisions, 1 of them yours`. Who reads of them need not be named in any.
fn reviews_in_words(reviews: u32, own: u32) -> Option<String> {
    let yours = match own {
        0 => String::new(),
        1 if reviews == 1 => ", yours".to_owned(),
        all if all == reviews => ", all yours".to_owned(),
        some => format!(", {some} of them yours"),
    };
    match reviews {
        0 => None,
        1 => Some(format!("1 comment or decision{yours}")),
        _ => Some(format!("{reviews} comments and decisions{yours}")),
    }
}

#[component]
fn TaskFacts<'a>(page: &'a OwnPage, task: &'a Task) -> impl IntoView + use<> {
    let (now, clocks, seminar) = (page.now, page.clocks.clone(), page.seminar.clone());
    let counts_down = now <= task.due && !task.is_done();
    let Task { address, description, due, closes, extended, closed, takes_files, file, refused, all_deleted, .. } =
        task.clone();
    let none = if all_deleted { "None is left: what was submitted has been deleted" } else { "Nothing submitted yet" };
    view! {
        <p>{description}</p>
        <dl class="facts">
            <div>
                <dt>"Due"</dt>
                <dd>
                    <Twice clocks=clocks.clone() at=due /> {counts_down.then(|| view! { " " <Countdown to=due now /> })}
                </dd>
            </div>
            {extended.map(|reason| view! { <Extended reason /> })}
            <div>
                <dt>{if closed { "Closed" } else { "Closes" }}</dt>
                <dd>
                    <Twice clocks=clocks.clone() at=closes />
                </dd>
            </div>
            <div class="standing-fact">
                <dt>{if refused.is_some() { "Version that counts" } else { "Newest version" }}</dt>
                <dd>
                    {match file {
                        Some(file) => {
                            view! { <StandingVersion file seminar address takes_files clocks /> }.erased()
                        }
                        None => none.erased(),
                    }}
                </dd>
            </div>
        </dl>
    }
}

#[component]
fn StandingVersion(
    file: StandingFile,
    seminar: SeminarSlug,
    /// The page of the material.
    address: String,
    /// Another version is taken.
    takes_files: bool,
    clocks: Clocks,
) -> impl IntoView {
    let StandingFile { linked, name, uploaded_by, submitted_at, passage } = file;
    let receipt = format!("/seminars/{seminar}/receipts/{}", linked.id);
    view! {
        <span class="standing-version">
            <span class="file-name">{name}</span>
            {format!(" (version {}, {}), by {uploaded_by}", linked.number, size_text(linked.size))}
        </span>
        <Twice clocks=clocks.clone() at=submitted_at />
        <PassageNote passage clocks takes_files comment=Some(format!("{address}#comment")) />
        <p class="version-links">
            <FileLinks seminar file=linked own=true />
            <A href=receipt>"Receipt"</A>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_there_is_counted() {
        assert_eq!(reviews_in_words(0, 0), None);
        assert_eq!(reviews_in_words(1, 0).as_deref(), Some("1 comment or decision"));
        assert_eq!(reviews_in_words(3, 0).as_deref(), Some("3 comments and decisions"));
    }

    #[test]
    fn what_the_reader_wrote_is_told_apart() {
        assert_eq!(reviews_in_words(1, 1).as_deref(), Some("1 comment or decision, yours"));
        assert_eq!(reviews_in_words(3, 3).as_deref(), Some("3 comments and decisions, all yours"));
        assert_eq!(reviews_in_words(3, 1).as_deref(), Some("3 comments and decisions, 1 of them yours"));
    }
}
