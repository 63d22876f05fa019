//! Which files of a session's slides staff have released, and what became of that.

use std::collections::BTreeSet;
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::gate::GateState;
use crate::material::{GateWait, Version};
use crate::time::Instant;

/// Files of a session's slides, by their numbers, of which none is given twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileNumbers(BTreeSet<u32>);

impl FileNumbers {
    pub fn of(files: &[Version]) -> Self {
        Self(files.iter().map(|file| file.number).collect())
    }

    pub fn contains(&self, number: u32) -> bool {
        self.0.contains(&number)
    }
}

/// As a form posts them: `1 2 5`.
impl fmt::Display for FileNumbers {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, number) in self.0.iter().enumerate() {
            let gap = if place == 0 { "" } else { " " };
            write!(to, "{gap}{number}")?;
        }
        Ok(())
    }
}

impl FromStr for FileNumbers {
    type Err = ParseIntError;
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let numbers = text.split_whitespace().map(str::parse::<u32>);
        Ok(Self(numbers.collect::<Result<BTreeSet<u32>, ParseIntError>>()?))
    }
}

/// Staff have released the slides of a session: the files that they saw. What they did not see waits until they
/// release again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlidesRelease {
    pub by: String,
    pub at: Instant,
    pub files: FileNumbers,
}

impl SlidesRelease {
    /// Is the file with this number released?
    pub fn covers(&self, number: u32) -> bool {
        self.files.contains(number)
    }
}

/// What is released once staff who saw the files `seen` say so: those of them that are `there`, and what was released
/// before.
pub fn released_once_seen(there: &[Version], seen: &FileNumbers, before: Option<&SlidesRelease>) -> FileNumbers {
    let seen = there.iter().map(|file| file.number).filter(|number| seen.contains(*number));
    let before = before.map(|release| release.files.0.clone()).unwrap_or_default();
    FileNumbers(seen.chain(before).collect())
}

/// What became of a release, for staff who have just released what they saw. Files are told by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseOutcome {
    /// The other members see them.
    pub shown: Vec<String>,
    /// They are released, and shown once they have passed the gate.
    pub at_the_gate: Vec<(String, GateWait)>,
    /// Nobody has seen them: they wait for another release.
    pub unseen: Vec<String>,
    /// How many that were seen are not there any more.
    pub gone: u32,
}

impl ReleaseOutcome {
    /// Of the files that are `there`, after staff who saw the files `seen` have released them. Nothing once all is taken
    /// back. What the gate has refused was not to be released.
    pub fn of(there: &[Version], seen: &FileNumbers, release: Option<&SlidesRelease>) -> Self {
        let Some(release) = release else { return Self::default() };
        let mut outcome = Self::default();
        for file in there {
            let name = file.file_name.clone();
            if awaits_release(file, Some(release)) {
                outcome.unseen.push(name);
            } else if let Some(wait) = GateWait::of(file.passage.state) {
                outcome.at_the_gate.push((name, wait));
            } else if file.passage.is_open() && seen.contains(file.number) {
                outcome.shown.push(name);
            }
        }
        let is_there = |number: u32| there.iter().any(|file| file.number == number);
        outcome.gone = seen.0.iter().filter(|number| !is_there(**number)).map(|_| 1).sum();
        outcome
    }

    /// Do the others see all that there was to release?
    pub fn is_whole(&self) -> bool {
        self.at_the_gate.is_empty() && self.unseen.is_empty() && self.gone == 0
    }

    /// What was released, and what waits and why, in sentences.
    pub fn in_words(&self) -> Vec<String> {
        let named = |names: &[String]| names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        let mut words = Vec::new();
        if !self.shown.is_empty() {
            words.push(format!("Released: {}.", named(&self.shown)));
        }
        if !self.at_the_gate.is_empty() {
            let waits = self.at_the_gate.iter();
            let waits = waits.map(|(name, wait)| format!("“{name}” ({})", wait.label().to_lowercase()));
            let waits = waits.collect::<Vec<_>>().join(", ");
            words.push(format!("Released, and shown to others once it has passed the gate: {waits}."));
        }
        if !self.unseen.is_empty() {
            let unseen = named(&self.unseen);
            words.push(format!("Not released, as it has come meanwhile: {unseen}. Look at it, then release it too."));
        }
        match self.gone {
            0 => {}
            1 => words.push("1 file that you saw has been removed meanwhile.".to_owned()),
            gone => words.push(format!("{gone} files that you saw have been removed meanwhile.")),
        }
        words
    }
}

