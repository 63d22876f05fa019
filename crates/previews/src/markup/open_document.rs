//! OpenDocument: decks (`.odp`), documents (`.odt`) and workbooks (`.ods`), whose words lie in one part.

use std::collections::HashSet;

use packages::{Piece, Tag};

use super::Package;
use super::pages::{Lines, Pages};
use crate::unrenderable::Unrenderable;

pub(super) fn read(package: &mut Package, pages: &mut Pages) -> Result<(), Unrenderable> {
    let mut reading = Reading {
        heading: pages.lines(),
        body: pages.lines(),
        notes: pages.lines(),
        name: None,
        kind: None,
        style: String::new(),
        hiding_styles: HashSet::new(),
        hidden: false,
        in_heading: false,
        in_notes: false,
        paragraphs: 0,
        left_out: 0,
        rows: 0,
        pages,
    };
    let mut part = package.part("content.xml")?.ok_or(Unrenderable::Damaged("there is no content in it"))?;
    while let Some(piece) = part.next_piece()? {
        match piece {
            Piece::Start(tag) => reading.start(&tag),
            Piece::End(name) => reading.end(&name),
            Piece::Text(text) if reading.paragraphs > 0 && reading.left_out == 0 => reading.line().push(&text),
            Piece::Text(_) => {}
        }
    }
    if reading.kind == Some(Kind::Text) {
        reading.end_page();
    }
    reading.kind.map(|_| ()).ok_or(Unrenderable::Damaged("there is no content in it"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Deck,
    Text,
    Workbook,
}

struct Reading<'p> {
    heading: Lines,
    body: Lines,
    notes: Lines,
    /// Of the sheet.
    name: Option<String>,
    kind: Option<Kind>,
    /// The style that is being read, and those of them that hide a slide or a sheet.
    style: String,
    hiding_styles: HashSet<String>,
    hidden: bool,
    in_heading: bool,
    in_notes: bool,
    /// A note of a paragraph has paragraphs itself.
    paragraphs: u32,
    /// How many things one is in that are not read: what has been deleted, remarks.
    left_out: u32,
    rows: u32,
    pages: &'p mut Pages,
}

impl Reading<'_> {
    fn line(&mut self) -> &mut Lines {
        match (self.in_notes, self.in_heading) {
            (true, _) => &mut self.notes,
            (_, true) => &mut self.heading,
            _ => &mut self.body,
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "presentation" => self.kind = self.kind.or(Some(Kind::Deck)),
            "spreadsheet" => self.kind = self.kind.or(Some(Kind::Workbook)),
            "text" => self.kind = self.kind.or(Some(Kind::Text)),
            "style" => self.style = tag.attribute("name").unwrap_or_default(),
            "drawing-page-properties" | "table-properties" => {
                let hides = tag.attribute("visibility").as_deref() == Some("hidden")
                    || tag.attribute("display").as_deref() == Some("false");
                if hides && self.kind.is_none() {
                    self.hiding_styles.insert(self.style.clone());
                }
            }
            "tracked-changes" | "annotation" => self.left_out += 1,
            _ if self.left_out > 0 => {}
            "page" if self.kind == Some(Kind::Deck) => self.hidden = self.is_hidden(tag),
            "table" if self.kind == Some(Kind::Workbook) => {
                self.hidden = self.is_hidden(tag);
                self.name = tag.attribute("name");
            }
            "notes" => self.in_notes = true,
            "frame" => self.in_heading = tag.attribute("class").as_deref() == Some("title"),
            "p" | "h" => self.paragraphs += 1,
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.line().push(&" ".repeat(count.min(100)));
            }
            "tab" => self.line().push("\t"),
            "line-break" => self.end_of_line(),
            "soft-page-break" if self.kind == Some(Kind::Text) => self.end_page(),
            "table-row" => self.rows += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "tracked-changes" | "annotation" => self.left_out = self.left_out.saturating_sub(1),
            _ if self.left_out > 0 => {}
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.end_of_line();
            }
            "frame" => self.in_heading = false,
            "notes" => self.in_notes = false,
            "table-cell" => self.line().push("\t"),
            "table-row" => {
                self.rows = self.rows.saturating_sub(1);
                self.line().end_line();
            }
            "page" if self.kind == Some(Kind::Deck) => self.add_page(),
            "table" if self.kind == Some(Kind::Workbook) && self.rows == 0 => self.add_page(),
            _ => {}
        }
    }

    fn is_hidden(&self, tag: &Tag<'_>) -> bool {
        tag.attribute("style-name").is_some_and(|style| self.hiding_styles.contains(&style))
    }

    fn end_of_line(&mut self) {
        let in_row = self.rows > 0;
        if in_row { self.line().push(" ") } else { self.line().end_line() }
    }

    fn end_page(&mut self) {
        if !self.body.is_empty() {
            self.add_page();
        }
    }

    fn add_page(&mut self) {
        let (fresh, other, third) = (self.pages.lines(), self.pages.lines(), self.pages.lines());
        let heading = std::mem::replace(&mut self.heading, fresh).finish();
        let body = std::mem::replace(&mut self.body, other);
        let notes = std::mem::replace(&mut self.notes, third);
        let heading = self.name.take().unwrap_or(heading);
        self.pages.add(Some(heading), body, Some(notes), self.hidden);
        self.hidden = false;
    }
}
