//! Fields that ask other programs for data (DDE), tables that fetch some on opening, and shapes that start a program.

use domain::gate::Hold;

use super::formulas;
use super::relations::{is_elsewhere, is_on, may_be_elsewhere};
use super::xml::{Piece, Tag, read};
use crate::archive::Package;
use crate::check::{Check, Checked};

/// Parts of documents that can hold any of these: by their type, or by the name that programs give them.
pub(super) fn may_stand_in(name: &str, kind: &str) -> bool {
    const KINDS: [&str; 28] = [
        "wordprocessingml.document.",
        "wordprocessingml.template.",
        "wordprocessingml.header",
        "wordprocessingml.footer",
        "wordprocessingml.footnotes",
        "wordprocessingml.endnotes",
        "wordprocessingml.comments",
        "wordprocessingml.settings",
        "spreadsheetml.sheet.main",
        "spreadsheetml.template.main",
        "spreadsheetml.worksheet",
        "spreadsheetml.table+",
        "spreadsheetml.externallink",
        "spreadsheetml.connections",
        "spreadsheetml.querytable",
        "spreadsheetml.pivotcachedefinition",
        "presentationml.presentation.main",
        "presentationml.slide+",
        "presentationml.slidelayout",
        "presentationml.slidemaster",
        "presentationml.notesslide",
        "presentationml.notesmaster",
        "presentationml.handoutmaster",
        "officedocument.drawing+",
        "drawingml.chartshapes",
        "drawingml.diagramdata",
        "drawingml.diagramdrawing",
        "vmldrawing",
    ];
    if KINDS.iter().any(|part| kind.contains(part)) || kind.contains("ms-office.activex+") {
        return true;
    }
    if !name.ends_with(".xml") {
        return false;
    }
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match folder {
        "word" => ["document", "header", "footer", "footnotes", "endnotes", "comments", "settings"]
            .iter()
            .any(|part| file.starts_with(part)),
        "xl" => matches!(file, "connections.xml" | "workbook.xml"),
        "xl/worksheets" | "xl/macrosheets" | "xl/externallinks" | "xl/querytables" => true,
        "ppt/slides" | "ppt/slidelayouts" | "ppt/slidemasters" => true,
        _ => false,
    }
}

/// Longer texts of a field or a formula are cut.
const FIELD_CHARS: usize = 10_000;

pub(super) fn examine(package: &mut Package<'_>, place: usize, is_workbook: bool, check: &Check<'_>) -> Checked {
    let mut field = Field { is_workbook, ..Field::default() };
    package.unpack(place, check, |reader| {
        read(reader, check, |piece| match piece {
            Piece::Start(tag) => field.start(&tag, check),
            Piece::End("instrText" | "delInstrText") => field.in_text = false,
            Piece::End(name) if is_workbook && is_formula(name) => {
                formulas::look_at(&field.text, check);
                field.text.clear();
                field.in_text = false;
            }
            Piece::Text(text) if field.in_text && field.text.len() < FIELD_CHARS => field.text.push_str(text),
            Piece::End(_) | Piece::Text(_) => {}
        })
    })?;
    field.end(check);
    Ok(())
}

/// Of cells, names, lists of what may be entered, and formats that depend on something.
fn is_formula(name: &str) -> bool {
    matches!(
        name,
        "f" | "definedName" | "formula" | "formula1" | "formula2" | "calculatedColumnFormula" | "totalsRowFormula"
    )
}

/// A field's instruction may be spread over many pieces of text.
#[derive(Default)]
struct Field {
    is_workbook: bool,
    text: String,
    in_text: bool,
    /// It is carried out anew when the document is opened.
    is_dirty: bool,
    /// The part is a table that is made anew then.
    is_refreshed: bool,
}

impl Field {
    fn start(&mut self, tag: &Tag<'_>, check: &Check<'_>) {
        match tag.name() {
            "instrText" | "delInstrText" => self.in_text = true,
            name if self.is_workbook && is_formula(name) => {
                self.text.clear();
                self.in_text = true;
            }
            // Where the colours and bars of a format begin and end.
            "cfvo" if self.is_workbook => tag.attributes("val").for_each(|formula| formulas::look_at(&formula, check)),
            "fldChar" => {
                self.end(check);
                self.is_dirty = tag.any("dirty", is_on);
            }
            "fldSimple" => {
                self.end(check);
                for instruction in tag.attributes("instr") {
                    self.text = instruction;
                    self.is_dirty = tag.any("dirty", is_on);
                    self.end(check);
                }
            }
            "ddeLink" => check.hold(Hold::Dde),
            "macrosheet" => check.hold(Hold::Macros),
            "imagedata" | "fill" | "stroke" if tag.any("src", is_elsewhere) => {
                check.hold(Hold::ExternalContent);
            }
            "connection" | "queryTable" if tag.any("refreshOnLoad", is_on) => check.hold(Hold::ExternalContent),
            "pivotCacheDefinition" => self.is_refreshed = tag.any("refreshOnLoad", is_on),
            "cacheSource" if self.is_refreshed && tag.any("type", |kind| kind == "external") => {
                check.hold(Hold::ExternalContent);
            }
            "ocx" if tag.any("classid", is_browser) => check.hold(Hold::EmbeddedPrograms),
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver" if tag.any("action", runs) => {
                check.hold(Hold::EmbeddedPrograms);
            }
            _ => {}
        }
    }

    fn end(&mut self, check: &Check<'_>) {
        if is_dde(&self.text) {
            check.hold(Hold::Dde);
        }
        if self.is_dirty && loads(&self.text) {
            check.hold(Hold::ExternalContent);
        }
        self.is_dirty = false;
        self.text.clear();
    }
}

fn runs(action: &str) -> bool {
    let action = action.to_ascii_lowercase();
    action.starts_with("ppaction://program") || action.starts_with("ppaction://macro")
}

/// By its class: a control or an object that is a browser, or a player of films that run scripts.
pub(crate) fn is_browser(class: &str) -> bool {
    const CLASSES: [&str; 5] = [
        "8856f961-340a-11d0-a96b-00c04fd705a2",
        "eab22ac3-30c1-11cf-a7eb-0000c05bae0b",
        "25336920-03f9-11cf-8fd0-00aa00686f13",
        "ae24fdae-03c6-11d1-8b76-0080c744f389",
        "d27cdb6e-ae6d-11cf-96b8-444553540000",
    ];
    let class = class.to_ascii_lowercase();
    CLASSES.iter().any(|known| class.contains(known))
}

/// Does a field's instruction get something from another machine?
fn loads(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == '"').filter(|word| !word.is_empty());
    let names = ["INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK"];
    let is_loaded = words.next().is_some_and(|first| names.iter().any(|name| first.eq_ignore_ascii_case(name)));
    // In a field, a backslash is written twice.
    is_loaded && words.any(|word| may_be_elsewhere(&word.replace("\\\\", "\\")))
}

/// Does a field's instruction begin with `DDE` or `DDEAUTO`?
fn is_dde(text: &str) -> bool {
    let word = text.trim_start().split(|c: char| c.is_whitespace() || c == '"').next().unwrap_or_default();
    word.eq_ignore_ascii_case("dde") || word.eq_ignore_ascii_case("ddeauto")
}
