//! When a delegation's material is due, as sheets of many materials say it.

use domain::country::CountryCode;
use domain::id::AssignmentSlug;
use domain::seminar::Seminar;
use domain::time::Instant;

use crate::host_clock::HostClock;
use crate::sheet::Cell;

/// The due time that holds for the delegation, and that of everyone where staff have given it more time.
pub(crate) fn due_cells(
    seminar: &Seminar,
    clock: &HostClock,
    assignment: &AssignmentSlug,
    country: CountryCode,
) -> [Cell; 2] {
    let everyones = seminar.assignment(assignment).map(|assignment| assignment.due);
    let own = seminar.assignment_for(assignment, country).map(|assignment| assignment.due);
    let cell = |at: Option<Instant>| Cell::from(at.map(|at| clock.cell(at)));
    [cell(own), cell(everyones.filter(|everyones| own > Some(*everyones)))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{OPENING, country, seminar_with_more_time};

    #[test]
    fn more_time_stands_beside_the_time_of_everyone() {
        let seminar = seminar_with_more_time("LA");
        let [first, second] = &seminar.assignments[..] else { panic!("two of them") };
        let clock = HostClock::of(&seminar);
        let cells =
            |assignment: &AssignmentSlug, code: &str| due_cells(&seminar, &clock, assignment, country(code).code);
        let [due, extended] = [2, 5].map(|days| clock.cell(OPENING.plus_days(days)));
        assert_eq!(cells(&first.slug, "LA"), [extended, due.clone()]);
        assert_eq!(cells(&first.slug, "VN"), [due.clone(), Cell::Blank]);
        assert_eq!(cells(&second.slug, "LA"), [due, Cell::Blank]);
        assert_eq!(cells(&"gone".parse().expect("a slug"), "LA"), [const { Cell::Blank }; 2]);
    }
}
