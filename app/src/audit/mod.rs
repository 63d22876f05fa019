//! Who did what to which object, when: for staff.

mod audit_page;
mod load_audit;

pub use audit_page::AuditPage;
pub use load_audit::LoadAudit;
