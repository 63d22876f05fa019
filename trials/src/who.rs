//! The people of the tests.

use domain::person::Role;

use crate::{OTHER, SEMINAR};

/// The people of the tests, one for each way of belonging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Anonymous,
    /// A trainee of Laos.
    Trainee,
    /// A second trainee of Laos.
    Colleague,
    /// A trainee of Kenya.
    Foreigner,
    Instructor,
    Staff,
    /// Staff of the other seminar.
    OtherStaff,
}

impl Who {
    pub const ALL: [Who; 7] =
        [Who::Anonymous, Who::Trainee, Who::Colleague, Who::Foreigner, Who::Instructor, Who::Staff, Who::OtherStaff];

    /// Seminar, role, country and address; `None` of nobody.
    pub(crate) fn role(self) -> Option<(&'static str, Role, Option<&'static str>, &'static str)> {
        match self {
            Who::Anonymous => None,
            Who::Trainee => Some((SEMINAR, Role::Trainee, Some("LA"), "trainee.la@example.org")),
            Who::Colleague => Some((SEMINAR, Role::Trainee, Some("LA"), "colleague.la@example.org")),
            Who::Foreigner => Some((SEMINAR, Role::Trainee, Some("KE"), "trainee.ke@example.org")),
            Who::Instructor => Some((SEMINAR, Role::Instructor, None, "teacher@example.org")),
            Who::Staff => Some((SEMINAR, Role::Staff, None, "staff@example.org")),
            Who::OtherStaff => Some((OTHER, Role::Staff, None, "staff@other.example.org")),
        }
    }
}
