//! What speaks for a session, as it is shown. A trainee's page brings this and not the records: those are deep types, whose
//! reader weighs tens of kilobytes in the browser.

use domain::attendance::ledger::Found;
use domain::attendance::record::{Correction, Dispute, Stay};
use domain::id::SeminarSlug;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

/// A row that counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// The display name, as the file has it.
    pub name: String,
    pub stay: Stay,
    pub file_name: String,
    /// Where the file can be looked at; trainees see its name only.
    pub file_address: Option<String>,
    /// As a person counts: from 1, headers included.
    pub number: u32,
    /// How it is known who it is: `by name, with certainty`.
    pub recognised: String,
}

impl EvidenceRow {
    /// `seminar` where the reader may look at its files.
    pub fn of(found: Found, seminar: Option<&SeminarSlug>) -> Self {
        Self {
            name: found.attendee.name,
            stay: found.row.stay,
            file_address: seminar.map(|slug| format!("/seminars/{slug}/attendance/files/{}", found.file)),
            file_name: found.file_name,
            number: found.row.number,
            recognised: match found.identity.by {
                Some(name) => format!("by {name}"),
                None => "by name, with certainty".to_owned(),
            },
        }
    }
}

/// What someone has said of an attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// `Excused`, `Objection`
    pub what: String,
    pub words: String,
    /// `None` where the trainee has said it themselves.
    pub by: Option<String>,
    pub at: Instant,
}

impl Said {
    /// Entries of staff, then objections with what was answered; each in the order in which they were said.
    pub fn of(corrections: Vec<Correction>, disputes: Vec<Dispute>) -> Vec<Self> {
        let entries = corrections.into_iter().map(|correction| {
            let Correction { entry, reason, approved_by, author, at, .. } = correction;
            let by = if approved_by == author { author } else { format!("{author}, approved by {approved_by}") };
            Self { what: entry.label().to_owned(), words: reason, by: Some(by), at }
        });
        let objections = disputes.into_iter().flat_map(|dispute| {
            let Dispute { text, at, answer, .. } = dispute;
            let objection = Self { what: "Objection".to_owned(), words: text, by: None, at };
            let answer = answer.map(|answer| Self {
                what: "Answer".to_owned(),
                words: answer.text,
                by: Some(answer.author),
                at: answer.at,
            });
            [objection].into_iter().chain(answer)
        });
        entries.chain(objections).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::attendance::record::{Answer, Entry};
    use domain::id::SessionSlug;

    use super::*;

    const ID: &str = "0190f3a2-0000-7000-8000-000000000000";

    #[test]
    fn entries_come_before_objections_and_an_answer_after_its_own() {
        let (person, at) = (ID.parse().expect("an id"), Instant::from_seconds(0));
        let session: SessionSlug = "day-1".parse().expect("a slug");
        let correction = |approved_by: &str| Correction {
            id: ID.parse().expect("an id"),
            person,
            entry: Entry::Excused { session: session.clone() },
            reason: "Ill".to_owned(),
            approved_by: approved_by.to_owned(),
            author: "Sample Staff".to_owned(),
            at,
        };
        let answer = Answer { text: "We looked".to_owned(), author: "Sample Staff".to_owned(), at };
        let dispute = |answer| Dispute {
            id: ID.parse().expect("an id"),
            person,
            session: session.clone(),
            text: "I was there".to_owned(),
            at,
            answer,
        };
        let said = Said::of(
            vec![correction("Sample Staff"), correction("Sample Head")],
            vec![dispute(Some(answer)), dispute(None)],
        );
        let lines: Vec<_> = said.iter().map(|said| (said.what.as_str(), said.by.as_deref())).collect();
        assert_eq!(
            lines,
            [
                ("Excused", Some("Sample Staff")),
                ("Excused", Some("Sample Staff, approved by Sample Head")),
                ("Objection", None),
                ("Answer", Some("Sample Staff")),
                ("Objection", None),
            ]
        );
    }
}
