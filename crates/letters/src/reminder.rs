//! What is owed, in words.

use domain::deadlines::Owed;
use domain::mail::LINK;
use domain::material::MaterialState;
use domain::time::{Clocks, Instant};

use crate::on_both_clocks;

pub fn subject(owed: &[Owed], now: Instant) -> String {
    let overdue = owed.iter().all(|owed| now > owed.assignment.due);
    let begin = if overdue { "Overdue" } else { "Reminder" };
    match owed {
        [only] => format!("{begin}: {}", only.assignment.title),
        several => format!("{begin}: {} materials", several.len()),
    }
}

pub fn body(title: &str, owed: &[Owed], confirmed: bool, clocks: &Clocks, now: Instant) -> String {
    let mut paragraphs = vec![format!("{title} still waits for material of your delegation:")];
    paragraphs.extend(owed.iter().map(|owed| about(owed, clocks, now)));
    paragraphs.push(format!("What is asked for, and where to upload it:\n{LINK}"));
    if !confirmed {
        paragraphs.push(
            "You have not confirmed your invitation yet, which needs a link of its own. If you have no mail with it, \
             please ask the staff for one."
                .to_owned(),
        );
    }
    paragraphs.push("If someone of your delegation has uploaded it meanwhile, nothing has to be done.".to_owned());
    paragraphs.join("\n\n")
}

fn about(owed: &Owed, clocks: &Clocks, now: Instant) -> String {
    let assignment = &owed.assignment;
    let state = match owed.state {
        MaterialState::Refused => "The last file was refused; please upload another one.",
        MaterialState::ChangesRequested => "The instructors have asked for changes.",
        _ => "Nothing has arrived yet.",
    };
    let due = on_both_clocks(clocks, assignment.due);
    let time = if now > assignment.due {
        format!("Was due: {due}\nStill taken, as late, until: {}", on_both_clocks(clocks, assignment.closes))
    } else {
        format!("Due: {due}")
    };
    format!("{}\n{state}\n{time}", assignment.title)
}
