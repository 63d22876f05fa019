//! Texts and tables with separators, in pages of some lines. They have no images: a page shows them as text.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use domain::preview::{Contents, Missing, Page};
use domain::wide_text::WideText;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::limits::{Limits, TextBudget};
use crate::normal::normal;
use crate::read_whole::read_whole;
use crate::unrenderable::Unrenderable;

pub(crate) fn render_text(source: &Path, limits: &Limits) -> Result<Contents, Unrenderable> {
    let bytes = read_whole(source, limits.file_bytes)?;
    // Of a text that is much longer than what is shown only the beginning is looked at.
    let kept = bytes.len().min(limits.chars.saturating_mul(4));
    let decoded = decode(&bytes[..kept]);
    let lines: Vec<&str> = decoded.lines().collect();
    let of = u32::try_from(lines.len().div_ceil(limits.lines.max(1))).unwrap_or(u32::MAX);
    let mut budget = TextBudget::new(limits);
    let pages: Vec<Page> = (1..=of.min(limits.pages))
        .zip(lines.chunks(limits.lines.max(1)))
        .map(|(number, lines)| Page { number, text: budget.take(normal(&lines.join("\n"))), ..Page::default() })
        .collect();
    let mut missing = Vec::new();
    if limits.pages < of {
        missing.push(Missing::Pages { shown: limits.pages, of: (kept == bytes.len()).then_some(of) });
    }
    if budget.cut || kept < bytes.len() {
        missing.push(Missing::Text);
    }
    Ok(Contents { pages, missing })
}

/// A mark decides. Without one it is UTF-16 if it looks like that, UTF-8 if it can be, and otherwise what the detector of
/// Firefox takes it for, by how often letters come together in languages.
fn decode(bytes: &[u8]) -> String {
    if let Some(text) = utf_32(bytes) {
        return text;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    let encoding = utf_16_without_mark(bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Allow)
    });
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// By its mark, which begins like that of UTF-16.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (number_of, letters) = match bytes {
        [0xFF, 0xFE, 0, 0, letters @ ..] => (u32::from_le_bytes as fn([u8; 4]) -> u32, letters),
        [0, 0, 0xFE, 0xFF, letters @ ..] => (u32::from_be_bytes as fn([u8; 4]) -> u32, letters),
        _ => return None,
    };
    let letters = letters.as_chunks::<4>().0.iter();
    Some(letters.map(|letter| char::from_u32(number_of(*letter)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    WideText::without_mark(bytes).map(|text| match text {
        WideText::LowFirst => UTF_16LE,
        WideText::HighFirst => UTF_16BE,
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GBK, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

    use super::*;

    #[test]
    fn unicode_is_known_with_and_without_its_mark() {
        let text = "Port;TEU\nAbidjan – Côte d’Ivoire;1,2\n";
        let utf_16 = |of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(of).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes().to_vec()),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
            marked(b"\xFF\xFE", utf_16(u16::to_le_bytes)),
            marked(b"\xFE\xFF", utf_16(u16::to_be_bytes)),
        ] {
            assert_eq!(decode(&bytes), text);
        }
    }

    #[test]
    fn every_script_is_read_with_two_and_with_four_bytes_for_a_letter() {
        for text in [
            "ທ່າເຮືອບົກ ທ່ານາແລ້ງ\nນະຄອນຫຼວງວຽງຈັນ\n",
            "ميناء بيروت\nهو أكبر ميناء في لبنان\n",
            "Порт Владивосток\nявляется крупнейшим портом Рр\n",
            "港口是全球供应链的重要枢纽，是一个国家的大门。\r\n“上海”\r\n",
        ] {
            let utf_16 = |of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(of).collect::<Vec<u8>>();
            let utf_32 = |of: fn(u32) -> [u8; 4]| {
                let letters = format!("\u{FEFF}{text}");
                letters.chars().flat_map(|letter| of(u32::from(letter))).collect::<Vec<u8>>()
            };
            for bytes in
                [utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes), utf_32(u32::to_le_bytes), utf_32(u32::to_be_bytes)]
            {
                assert_eq!(decode(&bytes), text);
            }
        }
    }

    #[test]
    fn a_stray_zero_makes_no_utf_16() {
        let text = format!("{} \0{}", "Port of Beira. ".repeat(3), "Tons a year. ".repeat(9));
        assert_eq!(decode(text.as_bytes()), text);
    }

    #[test]
    fn code_pages_are_told_apart_by_their_language() {
        for (text, encoding) in [
            ("港口是全球供应链的重要枢纽，集装箱吞吐量达到新高。", GBK),
            ("Порт Владивосток является крупнейшим портом", WINDOWS_1251),
            ("Le port de Séville était très fréquenté à l’époque", WINDOWS_1252),
            ("ميناء بيروت هو أكبر ميناء في لبنان", WINDOWS_1256),
        ] {
            assert_eq!(decode(&encoding.encode(text).0), text, "{}", encoding.name());
        }
    }
}
