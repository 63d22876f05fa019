//! What can be seen of a file without downloading it: its pages as pictures and as text.
//!
//! | module | what |
//! |---|---|
//! | [`render`](mod@render) | one file to its contents |
//! | [`source`] | the kinds of files |
//! | [`limits`] | how much of a file is looked at |
//! | [`tools`] | programs of others that are used where they are installed |
//! | [`folder`] | where images are written, and what they are at the very end |
//! | [`pdf`] | PDF, drawn and read |
//! | [`office`] | decks, documents and workbooks by way of PDF |
//! | [`markup`] | their words, from their own parts |
//! | [`picture`] | pixels to WebP |
//! | [`plain`] | texts and archives |
//! | [`normal`] | text as it is searched |
//!
//! Files come from outside, and some are made to do harm. So this crate runs in a process of its own, that may be
//! short of memory, killed, or die: until the manifest lies in the folder there is no preview. It knows neither who may
//! see a file nor what it is called.

mod folder;
pub mod limits;
mod markup;
mod normal;
mod office;
mod pdf;
mod picture;
mod plain;
mod read_whole;
pub mod render;
pub mod source;
pub mod tools;
mod unrenderable;

pub use folder::MANIFEST;
pub use limits::Limits;
pub use render::render;
pub use source::Source;
pub use tools::Tools;
pub use unrenderable::Unrenderable;
