//! The QR code as a picture.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// A code's picture, and how many squares it has along one side, its quiet zone of four included.
pub struct QrPicture {
    pub svg: String,
    pub squares: usize,
}

const QUIET: usize = 4;

/// Level M survives a coffee stain; what is too long for it gets level L. `None` past some 2,900 letters.
pub fn draw(text: &str) -> Option<QrPicture> {
    let code = [ECL::M, ECL::L].into_iter().find_map(|level| QRBuilder::new(text).ecl(level).build().ok())?;
    let squares = code.size + 2 * QUIET;
    // One path for all: squares drawn on their own show hairlines where they touch.
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        let mut x = 0;
        while x < row.len() {
            let dark = row[x..].iter().take_while(|module| module.value()).count();
            if dark > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {squares} {squares}"><path fill="#fff" d="M0 0h{squares}v{squares}h-{squares}z"/><path d="{path}"/></svg>"##
    );
    Some(QrPicture { svg, squares })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_has_more_squares_until_none_are_left() {
        let small = draw("https://lectern.example.org/").expect("a code");
        let large = draw(&"x".repeat(2600)).expect("a code");
        assert!(small.squares < large.squares);
        assert!(draw(&"x".repeat(3000)).is_none());
        // The corner square that every code has, inside the quiet zone.
        assert!(small.svg.contains("M4 4h7v1h-7z"), "{}", small.svg);
    }
}
