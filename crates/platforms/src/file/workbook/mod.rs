//! Excel workbooks (.xlsx): packed XML that comes from outside.
//!
//! Read here and not by calamine, which trusts what it reads: it makes room for as many shared strings as a workbook
//! claims to have (a claim of a trillion ends the process), and keeps every style, name and string, however many. Here
//! a workbook is measured first, by unpacking it once into nothing, and then only what is needed of it is
//! kept, within the budget of a file. That both readers see the same in good workbooks is tested.
//!
//! | module | what |
//! |---|---|
//! | [`package`] | the packed parts, measured |
//! | [`xml`] | one part, tag by tag |
//! | [`strings`] | texts that cells refer to |
//! | [`styles`] | which numbers are dates |
//! | [`cells`] | a sheet to a table |

mod cells;
mod package;
mod strings;
mod styles;
mod xml;

use package::Package;
use strings::Strings;
use styles::Styles;
use xml::Piece;

use super::table::Table;
use crate::limits::Budget;
use crate::unreadable::Unreadable;

/// A sheet becomes a table; a workbook in its own order.
pub(super) fn read_workbook(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Table>, Unreadable> {
    let mut package = Package::measured(bytes, budget.deadline)?;
    let book = Book::find(&mut package)?;
    let strings = Strings::of(&mut package, book.part("/sharedStrings"), budget.texts)?;
    let styles = Styles::of(&mut package, book.part("/styles"), book.from_1904)?;
    let mut tables = Vec::new();
    for (title, path) in book.sheets() {
        let mut table = Table::titled(title);
        cells::read_sheet(&mut package, path, &mut table, &strings, &styles, budget)?;
        tables.push(table);
    }
    Ok(tables)
}

/// More sheets are left aside.
const MOST_SHEETS: usize = 100;
/// More relations than any workbook of so few sheets has.
const MOST_RELATIONS: usize = 1_000;

/// What a workbook says of its parts.
struct Book {
    /// Name of a sheet, and the relation that leads to it.
    named: Vec<(String, String)>,
    relations: Vec<Relation>,
    from_1904: bool,
}

struct Relation {
    id: String,
    /// The end of a long name is what tells them apart: `…/relationships/worksheet`.
    kind: String,
    path: String,
}

impl Book {
    fn find(package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let roots = read_relations(package, "_rels/.rels", "")?;
        let root = roots.iter().find(|relation| relation.kind.ends_with("/officeDocument"));
        let path = root.map_or("xl/workbook.xml", |relation| relation.path.as_str());
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let relations = read_relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let mut book = Self { named: Vec::new(), relations, from_1904: false };
        book.read_sheet_names(package, path)?;
        Ok(book)
    }

    fn read_sheet_names(&mut self, package: &mut Package<'_>, path: &str) -> Result<(), Unreadable> {
        let mut part = package.part(path)?.ok_or(Unreadable::NotAWorkbook)?;
        let mut is_workbook = false;
        while let Some(piece) = part.next_piece()? {
            let Piece::Start(tag) = piece else { continue };
            match tag.name() {
                "workbook" => is_workbook = true,
                "workbookPr" => self.from_1904 = matches!(tag.attribute("date1904").as_deref(), Some("1" | "true")),
                "sheet" if self.named.len() < MOST_SHEETS => {
                    if let (Some(name), Some(id)) = (tag.attribute("name"), tag.attribute("id")) {
                        self.named.push((name, id));
                    }
                }
                _ => {}
            }
        }
        if is_workbook { Ok(()) } else { Err(Unreadable::NotAWorkbook) }
    }

    fn part(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|relation| relation.kind.ends_with(kind)).map(|relation| relation.path.as_str())
    }

    fn sheets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.named.iter().filter_map(|(name, id)| {
            let relation = self.relations.iter().find(|relation| relation.id == *id)?;
            relation.kind.ends_with("/worksheet").then_some((name.as_str(), relation.path.as_str()))
        })
    }
}

fn read_relations(package: &mut Package<'_>, path: &str, folder: &str) -> Result<Vec<Relation>, Unreadable> {
    let mut relations = Vec::new();
    let Some(mut part) = package.part(path)? else { return Ok(relations) };
    while let Some(piece) = part.next_piece()? {
        let Piece::Start(tag) = piece else { continue };
        if tag.name() != "Relationship" || relations.len() == MOST_RELATIONS {
            continue;
        }
        if let (Some(id), Some(kind), Some(target)) =
            (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
        {
            relations.push(Relation { id, kind, path: path_of(folder, &target) });
        }
    }
    Ok(relations)
}

/// A target begins at the root of the package, or in the folder of the part that refers to it.
fn path_of(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_from_the_root_or_from_the_folder() {
        assert_eq!(path_of("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(path_of("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(path_of("xl/deep", "../styles.xml"), "xl/styles.xml");
        assert_eq!(path_of("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
