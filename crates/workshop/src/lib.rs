//! Where files of others are worked on: in child processes that may be short of everything.
//!
//! A file that was made to do harm may make whoever reads it run out of memory, run for ever, or die. So the server
//! never reads one itself: it starts `lectern worker`, hands it one [`Request`], and takes one [`Answer`].
//!
//! | module | what |
//! |---|---|
//! | [`request`] | what a worker is asked, and what it answers |
//! | [`bench`] | the server's side: starts workers, and ends those that do not end |
//! | [`confinement`] | what is taken away from a worker before it starts |
//! | [`worker`] | the child's side: takes the rest away from itself, and works |
//! | `tables` | the tables among what it works on: exports of meeting platforms, review forms |
//! | [`folder`] | what a worker has left in its folder |

pub mod bench;
pub mod confinement;
pub mod folder;
pub mod request;
mod tables;
pub mod worker;

pub use bench::{Unfinished, Workshop};
pub use confinement::Confinement;
pub use folder::read_left;
pub use request::{Answer, Request};
pub use worker::work;
