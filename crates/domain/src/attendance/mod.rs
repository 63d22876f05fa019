//! From the meeting platform's export to whether someone has attended.
//!
//! | module | what |
//! |---|---|
//! | [`record`] | what is on record: rows of files, who is who, corrections, disputes |
//! | [`export`] | what a file says beside its rows; naming the columns of an unknown table |
//! | [`naming`] | who a display name means (`server`) |
//! | [`rule`] | the seminar's rule, in numbers and in plain words |
//! | [`tally`] | the minutes of one person in one session, from intervals that may overlap |
//! | [`ledger`] | people by sessions: what follows from the records by the rule |

pub mod export;
pub mod record;
pub mod ledger;
pub mod naming;
pub mod rule;
pub mod tally;
