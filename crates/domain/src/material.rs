//! What delegations hand in: materials, their versions, and the state they are in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::{Country, CountryCode};
use crate::gate::{GateState, Passage};
use crate::id::{AssignmentSlug, SeminarSlug, SessionSlug, VersionId};
use crate::preview::Glance;
use crate::review::Verdict;
use crate::seminar::Assignment;
use crate::sharing::{Consent, SourceLink, is_shareable, may_be_shared};
use crate::time::Instant;

/// One delegation's answer to one assignment. Written `e-port-status.la`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MaterialKey {
    pub assignment: AssignmentSlug,
    pub country: CountryCode,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no material")]
pub struct NotAMaterialKey(pub String);

impl FromStr for MaterialKey {
    type Err = NotAMaterialKey;
    fn from_str(text: &str) -> Result<Self, NotAMaterialKey> {
        let parse = || {
            let (assignment, country) = text.split_once('.')?;
            let lower = country.bytes().all(|b| b.is_ascii_lowercase());
            Some(Self { assignment: assignment.parse().ok()?, country: country.parse().ok().filter(|_| lower)? })
        };
        parse().ok_or_else(|| NotAMaterialKey(text.to_owned()))
    }
}

impl TryFrom<String> for MaterialKey {
    type Error = NotAMaterialKey;
    fn try_from(text: String) -> Result<Self, NotAMaterialKey> {
        text.parse()
    }
}

impl From<MaterialKey> for String {
    fn from(key: MaterialKey) -> String {
        key.to_string()
    }
}

impl fmt::Display for MaterialKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.assignment, self.country.to_lowercase())
    }
}

/// Where a material stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialStatus {
    Missing,
    Submitted,
    ChangesRequested,
    Accepted,
}

impl MaterialStatus {
    /// The status after the newest version, given the newest decision on that version.
    pub fn after(newest_verdict: Option<Verdict>) -> Self {
        match newest_verdict {
            Some(Verdict::Accepted) => Self::Accepted,
            Some(Verdict::ChangesRequested) => Self::ChangesRequested,
            None => Self::Submitted,
        }
    }
}

/// What lists and filters show: the status, with lateness told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialState {
    Missing,
    /// The newest version did not pass the gate.
    Refused,
    Submitted,
    Late,
    ChangesRequested,
    Accepted,
}

impl MaterialState {
    pub const ALL: [MaterialState; 6] =
        [Self::Missing, Self::Refused, Self::Submitted, Self::Late, Self::ChangesRequested, Self::Accepted];

    /// Of a material in this status, whose newest version stands so at the gate.
    fn of(status: MaterialStatus, late: bool, gate: Option<GateState>) -> Self {
        match status {
            MaterialStatus::Missing => Self::Missing,
            _ if gate == Some(GateState::Refused) => Self::Refused,
            MaterialStatus::Submitted if late => Self::Late,
            MaterialStatus::Submitted => Self::Submitted,
            MaterialStatus::ChangesRequested => Self::ChangesRequested,
            MaterialStatus::Accepted => Self::Accepted,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Refused => "refused",
            Self::Submitted => "submitted",
            Self::Late => "late",
            Self::ChangesRequested => "changes-requested",
            Self::Accepted => "accepted",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Refused => "File refused",
            Self::Submitted => "Submitted",
            Self::Late => "Submitted late",
            Self::ChangesRequested => "Changes requested",
            Self::Accepted => "Accepted",
        }
    }

    /// Does the delegation still owe something?
    pub fn lacks(self) -> bool {
        matches!(self, Self::Missing | Self::Refused | Self::ChangesRequested)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a state of a material")]
pub struct NotAState(pub String);

impl FromStr for MaterialState {
    type Err = NotAState;
    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| NotAState(text.to_owned()))
    }
}

/// A material without its versions: what lists and boards are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    pub key: MaterialKey,
    pub country: Country,
    pub status: MaterialStatus,
    /// The first version came after the due time.
    pub late: bool,
    pub newest: Option<Version>,
    /// How many comments and decisions the reader may see in total.
    pub reviews: u32,
    /// `None` where nobody has said anything, and for readers whom it does not concern.
    pub consent: Option<Consent>,
    /// Where its figures come from.
    pub sources: Vec<SourceLink>,
}

impl Material {
    /// The answer that a delegation has not given yet.
    pub fn missing(key: MaterialKey, country: Country) -> Self {
        let (status, sources) = (MaterialStatus::Missing, Vec::new());
        Self { key, country, status, late: false, newest: None, reviews: 0, consent: None, sources }
    }

    /// May other delegations read it, once staff open what is accepted?
    pub fn is_shareable(&self) -> bool {
        is_shareable(self.status, self.consent.as_ref())
    }

    pub fn state(&self) -> MaterialState {
        MaterialState::of(self.status, self.late, self.newest.as_ref().map(|newest| newest.passage.state))
    }

    /// Nothing has come and the due time is past.
    pub fn is_overdue(&self, assignment: &Assignment, now: Instant) -> bool {
        self.status == MaterialStatus::Missing && now > assignment.due
    }
}

/// A material without its file: what it takes to filter and count many of them, and to draw them on a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub key: MaterialKey,
    pub status: MaterialStatus,
    /// The first version came after the due time.
    pub late: bool,
    /// Where the newest version stands at the gate; `None` where there is none.
    pub gate: Option<GateState>,
    pub newest: Option<VersionId>,
    /// When the newest version came.
    pub newest_at: Option<Instant>,
    /// Its delegation consents that others read it.
    pub consented: bool,
}

impl Outline {
    /// Of the answer that a delegation has not given yet.
    pub fn missing(key: MaterialKey) -> Self {
        let status = MaterialStatus::Missing;
        Self { key, status, late: false, gate: None, newest: None, newest_at: None, consented: false }
    }

