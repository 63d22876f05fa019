//! The minutes of one person in one session.
//!
//! Someone is on several rows: they come back after a lost link, or sit at two devices. Intervals
//! are therefore united and never added up, so the order of rows, splitting one and merging two
//! change nothing.

use serde::{Deserialize, Serialize};

use super::record::Stay;
use crate::time::Instant;

/// How long before the start someone may wait in the room and have it shown.
pub const EARLY_MINUTES: i64 = 60;

/// When a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub starts: Instant,
    pub ends: Instant,
}

impl Slot {
    pub fn seconds(&self) -> u32 {
        whole(self.ends.seconds_since(self.starts))
    }

    /// From when on presences are looked at.
    pub fn opens(&self) -> Instant {
        self.starts.plus_minutes(-EARLY_MINUTES)
    }

    /// Is a stay in the session or the time before it, as far as it tells?
    pub fn holds(&self, stay: &Stay) -> bool {
        match stay {
            Stay::Interval { joined, left } => self.meets(*joined, *left),
            Stay::Total { .. } => true,
        }
    }

    /// Does an interval touch the session or the time before it?
    pub fn meets(&self, joined: Instant, left: Instant) -> bool {
        joined < self.ends && left > self.opens()
    }
}

/// Seconds are exact; pages show minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// In the room during the session, gaps by a lost link included.
    pub present: u32,
    /// In the room before the start.
    pub early: u32,
    /// Of `present`: gaps that are taken for a lost link.
    pub link_loss: u32,
    /// How many such gaps there were.
    pub losses: u32,
    /// First seen, if the records tell; may lie before the start.
    pub arrived: Option<Instant>,
    /// Last seen, if the records tell.
    pub left: Option<Instant>,
    /// What counts is a sum from a file that has no times.
    pub total_only: bool,
}

impl Tally {
    /// Unites the stays of one person and cuts them to the session.
    ///
    /// Of sums without times the largest counts and not all together: two devices may have been
    /// there at the same time, and no more is credited than is proved.
    pub fn of(stays: &[Stay], slot: Slot, link_loss_seconds: u32) -> Self {
        let united = unite(stays, slot);
        let mut tally = Tally {
            arrived: united.first().map(|(joined, _)| *joined),
            left: united.last().map(|(_, left)| *left),
            ..Tally::default()
        };
        for (joined, left) in &united {
            tally.early += overlap(*joined, *left, slot.opens(), slot.starts);
            tally.present += overlap(*joined, *left, slot.starts, slot.ends);
        }
        for pair in united.windows(2) {
            let (gap_starts, gap_ends) = (pair[0].1, pair[1].0);
            let within = overlap(gap_starts, gap_ends, slot.starts, slot.ends);
            if within > 0 && gap_ends.seconds_since(gap_starts) < i64::from(link_loss_seconds) {
                tally.link_loss += within;
                tally.losses += 1;
            }
        }
        tally.present += tally.link_loss;
        let total =
            stays.iter().filter_map(|stay| if let Stay::Total { seconds } = stay { Some(*seconds) } else { None });
        let total = total.max().unwrap_or(0).min(slot.seconds());
        if total > tally.present {
            tally.present = total;
            tally.total_only = true;
        }
        tally
    }

    /// Seconds after the start at which someone came; 0 if before it or not told.
    pub fn late_by(&self, slot: Slot) -> u32 {
        if self.total_only {
            return 0;
        }
        self.arrived.map_or(0, |arrived| whole(arrived.seconds_since(slot.starts)))
    }
}

/// Whole minutes, as pages show them: rounded down, so that none is shown that was not there.
pub fn minutes(seconds: u32) -> u32 {
    seconds / 60
}

/// The intervals that meet the session, without overlaps, in order.
fn unite(stays: &[Stay], slot: Slot) -> Vec<(Instant, Instant)> {
    let mut intervals: Vec<(Instant, Instant)> = stays
        .iter()
        .filter_map(|stay| match stay {
            Stay::Interval { joined, left } if joined < left && slot.meets(*joined, *left) => Some((*joined, *left)),
            Stay::Interval { .. } | Stay::Total { .. } => None,
        })
        .collect();
    intervals.sort_unstable();
    let mut united: Vec<(Instant, Instant)> = Vec::with_capacity(intervals.len());
    for (joined, left) in intervals {
        match united.last_mut() {
            Some(last) if joined <= last.1 => last.1 = last.1.max(left),
            _ => united.push((joined, left)),
        }
    }
    united
}

/// Seconds that two intervals have in common.
fn overlap(a_starts: Instant, a_ends: Instant, b_starts: Instant, b_ends: Instant) -> u32 {
    whole(a_ends.min(b_ends).seconds_since(a_starts.max(b_starts)))
}

