//! Documents and workbooks, without LibreOffice.

use previews::Source;

use super::packed::{document, open_document, workbook};
use super::{Trial, texts};

fn text_of(kind: Source, bytes: &[u8]) -> Vec<String> {
    let trial = Trial::of(bytes);
    let contents = trial.render(kind).expect("contents");
    trial.assert_complete(&contents);
    texts(&contents).into_iter().map(str::to_owned).collect()
}

#[test]
fn paragraphs_are_lines_and_deleted_words_are_gone() {
    let body = "<w:p><w:r><w:t>Le port d’Abid</w:t></w:r><w:r><w:t>jan</w:t><w:tab/><w:t>2021</w:t></w:r></w:p>\
                <w:p><w:del><w:r><w:t>gone</w:t><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>ميناء</w:t></w:r></w:ins></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
                <w:p><w:r><w:br w:type=\"page\"/><w:t>second page</w:t></w:r></w:p>";
    let pages = text_of(Source::Document, &document(body, &[]));
    assert_eq!(pages, ["Le port d’Abidjan\t2021\nميناء\na \tb", "second page"]);
}

#[test]
fn a_document_of_open_document_is_read() {
    let body = "<office:text><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>ທ່າເຮືອ</text:h>\
                <text:p>one<text:line-break/>two<office:annotation><text:p>remark</text:p></office:annotation></text:p>\
                <text:p><text:soft-page-break/>three</text:p></office:text>";
    assert_eq!(text_of(Source::Document, &open_document("text", "", body)), ["ທ່າເຮືອ\none\ntwo", "three"]);
}

#[test]
fn a_sheet_is_a_page_and_a_row_is_a_line() {
    let rows = r#"<row><c t="s"><v>0</v></c><c><v>4703</v></c></row><row><c t="inlineStr"><is><t>宁波</t></is></c><c t="s"><v>9</v></c></row>"#;
    let trial = Trial::of(&workbook("港口", rows, &["上海"]));
    let contents = trial.render(Source::Sheet).expect("contents");
    assert_eq!(contents.pages[0].heading.as_deref(), Some("港口"));
    assert_eq!(texts(&contents), ["上海\t4703\n宁波\t9"]);
}

#[test]
fn a_workbook_of_open_document_is_read() {
    let row = |one: &str, other: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{one}</text:p></table:table-cell><table:table-cell><text:p>{other}</text:p></table:table-cell></table:table-row>"
        )
    };
    let body = format!(
        r#"<office:spreadsheet><table:table table:name="Ports">{}{}</table:table><table:table table:name="B">{}</table:table></office:spreadsheet>"#,
        row("Port", "TEU"),
        row("Dakar", "1"),
        row("x", "y")
    );
    let pages = text_of(Source::Sheet, &open_document("spreadsheet", "", &body));
    assert_eq!(pages, ["Port \tTEU\nDakar \t1", "x \ty"]);
}
