//! The words and rules of a seminar, shared by server and browser.
//!
//! No I/O, no clock, no Leptos, no Axum, no SurrealDB: a rule that depends on
//! the time is handed a `now`. What needs zone data or reads files by text
//! sits behind the `server` feature, because it is heavy in the browser.
//!
//! | module | what |
//! |---|---|
//! | [`id`] | slugs and identifiers |
//! | [`time`] | instants, and the two clocks every time is shown on |
//! | [`country`] | ISO 3166 countries |
//! | `folding` | names without capitals, diacritics, separators (`server`) |
//! | [`seminar`] | seminar, course, session, assignment |
//! | [`definition`] | the seminar file (`server`) |
//! | [`person`] | people, roles, display names |
//! | [`actor`] | who asks, and what their role lets them do |
//! | [`roster`] | lists of people, pasted or uploaded (its reader: `server`) |
//! | [`material`] | materials, versions, receipts, states |
//! | [`review`] | comments and decisions |
//! | [`sharing`] | consent to share a material, links to the sources of its figures |
//! | [`deletion`] | deleted versions |
//! | [`slides`] | slides of a session, and who sees them |
//! | [`upload`] | what is taken in, what it is for, and how the browser sends it |
//! | [`deadlines`] | who has more time, and who is reminded when |
//! | [`mail`] | what is written to people |
//! | [`discussion`] | what is asked in a session, and in which order countries speak |
//! | [`attendance`] | who was in which session, and what follows from it |
//! | [`preview`] | what can be seen of a file without downloading it |
//! | [`certificate`] | what a certificate states, and what became of it |
//! | [`gate`] | what a file has to pass before others can open it |
//! | [`board`] | countries by what is done and missing |
//! | [`search`] | what is asked for and what is found |
//! | [`audit`] | who did what, when |
//! | [`words`] | what people write into forms |
//! | `wide_text` | UTF-16 that does not say so (`server`) |

pub mod actor;
pub mod attendance;
pub mod audit;
pub mod board;
pub mod certificate;
pub mod country;
pub mod deadlines;
#[cfg(feature = "server")]
pub mod definition;
pub mod deletion;
pub mod discussion;
#[cfg(feature = "server")]
mod folding;
pub mod gate;
pub mod id;
pub mod mail;
pub mod material;
pub mod person;
pub mod preview;
pub mod review;
pub mod roster;
#[cfg(test)]
mod sample;
pub mod search;
pub mod seminar;
pub mod sharing;
pub mod slides;
pub mod time;
pub mod upload;
#[cfg(feature = "server")]
pub mod wide_text;
pub mod words;
