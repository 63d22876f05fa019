//! Formulas in cells, and wherever else they stand.

use crate::assert_words;
use crate::made::*;

fn sheet(formula: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData><row><c r='A1'><f>{formula}</f></c></row></sheetData></worksheet>");
    xlsx(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())])
}

#[test]
fn formulas_that_ask_other_programs_are_held() {
    let named = |formula: &str| {
        let book =
            format!("<workbook><definedNames><definedName name='a'>{formula}</definedName></definedNames></workbook>");
        open_xml("xl/workbook.xml", "spreadsheetml.sheet.main", &book, &[])
    };
    let shared = "<worksheet><c><f t='shared' ref='A1:A9' si='0'>1+cmd|&apos;/c calc&apos;!A0</f></c></worksheet>";
    let of_format = "<x:worksheet xmlns:x='x'><x:formula>cmd&#124;'/c calc'!A0</x:formula></x:worksheet>";
    let scale = |value: &str| {
        let sheet = format!("<worksheet><colorScale><cfvo type='formula' val='{value}'/></colorScale></worksheet>");
        xlsx(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())])
    };
    assert_words(&[
        ("colours.xlsx", scale("_xlfn.WEBSERVICE(A1)"), "Held([ExternalContent])"),
        ("colours-of-a-program.xlsx", scale("cmd|&apos;/c calc&apos;!A0"), "Held([Dde])"),
        ("own-colours.xlsx", scale("SUM($A$1:$A$9)"), "Ready"),
        ("cell.xlsx", sheet("cmd|'/c calc'!A0"), "Held([Dde])"),
        ("shared.xlsx", xlsx(&[("xl/worksheets/sheet1.xml", shared.as_bytes())]), "Held([Dde])"),
        ("format.xlsx", xlsx(&[("xl/worksheets/sheet1.xml", of_format.as_bytes())]), "Held([Dde])"),
        ("name.xlsx", named("MSEXCEL|'\\..\\..\\cmd.exe'!'/c calc'"), "Held([Dde])"),
        ("server.xlsx", sheet("RTD(\"a.b\",,\"c\")"), "Held([Dde])"),
        ("macro.xlsx", named("EXEC(\"calc\")"), "Held([Macros])"),
        ("web.xlsx", sheet("_xlfn.WEBSERVICE(\"https://a.example\")"), "Held([ExternalContent])"),
        ("picture.xlsx", sheet("_xlfn.IMAGE(\"https://a.example/a.png\")"), "Held([ExternalContent])"),
        ("sum.xlsx", sheet("SUM(A1:A9)&amp;\" t | year\"&amp;'in|out'!A1"), "Ready"),
        (
            "from-google.xlsx",
            sheet("IFERROR(__xludf.DUMMYFUNCTION(\"IMAGE(\"\"https://a.example\"\")\"),\"\")"),
            "Ready",
        ),
        ("fraction.docx", docx_of("<d><m:f><m:num><m:t>a|b</m:t></m:num></m:f></d>", &[]), "Ready"),
    ]);
}

#[test]
fn cells_of_a_table_that_fetch_something_are_held() {
    let csv = |text: &str| text.as_bytes().to_vec();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let web = "Held([ExternalContent])";
    // Read as bytes, ਢ is the end of a line and a quote.
    let in_punjabi = "\u{FEFF}a,=1&\"ਢ\"&WEBSERVICE(A1)\n";
    assert_words(&[
        ("web.csv", csv("a,b\n1,=WEBSERVICE(\"https://a.example\")\n"), web),
        ("quoted.csv", csv("\"=_xlfn.image(\"\"https://a.example\"\")\",1\n"), web),
        ("server.csv", csv("a;=RTD(\"a.b\";;\"c\")\n"), "Held([Dde])"),
        ("macro.csv", csv("a\t@call (\"a\",\"b\")\n"), "Held([Macros])"),
        ("mark.csv", csv("\u{FEFF}=IMAGE(A1)"), web),
        ("sum.csv", csv("-1+IMAGE(A1),2\n"), web),
        ("later.csv", csv("=1&\";\"&SUM(1,\"2,=3\")&WEBSERVICE(A1)\n"), web),
        ("lines.csv", csv("\"=1&\"\"\n\"\"&\nIMAGE(A1)\"\n"), web),
        ("behind-its-quote.csv", csv("\"=1\"&IMAGE(A1)\n"), web),
        ("after-a-quote.csv", csv("=SUM(\"a,=WEBSERVICE(A1)\n"), web),
        ("wide.csv", wide("a\t=WEBSERVICE(A1)\n"), web),
        ("in-punjabi.csv", wide(in_punjabi), web),
        ("half-wide.csv", [wide("words and more words"), csv("\n=WEBSERVICE(A1)\n")].concat(), web),
        (
            "words.csv",
            csv("port call(s),image(s)\n-12.5,call(s)\n+255 (22) 21,register(s)\n\"-3\",image(1).png\n"),
            "Ready",
        ),
        ("next-line.csv", csv("=SUM(A1:A2)\nport,call(s)\n\"=A1\"\nport,call(s)\n"), "Ready"),
        ("other-functions.csv", csv("=HYPERLINK(\"https://a.example\"),=RECALL(1)\n"), "Ready"),
    ]);
}

