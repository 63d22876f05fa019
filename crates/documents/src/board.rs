//! The staff's board as a sheet.

use domain::board::{BoardCell, BoardRow};
use domain::seminar::{Assignment, Seminar};

use crate::due::due_cells;
use crate::host_clock::HostClock;
use crate::sheet::{Cell, Sheet};

/// One row a delegation: who is invited and confirmed, and for each assignment of the
/// seminar where its material stands and which number the version that stands has; then, for each, when it is due
/// for this delegation, and when for everyone where it has more time; and how many have neither confirmed nor a valid invitation.
pub fn board_sheet(seminar: &Seminar, rows: &[BoardRow]) -> Sheet {
    let mut columns: Vec<String> = ["Country", "Code", "Invited", "Confirmed"].map(str::to_owned).into();
    for assignment in &seminar.assignments {
        columns.push(assignment.title.clone());
        columns.push(format!("{}: version that counts", assignment.title));
    }
    // Behind the others: what was there before stays in its column.
    let clock = HostClock::of(seminar);
    for Assignment { title, .. } in &seminar.assignments {
        columns.extend(["due", "extended from"].map(|name| clock.head(&format!("{title}: {name}"))));
    }
    columns.push("Without a valid invitation".to_owned());
    let rows = rows.iter().map(|row| board_line(seminar, &clock, row)).collect();
    Sheet { title: "Board".to_owned(), columns, rows }
}

fn board_line(seminar: &Seminar, clock: &HostClock, row: &BoardRow) -> Vec<Cell> {
    let delegation = &row.delegation;
    let mut line = vec![
        Cell::from(delegation.country.name.as_str()),
        delegation.country.code.to_string().into(),
        delegation.invited.into(),
        delegation.confirmed.into(),
    ];
    for assignment in &seminar.assignments {
        let cell = cell_of(row, assignment);
        line.push(cell.map(state_text).into());
        line.push(cell.and_then(|cell| cell.standing_number).into());
    }
    for assignment in &seminar.assignments {
        line.extend(due_cells(seminar, clock, &assignment.slug, delegation.country.code));
    }
    line.push(delegation.uninvited().into());
    line
}

/// Found by name and not by place: a column must never show another assignment's state.
fn cell_of<'row>(row: &'row BoardRow, assignment: &Assignment) -> Option<&'row BoardCell> {
    row.cells.iter().find(|cell| cell.assignment == assignment.slug)
}

fn state_text(cell: &BoardCell) -> String {
    let overdue = if cell.overdue { " (overdue)" } else { "" };
    format!("{}{overdue}", cell.standing.label())
}

#[cfg(test)]
mod tests {
    use domain::board::Delegation;
    use domain::gate::GateState;
    use domain::material::{MaterialState, Standing};

    use super::*;
    use crate::samples::{OPENING, country, seminar_with_more_time};

    #[test]
    fn each_assignment_has_its_state_and_the_version_that_stands() {
        let seminar = seminar_with_more_time("KE");
        let cell = |assignment: &str, state, late, overdue, standing_number: Option<u32>| BoardCell {
            assignment: assignment.parse().expect("a slug"),
            standing: Standing { state, late, gate: standing_number.map(|_| GateState::Ready), refused: None },
            overdue,
            extended: None,
            standing_number,
        };
        let held = Standing { state: MaterialState::Submitted, gate: Some(GateState::Held), ..Standing::MISSING };
        let delegation = |code: &str, confirmed| Delegation { country: country(code), added: 1, invited: 1, confirmed };
        let rows = [
            BoardRow {
                delegation: Delegation { country: country("LA"), added: 4, invited: 3, confirmed: 2 },
                cells: vec![
                    cell("questions", MaterialState::Missing, false, true, None),
                    cell("e-port-status", MaterialState::Late, true, false, Some(2)),
                ],
            },
            BoardRow { delegation: delegation("VN", 0), cells: Vec::new() },
            BoardRow {
                delegation: delegation("KE", 1),
                cells: vec![cell("e-port-status", MaterialState::Accepted, true, false, Some(1))],
            },
            BoardRow {
                delegation: delegation("TH", 1),
                cells: vec![BoardCell { standing: held, ..cell("e-port-status", held.state, false, false, Some(1)) }],
            },
        ];
        let sheet = board_sheet(&seminar, &rows);
        assert_eq!(sheet.columns[4], "E-port status, \"single window\"; and more");
        assert_eq!(sheet.columns[5], "E-port status, \"single window\"; and more: version that counts");
        assert_eq!(
            sheet.columns[10..12],
            ["due", "extended from"].map(|name| format!("Questions: {name} (Asia/Shanghai)"))
        );
        let [due, extended] = [2, 5].map(|days| HostClock::of(&seminar).cell(OPENING.plus_days(days)));
        assert_eq!(
            sheet.rows[0],
            [
                "Lao People's Democratic Republic".into(),
                "LA".into(),
                3_u32.into(),
                2_u32.into(),
                "Submitted late".into(),
                2_u32.into(),
                "Missing (overdue)".into(),
                Cell::Blank,
                due.clone(),
                Cell::Blank,
                due.clone(),
                Cell::Blank,
                1_u32.into(),
            ]
        );
        assert_eq!(sheet.columns[12], "Without a valid invitation");
        assert_eq!(sheet.rows[1][4..8], [const { Cell::Blank }; 4]);
        assert_eq!(sheet.rows[2][8..10], [extended, due], "its own time, and that of everyone");
        assert_eq!(sheet.rows[2][4], "Accepted, late".into(), "a decision takes no lateness away");
        assert_eq!(sheet.rows[3][4], "Submitted, held at the gate".into());
        sheet.to_csv().expect("a csv");
        sheet.to_xlsx(OPENING).expect("a workbook");
    }
}
