//! Why a certificate cannot be printed.

/// Most of these are for the staff to mend: a name, a picture, a font that the server lacks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Better no certificate than one with an empty box in someone's name.
    #[error(
        "no font on this server has the letter “{letter}” (U+{:04X}) in “{text}”; the operator can install one, \
         such as Debian's fonts-noto-core or fonts-noto-cjk",
        *letter as u32
    )]
    MissingLetter { letter: char, text: String },
    #[error("the certificate of {0} does not fit on one page: shorten the seminar's name or what is remarked of it")]
    DoesNotFit(String),
    #[error("the certificate of {0} states more than a QR code can carry")]
    TooMuchForQr(String),
    #[error("the signature picture of {0} cannot be read")]
    UnreadablePicture(String),
    /// The template or an option of the export is wrong: a mistake of ours, not of the data.
    #[error("the certificate cannot be set: {0}")]
    Typesetting(String),
}
