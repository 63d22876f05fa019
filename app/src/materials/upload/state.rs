//! Where an upload stands, and what a person can do about it.

mod progress;
#[cfg(test)]
mod tests;
mod words;

use domain::gate::PassageInWords;
use domain::id::SeminarSlug;

pub use progress::Progress;
use words::CLOSED;

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
    /// The browser does not hold the file any more, and the server is asked how the upload stands.
    Asking,
    /// The same, and it could not say.
    AskingLater {
        seconds: u32,
        why: Obstacle,
    },
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
    pub passage: Option<PassageInWords>,
}

impl Arrival {
    pub fn receipt_path(&self, seminar: &SeminarSlug) -> String {
        ["/seminars/", seminar.as_str(), "/receipts/", &self.version].concat()
    }
}

/// What a person can ask of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Pause,
    Resume,
    /// Without waiting any longer.
    TryNow,
    /// The server about an upload whose file the browser does not hold; the file is asked for all the same.
    StopAsking,
    /// From the first byte, as a new upload.
    Again,
    /// Cancels what is not done; takes the row off the list.
    Remove,
}

impl State {
    /// The command of the row's first button.
    pub fn main_command(&self) -> Option<Command> {
        match self {
            Self::Waiting | Self::Preparing | Self::Sending | Self::Retrying { .. } => Some(Command::Pause),
            Self::AskingLater { .. } => Some(Command::StopAsking),
            Self::Paused | Self::SignInNeeded => Some(Command::Resume),
            Self::Damaged | Self::Lost => Some(Command::Again),
            Self::Checking
            | Self::Asking
            | Self::ChooseAgain(_)
            | Self::Elsewhere
            | Self::Closed(_)
            | Self::Stopped(_)
            | Self::Done(_) => None,
        }
    }

    /// The command of the button beside it, while the next try is waited for.
    pub fn other_command(&self) -> Option<Command> {
        matches!(self, Self::Retrying { .. } | Self::AskingLater { .. }).then_some(Command::TryNow)
    }

    /// The server is asked, or will be, how an upload stands whose file the browser does not hold.
    pub fn is_asking(&self) -> bool {
        matches!(self, Self::Asking | Self::AskingLater { .. })
    }

    /// Nothing more becomes of the upload by itself: it is complete, or has ended without success.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Stopped(_) | Self::Damaged | Self::Lost | Self::Done(_))
    }

    /// The file can be chosen again: also before the server has said how the upload stands.
    pub fn takes_file_again(&self) -> bool {
        self.is_asking() || matches!(self, Self::ChooseAgain(_))
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
}

impl Closed {
    /// `words` are empty where the server could not say more than that it is closed.
    pub fn of(words: &str, then: WithMoreTime) -> Self {
        let words = if words.trim().is_empty() { CLOSED } else { words.trim() };
        Self { words: words.to_owned(), then }
    }
}
