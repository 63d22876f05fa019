//! What a browser sees: pages, components, and the server functions behind them.
//!
//! | part | what |
//! |---|---|
//! | [`shell`] | the HTML document, and the table of routes |
//! | `erased` | views whose type is forgotten
//! | [`error`] | the one error that crosses the wire, and how it is shown |
//! | [`address`] | addresses that travel within other addresses |
//! | [`form`] | forms that work without JavaScript, and what failed in them |
//! | `request` | on the server: who asks, and the store |
//! | `cookies` | on the server: what a browser carries along |
//! | [`loaded`] | a page's data while it comes, when it is there, when it failed |
//! | [`pager`] | from page to page of a long list |
//! | `fact` | a fact beside its name, in a list of facts |
//! | [`frame`] | header, navigation, footer |
//! | [`clipboard`] | a button that copies a text |
//! | [`clock`] | times on two clocks, and the choice of one's zone |
//! | [`seminars`] [`programme`] | public: what runs, the notice, the timetable |
//! | [`sign_in`] [`invitations`] | becoming known |
//! | [`my`] | a trainee's own page |
//! | [`materials`] [`reviews`] | what delegations submit, and what is said of it |
//! | [`sharing`] | consent to share a material, links to the sources of its figures |
//! | [`deletion`] | deleting a version, and restoring it |
//! | [`attendance`] | who was in which session, and what follows from it |
//! | [`certificates`] | issued by staff, checked by anyone |
//! | [`discussion`] | a session's own page: questions, order of speaking |
//! | [`slides`] | the slides of a session, on its page |
//! | [`gate`] | where a file stands at the gate, and what waits for the staff |
//! | [`previews`] | a file's pages, seen without downloading it |
//! | [`gallery`] | what has been submitted, by country |
//! | [`search`] | places in materials, found by their words |
//! | `shortage` | what staff are told while the disks are all but full |
//! | [`deadlines`] | who is reminded when, and who has more time |
//! | [`outbox`] | mail as staff see, edit, hold and send it |
//! | [`board`] [`people`] [`audit`] | for staff |
//!
//! Pages travel in chunks (`chunks`) that the browser loads when the first page of one is opened.
//! A server function's imports lie in its body: only the server has them.

#![recursion_limit = "512"]

pub mod address;
pub mod attendance;
pub mod audit;
pub mod board;
pub mod certificates;
mod chunks;
pub mod clipboard;
pub mod clock;
#[cfg(feature = "ssr")]
pub mod cookies;
pub mod deadlines;
pub mod deletion;
pub mod discussion;
mod erased;
pub mod error;
mod fact;
pub mod form;
pub mod frame;
pub mod gallery;
pub mod gate;
pub mod invitations;
pub mod loaded;
pub mod materials;
pub mod my;
pub mod outbox;
pub mod pager;
pub mod people;
pub mod previews;
pub mod programme;
#[cfg(feature = "ssr")]
pub mod request;
pub mod reviews;
pub mod search;
pub mod seminars;
pub mod sharing;
pub mod shell;
mod shortage;
pub mod sign_in;
pub mod slides;

#[cfg(feature = "hydrate")]
pub use shell::hydrate;
pub use shell::{App, document};
