//! Who has more time, and who is reminded when.

mod extensions;
mod reminders;
