//! What a list of materials is narrowed to. It lives in the address.

use serde::{Deserialize, Serialize};

use super::{MaterialState, Outline};
use crate::country::CountryCode;
use crate::id::AssignmentSlug;

/// One that names nothing keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialFilter {
    pub country: Option<CountryCode>,
    pub assignment: Option<AssignmentSlug>,
    pub state: Option<MaterialState>,
}

impl MaterialFilter {
    /// A word that names nothing, such as the empty one of “all countries”, narrows nothing.
    pub fn parse(country: &str, assignment: &str, state: &str) -> Self {
        Self { country: country.parse().ok(), assignment: assignment.parse().ok(), state: state.parse().ok() }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn with_state(&self, state: Option<MaterialState>) -> Self {
        Self { state, ..self.clone() }
    }

    pub fn keeps(&self, outline: &Outline) -> bool {
        self.keeps_in_any_state(outline) && self.state.is_none_or(|state| outline.state() == state)
    }

    /// As [`keeps`](Self::keeps), whatever the state: the counts by state stand beside the list.
    pub fn keeps_in_any_state(&self, outline: &Outline) -> bool {
        self.country.is_none_or(|country| outline.key.country == country)
            && self.assignment.as_ref().is_none_or(|assignment| outline.key.assignment == *assignment)
    }

    /// How many of the materials there are in each state, whatever state the filter asks for.
    pub fn counts(&self, visible: &[Outline]) -> Vec<(MaterialState, u32)> {
        let mut counts = MaterialState::ALL.map(|state| (state, 0));
        for outline in visible.iter().filter(|outline| self.keeps_in_any_state(outline)) {
            let state = outline.state();
            counts.iter_mut().filter(|(counted, _)| *counted == state).for_each(|(_, count)| *count += 1);
        }
        counts.to_vec()
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

    fn missing(key: &str) -> Outline {
        Outline::missing(key.parse().expect("a key"))
    }

    #[test]
    fn counts_leave_the_state_aside() {
        let filter = MaterialFilter::parse("LA", "", "accepted");
        let counts = filter.counts(&[missing("status.la"), missing("plan.la"), missing("status.vn")]);
        assert_eq!(counts[0], (MaterialState::Missing, 2));
        assert!(counts[1..].iter().all(|(_, count)| *count == 0));
        assert!(!filter.keeps(&missing("status.la")));
    }

    #[test]
    fn addresses_read_what_they_write() {
        let filter = MaterialFilter::parse("LA", "e-port-status", "changes-requested");
        assert_eq!(filter.query(), "?country=LA&assignment=e-port-status&state=changes-requested");
        assert_eq!(filter.with_state(None).query_of_page(3), "?country=LA&assignment=e-port-status&page=3");
    }

    #[test]
    fn words_that_name_nothing_narrow_nothing() {
        let filter = MaterialFilter::parse("", "../x", "lost");
        assert!(filter.is_empty());
        assert_eq!(filter.query(), "");
    }
}
