//! Who was in which session: the sheet for staff, how it comes about, and a trainee's own part of it.
//!
//! | part | what |
//! |---|---|
//! | `sheet` | people by sessions, with sums and flags |
//! | `person` | one trainee's ledger with its evidence, entries and objections |
//! | `rule` | the seminar's rule, and what another one would change |
//! | `files` | exports: uploaded, looked at, recorded |
//! | `settle` | who is who in a session |
//! | `roll_call` | who is missing while the room fills |
//! | `own` | what a trainee sees on their own page |

mod files;
mod own;
mod person;
mod roll_call;
mod rule;
mod settle;
mod sheet;

pub use files::{DropDraft, FilePage, LoadFile, RecordFile};
pub use own::{DisputeAttendance, OwnAttendance, OwnLedger};
pub use person::{AnswerDispute, CorrectAttendance, LoadPersonLedger, PersonLedgerPage};
pub use roll_call::{KeepRollCall, LoadRollCall, RollCallPage};
pub use rule::{LoadRule, RulePage, SetRule};
pub use settle::{LoadSettle, SettleAttendees, SettlePage};
pub use sheet::{AttendancePage, LoadSheet};
