//! An invitation: confirm the name to print, choose a password, be signed in.

mod accept_invitation;
mod invitation_page;

pub use accept_invitation::{AcceptInvitation, LoadInvitation};
pub use invitation_page::InvitationPage;
