//! The gate: where a file stands, and what waits for the staff.

mod check_again;
mod check_all_again;
mod gate_page;
mod load_gate;
mod passage_note;
mod refuse_version;
mod release_version;
mod revive_job;
mod scan_unscanned;

pub use check_again::CheckAgain;
pub use check_all_again::CheckAllAgain;
pub use gate_page::GatePage;
pub use load_gate::LoadGate;
pub use passage_note::PassageNote;
pub use refuse_version::RefuseVersion;
pub use release_version::ReleaseVersion;
pub use revive_job::ReviveJob;
pub use scan_unscanned::ScanUnscanned;
