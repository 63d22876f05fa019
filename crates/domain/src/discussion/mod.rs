//! The discussion round of a session: what its members ask, and in which order countries speak.
//!
//! | module | what |
//! |---|---|
//! | [`question`] | questions, votes, answers |
//! | [`speaking`] | the order of speaking |

pub mod question;
pub mod speaking;

pub use question::{Answer, Closing, Hiding, Question, QuestionState, RefusedQuestion};
pub use speaking::{OrderChange, RefusedOrder, Speaker, SpeakingOrder, Turn};
