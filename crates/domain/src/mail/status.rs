use serde::{Deserialize, Serialize};

/// What becomes of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStatus {
    /// Goes out when its time has come.
    Waiting,
    /// Staff keep it back; or it has an error, and waits for them to look at it.
    Held,
    /// On its way to the mail server.
    Sending,
    Sent,
    /// Tried often enough, or for days nothing could be sent. Staff can have it sent again.
    Failed,
    /// There was nothing left to say when its time came.
    Dropped,
    /// Nobody knows how the try ended: it may have arrived. Staff say whether it is sent again.
    Unclear,
}

impl MailStatus {
    pub const ALL: [Self; 7] =
        [Self::Waiting, Self::Held, Self::Sending, Self::Sent, Self::Failed, Self::Dropped, Self::Unclear];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Held => "held",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
            Self::Unclear => "unclear",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Held => "Held back",
            Self::Sending => "Being sent",
            Self::Sent => "Sent",
            Self::Failed => "Failed",
            Self::Dropped => "Not needed any more",
            Self::Unclear => "Unclear",
        }
    }

    /// It has not gone out and can still be changed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_again() {
        for status in MailStatus::ALL {
            assert_eq!(MailStatus::find(status.as_str()), Some(status));
        }
    }
}
