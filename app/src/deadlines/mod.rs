//! Who is reminded when, and who has more time.

mod deadlines_page;
mod extended;
mod extensions;
mod grant_extension;
mod load_deadlines;
mod reminder_form;
mod set_reminder_rule;
mod withdraw_extension;

pub use deadlines_page::DeadlinesPage;
pub use extended::Extended;
pub use grant_extension::GrantExtension;
pub use load_deadlines::LoadDeadlines;
pub use set_reminder_rule::SetReminderRule;
pub use withdraw_extension::WithdrawExtension;
