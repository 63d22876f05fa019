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
    /// Set by whoever runs the check: it is over a limit of the scanner, or nobody could count whether it is.
    #[error(
        "the virus scanner may not look through all of it: there is too much in it, or it cannot be counted how much; \
         a smaller file, or a copy that is printed to a new PDF, may pass at once"
    )]
    ScannerOverLimit,
    /// Set by whoever runs the check: it died over the file, twice. What ended it may have been the machine.
    #[error(
        "checking it broke off on the server, which need not be a fault of the file; the seminar's staff can have it \
         checked again, and a copy that is saved anew, or as PDF, may pass at once"
    )]
    CheckerCrashed,
    /// Set by whoever runs the check.
    #[error(
        "checking it took the server too long and was ended, which need not be a fault of the file; the seminar's staff \
         can have it checked again, and a simpler or smaller file may pass at once"
    )]
    CheckerTooSlow,
    /// Set by whoever runs the check.
    #[error(
        "checking it took too much of the server's memory and was ended, which need not be a fault of the file; the \
         seminar's staff can have it checked again, and a simpler or smaller file may pass at once"
    )]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_blamed_for_a_check_that_was_ended() {
        for hold in [Hold::CheckerCrashed, Hold::CheckerTooSlow, Hold::CheckerOutOfMemory] {
            let words = hold.to_string();
            assert!(hold.is_unfinished() && words.contains("need not be a fault of the file"), "{words}");
            assert!(words.contains("staff can have it checked again") && words.contains("may pass at once"), "{words}");
        }
    }

    #[test]
    fn what_nobody_could_count_is_not_said_to_be_too_much() {
        assert!(Hold::ScannerOverLimit.to_string().contains("or it cannot be counted"));
    }
}
