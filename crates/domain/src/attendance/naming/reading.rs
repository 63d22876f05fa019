//! The ways in which a display name can be read: which of its words are the name, which a country, which neither.
//!
//! “Jordan Sample” is someone of that name, or Sample of Jordan. Both are tried, and the members decide.

use std::collections::HashSet;

use super::words::{Kind, kinds_of};
use crate::attendance::record::Apart;
use crate::country::CountryCode;
use crate::country::names::{MOST_WORDS, country_named, is_code};
use crate::folding::{Word, fold, is_han};

/// What a reading takes for the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Given {
    Nothing,
    One(CountryCode),
    Several,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reading {
    /// Folded, in the order of the text; at least one.
    pub name: Vec<String>,
    pub country: Given,
    /// A word was left out that says what they are in the meeting.
    pub role: Option<Apart>,
}

#[derive(Debug)]
pub struct Readings {
    /// The one that leaves nothing out comes first.
    pub all: Vec<Reading>,
    /// The country, if no more than one can be meant.
    pub country: Option<CountryCode>,
    /// What they say they are in the meeting.
    pub hint: Option<Apart>,
    /// A part of the text is a country and nothing else.
    country_apart: bool,
    /// No word need be a name: “iPhone”, “Guest (Laos)”.
    pub nameless: bool,
}

impl Readings {
    pub fn of(text: &str) -> Self {
        let words = fold(text);
        let kinds = kinds_of(&words);
        let countries = countries_in(&words, &kinds);
        let bare = |at: usize| kinds.get(at).is_some_and(Option::is_none) && !countries.iter().any(|of| of.covers(at));
        Self {
            all: readings(&words, &kinds, &countries),
            country: the_country(&countries),
            hint: kinds.iter().find_map(|kind| if let Some(Kind::Role(role)) = kind { Some(*role) } else { None }),
            country_apart: countries.iter().any(|country| country.alone),
            nameless: !(0..words.len()).any(bare),
        }
    }

    /// Some, those with the fewest words first: they do not take a country for a name where it stands by itself.
    pub fn likely(&self) -> impl Iterator<Item = &Reading> {
        let likely = |reading: &&Reading| !self.country_apart || reading.country != Given::Nothing;
        let mut all: Vec<&Reading> = self.all.iter().filter(likely).collect();
        all.sort_by_key(|reading| reading.name.len());
        all.into_iter().take(MOST_LIKELY)
    }
}

const MOST_LIKELY: usize = 12;

/// The same key for the same words in any order.
pub fn key_of(name: &[String]) -> String {
    let mut words: Vec<&str> = name.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.join(" ")
}

/// The folded words of a member's name, and those without titles.
pub fn names_of_member(name: &str) -> (Vec<String>, Vec<String>) {
    let words = fold(name);
    let kinds = kinds_of(&words);
    let plain = words.iter().zip(&kinds).filter(|(_, kind)| **kind != Some(Kind::Title)).map(|(word, _)| word);
    let plain: Vec<String> = plain.map(|word| word.text.clone()).collect();
    let whole: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
    let plain = if plain.is_empty() { whole.clone() } else { plain };
    (whole, plain)
}

/// Words that may be a country.
#[derive(Debug, Clone)]
struct Place {
    country: CountryCode,
    from: usize,
    to: usize,
    /// What is left of a word of Chinese when the country is taken off it.
    rest: Option<String>,
    /// Nothing else stands in this part of the text.
    alone: bool,
    /// Two or three letters, which are many other things.
    code: bool,
}

impl Place {
    fn covers(&self, at: usize) -> bool {
        (self.from..self.to).contains(&at) && self.rest.is_none()
    }
}

/// With more of them, only two readings are made: all are countries, or none.
const MOST_PLACES: usize = 6;

