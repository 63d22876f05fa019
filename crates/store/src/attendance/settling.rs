//! Who is still to be told apart, and who is missing while the room fills.

use std::collections::HashMap;

use domain::actor::Actor;
use domain::attendance::naming::{Finding, Matcher, Reason};
use domain::attendance::record::{Apart, Attendee, FileOnRecord, Identity, Stay, Who};
use domain::attendance::roll_call::RollCall;
use domain::id::{AttendanceFileId, PersonId, SeminarSlug, SessionSlug};

use domain::person::meeting_display_name;

use super::AttendanceBook;
use crate::compute::compute;
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
    /// The first `most` attendees of a session or of a file, with `all` those too that are settled
    /// already, and how many there are besides.
    pub async fn attendees_to_settle(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
        book: &AttendanceBook,
        session: Option<&SessionSlug>,
        file: Option<AttendanceFileId>,
        (all, most): (bool, usize),
    ) -> Result<(Vec<AttendeeToSettle>, usize), StoreError> {
        let (matcher, _) = self.matcher(actor, slug).await?;
        let session = session.map(|slug| book.seminar.session(slug).ok_or(StoreError::NotFound)).transpose()?;
        let book = book.clone();
        let session = session.cloned();
        let work = move || {
            let of_session = |on_record: &&FileOnRecord| {
                session.as_ref().is_none_or(|session| on_record.file.sessions.contains(&session.slug))
            };
            let of_file = |on_record: &&FileOnRecord| file.is_none_or(|file| on_record.file.id == file);
            let mut asked: Vec<(&FileOnRecord, u32)> = Vec::new();
            for on_record in book.records.current_files().filter(of_session).filter(of_file) {
                let there = session.as_ref().map(|session| on_record.attendees_in(session.slot()));
                let places = (0..).take(on_record.file.attendees.len());
                let wanted = |place: &u32| {
                    (all || on_record.identity(*place).is_none())
                        && there.as_ref().is_none_or(|there| there.contains(place))
                };
                asked.extend(places.filter(wanted).map(|place| (on_record, place)));
            }
            let more = asked.len().saturating_sub(most);
            // Comparing a name with all members is what takes long, so only those that are shown are.
            let shown =
                asked.into_iter().take(most).filter_map(|(on_record, place)| to_settle(&matcher, on_record, place));
            (shown.collect(), more)
        };
        Ok(compute(work).await)
    }

    /// Trainees by the name that the meeting asks of them, `Name – Country`. Where two have the same,
    /// it names neither.
    pub async fn trainees_by_display_name(
        &self,
        actor: &Actor,
        slug: &SeminarSlug,
    ) -> Result<HashMap<String, PersonId>, StoreError> {
        self.seminar_for_staff(actor, slug)?;
        let mut named: HashMap<String, Option<PersonId>> = HashMap::new();
        for trainee in self.trainees(slug).await? {
            let name = meeting_display_name(&trainee.name, &trainee.country.name);
            named.entry(name).and_modify(|person| *person = None).or_insert(Some(trainee.person));
        }
        Ok(named.into_iter().filter_map(|(name, person)| Some((name, person?))).collect())
    }

    /// The pasted list of a meeting's participants beside the people of the seminar.
    pub async fn roll_call(&self, actor: &Actor, slug: &SeminarSlug, names: &str) -> Result<RollCall, StoreError> {
        let (matcher, members) = self.matcher(actor, slug).await?;
        let names = names.to_owned();
        let work = move || RollCall::of(&names, &matcher, &members);
        Ok(compute(work).await)
    }
}

fn to_settle(matcher: &Matcher, on_record: &FileOnRecord, place: u32) -> Option<AttendeeToSettle> {
    let shown = on_record.file.attendees.get(place as usize)?.clone();
    let (proposals, hint) = proposals(matcher.find(&shown));
    Some(AttendeeToSettle {
        file: on_record.file.id,
        place,
        shown,
        minutes: minutes_of(on_record, place),
        proposals,
        hint,
        identity: on_record.identity(place).cloned(),
    })
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
