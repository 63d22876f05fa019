//! Who asks, and what their role in a seminar lets them see and do.
//!
//! Roles hold per seminar. A rule answers with a plain yes or no; the store
//! turns a no into the same "not found" that a missing thing gets.

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;
use crate::id::{PersonId, SeminarSlug};
use crate::material::MaterialKey;
use crate::person::{EmailAddress, PersonName, Role};
use crate::review::Audience;
use crate::seminar::{Assignment, Seminar, Session};

/// A signed-in person with their roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub person: PersonId,
    pub name: PersonName,
    pub email: EmailAddress,
    pub memberships: Vec<Membership>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub seminar: SeminarSlug,
    pub role: Role,
    /// Set for trainees.
    pub country: Option<CountryCode>,
}

impl Actor {
    pub fn membership(&self, seminar: &SeminarSlug) -> Option<&Membership> {
        self.memberships.iter().find(|membership| membership.seminar == *seminar)
    }

    pub fn role(&self, seminar: &SeminarSlug) -> Option<Role> {
        self.membership(seminar).map(|membership| membership.role)
    }

    pub fn is_staff(&self, seminar: &SeminarSlug) -> bool {
        self.role(seminar) == Some(Role::Staff)
    }

    /// May the actor be shown a link that lets whoever holds it choose this person's password?
    /// Roles hold per seminar: where the person belongs to one that the actor does not run, only
    /// the person's own mail may carry such a link.
    pub fn hands_links_to(&self, person: &Actor) -> bool {
        person.memberships.iter().all(|membership| self.is_staff(&membership.seminar))
    }

    /// Instructors and staff see more than one delegation.
    pub fn is_host(&self, seminar: &SeminarSlug) -> bool {
        matches!(self.role(seminar), Some(Role::Staff | Role::Instructor))
    }

    /// The country whose delegation the actor belongs to.
    pub fn delegation(&self, seminar: &SeminarSlug) -> Option<CountryCode> {
        let membership = self.membership(seminar)?;
        if membership.role == Role::Trainee { membership.country } else { None }
    }

    /// Does the actor lead this session: staff, or one of those who teach it?
    pub fn leads(&self, seminar: &Seminar, session: &Session) -> bool {
        match self.role(&seminar.slug) {
            Some(Role::Staff) => true,
            Some(Role::Instructor) => {
                seminar.instructors_of(session).iter().any(|teacher| teacher.email.as_ref() == Some(&self.email))
            }
            Some(Role::Trainee) | None => false,
        }
    }

    /// May the actor read answers to this assignment from every delegation?
    pub fn sees_all_answers(&self, seminar: &Seminar, assignment: &Assignment) -> bool {
        match self.role(&seminar.slug) {
            Some(Role::Staff) => true,
            Some(Role::Instructor) => {
                assignment.courses.is_empty() || seminar.teaches_any(&self.email, &assignment.courses)
            }
            Some(Role::Trainee) | None => false,
        }
    }

    /// May the actor see this material? Whether it is `shareable` says [`crate::sharing::is_shareable`].
    pub fn sees_material(&self, seminar: &Seminar, key: &MaterialKey, shareable: bool) -> bool {
        let Some(assignment) = seminar.assignment(&key.assignment) else {
            return false;
        };
        let own = self.delegation(&seminar.slug) == Some(key.country);
        let opened = seminar.rules.accepted_open_to_all && shareable && self.membership(&seminar.slug).is_some();
        own || opened || self.sees_all_answers(seminar, assignment)
    }

    /// May the actor read reviews meant for this audience on the material?
    /// An opened material shows its files to other delegations, never its thread.
    pub fn sees_reviews(&self, seminar: &Seminar, key: &MaterialKey, audience: Audience) -> bool {
        let host = seminar.assignment(&key.assignment).is_some_and(|a| self.sees_all_answers(seminar, a));
        let own = self.delegation(&seminar.slug) == Some(key.country);
        match audience {
            Audience::Delegation => host || own,
            Audience::Hosts => host,
        }
    }

    /// May the actor add a version to the material?
    pub fn submits(&self, seminar: &Seminar, key: &MaterialKey) -> bool {
        self.delegation(&seminar.slug) == Some(key.country) && seminar.assignment(&key.assignment).is_some()
    }

    /// May the actor decide on the material?
    pub fn decides(&self, seminar: &Seminar, key: &MaterialKey) -> bool {
        seminar.assignment(&key.assignment).is_some_and(|assignment| self.sees_all_answers(seminar, assignment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn actor(roles: &[(&str, Role)]) -> Actor {
        let membership = |(slug, role): &(&str, Role)| Membership {
            seminar: slug.parse().expect("a slug"),
            role: *role,
            country: None,
        };
        sample::actor(roles.iter().map(membership).collect())
    }

    #[test]
    fn staff_of_one_seminar_hold_no_key_to_another() {
        let staff = actor(&[("first", Role::Staff), ("second", Role::Trainee)]);
        assert!(staff.hands_links_to(&actor(&[("first", Role::Trainee)])));
        assert!(!staff.hands_links_to(&actor(&[("first", Role::Trainee), ("second", Role::Staff)])));
        assert!(!actor(&[("first", Role::Instructor)]).hands_links_to(&actor(&[("first", Role::Trainee)])));
    }
}
