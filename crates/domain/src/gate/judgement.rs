//! What a check came to.

use serde::{Deserialize, Serialize};

use super::hold::Hold;
use super::refusal::Refusal;

/// Written `{"judgement": "held", "why": ["macros"]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "judgement", content = "why", rename_all = "snake_case")]
pub enum Judgement {
    Ready,
    /// At least one, each once, sorted.
    Held(Vec<Hold>),
    Refused(Refusal),
}

impl Judgement {
    /// Ready, unless there is something to hold for.
    pub fn of_holds(holds: impl IntoIterator<Item = Hold>) -> Self {
        let mut holds: Vec<Hold> = holds.into_iter().collect();
        holds.sort_unstable();
        holds.dedup();
        if holds.is_empty() { Self::Ready } else { Self::Held(holds) }
    }

    /// Of a file whose check has failed too often: held, and for what an earlier check has found in it.
    pub fn not_checked(before: Option<&Self>) -> Self {
        let found = if let Some(Self::Held(holds)) = before { holds.as_slice() } else { &[] };
        Self::of_holds(found.iter().copied().filter(|hold| !hold.is_unfinished()).chain([Hold::NotChecked]))
    }

    /// What there is to hold for; `None` of what is refused.
    pub fn holds(&self) -> Option<&[Hold]> {
        match self {
            Self::Ready => Some(&[]),
            Self::Held(holds) => Some(holds),
            Self::Refused(_) => None,
        }
    }

    /// Is there nothing to do but to ask the scanner once more?
    pub fn waits_for_scanner(&self) -> bool {
        self.holds().is_some_and(|holds| holds.contains(&Hold::ScannerUnavailable))
    }

    /// The same with one more reason to hold; a refusal stays what it is.
    #[must_use]
    pub fn held_for(self, hold: Hold) -> Self {
        match self {
            Self::Ready => Self::Held(vec![hold]),
            Self::Held(holds) => Self::of_holds(holds.into_iter().chain([hold])),
            Self::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_once_and_in_order() {
        let judgement = Judgement::of_holds([Hold::ExternalContent, Hold::Macros, Hold::ExternalContent]);
        assert_eq!(judgement, Judgement::Held(vec![Hold::Macros, Hold::ExternalContent]));
        assert_eq!(Judgement::of_holds([]), Judgement::Ready);
        assert_eq!(Judgement::Ready.held_for(Hold::Macros), Judgement::Held(vec![Hold::Macros]));
        let refused = Judgement::Refused(Refusal::Empty);
        assert_eq!(refused.clone().held_for(Hold::Macros), refused);
    }

    #[test]
    fn what_was_found_in_a_file_outlives_a_check_that_failed() {
        let before = Judgement::Held(vec![Hold::Macros, Hold::ScannerUnavailable]);
        assert_eq!(Judgement::not_checked(Some(&before)), Judgement::Held(vec![Hold::Macros, Hold::NotChecked]));
        assert_eq!(Judgement::not_checked(None), Judgement::Held(vec![Hold::NotChecked]));
    }

    #[test]
    fn tags_are_stable() {
        let written = |judgement: &Judgement| serde_json::to_string(judgement).expect("JSON");
        assert_eq!(written(&Judgement::Ready), r#"{"judgement":"ready"}"#);
        assert_eq!(written(&Judgement::Held(vec![Hold::Macros])), r#"{"judgement":"held","why":["macros"]}"#);
        let refused = Judgement::Refused(Refusal::Empty);
        assert_eq!(written(&refused), r#"{"judgement":"refused","why":{"refusal":"empty"}}"#);
        assert_eq!(serde_json::from_str::<Judgement>(&written(&refused)).expect("a judgement"), refused);
    }
}
