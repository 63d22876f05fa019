//! The words of each mail.

use domain::seminar::Seminar;
use domain::time::zones::clocks;
use store::outbox::{DueMail, MailKind};

pub struct Letter {
    pub subject: String,
    pub text: String,
}

pub fn write_letter(mail: &DueMail, seminar: Option<&Seminar>, link: &str) -> Letter {
    let title = seminar.map_or("your seminar", |seminar| seminar.title.as_str());
    let assignment = mail
        .material
        .as_ref()
        .and_then(|key| seminar?.assignment(&key.assignment))
        .map_or("your material", |assignment| assignment.title.as_str());
    let version = mail.version.unwrap_or(1);
    let (subject, body) = match mail.kind {
        MailKind::Invitation => (
            format!("Invitation: {title}"),
            format!(
                "You are invited to {title}.{}\n\nPlease confirm your name and choose a password here:\n{link}\n\n\
                 The link works once, for 60 days.",
                seminar.map(dates).unwrap_or_default()
            ),
        ),
        MailKind::PasswordReset => (
            "A new password".to_owned(),
            format!(
                "Someone asked for a new password for this address. If it was you, choose one here:\n{link}\n\n\
                 The link works once, for a day. If it was not you, nothing has to be done."
            ),
        ),
        MailKind::VersionReceived => (
            format!("Received: {assignment}, version {version}"),
            format!(
                "Version {version} of “{assignment}” has been received for {title}.\n\nReceipt and material:\n{link}"
            ),
        ),
        MailKind::VersionRefused => (
            format!("Please upload again: {assignment}"),
            format!(
                "Version {version} of “{assignment}” has arrived and cannot be used for {title}: it did not pass the \
                 check that every file goes through. Read why, and upload another file, here:\n{link}"
            ),
        ),
        MailKind::VersionHeld => (
            format!("Waits for the staff: {assignment}"),
            format!(
                "Version {version} of “{assignment}” has arrived for {title}. It contains something that the staff have \
                 to look at before others can open it. Read what it is, and what you can do to be faster, here:\n{link}"
            ),
        ),
        MailKind::VersionReleased => (
            format!("Released: {assignment}"),
            format!("The staff of {title} have let version {version} of “{assignment}” through. It is here:\n{link}"),
        ),
        MailKind::DecisionMade => (
            format!("Decision: {assignment}"),
            format!("The instructors of {title} have decided on “{assignment}”. Read what they say here:\n{link}"),
        ),
        MailKind::DisputeAnswered => (
            "Your objection has been answered".to_owned(),
            format!(
                "The staff of {title} have answered your objection to your attendance record. Read it here:\n{link}"
            ),
        ),
        MailKind::CertificateIssued => (
            format!("Your certificate: {title}"),
            format!("Your certificate of {title} has been issued. Look at it and download it here:\n{link}"),
        ),
        MailKind::CertificateReissued => (
            format!("Your new certificate: {title}"),
            format!(
                "Your certificate of {title} has been issued anew and has another number. The one before it is not \
                 valid any more; please use the new one. Download it, and read the reason, here:\n{link}"
            ),
        ),
        MailKind::CertificateRevoked => (
            format!("Your certificate was revoked: {title}"),
            format!("Your certificate of {title} was revoked and is not valid any more. Read the reason here:\n{link}"),
        ),
        MailKind::Mentioned => (
            format!("You are named in a comment: {assignment}"),
            format!("A comment on “{assignment}” of {title} names you. Read and answer it here:\n{link}"),
        ),
        MailKind::CommentWritten => {
            (format!("Comment: {assignment}"), format!("There is a new comment on “{assignment}” of {title}:\n{link}"))
        }
    };
    Letter { subject, text: format!("Dear {},\n\n{body}\n\nLectern\n", mail.name) }
}

fn dates(seminar: &Seminar) -> String {
    let clocks = clocks(&seminar.host_zone, None, seminar.starts);
    let [first, last] = [seminar.starts, seminar.ends].map(|at| clocks.show(at).host.long_date());
    format!(" It takes place online from {first} to {last}.")
}
