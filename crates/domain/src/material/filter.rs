//! What a list of materials is narrowed to. It lives in the address.

use serde::{Deserialize, Serialize};

use super::{Outline, StateChoice};
use crate::country::CountryCode;
use crate::id::AssignmentSlug;

/// One that names nothing keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialFilter {
    pub country: Option<CountryCode>,
    pub assignment: Option<AssignmentSlug>,
    pub state: Option<StateChoice>,
}

impl MaterialFilter {
    /// A word that names nothing, such as the empty one of “all countries”, narrows nothing.
    pub fn parse(country: &str, assignment: &str, state: &str) -> Self {
        Self { country: country.parse().ok(), assignment: assignment.parse().ok(), state: state.parse().ok() }
    }

    /// As `parse` reads them.
    pub fn words(&self) -> [String; 3] {
        let country = self.country.map(|country| country.to_string());
        let assignment = self.assignment.as_ref().map(ToString::to_string);
        let state = self.state.map(|state| state.as_str().to_owned());
        [country, assignment, state].map(Option::unwrap_or_default)
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn with_state(&self, state: Option<StateChoice>) -> Self {
        Self { state, ..self.clone() }
    }

    pub fn keeps(&self, outline: &Outline) -> bool {
        self.country.is_none_or(|country| outline.key.country == country)
            && self.assignment.as_ref().is_none_or(|assignment| outline.key.assignment == *assignment)
            && self.state.is_none_or(|choice| outline.is_among(choice))
    }

    /// How many of the materials it would keep with each state, and with none, whatever state it asks for. Those of
    /// all states but [`Late`](super::MaterialState::Late), which lies across them, add up to those of none, with what is
    /// held without a decision.
    pub fn counts(&self, visible: &[Outline]) -> Vec<(Option<StateChoice>, u32)> {
        let states = std::iter::once(None).chain(StateChoice::all().map(Some));
        let count = |state| -> u32 {
            let asked = self.with_state(state);
            visible.iter().filter(|outline| asked.keeps(outline)).map(|_| 1).sum()
        };
        states.map(|state| (state, count(state))).collect()
    }

    /// `?country=LA&state=late`, or nothing. Codes, slugs and states need no escaping.
    pub fn query(&self) -> String {
        self.query_of_page(1)
    }

    /// The same with the page, from the second one on.
    pub fn query_of_page(&self, page: u32) -> String {
        let parts = [
            self.country.map(|country| format!("country={country}")),
            self.assignment.as_ref().map(|assignment| format!("assignment={assignment}")),
            self.state.map(|state| format!("state={}", state.as_str())),
            (page > 1).then(|| format!("page={page}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::GateState;
    use crate::material::{MaterialState, MaterialStatus};

    fn missing(key: &str) -> Outline {
        Outline::missing(key.parse().expect("a key"))
    }

    #[test]
    fn counts_leave_the_state_aside() {
        let filter = MaterialFilter::parse("LA", "", "accepted");
        let counts = filter.counts(&[missing("status.la"), missing("plan.la"), missing("status.vn")]);
        assert_eq!(counts[..2], [(None, 2), (Some(StateChoice::State(MaterialState::Missing)), 2)]);
        assert!(counts[2..].iter().all(|(_, count)| *count == 0));
        assert!(!filter.keeps(&missing("status.la")));
    }

    #[test]
    fn late_ones_are_found_whatever_was_decided() {
        let of = |key: &str, status, late| Outline { status, late, ..missing(key) };
        let visible = [
            of("status.la", MaterialStatus::Submitted, true),
            of("status.vn", MaterialStatus::Accepted, true),
            of("status.ke", MaterialStatus::Accepted, false),
            of("status.za", MaterialStatus::ChangesRequested, true),
            missing("status.kz"),
        ];
        let late = MaterialFilter::parse("", "", "late");
        let found: Vec<_> = visible.iter().filter(|outline| late.keeps(outline)).map(|o| o.key.to_string()).collect();
        assert_eq!(found, ["status.la", "status.vn", "status.za"]);
        let counts = late.counts(&visible);
        for (state, count) in &counts {
            let filter = late.with_state(*state);
            let kept = visible.iter().filter(|outline| filter.keeps(outline)).count();
            assert_eq!(*count as usize, kept, "{state:?} counts what it shows");
        }
        let count = |state: Option<MaterialState>| {
            let choice = state.map(StateChoice::State);
            counts.iter().find(|(counted, _)| *counted == choice).map(|(_, count)| *count)
        };
        assert_eq!(count(None), Some(5));
        assert_eq!(count(Some(MaterialState::Accepted)), Some(2), "what is late is accepted all the same");
        assert_eq!(count(Some(MaterialState::Submitted)), Some(1), "and waits for a decision all the same");
    }

    #[test]
    fn what_waits_at_the_gate_is_found_whatever_was_decided() {
        let of = |key: &str, status, gate| Outline { status, gate: Some(gate), ..missing(key) };
        let visible = [
            of("status.la", MaterialStatus::Submitted, GateState::Held),
            of("status.vn", MaterialStatus::Accepted, GateState::Held),
            of("status.ke", MaterialStatus::Submitted, GateState::Received),
            of("status.th", MaterialStatus::ChangesRequested, GateState::BeingChecked),
            of("status.za", MaterialStatus::Submitted, GateState::Ready),
            of("status.ph", MaterialStatus::Submitted, GateState::Refused),
            missing("status.kz"),
        ];
        let found = |state: &str| -> Vec<String> {
            let filter = MaterialFilter::parse("", "", state);
            visible.iter().filter(|outline| filter.keeps(outline)).map(|outline| outline.key.to_string()).collect()
        };
        assert_eq!(found("held"), ["status.la", "status.vn"]);
        assert_eq!(found("being-checked"), ["status.ke", "status.th"]);
        assert_eq!(found("refused"), ["status.ph"]);
        assert_eq!(found("submitted"), ["status.ke", "status.za"], "what is held waits for staff, not for a decision");
        assert_eq!(found("accepted"), ["status.vn"], "what was decided stays so");
    }

    #[test]
    fn what_no_scanner_has_looked_at_is_found_whatever_was_decided() {
        let of = |key: &str, status, unscanned| Outline { status, unscanned, ..missing(key) };
        let visible = [
            of("status.la", MaterialStatus::Submitted, true),
            of("status.vn", MaterialStatus::Accepted, true),
            of("status.ke", MaterialStatus::Accepted, false),
            missing("status.kz"),
        ];
        let filter = MaterialFilter::parse("", "", "unscanned");
        assert_eq!(filter.query(), "?state=unscanned");
        let found: Vec<_> = visible.iter().filter(|one| filter.keeps(one)).map(|one| one.key.to_string()).collect();
        assert_eq!(found, ["status.la", "status.vn"]);
    }

    #[test]
    fn the_states_add_up_to_what_the_board_counts() {
        let states = [MaterialStatus::Submitted, MaterialStatus::ChangesRequested, MaterialStatus::Accepted];
        let gates = [GateState::BeingChecked, GateState::Held, GateState::Ready, GateState::Refused];
        let mut visible = vec![missing("status.la"), missing("status.vn")];
        for status in states {
            for (gate, late) in gates.into_iter().flat_map(|gate| [(gate, false), (gate, true)]) {
                visible.push(Outline { status, late, gate: Some(gate), ..missing("status.ke") });
            }
        }
        let counts = MaterialFilter::default().counts(&visible);
        let sum = |wanted: fn(MaterialState) -> bool| -> u32 {
            let counted = counts.iter().filter(|(choice, _)| match choice {
                Some(StateChoice::State(state)) => *state != MaterialState::Late && wanted(*state),
                Some(StateChoice::Waits(_) | StateChoice::Unscanned) | None => false,
            });
            counted.map(|(_, count)| count).sum()
        };
        let held = |outline: &&Outline| outline.state().is_undecided() && outline.gate == Some(GateState::Held);
        let held = visible.iter().filter(held).count();
        assert_eq!(sum(|_| true) as usize + held, visible.len());
        let handed_in = visible.iter().filter(|outline| !outline.state().is_nothing()).count();
        assert_eq!(sum(|state| !state.is_nothing()) as usize + held, handed_in);
    }

    #[test]
    fn addresses_read_what_they_write() {
        let filter = MaterialFilter::parse("LA", "e-port-status", "changes-requested");
        assert_eq!(filter.query(), "?country=LA&assignment=e-port-status&state=changes-requested");
        let [country, assignment, state] = filter.words();
        assert_eq!(MaterialFilter::parse(&country, &assignment, &state), filter);
        assert_eq!(MaterialFilter::parse("", "", "being-checked").query(), "?state=being-checked");
        assert_eq!(filter.with_state(None).query_of_page(3), "?country=LA&assignment=e-port-status&page=3");
    }

    #[test]
    fn words_that_name_nothing_narrow_nothing() {
        let filter = MaterialFilter::parse("", "../x", "lost");
        assert!(filter.is_empty());
        assert_eq!(filter.query(), "");
    }
}
