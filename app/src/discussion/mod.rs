//! A session's own page: when and where, its slides, what is asked in it, and in which order countries speak.

mod actions;
mod answer_question;
mod ask_form;
mod ask_question;
mod change_speaking_order;
mod close_discussion;
mod hide_question;
mod load_session;
#[cfg(feature = "ssr")]
mod posted_session;
mod question_forms;
mod question_row;
mod round;
mod session_page;
mod speaking;
mod speaking_form;
mod typing;
mod vote_question;
mod withdraw_question;
mod withdrawn_words;

pub use answer_question::AnswerQuestion;
pub use ask_question::AskQuestion;
pub use hide_question::HideQuestion;
pub use load_session::LoadSession;
pub use session_page::SessionPage;
