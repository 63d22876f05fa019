//! Tables: as text, and as workbooks of several ages.

use crate::assert_words;
use crate::made::*;

#[test]
fn tables_that_fetch_what_they_show_on_opening_are_held() {
    let connection = |attributes: &str| {
        let part = format!(
            "<connections><connection id='1' {attributes}><webPr url='https://a.example'/></connection></connections>"
        );
        xlsx(&[("xl/connections.xml", part.as_bytes())])
    };
    let formula = |text: &str| {
        let content = format!("<c><table:table-cell table:formula=\"{text}\"/></c>");
        open_document("spreadsheet", &content, &[])
    };
    assert_words(&[
        ("asked.xlsx", connection("type='4'"), "Ready"),
        ("by-itself.xlsx", connection("type='4' refreshOnLoad='1'"), "Held([ExternalContent])"),
        ("sum.ods", formula("of:=SUM([.A1:.A2])"), "Ready"),
        ("dde.ods", formula("of:=DDE(&quot;soffice&quot;;&quot;a&quot;;&quot;b&quot;)"), "Held([Dde])"),
        ("web.ods", formula("of:=WEBSERVICE(&quot;https://a.example&quot;)"), "Held([ExternalContent])"),
    ]);
}

#[test]
fn tables_are_read_in_any_script_and_with_any_mark_between_cells() {
    let wide = |to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "Порт;Тонн\r\n港口;1\r\n".encode_utf16().flat_map(to).collect()
    };
    assert_words(&[
        ("little.csv", wide(u16::to_le_bytes), "Ready"),
        ("big.csv", wide(u16::to_be_bytes), "Ready"),
        ("bytes.csv", b" \0".iter().copied().chain(0..=255).collect(), "ContentDiffers"),
        ("stray.csv", ["a,b\u{1}\n", &"port,tons\n".repeat(9)].concat().into_bytes(), "Ready"),
        ("sound.txt", [b"RIFF\x24\x08\0\0WAVEfmt ".as_slice(), &[b'~'; 2_000]].concat(), "ContentDiffers"),
        ("strays.csv", "a\u{1},\u{2}b\n".repeat(9).into_bytes(), "ContentDiffers"),
        ("bars.csv", b"port|tons\n-Mombasa|1\n+255 22|2\n".to_vec(), "Ready"),
        ("command.csv", b"a,b\n=cmd|'/C calc,exe'!A0,1\n".to_vec(), "Held([Dde])"),
    ]);
}

/// Excel up to its fourth version wrote them, and simple programs for web pages do.
#[test]
fn workbooks_that_are_nothing_but_records_are_read() {
    let kind = |kind: u8| [0, 0, kind, 0, 0, 0, 0, 0];
    let book = |first: u16, body: &[u8], more: &[(u16, &[u8])]| {
        let all: Vec<(u16, &[u8])> =
            [(first, body)].into_iter().chain(more.iter().copied()).chain([(0x000A, [].as_slice())]).collect();
        workbook_stream(&all)
    };
    let cell: (u16, &[u8]) = (0x0204, b"\0\0\0\0\0\0\x01\0a");
    let whole = book(0x0809, &kind(0x10), &[cell]);
    assert_words(&[
        ("two.xls", book(0x0009, &[2, 0, 0x10, 0], &[]), "Ready"),
        ("four.xls", book(0x0409, &kind(0x10)[..6], &[cell]), "Ready"),
        ("from-a-page.xls", whole.clone(), "Ready"),
        ("macros.xls", book(0x0409, &kind(0x40)[..6], &[]), "Held([Macros])"),
        ("closed.xls", book(0x0409, &kind(0x10)[..6], &[(0x002F, &[1, 2, 3, 4])]), "Encrypted"),
        ("cut.xls", whole[..whole.len() - 6].to_vec(), "Broken"),
        ("archive-behind.xls", [whole.clone(), zip(&[("a.txt", b"a")])].concat(), "Polyglot"),
        ("other.doc", whole, "ContentDiffers"),
    ]);
}

#[test]
fn old_workbooks_that_ask_other_programs_are_held() {
    let asks = b"\x01\0\x07\0\0cmd\x03 /c".as_slice();
    let book = b"\x01\0\x11\0\0\x01\x01Cport\x03year\x03t.xls".as_slice();
    let sheets = b"\x02\0\x08\0\0tons.xls\x03\0\0OLD\x03\0\0NEW".as_slice();
    let before = b"\x07cmd\x03 /c".as_slice();
    let name = |flags: u8| [flags, 0, 0, 0, 0, 0, 1, 0, b'a'];
    let five = |records: &[(u16, &[u8])]| {
        let mut bytes = workbook_stream(&[(0x0809, [0, 5, 5, 0, 0, 0, 0, 0].as_slice())]);
        bytes.extend(workbook_stream(records));
        compound(&[("/Book", &[bytes, workbook_stream(&[(0x000A, [].as_slice())])].concat())])
    };
    let eight = |records: &[(u16, &[u8])]| {
        let mut bytes = workbook_stream(&[(0x0809, [0, 6, 5, 0, 0, 0, 0, 0].as_slice())]);
        bytes.extend(workbook_stream(records));
        compound(&[("/Workbook", &[bytes, workbook_stream(&[(0x000A, [].as_slice())])].concat())])
    };
    assert_words(&[
        ("asks.xls", eight(&[(0x01AE, asks), (0x0023, &name(0))]), "Held([Dde])"),
        ("by-itself.xls", eight(&[(0x01AE, asks), (0x0023, &name(2))]), "Held([Dde])"),
        ("object.xls", eight(&[(0x01AE, asks), (0x0023, &name(0x10))]), "Ready"),
        ("book.xls", eight(&[(0x01AE, book), (0x0023, &name(0))]), "Ready"),
        ("sheets-of-a-book.xls", eight(&[(0x01AE, sheets), (0x0023, &name(0))]), "Ready"),
        ("sheets.xls", eight(&[(0x0017, &[1, 0, 3, 0, 3, 0, 3, 0])]), "Ready"),
        ("five.xls", five(&[(0x0017, before), (0x0023, &name(0))]), "Held([Dde])"),
        ("own-sheet.xls", five(&[(0x0017, b"\x02\x03A"), (0x0023, &name(0))]), "Ready"),
    ]);
}
