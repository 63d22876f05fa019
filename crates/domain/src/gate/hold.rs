//! Why a file waits for staff: it may well be meant well, and it does more than show something.

use serde::{Deserialize, Serialize};

/// `Display` tells the delegation what was found and what it can do instead of waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// VBA, Excel 4.0 macro sheets, scripts in an OpenDocument file.
    #[error("it contains macros; a copy that is saved and uploaded without macros need not wait for staff")]
    Macros,
    /// A program, or a file that runs like one, within a document.
    #[error("a program is embedded in it; please remove the embedded object and upload it again")]
    EmbeddedPrograms,
    /// A file within a document that needs a password of its own. Excel's default password is one, too.
    #[error(
        "a file with a password is embedded in it, which cannot be looked into; \
         please remove that file or its password and upload it again"
    )]
    EmbeddedEncrypted,
    #[error("this PDF contains JavaScript; printing it to a new PDF removes it")]
    PdfJavaScript,
    #[error("this PDF asks to start another program; printing it to a new PDF removes that")]
    PdfLaunch,
    /// An action that runs by itself and goes beyond the document: SubmitForm, ImportData, GoToR, GoToE, URI.
    #[error("this PDF sends or fetches something by itself when it is opened; printing it to a new PDF removes that")]
    PdfAutomaticAction,
    /// Something that a program fetches from elsewhere on opening. Links that are clicked are none of it.
    #[error(
        "it loads something from another place when it is opened, such as a picture or a template; \
         please put that into the file itself (in Office: File, Info, Edit Links to Files, Break Link)"
    )]
    ExternalContent,
    /// A field or formula that has another program asked for data (DDE).
    #[error("it asks another program for data when it is opened (DDE); please replace such fields by their values")]
    Dde,
    /// Bytes of an archive, or of a file that is packed as one, that its directory says nothing of.
    #[error(
        "there are bytes in it that belong to none of its parts; a copy that is saved or packed anew may pass at once"
    )]
    HiddenBytes,
    /// Set by whoever runs the check: no scanner answers.
    #[error("the virus scanner cannot be reached just now; it is tried again by itself")]
    ScannerUnavailable,
    /// Set by whoever runs the check.
    #[error("the virus scanner took too long over it; the seminar's staff decide about it, or have it checked again")]
    ScannerTooSlow,
    /// Set by whoever runs the check.
    #[error("there is more in it than the virus scanner looks through; a smaller file may pass at once")]
    ScannerOverLimit,
    /// Set by whoever runs the check: it died over the file, twice.
    #[error(
        "it is built in an unusual way and could not be checked; a copy that is saved anew, or as PDF, may pass at once"
    )]
    CheckerCrashed,
    /// Set by whoever runs the check.
    #[error("checking it takes too long; a simpler or smaller file may pass at once")]
    CheckerTooSlow,
    /// Set by whoever runs the check.
    #[error("checking it needs too much memory; a simpler or smaller file may pass at once")]
    CheckerOutOfMemory,
    /// Set when its check has failed too often, for no fault of the file.
    #[error("it could not be checked on the server; the seminar's staff see to it")]
    NotChecked,
}

impl Hold {
    pub const ALL: [Hold; 16] = [
        Self::Macros,
        Self::EmbeddedPrograms,
        Self::EmbeddedEncrypted,
        Self::PdfJavaScript,
        Self::PdfLaunch,
        Self::PdfAutomaticAction,
        Self::ExternalContent,
        Self::Dde,
        Self::HiddenBytes,
        Self::ScannerUnavailable,
        Self::ScannerTooSlow,
        Self::ScannerOverLimit,
        Self::CheckerCrashed,
        Self::CheckerTooSlow,
        Self::CheckerOutOfMemory,
        Self::NotChecked,
    ];

    /// Does it only say that the check came to no end? Another check may come to one.
    pub fn is_unfinished(self) -> bool {
        match self {
            Self::Macros
            | Self::EmbeddedPrograms
            | Self::EmbeddedEncrypted
            | Self::PdfJavaScript
            | Self::PdfLaunch
            | Self::PdfAutomaticAction
            | Self::ExternalContent
            | Self::Dde
            | Self::HiddenBytes => false,
            Self::ScannerUnavailable
            | Self::ScannerTooSlow
            | Self::ScannerOverLimit
            | Self::CheckerCrashed
            | Self::CheckerTooSlow
            | Self::CheckerOutOfMemory
            | Self::NotChecked => true,
        }
    }
}
