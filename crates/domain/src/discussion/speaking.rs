//! The order in which countries speak in a session.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::country::CountryCode;

/// What one country is given, in minutes.
pub const MAX_MINUTES: u32 = 180;

/// Where a country is with its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    #[default]
    Waiting,
    Speaking,
    Spoken,
}

impl Turn {
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waits",
            Self::Speaking => "Speaking now",
            Self::Spoken => "Has spoken",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    pub country: CountryCode,
    pub minutes: u32,
    pub turn: Turn,
}

/// Who speaks after whom. `revision` counts its changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakingOrder {
    pub revision: u32,
    pub speakers: Vec<Speaker>,
}

/// What hosts do about one country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderChange {
    /// To the end of the list.
    Add {
        minutes: u32,
    },
    Remove,
    Earlier,
    Later,
    /// To this place, 1 for the first; to the end where the list is shorter.
    MoveTo {
        place: usize,
    },
    Minutes {
        minutes: u32,
    },
    /// Whoever was speaking has spoken then.
    Turn(Turn),
}

impl OrderChange {
    /// Reads the word of a form; `minutes` or `place` stands beside it where the change needs it.
    pub fn read(word: &str, minutes: &str, place: &str) -> Result<Self, RefusedOrder> {
        let minutes = || read_minutes(minutes);
        match word {
            "add" => Ok(Self::Add { minutes: minutes()? }),
            "minutes" => Ok(Self::Minutes { minutes: minutes()? }),
            "remove" => Ok(Self::Remove),
            "earlier" => Ok(Self::Earlier),
            "later" => Ok(Self::Later),
            "move" => Ok(Self::MoveTo { place: read_place(place)? }),
            "waiting" => Ok(Self::Turn(Turn::Waiting)),
            "speaking" => Ok(Self::Turn(Turn::Speaking)),
            "spoken" => Ok(Self::Turn(Turn::Spoken)),
            _ => Err(RefusedOrder::Unknown),
        }
    }
}

/// What a form says that a country is given.
pub fn read_minutes(text: &str) -> Result<u32, RefusedOrder> {
    let number = u32::from_str(text.trim()).ok().filter(|minutes| (1..=MAX_MINUTES).contains(minutes));
    number.ok_or(RefusedOrder::Minutes)
}

fn read_place(text: &str) -> Result<usize, RefusedOrder> {
    usize::from_str(text.trim()).ok().filter(|place| *place > 0).ok_or(RefusedOrder::Place)
}

pub fn minutes_in_words(minutes: u32) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// What the countries of a list are given together, beside how long their session lasts; both in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeakingTime {
    pub given: u32,
    pub session: u32,
}

impl SpeakingTime {
    pub fn fits(self) -> bool {
        self.given <= self.session
    }

