//! Slides of a session: files of those who lead it, which other members see once staff have released them.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::gate::{GateState, Passage};
use crate::material::{Sha256Hex, Version};
use crate::preview::Contents;
use crate::seminar::{Seminar, Session};
use crate::time::Instant;
use crate::upload::RefusedUpload;

/// The most files that a session has at a time.
pub const MAX_FILES: u32 = 50;

/// Staff have released the slides of a session: the files that were there then. What comes later waits until they
/// release again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlidesRelease {
    pub by: String,
    pub at: Instant,
}

impl SlidesRelease {
    /// Is a file released that was handed in then?
    pub fn covers(&self, submitted_at: Instant) -> bool {
        submitted_at <= self.at
    }
}

/// There is no file that staff could release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no file to release yet; release the slides once there is one")]
pub struct NothingToRelease;

/// May the actor know of a file of the session's slides? Those who lead the session always do; other members of
/// the seminar once a release covers the file and it has passed the gate.
pub fn sees_slides(
    actor: &Actor,
    seminar: &Seminar,
    session: &Session,
    release: Option<&SlidesRelease>,
    submitted_at: Instant,
    passage: &Passage,
) -> bool {
    let released = release.is_some_and(|release| release.covers(submitted_at));
    let shown = released && passage.is_open() && actor.membership(&seminar.slug).is_some();
    shown || actor.leads(seminar, session)
}

/// Does the file wait for staff to release it? One that the gate has refused waits for nothing.
pub fn awaits_release(file: &Version, release: Option<&SlidesRelease>) -> bool {
    file.passage.state != GateState::Refused && !release.is_some_and(|release| release.covers(file.submitted_at))
}

/// Is another file taken beside those that the session has? What pages offer follows from it.
pub fn admit_another(files: usize) -> Result<(), RefusedUpload> {
    if files >= MAX_FILES as usize { Err(RefusedUpload::TooManySlides { limit: MAX_FILES }) } else { Ok(()) }
}

/// What a low-data pack weighs, and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackWeight {
    /// Bytes of the pack.
    pub pack: u64,
    /// Bytes of the files that it stands for.
    pub files: u64,
}

/// A file of slides with what a low-data pack takes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    pub version: Version,
    /// `None` until it has been drawn.
    pub contents: Option<Contents>,
    /// The images that its contents name.
    pub images: Vec<PackImage>,
}

/// An image of a page, and where its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackImage {
    /// As the contents call it: `0001-320.webp`.
    pub name: String,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Membership;
    use crate::definition::read_seminar;
    use crate::id::PersonId;
    use crate::person::Role;

    fn actor(seminar: &Seminar, role: Option<Role>, email: &str) -> Actor {
        let membership = |role| Membership { seminar: seminar.slug.clone(), role, country: None };
        Actor {
            person: PersonId(Uuid::nil()),
            name: "Sample Person".parse().expect("a name"),
            email: email.parse().expect("an address"),
            memberships: role.map(membership).into_iter().collect(),
        }
    }

    #[test]
    fn a_session_takes_files_until_it_has_the_most() {
        let most = MAX_FILES as usize;
        assert_eq!(admit_another(most - 1), Ok(()));
        assert_eq!(admit_another(most), Err(RefusedUpload::TooManySlides { limit: MAX_FILES }));
    }

    #[test]
    fn others_see_what_is_released_and_has_passed() {
        let text = sample_seminars::E_PORT_2021;
        let mut seminar = read_seminar(text).expect("a good file").seminar;
        let session = seminar.sessions.iter().find(|session| !seminar.instructors_of(session).is_empty());
        let session = session.cloned().expect("a session with a teacher");
        let teacher = seminar.instructors_of(&session)[0].slug.clone();
        let taught = seminar.instructors.iter_mut().find(|one| one.slug == teacher).expect("the teacher");
        taught.email = Some("teacher@example.org".parse().expect("an address"));
        let came = Instant::from_seconds(1000);
        let release = |at| SlidesRelease { by: "Sample Staff".to_owned(), at };
        let sees_after = |role, email, release: Option<SlidesRelease>, state| {
            let passage = Passage { state, ..Passage::RECEIVED };
            sees_slides(&actor(&seminar, role, email), &seminar, &session, release.as_ref(), came, &passage)
        };
        let sees = |role, email, released: bool, state| sees_after(role, email, released.then(|| release(came)), state);
        for (released, state) in [(false, GateState::Received), (false, GateState::Ready), (true, GateState::Held)] {
            assert!(sees(Some(Role::Staff), "staff@example.org", released, state));
            assert!(sees(Some(Role::Instructor), "teacher@example.org", released, state));
            assert!(!sees(Some(Role::Instructor), "other@example.org", released, state));
            assert!(!sees(Some(Role::Trainee), "trainee@example.org", released, state));
        }
        assert!(sees(Some(Role::Trainee), "trainee@example.org", true, GateState::Ready));
        assert!(!sees(None, "stranger@example.org", true, GateState::Ready));
        let before = Some(release(Instant::from_millis(came.millis() - 1)));
        assert!(!sees_after(Some(Role::Trainee), "trainee@example.org", before.clone(), GateState::Ready));
        assert!(sees_after(Some(Role::Staff), "staff@example.org", before, GateState::Ready));
    }

    #[test]
    fn what_comes_after_a_release_awaits_another() {
        let at = Instant::from_seconds(1000);
        let file = |submitted_at, state| Version {
            id: crate::id::VersionId(Uuid::nil()),
            number: 1,
            file_name: "sample.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
            sha256: Sha256Hex(String::new()),
            uploaded_by: "Sample Person".to_owned(),
            submitted_at,
            consent: None,
            passage: Passage { state, ..Passage::RECEIVED },
            glance: None,
        };
        let release = SlidesRelease { by: "Sample Staff".to_owned(), at };
        assert!(awaits_release(&file(at, GateState::Received), None));
        assert!(!awaits_release(&file(at, GateState::Received), Some(&release)));
        assert!(awaits_release(&file(at.plus_seconds(1), GateState::Ready), Some(&release)));
        assert!(!awaits_release(&file(at.plus_seconds(1), GateState::Refused), Some(&release)));
    }
}
