//! Reviews that are written offline: the form as a file, its dry run, its recording.

mod dry_run;
mod form_page;
mod load_review_form;
mod record_review_form;

pub use form_page::ReviewFormPage;
pub use load_review_form::LoadReviewForm;
pub use record_review_form::RecordReviewForm;
