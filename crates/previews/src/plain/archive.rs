//! What lies in a zip, by name and size. Nothing of it is unpacked.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use domain::preview::{Contents, Missing, Page};
use zip::ZipArchive;

use crate::limits::{Limits, TextBudget};
use crate::normal::normal;
use crate::unrenderable::Unrenderable;

/// One page, one line for each entry: its name, a tab, its bytes as the archive tells them. Folders are not entries of
/// their own. (A name is what the archive says; it leads nowhere.)
pub(crate) fn list_archive(source: &Path, limits: &Limits) -> Result<Contents, Unrenderable> {
    let file = File::open(source).map_err(Unrenderable::Unreadable)?;
    let mut archive = ZipArchive::new(BufReader::new(file))
        .map_err(|_| Unrenderable::Damaged("it is no archive that can be opened"))?;
    let mut lines = Vec::new();
    let mut of = 0;
    for place in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(place) else { continue };
        if entry.is_dir() {
            continue;
        }
        of += 1;
        if of <= limits.entries {
            let name: String = entry.name().map(|name| name.replace(['\n', '\r', '\t'], " ")).unwrap_or_default();
            lines.push(format!("{name}\t{}", entry.size()));
        }
    }
    let mut missing = Vec::new();
    if of > limits.entries {
        missing.push(Missing::Entries { shown: limits.entries, of });
    }
    let mut budget = TextBudget::new(&Limits { page_chars: limits.chars, ..limits.clone() });
    let text = budget.take(normal(&lines.join("\n")));
    if budget.cut {
        missing.push(Missing::Text);
    }
    Ok(Contents { pages: vec![Page { number: 1, text, ..Page::default() }], missing })
}
