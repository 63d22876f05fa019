//! What became of a page between two versions.

use serde::{Deserialize, Serialize};

/// One page of either version, or of both. Numbers are those of [`Page`](super::Page).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageChange {
    /// In its words.
    Same {
        old: u32,
        new: u32,
        moved: bool,
        looks: Looks,
    },
    Changed {
        old: u32,
        new: u32,
        moved: bool,
        words: Words,
    },
    Added {
        new: u32,
    },
    Removed {
        old: u32,
    },
}

/// What became of the picture of a page whose words are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    AsBefore,
    Otherwise,
    /// It has a picture in one version only, or should have one and has none.
    Unknown,
}

/// How the words of a page differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// Read one after the other, without those that were added, they are the old page; without those that were
    /// removed, the new one.
    Runs(Vec<Run>),
    /// There are too many to tell.
    TooMany,
}

/// Words that share a fate, with a space between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    Kept(String),
    Removed(String),
    Added(String),
}

impl PageChange {
    /// Its words, its picture and its place are the same.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Same { moved: false, looks: Looks::AsBefore, .. })
    }

    pub fn old_number(&self) -> Option<u32> {
        match self {
            Self::Same { old, .. } | Self::Changed { old, .. } | Self::Removed { old } => Some(*old),
            Self::Added { .. } => None,
        }
    }

    pub fn new_number(&self) -> Option<u32> {
        match self {
            Self::Same { new, .. } | Self::Changed { new, .. } | Self::Added { new } => Some(*new),
            Self::Removed { .. } => None,
        }
    }
}
