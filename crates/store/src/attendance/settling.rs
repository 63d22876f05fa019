//! Who is still to be told apart, and who is missing while the room fills.

use std::collections::HashSet;

use domain::actor::Actor;
use domain::attendance::naming::{Finding, Reason};
use domain::attendance::record::{Apart, Attendee, FileOnRecord, Identity, Stay, Who};
use domain::attendance::roll_call::RollCall;
use domain::id::{AttendanceFileId, PersonId, SeminarSlug, SessionSlug};
use domain::seminar::Session;

use super::AttendanceBook;
use crate::{Store, StoreError};

/// An attendee with everyone they may be.
#[derive(Debug, Clone)]
pub struct AttendeeToSettle {
    pub file: AttendanceFileId,
    /// Place among the attendees of the file.
    pub place: u32,
    pub shown: Attendee,
    /// In the room, over all rows, in minutes.
    pub minutes: u32,
    /// Trainees, the likeliest first.
    pub proposals: Vec<(PersonId, Vec<Reason>)>,
    pub hint: Option<Apart>,
    pub identity: Option<Identity>,
}

impl Store {
    /// Attendees of a session or of a file; with `all` those too that are settled already.
    pub async fn attendees_to_settle(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        book: &AttendanceBook,
        session: Option<&SessionSlug>,
        file: Option<AttendanceFileId>,
        all: bool,
    ) -> Result<Vec<AttendeeToSettle>, StoreError> {
        let (matcher, _) = self.matcher(actor, slug).await?;
        let session = session.map(|slug| book.seminar.session(slug).ok_or(StoreError::NotFound)).transpose()?;
        let book = book.clone();
        let session = session.cloned();
        let work = move || {
            let of_session = |on_record: &&FileOnRecord| {
                session.as_ref().is_none_or(|session| on_record.file.sessions.contains(&session.slug))
            };
            let of_file = |on_record: &&FileOnRecord| file.is_none_or(|file| on_record.file.id == file);
            let mut to_settle = Vec::new();
            for on_record in book.records.current_files().filter(of_session).filter(of_file) {
                let there = session.as_ref().map(|session| in_session(on_record, session));
                for (place, (shown, identity)) in (0..).zip(on_record.file.attendees.iter().zip(&on_record.identities))
                {
                    let wanted = all || identity.is_none();
                    if !wanted || there.as_ref().is_some_and(|there| !there.contains(&place)) {
                        continue;
                    }
                    let (proposals, hint) = proposals(matcher.find(shown));
                    to_settle.push(AttendeeToSettle {
                        file: on_record.file.id,
                        place,
                        shown: shown.clone(),
                        minutes: minutes_of(on_record, place),
                        proposals,
                        hint,
                        identity: identity.clone(),
                    });
                }
            }
            to_settle
        };
        Ok(tokio::task::spawn_blocking(work)
            .await
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic())))
    }

    /// The pasted list of a meeting's participants beside the people of the seminar.
    pub async fn roll_call(&self, actor: &Actor, slug: &SeminarSlug, names: &str) -> Result<RollCall, StoreError> {
        let (matcher, members) = self.matcher(actor, slug).await?;
        let names = names.to_owned();
        let work = move || RollCall::of(&names, &matcher, &members);
        Ok(tokio::task::spawn_blocking(work)
            .await
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic())))
    }
}

fn in_session(on_record: &FileOnRecord, session: &Session) -> HashSet<u32> {
    let there = |stay: &Stay| match stay {
        Stay::Interval { joined, left } => session.slot().meets(*joined, *left),
        Stay::Total { .. } => true,
    };
    on_record.file.rows.iter().filter(|row| there(&row.stay)).map(|row| row.attendee).collect()
}

/// What was certain once is certain now too, and yet staff may say otherwise.
fn proposals(finding: Finding) -> (Vec<(PersonId, Vec<Reason>)>, Option<Apart>) {
    match finding {
        Finding::Certain { who: Who::Trainee(person), reason } => (vec![(person, vec![reason])], None),
        Finding::Certain { who: Who::Apart(apart), .. } => (Vec::new(), Some(apart)),
        Finding::Doubtful { proposals } => {
            let apart =
                proposals.iter().find_map(|one| if let Who::Apart(apart) = one.who { Some(apart) } else { None });
            let trainees = proposals.into_iter().filter(|one| matches!(one.who, Who::Trainee(_)));
            (trainees.map(|one| (one.person, one.reasons)).collect(), apart)
        }
        Finding::Unknown { hint } => (Vec::new(), hint),
    }
}

fn minutes_of(on_record: &FileOnRecord, place: u32) -> u32 {
    let rows = on_record.file.rows.iter().filter(|row| row.attendee == place);
    let seconds: i64 = rows
        .map(|row| match row.stay {
            Stay::Interval { joined, left } => left.seconds_since(joined),
            Stay::Total { seconds } => i64::from(seconds),
        })
        .sum();
    u32::try_from(seconds / 60).unwrap_or(0)
}
