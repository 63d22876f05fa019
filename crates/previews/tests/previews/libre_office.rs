//! With LibreOffice itself, which the project's setup installs.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use domain::preview::{Contents, Missing};
use previews::{Limits, Source, Tools};

use super::packed::{Slide, deck, document, open_document, shape, workbook};
use super::{Trial, texts, widths};

fn tools() -> Tools {
    let tools = Tools::along(&std::env::var_os("PATH").unwrap_or_default(), Path::is_file);
    assert!(tools.soffice.is_some(), "LibreOffice is missing: `make test` installs it");
    tools
}

fn rendered(kind: Source, bytes: &[u8]) -> Contents {
    let trial = Trial::of(bytes);
    let contents = trial.render_with(kind, &tools(), &Limits::default()).expect("contents");
    trial.assert_complete(&contents);
    assert!(contents.missing.is_empty(), "{:?}", contents.missing);
    contents
}

#[test]
fn a_deck_has_pictures_of_its_slides_and_its_own_words() {
    let slides = [
        Slide { shapes: shape("", &["First"]), notes: Some(shape("body", &["Say hello"])), hidden: false },
        Slide { shapes: shape("", &["Hidden"]), notes: None, hidden: true },
        Slide { shapes: shape("", &["ميناء بيروت"]), notes: None, hidden: false },
    ];
    let contents = rendered(Source::Presentation, &deck(&slides));
    assert_eq!(texts(&contents), ["First", "Hidden", "ميناء بيروت"]);
    assert_eq!(contents.pages[0].notes.as_deref(), Some("Say hello"));
    let widths: Vec<_> = contents.pages.iter().map(widths).collect();
    assert_eq!(widths, [vec![900, 320], vec![], vec![900, 320]]);
    assert_eq!((contents.pages[0].width, contents.pages[0].height), (900, 506));
}

/// Versions are compared by the bytes of their pictures.
#[test]
fn what_is_drawn_twice_is_the_same_bytes() {
    let slides = [Slide { shapes: shape("", &["Port of Abidjan"]), notes: None, hidden: false }];
    let bytes = deck(&slides);
    let pictures = || {
        let trial = Trial::of(&bytes);
        let contents = trial.render_with(Source::Presentation, &tools(), &Limits::default()).expect("contents");
        let images = contents.pages.iter().flat_map(|page| &page.images);
        images.map(|image| fs::read(trial.preview().join(&image.file)).expect("an image")).collect::<Vec<_>>()
    };
    let first = pictures();
    assert_eq!(first.len(), 2);
    assert!(first == pictures());
}

#[test]
fn a_document_is_drawn_and_read_page_by_page() {
    let body = "<w:p><w:r><w:t>Le port d’Abidjan, état des lieux</w:t></w:r></w:p>\
                <w:p><w:r><w:br w:type=\"page\"/><w:t>ميناء بيروت عام 2021</w:t></w:r></w:p>";
    let contents = rendered(Source::Document, &document(body, &[]));
    assert_eq!(texts(&contents), ["Le port d’Abidjan, état des lieux", "ميناء بيروت عام 2021"]);
    assert!(contents.pages.iter().all(|page| page.images.len() == 2));
}

#[test]
fn open_document_and_workbooks_are_drawn() {
    let body = "<office:text><text:p>Порт Владивосток</text:p></office:text>";
    assert_eq!(texts(&rendered(Source::Document, &open_document("text", "", body))), ["Порт Владивосток"]);
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>4703</v></c></row>"#;
    let sheet = rendered(Source::Sheet, &workbook("Ports", rows, &["Dakar"]));
    let words: Vec<&str> = sheet.pages[0].words().collect();
    assert!(words.contains(&"Dakar") && words.contains(&"4703"), "{words:?}");
}

#[test]
fn nothing_is_fetched_that_a_document_refers_to() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener that does not wait");
    let address = listener.local_addr().expect("an address");
    let picture = r#"<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="p"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#;
    let link = format!(r#"http://{address}/picture.png" TargetMode="External"#);
    let bytes = document(&format!("{picture}<w:p><w:r><w:t>text</w:t></w:r></w:p>"), &[("p", "image", &link)]);
    // The settings alone have to do, where the kernel does not let the network be taken away.
    for unshare in [None, tools().unshare] {
        let trial = Trial::of(&bytes);
        let tools = Tools { unshare, ..tools() };
        let contents = trial.render_with(Source::Document, &tools, &Limits::default()).expect("contents");
        assert_eq!(texts(&contents), ["text"]);
        assert!(listener.accept().is_err(), "something was fetched");
    }
}

#[test]
fn a_document_that_is_too_long_is_drawn_in_part() {
    let page = "<w:p><w:r><w:br w:type=\"page\"/><w:t>page</w:t></w:r></w:p>";
    let trial = Trial::of(&document(&page.repeat(6), &[]));
    let limits = Limits { pages: 3, ..Limits::default() };
    let contents = trial.render_with(Source::Document, &tools(), &limits).expect("contents");
    assert_eq!(contents.pages.len(), 3);
    assert_eq!(contents.missing, [Missing::Pages { shown: 3, of: None }]);
}
