//! Decks (`.pptx`): slides in the order in which they are shown, with headings and notes.

use packages::{Piece, Tag};

use super::Package;
use super::pages::{Lines, Pages};
use crate::unrenderable::Unrenderable;

pub(super) fn read(package: &mut Package, pages: &mut Pages) -> Result<(), Unrenderable> {
    let root = package.root("ppt/presentation.xml")?;
    let relations = package.relations(&root)?;
    for id in slide_ids(package, &root)? {
        if pages.is_full() {
            pages.pass();
            continue;
        }
        let path = relations.iter().find(|relation| relation.id == id).map(|relation| relation.path.clone());
        let Some(path) = path else { continue };
        read_slide(package, &path, pages)?;
    }
    Ok(())
}

/// The relations of the slides, in the order of the deck.
fn slide_ids(package: &mut Package, root: &str) -> Result<Vec<String>, Unrenderable> {
    const MOST_SLIDES: usize = 5_000;
    let mut part = package.part(root)?.ok_or(Unrenderable::Damaged("there is no presentation in it"))?;
    let mut ids = Vec::new();
    while let Some(piece) = part.next_piece()? {
        if let Piece::Start(tag) = piece
            && tag.name() == "sldId"
            && ids.len() < MOST_SLIDES
        {
            ids.extend(tag.prefixed_attribute("id"));
        }
    }
    Ok(ids)
}

fn read_slide(package: &mut Package, path: &str, pages: &mut Pages) -> Result<(), Unrenderable> {
    let slide = read_shapes(package, path, Slide::of(pages, false))?;
    let relations = package.relations(path)?;
    let notes = relations.iter().find(|relation| relation.kind.ends_with("/notesSlide"));
    let notes = match notes {
        Some(relation) => Some(read_shapes(package, &relation.path, Slide::of(pages, true))?.body),
        None => None,
    };
    let heading = Some(slide.heading.finish());
    pages.add(heading, slide.body, notes, slide.hidden);
    Ok(())
}

fn read_shapes(package: &mut Package, path: &str, mut slide: Slide) -> Result<Slide, Unrenderable> {
    let Some(mut part) = package.part(path)? else { return Ok(slide) };
    while let Some(piece) = part.next_piece()? {
        match piece {
            Piece::Start(tag) => slide.start(&tag),
            Piece::End(name) => slide.end(&name),
            Piece::Text(text) if slide.in_text && slide.fallbacks == 0 => slide.shape.push(&text),
            Piece::Text(_) => {}
        }
    }
    Ok(slide)
}

/// A slide that is being read, or its notes.
struct Slide {
    heading: Lines,
    body: Lines,
    /// The text of the shape that is being read.
    shape: Lines,
    role: Role,
    notes: bool,
    hidden: bool,
    in_text: bool,
    in_table: bool,
    /// How many alternatives for older programs one is in: they say the same once more.
    fallbacks: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Heading,
    Body,
    /// Without a place in the layout.
    Free,
    /// Number, date, footer, picture of the slide.
    Furniture,
}

impl Slide {
    fn of(pages: &Pages, notes: bool) -> Self {
        Self {
            heading: pages.lines(),
            body: pages.lines(),
            shape: pages.lines(),
            role: Role::Free,
            notes,
            hidden: false,
            in_text: false,
            in_table: false,
            fallbacks: 0,
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "Fallback" => self.fallbacks += 1,
            "sld" => self.hidden = matches!(tag.attribute("show").as_deref(), Some("0" | "false")),
            "sp" | "graphicFrame" => self.role = Role::Free,
            "ph" => {
                self.role = match tag.attribute("type").as_deref() {
                    Some("title" | "ctrTitle") => Role::Heading,
                    Some("sldNum" | "dt" | "ftr" | "hdr" | "sldImg") => Role::Furniture,
                    _ => Role::Body,
                }
            }
            "tbl" => self.in_table = true,
            "t" => self.in_text = true,
            "br" if self.fallbacks == 0 => self.end_of_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            "t" => self.in_text = false,
            "p" => self.end_of_line(),
            "tc" => self.shape.push("\t"),
            "tr" => self.shape.end_line(),
            "tbl" => self.in_table = false,
            "sp" | "graphicFrame" | "cxnSp" | "pic" => self.end_shape(),
            _ => {}
        }
    }

    fn end_of_line(&mut self) {
        // The lines of a cell stay on the line of its row.
        if self.in_table { self.shape.push(" ") } else { self.shape.end_line() }
    }

    fn end_shape(&mut self) {
        let text = self.shape.take();
        let role = std::mem::replace(&mut self.role, Role::Free);
        let into = match role {
            Role::Furniture => return,
            // Beside the notes themselves their page holds what the deck's master puts there.
            Role::Free | Role::Heading if self.notes => return,
            Role::Heading => &mut self.heading,
            Role::Body | Role::Free => &mut self.body,
        };
        for line in text.lines() {
            into.push(line);
            into.end_line();
        }
    }
}
