//! People, their roles, and the names they are shown under.
//!
//! | part | what |
//! |---|---|
//! | `email` | by which address they sign in |
//! | `name` | what they are called |
//! | `role` | what they are in a seminar |
//! | `member` | people of a seminar, and those whom staff add |
//! | `password` | what a new password has to be |

mod email;
mod member;
mod name;
mod password;
mod role;

pub use email::{EmailAddress, NotAnEmailAddress};
pub use member::{Member, NewPerson};
pub use name::{NotAName, PersonName, meeting_display_name};
pub use password::{MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARS, WeakPassword, check_password};
pub use role::{CountryMismatch, NotARole, Role, check_country};

pub(crate) use name::is_direction_control;
