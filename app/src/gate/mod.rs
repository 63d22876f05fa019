//! The gate: where a file stands, and what waits for the staff.

mod actions;
mod check_again;
mod check_all_again;
mod dead_tasks;
mod done;
mod equipment_notes;
mod gate_page;
mod held_files;
mod load_gate;
mod passage_note;
mod refused_note;
mod revive_job;
mod rule_on_version;
mod ruled_file;
mod ruling_form;
mod scan_form;
mod scan_unscanned;
mod typing;

pub use check_again::CheckAgain;
pub use check_all_again::CheckAllAgain;
pub use gate_page::GatePage;
pub use load_gate::LoadGate;
pub use passage_note::PassageNote;
pub use refused_note::RefusedNote;
pub use revive_job::ReviveJob;
pub use rule_on_version::RuleOnVersion;
pub use scan_form::ScanForm;
pub use scan_unscanned::ScanUnscanned;
