use domain::id::SeminarSlug;
use domain::mail::{ListedMails, MailKind, MailStatus};
use leptos::prelude::*;

use super::HoldMails;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to, told_in_address};

/// Holds back all mails on the screen that wait, or lets all go that are held, where the list is one of these; and
/// says what the form before this page did.
#[component]
pub fn HoldAll(
    slug: SeminarSlug,
    status: Option<MailStatus>,
    kind: Option<MailKind>,
    listed: ListedMails,
) -> impl IntoView {
    let hold = match status {
        Some(MailStatus::Waiting) => true,
        Some(MailStatus::Held) => false,
        _ => return ().erased(),
    };
    let count = |name: &str| told_in_address(name).and_then(|count| count.parse::<u32>().ok());
    let done = count("done").map(|done| done_words(hold, done, count("changed").unwrap_or(0)));
    let many = listed.0.len();
    view! {
        <FormError error={form_error::<HoldMails>()} />
        {done.map(|done| view! { <p class="notice-line" role="status">{done}</p> })}
        {(many > 0)
            .then(|| {
                view! {
                    <form method="post" action={post_to::<HoldMails>()}>
                        <input type="hidden" name="seminar" value=slug.to_string() />
                        <input type="hidden" name="hold" value=hold.to_string() />
                        <input type="hidden" name="kind" value={kind.map_or("", MailKind::as_str)} />
                        <input type="hidden" name="seen" value=listed.to_string() />
                        <button class="button">{button_words(hold, many)}</button>
                    </form>
                }
            })}
    }
    .erased()
}

fn button_words(hold: bool, many: usize) -> String {
    match (hold, many) {
        (true, 1) => "Hold this one back".to_owned(),
        (true, many) => format!("Hold these {many} back"),
        (false, 1) => "Let this one go".to_owned(),
        (false, many) => format!("Let these {many} go"),
    }
}

fn done_words(hold: bool, done: u32, changed: u32) -> String {
    let step = if hold { "held back" } else { "let go" };
    match changed {
        0 => format!("{done} {step}."),
        1 => format!("{done} {step}; 1 had changed and was left as it is."),
        some => format!("{done} {step}; {some} had changed and were left as they are."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_says_how_many() {
        assert_eq!([1, 15].map(|many| button_words(true, many)), ["Hold this one back", "Hold these 15 back"]);
        assert_eq!([1, 15].map(|many| button_words(false, many)), ["Let this one go", "Let these 15 go"]);
    }

    #[test]
    fn what_was_done_is_counted_with_what_was_not() {
        assert_eq!(done_words(true, 15, 0), "15 held back.");
        assert_eq!(done_words(true, 14, 1), "14 held back; 1 had changed and was left as it is.");
        assert_eq!(done_words(false, 0, 2), "0 let go; 2 had changed and were left as they are.");
    }
}
