//! How a version came through the gate, for those who wait for it.

use serde::{Deserialize, Serialize};

use super::hold::Hold;
use super::in_words::PassageInWords;
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
    /// There if staff let it through, or refused it: the state says which. Earlier records call it `release`.
    #[serde(alias = "release")]
    pub ruling: Option<Ruling>,
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

/// Staff let a held file through or refuse it, and say why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    pub by: String,
    pub reason: String,
    pub at: Instant,
    /// What the file was held for as they ruled. Earlier records leave it out: it is what was found last.
    #[serde(default)]
    pub holds: Option<Vec<Hold>>,
}

/// The longest reason of a ruling, in characters.
pub const MAX_REASON_CHARS: usize = 1_000;

impl Passage {
    /// Of a file that has just come.
    pub const RECEIVED: Passage = Passage { state: GateState::Received, finding: None, ruling: None };

    /// Of a file that was checked, for the first time or again. What staff have let through stays so while no more is
    /// found than they knew of; if the scanner cannot be reached, it waits for it all the same.
    pub fn checked(before: Option<&Passage>, finding: Finding) -> Passage {
        let ruling = before.and_then(|before| before.ruling_on(&finding.judgement));
        let is_let_through = ruling.is_some() && !finding.judgement.waits_for_scanner();
        let state = if is_let_through { GateState::Ready } else { GateState::after(&finding.judgement) };
        Passage { state, finding: Some(finding), ruling }
    }

    /// Of a file whose check has failed too often: it is held. What staff ruled on it stays on record, and holds again
    /// once a check finds no more than they knew of.
    pub fn not_checked(before: Option<&Passage>, at: Instant) -> Passage {
        let last = before.and_then(|before| before.finding.as_ref());
        let judgement = Judgement::not_checked(last.map(|last| &last.judgement));
        let finding = Finding { kind: last.and_then(|last| last.kind), judgement, scanned: false, at };
        let mut ruling = before.and_then(Self::informed_ruling);
        if let Some(known) = ruling.as_mut().and_then(|ruling| ruling.holds.as_mut()) {
            // That it could not be checked before says nothing of this time.
            known.retain(|hold| *hold != Hold::NotChecked);
        }
        Passage { state: GateState::Held, finding: Some(finding), ruling }
    }

    /// The ruling, with what staff knew of as they made it.
    fn informed_ruling(&self) -> Option<Ruling> {
        let ruling = self.ruling.clone()?;
        let holds = ruling.holds.or_else(|| self.holds().map(<[Hold]>::to_vec));
        Some(Ruling { holds, ..ruling })
    }

    /// The ruling that was made with all in view that was found now.
    fn ruling_on(&self, judgement: &Judgement) -> Option<Ruling> {
        let (ruling, found) = (self.informed_ruling()?, judgement.holds()?);
        let known = ruling.holds.as_deref()?;
        let is_known = |hold: &Hold| *hold == Hold::ScannerUnavailable || known.contains(hold);
        let has_all_in_view = found.iter().all(is_known);
        has_all_in_view.then_some(ruling)
    }

    /// What the last check came to, also while it is checked again.
    pub fn judgement(&self) -> Option<&Judgement> {
        self.finding.as_ref().map(|finding| &finding.judgement)
    }

    /// What there was to hold for; `None` of what was refused, or never checked.
    pub fn holds(&self) -> Option<&[Hold]> {
        self.judgement()?.holds()
    }

