//! Decks, without LibreOffice: their words are there, and what is missing is named.

use domain::preview::{Contents, Missing, OfficeTrouble};
use previews::{Limits, Source, Tools};

use super::packed::{Slide, deck, open_document, shape};
use super::{Trial, texts};

const WORDS_ALONE: Missing = Missing::Office(OfficeTrouble::NotInstalled);

fn slide(shapes: &[String]) -> Slide {
    Slide { shapes: shapes.concat(), ..Slide::default() }
}

fn rendered(bytes: &[u8]) -> Contents {
    let trial = Trial::of(bytes);
    let contents = trial.render(Source::Presentation).expect("contents");
    trial.assert_complete(&contents);
    contents
}

#[test]
fn slides_come_in_the_order_of_the_deck_with_headings_and_notes() {
    let notes = [shape("sldImg", &[]), shape("body", &["Greet the minister", "then begin"]), shape("sldNum", &["1"])];
    let contents = rendered(&deck(&[
        Slide {
            shapes: shape("ctrTitle", &["ທ່າເຮືອ ລາວ"]), notes: Some(notes.concat()), hidden: false
        },
        slide(&[shape("body", &["الموانئ", "2021"]), shape("title", &["ميناء بيروت"]), shape("ftr", &["footer"])]),
        Slide { shapes: shape("", &["港口 &amp; 贸易"]), notes: None, hidden: true },
    ]));
    let headings: Vec<_> = contents.pages.iter().map(|page| page.heading.as_deref()).collect();
    assert_eq!(headings, [Some("ທ່າເຮືອ ລາວ"), Some("ميناء بيروت"), None]);
    assert_eq!(texts(&contents), ["", "الموانئ\n2021", "港口 & 贸易"]);
    let notes: Vec<_> = contents.pages.iter().map(|page| page.notes.as_deref()).collect();
    assert_eq!(notes, [Some("Greet the minister\nthen begin"), None, None]);
    assert_eq!(contents.pages.iter().map(|page| page.hidden).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(contents.missing, [WORDS_ALONE]);
}

#[test]
fn rows_of_a_table_are_lines_and_what_is_said_twice_is_read_once() {
    let cell = |text: &str| format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>");
    let row = |cells: &[&str]| format!("<a:tr>{}</a:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = format!(
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{}{}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        row(&["Year", "TEU"]),
        row(&["2020", "5,000"])
    );
    let twice = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"x\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        shape("", &["once"]),
        shape("", &["once"])
    );
    let contents = rendered(&deck(&[slide(&[table, twice])]));
    let words: Vec<&str> = contents.pages[0].words().collect();
    assert_eq!(words, ["Year", "TEU", "2020", "5,000", "once"]);
    assert_eq!(contents.pages[0].text.lines().count(), 3);
}

#[test]
fn slides_beyond_the_limit_are_counted() {
    let slides: Vec<Slide> = (0..5).map(|number| slide(&[shape("", &[&number.to_string()])])).collect();
    let trial = Trial::of(&deck(&slides));
    let limits = Limits { pages: 2, ..Limits::default() };
    let contents = trial.render_with(Source::Presentation, &Tools::default(), &limits).expect("contents");
    assert_eq!(texts(&contents), ["0", "1"]);
    assert_eq!(contents.missing, [WORDS_ALONE, Missing::Pages { shown: 2, of: Some(5) }]);
}

#[test]
fn a_deck_of_open_document_has_headings_notes_and_hidden_slides() {
    let styles = r#"<style:style style:name="dp1" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>"#;
    let page = |style: &str, title: &str, text: &str, notes: &str| {
        format!(
            r#"<draw:page draw:style-name="{style}"><draw:frame presentation:class="title"><draw:text-box><text:p>{title}</text:p></draw:text-box></draw:frame><draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>{notes}</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"#
        )
    };
    let pages = page("dp0", "Le port", "état<text:s text:c=\"2\"/>major", "saluer") + &page("dp1", "Deux", "x", "");
    let body = format!("<office:presentation>{pages}</office:presentation>");
    let contents = rendered(&open_document("presentation", styles, &body));
    let one = &contents.pages[0];
    assert_eq!(
        (one.heading.as_deref(), one.text.as_str(), one.notes.as_deref()),
        (Some("Le port"), "état  major", Some("saluer"))
    );
    assert!(!one.hidden && contents.pages[1].hidden);
}

#[test]
fn an_old_deck_has_nothing_without_libreoffice_and_says_so() {
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 2_000]].concat();
    let contents = rendered(&old);
    assert_eq!((contents.pages.len(), contents.missing.as_slice()), (0, [WORDS_ALONE].as_slice()));
    assert_eq!(contents.not_shown(), ["Office files of this kind cannot be shown here. It can be downloaded."]);
}

#[test]
fn a_deck_with_a_password_says_so() {
    let mut locked = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 2_040]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    locked[1_024..1_024 + name.len()].copy_from_slice(&name);
    let contents = rendered(&locked);
    assert_eq!((contents.pages.len(), contents.missing), (0, vec![Missing::Password]));
}
