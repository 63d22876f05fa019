//! For staff: who takes part, how they are added, and how they are invited.

mod add_people_page;
mod add_person;
mod dry_run_table;
mod inviting;
mod keep_roster;
#[cfg(feature = "ssr")]
mod link_cookie;
mod link_purpose;
mod list_file;
mod load_add_people;
mod load_link;
mod load_people;
mod load_person;
mod mail_invitation;
mod mail_invitations;
mod make_link;
mod people_filter;
mod people_page;
mod person_page;
mod take_in_roster;

pub use add_people_page::AddPeoplePage;
pub use add_person::AddPerson;
pub use keep_roster::KeepRoster;
pub use load_add_people::LoadAddPeople;
pub use load_link::LoadLink;
pub use load_people::LoadPeople;
pub use load_person::LoadPerson;
pub use mail_invitation::MailInvitation;
pub use mail_invitations::MailInvitations;
pub use make_link::MakeLink;
pub use people_page::PeoplePage;
pub use person_page::PersonPage;
pub use take_in_roster::TakeInRoster;
