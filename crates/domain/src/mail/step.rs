use serde::{Deserialize, Serialize};

use super::MailStatus;

/// What staff can do with a mail beside editing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStep {
    Hold,
    Release,
    SendAgain,
}

impl MailStep {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::SendAgain => "send_again",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Hold => "Hold it back",
            Self::Release => "Let it go",
            Self::SendAgain => "Send it again",
        }
    }

    /// What to say once it is done.
    pub fn done(self) -> &'static str {
        match self {
            Self::Hold => "Held back: it is not sent until you let it go.",
            Self::Release => "Let go: it is sent at its time.",
            Self::SendAgain => "It waits to be sent again.",
        }
    }

    /// The state that a mail is in once it is done.
    pub fn leads_to(self) -> MailStatus {
        match self {
            Self::Hold => MailStatus::Held,
            Self::Release | Self::SendAgain => MailStatus::Waiting,
        }
    }

    /// What can be done with a mail in this state.
    pub fn from(status: MailStatus) -> Option<Self> {
        match status {
            MailStatus::Waiting => Some(Self::Hold),
            MailStatus::Held => Some(Self::Release),
            MailStatus::Failed | MailStatus::Unclear => Some(Self::SendAgain),
            MailStatus::Sending | MailStatus::Sent | MailStatus::Dropped => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_leads_to_another_state_than_it_comes_from() {
        for status in MailStatus::ALL {
            if let Some(step) = MailStep::from(status) {
                assert_ne!(step.leads_to(), status, "{step:?}");
            }
        }
        assert_eq!(MailStep::from(MailStep::Hold.leads_to()), Some(MailStep::Release), "what is held can be let go");
    }
}
