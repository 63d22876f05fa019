//! Exports: uploaded, looked at, recorded.

mod changes_table;
mod choices;
mod draft_view;
mod drop_draft;
mod file_page;
mod load_file;
mod mapping_form;
mod record_file;
mod recorded_view;
mod upload_form;

pub use changes_table::ChangesTable;
pub use choices::FileChoices;
pub use drop_draft::DropDraft;
pub use file_page::FilePage;
pub use load_file::LoadFile;
pub use record_file::RecordFile;
pub use upload_form::UploadForm;
