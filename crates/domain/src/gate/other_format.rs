//! Formats that are often brought and never taken, and what to save them as instead.

use serde::{Deserialize, Serialize};

use super::kind::FileKind;

/// Written in snake case: `heic`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherFormat {
    /// As iPhones keep pictures.
    Heic,
    Pages,
    Keynote,
    Numbers,
    /// One of these three, as far as content tells.
    Iwork,
    /// Office files that say by their name that they have macros.
    MacroDocument,
    MacroPresentation,
    MacroWorkbook,
}

impl OtherFormat {
    const ALL: [OtherFormat; 8] = [
        Self::Heic,
        Self::Pages,
        Self::Keynote,
        Self::Numbers,
        Self::Iwork,
        Self::MacroDocument,
        Self::MacroPresentation,
        Self::MacroWorkbook,
    ];

    /// Without the dot, lower case.
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Heic => &["heic", "heif", "hif"],
            Self::Pages => &["pages"],
            Self::Keynote => &["key"],
            Self::Numbers => &["numbers"],
            Self::Iwork => &[],
            Self::MacroDocument => &["docm"],
            Self::MacroPresentation => &["pptm"],
            Self::MacroWorkbook => &["xlsm"],
        }
    }

    /// What the gate calls content of this format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heic => "HEIC picture",
            Self::Pages => "Pages document",
            Self::Keynote => "Keynote presentation",
            Self::Numbers => "Numbers spreadsheet",
            Self::Iwork => "Pages, Keynote or Numbers",
            Self::MacroDocument => "Word document with macros",
            Self::MacroPresentation => "PowerPoint presentation with macros",
            Self::MacroWorkbook => "Excel workbook with macros",
        }
    }

    /// In plain words, with its article.
    pub fn words(self) -> &'static str {
        match self {
            Self::Heic => "an iPhone picture (HEIC)",
            Self::Pages => "a Pages document",
            Self::Keynote => "a Keynote presentation",
            Self::Numbers => "a Numbers spreadsheet",
            Self::Iwork => "a document of Pages, Keynote or Numbers",
            Self::MacroDocument => "a Word document with macros (.docm)",
            Self::MacroPresentation => "a PowerPoint presentation with macros (.pptm)",
            Self::MacroWorkbook => "an Excel workbook with macros (.xlsm)",
        }
    }

    /// How its program calls what makes another format of it.
    fn verb(self) -> &'static str {
        match self {
            Self::MacroDocument | Self::MacroPresentation | Self::MacroWorkbook => "save",
            Self::Heic | Self::Pages | Self::Keynote | Self::Numbers | Self::Iwork => "export",
        }
    }

    /// What it can be exported as, and how people call that.
    fn exports(self) -> &'static [(FileKind, &'static str)] {
        const PDF: (FileKind, &str) = (FileKind::Pdf, "PDF");
        const WORD: (FileKind, &str) = (FileKind::Docx, "Word");
        const POWER_POINT: (FileKind, &str) = (FileKind::Pptx, "PowerPoint");
        const EXCEL: (FileKind, &str) = (FileKind::Xlsx, "Excel");
        match self {
            Self::Heic => &[(FileKind::Jpg, "JPEG"), PDF],
            Self::Pages => &[WORD, PDF],
            Self::Keynote => &[POWER_POINT, PDF],
            Self::Numbers => &[EXCEL, PDF],
            Self::Iwork => &[WORD, POWER_POINT, EXCEL, PDF],
            Self::MacroDocument => &[(FileKind::Docx, ".docx"), PDF],
            Self::MacroPresentation => &[(FileKind::Pptx, ".pptx"), PDF],
            Self::MacroWorkbook => &[(FileKind::Xlsx, ".xlsx"), PDF],
        }
    }

    /// Where its program does that, or what has to be left out.
    fn way(self) -> &'static str {
        match self {
            Self::Heic => "an iPhone takes new pictures as JPEG after Settings, Camera, Formats, “Most Compatible”",
            Self::Pages => "in Pages: File, Export To",
            Self::Keynote => "in Keynote: File, Export To",
            Self::Numbers => "in Numbers: File, Export To",
            Self::Iwork => "there: File, Export To",
            Self::MacroDocument | Self::MacroPresentation | Self::MacroWorkbook => "without macros",
        }
    }

    /// What a file's name says: its last extension, in any case.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.trim_end().rsplit_once('.')?;
        let named = |format: &Self| format.extensions().iter().any(|own| own.eq_ignore_ascii_case(extension));
        Self::ALL.into_iter().find(named)
    }

    /// By what the gate calls it.
    pub fn called(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What to do where one of the kinds that are taken will do: `please export it as PowerPoint or PDF (…) and upload
    /// that`.
    pub fn advice(self, taken: &[FileKind]) -> Option<String> {
        let fit = self.exports().iter().filter(|(kind, _)| taken.contains(kind));
        let names: Vec<&str> = fit.map(|(_, name)| *name).collect();
        (!names.is_empty())
            .then(|| format!("please {} it as {} ({}) and upload that", self.verb(), names.join(" or "), self.way()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_names() {
        assert_eq!(OtherFormat::of_name("IMG_0042.HEIC"), Some(OtherFormat::Heic));
        assert_eq!(OtherFormat::of_name("slides.key "), Some(OtherFormat::Keynote));
        assert_eq!(OtherFormat::of_name("key"), None);
        assert_eq!(OtherFormat::of_name("slides.key.pdf"), None);
        for format in OtherFormat::ALL {
            assert_eq!(OtherFormat::called(format.name()), Some(format));
            for extension in format.extensions() {
                assert!(extension.parse::<FileKind>().is_err(), ".{extension} is taken");
            }
        }
    }

    #[test]
    fn advice_names_only_what_is_taken() {
        let advice = |taken: &[FileKind]| OtherFormat::Keynote.advice(taken);
        assert_eq!(
            advice(FileKind::DEFAULT).as_deref(),
            Some("please export it as PowerPoint or PDF (in Keynote: File, Export To) and upload that")
        );
        assert!(advice(&[FileKind::Pdf]).is_some_and(|advice| advice.starts_with("please export it as PDF (")));
        assert_eq!(advice(&[FileKind::Mp4]), None);
    }
}
