//! Who did what to which object, when. Append-only.

use serde::{Deserialize, Serialize};

use crate::id::SeminarSlug;
use crate::review::Verdict;
use crate::time::Instant;

/// What was done. Written as its name in the audit page and in exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    SeminarImported,
    PersonInvited,
    InvitationLinkMade,
    InvitationMailed,
    InvitationAccepted,
    SignedIn,
    SignedOut,
    PasswordResetRequested,
    PasswordChanged,
    ApiTokenMade,
    VersionSubmitted,
    UploadNotKept,
    VersionRefused,
    VersionHeld,
    VersionReleased,
    VersionTurnedDown,
    VersionCheckedAgain,
    VersionDrawnAgain,
    JobRevived,
    CommentWritten,
    CommentEdited,
    CommentWithdrawn,
    CommentAudienceChanged,
    DecisionMade,
    QuestionAsked,
    QuestionWithdrawn,
    QuestionAnswered,
    QuestionReopened,
    QuestionHidden,
    QuestionShown,
    DiscussionClosed,
    DiscussionReopened,
    SpeakingOrderChanged,
    ReminderRuleSet,
    ExtensionGranted,
    ExtensionWithdrawn,
    MailEdited,
    MailHeld,
    MailReleased,
    MailSentNow,
    MailSentAgain,
    MaterialsOpened,
    MaterialsClosed,
    ConsentGiven,
    ConsentTakenBack,
    SourcesChanged,
    VersionDeleted,
    VersionRestored,
    VersionPurged,
    SlidesReleased,
    SlidesTakenBack,
    AttendanceRecorded,
    AttendeeIdentified,
    AttendanceCorrected,
    AttendanceDisputed,
    DisputeAnswered,
    AttendanceRuleSet,
    EligibilityFrozen,
    IssuingBegun,
    CertificateIssued,
    CertificateReissued,
    CertificateRevoked,
    CertificateKeyMade,
}

