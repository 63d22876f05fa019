//! What someone finds: places in materials and slides that they may see, with the words marked.

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::gate::GateState;
use crate::id::{ReviewId, VersionId};
use crate::material::VersionPlace;
use crate::review::Audience;

/// Longer questions are cut.
pub const MAX_WORDS: usize = 8;

/// Everything that was found in one version of a material, or in one file of the slides of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    pub place: VersionPlace,
    /// Slides have none.
    pub country: Option<Country>,
    /// Of the assignment, or of the session.
    pub title: String,
    pub version: VersionId,
    pub number: u32,
    pub file_name: String,
    /// Where the version stands at the gate: what is refused or waits there is marked.
    pub gate: GateState,
    /// The first ones, in the order of the file.
    pub passages: Vec<Passage>,
    /// How many there are besides.
    pub more: u32,
}

/// A piece of text in which the words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub place: Place,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Its name, its country, its assignment or its session.
    File,
    Page(u32),
    Comment {
        /// A record from before comments had ids may name none.
        review: Option<ReviewId>,
        author: String,
        audience: Audience,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub text: String,
    /// One of the words that were asked for.
    pub marked: bool,
}

/// What search may miss at the moment: the same for everyone, whatever they may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// What has come lately: the index does not follow, or not as soon.
    New,
    /// Anything: the index is being made anew, or compared with what is on record.
    Any,
}
