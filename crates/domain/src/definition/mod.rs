//! The seminar file: TOML that staff write, and Lectern reads into a [`Seminar`].
//!
//! A mistake is reported by line and field, because the person who reads the
//! message sits in front of a text editor.
//!
//! | module | what |
//! |---|---|
//! | `file` | the shape of the file, and values that are right or wrong by themselves |
//! | `check` | what must hold between them: times, references, unique names |
//! | `place` | from a position in the text to its line and field |

mod check;
mod file;
mod place;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use toml::Spanned;

use crate::seminar::Seminar;

/// A seminar that may be imported, and what its author may want to look at first.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its sessions are in order of time, whatever their order in the file.
    pub seminar: Seminar,
    /// One sentence each; they name lines of the file.
    pub warnings: Vec<String>,
    /// Pictures that lie beside the file, for whoever imports to read.
    pub pictures: Vec<PictureInFile>,
}

/// The file names a picture of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureInFile {
    /// Place of the signatory among those of the certificate.
    pub signatory: usize,
    /// The name of a file in the same folder.
    pub name: String,
    /// Counts from 1.
    pub line: usize,
}

impl PictureInFile {
    /// The picture cannot be used.
    pub fn refused(&self, problem: impl fmt::Display) -> DefinitionError {
        DefinitionError {
            line: self.line,
            field: format!("certificate.signatories[{}].image", self.signatory),
            problem: format!("{}: {problem}", self.name),
        }
    }
}

/// The first mistake in a seminar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionError {
    /// Counts from 1.
    pub line: usize,
    /// `sessions[3].ends`, places in a list counted from 0. Empty where the text
    /// is so broken that no field can be told.
    pub field: String,
    pub problem: String,
}

/// Reads the text of a seminar file. Its times are wall times in the seminar's host zone.
pub fn read_seminar(text: &str) -> Result<Reading, DefinitionError> {
    let checked = parse(text).and_then(check::check).map_err(|refusal| refusal.locate(text))?;
    let lines: Vec<usize> = checked.session_starts.iter().map(|start| place::line_at(text, *start)).collect();
    let warnings = check::overlaps(&checked.seminar, &lines);
    let pictures = checked.pictures.into_iter().map(|(signatory, name)| PictureInFile {
        signatory,
        line: place::line_at(text, name.span().start),
        name: name.into_inner(),
    });
    Ok(Reading { warnings, pictures: pictures.collect(), seminar: checked.seminar })
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for DefinitionError {}

fn parse(text: &str) -> Result<file::SeminarFile, Refusal> {
    toml::from_str(text).map_err(|error| Refusal {
        place: error.span().unwrap_or_default(),
        problem: error.message().trim_end().to_owned(),
    })
}

/// A mistake and its bytes in the text; checks need not know which field they look at.
#[derive(Debug)]
struct Refusal {
    place: Range<usize>,
    problem: String,
}

impl Refusal {
    fn at<T>(value: &Spanned<T>, problem: impl Into<String>) -> Self {
        Self { place: value.span(), problem: problem.into() }
    }

    fn locate(self, text: &str) -> DefinitionError {
        let field = match self.missing_field() {
            // The place is that of the table which lacks the field; the whole file has an empty one.
            Some(missing) if self.place.is_empty() => missing.to_owned(),
            Some(missing) => format!("{}.{missing}", place::field_at(text, self.place.start)),
            // The parser keeps the first of the two, so the second has no path.
            None if self.problem == "duplicate key" => text.get(self.place.clone()).unwrap_or_default().to_owned(),
            None => place::field_at(text, self.place.start),
        };
        DefinitionError { line: place::line_at(text, self.place.start), field, problem: self.problem }
    }

    /// Serde names a missing field in its message and nowhere else.
    fn missing_field(&self) -> Option<&str> {
        self.problem.strip_prefix("missing field `")?.strip_suffix('`')
    }
}
