//! The members of the seminar, found by mail address, by name, and by words of their names.

use std::collections::HashMap;

use super::likeness::{LONGEST_COMPARED, letters_apart};
use super::reading::{key_of, names_of_member};
use crate::attendance::record::{Apart, Who};
use crate::country::CountryCode;
use crate::folding::romanised;
use crate::id::PersonId;
use crate::person::{EmailAddress, Member, Role};

/// Place of a member in [`Members`]. Places are in the order of ids: what is found does not depend on the order
/// in which members are given.
pub type Place = usize;

#[derive(Debug)]
pub struct Known {
    pub person: PersonId,
    pub who: Who,
    pub country: Option<CountryCode>,
    /// Folded, without titles.
    pub name: Vec<String>,
    /// The same in Latin letters.
    pub latin: Vec<String>,
}

#[derive(Debug)]
pub struct Members {
    all: Vec<Known>,
    by_person: HashMap<PersonId, Place>,
    by_email: HashMap<EmailAddress, Vec<Place>>,
    by_name: HashMap<String, Vec<Place>>,
    by_letters: HashMap<String, Vec<Place>>,
    trainees: HashMap<CountryCode, Vec<Place>>,
    words: Words,
}

/// The most members that a name is compared with, letter by letter.
const MOST_COMPARED: usize = 64;

impl Members {
    pub fn of(members: &[Member]) -> Self {
        let mut sorted: Vec<&Member> = members.iter().collect();
        // Who is a trainee and something else besides counts as a trainee.
        sorted.sort_by_key(|member| (member.person, member.role));
        sorted.dedup_by_key(|member| member.person);
        let mut of = Self {
            all: Vec::with_capacity(sorted.len()),
            by_person: HashMap::new(),
            by_email: HashMap::new(),
            by_name: HashMap::new(),
            by_letters: HashMap::new(),
            trainees: HashMap::new(),
            words: Words::default(),
        };
        sorted.into_iter().for_each(|member| of.add(member));
        of
    }

    fn add(&mut self, member: &Member) {
        let place = self.all.len();
        let (whole, name) = names_of_member(member.name.as_str());
        let latin = in_latin(&name);
        self.by_person.insert(member.person, place);
        self.by_email.entry(member.email.clone()).or_default().push(place);
        let mut keys = vec![key_of(&whole), key_of(&name)];
        keys.dedup();
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            self.by_name.entry(key).or_default().push(place);
        }
        self.by_letters.entry(letters_of(&latin)).or_default().push(place);
        self.words.add(&latin, place);
        let country = member.country.as_ref().map(|country| country.code);
        if let (Role::Trainee, Some(country)) = (member.role, country) {
            self.trainees.entry(country).or_default().push(place);
        }
        let who = match member.role {
            Role::Trainee => Who::Trainee(member.person),
            Role::Instructor => Who::Apart(Apart::Instructor),
            Role::Staff => Who::Apart(Apart::Host),
        };
        self.all.push(Known { person: member.person, who, country, name, latin });
    }

    pub fn get(&self, place: Place) -> Option<&Known> {
        self.all.get(place)
    }

    pub fn with_id(&self, person: PersonId) -> Option<Place> {
        self.by_person.get(&person).copied()
    }

    pub fn with_email(&self, email: &EmailAddress) -> &[Place] {
        self.by_email.get(email).map_or(&[], Vec::as_slice)
    }

    /// Those with exactly these words for a name, in any order.
    pub fn named(&self, name: &[String]) -> &[Place] {
        self.by_name.get(&key_of(name)).map_or(&[], Vec::as_slice)
    }

    pub fn trainees_of(&self, country: CountryCode) -> &[Place] {
        self.trainees.get(&country).map_or(&[], Vec::as_slice)
    }

    /// Those whose names are worth comparing, the likeliest first: those with the same letters, and those who
    /// share words, misspelt or not.
    pub fn near(&self, latin: &[String]) -> Vec<Place> {
        let mut shared = vec![0_usize; self.all.len()];
        let mut places = Vec::new();
        for place in latin.iter().flat_map(|word| self.words.near(word)) {
            if let Some(count) = shared.get_mut(place) {
                if *count == 0 {
                    places.push(place);
                }
                *count += 1;
            }
        }
        // A name that is wholly within another comes before one that shares as many words and has others.
        let rank = |place: &Place| {
            let count = shared.get(*place).copied().unwrap_or(0);
            let words = self.get(*place).map_or(0, |known| known.latin.len()).min(latin.len());
            (words.saturating_sub(count), usize::MAX - count, *place)
        };
        if places.len() > MOST_COMPARED {
            places.select_nth_unstable_by_key(MOST_COMPARED, rank);
            places.truncate(MOST_COMPARED);
        }
        places.sort_unstable_by_key(rank);
        let same_letters = self.by_letters.get(&letters_of(latin)).map_or(&[][..], Vec::as_slice);
        let others = same_letters.iter().filter(|place| shared.get(**place) == Some(&0)).take(MOST_COMPARED);
        places.extend(others);
        places
    }
}

/// The words of a name in Latin letters.
pub fn in_latin(name: &[String]) -> Vec<String> {
    name.iter().flat_map(|word| romanised(word)).collect()
}

/// All letters in the order of the alphabet: the same however the name is spaced and turned.
fn letters_of(latin: &[String]) -> String {
    let mut letters: Vec<char> = latin.iter().flat_map(|word| word.chars()).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Words of names, found also when they are misspelt: each is kept under itself and under what remains when any
/// one letter is taken out.
#[derive(Debug, Default)]
struct Words {
    ids: HashMap<String, usize>,
    words: Vec<(String, Vec<Place>)>,
    shortened: HashMap<String, Vec<usize>>,
}

impl Words {
    fn add(&mut self, latin: &[String], place: Place) {
        for word in latin {
            let id = match self.ids.get(word) {
                Some(id) => *id,
                None => self.add_word(word),
            };
            if let Some((_, places)) = self.words.get_mut(id)
                && places.last() != Some(&place)
            {
                places.push(place);
            }
        }
    }

    fn add_word(&mut self, word: &str) -> usize {
        let id = self.words.len();
        self.ids.insert(word.to_owned(), id);
        self.words.push((word.to_owned(), Vec::new()));
        for short in shortened(word) {
            self.shortened.entry(short).or_default().push(id);
        }
        id
    }

    fn near(&self, word: &str) -> impl Iterator<Item = Place> + '_ {
        let mut ids: Vec<usize> = self.ids.get(word).copied().into_iter().collect();
        ids.extend(shortened(word).iter().filter_map(|short| self.shortened.get(short)).flatten());
        ids.sort_unstable();
        ids.dedup();
        let near = |id: &usize| self.words.get(*id).filter(|(other, _)| letters_apart(word, other).is_some());
        let near: Vec<_> = ids.iter().filter_map(near).collect();
        near.into_iter().flat_map(|(_, places)| places.iter().copied())
    }
}

fn shortened(word: &str) -> Vec<String> {
    if !(4..=LONGEST_COMPARED).contains(&word.len()) {
        return Vec::new();
    }
    let without = |at: usize| {
        let kept = word.char_indices().filter(|(place, _)| *place != at);
        kept.map(|(_, c)| c).collect::<String>()
    };
    let mut all: Vec<String> = word.char_indices().map(|(at, _)| without(at)).collect();
    all.push(word.to_owned());
    all
}
