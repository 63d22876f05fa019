//! What is said of a material: the thread, comments, replies, decisions.

mod actions;
mod comment_form;
mod decision_form;
mod edit_comment;
mod entry;
mod errand;
mod make_decision;
mod mention_choice;
mod next_reviews;
mod next_undecided;
mod offline;
mod own_mentions;
mod page_field;
mod seen;
mod show_comment_to;
mod talk;
mod thread;
mod waiting;
mod withdraw_comment;
mod write_comment;
mod write_reply;

pub use actions::ReviewActions;
pub use edit_comment::EditComment;
pub use make_decision::MakeDecision;
pub use next_reviews::NextReviews;
pub use next_undecided::NextUndecided;
pub use offline::{LoadReviewForm, RecordReviewForm, ReviewFormPage};
pub use own_mentions::{OwnMention, OwnMentions};
pub use show_comment_to::ShowCommentTo;
pub use thread::Reviews;
pub use waiting::Waiting;
pub use withdraw_comment::WithdrawComment;
pub use write_comment::WriteComment;
pub use write_reply::WriteReply;
