//! Projects of Basic: those without any code do nothing, and any doubt means that there is some.

use super::assert_words;
use super::made::*;

/// As [MS-OVBA] 2.4.1 packs, with nothing left out.
fn packed(text: &[u8]) -> Vec<u8> {
    let mut bytes = vec![1];
    for piece in text.chunks(3_000) {
        let body: Vec<u8> = piece.chunks(8).flat_map(|eight| [&[0], eight].concat()).collect();
        bytes.extend((0xB000 | (body.len() as u16 - 1)).to_le_bytes());
        bytes.extend(body);
    }
    bytes
}

/// What Office has made of the text of a module: how many bytes for each line.
fn made(lines: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 0x80];
    bytes[0x3C..0x41].copy_from_slice(&[0xFE, 0xCA, 1, 0, lines.len() as u8]);
    for (number, length) in lines.iter().enumerate() {
        bytes[0x42 + 12 * number + 4] = *length;
    }
    bytes
}

fn list(modules: &[&str], more: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |kind: u16, body: &[u8]| {
        bytes.extend(kind.to_le_bytes());
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
    };
    put(0x0001, &[1, 0, 0, 0]);
    for (kind, body) in more {
        put(*kind, body);
    }
    put(0x000F, &(modules.len() as u16).to_le_bytes());
    for name in modules {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(0x001A, name.as_bytes());
        put(0x0032, &wide);
        put(0x0031, &(made(&[]).len() as u32).to_le_bytes());
        put(0x002B, &[]);
    }
    put(0x0010, &[]);
    packed(&bytes)
}

const HEAD: &str =
    "Attribute VB_Name = \"Sheet1\"\r\nAttribute VB_Base = \"0{00020820-0000-0000-C000-000000000046}\"\r\n";
const CODE: &str = "Sub Auto_Open()\r\nShell \"calc\"\r\nEnd Sub\r\n";

fn module(text: &str, lines: &[u8]) -> Vec<u8> {
    [made(lines), packed(format!("{HEAD}{text}").as_bytes())].concat()
}

/// To another project.
fn reference(path: &str) -> Vec<u8> {
    [&(path.len() as u32).to_le_bytes()[..], path.as_bytes(), &[0; 10]].concat()
}

