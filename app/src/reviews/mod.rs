//! What is said of a material: the thread, comments, decisions.

mod actions;
mod comment_form;
mod decision_form;
mod make_decision;
mod seen;
mod thread;
mod write_comment;

pub use actions::ReviewActions;
pub use make_decision::MakeDecision;
pub use thread::Reviews;
pub use write_comment::WriteComment;
