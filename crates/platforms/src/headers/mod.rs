//! Which table of a file is the list of attendees: known by the words in its header.
//!
//! The words are data, a file for each platform. Platforms rename and reorder columns, so nothing here
//! depends on where a column stands.
//!
//! | module | what |
//! |---|---|
//! | [`layout`] | a table of a file, with the columns that were found |
//! | [`tencent`] [`zoom`] [`teams`] [`bigbluebutton`] | the words of each platform |
//! | [`meeting`] | the words beside which a file tells of the meeting |

mod bigbluebutton;
mod layout;
mod meeting;
mod teams;
mod tencent;
mod zoom;

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::attendance::export::{DateOrder, DurationUnit, NameCell};
use domain::attendance::record::Format;

pub(crate) use layout::{Layout, RowsAre, find_layouts, layout_of_mapping};
pub(crate) use meeting::{MeetingText, read_meeting};

use crate::file::Row;

/// A table that a platform is known to write.
struct KnownTable {
    format: Format,
    rows: RowsAre,
    name_cell: NameCell,
    /// Of plain numbers among the durations.
    unit: DurationUnit,
    /// The only order in which the platform writes dates with AM and PM.
    twelve_hour_order: Option<DateOrder>,
    /// A header has one field of each of these groups.
    needs: &'static [&'static [Field]],
    words: &'static [(Field, &'static [&'static str])],
    /// What stands in the column of roles for whoever hosts.
    host_roles: &'static [&'static str],
    /// What a platform puts in brackets behind the name of some people.
    marks: &'static [&'static str],
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Field {
    Name,
    Joined,
    Left,
    Duration,
    Email,
    /// A name to sign in with, which often is an address.
    Account,
    Role,
    WaitingRoom,
    /// A column that nothing is taken from; it tells tables apart.
    Other,
}

const KNOWN: &[&[KnownTable]] = &[tencent::TABLES, zoom::TABLES, teams::TABLES, bigbluebutton::TABLES];

fn known_tables() -> impl Iterator<Item = &'static KnownTable> {
    KNOWN.iter().copied().flatten()
}

/// For each word of a header the tables that have it, by their place among the known ones.
static BY_WORD: LazyLock<HashMap<String, Vec<(usize, Field)>>> = LazyLock::new(|| {
    let mut by_word: HashMap<String, Vec<(usize, Field)>> = HashMap::new();
    for (place, table) in known_tables().enumerate() {
        for (field, words) in table.words {
            for word in *words {
                by_word.entry(key_of(word)).or_default().push((place, *field));
            }
        }
    }
    by_word
});

/// Longer cells name no column.
const LONGEST_WORD_BYTES: usize = 120;

/// A word of a header as it is compared: letters and digits alone, whatever the width of brackets, hyphens and case.
fn key_of(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Does this row name the columns of a table that is known?
pub(crate) fn is_header(row: Row<'_>) -> bool {
    columns_of_known(row).is_some()
}

/// The known table that has most of the row's words, with the columns of its fields.
fn columns_of_known(row: Row<'_>) -> Option<(&'static KnownTable, HashMap<Field, usize>)> {
    let mut found: HashMap<usize, HashMap<Field, usize>> = HashMap::new();
    for (column, cell) in row.cells().enumerate().filter(|(_, cell)| (1..=LONGEST_WORD_BYTES).contains(&cell.len())) {
        for (place, field) in BY_WORD.get(&key_of(cell)).into_iter().flatten() {
            found.entry(*place).or_default().entry(*field).or_insert(column);
        }
    }
    let complete = known_tables().enumerate().filter_map(|(place, table)| {
        let columns = found.remove(&place)?;
        let has_group = |group: &&[Field]| group.iter().any(|field| columns.contains_key(field));
        table.needs.iter().all(has_group).then_some((table, columns))
    });
    // Of equals the first one counts.
    complete.reduce(|best, other| if other.1.len() > best.1.len() { other } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_things_in_one_table() {
        for ((word, _), count) in BY_WORD.iter().flat_map(|(word, uses)| {
            let mut counts: HashMap<(&str, usize), usize> = HashMap::new();
            uses.iter().for_each(|(place, _)| *counts.entry((word, *place)).or_default() += 1);
            counts
        }) {
            assert_eq!(count, 1, "{word}");
        }
    }

    #[test]
    fn words_are_compared_by_their_letters() {
        assert_eq!(key_of("用户昵称（入会昵称）"), key_of(" 用户昵称 (入会昵称)："));
        assert_eq!(key_of("In-Meeting Duration"), key_of("in-meeting duration"));
    }
}
