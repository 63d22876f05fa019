//! Why no more is read.

/// Why a package is read no further. Whoever reads it has the words for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Damaged: it is no zip.
    NoZip,
    /// Damaged: a part cannot be unpacked.
    BadPart,
    /// A part can be unpacked with a password only.
    Locked,
    /// Damaged: what a part unpacks to is no XML, or not what was packed.
    NoXml,
    TooManyParts,
    TooManyBytes,
    /// Tags lie too deep in one another.
    TooDeep,
    OutOfTime,
}
