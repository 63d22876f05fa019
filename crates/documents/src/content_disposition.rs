//! The header that names a downloaded file, after RFC 6266 and RFC 8187.

/// File systems hold names of at most so many bytes.
const MAX_NAME_BYTES: usize = 255;
const LONGEST_EXTENSION: usize = 16;

/// The value of `Content-Disposition` for a download: visible ASCII and spaces only.
///
/// The name came from some uploader's machine. It is kept in every script, but cannot name a
/// folder, hide its extension or end the header, and a browser always gets a name to save under.
pub fn content_disposition(file_name: &str) -> String {
    let name = harmless(file_name);
    format!("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii(&name), percent_encoded(&name))
}

fn harmless(file_name: &str) -> String {
    let plain: String = file_name.chars().filter(|c| !is_deceiving(*c)).map(replaced).collect();
    // A dot in front hides the file, or climbs; Windows drops dots and spaces at the end.
    let name = plain.trim_start_matches(|c: char| c == '.' || c.is_whitespace());
    let name = shortened(name.trim_end_matches(|c: char| c == '.' || c.is_whitespace()));
    if name.is_empty() { "file".to_owned() } else { name }
}

/// Characters nobody sees that change what is read: `cod.exe` must not look like `exe.doc`.
/// The joiners of Persian words and of emoji stay.
fn is_deceiving(c: char) -> bool {
    matches!(c,
        '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}')
}

/// What some system takes for a path, a quote, a stream or a pattern.
fn replaced(c: char) -> char {
    if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c }
}

/// Cuts the middle out of a name that is too long: its extension says which program opens it.
fn shortened(name: &str) -> String {
    if name.len() <= MAX_NAME_BYTES {
        return name.to_owned();
    }
    let dot = name.rfind('.').filter(|dot| name.len() - dot <= LONGEST_EXTENSION);
    let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
    let mut end = MAX_NAME_BYTES - extension.len();
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{extension}", &stem[..end])
}

/// The name for clients that know no `filename*`. Percent signs go, because some of those decode them.
fn ascii(name: &str) -> String {
    let plain = |c: char| if (c.is_ascii_graphic() && c != '%') || c == ' ' { c } else { '_' };
    let spelled: String = name.chars().map(plain).collect();
    let (stem, extension) = spelled.split_at(spelled.rfind('.').unwrap_or(spelled.len()));
    if stem.contains(|c: char| c.is_ascii_alphanumeric()) { spelled } else { format!("file{extension}") }
}

/// `attr-char` of RFC 8187 stays, every other byte becomes `%XX`.
fn percent_encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::AWKWARD_TEXTS;

    fn parts(header: &str) -> (String, String) {
        let rest = header.strip_prefix("attachment; filename=\"").expect("an attachment");
        let (fallback, encoded) = rest.split_once("\"; filename*=UTF-8''").expect("both names");
        (fallback.to_owned(), decoded(encoded))
    }

    fn decoded(encoded: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = encoded.as_bytes();
        while let [first, tail @ ..] = rest {
            if let ([b'%', a, b], true) = (&rest[..rest.len().min(3)], *first == b'%') {
                let digits = [*a, *b];
                let digits = std::str::from_utf8(&digits).expect("ASCII");
                bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal"));
                rest = &rest[3..];
            } else {
                bytes.push(*first);
                rest = tail;
            }
        }
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn plain_names_stay_plain() {
        assert_eq!(
            content_disposition("Country report, v2.pptx"),
            "attachment; filename=\"Country report, v2.pptx\"; filename*=UTF-8''Country%20report%2C%20v2.pptx"
        );
    }

    #[test]
    fn names_of_every_script_come_through() {
        for (name, fallback) in [
            ("تقرير لاوس.pdf", "file.pdf"),
            ("国情报告.pptx", "file.pptx"),
            ("Présentation_2021.pdf", "Pr_sentation_2021.pdf"),
            ("👩‍🎓 slides.pdf", "___ slides.pdf"),
            ("می‌خواهم.docx", "file.docx"),
            ("100%.pdf", "100_.pdf"),
            ("=cmd().csv", "=cmd().csv"),
        ] {
            assert_eq!(parts(&content_disposition(name)), (fallback.to_owned(), name.to_owned()));
        }
    }

    #[test]
    fn nothing_leaves_the_name() {
        for (name, saved) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\slides.pptx", "C__slides.pptx"),
            ("a\"; filename=\"evil.exe", "a_; filename=_evil.exe"),
            ("a\r\nSet-Cookie: x=1.pdf", "a__Set-Cookie_ x=1.pdf"),
            ("report\u{202E}fdp.exe", "reportfdp.exe"),
            ("\u{2066}a\u{2069}\u{200F}.pdf", "a.pdf"),
            ("<script>.html", "_script_.html"),
            (".htaccess", "htaccess"),
            ("slides.pptx. . ", "slides.pptx"),
            ("tab\there\u{0}\u{7F}\u{85}.pdf", "tab_here___.pdf"),
        ] {
            assert_eq!(parts(&content_disposition(name)).1, saved, "{name:?}");
        }
    }

    #[test]
    fn there_is_always_a_name() {
        for name in ["", " ", "...", "\u{202E}", "\u{FEFF}", ". ."] {
            assert_eq!(content_disposition(name), "attachment; filename=\"file\"; filename*=UTF-8''file");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        for letter in ["a", "ل", "语", "😀"] {
            let (fallback, name) = parts(&content_disposition(&format!("{}.pptx", letter.repeat(300))));
            assert!((250..=255).contains(&name.len()), "{}", name.len());
            assert!(name.ends_with(&format!("{letter}.pptx")) && fallback.ends_with(".pptx"));
        }
        assert_eq!(parts(&content_disposition(&".a".repeat(300))).1.len(), 255);
    }

    #[test]
    fn the_value_is_one_line_of_ascii() {
        for name in AWKWARD_TEXTS {
            let header = content_disposition(name);
            assert!(header.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{header}");
            assert_eq!(header.matches('"').count(), 2, "{header}");
            assert!(!header.contains(['\\', '/']), "{header}");
        }
    }
}
