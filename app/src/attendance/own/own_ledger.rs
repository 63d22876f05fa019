use domain::attendance::ledger::Status;
#[cfg(feature = "ssr")]
use domain::attendance::ledger::{Evidence, SessionHead, Standing};
use domain::id::SessionSlug;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

use crate::attendance::person::{EvidenceRow, Said};

/// A trainee's own part of the attendance, as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnLedger {
    /// The rule in plain words.
    pub rule: Vec<String>,
    /// How they stand against it, in plain words.
    pub standing: String,
    /// What staff have said about the certificate.
    pub about_certificate: Vec<Said>,
    /// Those that are over, in order of time.
    pub sessions: Vec<OwnSession>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnSession {
    pub slug: SessionSlug,
    pub title: String,
    pub starts: Instant,
    pub status: Status,
    /// Does it count for this trainee?
    pub counts: bool,
    /// The trainee objects, and nobody has answered yet.
    pub disputed: bool,
    /// `None` while no export counts for it.
    pub record: Option<OwnRecord>,
    pub said: Vec<Said>,
    /// Until when an objection is taken; `None` if it is not any more.
    pub disputes_close: Option<Instant>,
}

/// What is on record of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnRecord {
    /// `92 of 120 minutes`
    pub minutes: String,
    pub rows: Vec<EvidenceRow>,
}

#[cfg(feature = "ssr")]
impl OwnLedger {
    /// Nothing in it is about anyone else.
    pub fn of(book: &store::attendance::AttendanceBook, now: Instant) -> Option<Self> {
        use domain::attendance::ledger::evidence;

        let line = book.ledger.lines.first()?;
        let rule = book.seminar.attendance_rule();
        let title_of = |slug: &_| book.seminar.session(slug).map(|session| session.title.clone());
        let over = book.ledger.sessions.iter().filter(|head| head.recorded || head.ends <= now);
        let sessions = over.filter_map(|head| {
            let evidence = evidence(&book.ledger, &book.records, line.trainee.person, &head.slug)?;
            let open = rule.admits_dispute(head.ends, now).is_ok();
            Some(OwnSession::of(head, evidence, open.then(|| rule.disputes_close(head.ends))))
        });
        Some(Self {
            rule: rule.in_words(title_of),
            standing: standing_in_words(&line.standing),
            about_certificate: Said::of(book.records.about_certificate(line.trainee.person), Vec::new()),
            sessions: sessions.collect(),
        })
    }
}

#[cfg(feature = "ssr")]
impl OwnSession {
    fn of(head: &SessionHead, evidence: Evidence, disputes_close: Option<Instant>) -> Self {
        use crate::attendance::person::minutes_in_words;

        let minutes = minutes_in_words(&evidence, head.slot().seconds());
        let Evidence { cell, rows, corrections, disputes } = evidence;
        let rows = rows.into_iter().map(|found| EvidenceRow::of(found, None)).collect();
        Self {
            slug: head.slug.clone(),
            title: head.title.clone(),
            starts: head.starts,
            status: cell.status,
            counts: cell.counts,
            disputed: cell.disputed,
            record: head.recorded.then_some(OwnRecord { minutes, rows }),
            said: Said::of(corrections, disputes),
            disputes_close,
        }
    }
}

#[cfg(feature = "ssr")]
fn standing_in_words(standing: &Standing) -> String {
    let recorded = standing.counted - standing.open;
    let so_far = match recorded {
        0 => "Nothing is on record yet".to_owned(),
        recorded => format!("You have attended {} of {recorded} sessions on record", standing.attended),
    };
    format!("{so_far}. Certificate: {}.", standing.outcome.label())
}
