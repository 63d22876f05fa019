//! What a low-data pack takes of the files of slides.

use serde::{Deserialize, Serialize};

use crate::material::{Sha256Hex, Version};
use crate::preview::Contents;

/// What a low-data pack weighs, and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackWeight {
    /// Bytes of the pack.
    pub pack: u64,
    /// Bytes of the files that it stands for.
    pub files: u64,
}

/// A file of slides with what a low-data pack takes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    pub version: Version,
    /// `None` until it has been drawn.
    pub contents: Option<Contents>,
    /// The images that its contents name.
    pub images: Vec<PackImage>,
}

/// An image of a page, and where its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackImage {
    /// As the contents call it: `0001-320.webp`.
    pub name: String,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}
