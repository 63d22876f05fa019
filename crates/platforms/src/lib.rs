//! What meeting platforms write: reads their attendance exports. Forms that people filled in are read by the same means.
//!
//! A file is known by its content alone, never by its name, and a table by its header cells, never by
//! where it stands. Files come from outside: whatever the bytes are, reading them ends, in bounded
//! time and memory, with rows or with words that tell a person what to do.
//!
//! | module | what |
//! |---|---|
//! | [`mod@file`] | bytes to tables: workbooks, text with separators |
//! | [`headers`] | the words that platforms use, as data; which table of a file is the one |
//! | [`times`] | dates, times and durations as they are written; month first or day first |
//! | [`reading`] | rows of the table to attendees and stays, and what is refused |
//! | [`limits`] | how much of a file is read |
//!
//! This crate knows neither people nor sessions: who an attendee is, and which session a row counts
//! for, is decided where its result is used.

mod export;
mod file;
mod headers;
pub mod limits;
mod reading;
mod times;
mod unreadable;

pub use export::{Reading, WrittenRow, read, read_form, samples};
pub use unreadable::Unreadable;
