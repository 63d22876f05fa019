//! Who is who in a session: what the machine is not certain of, staff say on one screen.

mod attendee_choice;
mod load_settle;
mod settle_attendees;
mod settle_page;

pub use load_settle::LoadSettle;
pub use settle_attendees::SettleAttendees;
pub use settle_page::SettlePage;
