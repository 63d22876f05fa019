//! What a trainee sees of their attendance on their own page, and how they object.

mod dispute_attendance;
mod own_attendance;
mod own_ledger;

pub use dispute_attendance::DisputeAttendance;
pub use own_attendance::OwnAttendance;
pub use own_ledger::{OwnLedger, OwnRecord, OwnSession};
