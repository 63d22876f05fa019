//! Text in the form in which it is searched, shown and compared.

use unicode_normalization::UnicodeNormalization;

/// NFC; forms that only fonts need are taken apart (`ﬁ` to `fi`, Arabic letters in their joined shapes, radicals that
/// stand for characters); characters that cannot be seen go.
pub(crate) fn normal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match u32::from(character) {
            // Ligatures and Hebrew with points; Arabic shapes; radicals of Chinese.
            0xFB00..=0xFDFF | 0xFE70..=0xFEFC | 0x2E80..=0x2FDF => plain.extend(std::iter::once(character).nfkc()),
            // Soft hyphens, joiners that PDF files put anywhere, marks of direction, the byte-order mark.
            0xAD | 0x200B | 0x200E | 0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF | 0xFFFD => {}
            0xA0 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => plain.push(' '),
            _ if character.is_control() && !matches!(character, '\n' | '\t') => {}
            _ => plain.push(character),
        }
    }
    plain.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_can_be_found_however_a_font_writes_them() {
        assert_eq!(normal("e\u{301}tat-\u{AD}major, o\u{FB03}ce"), "état-major, office");
        assert_eq!(normal("\u{FE8E}\u{FE91}\u{FEFB}"), "ابلا");
        assert_eq!(normal("\u{2F8F}\u{2F00}"), "行一");
        assert_eq!(normal("a\u{A0}b\u{0}\u{200F}c"), "a bc");
    }

    #[test]
    fn lao_and_thai_keep_their_vowels() {
        for text in ["ທ່າເຮືອ ແລະ ນ້ຳ", "ท่าเรือน้ำลึก"] {
            assert_eq!(normal(text), text);
        }
    }
}
