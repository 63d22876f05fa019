//! Why a file is not taken. `Display` says what is wrong and what to do, to the trainee who uploaded it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::kind::FileKind;

/// Written `{"refusal": "broken", "kind": "pdf"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The name's extension is none of those that the assignment takes. `kind` is what it says, if that is known.
    #[error("{}", not_accepted(*.kind, .accepted))]
    NotAccepted { kind: Option<FileKind>, accepted: Vec<FileKind> },
    #[error("the file is empty; perhaps it was not saved yet when it was chosen: please save it and upload it again")]
    Empty,
    #[error("this is a program; please upload the document itself")]
    Executable,
    #[error("this is a script, a text that a computer carries out; please upload a document instead")]
    Script,
    #[error("this is a web page; please print it to a PDF and upload that")]
    Html,
    #[error("this is an SVG picture, which can contain scripts; please save it as PNG or PDF and upload that")]
    Svg,
    #[error("{}", content_differs(*.named, .looks))]
    ContentDiffers { named: FileKind, looks: Looks },
    /// One file that programs open as two different things.
    #[error("this file is two things in one, {first} and {second}; please save it anew and upload it again")]
    Polyglot { first: Looks, second: Looks },
    #[error("this file is protected by a password; please upload it without a password")]
    Encrypted,
    #[error("this file does not open as {}; please check that it opens on your computer, save it anew and upload it again", .kind.words())]
    Broken { kind: FileKind },
    #[error(
        "there is far more in this file than it seems: {budget}; please make it simpler or upload its parts one by one"
    )]
    OverBudget { budget: Budget },
    /// A path that leads out of the folder it is unpacked in, an absolute one, or a link.
    #[error(
        "a file in this archive has a name that would put it in another place on a reader's computer; \
         please pack the files anew, from within their folder"
    )]
    DangerousName,
    /// A file in an accepted archive. `name` is as it stands there, cut if it is long.
    #[error("in this archive, “{name}”: {reason}")]
    InArchive { name: String, reason: Box<Refusal> },
    /// Set by whoever runs the check: the scanner knows this file. `name` is the scanner's word for it.
    #[error("the virus scanner found something dangerous in it ({name}); please check your computer for viruses")]
    Virus { name: String },
    /// On record of files from before [`Hold::CheckerTooSlow`](super::Hold) was said of all of them.
    #[error("checking this file takes too long; please make it simpler or smaller, and upload it again")]
    CheckerTooSlow,
}

/// What the content of a file looks like, whatever its name says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    Kind(FileKind),
    WebPage,
    Program,
    /// A kind that is known by name and not taken: `Roshal Archive`.
    Other(String),
    /// Bytes that mean nothing here.
    Unknown,
}

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => f.write_str(kind.words()),
            Self::WebPage => f.write_str("a web page"),
            Self::Program => f.write_str("a program"),
            Self::Other(name) => write!(f, "something else ({name})"),
            Self::Unknown => f.write_str("something that is not known here"),
        }
    }
}

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Budget {
    #[error("it is packed of too many files")]
    Entries,
    #[error("one file in it unpacks to more than can be looked at")]
    EntryBytes,
    #[error("it unpacks to more than can be looked at")]
    TotalBytes,
    #[error("it unpacks to hundreds of times its size")]
    Ratio,
    #[error("archives lie in archives in it")]
    Depth,
    #[error("several files in it share the same bytes")]
    Overlap,
    #[error("several files in it have the same name")]
    DuplicateNames,
    #[error("it is made of too many pieces, or too large ones")]
    Pieces,
    #[error("its picture has too many points")]
    Pixels,
}

fn not_accepted(kind: Option<FileKind>, accepted: &[FileKind]) -> String {
    let what = match kind {
        Some(kind) => format!("{} (.{kind}) is not taken here", kind.words()),
        None => "this kind of file is not taken here".to_owned(),
    };
    let accepted: Vec<String> = accepted.iter().map(|kind| format!(".{kind}")).collect();
    format!("{what}; please save it as one of these: {}", accepted.join(", "))
}

fn content_differs(named: FileKind, looks: &Looks) -> String {
    let advice = match looks {
        Looks::Kind(kind) => format!("please give it the ending .{kind}, or save it as .{named}"),
        _ => format!("please save it as .{named} and upload it again"),
    };
    format!("its name says {}, and its content looks like {looks}; {advice}", named.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_to_do() {
        let differs = Refusal::ContentDiffers { named: FileKind::Doc, looks: Looks::Kind(FileKind::Docx) };
        assert_eq!(
            differs.to_string(),
            "its name says an old Word document, and its content looks like a Word document; \
             please give it the ending .docx, or save it as .doc"
        );
        let inner = Refusal::InArchive { name: "setup.exe".to_owned(), reason: Box::new(Refusal::Executable) };
        assert!(inner.to_string().starts_with("in this archive, “setup.exe”: this is a program"));
        let not_taken =
            Refusal::NotAccepted { kind: Some(FileKind::Zip), accepted: vec![FileKind::Pdf, FileKind::Jpg] };
        assert_eq!(
            not_taken.to_string(),
            "a ZIP archive (.zip) is not taken here; please save it as one of these: .pdf, .jpg"
        );
    }

    #[test]
    fn tags_are_stable() {
        let written = |refusal: &Refusal| serde_json::to_string(refusal).expect("JSON");
        let budget = Refusal::OverBudget { budget: Budget::TotalBytes };
        assert_eq!(written(&budget), r#"{"refusal":"over_budget","budget":"total_bytes"}"#);
        let looks = Looks::Other("Roshal Archive".to_owned());
        let differs = Refusal::ContentDiffers { named: FileKind::Zip, looks };
        let text = r#"{"refusal":"content_differs","named":"zip","looks":{"other":"Roshal Archive"}}"#;
        assert_eq!(written(&differs), text);
        let read = |text| serde_json::from_str::<Refusal>(text).expect("a refusal");
        assert_eq!(read(text), differs);
        assert_eq!(read(r#"{"refusal":"checker_too_slow"}"#), Refusal::CheckerTooSlow);
    }
}
