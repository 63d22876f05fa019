use domain::gate::{Finding, GateState, Hold, Judgement, Passage, Refusal, Ruling};
use domain::time::Instant;
use domain::upload::{NOT_KEPT, NOT_KEPT_WORDS, Pace};

use super::words::refusal_text;
use super::*;

#[test]
fn breaks_are_told_in_words() {
    for (status, text) in [
        (0, "Connection lost, next try in 4 s."),
        (503, "The server is not available, next try in 4 s."),
        (507, "No space is left on the server, which keeps what has come, next try in 4 s."),
    ] {
        let waits = State::Retrying { seconds: 4, why: Obstacle::told_by(status) };
        assert_eq!(waits.text(), text);
        assert_eq!((waits.main_command(), waits.other_command()), (Some(Command::Pause), Some(Command::TryNow)));
    }
}

#[test]
fn whoever_comes_too_late_learns_what_can_be_done() {
    let closed = |words, then| State::Closed(Closed::of(words, then));
    let words = "This assignment closed on Monday. If you need more time, please ask the staff.";
    let begun = closed(words, WithMoreTime::GoesOn);
    assert!(begun.text().starts_with(words) && begun.text().contains("What was sent is kept"), "{}", begun.text());
    assert_eq!((begun.main_command(), begun.remove_label()), (None, Some("Cancel")));
    let untold = closed("\n", WithMoreTime::Begins).text();
    assert!(untold.starts_with(CLOSED) && !untold.contains("was sent"), "{untold}");
    let unheld = closed("", WithMoreTime::AsksForFile).text();
    assert!(unheld.contains("What was sent is kept") && !unheld.contains("by itself"), "{unheld}");
}

#[test]
fn what_the_server_is_asked_about_can_be_given_up() {
    assert!(State::Asking.text().contains("Asking the server how much it has"));
    assert_eq!((State::Asking.main_command(), State::Asking.remove_label()), (None, Some("Cancel")));
}

#[test]
fn what_the_server_is_asked_about_later_can_go_on_at_once_or_wait_for_its_file() {
    let later = State::AskingLater { seconds: 4, why: Obstacle::NoLink };
    assert!(later.text().starts_with("Connection lost, next try in 4 s. You can choose the same file again"));
    assert_eq!((later.main_command(), later.other_command()), (Some(Command::StopAsking), Some(Command::TryNow)));
    assert!(later.takes_file_again() && State::Asking.takes_file_again());
    let with_file = State::Retrying { seconds: 4, why: Obstacle::NoLink };
    assert!(!with_file.takes_file_again() && !with_file.is_asking());
}

#[test]
fn nothing_can_be_undone_while_the_server_checks() {
    assert_eq!(State::Checking.main_command(), None);
    assert_eq!(State::Checking.remove_label(), None);
}

#[test]
fn a_file_is_well_only_once_it_has_passed_the_gate() {
    let done = |judgement: Option<Judgement>| {
        let passage = judgement.map(|judgement| {
            let state = GateState::after(&judgement);
            let finding = Finding { kind: None, judgement, scanned: false, at: Instant::from_seconds(0) };
            PassageInWords::from(&Passage { state, finding: Some(finding), ruling: None })
        });
        State::Done(Arrival { version: String::new(), sha256: String::new(), confirmed: true, passage })
    };
    assert_eq!(done(None).tone(), "going");
    assert!(done(None).text().starts_with("Submitted. The server holds exactly this file. Being checked"));
    let ready = done(Some(Judgement::Ready));
    assert_eq!((ready.tone(), ready.text().ends_with(" Ready.")), ("done", true));
    let held = done(Some(Judgement::Held(vec![Hold::Macros])));
    assert_eq!((held.tone(), held.text().contains("Held for staff. It contains macros;")), ("warn", true));
    let refused = done(Some(Judgement::Refused(Refusal::Encrypted)));
    assert_eq!(refused.tone(), "bad");
    let words = "Refused. This file is protected by a password; please upload it without a password.";
    assert_eq!(refused.text(), words);
    let at = Instant::from_seconds(0);
    let ruling = Ruling { by: "Sample Staff".to_owned(), reason: "An old copy".to_owned(), at, holds: None };
    let passage = Passage { state: GateState::Refused, finding: None, ruling: Some(ruling) };
    let passage = PassageInWords::from(&passage);
    let arrival = Arrival { version: String::new(), sha256: String::new(), confirmed: true, passage: Some(passage) };
    assert_eq!(arrival.outcome(), "Refused. Sample Staff refused it: “An old copy”.");
}

#[test]
fn progress_reads_well() {
    let mib = 1024 * 1024;
    let mut progress = Progress { sent: 2 * mib, pace: Pace::default() };
    assert_eq!(progress.text(10 * mib, &State::Sending), "2.0 MiB of 10 MiB");
    progress.pace.begin(0.0, 0);
    progress.pace.come(2.0, 2 * mib);
    assert_eq!(progress.text(10 * mib, &State::Sending), "2.0 MiB of 10 MiB · 1.0 MiB/s · a few seconds left");
    assert_eq!(progress.text(10 * mib, &State::Paused), "2.0 MiB of 10 MiB");
    let nothing = Progress::default();
    assert_eq!(nothing.text(10 * mib, &State::Preparing), "Nothing of 10 MiB sent yet");
    assert_eq!(nothing.text(10 * mib, &State::Stopped("The file is too large.".to_owned())), "10 MiB");
}

#[test]
fn refusals_are_shown_in_the_servers_words_but_not_its_markup() {
    assert_eq!(refusal_text(413, "The file is larger than 5 bytes.\n"), "The file is larger than 5 bytes.");
    assert_eq!(refusal_text(413, "<html>"), "The file is too large.");
    assert_eq!(refusal_text(NOT_KEPT, ""), NOT_KEPT_WORDS, "to a question without a body");
    assert_eq!(refusal_text(403, "").split(':').next(), Some("The server does not take this file"));
}