impl Action {
    pub fn label(self) -> &'static str {
        match self {
            Self::SeminarImported => "imported the seminar",
            Self::PersonInvited => "added",
            Self::InvitationLinkMade => "made an invitation link for",
            Self::InvitationMailed => "sent an invitation mail to",
            Self::InvitationAccepted => "accepted the invitation",
            Self::SignedIn => "signed in",
            Self::SignedOut => "signed out",
            Self::PasswordResetRequested => "asked for a new password",
            Self::PasswordChanged => "changed the password",
            Self::ApiTokenMade => "made an API token for",
            Self::VersionSubmitted => "submitted",
            Self::UploadNotKept => "could not keep on the disk a file for",
            Self::VersionRefused => "refused at the gate the file of",
            Self::VersionHeld => "held at the gate the file of",
            Self::VersionReleased => "let through the gate the file of",
            Self::VersionTurnedDown => "did not let through the gate the file of",
            Self::VersionCheckedAgain => "had checked again the file of",
            Self::VersionDrawnAgain => "had drawn again the file of",
            Self::JobRevived => "had tried again what had failed with the file of",
            Self::CommentWritten => "commented on",
            Self::CommentEdited => "edited a comment on",
            Self::CommentWithdrawn => "withdrew a comment on",
            Self::CommentAudienceChanged => "changed who reads a comment on",
            Self::DecisionMade => "decided on",
            Self::QuestionAsked => "asked a question in",
            Self::QuestionWithdrawn => "withdrew a question in",
            Self::QuestionAnswered => "marked as answered a question in",
            Self::QuestionReopened => "opened again a question in",
            Self::QuestionHidden => "hid a question in",
            Self::QuestionShown => "showed again a question in",
            Self::DiscussionClosed => "closed the discussion round of",
            Self::DiscussionReopened => "opened again the discussion round of",
            Self::SpeakingOrderChanged => "changed the order of speaking in",
            Self::ReminderRuleSet => "set the rule of reminders of",
            Self::ExtensionGranted => "gave more time for",
            Self::ExtensionWithdrawn => "took back the extension for",
            Self::MailEdited => "edited a mail to",
            Self::MailHeld => "held back a mail to",
            Self::MailReleased => "let go a mail to",
            Self::MailSentNow => "had sent at once a mail to",
            Self::MailSentAgain => "had sent again a mail to",
            Self::MaterialsOpened => "opened accepted materials to all delegations of",
            Self::MaterialsClosed => "closed accepted materials to other delegations of",
            Self::ConsentGiven => "consented to share",
            Self::ConsentTakenBack => "took back the consent to share",
            Self::SourcesChanged => "changed the links to sources of",
            Self::VersionDeleted => "deleted a version of",
            Self::VersionRestored => "restored a version of",
            Self::VersionPurged => "removed for good a version of",
            Self::SlidesReleased => "released the slides of",
            Self::SlidesTakenBack => "took back the slides of",
            Self::AttendanceRecorded => "recorded attendance from",
            Self::AttendeeIdentified => "said who in the meeting was",
            Self::AttendanceCorrected => "made an entry on the attendance of",
            Self::AttendanceDisputed => "objected to the attendance record of",
            Self::DisputeAnswered => "answered the objection of",
            Self::AttendanceRuleSet => "set the rule of attendance of",
            Self::EligibilityFrozen => "froze the eligibility list of",
            Self::IssuingBegun => "began to issue certificates of",
            Self::CertificateIssued => "issued the certificate",
            Self::CertificateReissued => "issued a certificate anew",
            Self::CertificateRevoked => "revoked the certificate",
            Self::CertificateKeyMade => "made a key for certificates",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    pub at: Instant,
    /// Name of the person, or `lectern` for a command of the operator.
    pub actor: String,
    pub action: Action,
    pub seminar: Option<SeminarSlug>,
    /// What it was done to, in words: a material and whose it is, a person's name, a session.
    pub object: String,
    /// More about it, in words. Never a secret.
    pub detail: String,
}

impl AuditEvent {
    /// What was done, up to what it was done to; of a decision, what was decided. A consent comes with a detail where staff
    /// entered it: what they went by.
    pub fn did(&self) -> &'static str {
        let decided = |verdict: Verdict| self.action == Action::DecisionMade && self.detail == verdict.label();
        let entered = |action: Action| self.action == action && !self.detail.is_empty();
        if decided(Verdict::Accepted) {
            "accepted"
        } else if decided(Verdict::ChangesRequested) {
            "requested changes to"
        } else if entered(Action::ConsentGiven) {
            "entered the delegation’s consent to share"
        } else if entered(Action::ConsentTakenBack) {
            "entered that the delegation took back its consent to share"
        } else {
            self.action.label()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn did(action: Action, detail: &str) -> &'static str {
        let (actor, object, detail) = ("Sample".to_owned(), "Status, Kenya".to_owned(), detail.to_owned());
        AuditEvent { at: Instant::from_seconds(0), actor, action, seminar: None, object, detail }.did()
    }

    #[test]
    fn a_decision_says_what_was_decided() {
        assert_eq!(did(Action::DecisionMade, Verdict::Accepted.label()), "accepted");
        assert_eq!(did(Action::DecisionMade, Verdict::ChangesRequested.label()), "requested changes to");
        assert_eq!(did(Action::MailEdited, Verdict::Accepted.label()), "edited a mail to");
    }

    #[test]
    fn staff_do_not_consent_but_enter_what_the_delegation_said() {
        let paper = "A form on paper";
        assert_eq!(did(Action::ConsentGiven, ""), "consented to share");
        assert_eq!(did(Action::ConsentGiven, paper), "entered the delegation’s consent to share");
        assert_eq!(did(Action::ConsentTakenBack, ""), "took back the consent to share");
        assert!(did(Action::ConsentTakenBack, paper).starts_with("entered that the delegation took back"));
    }
}
