//! Slugs, which people read in addresses and files, and ids, which nobody does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a text is no slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a short name: 1 to 64 of a–z, 0–9 and “-”, not “-” first or last")]
pub struct NotASlug(pub String);

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct NotAnId;

fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !text.starts_with('-')
        && !text.ends_with('-')
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotASlug;
            fn from_str(text: &str) -> Result<Self, NotASlug> {
                if is_slug(text) { Ok(Self(text.to_owned())) } else { Err(NotASlug(text.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotASlug;
            fn try_from(text: String) -> Result<Self, NotASlug> {
                if is_slug(&text) { Ok(Self(text)) } else { Err(NotASlug(text)) }
            }
        }

        impl From<$name> for String {
            fn from(slug: $name) -> String {
                slug.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id; ids made later sort later.
            #[cfg(feature = "server")]
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

slug!(
    /// Names a seminar, in addresses and in its file: `e-port-2021`.
    SeminarSlug
);
slug!(
    /// Names a course within its seminar.
    CourseSlug
);
slug!(
    /// Names a class meeting within its seminar.
    SessionSlug
);
slug!(
    /// Names an assignment within its seminar.
    AssignmentSlug
);
slug!(
    /// Names an instructor within the seminar's file.
    InstructorSlug
);
uuid_id!(
    /// A human, across seminars.
    PersonId
);
uuid_id!(
    /// One upload of a material. The upload that brought it had the same id.
    VersionId
);
uuid_id!(
    /// One event of the audit.
    AuditEventId
);
uuid_id!(
    /// A list of people between its dry run and its import.
    RosterId
);
uuid_id!(
    /// A comment or decision.
    ReviewId
);
impl ReviewId {
    /// An id that follows from something else, so that it is the same again.
    pub fn of_bytes(bytes: [u8; 16]) -> Self {
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

uuid_id!(
    /// A row of a review form. The file carries it, so that uploading it twice records once.
    FormRowId
);
uuid_id!(
    /// A filled-in review form between its dry run and its recording.
    ReviewFormId
);
uuid_id!(
    /// An export of a meeting platform, from its upload on.
    AttendanceFileId
);
uuid_id!(
    /// An entry beside the attendance records.
    CorrectionId
);
uuid_id!(
    /// A trainee's objection to their ledger.
    DisputeId
);
uuid_id!(
    /// What staff froze of everybody's standing.
    EligibilityListId
);
uuid_id!(
    /// A lot of certificates that are made one after the other.
    IssueJobId
);
uuid_id!(
    /// A question of a discussion round. The form that asks it brings its id, so that posting twice asks once.
    QuestionId
);
