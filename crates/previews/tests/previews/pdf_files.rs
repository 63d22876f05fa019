//! PDF files for the tests. Their one font draws a box for every letter, and says what it means.

use std::collections::BTreeMap;

use pdf_writer::types::SystemInfo;
use pdf_writer::types::UnicodeCmap;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// Width of a letter that is no mark, in thousandths of the size of the font.
const ADVANCE: f32 = 600.0;
const SIZE: f32 = 20.0;

/// Letters that are drawn from left to right, starting at a point.
#[derive(Clone)]
pub struct Row {
    pub x: f32,
    pub y: f32,
    /// Each is one glyph; one that begins with `~` takes no room.
    pub letters: Vec<String>,
    /// What the file says that they mean together.
    pub replaced: Option<String>,
}

pub fn row(x: f32, y: f32, text: &str) -> Row {
    Row { x, y, letters: text.chars().map(String::from).collect(), replaced: None }
}

/// A page of 400 × 300 points for each list of rows.
pub fn pdf_of(pages: &[Vec<Row>]) -> Vec<u8> {
    pdf_with(pages, &[])
}

/// With further instructions at the end of the first pages.
pub fn pdf_with(pages: &[Vec<Row>], more: &[&[u8]]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree, font, cmap) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    let page_ref = |place: usize| Ref::new(10 + 2 * i32::try_from(place).expect("few pages"));
    let content_ref = |place: usize| Ref::new(11 + 2 * i32::try_from(place).expect("few pages"));
    pdf.catalog(catalog).pages(tree);
    let count = i32::try_from(pages.len()).expect("few pages");
    pdf.pages(tree).kids((0..pages.len()).map(page_ref)).count(count);
    let mut codes: BTreeMap<String, u8> = BTreeMap::new();
    for letter in pages.iter().flatten().flat_map(|row| &row.letters) {
        let next = 32 + u8::try_from(codes.len()).expect("few letters");
        codes.entry(letter.clone()).or_insert(next);
    }
    for (place, rows) in pages.iter().enumerate() {
        let mut page = pdf.page(page_ref(place));
        page.parent(tree).media_box(Rect::new(0.0, 0.0, 400.0, 300.0)).contents(content_ref(place));
        page.resources().fonts().pair(Name(b"F"), font);
        page.finish();
        let mut bytes = content_of(rows, &codes);
        bytes.push(b'\n');
        bytes.extend_from_slice(more.get(place).copied().unwrap_or_default());
        pdf.stream(content_ref(place), &bytes);
    }
    write_font(&mut pdf, font, cmap, &codes);
    pdf.finish()
}

fn content_of(rows: &[Row], codes: &BTreeMap<String, u8>) -> Vec<u8> {
    let mut content = Content::new();
    for row in rows {
        if let Some(text) = &row.replaced {
            let mut span = content.begin_marked_content_with_properties(Name(b"Span"));
            span.properties().actual_text(TextStr(text));
        }
        let bytes: Vec<u8> = row.letters.iter().map(|letter| codes[letter]).collect();
        content.begin_text().set_font(Name(b"F"), SIZE).next_line(row.x, row.y).show(Str(&bytes)).end_text();
        if row.replaced.is_some() {
            content.end_marked_content();
        }
    }
    content.finish().to_vec()
}

fn write_font(pdf: &mut Pdf, font: Ref, cmap: Ref, codes: &BTreeMap<String, u8>) {
    let mut widths = vec![ADVANCE; 224];
    let info = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"UCS"), supplement: 0 };
    let mut meanings = UnicodeCmap::<u8>::new(Name(b"Custom"), info);
    for (letter, code) in codes {
        let plain = letter.trim_start_matches('~');
        if plain.len() < letter.len() {
            widths[usize::from(*code) - 32] = 0.0;
        }
        meanings.pair_with_multiple(*code, plain.chars());
    }
    let mut dictionary = pdf.type1_font(font);
    dictionary.base_font(Name(b"Helvetica")).first_char(32).last_char(255).widths(widths).to_unicode(cmap);
    dictionary.finish();
    pdf.cmap(cmap, &meanings.finish());
}
