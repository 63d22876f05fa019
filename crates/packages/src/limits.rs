//! How much is read.

use std::time::Instant;

/// How much of a package is read.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// A package of more parts is not opened.
    pub parts: usize,
    /// Further relations of a part are left aside.
    pub relations: usize,
    /// What all that is read may unpack to, as counted while unpacking. Without it for a package that is measured
    /// before, by [`Package::unpack_each`](crate::Package::unpack_each).
    pub unpacked_bytes: Option<u64>,
    /// How deep the tags of a part may lie in one another.
    pub tag_depth: u32,
    /// Until when parts are read.
    pub deadline: Option<Instant>,
}
