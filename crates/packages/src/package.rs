//! The packed parts of an office file, and how they refer to each other.

use std::collections::HashMap;
use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::limits::Limits;
use crate::part::{Part, Piece};
use crate::stop::Stop;

/// A package, in memory or in a file.
pub struct Package<S> {
    archive: ZipArchive<S>,
    /// Where the part of each [`plain`] name is.
    places: HashMap<String, usize>,
    limits: Limits,
    /// Bytes that may still be unpacked, of all parts together.
    left: Option<u64>,
}

/// What a part refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub id: String,
    /// The end of a long name is what tells them apart: `…/relationships/slide`.
    pub kind: String,
    pub path: String,
}

impl<S: Read + Seek> Package<S> {
    pub fn open(source: S, limits: Limits) -> Result<Self, Stop> {
        let archive = ZipArchive::new(source).map_err(|_| Stop::NoZip)?;
        if archive.len() > limits.parts {
            return Err(Stop::TooManyParts);
        }
        let mut places = HashMap::new();
        for place in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(place) {
                places.entry(plain(&name)).or_insert(place);
            }
        }
        Ok(Self { archive, places, limits, left: limits.unpacked_bytes })
    }

    pub fn has(&self, path: &str) -> bool {
        self.places.contains_key(&plain(path))
    }

    /// A part by its path, if there is one.
    ///
    /// Names that differ in upper and lower case are the same, as the conventions have it; so no package may hold two
    /// of them. Of one that does the first counts, which is also the one that `gate` has looked at.
    pub fn part(&mut self, path: &str) -> Result<Option<Part<impl Read + '_>>, Stop> {
        let Some(place) = self.places.get(&plain(path)).copied() else { return Ok(None) };
        let limits = self.limits;
        Ok(Some(Part::new(self.unpack(place)?, limits)))
    }

    /// What a part refers to: `ppt/slides/slide1.xml` says so in `ppt/slides/_rels/slide1.xml.rels`.
    pub fn relations(&mut self, path: &str) -> Result<Vec<Relation>, Stop> {
        let most = self.limits.relations;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let mut relations = Vec::new();
        let Some(mut part) = self.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(relations) };
        while let Some(piece) = part.next_piece()? {
            let Piece::Start(tag) = piece else { continue };
            if tag.name() != "Relationship" || relations.len() == most {
                continue;
            }
            if let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            {
                relations.push(Relation { id, kind, path: path_of(folder, &target) });
            }
        }
        Ok(relations)
    }

    /// The path of the part that an Office Open XML file begins with.
    pub fn root(&mut self, otherwise: &str) -> Result<String, Stop> {
        let roots = self.relations("")?;
        let root = roots.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
        Ok(root.map_or_else(|| otherwise.to_owned(), |relation| relation.path))
    }

    /// Hands the bytes of each part to `look`, whatever its name.
    pub fn unpack_each<E: From<Stop>>(
        &mut self,
        mut look: impl FnMut(&mut dyn Read) -> Result<(), E>,
    ) -> Result<(), E> {
        for place in 0..self.archive.len() {
            look(&mut self.unpack(place)?)?;
        }
        Ok(())
    }

    fn unpack(&mut self, place: usize) -> Result<Counted<'_, ZipFile<'_, S>>, Stop> {
        let reader = self.archive.by_index(place).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Stop::Locked,
            _ => Stop::BadPart,
        })?;
        Ok(Counted { reader, left: self.left.as_mut() })
    }
}

/// Counts down what is unpacked, whatever the package says of it.
struct Counted<'p, R> {
    reader: R,
    left: Option<&'p mut u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        if let Some(left) = &mut self.left {
            **left = left.checked_sub(length as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        }
        Ok(length)
    }
}