fn countries_in(words: &[Word], kinds: &[Option<Kind>]) -> Vec<Place> {
    let mut places = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let longest = (from + MOST_WORDS).min(words.len());
        let found = (from + 1..=longest).rev().find_map(|to| place_at(words, kinds, from, to));
        let found = found.or_else(|| place_within(words, from));
        from = found.as_ref().map_or(from + 1, |place| place.to);
        places.extend(found);
    }
    places
}

fn place_at(words: &[Word], kinds: &[Option<Kind>], from: usize, to: usize) -> Option<Place> {
    let span = words.get(from..to)?;
    let joined: String = span.iter().map(|word| word.text.as_str()).collect();
    let country = country_named(&joined)?;
    let part_ends = |before: Option<&Word>, after: Option<&Word>| match (before, after) {
        (Some(before), Some(after)) => before.part != after.part,
        _ => true,
    };
    let begins = part_ends(from.checked_sub(1).and_then(|before| words.get(before)), span.first());
    let ends = part_ends(span.last(), words.get(to));
    let (alone, code) = (begins && ends, is_code(&joined));
    // “Mr” is Mauritania, too.
    let nothing_else = matches!(kinds.get(from), Some(None));
    let outermost = (from == 0 || to == words.len()) && nothing_else;
    (!code || alone || outermost).then_some(Place { country, from, to, rest: None, alone, code })
}

/// A country at the beginning or end of a word of Chinese.
fn place_within(words: &[Word], from: usize) -> Option<Place> {
    let text = words.get(from).map(|word| word.text.as_str()).filter(|text| text.chars().all(is_han))?;
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
    let before = |at: &usize| text.split_at_checked(*at);
    let after = |at: &usize| text.split_at_checked(*at).map(|(rest, name)| (name, rest));
    let halves = cuts.iter().rev().filter_map(before).chain(cuts.iter().filter_map(after));
    let (country, rest) = halves.into_iter().find_map(|(name, rest)| Some((country_named(name)?, rest)))?;
    Some(Place { country, from, to: from + 1, rest: Some(rest.to_owned()), alone: false, code: false })
}

fn the_country(places: &[Place]) -> Option<CountryCode> {
    let only = |mut codes: Vec<CountryCode>| {
        codes.sort_unstable();
        codes.dedup();
        if let [code] = codes[..] { Some(code) } else { None }
    };
    let alone = only(places.iter().filter(|place| place.alone).map(|place| place.country).collect());
    alone.or_else(|| only(places.iter().filter(|place| !place.code).map(|place| place.country).collect()))
}

fn readings(words: &[Word], kinds: &[Option<Kind>], places: &[Place]) -> Vec<Reading> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for (country, taken) in choices_of_country(places) {
        for left_out in choices_of_words(kinds) {
            let Some(reading) = read(words, kinds, country, &taken, left_out) else { continue };
            if seen.insert(reading.clone()) {
                all.push(reading);
            }
        }
    }
    all
}

fn choices_of_country(places: &[Place]) -> Vec<(Given, Vec<&Place>)> {
    let mut choices = vec![(Given::Nothing, Vec::new())];
    let mut codes: Vec<CountryCode> = places.iter().map(|place| place.country).collect();
    codes.sort_unstable();
    codes.dedup();
    if places.len() <= MOST_PLACES {
        choices.extend(places.iter().map(|place| (Given::One(place.country), vec![place])));
        choices.extend(
            codes
                .iter()
                .map(|code| (Given::One(*code), places.iter().filter(|place| place.country == *code).collect())),
        );
    }
    match codes[..] {
        [] => {}
        [code] => choices.push((Given::One(code), places.iter().collect())),
        _ => choices.push((Given::Several, places.iter().collect())),
    }
    choices
}

/// Every choice of kinds that are left out, of those that are there.
fn choices_of_words(kinds: &[Option<Kind>]) -> Vec<u8> {
    let there = kinds.iter().flatten().fold(0, |bits, kind| bits | bit(*kind));
    (0..1 << 5).filter(|choice| choice & !there == 0).collect()
}

fn bit(kind: Kind) -> u8 {
    match kind {
        Kind::Title => 1,
        Kind::Filler => 2,
        Kind::Number => 4,
        Kind::Device => 8,
        Kind::Role(_) => 16,
    }
}

