//! Names that are given once, and what points at them.

use std::collections::BTreeSet;
use std::fmt::Display;

use toml::Spanned;

use crate::definition::Refusal;
use crate::definition::file::{Reference, SeminarFile};
use crate::id::{CourseSlug, InstructorSlug};

/// What references may point at.
pub struct Known {
    instructors: Vec<InstructorSlug>,
    pub courses: Vec<CourseSlug>,
}

impl Known {
    pub fn of(file: &SeminarFile) -> Self {
        Self {
            instructors: file.instructors.iter().map(|instructor| instructor.slug.get_ref().clone()).collect(),
            courses: file.courses.iter().map(|course| course.slug.get_ref().clone()).collect(),
        }
    }

    pub fn instructors(&self, references: &[Reference]) -> Result<Vec<InstructorSlug>, Refusal> {
        references.iter().map(|reference| find("instructor", &self.instructors, reference)).collect()
    }

    pub fn courses(&self, references: &[Reference]) -> Result<Vec<CourseSlug>, Refusal> {
        references.iter().map(|reference| find("course", &self.courses, reference)).collect()
    }
}

pub fn find<Slug: Clone + Display>(what: &str, known: &[Slug], reference: &Reference) -> Result<Slug, Refusal> {
    let found = known.iter().find(|slug| slug.to_string() == *reference.get_ref());
    found.cloned().ok_or_else(|| Refusal::at(reference, format!("there is no {what} “{}”", reference.get_ref())))
}

pub fn refuse_repeats<'f, T: Ord + Display + 'f>(
    what: &str,
    values: impl Iterator<Item = &'f Spanned<T>>,
) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value.get_ref()) {
            return Err(Refusal::at(value, format!("the {what} “{}” is already taken", value.get_ref())));
        }
    }
    Ok(())
}
