//! Whom to remind of what, as a sheet to write mails from.

use domain::board::Reminder;
use domain::seminar::{Assignment, Seminar};

use crate::due::due_cells;
use crate::host_clock::HostClock;
use crate::sheet::{Cell, Sheet};

/// One row a person to write to, with all that their delegation lacks in one cell; then, for each assignment that it
/// owes, when it is due for this delegation, and when for everyone where it has more time.
pub fn reminders_sheet(seminar: &Seminar, reminders: &[Reminder]) -> Sheet {
    let mut columns: Vec<String> = ["Country", "Code", "Name", "Email", "Lacks"].map(str::to_owned).into();
    let clock = HostClock::of(seminar);
    for Assignment { title, .. } in &seminar.assignments {
        columns.extend(["due", "extended from"].map(|name| clock.head(&format!("{title}: {name}"))));
    }
    let rows = reminders.iter().map(|reminder| reminder_line(seminar, &clock, reminder)).collect();
    Sheet { title: "Reminders".to_owned(), columns, rows }
}

fn reminder_line(seminar: &Seminar, clock: &HostClock, reminder: &Reminder) -> Vec<Cell> {
    let mut line = vec![
        reminder.country.name.as_str().into(),
        reminder.country.code.to_string().into(),
        reminder.name.as_str().into(),
        reminder.email.as_str().into(),
        reminder.lacks.join("; ").into(),
    ];
    for Assignment { slug, .. } in &seminar.assignments {
        let due = due_cells(seminar, clock, slug, reminder.country.code);
        line.extend(if reminder.owes.contains(slug) { due } else { [const { Cell::Blank }; 2] });
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{OPENING, country, seminar_with_more_time};

    #[test]
    fn one_row_holds_all_that_is_lacking() {
        let reminder = Reminder {
            country: country("LA"),
            name: "=cmd()".to_owned(),
            email: "trainee.la@example.org".parse().expect("an address"),
            lacks: vec!["has not confirmed".to_owned(), "E-port status: missing".to_owned()],
            owes: vec!["e-port-status".parse().expect("a slug")],
        };
        let sheet = reminders_sheet(&seminar_with_more_time("VN"), &[reminder]);
        assert_eq!(sheet.rows[0][4], "has not confirmed; E-port status: missing".into());
        let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
        assert!(csv.contains(",LA,'=cmd(),trainee.la@example.org,"), "{csv}");
        sheet.to_xlsx(OPENING).expect("a workbook");
    }

    #[test]
    fn what_is_owed_has_the_time_of_its_own_delegation() {
        let seminar = seminar_with_more_time("LA");
        let reminder = |code: &str, owes: &[&str]| Reminder {
            country: country(code),
            name: "Sample Person".to_owned(),
            email: "trainee@example.org".parse().expect("an address"),
            lacks: Vec::new(),
            owes: owes.iter().map(|slug| slug.parse().expect("a slug")).collect(),
        };
        let reminders =
            [reminder("KE", &["e-port-status"]), reminder("LA", &["e-port-status", "questions"]), reminder("VN", &[])];
        let sheet = reminders_sheet(&seminar, &reminders);
        assert_eq!(
            sheet.columns[7..],
            ["due", "extended from"].map(|name| format!("Questions: {name} (Asia/Shanghai)"))
        );
        let [due, extended] = [2, 5].map(|days| HostClock::of(&seminar).cell(OPENING.plus_days(days)));
        assert_eq!(sheet.rows[0][5..], [due.clone(), Cell::Blank, Cell::Blank, Cell::Blank]);
        assert_eq!(sheet.rows[1][5..], [extended, due.clone(), due, Cell::Blank]);
        assert_eq!(sheet.rows[2][5..], [const { Cell::Blank }; 4], "who only has to confirm owes nothing");
    }
}
