//! How the words of a page differ.

use std::collections::HashMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::preview::change::{Run, Words};

/// This much is some milliseconds for a page and some ten for a file: three hundred slides of 160 words each, if no word
/// stayed, or a hundred pages of 500 words through which a paragraph of 150 words pushes its way.
const MOST_STEPS_OF_A_PAGE: usize = 2_000_000;
const MOST_STEPS: usize = 40_000_000;
/// Where more words differ, the algorithm looks at so many at a time, and no longer for the shortest way.
const MOST_AT_A_TIME: usize = 512;

/// What comparing takes at worst: each word is looked at once, and once more for each one that differs.
fn steps(words: usize, differing: usize) -> usize {
    words * (1 + differing.min(MOST_AT_A_TIME))
}

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
        let words = old_rest.len() + new_rest.len();
        if steps(words, unshared(old_rest, new_rest)) > self.0.min(MOST_STEPS_OF_A_PAGE) {
            return Words::TooMany;
        }
        let (mut runs, mut differing) = (Vec::new(), 0);
        push(&mut runs, Run::Kept, &old[..start]);
        for operation in capture_diff_slices(Algorithm::Myers, old_rest, new_rest) {
            let (tag, old_words, new_words) = operation.as_tag_tuple();
            match tag {
                DiffTag::Equal => push(&mut runs, Run::Kept, &old_rest[old_words]),
                DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                    differing += old_words.len() + new_words.len();
                    push(&mut runs, Run::Removed, &old_rest[old_words]);
                    push(&mut runs, Run::Added, &new_rest[new_words]);
                }
            }
        }
        push(&mut runs, Run::Kept, &old[old.len() - end..]);
        // Words that have changed places differ too, and are known only now.
        self.0 = self.0.saturating_sub(steps(words, differing));
        Words::Runs(runs)
    }
}

/// How many words stand in one of them and not in the other. At least so many differ.
fn unshared(old: &[&str], new: &[&str]) -> usize {
    let mut counts: HashMap<&str, isize> = HashMap::new();
    for word in old {
        *counts.entry(word).or_default() += 1;
    }
    for word in new {
        *counts.entry(word).or_default() -= 1;
    }
    counts.values().map(|count| count.unsigned_abs()).sum()
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
