//! One trainee's ledger, for staff: what it follows from, entries beside it, objections to it.

mod answer_dispute;
mod correct_attendance;
mod correction_form;
mod evidence_view;
mod load_person_ledger;
mod person_ledger_page;
mod shown;

pub use answer_dispute::AnswerDispute;
pub use correct_attendance::CorrectAttendance;
#[cfg(feature = "ssr")]
pub use evidence_view::minutes_in_words;
pub use evidence_view::{EvidenceRows, SaidAbout};
pub use load_person_ledger::LoadPersonLedger;
pub use person_ledger_page::PersonLedgerPage;
pub use shown::{EvidenceRow, Said};