fn read(words: &[Word], kinds: &[Option<Kind>], country: Given, taken: &[&Place], left_out: u8) -> Option<Reading> {
    let mut name = Vec::new();
    let mut role = None;
    for (at, (word, kind)) in words.iter().zip(kinds).enumerate() {
        if let Some(place) = taken.iter().find(|place| (place.from..place.to).contains(&at)) {
            name.extend(place.rest.clone());
            continue;
        }
        match kind {
            Some(kind) if bit(*kind) & left_out != 0 => {
                if let Kind::Role(said) = kind {
                    role = role.or(Some(*said));
                }
            }
            _ => name.push(word.name(left_out & bit(Kind::Device) != 0)),
        }
    }
    (!name.is_empty()).then_some(Reading { name, country, role })
}

impl Word {
    /// “Sample’s iPhone” is Sample's; the s is part of the name otherwise.
    fn name(&self, is_owner: bool) -> String {
        let name = if is_owner && self.possessive { self.text.strip_suffix('s') } else { None };
        name.unwrap_or(&self.text).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str, name: &str, country: Option<&str>) -> bool {
        let wanted = country.map_or(Given::Nothing, |code| Given::One(code.parse().expect("a code")));
        Readings::of(text).all.iter().any(|reading| reading.name.join(" ") == name && reading.country == wanted)
    }

    #[test]
    fn countries_are_found_wherever_they_stand() {
        for text in [
            "Sample Person – Laos",
            "SAMPLE PERSON-LAO PDR",
            "Sample Person (LA)",
            "【老挝】Sample Person",
            "老挝Sample Person",
            "LA_Sample Person",
            "Sample Person 🇱🇦",
            "1. Ms. Sample Person / Lao People’s Democratic Republic",
            "Laos – Sample Person (Laos)",
        ] {
            assert!(read_as(text, "sample person", Some("LA")), "{text}");
            assert_eq!(Readings::of(text).country.map(String::from).as_deref(), Some("LA"), "{text}");
        }
        for text in ["Sample Person LAO", "la Sample Person"] {
            assert!(read_as(text, "sample person", Some("LA")), "{text}");
            assert_eq!(Readings::of(text).country, None, "{text}: too little to go by it alone");
        }
        assert!(!read_as("Mr Sample", "sample", Some("MR")));
        assert!(read_as("老挝学员甲", "学员甲", Some("LA")));
    }

    #[test]
    fn what_may_be_a_name_is_read_as_one_too() {
        assert!(read_as("Jordan Sample – Georgia", "jordan sample", Some("GE")));
        assert!(read_as("Jordan Sample", "jordan sample", None));
        assert!(read_as("Jordan Sample", "sample", Some("JO")));
        assert!(read_as("Jordan Sample – Jordan", "jordan sample", Some("JO")));
        assert!(!read_as("Sample La Person", "sample person", Some("LA")), "a code stands by itself");
    }

    #[test]
    fn devices_and_parts_in_the_meeting_are_no_names() {
        assert!(read_as("Sample Person’s iPhone (2)", "sample person", None));
        for text in ["iPhone", "Guest (Laos)", "Zoom user 2", "13800000000", "Interpreter – Laos", "🌸", ""] {
            assert!(Readings::of(text).nameless, "{text}");
        }
        assert!(!Readings::of("Sample").nameless);
        assert_eq!(Readings::of("英语译员 – Sample").hint, Some(Apart::Interpreter));
    }

    #[test]
    fn the_number_of_readings_is_bounded() {
        let text = "Dr Trainee 1 iPhone Host Laos China Chad Cuba Niger Peru".repeat(12);
        assert!(Readings::of(&text).all.len() <= 64);
        let text = "Dr Trainee 1 iPhone Host Laos China Chad Cuba Niger Peru";
        assert!(Readings::of(text).all.len() <= 32 * 14);
    }
}