/// A name as it is compared.
fn plain(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

/// A target begins at the root of the package, or in the folder of the part that refers to it.
fn path_of(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const LIMITS: Limits =
        Limits { parts: 10, relations: 2, unpacked_bytes: Some(1_000), tag_depth: 5, deadline: None };

    fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(text.as_bytes()).expect("its bytes");
        }
        writer.finish().expect("a package").into_inner()
    }

    fn package(parts: &[(&str, &str)], limits: Limits) -> Result<Package<Cursor<Vec<u8>>>, Stop> {
        Package::open(Cursor::new(packed(parts)), limits)
    }

    /// All text of a part, or why it was not read to its end.
    fn text_of<S: Read + Seek>(package: &mut Package<S>, path: &str) -> Result<String, Stop> {
        let mut part = package.part(path)?.expect("a part");
        let mut whole = String::new();
        while let Some(piece) = part.next_piece()? {
            if let Piece::Text(text) = piece {
                whole.push_str(&text);
            }
        }
        Ok(whole)
    }

    #[test]
    fn targets_lead_from_the_root_or_from_the_folder() {
        assert_eq!(path_of("ppt/slides", "../notesSlides/notesSlide1.xml"), "ppt/notesSlides/notesSlide1.xml");
        assert_eq!(path_of("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(path_of("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(path_of("", "word/document.xml"), "word/document.xml");
        assert_eq!(path_of("ppt", "../../../x"), "x");
    }

    #[test]
    fn of_names_that_are_the_same_the_first_counts() {
        let parts = [("XL\\Book.xml", "<a>first</a>"), ("xl/book.xml", "<a>second</a>")];
        let mut package = package(&parts, LIMITS).expect("a package");
        assert!(package.has("xl/BOOK.xml") && !package.has("xl/other.xml"));
        assert_eq!(text_of(&mut package, "/xl/book.xml"), Ok("first".to_owned()));
    }

    #[test]
    fn relations_lead_from_part_to_part_and_are_not_without_end() {
        let relation = |id: &str| format!(r#"<Relationship Id="{id}" Type="x/slide" Target="slides/{id}.xml"/>"#);
        let own = format!("<Relationships>{}{}{}</Relationships>", relation("a"), relation("b"), relation("c"));
        let root =
            r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/ppt/deck.xml"/></Relationships>"#;
        let mut package =
            package(&[("_rels/.rels", root), ("ppt/_rels/deck.xml.rels", &own)], LIMITS).expect("a package");
        let root = package.root("otherwise").expect("a root");
        let relations = package.relations(&root).expect("relations");
        let paths: Vec<&str> = relations.iter().map(|relation| relation.path.as_str()).collect();
        assert_eq!((root.as_str(), paths), ("ppt/deck.xml", vec!["ppt/slides/a.xml", "ppt/slides/b.xml"]));
        assert_eq!(package.relations("ppt/slides/a.xml"), Ok(Vec::new()));
    }

    #[test]
    fn parts_count_and_so_do_their_bytes_together() {
        let text = format!("<a>{}</a>", "x".repeat(600));
        let parts = [("a.xml", text.as_str()), ("b.xml", &text)];
        assert_eq!(package(&parts, Limits { parts: 1, ..LIMITS }).err(), Some(Stop::TooManyParts));
        let mut counted = package(&parts, LIMITS).expect("a package");
        assert_eq!(text_of(&mut counted, "a.xml").map(|text| text.len()), Ok(600));
        assert_eq!(text_of(&mut counted, "b.xml"), Err(Stop::TooManyBytes));
        let mut measured = package(&parts, Limits { unpacked_bytes: None, ..LIMITS }).expect("a package");
        let mut bytes = 0;
        let outcome: Result<(), Stop> = measured.unpack_each(|part| {
            bytes += io::copy(part, &mut io::sink()).map_err(|_| Stop::BadPart)?;
            Ok(())
        });
        assert_eq!((outcome, bytes), (Ok(()), 2 * text.len() as u64));
        assert_eq!(text_of(&mut measured, "b.xml").map(|text| text.len()), Ok(600));
    }

    #[test]
    fn what_is_broken_is_told_apart_from_what_needs_a_password() {
        assert_eq!(Package::open(Cursor::new(b"PK\x03\x04 and no more"), LIMITS).err(), Some(Stop::NoZip));
        let whole = packed(&[("a.xml", "<a>text</a>")]);
        let local = whole.windows(4).position(|four| four == b"PK\x03\x04").expect("an entry");
        let central = whole.windows(4).position(|four| four == b"PK\x01\x02").expect("an entry of the directory");
        // The first bit of the flags says that an entry is encrypted.
        let mut encrypted = whole.clone();
        encrypted[local + 6] |= 1;
        encrypted[central + 8] |= 1;
        // Where the entry begins, its mark is gone.
        let mut unmarked = whole.clone();
        unmarked[local] = b'Q';
        // The sum by which the unpacked bytes are compared is another one.
        let mut altered = whole;
        altered[central + 16] ^= 1;
        for (bytes, stop) in [(encrypted, Stop::Locked), (unmarked, Stop::BadPart), (altered, Stop::NoXml)] {
            let mut package = Package::open(Cursor::new(bytes), LIMITS).expect("a package");
            assert_eq!(text_of(&mut package, "a.xml"), Err(stop));
        }
    }
}
