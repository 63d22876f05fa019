//! What all certificates of a seminar have in common.

use domain::certificate::CertificateCode;

/// How certificates look and where they are checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// In large letters at the top: `Certificate of Attendance`.
    pub title: String,
    /// A sentence of its own below the dates, such as “The seminar was held online on VooV Meeting.”
    pub remark: Option<String>,
    /// Left to right. Three fit.
    pub signatories: Vec<Signatory>,
    /// Where the site is reached, `https://lectern.example.org`.
    pub public_url: String,
}

/// Someone who signs, with a line to sign on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    pub name: String,
    /// `Dean`; may be empty.
    pub title: String,
    /// Stands on the line. Without one the line is for a pen.
    pub signature: Option<Picture>,
}

/// The picture of a signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub kind: PictureKind,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Svg,
    Png,
    Jpg,
}

/// Where anyone may look a certificate up.
pub fn verify_url(public_url: &str, code: &CertificateCode) -> String {
    format!("{}/certificates/{code}", public_url.trim_end_matches('/'))
}

impl PictureKind {
    /// How a file of this kind ends: `svg`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Jpg => "jpg",
        }
    }

    /// What a file's name says that it is; `JPEG` and `.jpg` are one.
    pub fn of_file(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpg),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({:?}, {} bytes)", self.kind, self.bytes.len())
    }
}
