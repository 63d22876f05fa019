//! How a version came through the gate, for those who wait for it.

use serde::{Deserialize, Serialize};

use super::hold::Hold;
use super::judgement::Judgement;
use super::kind::FileKind;
use super::state::GateState;
use crate::time::Instant;

/// Where a version stands at the gate, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub state: GateState,
    /// There once it was checked.
    pub finding: Option<Finding>,
    /// There if staff let it through.
    pub release: Option<Release>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What the file is, as far as it came to be known.
    pub kind: Option<FileKind>,
    pub judgement: Judgement,
    /// Whether a virus scanner looked at it. A file that is refused before is not scanned.
    pub scanned: bool,
    pub at: Instant,
}

/// Staff let a held file through, and say why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub by: String,
    pub reason: String,
    pub at: Instant,
}

/// The longest reason of a release, in characters.
pub const MAX_REASON_CHARS: usize = 1_000;

impl Passage {
    /// Of a file that has just come.
    pub const RECEIVED: Passage = Passage { state: GateState::Received, finding: None, release: None };

    /// May it be opened by others than its own delegation?
    pub fn is_open(&self) -> bool {
        self.state.is_open()
    }

    /// It was checked, and no virus scanner looked at it.
    pub fn is_unscanned(&self) -> bool {
        self.finding.as_ref().is_some_and(|finding| !finding.scanned)
    }

    /// Is it held, and not only for what was found in it? Then another check may come to another end.
    pub fn can_be_checked_again(&self) -> bool {
        let judgement = self.finding.as_ref().map(|finding| &finding.judgement);
        let unfinished = |holds: &Vec<Hold>| holds.iter().any(|hold| hold.is_unfinished());
        self.state == GateState::Held && matches!(judgement, Some(Judgement::Held(holds)) if unfinished(holds))
    }

    /// What the file is, once a check has found it in order.
    pub fn kind(&self) -> Option<FileKind> {
        self.finding.as_ref()?.kind
    }

    /// Why it was refused or is held, a sentence each; nothing of one that is open or still waits.
    pub fn reasons(&self) -> Vec<String> {
        let judgement = self.finding.as_ref().map(|finding| &finding.judgement).filter(|_| !self.is_open());
        match judgement {
            Some(Judgement::Refused(refusal)) => vec![sentence(&refusal.to_string())],
            Some(Judgement::Held(holds)) => holds.iter().map(|hold| sentence(&hold.to_string())).collect(),
            Some(Judgement::Ready) | None => Vec::new(),
        }
    }
}

/// With a capital, and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::Refusal;

    fn checked(judgement: Judgement) -> Passage {
        let finding = Finding { kind: None, judgement, scanned: false, at: Instant::from_seconds(0) };
        Passage { state: GateState::after(&finding.judgement), finding: Some(finding), release: None }
    }

    #[test]
    fn reasons_are_sentences_and_end_with_the_waiting() {
        let refused = checked(Judgement::Refused(Refusal::Encrypted)).reasons();
        assert_eq!(refused, ["This file is protected by a password; please upload it without a password."]);
        let mut held = checked(Judgement::of_holds([Hold::Macros, Hold::Dde]));
        assert_eq!(held.reasons().len(), 2);
        held.state = GateState::Ready;
        assert!(held.reasons().is_empty() && held.is_open());
        assert!(Passage::RECEIVED.reasons().is_empty() && !Passage::RECEIVED.is_open());
    }

    #[test]
    fn only_an_unfinished_check_is_worth_another() {
        assert!(!Passage::RECEIVED.can_be_checked_again());
        assert!(!checked(Judgement::Ready).can_be_checked_again());
        assert!(!checked(Judgement::Refused(Refusal::Encrypted)).can_be_checked_again());
        assert!(!checked(Judgement::of_holds([Hold::Macros, Hold::Dde])).can_be_checked_again());
        let mut held = checked(Judgement::of_holds([Hold::Macros, Hold::ScannerOverLimit]));
        assert!(held.can_be_checked_again());
        held.state = GateState::Ready;
        assert!(!held.can_be_checked_again(), "staff have let it through");
    }
}
