//! The packed parts of an office file, and how they refer to each other.

use std::cell::Cell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use zip::ZipArchive;

use super::xml::{Part, Piece};
use crate::limits::Limits;
use crate::unrenderable::Unrenderable;

/// More parts than any deck has: a slide brings about four.
const MOST_PARTS: usize = 20_000;
/// More relations than any part has.
const MOST_RELATIONS: usize = 5_000;

pub(super) struct Package {
    archive: ZipArchive<BufReader<File>>,
    /// Where each part is. Office programs take upper and lower case for the same.
    places: HashMap<String, usize>,
    /// Bytes that may still be unpacked, of all parts together.
    left: Rc<Cell<u64>>,
}

/// What a part refers to.
pub(super) struct Relation {
    pub(super) id: String,
    /// The end of a long name is what tells them apart: `…/relationships/slide`.
    pub(super) kind: String,
    pub(super) path: String,
}

impl Package {
    pub(super) fn open(source: &Path, limits: &Limits) -> Result<Self, Unrenderable> {
        let file = File::open(source).map_err(Unrenderable::Unreadable)?;
        let archive =
            ZipArchive::new(BufReader::new(file)).map_err(|_| Unrenderable::Damaged("its parts cannot be unpacked"))?;
        if archive.len() > MOST_PARTS {
            return Err(Unrenderable::TooMuch("it is packed of thousands of files"));
        }
        let mut places = HashMap::new();
        for place in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(place) {
                places.insert(plain(&name), place);
            }
        }
        Ok(Self { archive, places, left: Rc::new(Cell::new(limits.unpacked_bytes)) })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(&plain(path))
    }

    /// A part by its path, if there is one.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Part<impl Read + '_>>, Unrenderable> {
        let Some(place) = self.places.get(&plain(path)) else { return Ok(None) };
        let left = self.left.clone();
        let file =
            self.archive.by_index(*place).map_err(|_| Unrenderable::Damaged("a part of it cannot be unpacked"))?;
        Ok(Some(Part::new(Counted { reader: file, left })))
    }

    /// What a part refers to: `ppt/slides/slide1.xml` says so in `ppt/slides/_rels/slide1.xml.rels`.
    pub(super) fn relations(&mut self, path: &str) -> Result<Vec<Relation>, Unrenderable> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let mut relations = Vec::new();
        let Some(mut part) = self.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(relations) };
        while let Some(piece) = part.next_piece()? {
            let Piece::Start(tag) = piece else { continue };
            if tag.name() != "Relationship" || relations.len() == MOST_RELATIONS {
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

    /// The part that an Office Open XML file begins with.
    pub(super) fn root(&mut self, otherwise: &str) -> Result<String, Unrenderable> {
        let roots = self.relations("")?;
        let root = roots.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
        Ok(root.map_or_else(|| otherwise.to_owned(), |relation| relation.path))
    }
}

/// Counts down what is unpacked, whatever the package says of it.
struct Counted<R> {
    reader: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        let left = self.left.get().checked_sub(length as u64).ok_or_else(|| io::Error::other("too much"))?;
        self.left.set(left);
        Ok(length)
    }
}

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
    use super::path_of;

    #[test]
    fn targets_lead_from_the_root_or_from_the_folder() {
        assert_eq!(path_of("ppt/slides", "../notesSlides/notesSlide1.xml"), "ppt/notesSlides/notesSlide1.xml");
        assert_eq!(path_of("ppt", "/ppt/slides/slide1.xml"), "ppt/slides/slide1.xml");
        assert_eq!(path_of("", "word/document.xml"), "word/document.xml");
        assert_eq!(path_of("ppt", "../../../x"), "x");
    }
}
