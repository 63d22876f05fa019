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

#[test]
fn letters_of_two_bytes_are_text_in_any_script_without_their_mark() {
    let scripts = ["ທ່າເຮືອບົກ ທ່ານາແລ້ງ\n", "ميناء بيروت\r\n", "Порт Владивосток\n"];
    for text in scripts {
        let two = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let four = |to: fn(u32) -> [u8; 4]| text.chars().flat_map(|letter| to(u32::from(letter))).collect::<Vec<u8>>();
        let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
        assert_words(&[
            ("little.txt", two(u16::to_le_bytes), "Ready"),
            ("big.txt", two(u16::to_be_bytes), "Ready"),
            ("little.csv", two(u16::to_le_bytes), "Ready"),
            ("marked.txt", marked(b"\xFF\xFE", two(u16::to_le_bytes)), "Ready"),
            ("four-little.txt", marked(b"\xFF\xFE\0\0", four(u32::to_le_bytes)), "Ready"),
            ("four-big.txt", marked(b"\0\0\xFE\xFF", four(u32::to_be_bytes)), "Ready"),
            ("four-without-mark.txt", four(u32::to_le_bytes), "ContentDiffers"),
        ]);
    }
}

#[test]
fn a_mail_is_a_text_whatever_it_holds_further_down() {
    let mail = |head: &str, kind: &str| {
        let head = head.replace('\n', "\r\n");
        format!("{head}MIME-Version: 1.0\r\nContent-Type: {kind}; boundary=x\r\n\r\n--x\r\n\r\n<html><body>\r\n")
            .into_bytes()
    };
    let (sent, page) = ("From: a@example.org\nTo: b@example.org\n", "From: <Saved by a browser>\nSubject: Port\n");
    assert_words(&[
        ("page-in-it.txt", mail(sent, "text/html"), "Ready"),
        ("parts.txt", mail(sent, "multipart/related"), "Ready"),
        ("draft.txt", mail("From: a@example.org\nSubject: Port\n", "text/html"), "Ready"),
        ("received.txt", mail("Received: from a\n", "text/html"), "Ready"),
        ("subject.txt", mail("Subject: Port\nMessage-ID: <1@example.org>\n", "text/html"), "Ready"),
        ("saved-page.txt", mail(page, "multipart/related"), "Html"),
        ("saved-by-word.txt", mail("", "multipart/related"), "Html"),
        ("page.txt", b"<html>\nTo: b@example.org\n".to_vec(), "Html"),
        ("script.txt", b"@echo off\nTo: b@example.org\n".to_vec(), "Script"),
        ("word-opens-it.doc", mail(sent, "multipart/related"), "Html"),
    ]);
}

/// Excel takes it for one of its own workbooks by its first letters, whatever it is called.
#[test]
fn a_table_that_excel_runs_is_refused() {
    let macros = "ID;P\r\nO;E\r\nNN;NAuto_open;ER101C1\r\nC;X1;Y101;EEXEC(\"calc\")\r\nE\r\n";
    assert_words(&[
        ("macros.csv", macros.as_bytes().to_vec(), "ContentDiffers"),
        ("countries.csv", b"ID;Pays;Port\nC;Cambodge;Sihanoukville\nF;Fidji;Suva\n".to_vec(), "Ready"),
        ("about-it.txt", macros.as_bytes().to_vec(), "Ready"),
    ]);
}
