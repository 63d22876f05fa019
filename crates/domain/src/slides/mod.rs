//! Slides of a session: files of those who lead it, which other members see once staff have released them.
//!
//! | module | what |
//! |---|---|
//! | `release` | which files staff have released, and what became of that |
//! | `pack` | what a low-data pack takes of them |

mod pack;
mod release;

pub use pack::{PackFile, PackImage, PackWeight};
pub use release::{FileNumbers, NothingToRelease, ReleaseOutcome, SlidesRelease, awaits_release, released_once_seen};

use crate::actor::Actor;
use crate::gate::Passage;
use crate::seminar::{Seminar, Session};
use crate::upload::RefusedUpload;

/// The most files that a session has at a time.
pub const MAX_FILES: u32 = 50;

/// May the actor know of a file of the session's slides? Those who lead the session always do; other members of
/// the seminar once a release covers the file and it has passed the gate.
pub fn sees_slides(
    actor: &Actor,
    seminar: &Seminar,
    session: &Session,
    release: Option<&SlidesRelease>,
    number: u32,
    passage: &Passage,
) -> bool {
    let released = release.is_some_and(|release| release.covers(number));
    let shown = released && passage.is_open() && actor.membership(&seminar.slug).is_some();
    shown || actor.leads(seminar, session)
}

/// Is another file taken beside those that the session has? What pages offer follows from it.
pub fn admit_another(files: usize) -> Result<(), RefusedUpload> {
    if files >= MAX_FILES as usize { Err(RefusedUpload::TooManySlides { limit: MAX_FILES }) } else { Ok(()) }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use crate::actor::Membership;
    use crate::gate::GateState;
    use crate::person::Role;
    use crate::sample;

    fn actor(seminar: &Seminar, role: Option<Role>, email: &str) -> Actor {
        let membership = |role| Membership { seminar: seminar.slug.clone(), role, country: None };
        let email = email.parse().expect("an address");
        Actor { email, ..sample::actor(role.map(membership).into_iter().collect()) }
    }

    #[test]
    fn a_session_takes_files_until_it_has_the_most() {
        let most = MAX_FILES as usize;
        assert_eq!(admit_another(most - 1), Ok(()));
        assert_eq!(admit_another(most), Err(RefusedUpload::TooManySlides { limit: MAX_FILES }));
    }

    #[test]
    fn others_see_what_is_released_and_has_passed() {
        let mut seminar = sample::seminar();
        let session = seminar.sessions.iter().find(|session| !seminar.instructors_of(session).is_empty());
        let session = session.cloned().expect("a session with a teacher");
        let teacher = seminar.instructors_of(&session)[0].slug.clone();
        let taught = seminar.instructors.iter_mut().find(|one| one.slug == teacher).expect("the teacher");
        taught.email = Some("teacher@example.org".parse().expect("an address"));
        let sees_of = |role, email, released: &str, state| {
            let release = sample::release(released);
            let passage = Passage { state, ..Passage::RECEIVED };
            sees_slides(&actor(&seminar, role, email), &seminar, &session, release.as_ref(), 2, &passage)
        };
        let sees = |role, email, released, state| sees_of(role, email, if released { "1 2" } else { "" }, state);
        for (released, state) in [(false, GateState::Received), (false, GateState::Ready), (true, GateState::Held)] {
            assert!(sees(Some(Role::Staff), "staff@example.org", released, state));
            assert!(sees(Some(Role::Instructor), "teacher@example.org", released, state));
            assert!(!sees(Some(Role::Instructor), "other@example.org", released, state));
            assert!(!sees(Some(Role::Trainee), "trainee@example.org", released, state));
        }
        assert!(sees(Some(Role::Trainee), "trainee@example.org", true, GateState::Ready));
        assert!(!sees(None, "stranger@example.org", true, GateState::Ready));
        assert!(!sees_of(Some(Role::Trainee), "trainee@example.org", "1 3", GateState::Ready));
        assert!(sees_of(Some(Role::Staff), "staff@example.org", "1 3", GateState::Ready));
    }
}
