//! When materials are due: who has more time, and who is reminded when.

pub mod extension;
pub mod reminders;

pub use extension::{Extension, RefusedExtension, written_grant, written_grants};
pub use reminders::{NotAReminderRule, Owed, ReminderRule};
