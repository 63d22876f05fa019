//! Fields that ask other programs for data (DDE), tables that fetch some on opening, and shapes that start a program.

use domain::gate::Hold;

use super::relations::is_elsewhere;
use super::xml::{Piece, Tag, read};
use crate::archive::Package;
use crate::check::{Check, Checked};

/// Parts of documents that can hold fields: the text, and what stands around it; links and connections of workbooks;
/// slides.
pub(super) fn may_stand_in(name: &str) -> bool {
    if !name.ends_with(".xml") {
        return false;
    }
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    match folder {
        "word" => ["document", "header", "footer", "footnotes", "endnotes", "comments", "settings"]
            .iter()
            .any(|part| file.starts_with(part)),
        "xl" => file == "connections.xml",
        "xl/externallinks" | "ppt/slides" | "ppt/slidelayouts" | "ppt/slidemasters" => true,
        _ => false,
    }
}

/// Longer texts of a field are cut.
const FIELD_CHARS: usize = 1_000;

pub(super) fn examine(package: &mut Package<'_>, place: usize, check: &Check<'_>) -> Checked {
    let mut field = Field::default();
    package.unpack(place, check, |reader| {
        read(reader, check, |piece| match piece {
            Piece::Start(tag) => field.start(&tag, check),
            Piece::End("instrText" | "delInstrText") => field.in_text = false,
            Piece::Text(text) if field.in_text && field.text.len() < FIELD_CHARS => field.text.push_str(text),
            Piece::End(_) | Piece::Text(_) => {}
        })
    })?;
    field.end(check);
    Ok(())
}

/// A field's instruction may be spread over many pieces of text.
#[derive(Default)]
struct Field {
    text: String,
    in_text: bool,
}

impl Field {
    fn start(&mut self, tag: &Tag<'_>, check: &Check<'_>) {
        match tag.name() {
            "instrText" | "delInstrText" => self.in_text = true,
            "fldChar" => self.end(check),
            "fldSimple" => {
                self.end(check);
                self.text = tag.attribute("instr").unwrap_or_default();
                self.end(check);
            }
            "ddeLink" => check.hold(Hold::Dde),
            "imagedata" if tag.attribute("src").is_some_and(|target| is_elsewhere(&target)) => {
                check.hold(Hold::ExternalContent);
            }
            "connection"
                if tag.attribute("refreshOnLoad").is_some_and(|value| matches!(value.as_str(), "1" | "true")) =>
            {
                check.hold(Hold::ExternalContent);
            }
            "hlinkClick" | "hlinkHover" | "hlinkMouseOver" => {
                let action = tag.attribute("action").unwrap_or_default().to_ascii_lowercase();
                if action.starts_with("ppaction://program") || action.starts_with("ppaction://macro") {
                    check.hold(Hold::EmbeddedPrograms);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, check: &Check<'_>) {
        if is_dde(&self.text) {
            check.hold(Hold::Dde);
        }
        self.text.clear();
    }
}

/// Does a field's instruction begin with `DDE` or `DDEAUTO`?
fn is_dde(text: &str) -> bool {
    let word = text.trim_start().split(|c: char| c.is_whitespace() || c == '"').next().unwrap_or_default();
    word.eq_ignore_ascii_case("dde") || word.eq_ignore_ascii_case("ddeauto")
}
