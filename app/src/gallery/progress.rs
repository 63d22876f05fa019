use domain::material::{MaterialState, Standing};
use serde::{Deserialize, Serialize};

/// How far a material has come, and a country with the one that has come furthest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    #[default]
    Nothing,
    /// What has come was refused at the gate: nothing that anyone can look at.
    Refused,
    /// A file has come that nobody else can open yet.
    AtTheGate,
    Submitted,
    ChangesRequested,
    Accepted,
    Open,
}

impl Progress {
    pub const ALL: [Progress; 7] = [
        Self::Nothing,
        Self::Refused,
        Self::AtTheGate,
        Self::Submitted,
        Self::ChangesRequested,
        Self::Accepted,
        Self::Open,
    ];

    /// Of one material.
    pub fn of(standing: Standing, is_open: bool) -> Self {
        match standing.state {
            MaterialState::Missing => Self::Nothing,
            MaterialState::Refused => Self::Refused,
            _ if !standing.is_open() => Self::AtTheGate,
            MaterialState::Submitted | MaterialState::Late => Self::Submitted,
            MaterialState::ChangesRequested => Self::ChangesRequested,
            MaterialState::Accepted if is_open => Self::Open,
            MaterialState::Accepted => Self::Accepted,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Refused => "refused",
            Self::AtTheGate => "at-the-gate",
            Self::Submitted => "submitted",
            Self::ChangesRequested => "changes-requested",
            Self::Accepted => "accepted",
            Self::Open => "open",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "not handed in",
            Self::Refused => "file refused",
            Self::AtTheGate => "at the gate",
            Self::Submitted => "submitted",
            Self::ChangesRequested => "changes requested",
            Self::Accepted => "accepted",
            Self::Open => "open to all",
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::gate::GateState;
    use domain::material::{MaterialStatus, Outline};

    use super::*;

    fn of(state: MaterialState, gate: GateState, is_open: bool) -> Progress {
        Progress::of(Standing { state, gate: Some(gate), ..Standing::MISSING }, is_open)
    }

    #[test]
    fn the_furthest_counts() {
        let furthest = |states: &[(MaterialState, bool)]| {
            states.iter().map(|(state, open)| of(*state, GateState::Ready, *open)).max().unwrap_or_default()
        };
        assert_eq!(furthest(&[]), Progress::Nothing);
        assert_eq!(furthest(&[(MaterialState::Missing, false), (MaterialState::Late, false)]), Progress::Submitted);
        let (accepted, changed) = ((MaterialState::Accepted, true), (MaterialState::ChangesRequested, false));
        assert_eq!(furthest(&[accepted, (MaterialState::Submitted, false)]), Progress::Open);
        assert_eq!(furthest(&[changed, (MaterialState::Submitted, false)]), Progress::ChangesRequested);
    }

    #[test]
    fn what_nobody_can_open_yet_is_not_among_what_can_be_seen() {
        for gate in [GateState::Received, GateState::BeingChecked, GateState::Held] {
            assert_eq!(of(MaterialState::Submitted, gate, false), Progress::AtTheGate, "{gate:?}");
            assert!(of(MaterialState::Submitted, gate, false) < of(MaterialState::Late, GateState::Ready, false));
        }
        let refused = of(MaterialState::Refused, GateState::Refused, true);
        assert_eq!(refused, Progress::Refused);
        assert!(Progress::Nothing < refused && refused < Progress::AtTheGate, "it does not count as submitted");
    }

    #[test]
    fn the_map_counts_as_seen_what_stands_on_a_shelf() {
        use MaterialStatus::{Accepted, ChangesRequested, Submitted};
        let missing = Outline::missing("status.la".parse().expect("a key"));
        for status in [Submitted, ChangesRequested, Accepted] {
            for gate in GateState::ALL {
                let standing = Outline { status, gate: Some(gate), ..missing.clone() }.standing();
                for is_open in [false, true] {
                    let seen = Progress::of(standing, is_open) >= Progress::Submitted;
                    assert_eq!(seen, standing.is_open(), "{status:?}, {gate:?}");
                }
            }
        }
        assert_eq!(Progress::of(missing.standing(), true), Progress::Nothing);
    }
}
