//! Materials and their versions, through what the actor may see.
//!
//! | module | what |
//! |---|---|
//! | `rows` | records of materials and versions, and what they are read as |
//! | `outlines` | many materials without their files, for lists, maps and search |
//! | `catalogue` | outlines that have been read, as long as they hold |
//! | `reading` | some or all materials whole, one with its versions, one version |
//! | `submitting` | an upload becomes a version |

mod catalogue;
mod outlines;
mod reading;
mod rows;
mod submitting;

use std::sync::Arc;

use domain::actor::Actor;
use domain::id::{SeminarSlug, VersionId};
use domain::material::{Material, MaterialKey, Sha256Hex, Version, VersionPlace, receipt_number};
use domain::review::Review;
use domain::seminar::Seminar;
use domain::sharing::{Consent, SaidByBox};
use domain::upload::UploadTarget;
use surrealdb::types::RecordId;

use crate::StoreError;
use crate::convert::composite;

pub(crate) use catalogue::Catalogue;
pub(crate) use reading::keys_of;
pub(crate) use rows::{PlacedVersionRow, VersionRow, read_place};

/// A material with all that the reader may see of it.
#[derive(Debug, Clone)]
pub struct MaterialFile {
    pub seminar: Arc<Seminar>,
    pub material: Material,
    /// Newest first.
    pub versions: Vec<Version>,
    /// The number of the newest version that the actor handed in.
    pub own_newest: Option<u32>,
    /// Oldest first.
    pub reviews: Vec<Review>,
}

/// An upload whose bytes are safe and which is to become a version.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The id of the upload.
    pub id: VersionId,
    pub target: UploadTarget,
    /// As the client's machine calls it; data, never a path.
    pub file_name: String,
    /// As the client told it.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    pub sha256: Sha256Hex,
    /// Whether others may read the material once it is accepted; `None` leaves what was said before.
    pub consent: Option<bool>,
    /// How the box was drawn that says so. `None` of a client, which has no box and means what it says.
    pub consent_seen: Option<bool>,
}

impl Submission {
    /// What it says on sharing, over what is on record and holds for the version that stands.
    fn says_over(&self, on_record: Option<&Consent>) -> Option<bool> {
        match (self.consent_seen, self.consent) {
            (Some(seen), Some(ticked)) => SaidByBox { seen, ticked }.over(on_record),
            (_, consent) => consent,
        }
    }
}

/// A version with where it belongs.
#[derive(Debug, Clone)]
pub struct Submitted {
    pub seminar: Arc<Seminar>,
    pub place: VersionPlace,
    pub version: Version,
}

impl Submitted {
    pub fn receipt_number(&self) -> String {
        receipt_number(&self.seminar.slug, &self.place, self.version.number)
    }

    /// The material of the version; slides have none.
    pub fn key(&self) -> Result<&MaterialKey, StoreError> {
        self.place.key().ok_or(StoreError::NotFound)
    }

    /// Is it of the actor's delegation? Then they may open the file before it has passed the gate.
    pub fn is_own(&self, actor: &Actor) -> bool {
        self.place.key().is_some_and(|key| actor.submits(&self.seminar, key))
    }

    /// As the audit names it.
    pub(crate) fn named(&self) -> String {
        named(&self.seminar, &self.place)
    }
}

/// As the audit names it.
pub(crate) fn named(seminar: &Seminar, place: &VersionPlace) -> String {
    place.key().map_or_else(|| seminar.place_name(place), ToString::to_string)
}

pub(crate) fn material_record(seminar: &SeminarSlug, key: &MaterialKey) -> RecordId {
    composite("material", &[seminar, &key.assignment, &key.country])
}
