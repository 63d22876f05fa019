//! The server, asked through HTTP.

mod attendance;
mod backup;
mod certificates;
mod checking;
mod comments;
mod deletion;
mod discussion;
mod events;
mod everyone_everywhere;
mod exports;
mod files;
mod gate;
mod long_lists;
mod mail;
mod no_space;
mod opened_materials;
mod previews;
mod review_forms;
mod scanner;
mod sharing;
mod sign_in;
mod slides;
mod stopping;
mod tus;
mod upload_form;
mod uploads;
