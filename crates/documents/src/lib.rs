//! What is printed or exported. Nothing here reads a clock, a file or a database:
//! every document follows from the values that are handed in. (A press for
//! certificates is the one exception: it looks for the fonts of the machine.)
//!
//! | module | what |
//! |---|---|
//! | [`calendar`] | the programme as an RFC 5545 calendar |
//! | [`sheet`] | a table, and its two files: CSV and XLSX |
//! | [`board`] | the staff's board as a sheet |
//! | `host_clock` | the clock of the host, on which sheets show their times |
//! | `due` | when a delegation's material is due, as sheets say it |
//! | [`attendance`] | the sheet of attendance and its evidence |
//! | [`materials`] | the index sheet of an archive of materials |
//! | [`people`] | the members of a seminar as a sheet |
//! | [`review_form`] | the form in which reviews are written offline |
//! | [`reminders`] | whom to remind of what, as a sheet |
//! | [`content_disposition`] | the header that names a downloaded file |
//! | [`certificate`] | certificates: printed, signed, checked, and as Open Badges |
//! | [`error`] | why a document cannot be made |
//!
//! This crate knows nothing of who may read a document. Whoever calls decides
//! that first; the calendar alone is told whether its reader may see the rooms.

pub mod attendance;
pub mod board;
pub mod calendar;
pub mod certificate;
pub mod content_disposition;
mod due;
pub mod error;
mod host_clock;
pub mod materials;
pub mod people;
pub mod reminders;
pub mod review_form;
#[cfg(test)]
mod samples;
pub mod sheet;

pub use board::board_sheet;
pub use calendar::programme_calendar;
pub use content_disposition::content_disposition;
pub use error::DocumentError;
pub use materials::{IndexEntry, materials_index};
pub use people::people_sheet;
pub use reminders::reminders_sheet;
pub use review_form::review_form;
