use domain::material::MaterialState;
use serde::{Deserialize, Serialize};

/// How far a country has come with the material that has come furthest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presented {
    #[default]
    Nothing,
    Uploaded,
    Accepted,
    Open,
}

impl Presented {
    pub const ALL: [Presented; 4] = [Self::Nothing, Self::Uploaded, Self::Accepted, Self::Open];

    /// Of one material. What was refused at the gate is nothing that anyone can look at.
    pub fn of(state: MaterialState, is_open: bool) -> Self {
        match state {
            MaterialState::Missing | MaterialState::Refused => Self::Nothing,
            MaterialState::Submitted | MaterialState::Late | MaterialState::ChangesRequested => Self::Uploaded,
            MaterialState::Accepted if is_open => Self::Open,
            MaterialState::Accepted => Self::Accepted,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Uploaded => "uploaded",
            Self::Accepted => "accepted",
            Self::Open => "open",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "nothing yet",
            Self::Uploaded => "uploaded",
            Self::Accepted => "accepted",
            Self::Open => "open to all",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_furthest_counts() {
        let of = |states: &[(MaterialState, bool)]| {
            states.iter().map(|(state, open)| Presented::of(*state, *open)).max().unwrap_or_default()
        };
        assert_eq!(of(&[]), Presented::Nothing);
        assert_eq!(of(&[(MaterialState::Missing, false), (MaterialState::Late, false)]), Presented::Uploaded);
        assert_eq!(of(&[(MaterialState::Accepted, true), (MaterialState::Submitted, false)]), Presented::Open);
        assert_eq!(of(&[(MaterialState::Refused, true)]), Presented::Nothing);
    }
}
