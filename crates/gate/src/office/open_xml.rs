//! Office Open XML: what Microsoft's programs write, and most others.

use std::collections::HashMap;

use domain::gate::{FileKind, Hold, Looks, Refusal};

use super::relations::{self, Targets};
use super::xml::{Piece, read};
use super::{embedded, fields};
use crate::archive::{Package, is_left_by_system};
use crate::check::{Check, Checked, Stop};
use crate::content::Family;

/// What the list of types says.
pub(super) struct Types {
    pub(super) kind: FileKind,
    main: String,
    has_macros: bool,
    /// In lower case, of parts by their path and of others by their ending.
    by_part: HashMap<String, String>,
    by_ending: HashMap<String, String>,
}

const LIST: &str = "[Content_Types].xml";

impl Types {
    /// `None` if it is no such file at all.
    pub(super) fn of(package: &mut Package<'_>, named: FileKind, check: &Check<'_>) -> Checked<Option<Self>> {
        let Some(place) = package.place_of(LIST) else { return Ok(None) };
        let (mut by_part, mut by_ending, mut has_macros) = (HashMap::new(), HashMap::new(), false);
        package.unpack(place, check, |reader| {
            read(reader, check, |piece| {
                let Piece::Start(tag) = piece else { return };
                has_macros |= tag.any("ContentType", tells_of_macros);
                let Some(kind) = tag.attribute("ContentType").map(|kind| kind.to_ascii_lowercase()) else { return };
                match (tag.name(), tag.attribute("PartName"), tag.attribute("Extension")) {
                    ("Override", Some(part), _) => {
                        drop(by_part.insert(part.trim_start_matches('/').to_ascii_lowercase(), kind))
                    }
                    ("Default", _, Some(ending)) => drop(by_ending.insert(ending.to_ascii_lowercase(), kind)),
                    _ => {}
                }
            })
        })?;
        let mut types = Self { kind: named, main: String::new(), has_macros, by_part, by_ending };
        let of_main = |part: String| kind_of(types.of_part(&part)).map(|kind| (part, kind));
        let main = relations::main_part(package, check)?.and_then(of_main);
        let main = main.or_else(|| types.by_part.keys().cloned().find_map(of_main));
        match main {
            Some((main, kind)) => {
                (types.kind, types.main) = (kind, main);
                Ok(Some(types))
            }
            None => {
                let other = types.by_part.values().chain(types.by_ending.values()).find_map(|kind| other_program(kind));
                let looks = Looks::Other(other.unwrap_or("another kind of packed file").to_owned());
                Err(Refusal::ContentDiffers { named, looks }.into())
            }
        }
    }

    /// In lower case; empty if the list does not tell.
    fn of_part(&self, part: &str) -> &str {
        let part = part.trim_start_matches('/').to_ascii_lowercase();
        let ending = part.rsplit_once('.').map_or("", |(_, ending)| ending);
        self.by_part.get(&part).or_else(|| self.by_ending.get(ending)).map_or("", String::as_str)
    }
}

fn tells_of_macros(content: &str) -> bool {
    let content = content.to_ascii_lowercase();
    ["macroenabled", "vbaproject", "macrosheet"].iter().any(|part| content.contains(part))
}

/// Of a main part by its type: `…presentationml.slideshow.main+xml`, `…ms-word.document.macroenabled.main+xml`.
fn kind_of(content: &str) -> Option<FileKind> {
    if !content.contains(".main") || !content.ends_with("+xml") {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| content.contains(word));
    if has(&["presentationml.", "ms-powerpoint."]) {
        Some(FileKind::Pptx)
    } else if has(&["wordprocessingml.", "ms-word."]) {
        Some(FileKind::Docx)
    } else if has(&["spreadsheetml.", "ms-excel."]) {
        Some(FileKind::Xlsx)
    } else {
        None
    }
}

fn other_program(content: &str) -> Option<&'static str> {
    const OTHERS: [(&str, &str); 5] = [
        ("ms-excel.sheet.binary", "binary Excel workbook"),
        ("ms-visio", "Visio drawing"),
        ("xps", "XPS document"),
        ("ms-package.3dmanufacturing", "3D model"),
        ("appx", "Windows app"),
    ];
    OTHERS.iter().find(|(part, _)| content.contains(part)).map(|(_, name)| *name)
}

/// Parts that programs open a document without: what a Mac has left there, and the small picture of the first page.
fn is_at_the_side(name: &str) -> bool {
    is_left_by_system(name) || name.starts_with("docprops/")
}

pub(super) fn examine(mut package: Package<'_>, types: &Types, check: &Check<'_>) -> Checked {
    let Some(main) = package.place_of(&types.main) else { return Err(Stop::Broken) };
    if types.has_macros {
        check.hold(Hold::Macros);
    }
    let entries = package.entries().to_vec();
    let mut targets: Targets = entries.iter().map(|entry| (relations::known_as(&entry.name), false)).collect();
    let mut objects = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        if entry.is_folder {
            continue;
        }
        let name = entry.name.to_ascii_lowercase();
        if is_of_project(&name) {
            check.hold(Hold::Macros);
        }
        let part = Part { place, name: &name, kind: types.of_part(&name), is_main: place == main };
        let family = match examine_part(&mut package, &part, &mut targets, check) {
            Err(Stop::Broken) if place != main && is_at_the_side(&name) => None,
            examined => examined?,
        };
        if family == Some(Family::Ole) && !is_left_alone(&name) && !is_of_project(&name) {
            objects.push(relations::known_as(&name));
        }
    }
    // Programs write no object that nothing refers to: it is there for whoever takes it out.
    if objects.iter().any(|object| targets.get(object) != Some(&true)) {
        check.hold(Hold::EmbeddedPrograms);
    }
    Ok(())
}

/// Office moves parts that it has no use for any more into a folder of its own.
fn is_left_alone(name: &str) -> bool {
    is_left_by_system(name) || name.trim_start_matches('/').starts_with("[trash]/")
}

struct Part<'p> {
    place: usize,
    /// In lower case.
    name: &'p str,
    kind: &'p str,
    is_main: bool,
}

/// Tells what it is if it is a file of its own. What it refers to goes into `targets`.
fn examine_part(
    package: &mut Package<'_>,
    part: &Part<'_>,
    targets: &mut Targets,
    check: &Check<'_>,
) -> Checked<Option<Family>> {
    let &Part { place, name, kind, is_main } = part;
    let is_list = name.ends_with(".rels");
    let examined = if is_list {
        relations::examine(package, place, targets, check)
    } else if is_main || fields::may_stand_in(name, kind) {
        let is_workbook = name.starts_with("xl/") || kind.contains("spreadsheetml");
        fields::examine(package, place, is_workbook, check)
    } else {
        return embedded::examine(package, place, name, check);
    };
    match examined {
        // What is no XML though it should be is left to the programs; it has to unpack.
        Err(Stop::Broken) if !is_main && (!is_list || is_left_by_system(name)) => {
            package.read_through(place, check)?;
            embedded::examine(package, place, name, check)
        }
        examined => examined.map(|()| None),
    }
}

/// Parts that Office keeps a project of Basic in, whatever refers to them and whatever type they are said to be of.
pub(super) fn is_of_project(name: &str) -> bool {
    let file = relations::file_of(name);
    file.starts_with("vbaproject") || file == "vbadata.xml"
}
