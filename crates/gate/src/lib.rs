//! The gate: looks at an uploaded file before anyone but its delegation can open it.
//!
//! What a file is, its content says; its name has to fit. What only shows something is ready, what could do more is
//! held for staff, and what no document needs is refused. Oddities of honest programs are let through; whatever the
//! bytes are, looking at them ends, in bounded time and memory, with a [`Judgement`], or with word that time ran out.
//!
//! | module | what |
//! |---|---|
//! | [`limits`] | how much of a file is looked at |
//! | [`check`] | one check while it runs: what is left of the limits, what was found |
//! | [`source`] | pieces of a file, wherever they lie |
//! | [`content`] | what a file is by its bytes; text, pictures, recordings |
//! | [`archive`] | packed files: their directory, names, and unpacking them within bounds |
//! | [`office`] | packed office files: Office Open XML, OpenDocument |
//! | [`ole`] | files of old Office programs, and what is embedded in newer ones |
//! | [`pdf`] | PDF: every object in it, wherever it hides |
//!
//! This crate runs no scanner and starts no process: it is meant to run in a child process with limits of its own, and
//! whoever runs it judges a check that crashed ([`Hold::CheckerCrashed`] and its neighbours).

mod archive;
mod check;
mod content;
mod inspect;
pub mod limits;
mod office;
mod ole;
mod pdf;
mod rc4;
mod source;

pub use domain::gate::{Budget, Extent, FileKind, Hold, Judgement, Looks, OtherFormat, Refusal};
pub use inspect::{Inspection, Unjudged, inspect};
pub use limits::Limits;
