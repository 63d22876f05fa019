//! From the meeting platform's export to whether someone has attended.
//!
//! | module | what |
//! |---|---|
//! | [`record`] | what is on record: rows of files, who is who, corrections, disputes |
//! | [`export`] | what a platform's export says, and how it is read; columns that staff name |
//! | [`naming`] | who a display name means (its matcher: `server`) |
//! | [`intake`] | from what an export says to what is recorded of it (`server`) |
//! | [`dry_run`] | what recording an export would do |
//! | [`rule`] | the seminar's rule, in numbers and in plain words |
//! | [`tally`] | the minutes of one person in one session, from intervals that may overlap |
//! | [`ledger`] | people by sessions: what follows from the records by the rule |
//! | [`roll_call`] | who is missing while the room fills |

pub mod dry_run;
pub mod export;
#[cfg(feature = "server")]
pub mod intake;
pub mod ledger;
pub mod naming;
pub mod record;
pub mod roll_call;
pub mod rule;
pub mod tally;
