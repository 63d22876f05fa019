//! Whom to remind of what, as a sheet to write mails from.

use domain::board::Reminder;

use crate::sheet::{Cell, Sheet};

/// One row a person to write to, with all that their delegation lacks in one cell.
pub fn reminders_sheet(reminders: &[Reminder]) -> Sheet {
    let columns = ["Country", "Code", "Name", "Email", "Lacks"].map(str::to_owned).into();
    Sheet { title: "Reminders".to_owned(), columns, rows: reminders.iter().map(reminder_line).collect() }
}

fn reminder_line(reminder: &Reminder) -> Vec<Cell> {
    vec![
        reminder.country.name.as_str().into(),
        reminder.country.code.to_string().into(),
        reminder.name.as_str().into(),
        reminder.email.as_str().into(),
        reminder.lacks.join("; ").into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{OPENING, country};

    #[test]
    fn one_row_holds_all_that_is_lacking() {
        let reminder = Reminder {
            country: country("LA"),
            name: "=cmd()".to_owned(),
            email: "trainee.la@example.org".parse().expect("an address"),
            lacks: vec!["has not confirmed".to_owned(), "E-port status: missing".to_owned()],
        };
        let sheet = reminders_sheet(&[reminder]);
        assert_eq!(sheet.rows[0][4], "has not confirmed; E-port status: missing".into());
        let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
        assert!(csv.contains(",LA,'=cmd(),trainee.la@example.org,"), "{csv}");
        sheet.to_xlsx(OPENING).expect("a workbook");
    }
}
