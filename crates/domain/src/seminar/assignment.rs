//! What every delegation is asked to prepare, with the time that it has.

use serde::{Deserialize, Serialize};

use super::{Seminar, Session};
use crate::country::CountryCode;
use crate::deadlines::Extension;
use crate::gate::FileKind;
use crate::id::{AssignmentSlug, CourseSlug};
use crate::material::{MaterialKey, VersionPlace};
use crate::time::Instant;

/// A material that every delegation is asked to prepare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub slug: AssignmentSlug,
    pub title: String,
    pub description: String,
    /// Instructors of these courses see the answers; of none named: all of the seminar.
    pub courses: Vec<CourseSlug>,
    /// Later is late.
    pub due: Instant,
    /// Later is refused.
    pub closes: Instant,
    /// The kinds of files that it takes; of none named: [`FileKind::DEFAULT`].
    #[serde(default)]
    pub kinds: Vec<FileKind>,
}

impl Assignment {
    /// The kinds of files that it takes.
    pub fn accepted(&self) -> &[FileKind] {
        if self.kinds.is_empty() { FileKind::DEFAULT } else { &self.kinds }
    }

    /// Are answers to it presented in this session: is it about the session's course, or about all?
    pub fn is_presented_in(&self, session: &Session) -> bool {
        let is_about = |course| self.courses.contains(course);
        self.courses.is_empty() || session.course.as_ref().is_some_and(is_about)
    }
}

impl Seminar {
    pub fn assignment(&self, slug: &AssignmentSlug) -> Option<&Assignment> {
        self.assignments.iter().find(|assignment| assignment.slug == *slug)
    }

    /// The kinds of files that an assignment takes; without one, a session among its slides.
    pub fn accepted_by(&self, assignment: Option<&AssignmentSlug>) -> &[FileKind] {
        assignment.and_then(|slug| self.assignment(slug)).map_or(FileKind::DEFAULT, Assignment::accepted)
    }

    /// The assignment with the time that a delegation has for it.
    pub fn assignment_for(&self, slug: &AssignmentSlug, country: CountryCode) -> Option<Assignment> {
        self.assignment(slug).map(|assignment| self.extended(assignment, country))
    }

    /// The same assignment with the time that a delegation has for it.
    pub fn extended(&self, assignment: &Assignment, country: CountryCode) -> Assignment {
        self.extension(&assignment.slug, country)
            .map_or_else(|| assignment.clone(), |extension| extension.applied_to(assignment))
    }

    /// The time that staff have given a delegation beyond that of the others.
    pub fn extension(&self, assignment: &AssignmentSlug, country: CountryCode) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.assignment == *assignment && extension.country == country)
    }

    /// The same seminar with the times that a delegation has for its materials.
    pub fn for_delegation(&self, country: CountryCode) -> Seminar {
        let mut seminar = self.clone();
        seminar.assignments = self.assignments.iter().map(|assignment| self.extended(assignment, country)).collect();
        seminar
    }

    /// What a version is of, in words: `Kenya, Status of our port`, or `Slides of Opening`.
    #[cfg(feature = "server")]
    pub fn place_name(&self, place: &VersionPlace) -> String {
        let title = self.place_title(place);
        match place {
            VersionPlace::Material(key) => format!("{}, {title}", crate::country::Country::from(key.country).name),
            VersionPlace::Session(_) => format!("Slides of {title}"),
        }
    }

    /// What a material is, and whose: `Status of our port, Kenya`. Its key, where the assignment is there no longer.
    #[cfg(feature = "server")]
    pub fn material_name(&self, key: &MaterialKey) -> String {
        match self.assignment(&key.assignment) {
            Some(assignment) => format!("{}, {}", assignment.title, key.country.name()),
            None => key.to_string(),
        }
    }

    /// The title of the assignment or of the session; its slug, where it is there no longer.
    pub fn place_title<'a>(&'a self, place: &'a VersionPlace) -> &'a str {
        match place {
            VersionPlace::Material(MaterialKey { assignment: slug, .. }) => {
                self.assignment(slug).map_or(slug.as_str(), |assignment| assignment.title.as_str())
            }
            VersionPlace::Session(slug) => self.session(slug).map_or(slug.as_str(), |session| session.title.as_str()),
        }
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use crate::sample;

    #[test]
    fn a_material_is_called_by_its_title_and_its_country() {
        let seminar = sample::seminar();
        let name = |key: &str| seminar.material_name(&key.parse().expect("a key"));
        assert_eq!(name("e-port-status.ke"), format!("{}, Kenya", seminar.assignments[0].title));
        assert_eq!(name("of-another-year.ke"), "of-another-year.ke");
    }
}