    /// Did the last check leave it to staff, and have they not ruled on that yet? What only waits for the scanner is
    /// not theirs.
    pub fn waits_for_staff(&self) -> bool {
        self.judgement().is_some_and(|judgement| {
            let is_theirs = matches!(judgement, Judgement::Held(_)) && !judgement.waits_for_scanner();
            is_theirs && self.ruling_on(judgement).is_none()
        })
    }

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
        let unfinished = |holds: &[Hold]| holds.iter().any(|hold| hold.is_unfinished());
        self.state == GateState::Held && self.holds().is_some_and(unfinished)
    }

    /// What the file is, once a check has found it in order.
    pub fn kind(&self) -> Option<FileKind> {
        self.finding.as_ref()?.kind
    }

    /// Who refused it of the staff, and why.
    pub fn refusal(&self) -> Option<&Ruling> {
        self.ruling.as_ref().filter(|_| self.state == GateState::Refused)
    }

    /// Who let it through before it was checked again, and why. Without a check that came to an end it is held all the
    /// same.
    pub fn earlier_release(&self) -> Option<&Ruling> {
        self.ruling.as_ref().filter(|_| self.state == GateState::Held)
    }

    /// Why it was refused or is held, a sentence each; nothing of one that is open or still waits.
    pub fn reasons(&self) -> Vec<String> {
        PassageInWords::from(self).reasons()
    }

    /// The same as far as a check found it.
    pub fn found(&self) -> Vec<String> {
        match self.judgement().filter(|_| !self.is_open()) {
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
    use crate::sample::finding;

    fn checked(judgement: Judgement) -> Passage {
        Passage::checked(None, finding(judgement))
    }

    fn ruled(judgement: Judgement, state: GateState) -> Passage {
        let (by, reason) = ("Sample Staff".to_owned(), "An old copy".to_owned());
        let before = checked(judgement);
        let ruling = Ruling { by, reason, at: Instant::from_seconds(0), holds: before.holds().map(<[Hold]>::to_vec) };
        Passage { state, ruling: Some(ruling), ..before }
    }

    #[test]
    fn reasons_are_sentences_and_end_with_the_waiting() {
        let refused = checked(Judgement::Refused(Refusal::Encrypted)).reasons();
        assert_eq!(refused, ["This file is protected by a password; please upload it without a password."]);
        let mut held = checked(Judgement::of_holds([Hold::Macros, Hold::Dde]));
        assert_eq!(held.reasons().len(), 2);
        let macros = "It contains macros; a copy that is saved and uploaded without macros need not wait for staff.";
        assert_eq!(held.reasons()[0], macros);
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

    #[test]
    fn what_staff_refuse_keeps_what_was_found() {
        let reasons = ruled(Judgement::of_holds([Hold::Macros]), GateState::Refused).reasons();
        assert_eq!(reasons[0], "Sample Staff refused it: “An old copy”.");
        assert!(reasons[1].starts_with("It contains macros"), "{reasons:?}");
        let released = ruled(Judgement::of_holds([Hold::Macros]), GateState::Ready);
        assert!(released.refusal().is_none() && released.reasons().is_empty());
    }

    #[test]
    fn of_a_ruling_only_what_tells_something_is_told() {
        let told = |state| PassageInWords::from(&ruled(Judgement::of_holds([Hold::Macros]), state));
        for (state, is_told) in [(GateState::Ready, true), (GateState::Held, true), (GateState::BeingChecked, false)] {
            let told = told(state);
            assert_eq!((told.state, told.ruling.is_some()), (state, is_told));
        }
        assert!(told(GateState::Ready).found.is_empty(), "it is let through");
        assert_eq!(told(GateState::Held).reasons(), told(GateState::Held).found, "it was no refusal");
    }

    #[test]
    fn what_staff_let_through_stays_so_while_no_more_is_found() {
        let released = ruled(Judgement::of_holds([Hold::Macros, Hold::ScannerTooSlow]), GateState::Ready);
        let after = |before: &Passage, holds: &[Hold]| {
            Passage::checked(Some(before), finding(Judgement::of_holds(holds.iter().copied())))
        };
        let again = after(&released, &[Hold::Macros]);
        assert!(again.is_open() && again.ruling.is_some());
        let more = after(&released, &[Hold::Macros, Hold::Dde]);
        assert!(more.state == GateState::Held && more.ruling.is_none());
        let waits = after(&released, &[Hold::Macros, Hold::ScannerUnavailable]);
        assert_eq!(waits.state, GateState::Held);
        assert!(after(&waits, &[Hold::Macros]).is_open(), "the scanner has answered");
        let virus = Judgement::Refused(Refusal::Virus { name: "Sample".to_owned() });
        let refused = Passage::checked(Some(&released), finding(virus));
        assert!(refused.state == GateState::Refused && refused.ruling.is_none());
    }

    #[test]
    fn a_ruling_outlives_checks_that_came_to_no_end() {
        let held = |holds: &[Hold]| finding(Judgement::of_holds(holds.iter().copied()));
        let known = [Hold::Macros, Hold::ScannerOverLimit];
        let mut earlier = ruled(Judgement::of_holds(known), GateState::Ready);
        for _ in 0..2 {
            let died = Passage::not_checked(Some(&earlier), Instant::from_seconds(0));
            assert_eq!(died.holds(), Some([Hold::Macros, Hold::NotChecked].as_slice()));
            assert!(died.state == GateState::Held && died.earlier_release().is_some() && died.waits_for_staff());
            let silent = Passage::checked(Some(&died), held(&[Hold::ScannerUnavailable]));
            for before in [&died, &silent, &Passage::not_checked(Some(&silent), Instant::from_seconds(0))] {
                assert!(Passage::checked(Some(before), held(&known)).is_open());
                let more = Passage::checked(Some(before), held(&[Hold::Macros, Hold::Dde]));
                assert!(more.state == GateState::Held && more.ruling.is_none());
            }
            // Earlier records do not say what was known.
            earlier.ruling.as_mut().expect("a ruling").holds = None;
        }
        let never = Passage::not_checked(None, Instant::from_seconds(0));
        assert!(never.ruling.is_none() && never.waits_for_staff());
    }

    #[test]
    fn what_staff_have_ruled_on_waits_for_them_no_more() {
        for (holds, waits) in [(vec![], false), (vec![Hold::Macros], true), (vec![Hold::ScannerUnavailable], false)] {
            assert_eq!(checked(Judgement::of_holds(holds)).waits_for_staff(), waits);
        }
        let unchecked = ruled(Judgement::not_checked(None), GateState::Ready);
        assert!(!unchecked.waits_for_staff());
        let again = Passage::not_checked(Some(&unchecked), Instant::from_seconds(0));
        assert!(again.waits_for_staff(), "it is another check");
        assert!(Passage::checked(Some(&again), finding(Judgement::Ready)).is_open());
    }

    #[test]
    fn earlier_records_read() {
        let text = r#"{"state":"ready","finding":null,"release":{"by":"Sample","reason":"Known","at":0}}"#;
        let passage: Passage = serde_json::from_str(text).expect("a passage");
        assert_eq!(passage.ruling.expect("a ruling").reason, "Known");
        let passage: Passage = serde_json::from_str(r#"{"state":"held","finding":null,"release":null}"#).expect("one");
        assert_eq!(passage.ruling, None);
    }
}