    pub fn in_words(self) -> String {
        let (given, session) = (minutes_in_words(self.given), minutes_in_words(self.session));
        if self.fits() {
            format!("In all: {given}. The session lasts {session}.")
        } else {
            format!("In all: {given}. That does not fit: the session lasts {session}.")
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RefusedOrder {
    #[error("the minutes have to be a whole number from 1 to {MAX_MINUTES}")]
    Minutes,
    #[error("the place has to be a whole number, 1 for the first")]
    Place,
    #[error("this is no change of the order of speaking")]
    Unknown,
    #[error("choose a country that has a delegation in this seminar")]
    NoDelegation,
    #[error("this country is in the order of speaking already")]
    Twice,
    #[error("this country is not in the order of speaking")]
    NotListed,
    #[error("every country with a material for this session is in the order of speaking already")]
    NobodyElse,
}

impl SpeakingOrder {
    pub fn lists(&self, country: CountryCode) -> bool {
        self.speakers.iter().any(|speaker| speaker.country == country)
    }

    /// The list with those of the countries that are not in it at its end, in the order in which they come.
    pub fn with_all(&self, countries: &[CountryCode], minutes: u32) -> Result<Vec<Speaker>, RefusedOrder> {
        let others = countries.iter().copied().filter(|country| !self.lists(*country));
        let others: Vec<Speaker> = others.map(|country| Speaker { country, minutes, turn: Turn::Waiting }).collect();
        if others.is_empty() {
            return Err(RefusedOrder::NobodyElse);
        }
        Ok([self.speakers.clone(), others].concat())
    }

    /// The list after a change. `delegations` are the countries that have one in the seminar.
    pub fn changed(
        &self,
        country: CountryCode,
        change: OrderChange,
        delegations: &[CountryCode],
    ) -> Result<Vec<Speaker>, RefusedOrder> {
        let mut speakers = self.speakers.clone();
        let place = speakers.iter().position(|speaker| speaker.country == country);
        let OrderChange::Add { minutes } = change else {
            let place = place.ok_or(RefusedOrder::NotListed)?;
            change_at(&mut speakers, place, change);
            return Ok(speakers);
        };
        if place.is_some() {
            return Err(RefusedOrder::Twice);
        }
        if !delegations.contains(&country) {
            return Err(RefusedOrder::NoDelegation);
        }
        speakers.push(Speaker { country, minutes, turn: Turn::Waiting });
        Ok(speakers)
    }
}

fn change_at(speakers: &mut Vec<Speaker>, place: usize, change: OrderChange) {
    match change {
        OrderChange::Add { .. } => {}
        OrderChange::Remove => {
            speakers.remove(place);
        }
        OrderChange::Earlier => speakers.swap(place, place.saturating_sub(1)),
        OrderChange::Later => {
            let last = speakers.len() - 1;
            speakers.swap(place, (place + 1).min(last));
        }
        OrderChange::MoveTo { place: to } => {
            let speaker = speakers.remove(place);
            speakers.insert(to.saturating_sub(1).min(speakers.len()), speaker);
        }
        OrderChange::Minutes { minutes } => speakers[place].minutes = minutes,
        OrderChange::Turn(turn) => {
            let was_speaking = |speaker: &&mut Speaker| speaker.turn == Turn::Speaking && turn == Turn::Speaking;
            speakers.iter_mut().filter(was_speaking).for_each(|speaker| speaker.turn = Turn::Spoken);
            speakers[place].turn = turn;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str) -> CountryCode {
        code.parse().expect("a country")
    }

    fn order(codes: &[&str]) -> SpeakingOrder {
        let speaker = |text: &&str| Speaker { country: code(text), minutes: 5, turn: Turn::Waiting };
        SpeakingOrder { revision: 1, speakers: codes.iter().map(speaker).collect() }
    }

    fn codes(speakers: &[Speaker]) -> Vec<String> {
        speakers.iter().map(|speaker| speaker.country.to_string()).collect()
    }

    #[test]
    fn countries_move_by_one_and_not_past_the_ends() {
        let order = order(&["LA", "KE", "ZA"]);
        let moved = |country, change| codes(&order.changed(code(country), change, &[]).expect("changed"));
        assert_eq!(moved("KE", OrderChange::Earlier), ["KE", "LA", "ZA"]);
        assert_eq!(moved("KE", OrderChange::Later), ["LA", "ZA", "KE"]);
        assert_eq!(moved("LA", OrderChange::Earlier), ["LA", "KE", "ZA"]);
        assert_eq!(moved("ZA", OrderChange::Later), ["LA", "KE", "ZA"]);
        assert_eq!(moved("LA", OrderChange::Remove), ["KE", "ZA"]);
    }

    #[test]
    fn a_country_moves_to_any_place_at_once() {
        let order = order(&["LA", "KE", "ZA", "VN"]);
        let moved =
            |country, place| codes(&order.changed(code(country), OrderChange::MoveTo { place }, &[]).expect("changed"));
        assert_eq!(moved("VN", 1), ["VN", "LA", "KE", "ZA"]);
        assert_eq!(moved("LA", 3), ["KE", "ZA", "LA", "VN"]);
        assert_eq!(moved("KE", 2), ["LA", "KE", "ZA", "VN"]);
        assert_eq!(moved("LA", 99), ["KE", "ZA", "VN", "LA"]);
    }

    #[test]
    fn only_delegations_speak_and_each_once() {
        let (order, add) = (order(&["LA"]), OrderChange::Add { minutes: 10 });
        let delegations = [code("LA"), code("ZA")];
        assert_eq!(order.changed(code("LA"), add, &delegations), Err(RefusedOrder::Twice));
        assert_eq!(order.changed(code("KE"), add, &delegations), Err(RefusedOrder::NoDelegation));
        assert_eq!(order.changed(code("KE"), OrderChange::Remove, &delegations), Err(RefusedOrder::NotListed));
        let added = order.changed(code("ZA"), add, &delegations).expect("added");
        assert_eq!((codes(&added), added[1].minutes), (vec!["LA".to_owned(), "ZA".to_owned()], 10));
    }

    #[test]
    fn all_come_after_those_who_are_listed() {
        let (order, all) = (order(&["ZA", "LA"]), [code("KE"), code("LA"), code("VN")]);
        let speakers = order.with_all(&all, 7).expect("two more");
        assert_eq!(codes(&speakers), ["ZA", "LA", "KE", "VN"]);
        assert_eq!(speakers.iter().map(|speaker| speaker.minutes).collect::<Vec<_>>(), [5, 5, 7, 7]);
        assert_eq!(order.with_all(&[code("LA")], 7), Err(RefusedOrder::NobodyElse));
    }

    #[test]
    fn one_country_speaks_at_a_time() {
        let mut order = order(&["LA", "ZA"]);
        for country in ["LA", "ZA"] {
            let speaking = OrderChange::Turn(Turn::Speaking);
            order.speakers = order.changed(code(country), speaking, &[]).expect("changed");
        }
        assert_eq!(
            order.speakers.iter().map(|speaker| speaker.turn).collect::<Vec<_>>(),
            [Turn::Spoken, Turn::Speaking]
        );
    }

    #[test]
    fn minutes_are_numbers_within_reason() {
        assert_eq!(OrderChange::read("add", " 10 ", ""), Ok(OrderChange::Add { minutes: 10 }));
        for bad in ["", "0", "ten", "181", "-5"] {
            assert_eq!(OrderChange::read("minutes", bad, ""), Err(RefusedOrder::Minutes), "{bad}");
        }
        assert_eq!(OrderChange::read("speaking", "", ""), Ok(OrderChange::Turn(Turn::Speaking)));
        assert_eq!(OrderChange::read("jump", "", ""), Err(RefusedOrder::Unknown));
    }

    #[test]
    fn places_are_counted_from_one() {
        assert_eq!(OrderChange::read("move", "", " 3 "), Ok(OrderChange::MoveTo { place: 3 }));
        for bad in ["", "0", "first", "-1"] {
            assert_eq!(OrderChange::read("move", "", bad), Err(RefusedOrder::Place), "{bad}");
        }
    }

    #[test]
    fn what_all_take_stands_beside_what_the_session_has() {
        let (fits, too_long) = (SpeakingTime { given: 60, session: 60 }, SpeakingTime { given: 88, session: 60 });
        assert_eq!(fits.in_words(), "In all: 60 minutes. The session lasts 60 minutes.");
        assert_eq!(too_long.in_words(), "In all: 88 minutes. That does not fit: the session lasts 60 minutes.");
        assert!(fits.fits() && !too_long.fits());
    }
}
