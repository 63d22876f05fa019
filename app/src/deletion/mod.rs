//! Deleting a version; for staff, what is deleted and can still be restored; for a delegation, what staff deleted of it.

mod close_once_deleted;
mod delete_section;
mod delete_version;
mod deleted_note;
mod deleted_page;
mod deletion_fields;
mod load_deleted;
mod restore_version;

pub use close_once_deleted::close_once_deleted;
pub use delete_section::DeleteSection;
pub use delete_version::DeleteVersion;
pub use deleted_note::DeletedNote;
pub use deleted_page::DeletedPage;
pub use deletion_fields::DeletionFields;
pub use load_deleted::LoadDeleted;
pub use restore_version::RestoreVersion;
