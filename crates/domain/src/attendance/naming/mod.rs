//! Who a display name of the meeting platform means.
//!
//! Certain matches are made, doubtful ones are proposed with their reasons, and what is ambiguous is never decided
//! by the machine: a wrong match gives one person's minutes to another, and nobody may notice.
//!
//! | module | what |
//! |---|---|
//! | [`finding`] | what a name is found to mean, and why |
//! | `words` | titles, devices, interpreters: words that are no name (`server`) |
//! | `reading` | which words of a display name are the name, and which the country (`server`) |
//! | [`key`] | what a confirmed name is remembered under (`server`) |
//! | `likeness` | how two names are alike that do not agree (`server`) |
//! | `members` | the members of the seminar, found by mail address, name and words (`server`) |
//! | [`matcher`] | what is certain (`server`) |
//! | `proposals` | what is doubtful, best first (`server`) |
//! | [`form`] | whether a name has the form that the seminar asks for (`server`) |

pub mod finding;
#[cfg(feature = "server")]
pub mod form;
#[cfg(feature = "server")]
pub mod key;
#[cfg(feature = "server")]
mod likeness;
#[cfg(feature = "server")]
pub mod matcher;
#[cfg(feature = "server")]
mod members;
#[cfg(feature = "server")]
mod proposals;
#[cfg(feature = "server")]
mod reading;
#[cfg(feature = "server")]
mod words;

#[cfg(all(test, feature = "server"))]
mod properties;
#[cfg(all(test, feature = "server"))]
mod tests;

pub use finding::{Finding, NameForm, Proposal, Reason};
#[cfg(feature = "server")]
pub use form::{misnamed, name_form};
#[cfg(feature = "server")]
pub use key::{Alias, NameKey};
#[cfg(feature = "server")]
pub use matcher::Matcher;
