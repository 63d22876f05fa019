//! What each kind of mail says.

use domain::mail::{LINK, Letter, Mail, MailKind, Matter};
use domain::seminar::{Assignment, Seminar};
use domain::time::{CalendarDay, Clocks, Instant, ZoneClock, zones};

use crate::{on_both_clocks, reminder};

/// What staff have written, or else our words.
pub fn write_letter(mail: &Mail, matter: &Matter, now: Instant) -> Letter {
    mail.edited.clone().unwrap_or_else(|| our_words(mail, matter, now))
}

fn our_words(mail: &Mail, matter: &Matter, now: Instant) -> Letter {
    let seminar = matter.seminar.as_deref();
    let title = seminar.map_or("your seminar", |seminar| seminar.title.as_str());
    let extended = mail.material.as_ref().and_then(|key| seminar?.assignment_for(&key.assignment, key.country));
    let assignment = extended.as_ref().map_or("your material", |assignment| assignment.title.as_str());
    // Hosts read of many countries.
    let whose = mail.material.as_ref().map_or_else(String::new, |key| format!(" ({})", key.country.name()));
    let version = mail.version.unwrap_or(1);
    let stands = matter.stands.map(|number| stands(number, version));
    let host_zone = seminar.map_or("UTC", |seminar| seminar.host_zone.as_str());
    let clock = mail.reader_clock(matter);
    let zone = clock.zone();
    let clocks = zones::clocks(host_zone, zone, now);
    let (subject, body) = match mail.kind {
        MailKind::Invitation => (
            format!("Invitation: {title}"),
            format!(
                "You are invited to {title}.{}\n\nPlease confirm your name and choose a password here:\n{LINK}\n\n\
                 The link works once, for 60 days.",
                seminar.map(|seminar| dates(seminar, zone)).unwrap_or_default()
            ),
        ),
        MailKind::PasswordReset => (
            "A new password".to_owned(),
            format!(
                "Someone asked for a new password for this address. If it was you, choose one here:\n{LINK}\n\n\
                 The link works once, for a day. If it was not you, nothing has to be done."
            ),
        ),
        MailKind::VersionReceived => (
            format!("Received: {assignment}, version {version}"),
            format!(
                "Version {version} of “{assignment}” has been received for {title}.\n\nReceipt and material:\n{LINK}"
            ),
        ),
        MailKind::VersionRefused => {
            let is_closed = extended.as_ref().is_some_and(|assignment| now > assignment.closes);
            let subject = match (&stands, is_closed) {
                (Some(stands), _) => format!("Version {version} refused, {stands}: {assignment}"),
                (None, false) => format!("Please upload again: {assignment}"),
                (None, true) => format!("Not usable: {assignment}"),
            };
            let way_on = match (&stands, is_closed) {
                (_, true) => "Nothing more is taken for it; please ask the staff for more time. Read why here:",
                (Some(_), false) => "Read why, and upload another file if you want to replace it, here:",
                (None, false) => "Read why, and upload another file, here:",
            };
            let stands = stands.map_or_else(String::new, |stands| format!(" Of this material, {stands}."));
            (
                subject,
                format!(
                    "Version {version} of “{assignment}” has arrived and cannot be used for {title}: it was refused at \
                     the gate that every file goes through.{stands} {way_on}\n{LINK}"
                ),
            )
        }
        MailKind::VersionHeld => (
            format!("Waits for the staff: {assignment}"),
            format!(
                "Version {version} of “{assignment}” has arrived for {title}. Others can open it once the staff let it \
                 through. They cannot open it before that either, and decide by what was found in it and by what you \
                 tell them it is for. Read what was found, and what you can do to be faster, or write to them in a \
                 comment, here:\n{LINK}"
            ),
        ),
        MailKind::VersionReleased => (
            format!("Released: {assignment}"),
            format!(
                "Version {version} of “{assignment}” of {title} does not wait any more; others can open it. It is here:\n{LINK}"
            ),
        ),
        MailKind::DecisionMade => (
            format!("Decision: {assignment}"),
            format!("The instructors of {title} have decided on “{assignment}”. Read what they say here:\n{LINK}"),
        ),
        MailKind::DisputeAnswered => (
            "Your objection has been answered".to_owned(),
            format!(
                "The staff of {title} have answered your objection to your attendance record. Read it here:\n{LINK}"
            ),
        ),
        MailKind::CertificateIssued => (
            format!("Your certificate: {title}"),
            format!("Your certificate of {title} has been issued. Look at it and download it here:\n{LINK}"),
        ),
        MailKind::CertificateReissued => (
            format!("Your new certificate: {title}"),
            format!(
                "Your certificate of {title} has been issued anew and has another number. The one before it is not \
                 valid any more; please use the new one. Download it, and read the reason, here:\n{LINK}"
            ),
        ),
        MailKind::CertificateRevoked => (
            format!("Your certificate was revoked: {title}"),
            format!("Your certificate of {title} was revoked and is not valid any more. Read the reason here:\n{LINK}"),
        ),
        MailKind::Mentioned => (
            format!("You are named in a comment: {assignment}{whose}"),
            format!("A comment on “{assignment}”{whose} of {title} names you. Read and answer it here:\n{LINK}"),
        ),
        MailKind::Reminder => {
            (reminder::subject(&matter.owed, now), reminder::body(title, &matter.owed, matter.confirmed, &clocks, now))
        }
        MailKind::ExtensionGranted => {
            let extension = mail.material.as_ref().and_then(|key| seminar?.extension(&key.assignment, key.country));
            let reason = extension.map_or("", |extension| extension.reason.as_str());
            let times = times(extended.as_ref(), &clocks);
            (
                format!("Your time: {assignment}"),
                format!(
                    "The staff of {title} have set the time that your delegation has for “{assignment}”.\n{times}\n\n\
                     Reason: {reason}\n\n{LINK}"
                ),
            )
        }
        MailKind::CommentWritten => (
            format!("Comment: {assignment}{whose}"),
            format!("There is a new comment on “{assignment}”{whose} of {title}. Read and answer it here:\n{LINK}"),
        ),
        MailKind::ExtensionWithdrawn => {
            let times = times(extended.as_ref(), &clocks);
            (
                format!("More time taken back: {assignment}"),
                format!(
                    "The staff of {title} have taken back the additional time that your delegation had for \
                     “{assignment}”. The time of everyone holds again.\n{times}\n\n{LINK}"
                ),
            )
        }
    };
    Letter { subject, text: format!("Dear {},\n\n{body}\n\nLectern\n", mail.name) }
}

