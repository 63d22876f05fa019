//! Bytes to text. Exports seldom say how they are encoded, and office programs save them anew in code pages.

use std::borrow::Cow;

use domain::wide_text::WideText;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

use crate::unreadable::Unreadable;

/// The text without its byte-order mark.
///
/// A mark decides. Without one it is UTF-16 if it looks like that, and UTF-8 if it can be;
/// what remains comes from a code page of an office program.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    if bytes.contains(&0) {
        return Err(Unreadable::NotATable);
    }
    let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { code_page(bytes) };
    Ok(encoding.decode_without_bom_handling(bytes).0)
}

fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    WideText::without_mark(bytes).map(|text| match text {
        WideText::LowFirst => UTF_16LE,
        WideText::HighFirst => UTF_16BE,
    })
}

/// Chinese in GB18030 comes in pairs of bytes above ASCII, Cyrillic in words of them, and in western
/// languages such a letter mostly stands alone between others.
fn code_page(bytes: &[u8]) -> &'static Encoding {
    let runs: Vec<usize> =
        bytes.split(u8::is_ascii).map(<[u8]>::len).filter(|length| *length > 0).take(10_000).collect();
    let letters: usize = runs.iter().sum();
    let in_pairs = runs.iter().all(|length| length.is_multiple_of(2));
    if in_pairs && GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        return GB18030;
    }
    if letters > runs.len() * 2 { WINDOWS_1251 } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Name,Join time\r\nМария – Азия,2026-11-16 09:00\r\n王芳,2026-11-16 09:00\r\nJosé,x\r\n";

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn unicode_is_known_with_and_without_its_mark() {
        let marked = format!("\u{FEFF}{TEXT}");
        for text in [TEXT, &marked] {
            for bytes in [text.as_bytes().to_vec(), utf_16(text, u16::to_le_bytes), utf_16(text, u16::to_be_bytes)] {
                assert_eq!(decode(&bytes).expect("text"), TEXT);
            }
        }
    }

    #[test]
    fn lists_of_names_in_any_script_are_known_without_a_mark() {
        for text in ["用户昵称,首次入会时间\r\n王芳,昨天\r\n李娜,昨天\r\n", "الاسم,وقت الدخول\r\nليلى,أمس\r\n"]
        {
            for bytes in [utf_16(text, u16::to_le_bytes), utf_16(text, u16::to_be_bytes)] {
                assert_eq!(decode(&bytes).expect("text"), text);
            }
        }
    }

    #[test]
    fn code_pages_are_told_apart_by_their_letters() {
        for (text, encoding) in [
            ("用户昵称（入会昵称）,首次入会时间\n王芳,x\n", GB18030),
            ("Имя,Вошел,Вышел\nМария Иванова,x,y\n", WINDOWS_1251),
            ("Name,Beitrittszeit\nJosé Müller,x\nRenée Peña,y\n", WINDOWS_1252),
        ] {
            let bytes = encoding.encode(text).0;
            assert_eq!(decode(&bytes).expect("text"), text, "{}", encoding.name());
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(b"\x01\x00\x00\x00\x02abc\x00\x00\x00"), Err(Unreadable::NotATable));
    }
}
