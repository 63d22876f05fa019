//! The shape of a seminar file. Field for field what staff write, in their units.
//!
//! Values that are right or wrong by themselves (slugs, addresses, counts) are
//! types that refuse a wrong one. A field is `Spanned` where a later check may
//! have to point at it.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::attendance::rule::Excused;
use crate::id::{AssignmentSlug, CourseSlug, InstructorSlug, SeminarSlug, SessionSlug};
use crate::person::EmailAddress;
use crate::seminar::{Notice, Organiser, Platform, Requirement, Room, Rules, SessionKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeminarFile {
    pub slug: SeminarSlug,
    pub title: String,
    pub starts: Spanned<Datetime>,
    pub ends: Spanned<Datetime>,
    pub host_zone: Spanned<String>,
    pub language: String,
    pub invited: Vec<String>,
    pub seats: AtLeastOne,
    pub venue: String,
    pub visit: String,
    #[serde(default)]
    pub sample_timetable: bool,
    pub organiser: OrganiserInFile,
    pub platform: PlatformInFile,
    pub notice: NoticeInFile,
    #[serde(default)]
    pub rules: RulesInFile,
    #[serde(default)]
    pub attendance: AttendanceInFile,
    pub reminders: Option<Spanned<RemindersInFile>>,
    #[serde(default)]
    pub certificate: CertificateInFile,
    #[serde(default)]
    pub instructors: Vec<InstructorInFile>,
    #[serde(default)]
    pub courses: Vec<CourseInFile>,
    #[serde(default)]
    pub sessions: Vec<Spanned<SessionInFile>>,
    #[serde(default)]
    pub assignments: Vec<AssignmentInFile>,
}

/// Days around the due day of each assignment.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemindersInFile {
    #[serde(default)]
    pub before: Vec<u16>,
    #[serde(default)]
    pub on_the_day: bool,
    #[serde(default)]
    pub after: Vec<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstructorInFile {
    pub slug: Spanned<InstructorSlug>,
    pub name: String,
    pub affiliation: String,
    pub email: Option<EmailAddress>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseInFile {
    pub slug: Spanned<CourseSlug>,
    pub number: Spanned<u32>,
    pub title: String,
    pub summary: String,
    #[serde(default)]
    pub instructors: Vec<Reference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionInFile {
    pub slug: Spanned<SessionSlug>,
    pub title: String,
    pub kind: SessionKind,
    pub course: Option<Reference>,
    pub starts: Spanned<Datetime>,
    pub ends: Spanned<Datetime>,
    #[serde(default)]
    pub instructors: Vec<Reference>,
    pub room: Option<RoomInFile>,
    pub interpretation: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentInFile {
    pub slug: Spanned<AssignmentSlug>,
    pub title: String,
    pub description: String,
    #[serde(default)]
    pub courses: Vec<Reference>,
    pub due: Spanned<Datetime>,
    pub closes: Spanned<Datetime>,
    /// Extensions, as in `["pdf", "pptx"]`.
    #[serde(default)]
    pub kinds: Vec<Reference>,
}

/// The slug of something else in the file. Looked up later, so a plain text will do.
pub type Reference = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganiserInFile {
    name: String,
    about: Vec<String>,
}

impl From<OrganiserInFile> for Organiser {
    fn from(file: OrganiserInFile) -> Self {
        Self { name: file.name, about: file.about }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformInFile {
    name: String,
    early_minutes: u32,
}

impl From<PlatformInFile> for Platform {
    fn from(file: PlatformInFile) -> Self {
        Self { name: file.name, early_minutes: file.early_minutes }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeInFile {
    summary: String,
    objectives: Vec<String>,
    requirements: Vec<RequirementInFile>,
    instructors: Vec<String>,
    materials: Vec<String>,
    remarks: Vec<String>,
}

impl From<NoticeInFile> for Notice {
    fn from(file: NoticeInFile) -> Self {
        Self {
            summary: file.summary,
            objectives: file.objectives,
            requirements: file.requirements.into_iter().map(Requirement::from).collect(),
            instructors: file.instructors,
            materials: file.materials,
            remarks: file.remarks,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequirementInFile {
    name: String,
    text: String,
}

impl From<RequirementInFile> for Requirement {
    fn from(file: RequirementInFile) -> Self {
        Self { name: file.name, text: file.text }
    }
}

/// Absent fields, or an absent table, mean the values of [`Default`].
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RulesInFile {
    max_file_mib: AtLeastOne,
    max_versions: AtLeastOne,
    accepted_open_to_all: bool,
}

impl Default for RulesInFile {
    fn default() -> Self {
        Self { max_file_mib: AtLeastOne(500), max_versions: AtLeastOne(20), accepted_open_to_all: false }
    }
}

impl From<RulesInFile> for Rules {
    fn from(file: RulesInFile) -> Self {
        Self {
            max_file_bytes: u64::from(file.max_file_mib.get()) * 1024 * 1024,
            max_versions: file.max_versions.get(),
            accepted_open_to_all: file.accepted_open_to_all,
        }
    }
}

/// Absent fields, or an absent table, mean the values of [`AttendanceRule::default`].
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct AttendanceInFile {
    pub present_percent: Option<Spanned<u8>>,
    pub late_minutes: Option<Spanned<u16>>,
    pub link_loss_minutes: Option<Spanned<u16>>,
    pub certificate_percent: Option<Spanned<u8>>,
    pub excused: Excused,
    pub left_out: Vec<Reference>,
    pub dispute_days: Option<Spanned<u16>>,
}

/// Absent fields, or an absent table, mean the values of [`CertificateDesign::default`](crate::certificate::design::CertificateDesign).
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct CertificateInFile {
    pub title: Option<Spanned<String>>,
    pub remark: Option<Spanned<String>>,
    pub signatories: Vec<SignatoryInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatoryInFile {
    pub name: Spanned<String>,
    pub title: Option<Spanned<String>>,
    /// The name of a picture that lies beside the file.
    pub image: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomInFile {
    link: MeetingLink,
    code: String,
    channel: Option<String>,
}

impl From<RoomInFile> for Room {
    fn from(file: RoomInFile) -> Self {
        Self { link: file.link.0, code: file.code, channel: file.channel }
    }
}

/// A number of seats, versions or MiB: none at all would be a slip of the pen.
#[derive(Deserialize)]
#[serde(try_from = "u32")]
pub struct AtLeastOne(u32);

impl AtLeastOne {
    pub fn get(&self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for AtLeastOne {
    type Error = &'static str;
    fn try_from(number: u32) -> Result<Self, &'static str> {
        if number == 0 { Err("must be at least 1") } else { Ok(Self(number)) }
    }
}

/// Pages make a link of it, so it may be nothing but a web address.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct MeetingLink(String);

impl TryFrom<String> for MeetingLink {
    type Error = &'static str;
    fn try_from(link: String) -> Result<Self, &'static str> {
        let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
        let plausible = rest.is_some_and(|rest| {
            rest.starts_with(char::is_alphanumeric) && !rest.chars().any(|c| c.is_whitespace() || c.is_control())
        });
        if plausible { Ok(Self(link)) } else { Err("a link to a room starts with https:// or http://") }
    }
}
