//! Which page became which: first those that are the same, in their order and then out of it, where those that also look
//! the same come first; and of the rest those that have enough words in common.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::face::Face;

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
/// Words of a page by which it is compared to all others: those with the smallest hashes. The first ones would not do,
/// since what is inserted further up makes other words the first.
const MOST_WORDS: usize = 120;

/// For each new page the old one that it was.
pub(super) fn match_pages(old: &[Face<'_>], new: &[Face<'_>]) -> Vec<Option<Match>> {
    let mut pairs = Pairs { of_new: vec![None; new.len()], free: vec![true; old.len()] };
    let (old_faces, new_faces) = (face_keys(old), face_keys(new));
    let (old_words, new_words) = (word_keys(old), word_keys(new));
    pairs.pair_in_order(&old_faces, &new_faces);
    pairs.pair_in_order(&old_words, &new_words);
    // What is like many others says nothing of where it comes from, unless it is where it was.
    pairs.pair_anywhere(&old_faces, &new_faces, |place| new[place].is_known());
    pairs.pair_anywhere(&old_words, &new_words, |place| !new[place].words.is_empty());
    for (_, one, other) in alike(old, new, &pairs.of_new) {
        pairs.pair(one, other);
    }
    with_moves(&pairs.of_new)
}

/// Which pages have found each other.
struct Pairs {
    /// For each new page the place of the old one.
    of_new: Vec<Option<usize>>,
    /// Which old ones have found none.
    free: Vec<bool>,
}

impl Pairs {
    /// Unless one of them is taken.
    fn pair(&mut self, old: usize, new: usize) {
        if self.free[old] && self.of_new[new].is_none() {
            self.free[old] = false;
            self.of_new[new] = Some(old);
        }
    }

    /// As many as possible between those that are paired, in their order. So must those be.
    fn pair_in_order(&mut self, old: &[u64], new: &[u64]) {
        let paired = self.of_new.iter().enumerate().filter_map(|(new, old)| Some(((*old)?, new)));
        let ends: Vec<(usize, usize)> = paired.chain([(old.len(), new.len())]).collect();
        let (mut old_from, mut new_from) = (0, 0);
        for (old_to, new_to) in ends {
            for (one, other) in common(&old[old_from..old_to], &new[new_from..new_to]) {
                self.pair(old_from + one, new_from + other);
            }
            (old_from, new_from) = (old_to + 1, new_to + 1);
        }
    }

    fn pair_anywhere(&mut self, old: &[u64], new: &[u64], is_known: impl Fn(usize) -> bool) {
        for (place, key) in new.iter().enumerate() {
            if self.of_new[place].is_some() || !is_known(place) {
                continue;
            }
            let from = (0..old.len()).find(|from| self.free[*from] && old[*from] == *key);
            if let Some(from) = from {
                self.pair(from, place);
            }
        }
    }
}

fn face_keys(pages: &[Face<'_>]) -> Vec<u64> {
    pages.iter().map(hash).collect()
}

fn word_keys(pages: &[Face<'_>]) -> Vec<u64> {
    pages.iter().map(|page| hash(&page.words)).collect()
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
fn alike(old: &[Face<'_>], new: &[Face<'_>], pairs: &[Option<usize>]) -> Vec<(usize, usize, usize)> {
    let taken: Vec<usize> = pairs.iter().flatten().copied().collect();
    let sorted = |page: &Face<'_>| {
        let mut hashes: Vec<u64> = page.words.iter().map(hash).collect();
        hashes.sort_unstable();
        hashes.truncate(MOST_WORDS);
        hashes
    };
    let left: Vec<(usize, Vec<u64>)> = old
        .iter()
        .enumerate()
        .filter(|(place, _)| !taken.contains(place))
        .map(|(place, page)| (place, sorted(page)))
        .collect();
    let mut found = Vec::new();
    for (other, page) in new.iter().enumerate().filter(|(other, _)| pairs[*other].is_none()) {
        let words = sorted(page);
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
