//! Where an upload stands: in words, and what a person can do about it.

use domain::gate::{GateState, Passage};
use domain::id::SeminarSlug;
use domain::upload::{Pace, part_text, size_text, time_left_text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Others go first.
    Waiting,
    /// Asking the server, or reading the file.
    Preparing,
    Sending,
    /// All bytes are on their way; the server's answer is not here yet.
    Checking,
    Retrying {
        seconds: u32,
        why: Obstacle,
    },
    Paused,
    SignInNeeded,
    /// The browser does not hold the file any more.
    ChooseAgain(ChooseAgain),
    /// Another tab of this browser is at it.
    Elsewhere,
    /// The assignment takes nothing more, unless the delegation gets more time.
    Closed(Closed),
    /// Trying again cannot help.
    Stopped(String),
    /// What arrived is not what was sent.
    Damaged,
    /// The server does not have the upload any more.
    Lost,
    Done(Arrival),
}

/// What an upload waits for to be over; it goes on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    NoLink,
    /// The server answered, but cannot take the upload now.
    NotAvailable,
    NoSpace,
}

/// Why a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChooseAgain {
    /// An earlier visit left the upload unfinished.
    Unfinished,
    Unreadable,
    /// Another file than the one that was begun was chosen.
    OtherFile,
}

/// Why an upload rests that came too late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The server's: when that was, and whom to ask.
    pub words: String,
    pub then: WithMoreTime,
}

/// What becomes of such an upload once there is more time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithMoreTime {
    GoesOn,
    /// The server does not know of it yet.
    Begins,
    /// The browser does not hold the file any more.
    AsksForFile,
}

/// An upload that is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Id of the version that it became.
    pub version: String,
    /// 64 hexadecimal digits, computed in the browser.
    pub sha256: String,
    /// The server's answer named the same hash.
    pub confirmed: bool,
    /// Where the version stands at the gate; `None` until the page knows it.
    pub passage: Option<Passage>,
}

impl Arrival {
    pub fn receipt_path(&self, seminar: &SeminarSlug) -> String {
        ["/seminars/", seminar.as_str(), "/receipts/", &self.version].concat()
    }

    fn gate_state(&self) -> GateState {
        self.passage.as_ref().map_or(GateState::Received, |passage| passage.state)
    }

    /// What became of the file at the gate, and why: `Refused. This file is protected by a password; …`
    pub fn outcome(&self) -> String {
        match &self.passage {
            Some(passage) if !passage.state.is_pending() => {
                let mut sentences = vec![[passage.state.label(), "."].concat()];
                sentences.extend(passage.reasons());
                sentences.join(" ")
            }
            _ => "Being checked; the receipt tells how that ends, too.".to_owned(),
        }
    }

    fn text(&self) -> String {
        let arrived = match (self.gate_state(), self.confirmed) {
            // To say first that it is submitted would be half a promise.
            (GateState::Refused, _) => return self.outcome(),
            (_, true) => "Submitted. The server holds exactly this file. ",
            (_, false) => {
                "Submitted. Please compare this hash with the one on the receipt: the server’s answer did not name it. "
            }
        };
        [arrived, &self.outcome()].concat()
    }

    fn tone(&self) -> &'static str {
        match self.gate_state() {
            GateState::Received | GateState::BeingChecked => "going",
            GateState::Ready => "done",
            GateState::Held => "warn",
            GateState::Refused => "bad",
        }
    }
}

/// What a person can ask of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Pause,
    Resume,
    /// From the first byte, as a new upload.
    Again,
    /// Cancels what is not done; takes the row off the list.
    Remove,
}

impl State {
    pub fn text(&self) -> String {
        match self {
            Self::Waiting => "Waiting for its turn.".to_owned(),
            Self::Preparing => "Preparing…".to_owned(),
            Self::Sending => "Uploading.".to_owned(),
            Self::Checking => "Sent. The server is checking it…".to_owned(),
            Self::Retrying { seconds, why } => [why.text(), ", next try in ", &seconds.to_string(), " s."].concat(),
            Self::Paused => "Paused.".to_owned(),
            Self::SignInNeeded => "Your sign-in has ended. What was sent is kept.".to_owned(),
            Self::ChooseAgain(why) => why.text().to_owned(),
            Self::Elsewhere => "This file is being uploaded in another tab.".to_owned(),
            Self::Closed(closed) => closed.text(),
            Self::Stopped(text) => text.clone(),
            Self::Damaged => {
                "What arrived is not what was sent: the file changed meanwhile, or was damaged on the way. Nothing was submitted."
                    .to_owned()
            }
            Self::Lost => {
                "The server no longer holds what was sent of this file. It has to start again from its first byte."
                    .to_owned()
            }
            Self::Done(arrival) => arrival.text(),
        }
    }

    /// The command of the row's first button.
    pub fn main_command(&self) -> Option<Command> {
        match self {
            Self::Waiting | Self::Preparing | Self::Sending => Some(Command::Pause),
            Self::Retrying { .. } | Self::Paused | Self::SignInNeeded => Some(Command::Resume),
            Self::Damaged | Self::Lost => Some(Command::Again),
            Self::Checking
            | Self::ChooseAgain(_)
            | Self::Elsewhere
            | Self::Closed(_)
            | Self::Stopped(_)
            | Self::Done(_) => None,
        }
    }

