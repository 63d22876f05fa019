//! What can go wrong, in words a caller can act on.

use std::io;

/// Why the vault did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("there is no such upload or file")]
    NotFound,
    /// The bytes do not follow what has come; the next one to send is `expected`.
    #[error("the upload goes on at byte {expected}")]
    WrongOffset { expected: u64 },
    /// The body holds more than the upload still lacks; nothing of it was kept.
    #[error("the body is longer than the rest of the file")]
    TooLong,
    /// Nothing of the body was kept.
    #[error("the bytes do not match their checksum")]
    ChecksumMismatch,
    /// The body broke off, or a newer request took over. What came is kept and durable,
    /// unless a checksum was given, which then cannot be checked.
    #[error("the body broke off")]
    Interrupted,
    /// Another request works on this upload and has not let go in time.
    #[error("another request works on this upload")]
    Busy,
    /// The disk or a quota is full, or only the reserve is left. What came is kept, and the upload can go on when
    /// there is room.
    #[error("there is no space left")]
    NoSpace,
    #[error("the upload is not complete")]
    Incomplete,
    /// The whole file is not the one that [`Vault::expect_file`](crate::Vault::expect_file) announced.
    #[error("the file is not the one that was announced")]
    WrongFile,
    /// The bytes of a stored file are not those that its name says.
    #[error("a stored file is damaged")]
    Damaged,
    /// What was written cannot be read back, or as something else, and became no file. An upload begins anew, from its
    /// first byte.
    #[error("the disk has spoiled what was written to it")]
    Spoiled,
    /// The same, and not for the first time with this upload: it takes nothing more.
    #[error("the disk has spoiled the upload again")]
    SpoiledAgain,
    #[error("the disk failed: {0}")]
    Io(#[source] io::Error),
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            _ => Self::Io(error),
        }
    }
}
