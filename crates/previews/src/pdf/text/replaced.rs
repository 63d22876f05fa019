//! What a file says that some of its glyphs mean together (`ActualText`): office programs write it where vowels of Lao,
//! Thai, Khmer or Burmese are drawn in parts or in another order than they are read.

use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro::hayro_syntax::object::{Object, String as Bytes, dict_or_stream};
use hayro::hayro_syntax::page::Page;

/// More than any page has.
const MOST_SPANS: usize = 100_000;

/// Every marked span of a page in the order in which they begin, with its text if it has one.
///
/// The interpreter tells when a span begins, and not what stands in it. So they are counted here once more; what
/// lies in forms within the page is not, and whoever compares the two has to see that the number is the same.
pub(super) fn spans(page: &Page<'_>) -> Vec<Option<String>> {
    let mut spans = Vec::new();
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        match operation {
            TypedInstruction::BeginMarkedContent(_) => spans.push(None),
            TypedInstruction::BeginMarkedContentWithProperties(begin) => spans.push(text_of(begin.1)),
            _ => {}
        }
        if spans.len() > MOST_SPANS {
            return Vec::new();
        }
    }
    spans
}

fn text_of(properties: &Object<'_>) -> Option<String> {
    let (properties, _) = dict_or_stream(properties)?;
    Some(decoded(properties.get::<Bytes<'_>>(ACTUAL_TEXT)?.as_bytes()))
}

/// Texts in a PDF are UTF-16 or UTF-8 with their marks, or else something close to Latin 1.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn texts_are_decoded_by_their_marks() {
        assert_eq!(decoded(&[0xFE, 0xFF, 0x0E, 0xAA]), "ສ");
        assert_eq!(decoded(b"\xEF\xBB\xBF\xE6\xB8\xAF"), "港");
        assert_eq!(decoded(b"\xE9tat"), "état");
    }
}
