//! Who signs certificates, as the seminar's file says.

use serde::{Deserialize, Serialize};

use crate::material::Sha256Hex;

/// What all certificates of a seminar have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificateDesign {
    /// `Certificate of Attendance`
    pub title: String,
    /// A sentence below the dates.
    pub remark: Option<String>,
    /// Left to right.
    pub signatories: Vec<Signatory>,
}

impl Default for CertificateDesign {
    fn default() -> Self {
        Self { title: "Certificate of Attendance".to_owned(), remark: None, signatories: Vec::new() }
    }
}

/// Someone who signs, with a line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    pub name: String,
    /// `Dean`; may be empty.
    pub title: String,
    /// Stands on the line. Without one the line is for a pen.
    pub signature: Option<SignaturePicture>,
}

/// The picture of a signature; its bytes lie in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignaturePicture {
    pub kind: PictureKind,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    Svg,
    Png,
    Jpg,
}

/// How many signatures fit beside each other.
pub const MOST_SIGNATORIES: usize = 3;
/// The largest picture of a signature, in bytes.
pub const MOST_PICTURE_BYTES: u64 = 512 * 1024;

/// Why a picture is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPicture {
    #[error("the picture of a signature has at most 512 KiB")]
    TooLarge,
    #[error("the picture of a signature is SVG, PNG or JPEG")]
    Kind,
}

impl PictureKind {
    /// What the bytes are, whatever their file is called.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, NotAPicture> {
        if bytes.len() as u64 > MOST_PICTURE_BYTES {
            return Err(NotAPicture::TooLarge);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Png);
        }
        if bytes.starts_with(b"\xFF\xD8\xFF") {
            return Ok(Self::Jpg);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| NotAPicture::Kind)?;
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let begins = text.starts_with("<svg") || text.starts_with("<?xml") || text.starts_with("<!--");
        if begins && text.contains("<svg") { Ok(Self::Svg) } else { Err(NotAPicture::Kind) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_told_by_its_bytes() {
        assert_eq!(PictureKind::of_bytes(b"\x89PNG\r\n\x1a\n..."), Ok(PictureKind::Png));
        assert_eq!(PictureKind::of_bytes(b"\xFF\xD8\xFF\xE0"), Ok(PictureKind::Jpg));
        assert_eq!(PictureKind::of_bytes(b"<?xml version='1.0'?>\n<svg/>"), Ok(PictureKind::Svg));
        for other in [&b"<html><svg>"[..], b"GIF89a", b"", b"\xFF\xFE<svg"] {
            assert_eq!(PictureKind::of_bytes(other), Err(NotAPicture::Kind), "{other:?}");
        }
        assert_eq!(PictureKind::of_bytes(&vec![b' '; 600_000]), Err(NotAPicture::TooLarge));
    }

    #[test]
    fn records_from_before_have_the_usual_design() {
        let design: CertificateDesign = serde_json::from_str("{}").expect("a design");
        assert_eq!(design.title, "Certificate of Attendance");
    }
}
