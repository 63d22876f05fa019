//! The kinds of files, as far as a preview tells them apart.

/// What a file is. Whoever calls has found out by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    Pdf,
    /// `.pptx`, `.ppt`, `.odp` and their like.
    Presentation,
    /// `.docx`, `.doc`, `.odt`.
    Document,
    /// `.xlsx`, `.xls`, `.ods`.
    Sheet,
    /// JPEG, PNG, WebP, GIF (its first picture).
    Picture,
    /// `.txt`, `.csv`, in any encoding.
    Text,
    /// `.zip`: what lies in it is listed, and not looked into.
    Archive,
    /// Film and sound are played by the browser.
    Media,
}
