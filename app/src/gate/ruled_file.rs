use domain::gate::GateState;
use serde::{Deserialize, Serialize};

/// A file on which staff have just ruled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuledFile {
    pub state: GateState,
    pub number: u32,
    pub file_name: String,
    /// What it is of, in words.
    pub place_name: String,
}

#[cfg(feature = "ssr")]
impl From<store::materials::Submitted> for RuledFile {
    fn from(submitted: store::materials::Submitted) -> Self {
        let store::materials::Submitted { seminar, place, version } = submitted;
        Self {
            state: version.passage.state,
            number: version.number,
            file_name: version.file_name,
            place_name: seminar.place_name(&place),
        }
    }
}

impl RuledFile {
    pub fn words(&self) -> String {
        let Self { state, number, file_name, place_name } = self;
        let ruled = if *state == GateState::Refused { "refused" } else { "let through" };
        format!("“{file_name}” ({place_name}, version {number}) is {ruled}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_named_and_what_it_is_of() {
        let (file_name, place_name) = ("status.pdf".to_owned(), "Kenya, Status".to_owned());
        let mut ruled = RuledFile { state: GateState::Ready, number: 2, file_name, place_name };
        assert_eq!(ruled.words(), "“status.pdf” (Kenya, Status, version 2) is let through.");
        ruled.state = GateState::Refused;
        assert_eq!(ruled.words(), "“status.pdf” (Kenya, Status, version 2) is refused.");
    }
}
