//! Slides of a session: files of those who lead it, which other members see once staff have released them.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::gate::Passage;
use crate::material::{Sha256Hex, Version};
use crate::preview::Contents;
use crate::seminar::{Seminar, Session};
use crate::time::Instant;
use crate::upload::RefusedUpload;

/// The most files that a session has at a time.
pub const MAX_FILES: u32 = 50;

/// Staff have released the slides of a session. What comes later is released with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlidesRelease {
    pub by: String,
    pub at: Instant,
}

/// May the actor know of a file of the session's slides? Those who lead the session always do; other members of
/// the seminar once the slides are `released` and the file has passed the gate.
pub fn sees_slides(actor: &Actor, seminar: &Seminar, session: &Session, released: bool, passage: &Passage) -> bool {
    let shown = released && passage.is_open() && actor.membership(&seminar.slug).is_some();
    shown || actor.leads(seminar, session)
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
    use crate::gate::GateState;
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
        let sees = |role, email, released, state| {
            let passage = Passage { state, ..Passage::RECEIVED };
            sees_slides(&actor(&seminar, role, email), &seminar, &session, released, &passage)
        };
        for (released, state) in [(false, GateState::Received), (false, GateState::Ready), (true, GateState::Held)] {
            assert!(sees(Some(Role::Staff), "staff@example.org", released, state));
            assert!(sees(Some(Role::Instructor), "teacher@example.org", released, state));
            assert!(!sees(Some(Role::Instructor), "other@example.org", released, state));
            assert!(!sees(Some(Role::Trainee), "trainee@example.org", released, state));
        }
        assert!(sees(Some(Role::Trainee), "trainee@example.org", true, GateState::Ready));
        assert!(!sees(None, "stranger@example.org", true, GateState::Ready));
    }
}