/// There is no file that staff could release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no file to release yet; release the slides once there is one")]
pub struct NothingToRelease;

/// Does the file wait for staff to release it? One that the gate has refused waits for nothing.
pub fn awaits_release(file: &Version, release: Option<&SlidesRelease>) -> bool {
    file.passage.state != GateState::Refused && !release.is_some_and(|release| release.covers(file.number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::Passage;
    use crate::sample::{self, release};

    fn numbers(text: &str) -> FileNumbers {
        text.parse().expect("numbers")
    }

    /// All of them came after the release.
    fn file(number: u32, state: GateState) -> Version {
        let passage = Passage { state, ..Passage::RECEIVED };
        Version { number, passage, submitted_at: Instant::from_seconds(2_000), ..sample::version() }
    }

    #[test]
    fn what_was_not_seen_awaits_another_release() {
        let release = release("1 3");
        for (number, state, is_covered, waits) in [
            (1, GateState::Received, true, false),
            (2, GateState::Ready, false, true),
            (2, GateState::Refused, false, false),
            (4, GateState::Ready, false, true),
        ] {
            let covers = release.as_ref().is_some_and(|release| release.covers(number));
            assert_eq!(covers, is_covered, "{number}");
            assert_eq!(awaits_release(&file(number, state), release.as_ref()), waits, "{number} {state:?}");
        }
        assert!(awaits_release(&file(1, GateState::Received), None));
    }

    #[test]
    fn a_release_takes_what_is_there_and_was_seen_beside_what_it_had() {
        let there = [1, 3, 4].map(|number| file(number, GateState::Ready));
        let released = |seen: &str, before| released_once_seen(&there, &numbers(seen), before).to_string();
        assert_eq!(released("1 2 3", None), "1 3");
        assert_eq!(released("9", None), "", "a number that is still to be given");
        let before = release("2 3");
        assert_eq!(released("1", before.as_ref()), "1 2 3");
        assert_eq!(released("4 3", before.as_ref()), "2 3 4");
    }

    #[test]
    fn a_release_tells_what_waits_and_why() {
        let named = |number, name: &str, state| Version { file_name: name.to_owned(), ..file(number, state) };
        let there = [
            named(1, "ready.pdf", GateState::Ready),
            named(2, "checked.pdf", GateState::Received),
            named(3, "held.pdf", GateState::Held),
            named(4, "refused.pdf", GateState::Refused),
            named(6, "unseen.pdf", GateState::Ready),
        ];
        let outcome = |there: &[Version], seen: &str, released: &str| {
            ReleaseOutcome::of(there, &numbers(seen), release(released).as_ref())
        };
        let part = outcome(&there, "1 2 3 4 5", "1 2 3 4");
        assert!(!part.is_whole());
        assert_eq!(
            part.in_words(),
            [
                "Released: “ready.pdf”.",
                "Released, and shown to others once it has passed the gate: “checked.pdf” (being checked), \
                 “held.pdf” (held at the gate).",
                "Not released, as it has come meanwhile: “unseen.pdf”. Look at it, then release it too.",
                "1 file that you saw has been removed meanwhile.",
            ]
        );
        let whole = outcome(&there[..1], "1", "1");
        assert!(whole.is_whole());
        assert_eq!(whole.shown, ["ready.pdf"]);
        assert!(outcome(&there[3..4], "4", "4").is_whole(), "what is refused waits for nothing");
        assert_eq!(outcome(&there, "1 2", ""), ReleaseOutcome::default(), "it was taken back");
    }

    #[test]
    fn numbers_are_read_as_they_are_posted() {
        let there = [2, 10, 1].map(|number| file(number, GateState::Ready));
        assert_eq!(FileNumbers::of(&there).to_string(), "1 2 10");
        assert_eq!(numbers("1 2 10"), FileNumbers::of(&there));
        assert_eq!(numbers(""), FileNumbers::default());
        for wrong in ["1,2", "-1", "all"] {
            assert!(wrong.parse::<FileNumbers>().is_err(), "{wrong}");
        }
    }
}
