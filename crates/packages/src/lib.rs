//! Office files as what they are: packages, which are zips of parts, most of them XML. (The words are those of the Open
//! Packaging Conventions, ECMA-376 part 2. OpenDocument packs its parts alike, and has no relations.)
//!
//! | module | what |
//! |---|---|
//! | [`package`] | the packed parts, and how they refer to each other |
//! | [`part`] | one part, tag by tag |
//! | [`limits`] | how much is read |
//! | [`stop`] | why no more is read |
//!
//! Packages come from outside. Nothing that one says of its own size is believed, and no entity that it defines is put
//! in. What a deck or a workbook means by its parts is known where they are read; whether a file may be opened at all
//! is for `gate`, which reads by means of its own.

mod limits;
mod package;
mod part;
mod stop;

pub use limits::Limits;
pub use package::{Package, Relation};
pub use part::{Part, Piece, Tag};
pub use stop::Stop;
