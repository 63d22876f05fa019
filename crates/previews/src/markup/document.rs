//! Documents (`.docx`): paragraphs, with pages where the program that saved them had them.

use packages::{Piece, Tag};

use super::Package;
use super::pages::{Lines, Pages};
use crate::unrenderable::Unrenderable;

pub(super) fn read(package: &mut Package, pages: &mut Pages) -> Result<(), Unrenderable> {
    let root = package.root("word/document.xml")?;
    let lines = pages.lines();
    let mut part = package.part(&root)?.ok_or(Unrenderable::Damaged("there is no document in it"))?;
    let mut document = Document { page: lines, in_text: false, left_out: 0, tables: 0, pages };
    let mut is_document = false;
    while let Some(piece) = part.next_piece()? {
        match piece {
            Piece::Start(tag) => {
                is_document |= tag.name() == "document";
                document.start(&tag);
            }
            Piece::End(name) => document.end(&name),
            Piece::Text(text) if document.in_text && document.left_out == 0 => document.page.push(&text),
            Piece::Text(_) => {}
        }
    }
    document.end_page();
    if is_document { Ok(()) } else { Err(Unrenderable::Damaged("there is no document in it")) }
}

struct Document<'p> {
    page: Lines,
    in_text: bool,
    /// How many things one is in that are not read: what has been deleted, what is there for older programs.
    left_out: u32,
    /// How many tables one is in.
    tables: u32,
    pages: &'p mut Pages,
}

impl Document<'_> {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "del" | "moveFrom" | "Fallback" => self.left_out += 1,
            _ if self.left_out > 0 => {}
            "t" => self.in_text = true,
            "tab" => self.page.push("\t"),
            "noBreakHyphen" => self.page.push("-"),
            "br" if tag.attribute("type").as_deref() == Some("page") => self.end_page(),
            "br" | "cr" => self.end_of_line(),
            "lastRenderedPageBreak" => self.end_page(),
            "tbl" => self.tables += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "Fallback" => self.left_out = self.left_out.saturating_sub(1),
            "t" => self.in_text = false,
            "p" => self.end_of_line(),
            "tc" => self.page.push("\t"),
            "tr" => self.page.end_line(),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn end_of_line(&mut self) {
        if self.tables > 0 { self.page.push(" ") } else { self.page.end_line() }
    }

    fn end_page(&mut self) {
        if !self.page.is_empty() {
            let page = std::mem::replace(&mut self.page, self.pages.lines());
            self.pages.add(None, page, None, false);
        }
    }
}
