//! From the order in which a line is seen to the order in which it is read and searched.
//!
//! A page holds letters from left to right. What the bidirectional algorithm (Unicode Annex 9) did to the text when
//! it was set is undone here: lines and words from right to left are turned around, numbers and Latin words in them stay.

use unicode_bidi::{BidiClass, bidi_class};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Number,
    Neutral,
}

pub(super) fn in_logical_order(pieces: &[&str]) -> String {
    let sides: Vec<Side> = pieces.iter().map(|piece| side_of(piece)).collect();
    let count = |side| sides.iter().filter(|other| **other == side).count();
    if count(Side::Right) == 0 {
        return pieces.concat();
    }
    let mut letters = sides.iter().filter(|side| matches!(side, Side::Left | Side::Right));
    let (leftmost, rightmost) = (letters.next(), letters.next_back());
    // A line that has letters of one direction at both ends goes that way; of others most letters decide.
    let from_right = match (leftmost, rightmost.or(leftmost)) {
        (one, other) if one == other => one == Some(&Side::Right),
        _ => count(Side::Right) > count(Side::Left),
    };
    let levels = levels(&sides, from_right);
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    for level in 1..=2 {
        turn_runs(&mut order, |place| levels[place] >= level);
    }
    order.into_iter().map(|place| pieces[place]).collect()
}

fn side_of(text: &str) -> Side {
    let sides = text.chars().map(|character| match bidi_class(character) {
        BidiClass::L => Side::Left,
        BidiClass::R | BidiClass::AL => Side::Right,
        BidiClass::EN | BidiClass::AN => Side::Number,
        _ => Side::Neutral,
    });
    sides.into_iter().find(|side| *side != Side::Neutral).unwrap_or(Side::Neutral)
}

/// How often each piece has been turned around: once from right to left, twice for what stands in that from left to right.
fn levels(sides: &[Side], from_right: bool) -> Vec<u8> {
    let forth = (0..sides.len()).map(|place| sides[place]);
    let back = (0..sides.len()).rev().map(|place| sides[place]);
    let before = neighbours(forth);
    let mut after = neighbours(back);
    after.reverse();
    let within = 2 * u8::from(from_right);
    let level = |place: usize| {
        let (before, after) = (&before[place], &after[place]);
        match sides[place] {
            Side::Left => within,
            Side::Right => 1,
            // A number among letters from right to left belongs to them.
            Side::Number if before.letter == Side::Right && after.letter == Side::Right => 2,
            Side::Number => within,
            // Point and colon of a number, and the space between Latin words.
            Side::Neutral if before.any == after.any && matches!(before.any, Side::Number | Side::Left) => within,
            Side::Neutral if [before.any, after.any].iter().all(|side| matches!(side, Side::Right | Side::Number)) => 1,
            Side::Neutral => u8::from(from_right),
        }
    };
    (0..sides.len()).map(level).collect()
}

/// What stands next to a piece on one side, neutral ones left aside.
#[derive(Clone, Copy)]
struct Neighbour {
    any: Side,
    letter: Side,
}

fn neighbours(sides: impl Iterator<Item = Side>) -> Vec<Neighbour> {
    let start = Neighbour { any: Side::Neutral, letter: Side::Neutral };
    sides
        .scan(start, |near, side| {
            let neighbour = *near;
            match side {
                Side::Neutral => {}
                Side::Number => near.any = side,
                Side::Left | Side::Right => *near = Neighbour { any: side, letter: side },
            }
            Some(neighbour)
        })
        .collect()
}

fn turn_runs(order: &mut [usize], turns: impl Fn(usize) -> bool) {
    for run in order.chunk_by_mut(|one, other| turns(*one) == turns(*other)) {
        if run.first().is_some_and(|place| turns(*place)) {
            run.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(seen: &str) -> String {
        let letters: Vec<String> = seen.chars().map(String::from).collect();
        in_logical_order(&letters.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn turned(text: &str) -> String {
        text.chars().rev().collect()
    }

    #[test]
    fn what_runs_from_left_to_right_stays() {
        assert_eq!(read("Port of Sihanoukville, 2021"), "Port of Sihanoukville, 2021");
    }

    #[test]
    fn a_line_from_right_to_left_is_turned_and_its_numbers_are_not() {
        assert_eq!(read(&format!("{} 2021 {}", turned("العام"), turned("ميناء"))), "ميناء 2021 العام");
        assert_eq!(read(&format!("{} 12.5", turned("طن"))), "12.5 طن");
    }

    #[test]
    fn latin_words_in_a_line_from_right_to_left_keep_their_order() {
        let seen = format!("{} E-Port Limited {}", turned("المحدودة"), turned("شركة"));
        assert_eq!(read(&seen), "شركة E-Port Limited المحدودة");
    }

    #[test]
    fn words_from_right_to_left_in_a_latin_line_are_turned_together() {
        let seen = format!("The port ({}) of Beirut", turned("ميناء بيروت"));
        assert_eq!(read(&seen), "The port (ميناء بيروت) of Beirut");
    }
}
