use serde::{Deserialize, Serialize};

/// What a mail tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    Invitation,
    PasswordReset,
    VersionReceived,
    VersionRefused,
    VersionHeld,
    VersionReleased,
    DecisionMade,
    CommentWritten,
    Mentioned,
    Reminder,
    ExtensionGranted,
    ExtensionWithdrawn,
    DisputeAnswered,
    CertificateIssued,
    CertificateReissued,
    CertificateRevoked,
}

impl MailKind {
    pub const ALL: [Self; 16] = [
        Self::Invitation,
        Self::PasswordReset,
        Self::VersionReceived,
        Self::VersionRefused,
        Self::VersionHeld,
        Self::VersionReleased,
        Self::DecisionMade,
        Self::CommentWritten,
        Self::Mentioned,
        Self::Reminder,
        Self::ExtensionGranted,
        Self::ExtensionWithdrawn,
        Self::DisputeAnswered,
        Self::CertificateIssued,
        Self::CertificateReissued,
        Self::CertificateRevoked,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::VersionReceived => "version_received",
            Self::VersionRefused => "version_refused",
            Self::VersionHeld => "version_held",
            Self::VersionReleased => "version_released",
            Self::DecisionMade => "decision_made",
            Self::CommentWritten => "comment_written",
            Self::Mentioned => "mentioned",
            Self::Reminder => "reminder",
            Self::ExtensionGranted => "extension_granted",
            Self::ExtensionWithdrawn => "extension_withdrawn",
            Self::DisputeAnswered => "dispute_answered",
            Self::CertificateIssued => "certificate_issued",
            Self::CertificateReissued => "certificate_reissued",
            Self::CertificateRevoked => "certificate_revoked",
        }
    }

    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Invitation => "Invitation",
            Self::PasswordReset => "New password",
            Self::VersionReceived => "Receipt",
            Self::VersionRefused => "Refused at the gate",
            Self::VersionHeld => "Held at the gate",
            Self::VersionReleased => "Released",
            Self::DecisionMade => "Decision",
            Self::CommentWritten => "Comment",
            Self::Mentioned => "Named in a comment",
            Self::Reminder => "Reminder",
            Self::ExtensionGranted => "More time",
            Self::ExtensionWithdrawn => "More time taken back",
            Self::DisputeAnswered => "Objection answered",
            Self::CertificateIssued => "Certificate",
            Self::CertificateReissued => "New certificate",
            Self::CertificateRevoked => "Certificate revoked",
        }
    }

    /// Without its link such a mail is worth nothing: nobody else can give the reader what it leads to.
    pub fn needs_link(self) -> bool {
        matches!(self, Self::Invitation | Self::PasswordReset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_again() {
        for kind in MailKind::ALL {
            assert_eq!(MailKind::find(kind.as_str()), Some(kind));
        }
    }
}
