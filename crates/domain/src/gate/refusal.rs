//! Why a file is not taken. `Display` says what is wrong and what to do, to the trainee who uploaded it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::kind::FileKind;
use super::other_format::OtherFormat;

/// Written `{"refusal": "broken", "kind": "pdf"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// The name's extension is none of those that the assignment takes. `kind` or `format` is what it says, if that is
    /// known. Earlier records leave `format` out.
    #[error("{}", not_taken(*.kind, *.format, .accepted))]
    NotAccepted {
        kind: Option<FileKind>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<OtherFormat>,
        accepted: Vec<FileKind>,
    },
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

impl Refusal {
    /// Why a file need not even be sent where only these kinds are taken: by its name alone.
    pub fn by_name(name: &str, accepted: &[FileKind]) -> Option<Self> {
        (!is_accepted(name, accepted)).then(|| Self::not_accepted(name, accepted))
    }

    /// The same in words. A browser that asks for no more is spared those of all other refusals.
    pub fn words_by_name(name: &str, accepted: &[FileKind]) -> Option<String> {
        let words = || not_taken(FileKind::of_name(name), OtherFormat::of_name(name), accepted);
        (!is_accepted(name, accepted)).then(words)
    }

    /// Of a file with this name where only these kinds are taken.
    pub fn not_accepted(name: &str, accepted: &[FileKind]) -> Self {
        let (kind, format) = (FileKind::of_name(name), OtherFormat::of_name(name));
        Self::NotAccepted { kind, format, accepted: accepted.to_vec() }
    }
}

/// What the content of a file looks like, whatever its name says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looks {
    Kind(FileKind),
    WebPage,
    Program,
    /// What is known by name and not taken: `Roshal Archive`, `a ZIP archive`.
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

fn is_accepted(name: &str, accepted: &[FileKind]) -> bool {
    FileKind::of_name(name).is_some_and(|kind| accepted.contains(&kind))
}

fn not_taken(kind: Option<FileKind>, format: Option<OtherFormat>, accepted: &[FileKind]) -> String {
    let what = match (kind, format) {
        (Some(kind), _) => format!("{} (.{kind})", kind.words()),
        (None, Some(format)) => format.words().to_owned(),
        (None, None) => "this kind of file".to_owned(),
    };
    let advice = format.and_then(|format| format.advice(accepted)).unwrap_or_else(|| {
        let is_archive = kind == Some(FileKind::Zip);
        let please = if is_archive { "unpack it and upload the one file that is meant," } else { "save it" };
        let accepted: Vec<String> = accepted.iter().map(|kind| format!(".{kind}")).collect();
        format!("please {please} as one of these: {}", accepted.join(", "))
    });
    format!("{what} is not taken here; {advice}")
}

fn content_differs(named: FileKind, looks: &Looks) -> String {
    let known = match looks {
        Looks::Kind(kind) => Some(format!("please give it the ending .{kind}, or save it as .{named}")),
        Looks::Other(name) => OtherFormat::called(name).and_then(|format| format.advice(&[named])),
        _ => None,
    };
    let advice = known.unwrap_or_else(|| format!("please save it as .{named} and upload it again"));
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
    }

    #[test]
    fn who_brings_another_format_hears_what_to_save_it_as() {
        let accepted = [FileKind::Pdf, FileKind::Jpg];
        for (name, words) in [
            ("a.mp4", "an MP4 video (.mp4) is not taken here; please save it as one of these: .pdf, .jpg"),
            ("a.exe", "this kind of file is not taken here; please save it as one of these: .pdf, .jpg"),
            (
                "a.zip",
                "a ZIP archive (.zip) is not taken here; please unpack it and upload the one file that is meant, \
                 as one of these: .pdf, .jpg",
            ),
            (
                "a.key",
                "a Keynote presentation is not taken here; please export it as PDF (in Keynote: File, Export To) and \
                 upload that",
            ),
        ] {
            assert_eq!(Refusal::not_accepted(name, &accepted).to_string(), words);
        }
        for (name, words) in [
            (
                "Talk.PPTM",
                "a PowerPoint presentation with macros (.pptm) is not taken here; please save it as .pptx or PDF",
            ),
            ("talk.docm", "a Word document with macros (.docm) is not taken here; please save it as .docx or PDF"),
            ("talk.xlsm", "an Excel workbook with macros (.xlsm) is not taken here; please save it as .xlsx or PDF"),
        ] {
            let told = Refusal::words_by_name(name, FileKind::DEFAULT);
            assert_eq!(told, Some(format!("{words} (without macros) and upload that")));
        }
        let picture = Refusal::not_accepted("IMG_0042.HEIC", &accepted).to_string();
        assert!(picture.starts_with("an iPhone picture (HEIC) is not taken here; please export it as JPEG or PDF ("));
        let film = Refusal::not_accepted("IMG_0042.HEIC", &[FileKind::Mp4]).to_string();
        assert!(film.ends_with("please save it as one of these: .mp4"), "{film}");
        let looks = Looks::Other(OtherFormat::Heic.name().to_owned());
        let renamed = Refusal::ContentDiffers { named: FileKind::Jpg, looks }.to_string();
        assert!(renamed.contains("looks like something else (HEIC picture); please export it as JPEG ("), "{renamed}");
    }

    #[test]
    fn a_name_alone_may_be_enough() {
        let accepted = [FileKind::Pdf];
        let refused = |name| Refusal::by_name(name, &accepted);
        assert_eq!(refused("report.PDF"), None);
        assert_eq!(Refusal::words_by_name("report.PDF", &accepted), None);
        for name in ["setup.exe", "report", "report.pptx", "report.pdf.exe"] {
            assert_eq!(refused(name), Some(Refusal::not_accepted(name, &accepted)), "{name}");
            let words = refused(name).map(|refusal| refusal.to_string());
            assert_eq!(Refusal::words_by_name(name, &accepted), words, "{name}");
        }
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
        let earlier = r#"{"refusal":"not_accepted","kind":null,"accepted":["pdf"]}"#;
        assert_eq!(read(earlier), Refusal::not_accepted("a.exe", &[FileKind::Pdf]));
        assert_eq!(written(&read(earlier)), earlier);
    }
}
