//! The files of a material, or of the slides of a session.

use serde::{Deserialize, Serialize};

use super::{MaterialKey, Sha256Hex};
use crate::country::Country;
use crate::gate::{Passage, PassageInWords};
use crate::id::{AssignmentSlug, SeminarSlug, SessionSlug, VersionId};
use crate::preview::Glance;
use crate::time::Instant;

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

/// Where a version stands at the gate, for the row of its upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionPassage {
    pub version: VersionId,
    pub passage: PassageInWords,
}

impl From<&Version> for VersionPassage {
    fn from(version: &Version) -> Self {
        Self { version: version.id, passage: PassageInWords::from(&version.passage) }
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
    use crate::sample;

    #[test]
    fn archive_names_hold_no_path() {
        let key: MaterialKey = "status.la".parse().expect("a key");
        let country = Country { code: key.country, name: "Lao People's Democratic Republic".to_owned() };
        let name = |file: &str| {
            let version = Version { number: 2, file_name: file.to_owned(), ..sample::version() };
            archive_name(&country, &key.assignment, &version)
        };
        assert_eq!(name("Slides.PPTX"), "LA_Lao-People-s-Democratic-Republic_status_v2.pptx");
        assert_eq!(name("../../etc/x.p/../d"), "LA_Lao-People-s-Democratic-Republic_status_v2");
        assert_eq!(name("none"), "LA_Lao-People-s-Democratic-Republic_status_v2");
    }
}
