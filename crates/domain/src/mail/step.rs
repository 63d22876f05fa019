use serde::{Deserialize, Serialize};

use super::MailStatus;

/// What staff can do with a mail beside editing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStep {
    Hold,
    Release,
    /// Before its time.
    SendNow,
    SendAgain,
}

impl MailStep {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::SendNow => "send_now",
            Self::SendAgain => "send_again",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Hold => "Hold it back",
            Self::Release => "Let it go",
            Self::SendNow => "Send it now",
            Self::SendAgain => "Send it again",
        }
    }

    /// What to say once it is done.
    pub fn done(self) -> &'static str {
        match self {
            Self::Hold => "Held back: it is not sent until you let it go.",
            Self::Release => "Let go: it is sent at its time.",
            Self::SendNow => "Its time is now: it is sent as soon as the mail server takes it.",
            Self::SendAgain => "It waits to be sent again.",
        }
    }

    /// The state that a mail is in once it is done.
    pub fn leads_to(self) -> MailStatus {
        match self {
            Self::Hold => MailStatus::Held,
            Self::Release | Self::SendNow | Self::SendAgain => MailStatus::Waiting,
        }
    }

    /// What can be done with a mail in this state.
    pub fn from(status: MailStatus) -> &'static [Self] {
        match status {
            MailStatus::Waiting => &[Self::Hold, Self::SendNow],
            MailStatus::Held => &[Self::Release, Self::SendNow],
            MailStatus::Failed | MailStatus::Unclear => &[Self::SendAgain],
            MailStatus::Sending | MailStatus::Sent | MailStatus::Dropped => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_leads_to_another_state_than_it_comes_from() {
        for status in MailStatus::ALL {
            for step in MailStep::from(status).iter().filter(|step| **step != MailStep::SendNow) {
                assert_ne!(step.leads_to(), status, "{step:?}");
            }
        }
        assert!(MailStep::from(MailStep::Hold.leads_to()).contains(&MailStep::Release), "what is held can be let go");
    }

    #[test]
    fn what_has_not_gone_out_can_go_at_once() {
        for status in MailStatus::ALL {
            assert_eq!(MailStep::from(status).contains(&MailStep::SendNow), status.is_open(), "{status:?}");
        }
    }
}
