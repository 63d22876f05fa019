//! How much there is in a file, as a virus scanner counts it.

use serde::{Deserialize, Serialize};

/// Contents are what is packed or embedded in a file, and in what is embedded there. Each counts once, unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// The file or one of its contents, whichever is the largest. Bytes.
    pub largest: u64,
    /// The file and all of its contents. Bytes; [`u64::MAX`] if nobody knows how many.
    pub total: u64,
    /// The file and all of its contents.
    pub files: u64,
    /// How many of them lie in one another: 2 in a document. Rather too many than too few.
    pub layers: u32,
}

impl Extent {
    /// Of a file of so many bytes that has no contents.
    pub fn of_file(bytes: u64) -> Self {
        Self { largest: bytes, total: bytes, files: 1, layers: 1 }
    }
}
