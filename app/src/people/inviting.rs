use domain::id::SeminarSlug;
use leptos::prelude::*;

use super::MailInvitations;
use super::load_people::Invitable;
use super::people_filter::PeopleFilter;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};

/// Invites those of the people listed who have not confirmed, on whichever page they are.
#[component]
pub fn Inviting(seminar: SeminarSlug, filter: PeopleFilter, listed: u32, invitable: Invitable) -> impl IntoView {
    let mailed = told_in_address("mailed").and_then(|count| count.parse::<u32>().ok());
    let said = mailed.map(|mailed| match mailed {
        0 => "No mail was added: they have confirmed meanwhile, or another invitation was faster.".to_owned(),
        1 => "1 invitation is on its way.".to_owned(),
        count => format!("{count} invitations are on their way."),
    });
    let (waiting, held, nobody_left) = (invitable.waiting, invitable.held, invitable.count == 0);
    let queued = waiting > 0 || held > 0;
    view! {
        <FormError error={form_error::<MailInvitations>()} />
        {said.map(|said| view! { <p class="notice-line" role="status">{said}</p> })}
        {queued.then(|| view! { <Queued seminar=seminar.clone() waiting held nobody_left /> })}
        {(listed > 0 && nobody_left && !queued)
            .then(|| {
                view! {
                    <p>
                        "Nobody of these is left to invite: they have confirmed, or were sent an invitation within the last day."
                    </p>
                }
            })}
        {(!nobody_left).then(|| view! { <InviteForm seminar filter invitable /> })}
    }
    .erased()
}

/// Invitations that have not gone out yet. Nobody whom one of them is for is invited once more.
#[component]
fn Queued(seminar: SeminarSlug, waiting: u32, held: u32, nobody_left: bool) -> impl IntoView {
    let parts = [("waiting", waiting_words(waiting)), ("held", held_words(held, waiting > 0))];
    let parts = parts.into_iter().filter_map(|(status, words)| Some((status, words?))).enumerate();
    let links = parts.map(|(place, (status, words))| {
        let href = format!("/seminars/{seminar}/outbox?status={status}");
        view! {
            {(place > 0).then_some("; ")}
            <a href=href>{words}</a>
        }
    });
    view! { <p>{links.collect_view()} "." {nobody_left.then_some(" Nobody else of these is left to invite.")}</p> }
        .erased()
}

fn waiting_words(waiting: u32) -> Option<String> {
    match waiting {
        0 => None,
        1 => Some("1 invitation to these people waits in the outbox".to_owned()),
        count => Some(format!("{count} invitations to these people wait in the outbox")),
    }
}

/// `others` wait in the outbox, and were told of before.
fn held_words(held: u32, others: bool) -> Option<String> {
    match (held, others) {
        (0, _) => None,
        (1, true) => Some("1 is held there".to_owned()),
        (count, true) => Some(format!("{count} are held there")),
        (1, false) => Some("1 invitation to these people is held in the outbox".to_owned()),
        (count, false) => Some(format!("{count} invitations to these people are held in the outbox")),
    }
}

/// Mail cannot be taken back, so the button comes after what it does.
#[component]
fn InviteForm(seminar: SeminarSlug, filter: PeopleFilter, invitable: Invitable) -> impl IntoView {
    let Invitable { count, names, seen, .. } = invitable;
    let (whom, button) = match count {
        1 => ("Invite 1 person who has not confirmed".to_owned(), "Yes, send 1 invitation".to_owned()),
        count => (format!("Invite {count} people who have not confirmed"), format!("Yes, send {count} invitations")),
    };
    // Those whom it would be for by now, where it came back.
    let came_back = form_error::<MailInvitations>().is_some();
    view! {
        <details open=came_back>
            <summary>{whom}</summary>
            <form method="post" action={post_to::<MailInvitations>()}>
                <p>{names_in_words(&names, count)}</p>
                <p id="invite-words">
                    "Each of them gets a mail with a link of their own. Left out is whoever was sent one within the last day, or has one in the outbox."
                </p>
                <input type="hidden" name="seminar" value=seminar.to_string() />
                <input type="hidden" name="filter[role]" value=filter.role />
                <input type="hidden" name="filter[country]" value=filter.country />
                <input type="hidden" name="filter[unconfirmed]" value=filter.unconfirmed />
                <input type="hidden" name="filter[text]" value=filter.text />
                <input type="hidden" name="seen" value=seen />
                <button class="button" aria-describedby="invite-words">
                    {button}
                </button>
            </form>
        </details>
    }
    .erased()
}

/// The first of `count` people, and how many more there are.
fn names_in_words(names: &[String], count: u32) -> String {
    let more = (count as usize).saturating_sub(names.len());
    let names = names.join(", ");
    if more == 0 { format!("{names}.") } else { format!("{names} and {more} more.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_the_outbox_is_told_in_words() {
        assert_eq!(waiting_words(0), None);
        assert_eq!(waiting_words(1).as_deref(), Some("1 invitation to these people waits in the outbox"));
        assert_eq!(waiting_words(12).as_deref(), Some("12 invitations to these people wait in the outbox"));
        assert_eq!(held_words(0, true), None);
        assert_eq!(held_words(1, true).as_deref(), Some("1 is held there"));
        assert_eq!(held_words(2, true).as_deref(), Some("2 are held there"));
        assert_eq!(held_words(1, false).as_deref(), Some("1 invitation to these people is held in the outbox"));
        assert_eq!(held_words(2, false).as_deref(), Some("2 invitations to these people are held in the outbox"));
    }

    #[test]
    fn those_who_are_not_named_are_counted() {
        let names = ["Álvaro Núñez".to_owned(), "王伟".to_owned()];
        assert_eq!(names_in_words(&names, 2), "Álvaro Núñez, 王伟.");
        assert_eq!(names_in_words(&names, 14), "Álvaro Núñez, 王伟 and 12 more.");
    }
}
