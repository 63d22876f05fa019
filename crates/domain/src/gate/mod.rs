//! What a file has to pass before anyone but its delegation can open it.
//!
//! | module | what |
//! |---|---|
//! | [`kind`] | the kinds of files that are taken, and their names |
//! | [`other_format`] | kinds that are often brought and never taken, and what to do about them |
//! | [`state`] | where a file stands at the gate |
//! | [`judgement`] | what a check came to |
//! | [`passage`] | how a version came through, for those who wait |
//! | [`in_words`] | the same as they read it |
//! | [`refusal`] | why a file is not taken, and what to do |
//! | [`hold`] | why a file waits for staff |
//! | [`extent`] | how much there is in a file |
//! | [`equipment`] | what the office has to look at files with |
//!
//! The checks themselves are the crate `gate`. What only happens around them (a check that crashed, a virus scanner
//! that does not answer) has its words here as well, and is set by whoever runs the check.

pub mod equipment;
pub mod extent;
pub mod hold;
pub mod in_words;
pub mod judgement;
pub mod kind;
pub mod other_format;
pub mod passage;
pub mod refusal;
pub mod state;

pub use equipment::Equipment;
pub use extent::Extent;
pub use hold::Hold;
pub use in_words::{PassageInWords, RulingInWords};
pub use judgement::Judgement;
pub use kind::FileKind;
pub use other_format::OtherFormat;
pub use passage::{Finding, Passage, Ruling};
pub use refusal::{Budget, Looks, Refusal};
pub use state::GateState;