    /// The label of the button that takes the row off the list.
    pub fn remove_label(&self) -> Option<&'static str> {
        match self {
            Self::Checking | Self::Elsewhere => None,
            Self::Stopped(_) | Self::Damaged | Self::Lost | Self::Done(_) => Some("Remove from this list"),
            _ => Some("Cancel"),
        }
    }

    /// For style: how it stands in one word.
    pub fn tone(&self) -> &'static str {
        match self {
            Self::Done(arrival) => arrival.tone(),
            Self::Stopped(_) | Self::Damaged | Self::Lost => "bad",
            Self::Retrying { .. } | Self::SignInNeeded | Self::ChooseAgain(_) | Self::Closed(_) => "warn",
            _ => "going",
        }
    }
}

impl Obstacle {
    /// By an answer's status; 0 is no answer at all.
    pub fn told_by(status: u16) -> Self {
        match status {
            0 => Self::NoLink,
            507 => Self::NoSpace,
            _ => Self::NotAvailable,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::NoLink => "Connection lost",
            Self::NotAvailable => "The server is not available",
            Self::NoSpace => "No space is left on the server, which keeps what has come",
        }
    }

    /// As it is said aloud, once.
    pub fn news(self) -> &'static str {
        match self {
            Self::NoSpace => "no space is left on the server.",
            Self::NoLink | Self::NotAvailable => "the connection is lost.",
        }
    }
}

impl Closed {
    /// `words` are empty where the server could not say more than that it is closed.
    pub fn of(words: &str, then: WithMoreTime) -> Self {
        let words = if words.trim().is_empty() { CLOSED } else { words.trim() };
        Self { words: words.to_owned(), then }
    }

    fn text(&self) -> String {
        let way_on = match self.then {
            WithMoreTime::GoesOn => " What was sent is kept, and the upload goes on by itself once they give it.",
            WithMoreTime::Begins => " The upload begins by itself once they give it, if this page stays open.",
            WithMoreTime::AsksForFile => {
                " What was sent is kept: once they give it, choose the same file again, and it goes on where it stopped."
            }
        };
        [self.words.as_str(), way_on].concat()
    }
}

impl ChooseAgain {
    fn text(self) -> &'static str {
        match self {
            Self::Unfinished => {
                "This upload is unfinished. Choose the same file again, and it goes on where it stopped."
            }
            Self::Unreadable => {
                "The file cannot be read: it was moved, changed or is no file. Choose it again, and the upload goes on where it stopped."
            }
            Self::OtherFile => "That is another file: name and size must be the same. Please choose again.",
        }
    }
}

impl Command {
    pub fn label(self) -> &'static str {
        match self {
            Self::Pause => "Pause",
            Self::Resume => "Resume",
            Self::Again => "Upload again",
            Self::Remove => "Remove",
        }
    }
}

/// How far an upload is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Progress {
    /// Bytes.
    pub sent: u64,
    pub pace: Pace,
}

impl Progress {
    /// `3.0 MiB of 120 MiB · 1.1 MiB/s · about 2 min left`; pace and time only while it goes. Only the size of what was
    /// never sent.
    pub fn text(&self, size: u64, state: &State) -> String {
        if self.sent == 0 && matches!(state, State::Stopped(_)) {
            return size_text(size);
        }
        let mut text = part_text(self.sent, size);
        let figures = self.pace.rate().zip(self.pace.seconds_left(size.saturating_sub(self.sent)));
        if let Some((rate, left)) = figures.filter(|_| matches!(state, State::Sending)) {
            for part in [" · ", &size_text(rate), "/s · ", &time_left_text(left)] {
                text.push_str(part);
            }
        }
        text
    }
}

const CLOSED: &str = "This assignment has closed. If you need more time, please ask the staff.";

/// The server's words for a refusal, if they are words for people.
pub fn refusal_text(status: u16, body: &str) -> String {
    let body = body.trim();
    if body.is_empty() || body.starts_with(['<', '{']) || body.len() > 500 {
        let why = match status {
            403 => "The server does not take this file: you may not upload here, or the assignment is closed.",
            404 => "The server does not know this assignment.",
            413 => "The file is too large.",
            _ => "The server does not take this file.",
        };
        return why.to_owned();
    }
    body.to_owned()
}

#[cfg(test)]
mod tests {
    use domain::gate::{Finding, Hold, Judgement, Refusal, Ruling};
    use domain::time::Instant;

    use super::*;

    #[test]
    fn breaks_are_told_in_words() {
        for (status, text) in [
            (0, "Connection lost, next try in 4 s."),
            (503, "The server is not available, next try in 4 s."),
            (507, "No space is left on the server, which keeps what has come, next try in 4 s."),
        ] {
            let waits = State::Retrying { seconds: 4, why: Obstacle::told_by(status) };
            assert_eq!((waits.text().as_str(), waits.main_command()), (text, Some(Command::Resume)));
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
                Passage { state, finding: Some(finding), ruling: None }
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
        let arrival =
            Arrival { version: String::new(), sha256: String::new(), confirmed: true, passage: Some(passage) };
        assert_eq!(arrival.outcome(), "Refused. Sample Staff refused it: “An old copy”.");
    }

    #[test]
    fn progress_reads_well() {
        let mib = 1024 * 1024;
        let mut progress = Progress { sent: 2 * mib, pace: Pace::default() };
        assert_eq!(progress.text(10 * mib, &State::Sending), "2.0 MiB of 10 MiB");
        progress.pace.note(0.0, 0);
        progress.pace.note(2.0, 2 * mib);
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
        assert_eq!(refusal_text(403, "").split(':').next(), Some("The server does not take this file"));
    }
}
