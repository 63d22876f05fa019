//! What changed between two versions of a file: in its words, and where those are the same, whether a page looks the same.
//!
//! Pictures are the same if their bytes are. A page that is drawn twice is the same bytes for as long as the same programs
//! draw it with the same fonts; after a change of those it may look otherwise, which people see better than we do.
//!
//! | module | what |
//! |---|---|
//! | [`face`] | a page as it is compared |
//! | [`matching`] | which page became which |
//! | [`words`] | how the words of one differ |

mod face;
mod matching;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::change::PageChange;
use super::{Contents, Page};
use crate::material::Sha256Hex;
use face::Face;
use matching::{Match, match_pages};
use words::WordBudget;

/// What has been drawn of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    pub contents: Contents,
    /// Of the bytes of each image, by the name that the contents give it.
    pub hashes: BTreeMap<String, Sha256Hex>,
}

/// Every page of both versions, in the order of the new one; what was removed stands where it was.
///
/// Takes less than 100 ms for 300 pages of a thousand words each, however much of them has changed: where there are
/// too many words, it says so instead of telling them.
pub fn compare(old: &Drawn, new: &Drawn) -> Vec<PageChange> {
    let (old_faces, new_faces) = (faces(old), faces(new));
    let (old, new) = (&old.contents.pages, &new.contents.pages);
    let matches = match_pages(&old_faces, &new_faces);
    let mut budget = WordBudget::default();
    let mut changes: Vec<PageChange> = new
        .iter()
        .zip(&matches)
        .zip(&new_faces)
        .map(|((page, matched), face)| match *matched {
            None => PageChange::Added { new: page.number },
            Some(Match { old: place, moved }) => {
                let (before, old, new) = (&old_faces[place], old[place].number, page.number);
                if before.words == face.words {
                    return PageChange::Same { old, new, moved, looks: face.looks_beside(before) };
                }
                PageChange::Changed { old, new, moved, words: budget.differences(&before.words, &face.words) }
            }
        })
        .collect();
    insert_removed(old, &matches, &mut changes);
    changes
}

fn faces(drawn: &Drawn) -> Vec<Face<'_>> {
    drawn.contents.pages.iter().map(|page| Face::of(page, drawn)).collect()
}

/// After the page before it, if that is still in its place.
fn insert_removed(old: &[Page], matches: &[Option<Match>], changes: &mut Vec<PageChange>) {
    let mut stays = vec![None; old.len()];
    for matched in matches.iter().flatten() {
        stays[matched.old] = Some(matched.moved);
    }
    let mut after = None;
    for (place, page) in old.iter().enumerate() {
        match stays[place] {
            Some(true) => {}
            Some(false) => after = Some(page.number),
            None => {
                let before =
                    after.and_then(|number| changes.iter().position(|change| change.old_number() == Some(number)));
                changes.insert(before.map_or(0, |before| before + 1), PageChange::Removed { old: page.number });
                after = Some(page.number);
            }
        }
    }
}
