//! Why nothing at all can be shown of a file.

use std::io;

use packages::Stop;

/// What the process that renders tells the one that started it. A preview that fails takes nothing from the file.
#[derive(Debug, thiserror::Error)]
pub enum Unrenderable {
    #[error("the file cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    #[error("the preview cannot be written: {0}")]
    Unwritable(#[source] io::Error),
    /// The folder for the preview holds something already.
    #[error("the folder for the preview is not empty")]
    NotEmpty,
    #[error("the file is larger than is looked at: {0} bytes")]
    TooLarge(u64),
    /// Its bytes are not what its kind promises.
    #[error("the file is damaged: {0}")]
    Damaged(&'static str),
    #[error("there is too much in the file: {0}")]
    TooMuch(&'static str),
}

impl From<Stop> for Unrenderable {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::NoZip => Self::Damaged("its parts cannot be unpacked"),
            Stop::BadPart | Stop::Locked => Self::Damaged("a part of it cannot be unpacked"),
            Stop::NoXml | Stop::TooManyBytes => Self::Damaged("a part of it is no XML, or too large"),
            Stop::TooManyParts => Self::TooMuch("it is packed of thousands of files"),
            Stop::TooDeep => Self::TooMuch("its tags lie too deep in one another"),
            Stop::OutOfTime => Self::TooMuch("reading it takes too long"),
        }
    }
}
