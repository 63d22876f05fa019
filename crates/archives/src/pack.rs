//! The low-data pack of a session's slides: the words of their pages, small images, sound as it is; and a page that shows
//! them.
//!
//! All of it is stored as it is, so that its size is known, and told, before anyone downloads it.

use std::fmt::Write as _;

use domain::gate::FileKind;
use domain::material::{Sha256Hex, Version};
use domain::preview::{Contents, Page};
use domain::slides::{PackFile, PackImage};
use domain::time::{WallTime, ZoneClock};
use domain::upload::size_text;

use crate::index;
use crate::zip::Plan;

/// The first file of a pack: what it holds and what not.
const LIST: &str = "contents.txt";
/// The second: all of it, for a browser.
const INDEX: &str = "index.html";
const ABOUT: &str = "Low-data pack: the words of the pages, small images, sound as it is.";
/// The longest part of a folder's name that comes from a file's name, in characters.
const MOST_OF_NAME: usize = 60;

/// What a pack holds, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    pub entries: Vec<PackEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackEntry {
    /// `02_Port-status/page-001.webp`
    pub name: String,
    pub content: PackContent,
    /// In UTC, so that the same pack is made of the same bytes wherever it is made.
    pub modified: WallTime,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackContent {
    Text(String),
    /// A file of the vault.
    File {
        sha256: Sha256Hex,
        size: u64,
    },
}

impl PackContent {
    /// Bytes.
    pub fn size(&self) -> u64 {
        match self {
            Self::Text(text) => text.len() as u64,
            Self::File { size, .. } => *size,
        }
    }
}

impl Pack {
    /// Bytes of the whole archive.
    pub fn length(&self) -> u64 {
        let mut plan = Plan::default();
        for entry in &self.entries {
            plan.add(entry.name.clone(), entry.content.size(), entry.modified);
        }
        plan.length()
    }
}

/// The pack of these files; `None` while there is no page and no sound to put into it. `title` is what they are slides of.
pub fn low_data_pack(title: &str, files: &[PackFile]) -> Option<Pack> {
    let newest = files.iter().map(|file| file.version.submitted_at).max()?;
    let utc = ZoneClock::utc();
    let mut list = format!("{title}\n{ABOUT}\n\n");
    let (mut sections, mut entries) = (String::new(), Vec::new());
    for file in files {
        let packed = pack_file(file);
        let Version { number, file_name, size, .. } = &file.version;
        // Writing to a text cannot fail.
        let _ = writeln!(list, "{number}. {file_name} ({}): {}", size_text(*size), packed.told);
        sections.push_str(&index::section(*number, file_name, &packed.told, &packed.shown));
        let modified = utc.show(file.version.submitted_at);
        let named = packed.contents.into_iter().map(|(name, content)| PackEntry {
            name: path_in(&file.version, &name),
            content,
            modified,
        });
        entries.extend(named);
    }
    if entries.is_empty() {
        return None;
    }
    let of_all = [(LIST, list), (INDEX, index::whole(title, ABOUT, &sections))].map(|(name, text)| PackEntry {
        name: name.to_owned(),
        content: PackContent::Text(text),
        modified: utc.show(newest),
    });
    Some(Pack { entries: of_all.into_iter().chain(entries).collect() })
}

/// What a pack holds of one file.
struct Packed {
    told: String,
    contents: Vec<(String, PackContent)>,
    /// The same for the page that shows all.
    shown: String,
}

fn pack_file(file: &PackFile) -> Packed {
    let version = &file.version;
    let left_out = |told: &str| Packed { told: told.to_owned(), contents: Vec::new(), shown: String::new() };
    match (version.passage.kind().filter(|kind| kind.is_recording()), &file.contents) {
        (Some(kind), _) if kind.is_sound() => Packed {
            told: "the recording".to_owned(),
            contents: vec![(sound_name(version, kind), file_of(&version.sha256, version.size))],
            shown: index::sound(&path_in(version, &sound_name(version, kind))),
        },
        (Some(_), _) => left_out("a film is not in this pack; it can be played on the session's page"),
        (None, None) => left_out("not drawn yet; please download this pack again in some minutes"),
        (None, Some(contents)) if contents.pages.is_empty() => left_out("nothing of it can be shown as pages"),
        (None, Some(contents)) => pack_pages(version, contents, &file.images),
    }
}

