//! The server: the only crate that knows all others.
//!
//! | part | what |
//! |---|---|
//! | [`config`] | flags, then `LECTERN_*` variables, then `lectern.toml` |
//! | [`commands`] | what an operator types; also carried out inside a running server |
//! | [`state`] | what requests share |
//! | [`router`] | every route there is, in one readable table |
//! | [`visitor`] | who asks: by cookie or bearer token |
//! | [`guard`] | cross-site requests refused, security headers set |
//! | [`gatekeeper`] | passwords, and the limit on tries |
//! | [`pages`] | pages and server functions, rendered by Leptos |
//! | [`assets`] | the browser's half, styles, files served as they are |
//! | [`uploads`] [`files`] [`events`] [`exports`] | what clients other than pages use |
//! | [`attendance`] | exports of meeting platforms, in and out, and what has them read |
//! | [`form_field`] [`form_answer`] | forms with files: a field read as a whole, and back to its page where it failed |
//! | [`posted`] | what was written into a form that was refused |
//! | [`review_forms`] | reviews written offline: their form, out and in |
//! | [`certificates`] | printed, handed out, checked |
//! | [`workroom`] | foreign files checked, scanned, drawn and read, in processes of their own |
//! | [`refusal`] | what these say when they do not do what they are asked |
//! | [`hints`] | what of a page can wait |
//! | [`health`] | for operations |
//! | [`jobs`] [`mail`] | what happens without being asked |

#![recursion_limit = "512"]

pub mod assets;
pub mod attendance;
pub mod certificates;
pub mod commands;
pub mod config;
pub mod events;
pub mod exports;
pub mod files;
pub mod form_answer;
pub mod form_field;
pub mod gatekeeper;
pub mod guard;
pub mod health;
pub mod hints;
pub mod jobs;
pub mod mail;
pub mod pages;
pub mod posted;
pub mod refusal;
pub mod review_forms;
pub mod route_table;
pub mod router;
pub mod state;
pub mod uploads;
pub mod visitor;
pub mod workroom;
