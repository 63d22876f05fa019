//! Workbooks (`.xlsx`): a page for each sheet, a line for each row. Numbers are as the file holds them: a date is the
//! number of its day. (How they look is for LibreOffice.)

use packages::Piece;

use super::Package;
use super::pages::Pages;
use crate::unrenderable::Unrenderable;

/// Texts that cells refer to: a workbook keeps each only once.
const MOST_STRINGS: usize = 500_000;

pub(super) fn read(package: &mut Package, pages: &mut Pages) -> Result<(), Unrenderable> {
    let root = package.root("xl/workbook.xml")?;
    let relations = package.relations(&root)?;
    let path_of =
        |end: &str| relations.iter().find(|relation| relation.kind.ends_with(end)).map(|found| found.path.clone());
    let sheets = sheets(package, &root)?;
    let strings = match path_of("/sharedStrings") {
        Some(path) => strings(package, &path)?,
        None => Vec::new(),
    };
    for sheet in sheets {
        if pages.is_full() {
            pages.pass();
            continue;
        }
        let relation =
            relations.iter().find(|relation| relation.id == sheet.id && relation.kind.ends_with("/worksheet"));
        if let Some(relation) = relation {
            read_sheet(package, &relation.path, sheet, &strings, pages)?;
        }
    }
    Ok(())
}

struct Sheet {
    name: String,
    id: String,
    hidden: bool,
}

fn sheets(package: &mut Package, root: &str) -> Result<Vec<Sheet>, Unrenderable> {
    const MOST_SHEETS: usize = 5_000;
    let mut part = package.part(root)?.ok_or(Unrenderable::Damaged("there is no workbook in it"))?;
    let mut sheets = Vec::new();
    while let Some(piece) = part.next_piece()? {
        let Piece::Start(tag) = piece else { continue };
        if tag.name() != "sheet" || sheets.len() == MOST_SHEETS {
            continue;
        }
        if let (Some(name), Some(id)) = (tag.attribute("name"), tag.prefixed_attribute("id")) {
            let hidden = tag.attribute("state").is_some_and(|state| state != "visible");
            sheets.push(Sheet { name, id, hidden });
        }
    }
    Ok(sheets)
}

fn strings(package: &mut Package, path: &str) -> Result<Vec<String>, Unrenderable> {
    let mut strings = Vec::new();
    let Some(mut part) = package.part(path)? else { return Ok(strings) };
    let mut string = String::new();
    let (mut in_text, mut in_reading) = (false, false);
    while let Some(piece) = part.next_piece()? {
        match piece {
            Piece::Start(tag) => match tag.name() {
                "t" => in_text = true,
                // How characters are read aloud does not belong to the text.
                "rPh" => in_reading = true,
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" if strings.len() == MOST_STRINGS => return Ok(strings),
                "si" => strings.push(std::mem::take(&mut string)),
                _ => {}
            },
            Piece::Text(text) if in_text && !in_reading => string.push_str(&text),
            Piece::Text(_) => {}
        }
    }
    Ok(strings)
}

fn read_sheet(
    package: &mut Package,
    path: &str,
    sheet: Sheet,
    strings: &[String],
    pages: &mut Pages,
) -> Result<(), Unrenderable> {
    let mut lines = pages.lines();
    let Some(mut part) = package.part(path)? else { return Ok(()) };
    let (mut is_shared, mut in_value, mut value) = (false, false, String::new());
    while let Some(piece) = part.next_piece()? {
        match piece {
            Piece::Start(tag) => match tag.name() {
                "c" => is_shared = tag.attribute("t").as_deref() == Some("s"),
                "v" | "t" => in_value = true,
                _ => {}
            },
            Piece::End(name) => match name.as_str() {
                "v" | "t" => in_value = false,
                "c" => {
                    let shared = value.trim().parse::<usize>().ok().filter(|_| is_shared);
                    lines.push(shared.and_then(|number| strings.get(number)).unwrap_or(&value));
                    lines.push("\t");
                    value.clear();
                }
                "row" => lines.end_line(),
                _ => {}
            },
            Piece::Text(text) if in_value => value.push_str(&text),
            Piece::Text(_) => {}
        }
    }
    pages.add(Some(sheet.name), lines, None, sheet.hidden);
    Ok(())
}