    /// As [`Material::is_shareable`].
    pub fn is_shareable(&self) -> bool {
        may_be_shared(self.status, self.consented)
    }

    /// As [`Material::state`].
    pub fn state(&self) -> MaterialState {
        MaterialState::of(self.status, self.late, self.gate)
    }
}

/// What a version is a version of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionPlace {
    Material(MaterialKey),
    /// A file of the slides of a session, which are numbered together.
    Session(SessionSlug),
}

impl VersionPlace {
    pub fn key(&self) -> Option<&MaterialKey> {
        match self {
            Self::Material(key) => Some(key),
            Self::Session(_) => None,
        }
    }

    /// Whose material it is; slides are nobody's.
    #[cfg(feature = "server")]
    pub fn country(&self) -> Option<Country> {
        self.key().map(|key| key.country.into())
    }

    /// The page that shows it.
    pub fn path(&self, seminar: &SeminarSlug) -> String {
        match self {
            Self::Material(key) => format!("/seminars/{seminar}/materials/{key}"),
            Self::Session(session) => format!("/seminars/{seminar}/sessions/{session}"),
        }
    }
}

/// One uploaded file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub id: VersionId,
    /// Counts from 1 within its material, or within the slides of its session.
    pub number: u32,
    /// As the uploader's machine called it; data, never a path.
    pub file_name: String,
    /// Media type as the uploader's machine guessed it.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    pub sha256: Sha256Hex,
    /// Name of the person who uploaded it.
    pub uploaded_by: String,
    pub submitted_at: Instant,
    /// What was said with it on sharing the material; `None` where nothing was.
    pub consent: Option<bool>,
    /// Where it stands at the gate.
    pub passage: Passage,
    /// There once it has been drawn.
    pub glance: Option<Glance>,
}

/// A SHA-256 as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sha256Hex(pub String);

impl Sha256Hex {
    pub fn of_bytes(digest: &[u8]) -> Self {
        Self(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The 32 bytes, or `None` if the text is no SHA-256.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let digits = self.0.as_bytes();
        let (pairs, _) = digits.as_chunks::<2>();
        let pairs = pairs.iter().map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        pairs.collect::<Option<Vec<u8>>>().filter(|bytes| bytes.len() == 32 && digits.len() == 64)
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The number on the receipt of a version: `E-PORT-2021/LA/e-port-status/2`, or `E-PORT-2021/slides/day-1/2`.
pub fn receipt_number(seminar: &SeminarSlug, place: &VersionPlace, number: u32) -> String {
    let seminar = seminar.as_str().to_ascii_uppercase();
    match place {
        VersionPlace::Material(key) => format!("{seminar}/{}/{}/{number}", key.country, key.assignment),
        VersionPlace::Session(session) => format!("{seminar}/slides/{session}/{number}"),
    }
}

/// The name of a version's file in an archive of many countries:
/// `LA_Lao-People-s-Democratic-Republic_e-port-status_v2.pptx`.
pub fn archive_name(country: &Country, assignment: &AssignmentSlug, version: &Version) -> String {
    let spelled: Vec<&str> =
        country.name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let extension = version.file_name.rsplit_once('.').map(|(_, extension)| extension);
    let extension = extension.filter(|e| (1..=10).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric()));
    let dotted = extension.map(|extension| format!(".{}", extension.to_ascii_lowercase())).unwrap_or_default();
    format!("{}_{}_{assignment}_v{}{dotted}", country.code, spelled.join("-"), version.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(file_name: &str) -> Version {
        Version {
            id: VersionId(uuid::Uuid::nil()),
            number: 2,
            file_name: file_name.to_owned(),
            media_type: String::new(),
            size: 1,
            sha256: Sha256Hex(String::new()),
            uploaded_by: String::new(),
            submitted_at: Instant::from_seconds(0),
            consent: None,
            passage: Passage::RECEIVED,
            glance: None,
        }
    }

    #[test]
    fn keys_read_what_they_write() {
        let key: MaterialKey = "e-port-status.la".parse().expect("a key");
        assert_eq!(key.country.to_string(), "LA");
        assert_eq!(key.to_string(), "e-port-status.la");
        for bad in ["", "e-port-status", "e-port-status.LA", "e-port-status.lao", "../x.la"] {
            assert!(bad.parse::<MaterialKey>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn archive_names_hold_no_path() {
        let key: MaterialKey = "status.la".parse().expect("a key");
        let country = Country { code: key.country, name: "Lao People's Democratic Republic".to_owned() };
        let name = |file: &str| archive_name(&country, &key.assignment, &version(file));
        assert_eq!(name("Slides.PPTX"), "LA_Lao-People-s-Democratic-Republic_status_v2.pptx");
        assert_eq!(name("../../etc/x.p/../d"), "LA_Lao-People-s-Democratic-Republic_status_v2");
        assert_eq!(name("none"), "LA_Lao-People-s-Democratic-Republic_status_v2");
    }

    #[test]
    fn a_new_version_waits_for_a_new_decision() {
        assert_eq!(MaterialStatus::after(None), MaterialStatus::Submitted);
        assert_eq!(MaterialStatus::after(Some(Verdict::ChangesRequested)), MaterialStatus::ChangesRequested);
    }

    #[test]
    fn hashes_are_64_digits() {
        assert_eq!(Sha256Hex("ab".repeat(32)).bytes().map(|b| b.len()), Some(32));
        assert_eq!(Sha256Hex("ab".repeat(31)).bytes(), None);
        assert_eq!(Sha256Hex("zz".repeat(32)).bytes(), None);
    }
}
