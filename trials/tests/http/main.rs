//! The server, asked through HTTP.

mod events;
mod everyone_everywhere;
mod exports;
mod files;
mod sign_in;
mod tus;
mod upload_form;
mod uploads;
