//! When a delegation's material is due, as sheets of many materials say it.

use domain::country::CountryCode;
use domain::id::AssignmentSlug;
use domain::seminar::Seminar;
use domain::time::{Clocks, Instant};

use crate::sheet::Cell;

/// The due time that holds for the delegation, and that of everyone where staff have given it more time.
pub(crate) fn due_cells(
    seminar: &Seminar,
    clocks: &Clocks,
    assignment: &AssignmentSlug,
    country: CountryCode,
) -> [Cell; 2] {
    let everyones = seminar.assignment(assignment).map(|assignment| assignment.due);
    let own = seminar.assignment_for(assignment, country).map(|assignment| assignment.due);
    let cell = |at: Option<Instant>| Cell::from(at.map(|at| host_time(clocks, at)));
    [cell(own), cell(everyones.filter(|everyones| own > Some(*everyones)))]
}

/// `2021-11-10 09:30:05 (UTC+8)`: sorts as text, and says its offset itself.
pub(crate) fn host_time(clocks: &Clocks, at: Instant) -> String {
    let wall = clocks.show(at).host;
    format!("{} {} ({})", wall.iso_date(), wall.time_with_seconds(), wall.offset_name())
}

#[cfg(test)]
mod tests {
    use domain::time::zones;

    use super::*;
    use crate::samples::{country, seminar_with_more_time};

    #[test]
    fn more_time_stands_beside_the_time_of_everyone() {
        let seminar = seminar_with_more_time("LA");
        let [first, second] = &seminar.assignments[..] else { panic!("two of them") };
        let clocks = zones::clocks(&seminar.host_zone, None, seminar.starts);
        let cells =
            |assignment: &AssignmentSlug, code: &str| due_cells(&seminar, &clocks, assignment, country(code).code);
        let (due, extended) = ("2021-11-12 09:30:00 (UTC+8)", "2021-11-15 09:30:00 (UTC+8)");
        assert_eq!(cells(&first.slug, "LA"), [extended.into(), due.into()]);
        assert_eq!(cells(&first.slug, "VN"), [due.into(), Cell::Blank]);
        assert_eq!(cells(&second.slug, "LA"), [due.into(), Cell::Blank]);
        assert_eq!(cells(&"gone".parse().expect("a slug"), "LA"), [const { Cell::Blank }; 2]);
    }
}