/// As LibreOffice writes them.
#[test]
fn formulas_of_open_documents_are_looked_at_wherever_they_stand() {
    let of = |content: &str| open_document("spreadsheet", &format!("<c>{content}</c>"), &[]);
    let name = |formula: &str| of(&format!("<table:named-expression table:name='a' table:expression='{formula}'/>"));
    let entered = |formula: &str| {
        of(&format!(
            "<table:content-validation table:name='a' table:condition='of:cell-content-is-in-list({formula})'/>"
        ))
    };
    let format = |formula: &str| of(&format!("<calcext:condition calcext:value='formula-is({formula})'/>"));
    let styles = "<s><style:map style:condition='is-true-formula(WEBSERVICE([.A1])=1)'/></s>";
    let before = "<table:change-track-table-cell table:formula='of:=WEBSERVICE([.A1])'/>";
    let entry = |name: &str| of(&format!("<calcext:{name} calcext:type='formula' calcext:value='=WEBSERVICE(A1)'/>"));
    let web = "Held([ExternalContent])";
    assert_words(&[
        ("name.ods", name("of:=WEBSERVICE(&quot;https://a.example&quot;)"), web),
        ("name-of-a-program.ods", name("of:=DDE(&quot;soffice&quot;;&quot;a&quot;;&quot;b&quot;)"), "Held([Dde])"),
        ("entered.ods", entered("WEBSERVICE([.A1])"), web),
        ("format.ods", format("WEBSERVICE([.A1])=1"), web),
        ("style.ods", open_document("spreadsheet", "<c/>", &[("styles.xml", styles.as_bytes())]), web),
        ("before.ods", of(before), web),
        ("colours.ods", entry("color-scale-entry"), web),
        ("bars.ods", entry("data-bar-entry"), web),
        ("icons.ods", entry("formatting-entry"), web),
        ("space.ods", name("of:=WEBSERVICE ([.A1])"), web),
        ("by-its-long-name.ods", name("of:=COM.MICROSOFT.WEBSERVICE([.A1])"), web),
        ("picture.ods", name("msoxl:=_xlfn.IMAGE(A1)"), web),
        ("program.ods", name("msoxl:=cmd|&apos;/c calc&apos;!A0"), "Held([Dde])"),
        ("server.ods", name("msoxl:=RTD(A1,A2,A3)"), "Held([Dde])"),
        ("macro.ods", name("msoxl:=CALL(A1)"), "Held([Macros])"),
        ("rows.ods", name("of:=SUM({1;2|3;4})+[$&apos;a|b&apos;.A1]"), "Ready"),
        ("digits.ods", name("of:=HEXTODDE([.A1])"), "Ready"),
        ("words.ods", name("of:=&quot;a | WEBSERVICE(b)&quot;"), "Ready"),
        ("own-name.ods", name("of:=SUM([$Sheet1.$A$1:.$A$9])"), "Ready"),
        ("own-list.ods", entered("&quot;yes&quot;;&quot;no&quot;"), "Ready"),
        ("own-format.ods", format("[.A1]&gt;1"), "Ready"),
    ]);
}
