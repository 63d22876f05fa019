//! Which page became which: first those that are the same, in their order and then out of it, and of the rest those
//! that have enough words in common.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Where a page comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Its place in the old version.
    pub(super) old: usize,
    /// Whether others, that stayed, have changed sides with it.
    pub(super) moved: bool,
}

/// Of a hundred words that two pages have on average, so many must be common to both.
const ENOUGH: usize = 40;
/// Words of a page by which it is compared to all others.
const MOST_WORDS: usize = 120;

/// For each new page the old one that it was.
pub(super) fn match_pages(old: &[Vec<&str>], new: &[Vec<&str>]) -> Vec<Option<Match>> {
    let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
    let mut free: Vec<bool> = vec![true; old.len()];
    let mut pair = |old: usize, new: usize, pairs: &mut Vec<Option<usize>>| {
        let both = free[old] && pairs[new].is_none();
        if both {
            free[old] = false;
            pairs[new] = Some(old);
        }
        both
    };
    let (old_keys, new_keys) = (keys(old), keys(new));
    for (one, other) in common(&old_keys, &new_keys) {
        pair(one, other, &mut pairs);
    }
    // A page without words says nothing of where it comes from, unless it is where it was.
    for (place, key) in new_keys.iter().enumerate().filter(|(place, _)| !new[*place].is_empty()) {
        for (from, _) in old_keys.iter().enumerate().filter(|(_, other)| *other == key) {
            if pair(from, place, &mut pairs) {
                break;
            }
        }
    }
    for (_, one, other) in alike(old, new, &pairs) {
        pair(one, other, &mut pairs);
    }
    with_moves(&pairs)
}

fn keys(pages: &[Vec<&str>]) -> Vec<u64> {
    pages.iter().map(hash).collect()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The longest sequence that both have in the same order.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            lengths[one * width + other] = if old[one] == new[other] {
                lengths[(one + 1) * width + other + 1] + 1
            } else {
                lengths[(one + 1) * width + other].max(lengths[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < old.len() && other < new.len() {
        if old[one] == new[other] {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if lengths[(one + 1) * width + other] >= lengths[one * width + other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

/// Pages that have no other half yet and enough in common, the most alike first; of equals those that stand nearest.
fn alike(old: &[Vec<&str>], new: &[Vec<&str>], pairs: &[Option<usize>]) -> Vec<(usize, usize, usize)> {
    let taken: Vec<usize> = pairs.iter().flatten().copied().collect();
    let sorted = |words: &Vec<&str>| {
        let mut hashes: Vec<u64> = words.iter().take(MOST_WORDS).map(hash).collect();
        hashes.sort_unstable();
        hashes
    };
    let left: Vec<(usize, Vec<u64>)> = old
        .iter()
        .enumerate()
        .filter(|(place, _)| !taken.contains(place))
        .map(|(place, words)| (place, sorted(words)))
        .collect();
    let mut found = Vec::new();
    for (other, words) in new.iter().enumerate().filter(|(other, _)| pairs[*other].is_none()) {
        let words = sorted(words);
        for (one, others) in &left {
            let likeness = likeness(others, &words);
            if likeness >= ENOUGH {
                found.push((likeness, *one, other));
            }
        }
    }
    found.sort_by_key(|(likeness, one, other)| (std::cmp::Reverse(*likeness), one.abs_diff(*other), *other));
    found
}

/// Of a hundred words, how many are in both; the order does not count. Both are sorted.
fn likeness(one: &[u64], other: &[u64]) -> usize {
    let all = one.len() + other.len();
    // What is so different in length has too little in common, whatever it says.
    if all == 0 || one.len().min(other.len()) * 200 < ENOUGH * all {
        return 0;
    }
    let (mut left, mut right, mut both) = (0, 0, 0);
    while left < one.len() && right < other.len() {
        match one[left].cmp(&other[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => (left, right, both) = (left + 1, right + 1, both + 1),
        }
    }
    both * 200 / all
}

/// As many as possible stay; what changed sides with them has moved.
fn with_moves(pairs: &[Option<usize>]) -> Vec<Option<Match>> {
    let new_order: Vec<usize> = pairs.iter().flatten().copied().collect();
    let mut old_order = new_order.clone();
    old_order.sort_unstable();
    let stay: HashSet<usize> = common(&old_order, &new_order).into_iter().map(|(one, _)| old_order[one]).collect();
    pairs.iter().map(|old| old.map(|old| Match { old, moved: !stay.contains(&old) })).collect()
}
