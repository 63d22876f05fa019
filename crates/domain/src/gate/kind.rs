//! The kinds of files that are taken. Written as their extension: `pdf`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    Pdf,
    Pptx,
    Docx,
    Xlsx,
    Odp,
    Odt,
    Ods,
    Ppt,
    Doc,
    Xls,
    Txt,
    Csv,
    Jpg,
    Png,
    Webp,
    Mp4,
    Webm,
    Mp3,
    M4a,
    Zip,
}

impl FileKind {
    pub const ALL: [FileKind; 20] = [
        Self::Pdf,
        Self::Pptx,
        Self::Docx,
        Self::Xlsx,
        Self::Odp,
        Self::Odt,
        Self::Ods,
        Self::Ppt,
        Self::Doc,
        Self::Xls,
        Self::Txt,
        Self::Csv,
        Self::Jpg,
        Self::Png,
        Self::Webp,
        Self::Mp4,
        Self::Webm,
        Self::Mp3,
        Self::M4a,
        Self::Zip,
    ];

    /// What an assignment takes that names no kinds: everything but archives, which it has to name.
    pub const DEFAULT: &'static [FileKind] = Self::ALL.split_last().expect("kinds").1;

    /// Without the dot, lower case. The first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Pptx => &["pptx"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Odp => &["odp"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Ppt => &["ppt"],
            Self::Doc => &["doc"],
            Self::Xls => &["xls"],
            Self::Txt => &["txt"],
            Self::Csv => &["csv"],
            Self::Jpg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Mp4 => &["mp4"],
            Self::Webm => &["webm"],
            Self::Mp3 => &["mp3"],
            Self::M4a => &["m4a"],
            Self::Zip => &["zip"],
        }
    }

    pub fn extension(self) -> &'static str {
        self.extensions()[0]
    }

    /// As registered with IANA.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Txt => "text/plain",
            Self::Csv => "text/csv",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Zip => "application/zip",
        }
    }

    /// Film or sound, which is played and not drawn.
    pub fn is_recording(self) -> bool {
        matches!(self, Self::Mp4 | Self::Webm | Self::Mp3 | Self::M4a)
    }

    /// Sound without a picture.
    pub fn is_sound(self) -> bool {
        matches!(self, Self::Mp3 | Self::M4a)
    }

    /// In plain words, with its article: `a PDF document`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF document",
            Self::Pptx => "a PowerPoint presentation",
            Self::Docx => "a Word document",
            Self::Xlsx => "an Excel workbook",
            Self::Odp => "an OpenDocument presentation",
            Self::Odt => "an OpenDocument text",
            Self::Ods => "an OpenDocument spreadsheet",
            Self::Ppt => "an old PowerPoint presentation",
            Self::Doc => "an old Word document",
            Self::Xls => "an old Excel workbook",
            Self::Txt => "a plain text",
            Self::Csv => "a table as text",
            Self::Jpg => "a JPEG picture",
            Self::Png => "a PNG picture",
            Self::Webp => "a WebP picture",
            Self::Mp4 => "an MP4 video",
            Self::Webm => "a WebM video",
            Self::Mp3 => "an MP3 recording",
            Self::M4a => "an M4A recording",
            Self::Zip => "a ZIP archive",
        }
    }

    /// What a file's name says: its last extension, in any case. A name that is nothing but an extension says it too.
    pub fn of_name(name: &str) -> Option<FileKind> {
        let (_, extension) = name.trim_end().rsplit_once('.')?;
        extension.parse().ok()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no kind of file that is taken")]
pub struct NotAFileKind(pub String);

/// Reads extensions without the dot, in any case.
impl FromStr for FileKind {
    type Err = NotAFileKind;
    fn from_str(text: &str) -> Result<Self, NotAFileKind> {
        let named = |kind: &FileKind| kind.extensions().iter().any(|extension| extension.eq_ignore_ascii_case(text));
        Self::ALL.into_iter().find(named).ok_or_else(|| NotAFileKind(text.to_owned()))
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_what_they_write() {
        for kind in FileKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).expect("JSON"), format!("\"{kind}\""));
            assert!(kind.media_type().contains('/') && kind.words().starts_with('a'));
        }
        assert!("exe".parse::<FileKind>().is_err());
    }

    #[test]
    fn the_last_extension_counts() {
        assert_eq!(FileKind::of_name("Report.PDF"), Some(FileKind::Pdf));
        assert_eq!(FileKind::of_name("photo.JPEG "), Some(FileKind::Jpg));
        assert_eq!(FileKind::of_name("报告.pdf.exe"), None);
        assert_eq!(FileKind::of_name("pdf"), None);
        assert_eq!(FileKind::of_name("report."), None);
    }

    #[test]
    fn archives_have_to_be_named() {
        assert_eq!(FileKind::DEFAULT.len() + 1, FileKind::ALL.len());
        assert!(!FileKind::DEFAULT.contains(&FileKind::Zip));
    }
}
