//! Mail of a seminar as its staff see, edit, hold and send it.

mod edit_mail;
mod hold_all;
mod hold_mails;
mod load_mail;
mod load_outbox;
mod mail_form;
mod mail_page;
mod outbox_page;
mod step_mail;
mod step_outcome;
mod steps;
mod way_back;

pub use edit_mail::EditMail;
pub use hold_mails::HoldMails;
pub use load_mail::LoadMail;
pub use load_outbox::LoadOutbox;
pub use mail_page::MailPage;
pub use outbox_page::OutboxPage;
pub use step_mail::StepMail;
