use domain::attendance::ledger::{Evidence, SessionHead, Standing};
use domain::attendance::record::Correction;
use domain::time::Instant;
use serde::{Deserialize, Serialize};

/// A trainee's own part of the attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnLedger {
    /// The rule in plain words.
    pub rule: Vec<String>,
    pub standing: Standing,
    /// What staff have said about the certificate.
    pub about_certificate: Vec<Correction>,
    /// Those that are over, in order of time.
    pub sessions: Vec<OwnSession>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnSession {
    pub head: SessionHead,
    pub evidence: Evidence,
    /// Until when an objection is taken; `None` if it is not any more.
    pub disputes_close: Option<Instant>,
}

#[cfg(feature = "ssr")]
impl OwnLedger {
    /// Nothing in it is about anyone else: of a session's heading the count of strangers goes too.
    pub fn of(book: &store::attendance::AttendanceBook, now: Instant) -> Option<Self> {
        use domain::attendance::ledger::evidence;

        let line = book.ledger.lines.first()?;
        let rule = book.seminar.attendance_rule();
        let title_of = |slug: &_| book.seminar.session(slug).map(|session| session.title.clone());
        let over = book.ledger.sessions.iter().filter(|head| head.recorded || head.ends <= now);
        let sessions = over.filter_map(|head| {
            let evidence = evidence(&book.ledger, &book.records, line.trainee.person, &head.slug)?;
            let open = rule.admits_dispute(head.ends, now).is_ok();
            Some(OwnSession {
                head: SessionHead { unsettled: 0, ..head.clone() },
                evidence,
                disputes_close: open.then(|| rule.disputes_close(head.ends)),
            })
        });
        Some(Self {
            rule: rule.in_words(title_of),
            standing: line.standing,
            about_certificate: book.records.about_certificate(line.trainee.person),
            sessions: sessions.collect(),
        })
    }
}
