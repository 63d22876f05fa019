//! Writes what the fuzzers begin with into the folder that SEEDS names. It is linked like a fuzzer, because all that it
//! uses bears a fuzzer's marks, and ends before it would become one.
#![no_main]

use std::fs;
use std::path::Path;

use fuzz::made::{self, separated, utf_16, with_mark, workbook};

libfuzzer_sys::fuzz_target!(
    init: write_and_end(),
    |_bytes: &[u8]| {}
);

fn write_and_end() {
    write().expect("seeds");
    std::process::exit(0);
}

fn write() -> std::io::Result<()> {
    let folder = std::env::var("SEEDS").expect("a folder");
    let below_header = |rows: &made::Rows| separated(&rows[1..].to_vec(), ',', "\n").into_bytes();
    let own = separated(&made::own_list(), ';', "\n").into_bytes();
    let mapped = |choice: u8| [&[choice], own.as_slice()].concat();
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c t="inlineStr"><is><t>mei(Ana)</t></is></c><c s="1"><v>46342.375</v></c><c t="str"><v>2026-11-16 10:00</v></c></row></sheetData></worksheet>"#;
    let strings = "<sst><si><t>姓名</t></si><si><r><t>入会</t></r><r><t>时间</t></r></si><si><t>退会时间&amp;_x0041_</t></si></sst>".as_bytes();
    let styles = br#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
    let seeds: Vec<(&str, Vec<Vec<u8>>)> = vec![
        (
            "package",
            vec![
                made::tencent(),
                made::tencent_with_serial_dates(),
                workbook(&[("A", &made::own_list())]),
                fuzz::workbook_of(sheet, strings, styles),
            ],
        ),
        ("sheet", vec![[sheet.as_slice(), b"\0", strings, b"\0", styles].concat()]),
        ("zoom", vec![below_header(&made::zoom_joins()), separated(&made::zoom_top(), ',', "\n").into_bytes()]),
        (
            "teams",
            vec![
                utf_16(&separated(&made::teams(true, made::american), '\t', "\r\n")),
                utf_16(&separated(&made::teams(false, made::european), '\t', "\r\n")),
                with_mark(&separated(&made::teams(true, made::either), ',', "\n")),
            ],
        ),
        ("bigbluebutton", vec![below_header(&made::bigbluebutton())]),
        ("mapped", vec![mapped(0b1111_0010), mapped(0b0100_0000)]),
        (
            "gate",
            // In the order of the kinds, so that each bears its own name.
            fuzz::uploads::one_of_each()
                .into_iter()
                .zip(0u8..)
                .map(|((_, bytes), choice)| [&[choice], bytes.as_slice()].concat())
                .collect(),
        ),
        ("text", vec![own.clone(), with_mark(&separated(&made::zoom_people(), ';', "\r\n"))]),
    ];
    for (target, files) in seeds {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder)?;
        for (number, bytes) in files.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), bytes)?;
        }
    }
    Ok(())
}