/// The streams of a project in a folder.
fn project<'a>(folder: &str, list: &'a [u8], modules: &[(&str, &'a [u8])]) -> Vec<(String, &'a [u8])> {
    let mut streams = vec![
        (format!("{folder}/VBA/_VBA_PROJECT"), b"\xCC\x61\xB2\0\0".as_slice()),
        (format!("{folder}/VBA/dir"), list),
    ];
    streams.extend(modules.iter().map(|(name, bytes)| (format!("{folder}/VBA/{name}"), *bytes)));
    streams
}

fn borrowed<'a>(streams: &'a [(String, &'a [u8])]) -> Vec<(&'a str, &'a [u8])> {
    streams.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect()
}

fn doc_with(list: &[u8], modules: &[(&str, &[u8])]) -> Vec<u8> {
    let streams = project("/Macros", list, modules);
    doc(&[borrowed(&streams), vec![("/Macros/PROJECTwm", b"x".as_slice())]].concat())
}

#[test]
fn a_project_without_code_is_ready() {
    let one = list(&["Sheet1"], &[]);
    let idle = module("Option Explicit\r\n\r\n\r\n", &[2, 0, 0]);
    let none = [packed(HEAD.as_bytes())].concat();
    let streams = project("/_VBA_PROJECT_CUR", &one, &[("Sheet1", &idle)]);
    let workbook = workbook_stream(&[(0x0809, [0; 16].as_slice()), (0x000A, &[])]);
    let xls = compound(&[borrowed(&streams), vec![("/Workbook", workbook.as_slice())]].concat());
    let normal = reference("*\\CC:\\a\\Normal.dot");
    let with_template = list(&["Sheet1"], &[(0x000E, &normal)]);
    assert_words(&[
        ("idle.doc", doc_with(&one, &[("Sheet1", &idle)]), "Ready"),
        ("in-any-case.doc", doc_with(&one, &[("SHEET1", &idle)]), "Ready"),
        ("template.doc", doc_with(&with_template, &[("Sheet1", &idle)]), "Ready"),
        ("embedded.docx", docx_embedding("word/embeddings/Book1.xls", &xls), "Ready"),
        ("idle.xls", xls, "Ready"),
        ("no-such-text.doc", doc_with(&one, &[("Sheet1", &none)]), "Held([Macros])"),
    ]);
}

#[test]
fn any_doubt_about_a_project_means_macros() {
    let one = list(&["Sheet1"], &[]);
    let idle = module("", &[]);
    let elsewhere = reference("*\\C\\\\host\\a\\b.dot");
    let calls = list(&["Sheet1"], &[(0x000E, &elsewhere)]);
    let streams = project("/Macros", &one, &[("Sheet1", &idle)]);
    let old: Vec<(&str, &[u8])> = borrowed(&streams)
        .into_iter()
        .map(
            |(path, bytes)| {
                if path.ends_with("_VBA_PROJECT") { (path, b"\xCC\x61\x5E\0\0".as_slice()) } else { (path, bytes) }
            },
        )
        .collect();
    let held = "Held([Macros])";
    assert_words(&[
        ("code.doc", doc_with(&one, &[("Sheet1", &module(CODE, &[12, 6, 2]))]), held),
        ("text-only.doc", doc_with(&one, &[("Sheet1", &module(CODE, &[]))]), held),
        ("text-removed.doc", doc_with(&one, &[("Sheet1", &module("", &[12, 6, 2]))]), held),
        ("made-up.doc", doc_with(&one, &[("Sheet1", &[vec![7; 0x80], packed(HEAD.as_bytes())].concat())]), held),
        ("declares.doc", doc_with(&one, &[("Sheet1", &module("Dim a: Shell 1\r\n", &[2, 0, 0]))]), held),
        ("one-more.doc", doc_with(&one, &[("Sheet1", &idle), ("Sheet2", &idle)]), held),
        ("one-less.doc", doc_with(&list(&["Sheet1", "Sheet2"], &[]), &[("Sheet1", &idle)]), held),
        ("no-list.doc", doc_with(b"x", &[("Sheet1", &idle)]), held),
        ("calls-elsewhere.doc", doc_with(&calls, &[("Sheet1", &idle)]), held),
        ("other-layout.doc", doc(&old), held),
        ("list-alone.doc", doc(&[("/Macros/PROJECTwm", b"x")]), held),
    ]);
}

#[test]
fn a_presentation_that_tells_of_macros_is_held_unless_they_are_seen_to_do_nothing() {
    let told = record(0x0F, 1000, &record(0, 0x0400, &[0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]));
    let list = list(&["Sheet1"], &[]);
    let object = |module: &[u8]| {
        let streams = project("", &list, &[("Sheet1", module)]);
        record(0x10, 0x1011, &[&[0, 0, 0, 0][..], &deflated(&compound(&borrowed(&streams)))].concat())
    };
    let idle = module("", &[]);
    let harmed = record(0, 0x1011, b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0");
    assert_words(&[
        ("idle.ppt", ppt(OPEN_PPT, &[told.clone(), object(&idle)].concat()), "Ready"),
        ("code.ppt", ppt(OPEN_PPT, &[told.clone(), object(&module(CODE, &[12, 6, 2]))].concat()), "Held([Macros])"),
        ("harmed.ppt", ppt(OPEN_PPT, &[told, harmed].concat()), "Held([Macros])"),
    ]);
}

/// Word 6 and 95 had macros of another kind, in what is called a document and is a template.
#[test]
fn macros_of_word_95_are_held() {
    let old = |list: &[u8]| {
        let mut word = word_stream(0);
        word[..4].copy_from_slice(&[0xDC, 0xA5, 0x68, 0]);
        word[0x118..0x120].copy_from_slice(&[0, 8, 0, 0, list.len() as u8, 0, 0, 0]);
        word[0x800..0x800 + list.len()].copy_from_slice(list);
        compound(&[("/WordDocument", &word)])
    };
    assert_words(&[
        ("macros.doc", old(&[0xFF, 1, 1, 0, 0, 0, 0, 0]), "Held([Macros])"),
        ("keys.doc", old(&[0xFF, 3, 1, 0, 0, 0, 0, 0]), "Ready"),
        ("plain.doc", old(&[]), "Ready"),
    ]);
}

/// LibreOffice puts a module beside each sheet of a workbook that it has converted.
#[test]
fn empty_modules_of_libre_office_are_ready() {
    let with = |text: &str| {
        let module = format!("<script:module xmlns:script='x' script:name='a'>{text}</script:module>");
        open_document("spreadsheet", "<c/>", &[("Basic/Standard/Sheet1.xml", module.as_bytes())])
    };
    assert_words(&[
        ("converted.ods", with("Rem Attribute VBA_ModuleType=VBADocumentModule\nOption VBASupport 1\n"), "Ready"),
        ("new.ods", with("REM  *****  BASIC  *****\n\nSub Main\n\nEnd Sub\n"), "Ready"),
        ("code.ods", with("Sub Main\nShell(&quot;calc&quot;)\nEnd Sub"), "Held([Macros])"),
        ("hidden.ods", with("Rem<a/>\n&#83;hell 1"), "Held([Macros])"),
    ]);
}
