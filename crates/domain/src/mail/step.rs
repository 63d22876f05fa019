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
