//! Texts that look like something else at first.

use super::assert_words;
use super::made::*;

#[test]
fn a_text_may_begin_with_empty_lines_and_any_word() {
    let text = |words: &str| words.as_bytes().to_vec();
    assert_words(&[
        ("free.txt", text("\r\n\r\nfree of charge\r\n"), "Ready"),
        ("wide.txt", text("\n\n\n\nwide roads\n"), "Ready"),
        ("skip.csv", text("\t\t\t\tskip\n"), "Ready"),
        ("free.mp4", [boxed(b"free", b"x"), film(b"isom", &[b"vide"])].concat(), "Ready"),
        ("free-film.txt", [boxed(b"free", b"x"), film(b"isom", &[b"vide"])].concat(), "ContentDiffers"),
    ]);
}

#[test]
fn a_text_may_tell_of_pdf() {
    let whole = pdf("", &[]);
    let script = b"Look for 7 0 obj <</S/JavaScript/JS(app.alert\\(1\\))>> behind %PDF-1.7 and <html>.\n".to_vec();
    assert_words(&[
        ("mark.txt", b"A file that begins with %PDF-1.7 is a PDF.\r\n".to_vec(), "Ready"),
        ("table.csv", b"kind,mark\nPDF,%PDF-1.7\n".to_vec(), "Ready"),
        ("script.txt", script, "Ready"),
        ("document.txt", [b"A text.\n".as_slice(), &whole].concat(), "ContentDiffers"),
        (
            "closed.txt",
            [b"A text.\n".as_slice(), &pdf_with("/Encrypt<</Filter/A>>", "", &[])].concat(),
            "ContentDiffers",
        ),
        ("at-once.txt", b"%PDF-1.7\n".to_vec(), "ContentDiffers"),
        ("mark.pdf", b"A file that begins with %PDF-1.7 is a PDF.\r\n".to_vec(), "Broken"),
    ]);
}

#[test]
fn letters_of_four_bytes_and_old_letters_of_east_asia_are_text() {
    let four = |text: &str, to: fn(u32) -> [u8; 4]| -> Vec<u8> {
        text.chars().flat_map(|letter| to(u32::from(letter))).collect()
    };
    let (text, page) = ("\u{feff}Report — 报告\r\n", "\u{feff}<html>");
    let cut = four(text, u32::to_le_bytes);
    let korean = b"\x1B$)C\x0E?@Ge\x0F 5 t\r\n\x0EGW8q\x0F\r\n".to_vec();
    assert_words(&[
        ("little.txt", four(text, u32::to_le_bytes), "Ready"),
        ("big.csv", four(text, u32::to_be_bytes), "Ready"),
        ("cut.txt", cut[..cut.len() - 2].to_vec(), "Ready"),
        ("web.csv", four("\u{feff}a,=WEBSERVICE(A1)\n", u32::to_le_bytes), "Held([ExternalContent])"),
        ("page.txt", four(page, u32::to_le_bytes), "Html"),
        ("bytes.txt", [b"\xFF\xFE\0\0".as_slice(), &[7; 400]].concat(), "ContentDiffers"),
        ("control.txt", four("\u{feff}a\u{1}", u32::to_be_bytes), "ContentDiffers"),
        ("japanese.txt", b"\x1B$B9A\x1B(B 5 t\r\n".to_vec(), "Ready"),
        ("korean.txt", korean.clone(), "Ready"),
        ("not-korean.txt", korean[4..].to_vec(), "ContentDiffers"),
    ]);
}
