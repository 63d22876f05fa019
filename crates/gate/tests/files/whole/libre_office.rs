//! Documents and pictures by LibreOffice itself, which the project's setup installs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::assert_is_only;

/// What is made of which sources. A start of the program makes one kind.
const MADE: [(&str, &[&str]); 13] = [
    ("pdf", &["deck.fodp", "report.fodt", "ports.fods"]),
    ("pptx", &["deck.fodp"]),
    ("odp", &["deck.fodp"]),
    ("ppt", &["deck.fodp"]),
    ("docx", &["report.fodt"]),
    ("odt", &["report.fodt"]),
    ("doc", &["report.fodt"]),
    ("xlsx", &["ports.fods"]),
    ("ods", &["ports.fods"]),
    ("xls", &["ports.fods"]),
    ("png", &["deck.fodp"]),
    ("jpg", &["deck.fodp"]),
    ("webp", &["deck.fodp"]),
];

/// Four grey dots, as PNG.
const DOTS: &str = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNQaGBoUAAAA8YBQd5kZZoAAAAASUVORK5CYII=";

/// Flat files, with what people put into theirs: a link, a picture, notes, a footnote, a table, a formula.
fn sources() -> [(&'static str, String); 3] {
    let link = "<text:a xlink:href='https://port.example/'>port.example</text:a>";
    let dots = format!("<draw:image><office:binary-data>{DOTS}</office:binary-data></draw:image>");
    let frame = |more: &str, inner: &str| {
        format!("<draw:frame {more} svg:x='2cm' svg:y='2cm' svg:width='9cm' svg:height='3cm'>{inner}</draw:frame>")
    };
    let words =
        |more: &str, words: &str| frame(more, &format!("<draw:text-box><text:p>{words}</text:p></draw:text-box>"));
    let slide = |inner: &str| format!("<draw:page draw:master-page-name='Default'>{inner}</draw:page>");
    let notes =
        format!("<presentation:notes>{}</presentation:notes>", words("presentation:class='notes'", "Say hello"));
    let first = [words("", &format!("Port d’Abidjan, {link}")), frame("", &dots), notes].concat();
    let deck = [slide(&first), slide(&words("", "Ships"))].concat();
    let report = format!(
        "<text:h text:outline-level='1'>Port d’Abidjan</text:h>\
         <text:p>See {link}, page <text:page-number>1</text:page-number>.<text:note text:note-class='footnote'>\
         <text:note-citation>1</text:note-citation><text:note-body><text:p>As of 2021</text:p></text:note-body>\
         </text:note>{}</text:p><table:table><table:table-column/><table:table-row><table:table-cell>\
         <text:p>4703</text:p></table:table-cell></table:table-row></table:table>",
        frame("text:anchor-type='as-char'", &dots)
    );
    let ports = format!(
        "<table:table table:name='Ports'><table:table-row>\
         <table:table-cell office:value-type='string'><text:p>{link}</text:p></table:table-cell>\
         <table:table-cell office:value-type='float' office:value='4703'><text:p>4703</text:p></table:table-cell>\
         <table:table-cell table:formula='of:=SUM([.B1];1)' office:value-type='float' office:value='4704'/>\
         </table:table-row></table:table>"
    );
    [
        ("deck.fodp", flat("presentation", &deck)),
        ("report.fodt", flat("text", &report)),
        ("ports.fods", flat("spreadsheet", &ports)),
    ]
}

fn flat(kind: &str, body: &str) -> String {
    let spaces: String = [
        ("office", "office"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("text", "text"),
        ("table", "table"),
        ("presentation", "presentation"),
    ]
    .iter()
    .map(|(prefix, name)| format!(" xmlns:{prefix}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"))
    .collect();
    // The program finds the kind by the double quotes alone.
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\
         <office:document{spaces} xmlns:of='urn:oasis:names:tc:opendocument:xmlns:of:1.2' \
         xmlns:xlink='http://www.w3.org/1999/xlink' office:version='1.3' \
         office:mimetype=\"application/vnd.oasis.opendocument.{kind}\">\
         <office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )
}

/// Into the folder `made`. Its profile is of this folder alone: two starts at once cannot share one.
fn convert(folder: &Path, kind: &str, sources: &[&str]) {
    let mut soffice = Command::new("soffice");
    soffice
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"])
        .args(["--convert-to", kind, "--outdir", "made"])
        .args(sources)
        .current_dir(folder)
        .env("HOME", folder)
        .env("SAL_USE_VCLPLUGIN", "svp")
        .stdin(Stdio::null());
    let output = soffice.output().expect("LibreOffice is missing: `make test` installs it");
    assert!(output.status.success(), "{kind}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_it_writes_is_ready_as_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in sources() {
        fs::write(folder.path().join(name), text).expect("written");
    }
    for (kind, sources) in MADE {
        convert(folder.path(), kind, sources);
        for source in sources {
            let (stem, _) = source.split_once('.').expect("a name with an ending");
            let name = format!("{stem}.{kind}");
            let bytes = fs::read(folder.path().join("made").join(&name));
            assert_is_only(&name, &bytes.unwrap_or_else(|error| panic!("{name}: {error}")));
        }
    }
}
