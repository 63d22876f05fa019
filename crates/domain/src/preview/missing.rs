//! What of a file is not shown, and why. The file itself is complete: it can be downloaded.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is missing of a file as a whole, in words for whoever looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Pages after the first ones. `of` is unknown if a program did not count on.
    Pages { shown: u32, of: Option<u32> },
    /// The end of long texts.
    Text,
    /// Entries of an archive after the first ones.
    Entries { shown: u32, of: u32 },
    /// The pages of an office file as pictures, for which an office program is needed.
    Office(OfficeTrouble),
    /// The file opens with a password only.
    Password,
    /// A picture of more pixels than are worked on.
    TooManyPixels,
    /// Whoever drew it gave up, or died over it.
    Drawing,
    /// Nothing is drawn of such a file: it is played, or downloaded.
    NothingToDraw,
}

/// Why an office program has not drawn a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeTrouble {
    NotInstalled,
    TooSlow,
    /// It ended without a result.
    Failed,
}

/// Why one page has no image, or no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It took longer than a page may take.
    TooSlow,
    /// Whoever drew it gave up.
    Broken,
    /// Others before it took the time of the whole file.
    NoTimeLeft,
}

impl Missing {
    /// May drawing it once more come to another end?
    pub fn may_be_drawn(self) -> bool {
        matches!(self, Self::Office(_) | Self::Drawing)
    }
}

impl OfficeTrouble {
    /// For those to whom there is no text to show either.
    pub fn without_text(self) -> &'static str {
        match self {
            Self::NotInstalled => "Office files of this kind cannot be shown here. It can be downloaded.",
            Self::TooSlow => "Drawing this file took too long, so nothing of it is shown. It can be downloaded.",
            Self::Failed => "This file could not be drawn, so nothing of it is shown. It can be downloaded.",
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages { shown, of: Some(of) } => write!(f, "Only the first {shown} of {of} pages are shown."),
            Self::Pages { shown, of: None } => write!(f, "Only the first {shown} pages are shown."),
            Self::Text => f.write_str("The text of this file is shown in part."),
            Self::Entries { shown, of } => write!(f, "Only the first {shown} of {of} files are listed."),
            Self::Office(trouble) => trouble.fmt(f),
            Self::Password => f.write_str("This file has a password. It can only be downloaded."),
            Self::TooManyPixels => f.write_str("This picture is too large to be shown here."),
            Self::Drawing => f.write_str("The pages of this file cannot be shown here. It can be downloaded."),
            Self::NothingToDraw => f.write_str("There are no pages to show of this file."),
        }
    }
}

impl fmt::Display for OfficeTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotInstalled => "Office files are shown as text here, without their pictures.",
            Self::TooSlow => "Drawing this file took too long, so only its text is shown.",
            Self::Failed => "This file could not be drawn, so only its text is shown.",
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooSlow => "Drawing this page took too long.",
            Self::Broken => "This page could not be drawn.",
            Self::NoTimeLeft => "There was no time left to draw this page.",
        })
    }
}