fn pack_pages(version: &Version, contents: &Contents, images: &[PackImage]) -> Packed {
    let mut packed = vec![("text.txt".to_owned(), PackContent::Text(page_texts(version, contents)))];
    let mut shown = String::new();
    for page in &contents.pages {
        let small = page.images.last();
        let image = small.and_then(|small| images.iter().find(|image| image.name == small.file));
        let path = image.map(|image| {
            let name = format!("page-{:03}.webp", page.number);
            let path = path_in(version, &name);
            packed.push((name, file_of(&image.sha256, image.size)));
            path
        });
        shown.push_str(&index::page(page, path.as_deref()));
    }
    for told in contents.not_shown() {
        shown.push_str(&index::words(&told));
    }
    let told = format!("the words of {} and {}", count(contents.pages.len(), "page"), count(packed.len() - 1, "image"));
    Packed { told, contents: packed, shown }
}

fn file_of(sha256: &Sha256Hex, size: u64) -> PackContent {
    PackContent::File { sha256: sha256.clone(), size }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// What all pages say, one after another.
fn page_texts(version: &Version, contents: &Contents) -> String {
    let mut text = format!("{}\n", version.file_name);
    for page in &contents.pages {
        text.push_str(&page_text(page));
    }
    for told in contents.not_shown() {
        let _ = write!(text, "\n[{told}]\n");
    }
    text
}

fn page_text(page: &Page) -> String {
    let mut text = format!("\n== Page {}", page.number);
    if let Some(heading) = &page.heading {
        let _ = write!(text, ": {heading}");
    }
    text.push_str(if page.hidden { " (hidden when presented)\n" } else { "\n" });
    if !page.text.is_empty() {
        let _ = writeln!(text, "{}", page.text);
    }
    if let Some(notes) = &page.notes {
        let _ = writeln!(text, "\nNotes: {notes}");
    }
    text
}

/// From the folder in which a pack is unpacked.
fn path_in(version: &Version, name: &str) -> String {
    format!("{}/{name}", folder_name(version))
}

fn folder_name(version: &Version) -> String {
    format!("{:02}_{}", version.number, stem(version))
}

fn sound_name(version: &Version, kind: FileKind) -> String {
    format!("{}.{}", stem(version), kind.extension())
}

/// A file's name without what could be a path, or what a file system does not take.
fn stem(version: &Version) -> String {
    let name = version.file_name.rsplit_once('.').map_or(version.file_name.as_str(), |(stem, _)| stem);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let stem: String = words.join("-").chars().take(MOST_OF_NAME).collect();
    if stem.is_empty() { "file".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use domain::gate::{Finding, GateState, Judgement, Passage};
    use domain::id::VersionId;
    use domain::preview::Image;
    use domain::time::Instant;

    use super::*;

    const AT: Instant = Instant::from_seconds(1_636_507_800);

    fn file(number: u32, file_name: &str, kind: FileKind) -> PackFile {
        let finding = Finding { kind: Some(kind), judgement: Judgement::Ready, scanned: true, at: AT };
        let version = Version {
            id: VersionId::generate(),
            number,
            file_name: file_name.to_owned(),
            media_type: String::new(),
            size: 48 * 1024 * 1024,
            sha256: Sha256Hex("ab".repeat(32)),
            uploaded_by: "Sample Teacher".to_owned(),
            submitted_at: AT,
            consent: None,
            passage: Passage { state: GateState::Ready, finding: Some(finding), ruling: None },
            glance: None,
        };
        PackFile { version, contents: None, images: Vec::new() }
    }

    fn drawn(mut file: PackFile) -> PackFile {
        let image = |width: u32| Image { width, bytes: 9, file: format!("0001-{width}.webp") };
        let page = Page {
            number: 1,
            heading: Some("Harbours".to_owned()),
            text: "Ships come in.".to_owned(),
            notes: Some("Greet them.".to_owned()),
            images: vec![image(900), image(320)],
            ..Page::default()
        };
        let names = ["0001-900.webp", "0001-320.webp"];
        let stored = |name: &str| PackImage { name: name.to_owned(), sha256: Sha256Hex(name.to_owned()), size: 9 };
        file.images = names.map(stored).to_vec();
        file.contents = Some(Contents { pages: vec![page], missing: Vec::new() });
        file
    }

    #[test]
    fn a_pack_holds_words_small_images_and_sound() {
        let files = [
            drawn(file(1, "Port/状況.pptx", FileKind::Pptx)),
            file(2, "talk.MP3", FileKind::Mp3),
            file(3, "film.mp4", FileKind::Mp4),
        ];
        let pack = low_data_pack("Slides of Opening", &files).expect("a pack");
        let names: Vec<&str> = pack.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, [LIST, INDEX, "01_Port-状況/text.txt", "01_Port-状況/page-001.webp", "02_talk/talk.mp3"]);
        let PackContent::Text(list) = &pack.entries[0].content else { panic!("a list") };
        assert!(list.contains("1. Port/状況.pptx (48 MiB): the words of 1 page and 1 image"), "{list}");
        assert!(list.contains("3. film.mp4 (48 MiB): a film is not in this pack"), "{list}");
        let PackContent::Text(text) = &pack.entries[2].content else { panic!("a text") };
        assert!(text.contains("== Page 1: Harbours\nShips come in.\n\nNotes: Greet them.\n"), "{text}");
        assert_eq!(pack.entries[3].content, file_of(&Sha256Hex("0001-320.webp".to_owned()), 9));
        let contents: u64 = pack.entries.iter().map(|entry| entry.content.size()).sum();
        // Header and listing of each file, with its name in both, and the end of the archive.
        let around: u64 = names.iter().map(|name| 30 + 46 + 2 * name.len() as u64).sum();
        assert_eq!(pack.length(), contents + around + 22);
    }

    #[test]
    fn the_page_of_a_pack_shows_all_of_it_and_leads_nowhere_else() {
        let files = [drawn(file(1, "Port/状況.pptx", FileKind::Pptx)), file(2, "talk.MP3", FileKind::Mp3)];
        let pack = low_data_pack("Slides of Opening", &files).expect("a pack");
        let PackContent::Text(page) = &pack.entries[1].content else { panic!("a page") };
        assert!(page.contains("Page 1: Harbours") && page.contains("Ships come in."), "{page}");
        let paths: Vec<&str> = ["src=\"", "href=\""]
            .into_iter()
            .flat_map(|link| page.split(link).skip(1).filter_map(|rest| rest.split('"').next()))
            .collect();
        assert_eq!(paths, ["01_Port-状況/page-001.webp", "02_talk/talk.mp3", "02_talk/talk.mp3"]);
        let names: Vec<&str> = pack.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert!(paths.iter().all(|path| names.contains(path)) && !page.contains("<script"), "{page}");
    }

    #[test]
    fn what_is_not_drawn_yet_is_told() {
        let files = [file(1, "../../x.pdf", FileKind::Pdf), drawn(file(2, "y.pdf", FileKind::Pdf))];
        let pack = low_data_pack("Slides of Opening", &files).expect("a pack");
        assert_eq!(pack.entries.len(), 4, "what is of all, and of the other one its words and an image");
        let PackContent::Text(list) = &pack.entries[0].content else { panic!("a list") };
        assert!(list.contains("1. ../../x.pdf (48 MiB): not drawn yet"), "{list}");
    }

    #[test]
    fn a_list_of_nothing_is_no_pack() {
        let empty = Contents { pages: Vec::new(), missing: Vec::new() };
        let without_pages = PackFile { contents: Some(empty), ..file(1, "x.pdf", FileKind::Pdf) };
        let film = file(2, "film.mp4", FileKind::Mp4);
        for files in [vec![], vec![file(1, "x.pdf", FileKind::Pdf)], vec![without_pages], vec![film]] {
            assert_eq!(low_data_pack("Slides of Opening", &files), None);
        }
    }

    #[test]
    fn folders_are_no_paths() {
        assert_eq!(folder_name(&file(7, "../../etc/passwd", FileKind::Txt).version), "07_file");
        assert_eq!(folder_name(&file(12, "a b.c.pptx", FileKind::Pptx).version), "12_a-b-c");
        assert_eq!(folder_name(&file(12, "…", FileKind::Pptx).version), "12_file");
    }
}
