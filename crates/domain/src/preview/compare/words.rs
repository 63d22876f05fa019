//! How the words of a page differ.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::preview::change::{Run, Words};

/// Comparing takes time by the product of the words that differ, at worst. This much of it is some milliseconds for a page
/// and some ten for a file: three hundred slides of 160 words each, if no word stayed.
const MOST_STEPS_OF_A_PAGE: usize = 1_000_000;
const MOST_STEPS: usize = 8_000_000;

pub(super) struct WordBudget(usize);

impl Default for WordBudget {
    fn default() -> Self {
        Self(MOST_STEPS)
    }
}

impl WordBudget {
    pub(super) fn differences(&mut self, old: &[&str], new: &[&str]) -> Words {
        let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
        let (old_rest, new_rest) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
        let steps = old_rest.len() * new_rest.len();
        if steps > MOST_STEPS_OF_A_PAGE || steps > self.0 {
            return Words::TooMany;
        }
        self.0 -= steps;
        let mut runs = Vec::new();
        push(&mut runs, Run::Kept, &old[..start]);
        for operation in capture_diff_slices(Algorithm::Myers, old_rest, new_rest) {
            let (tag, old_words, new_words) = operation.as_tag_tuple();
            match tag {
                DiffTag::Equal => push(&mut runs, Run::Kept, &old_rest[old_words]),
                DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                    push(&mut runs, Run::Removed, &old_rest[old_words]);
                    push(&mut runs, Run::Added, &new_rest[new_words]);
                }
            }
        }
        push(&mut runs, Run::Kept, &old[old.len() - end..]);
        Words::Runs(runs)
    }
}

/// What is kept may come in pieces, one after the other.
fn push(runs: &mut Vec<Run>, run: fn(String) -> Run, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let words = words.join(" ");
    match (runs.last_mut(), run(String::new())) {
        (Some(Run::Kept(last)), Run::Kept(_)) => {
            last.push(' ');
            last.push_str(&words);
        }
        _ => runs.push(run(words)),
    }
}
