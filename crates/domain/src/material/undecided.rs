//! Which materials still wait for a decision, for who decides on one after the other.

use std::cmp::Reverse;

use super::{MaterialFilter, MaterialKey, Outline};
use crate::id::VersionId;
use crate::time::Instant;

/// What waits for a decision beside one material.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undecided {
    /// This material waits, too, be it at the gate.
    pub here: bool,
    /// How many wait and can be opened.
    pub left: u32,
    /// How many are without a decision besides, where the version that stands has not passed the gate: nobody can open
    /// it, nor accept it.
    pub at_the_gate: u32,
    /// The one to go on with: in the order of the list, the same assignment first, and after the last one the first.
    /// With the version that is decided on. `None` where none is left.
    pub next: Option<(MaterialKey, VersionId)>,
}

impl Undecided {
    /// Beside the material `here`, among those that someone decides on and has in their list.
    pub fn beside<'a>(
        here: &MaterialKey,
        decided_on: impl Iterator<Item = &'a Outline>,
        list: &MaterialFilter,
    ) -> Self {
        let (mut start, mut waits, mut waiting) = (None, false, Vec::new());
        for outline in decided_on {
            // Its place holds, also where it has left the list with its decision.
            if outline.key == *here {
                (start, waits) = (Some(place(outline)), outline.state().is_undecided());
            } else if outline.state().is_undecided() && list.keeps(outline) {
                waiting.push(outline);
            }
        }
        let rank = |outline: &&'a Outline| {
            let at = place(outline);
            (outline.key.assignment != here.assignment, start.as_ref().is_some_and(|start| at < *start), at)
        };
        let (open, closed): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|outline| outline.standing().is_open());
        let count = |outlines: &[&Outline]| u32::try_from(outlines.len()).unwrap_or(u32::MAX);
        let (left, at_the_gate) = (count(&open), count(&closed));
        let next = open.into_iter().min_by_key(rank);
        let next = next.and_then(|outline| Some((outline.key.clone(), outline.standing_version?)));
        Self { here: waits, left, at_the_gate, next }
    }
}

/// Where it stands in the list. The key tells those apart that came at once, from one country.
fn place(outline: &Outline) -> ((Reverse<Option<Instant>>, String), MaterialKey) {
    (outline.place_in_list(), outline.key.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::GateState;
    use crate::material::MaterialStatus;

    /// It came so many seconds after the others.
    fn outline(key: &str, seconds: i64) -> Outline {
        Outline {
            status: MaterialStatus::Submitted,
            gate: Some(GateState::Ready),
            standing_version: Some(VersionId::generate()),
            standing_submitted_at: Some(Instant::from_seconds(seconds)),
            ..Outline::missing(key.parse().expect("a key"))
        }
    }

    fn next(here: &str, outlines: &[Outline]) -> (Option<String>, u32) {
        next_in(&MaterialFilter::default(), here, outlines)
    }

    fn next_in(list: &MaterialFilter, here: &str, outlines: &[Outline]) -> (Option<String>, u32) {
        let Undecided { left, next, .. } = Undecided::beside(&here.parse().expect("a key"), outlines.iter(), list);
        (next.map(|(key, _)| key.to_string()), left)
    }

    #[test]
    fn who_came_from_a_list_stays_in_it() {
        let accepted = Outline { status: MaterialStatus::Accepted, ..outline("status.la", 3) };
        let all = [outline("plan.ke", 4), accepted, outline("plan.la", 2), outline("status.vn", 1)];
        let in_list = |country: &str, here: &str| next_in(&MaterialFilter::parse(country, "", "submitted"), here, &all);
        assert_eq!(in_list("LA", "status.la"), (Some("plan.la".to_owned()), 1), "though it has left the list itself");
        assert_eq!(in_list("LA", "plan.la"), (None, 0));
        assert_eq!(in_list("", "status.la"), (Some("status.vn".to_owned()), 3), "its place still counts");
    }

    #[test]
    fn the_next_one_follows_in_the_list_and_the_first_follows_the_last() {
        let list = [outline("plan.ke", 4), outline("status.la", 3), outline("plan.la", 2), outline("status.vn", 1)];
        let found = |key: &str| (Some(key.to_owned()), 3);
        assert_eq!(next("status.la", &list), found("status.vn"), "the same assignment comes first");
        assert_eq!(next("status.vn", &list), found("status.la"));
        assert_eq!(next("plan.ke", &list), found("plan.la"));
        assert_eq!(next("status.ke", &list), (Some("status.la".to_owned()), 4), "of a missing one, the first follows");
        let last_of_its_kind = [outline("status.vn", 2), outline("plan.ke", 1)];
        assert_eq!(next("plan.ke", &last_of_its_kind), (Some("status.vn".to_owned()), 1));
        assert_eq!(next("plan.ke", &[outline("plan.ke", 1)]), (None, 0));
    }

    #[test]
    fn those_that_came_at_once_follow_by_country() {
        let list = [outline("status.vn", 1), outline("status.la", 1), outline("status.ke", 1)];
        assert_eq!(next("status.ke", &list).0.as_deref(), Some("status.la"));
        assert_eq!(next("status.vn", &list).0.as_deref(), Some("status.ke"));
    }

    #[test]
    fn what_is_decided_missing_or_refused_waits_for_nobody() {
        let of = |key: &str, status, gate| Outline { status, gate: Some(gate), ..outline(key, 1) };
        let list = [
            of("status.la", MaterialStatus::Accepted, GateState::Ready),
            of("status.vn", MaterialStatus::ChangesRequested, GateState::Ready),
            of("status.ke", MaterialStatus::Submitted, GateState::Refused),
            Outline::missing("status.za".parse().expect("a key")),
            outline("status.ph", 1),
        ];
        assert_eq!(next("status.ph", &list), (None, 0));
        assert_eq!(next("status.la", &list), (Some("status.ph".to_owned()), 1));
    }

    #[test]
    fn what_has_not_passed_the_gate_is_counted_apart() {
        let at_the_gate = |key: &str, gate| Outline { gate: Some(gate), ..outline(key, 2) };
        let list = [
            at_the_gate("status.vn", GateState::Held),
            at_the_gate("status.ke", GateState::BeingChecked),
            outline("status.la", 1),
        ];
        let beside = |here: &str| {
            let found = Undecided::beside(&here.parse().expect("a key"), list.iter(), &MaterialFilter::default());
            (found.here, found.left, found.at_the_gate, found.next.map(|(key, _)| key.to_string()))
        };
        assert_eq!(beside("status.la"), (true, 0, 2, None), "nobody can open it yet");
        assert_eq!(beside("status.vn"), (true, 1, 1, Some("status.la".to_owned())));
    }
}
