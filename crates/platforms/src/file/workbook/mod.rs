//! Excel workbooks (.xlsx): packed XML that comes from outside.
//!
//! Read here and not by calamine, which trusts what it reads: it makes room for as many shared strings as a workbook
//! claims to have (a claim of a trillion ends the process), and keeps every style, name and string, however many. Here
//! a workbook is measured first, by unpacking it once into nothing, and then only what is needed of it is
//! kept, within the budget of a file. That both readers see the same in good workbooks is tested.
//!
//! | module | what |
//! |---|---|
//! | [`measure`] | the packed parts, measured; `packages` reads them |
//! | [`strings`] | texts that cells refer to |
//! | [`styles`] | which numbers are dates |
//! | [`texts`] | what is kept of the text of a cell |
//! | [`cells`] | a sheet to a table |

mod cells;
mod measure;
mod strings;
mod styles;
mod texts;

use packages::{Piece, Relation};

use measure::Package;
use strings::Strings;
use styles::Styles;

use super::table::Table;
use crate::limits::Budget;
use crate::unreadable::Unreadable;

/// A sheet becomes a table; a workbook in its own order.
pub(super) fn read_workbook(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Table>, Unreadable> {
    let mut package = measure::open_measured(bytes, budget.deadline)?;
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

/// What a workbook says of its parts.
struct Book {
    /// Name of a sheet, and the relation that leads to it.
    named: Vec<(String, String)>,
    relations: Vec<Relation>,
    from_1904: bool,
}

impl Book {
    fn find(package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let root = package.root("xl/workbook.xml")?;
        let relations = package.relations(&root)?;
        let mut book = Self { named: Vec::new(), relations, from_1904: false };
        book.read_sheet_names(package, &root)?;
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
