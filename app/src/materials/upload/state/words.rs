//! What people read of it.

use domain::gate::GateState;
use domain::upload::{NOT_KEPT, NOT_KEPT_WORDS};

use super::{Arrival, ChooseAgain, Closed, Command, Obstacle, State, WithMoreTime};

/// Where the server could not say more.
pub(super) const CLOSED: &str = "This assignment has closed. If you need more time, please ask the staff.";

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
            Self::Asking => {
                "This upload is unfinished. Asking the server how much it has, and whether it takes the rest…".to_owned()
            }
            Self::AskingLater { seconds, why } => {
                let seconds = seconds.to_string();
                [why.text(), ", next try in ", &seconds, " s. You can choose the same file again before that."].concat()
            }
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

    /// The label of the button that takes the row off the list.
    pub fn remove_label(&self) -> Option<&'static str> {
        match self {
            Self::Checking | Self::Elsewhere => None,
            _ if self.is_over() => Some("Remove from this list"),
            _ => Some("Cancel"),
        }
    }

    /// For style: how it stands in one word.
    pub fn tone(&self) -> &'static str {
        match self {
            Self::Done(arrival) => arrival.tone(),
            Self::Stopped(_) | Self::Damaged | Self::Lost => "bad",
            Self::Retrying { .. }
            | Self::AskingLater { .. }
            | Self::SignInNeeded
            | Self::ChooseAgain(_)
            | Self::Closed(_) => "warn",
            _ => "going",
        }
    }

    /// A refusal that trying again cannot help, by the server's answer.
    pub fn refused(status: u16, body: &str) -> Self {
        Self::Stopped(refusal_text(status, body))
    }
}

impl Arrival {
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

impl Obstacle {
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
            Self::TryNow => "Try now",
            Self::StopAsking => "Stop asking",
            Self::Again => "Upload again",
            Self::Remove => "Remove",
        }
    }
}

/// The server's words for a refusal, if they are words for people.
pub(super) fn refusal_text(status: u16, body: &str) -> String {
    let body = body.trim();
    if body.is_empty() || body.starts_with(['<', '{']) || body.len() > 500 {
        let why = match status {
            403 => "The server does not take this file: you may not upload here, or the assignment is closed.",
            404 => "The server does not know this assignment.",
            413 => "The file is too large.",
            NOT_KEPT => NOT_KEPT_WORDS,
            _ => "The server does not take this file.",
        };
        return why.to_owned();
    }
    body.to_owned()
}
