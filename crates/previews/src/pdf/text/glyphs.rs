//! What a page writes, letter by letter, with the places where it stands.

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Point, Rect, Vec2};
use unicode_normalization::char::is_combining_mark;

use super::replaced;

/// More letters than fit on a page that anyone reads.
const MOST_LETTERS: usize = 100_000;

/// One glyph of a page. Lengths are points, along the line it stands on and across it.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// Several characters for a ligature. Empty if the file does not say what the glyph means.
    pub(super) text: String,
    /// Where it begins and ends along its line.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Its line. Grows downwards for upright text.
    pub(super) across: f64,
    /// Of the font.
    pub(super) size: f64,
    /// The way the line goes.
    pub(super) way: Vec2,
}

/// The letters of a page in the order in which the file draws them, which programs mostly write as one reads.
pub(super) fn letters<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> Vec<Letter> {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, bounds, cache, page.xref(), settings.clone());
    let mut collector = Collector { bounds, letters: Vec::new(), begun: 0, open: Vec::new(), spans: Vec::new() };
    interpret_page(page, &mut context, &mut collector);
    collector.finish(&replaced::spans(page))
}

/// A device that draws nothing and keeps letters.
struct Collector {
    bounds: Rect,
    letters: Vec<Letter>,
    /// How many marked spans have begun, which of them are open, and in which one each letter stands.
    begun: usize,
    open: Vec<usize>,
    spans: Vec<Option<usize>>,
}

impl Collector {
    /// The first letter of a span whose text is known has all of it, and reaches over the others.
    fn finish(self, texts: &[Option<String>]) -> Vec<Letter> {
        if texts.len() != self.begun || texts.iter().all(Option::is_none) {
            return self.letters;
        }
        let mut letters: Vec<Letter> = Vec::with_capacity(self.letters.len());
        let mut last = None;
        for (mut letter, span) in self.letters.into_iter().zip(self.spans) {
            let told = span.and_then(|span| Some((span, texts.get(span)?.as_ref()?)));
            if let Some((span, text)) = told {
                if last == Some(span)
                    && let Some(first) = letters.last_mut()
                    && first.is_on_line_of(&letter)
                {
                    first.start = first.start.min(letter.start);
                    first.end = first.end.max(letter.end);
                    continue;
                }
                letter.text = if last == Some(span) { String::new() } else { text.clone() };
            }
            last = told.map(|(span, _)| span);
            letters.push(letter);
        }
        letters
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let place = transform * glyph_transform;
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
            Glyph::Type3(_) => 500.0,
        };
        let (origin, end) = (place * Point::ZERO, place * Point::new(advance, 0.0));
        let (along, up) = (place * Point::new(1_000.0, 0.0) - origin, place * Point::new(0.0, 1_000.0) - origin);
        let (length, size) = (along.hypot(), up.hypot());
        let outside = !self.bounds.inflate(1.0, 1.0).contains(origin);
        if outside || !(length > 0.0 && size > 0.0) || self.letters.len() == MOST_LETTERS {
            return;
        }
        let way = along / length;
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let letter = Letter {
            text,
            start: way.dot(origin.to_vec2()),
            end: way.dot(end.to_vec2()),
            across: way.cross(origin.to_vec2()),
            size,
            way,
        };
        if !self.letters.last().is_some_and(|last| letter.is_drawn_over(last)) {
            self.letters.push(letter);
            self.spans.push(self.open.last().copied());
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {
        self.open.push(self.begun);
        self.begun += 1;
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Letter {
    pub(super) fn is_on_line_of(&self, other: &Self) -> bool {
        let size = self.size.max(other.size);
        self.way.dot(other.way) > 0.99 && (self.across - other.across).abs() < 0.5 * size
    }

    /// A vowel or tone above or below a letter, drawn without taking room of its own.
    pub(super) fn is_mark(&self) -> bool {
        let takes_no_room = self.end - self.start < 0.1 * self.size;
        takes_no_room && !self.text.is_empty() && self.text.chars().all(is_combining_mark)
    }

    /// Filled and outlined, or drawn twice to look bold.
    fn is_drawn_over(&self, last: &Self) -> bool {
        self.text == last.text
            && (self.start - last.start).abs() < 0.05 * self.size
            && (self.across - last.across).abs() < 0.05 * self.size
    }

    #[cfg(test)]
    pub(super) fn at(text: &str, start: f64, end: f64, across: f64) -> Self {
        Self { text: text.to_owned(), start, end, across, size: 10.0, way: Vec2::new(1.0, 0.0) }
    }
}