/// Which version stands beside the one that was refused: an earlier one, or one that has come since.
fn stands(number: u32, refused: u32) -> String {
    let still = if number < refused { "still " } else { "" };
    format!("version {number} {still}counts")
}

/// When it is due and closes, if it is known; a line for each.
fn times(assignment: Option<&Assignment>, clocks: &Clocks) -> String {
    assignment.map_or_else(String::new, |assignment| {
        format!(
            "\nDue: {}\nTaken, as late, until: {}",
            on_both_clocks(clocks, assignment.due),
            on_both_clocks(clocks, assignment.closes)
        )
    })
}

/// From which day to which by the host's calendar and, where that shows other days, by the reader's.
fn dates(seminar: &Seminar, zone: Option<&str>) -> String {
    let Clocks { host, reader } = zones::clocks(&seminar.host_zone, zone, seminar.starts);
    let days = |clock: &ZoneClock| [seminar.starts, seminar.ends].map(|at| clock.show(at).day());
    let by = |clock: &ZoneClock| {
        let ([first, last], offset) = (days(clock).map(CalendarDay::long), clock.show(seminar.starts).offset_name());
        format!("from {first} to {last} by the date in {} ({offset})", clock.city())
    };
    let reader = reader.filter(|clock| days(clock) != days(&host));
    let by_reader = reader.map_or_else(String::new, |clock| format!(", and {}", by(&clock)));
    format!(" It takes place online {}{by_reader}.", by(&host))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::deadlines::Owed;
    use domain::definition::read_seminar;
    use domain::id::PersonId;
    use domain::mail::MailStatus;
    use domain::material::MaterialState;

    use super::*;

    /// 2021-11-10T01:30:00Z, half past nine in Shanghai.
    const OPENING: Instant = Instant::from_seconds(1_636_507_800);

    /// Hosted in Shanghai.
    fn seminar() -> Seminar {
        let text = sample_seminars::E_PORT_2021;
        let mut seminar = read_seminar(text).expect("a good file").seminar;
        for assignment in &mut seminar.assignments {
            assignment.due = OPENING.plus_days(2);
            assignment.closes = OPENING.plus_days(3);
        }
        seminar
    }

    fn reminder(zone: Option<&str>) -> Mail {
        Mail {
            key: "sample".parse().expect("a key"),
            kind: MailKind::Reminder,
            person: PersonId::generate(),
            name: "Sample Trainee".parse().expect("a name"),
            email: "trainee@example.org".parse().expect("an address"),
            zone: zone.map(str::to_owned),
            seminar: None,
            material: None,
            version: None,
            day: None,
            status: MailStatus::Waiting,
            attempts: 0,
            error: None,
            created_at: OPENING,
            not_before: OPENING,
            sent_at: None,
            edited: None,
            owed: None,
            words_sent: None,
            revision: 0,
        }
    }

    fn matter(states: &[MaterialState]) -> Matter {
        let seminar = seminar();
        let owed = seminar.assignments.iter().cloned().zip(states);
        let owed = owed.map(|(assignment, state)| Owed { assignment, state: *state }).collect();
        Matter { seminar: Some(Arc::new(seminar)), country: None, owed, confirmed: true, stands: None }
    }

    #[test]
    fn a_reminder_says_what_is_owed_until_when_on_both_clocks() {
        let matter = matter(&[MaterialState::Missing]);
        let letter = write_letter(&reminder(Some("Asia/Vientiane")), &matter, OPENING);
        assert_eq!(letter.subject, format!("Reminder: {}", matter.owed[0].assignment.title));
        let due =
            "Due: Fri 12 Nov 2021, 09:30 in Shanghai (UTC+8), which is Fri 12 Nov 2021, 08:30 in Vientiane (UTC+7)";
        assert!(letter.text.contains(due), "{}", letter.text);
        assert!(letter.text.starts_with("Dear Sample Trainee,"), "{}", letter.text);
        assert!(letter.text.contains(LINK) && letter.text.contains("Nothing has arrived yet."), "{}", letter.text);
        assert!(!letter.text.contains("not confirmed"), "{}", letter.text);
    }

    #[test]
    fn a_reader_whose_zone_is_not_known_or_the_hosts_sees_one_clock() {
        for zone in [None, Some("Asia/Shanghai"), Some("Nowhere/Land")] {
            let letter = write_letter(&reminder(zone), &matter(&[MaterialState::Missing]), OPENING);
            assert!(letter.text.contains("(UTC+8)") && !letter.text.contains("which is"), "{zone:?}: {}", letter.text);
        }
    }

    #[test]
    fn who_was_never_seen_reads_the_time_of_their_country() {
        let matter = Matter { country: "LA".parse().ok(), ..matter(&[MaterialState::Missing]) };
        let due = |zone| write_letter(&reminder(zone), &matter, OPENING).text;
        assert!(due(None).contains("09:30 in Shanghai (UTC+8), which is Fri 12 Nov 2021, 08:30 in Vientiane (UTC+7)"));
        let abroad = due(Some("Europe/Berlin"));
        assert!(abroad.contains("02:30 in Berlin") && !abroad.contains("Vientiane"), "{abroad}");
    }

    #[test]
    fn an_invitation_names_the_place_of_its_dates() {
        let invitation = |country: &str| {
            let matter = Matter { country: country.parse().ok(), ..matter(&[]) };
            write_letter(&Mail { kind: MailKind::Invitation, ..reminder(None) }, &matter, OPENING).text
        };
        let host = " online from 10 November 2021 to 19 November 2021 by the date in Shanghai (UTC+8)";
        assert!(invitation("LA").contains(&format!("{host}.\n")), "the same days: {}", invitation("LA"));
        // What begins at two in the afternoon in Shanghai begins there on the evening before.
        let samoa = invitation("AS");
        let own = ", and from 9 November 2021 to 18 November 2021 by the date in Pago Pago (UTC−11).";
        assert!(samoa.contains(&format!("{host}{own}")), "{samoa}");
    }

    #[test]
    fn several_and_overdue_ones_are_told_apart() {
        let mut matter = matter(&[MaterialState::Refused, MaterialState::ChangesRequested]);
        matter.confirmed = false;
        let letter = write_letter(&reminder(None), &matter, OPENING.plus_days(2).plus_minutes(1));
        assert_eq!(letter.subject, "Overdue: 2 materials");
        for part in ["was refused", "asked for changes", "Still taken, as late, until:", "not confirmed"] {
            assert!(letter.text.contains(part), "{part}: {}", letter.text);
        }
        // They may have been added and never mailed.
        assert!(letter.text.contains("If you have no mail with it"), "{}", letter.text);
        assert!(!letter.text.contains("another mail"), "{}", letter.text);
    }

    #[test]
    fn a_comment_is_on_the_material_of_a_country() {
        for kind in [MailKind::CommentWritten, MailKind::Mentioned] {
            let mail = Mail { kind, material: Some("e-port-status.ke".parse().expect("a key")), ..reminder(None) };
            let letter = write_letter(&mail, &matter(&[]), OPENING);
            assert!(letter.subject.ends_with("single window (Kenya)"), "{}", letter.subject);
            assert!(letter.text.contains("single window” (Kenya) of "), "{}", letter.text);
        }
    }

    #[test]
    fn who_has_no_more_time_reads_what_holds_again() {
        let matter = matter(&[]);
        let asked = &matter.seminar.as_ref().expect("a seminar").assignments[0];
        let mail = Mail {
            kind: MailKind::ExtensionWithdrawn,
            material: Some(format!("{}.la", asked.slug).parse().expect("a key")),
            ..reminder(None)
        };
        let letter = write_letter(&mail, &matter, OPENING);
        assert_eq!(letter.subject, format!("More time taken back: {}", asked.title));
        let due = "\n\nDue: Fri 12 Nov 2021, 09:30 in Shanghai (UTC+8)\nTaken, as late, until: Sat 13 Nov 2021, 09:30";
        assert!(letter.text.contains(due) && letter.text.contains(LINK), "{}", letter.text);
    }

    #[test]
    fn nobody_is_said_to_look_into_what_is_held() {
        let mail = Mail { kind: MailKind::VersionHeld, ..reminder(None) };
        let text = write_letter(&mail, &matter(&[]), OPENING).text;
        assert!(text.contains("They cannot open it") && !text.contains("look at it") && text.contains(LINK), "{text}");
    }

    #[test]
    fn another_file_is_asked_for_only_while_one_is_taken() {
        let matter = matter(&[]);
        let asked = matter.seminar.as_ref().expect("a seminar").assignments[0].slug.clone();
        let key = format!("{asked}.la").parse().expect("a key");
        let mail = Mail { kind: MailKind::VersionRefused, material: Some(key), ..reminder(None) };
        let letter = |now| write_letter(&mail, &matter, now);
        let (open, closed) = (letter(OPENING.plus_days(3)), letter(OPENING.plus_days(3).plus_minutes(1)));
        assert!(open.subject.starts_with("Please upload again: ") && open.text.contains("upload another file"));
        assert!(closed.subject.starts_with("Not usable: "), "{}", closed.subject);
        assert!(closed.text.contains("ask the staff for more time") && closed.text.contains(LINK), "{}", closed.text);
        assert!(!closed.text.contains("upload another"), "{}", closed.text);
    }

    #[test]
    fn a_refused_file_takes_nothing_from_what_stands() {
        let asked = matter(&[]).seminar.expect("a seminar").assignments[0].clone();
        let key = format!("{}.la", asked.slug).parse().expect("a key");
        let mail = Mail { kind: MailKind::VersionRefused, version: Some(2), material: Some(key), ..reminder(None) };
        for (number, words) in [(1, "version 1 still counts"), (3, "version 3 counts")] {
            let matter = Matter { stands: Some(number), ..matter(&[]) };
            let letter = write_letter(&mail, &matter, OPENING);
            assert_eq!(letter.subject, format!("Version 2 refused, {words}: {}", asked.title));
            assert!(letter.text.contains(&format!(" Of this material, {words}. Read why, and")), "{}", letter.text);
            let closed = write_letter(&mail, &matter, OPENING.plus_days(4));
            assert_eq!(closed.subject, letter.subject);
            assert!(closed.text.contains("Nothing more is taken for it"), "{}", closed.text);
        }
        let none = write_letter(&mail, &matter(&[]), OPENING);
        assert_eq!(none.subject, format!("Please upload again: {}", asked.title));
        assert!(!none.text.contains("counts"), "{}", none.text);
    }

    #[test]
    fn what_staff_have_written_is_sent_instead() {
        let edited = Letter { subject: "Please".to_owned(), text: "Dear all,\n".to_owned() };
        let mail = Mail { edited: Some(edited.clone()), ..reminder(None) };
        assert_eq!(write_letter(&mail, &matter(&[MaterialState::Missing]), OPENING), edited);
    }
}
