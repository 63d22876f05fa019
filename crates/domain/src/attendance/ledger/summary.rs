//! Sums over a ledger: of each session, and of each country.

#[cfg(feature = "server")]
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
use super::Outcome;
use super::{Ledger, Status};
use crate::country::Country;
#[cfg(feature = "server")]
use crate::country::CountryCode;

/// How many trainees were what in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SessionSum {
    /// Present, late or present by statement.
    pub attended: u32,
    /// Of those: late.
    pub late: u32,
    pub excused: u32,
    /// Absent, or there for too short a time.
    pub missed: u32,
}

/// How the trainees of one country stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountrySum {
    pub country: Country,
    pub trainees: u32,
    /// Sessions that were attended, and those that count and are recorded, over all its trainees.
    pub attended: u32,
    pub recorded: u32,
    pub earned: u32,
    pub missed: u32,
}

impl CountrySum {
    /// Rounded down; `None` before anything is recorded.
    pub fn percent(&self) -> Option<u32> {
        (self.attended * 100).checked_div(self.recorded)
    }
}

impl Ledger {
    /// One for each session.
    pub fn session_sums(&self) -> Vec<SessionSum> {
        let mut sums = vec![SessionSum::default(); self.sessions.len()];
        for line in &self.lines {
            for (cell, sum) in line.cells.iter().zip(&mut sums) {
                sum.attended += u32::from(cell.status.is_attended());
                sum.late += u32::from(cell.status == Status::Late);
                sum.excused += u32::from(cell.status == Status::Excused);
                sum.missed += u32::from(cell.status.is_missed());
            }
        }
        sums
    }

    /// By name of the country.
    #[cfg(feature = "server")]
    pub fn country_sums(&self) -> Vec<CountrySum> {
        let mut sums: BTreeMap<(String, CountryCode), CountrySum> = BTreeMap::new();
        for line in &self.lines {
            let country = &line.trainee.country;
            let sum = sums.entry((country.code.place_by_name(), country.code)).or_insert_with(|| CountrySum {
                country: country.clone(),
                trainees: 0,
                attended: 0,
                recorded: 0,
                earned: 0,
                missed: 0,
            });
            sum.trainees += 1;
            sum.attended += line.standing.attended;
            sum.recorded += line.standing.counted - line.standing.open;
            sum.earned += u32::from(line.standing.outcome.is_eligible());
            sum.missed += u32::from(line.standing.outcome == Outcome::Missed);
        }
        sums.into_values().collect()
    }
}