fn whole(seconds: i64) -> u32 {
    u32::try_from(seconds.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SLOT: Slot = Slot { starts: at(0), ends: at(120) };

    const fn at(minute: i64) -> Instant {
        Instant::from_seconds(1_636_524_000).plus_minutes(minute)
    }

    fn interval(from: i64, to: i64) -> Stay {
        Stay::Interval { joined: at(from), left: at(to) }
    }

    fn tally(stays: &[Stay]) -> Tally {
        Tally::of(stays, SLOT, 300)
    }

    #[test]
    fn two_devices_count_once() {
        let one = tally(&[interval(0, 120)]);
        assert_eq!(tally(&[interval(0, 120), interval(30, 90)]), one);
        assert_eq!(one.present, 7_200);
    }

    #[test]
    fn minutes_before_the_start_are_early_and_after_the_end_are_nothing() {
        let tally = tally(&[interval(-20, 150)]);
        assert_eq!((tally.early, tally.present, tally.late_by(SLOT)), (1_200, 7_200, 0));
    }

    #[test]
    fn a_short_gap_is_link_loss_and_a_long_one_absence() {
        let short = tally(&[interval(0, 60), interval(64, 120)]);
        assert_eq!((short.present, short.link_loss, short.losses), (7_200, 240, 1));
        let long = tally(&[interval(0, 60), interval(65, 120)]);
        assert_eq!((long.present, long.link_loss, long.losses), (6_900, 0, 0));
    }

    #[test]
    fn a_gap_over_the_start_is_lost_only_within_the_session() {
        let tally = tally(&[interval(-10, -2), interval(2, 120)]);
        assert_eq!((tally.present, tally.link_loss), (7_200, 120));
    }

    #[test]
    fn who_comes_late_is_late_by_so_much() {
        assert_eq!(tally(&[interval(16, 120)]).late_by(SLOT), 960);
    }

    #[test]
    fn a_sum_counts_up_to_the_session_and_tells_no_arrival() {
        let tally = tally(&[Stay::Total { seconds: 8_000 }, Stay::Total { seconds: 100 }]);
        assert!(tally.total_only);
        assert_eq!((tally.present, tally.late_by(SLOT), tally.arrived), (7_200, 0, None));
    }

    #[test]
    fn a_leave_before_the_join_counts_nothing() {
        assert_eq!(tally(&[interval(50, 40)]), Tally::default());
    }

    fn intervals() -> impl Strategy<Value = Vec<(i64, i64)>> {
        prop::collection::vec((-90_i64..200, 1_i64..100), 0..12)
            .prop_map(|spans| spans.into_iter().map(|(from, length)| (from, from + length)).collect())
    }

    fn stays(spans: &[(i64, i64)]) -> Vec<Stay> {
        spans.iter().map(|(from, to)| interval(*from, *to)).collect()
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_nothing(spans in intervals().prop_shuffle(), seed in any::<prop::sample::Index>()) {
            let mut turned = spans.clone();
            if !turned.is_empty() {
                let by = seed.index(turned.len());
                turned.rotate_left(by);
            }
            prop_assert_eq!(tally(&stays(&spans)), tally(&stays(&turned)));
        }

        #[test]
        fn splitting_a_row_changes_nothing(spans in intervals(), which in any::<prop::sample::Index>(), share in 0.0_f64..1.0) {
            prop_assume!(!spans.is_empty());
            let mut split = spans.clone();
            let (from, to) = split.swap_remove(which.index(spans.len()));
            #[expect(clippy::cast_possible_truncation, reason = "minutes of a day")]
            let middle = from + ((to - from) as f64 * share) as i64;
            split.extend([(from, middle), (middle, to)]);
            // A part before the time that is looked at leaves what was seen first unchanged in the session.
            let [whole, parts] = [tally(&stays(&spans)), tally(&stays(&split))];
            prop_assert_eq!((whole.present, whole.early, whole.link_loss), (parts.present, parts.early, parts.link_loss));
        }

        #[test]
        fn merging_rows_that_overlap_changes_nothing(from in -60_i64..100, first in 1_i64..60, overlap in 0_i64..60, second in 1_i64..60, rest in intervals()) {
            let end = from + first;
            let (start, end2) = (end - overlap.min(first), end + second);
            let mut two = rest.clone();
            two.extend([(from, end), (start, end2)]);
            let mut one = rest;
            one.push((from, end2));
            let [two, one] = [tally(&stays(&two)), tally(&stays(&one))];
            prop_assert_eq!((two.present, two.early, two.link_loss), (one.present, one.early, one.link_loss));
        }

        #[test]
        fn nobody_is_present_longer_than_the_session(spans in intervals(), total in 0_u32..20_000) {
            let mut stays = stays(&spans);
            stays.push(Stay::Total { seconds: total });
            let tally = tally(&stays);
            prop_assert!(tally.present <= SLOT.seconds());
            prop_assert!(tally.early <= 3_600);
        }
    }
}
