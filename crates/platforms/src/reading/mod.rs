//! Rows of a table to attendees and stays.
//!
//! | module | what |
//! |---|---|
//! | [`name`] | who a cell names |
//! | [`presence`] | when a row says they were there, or why it cannot be counted |
//! | [`collect`] | all rows of a file |

mod collect;
mod name;
mod presence;

pub(crate) use collect::{Collection, rows_of};
pub(crate) use presence::{Clock, Ending};
