//! Tables that people bring. Each of their readers ends by itself, within its budgets; why one has read nothing, it says in
//! words for the person who brought the file.

use domain::attendance::export::{ExportReading, HowToRead};
use domain::review::form::{self, FilledRow, NotAForm};
use domain::time::zones::find_zone;
use platforms::{Reading, Unreadable};

/// What an attendance export says, or the tops of its tables where their columns have to be named.
pub(crate) fn read_export(bytes: &[u8], how: &HowToRead) -> Result<ExportReading, String> {
    let zone = find_zone(&how.zone).map_err(|unknown| unknown.to_string())?;
    let reading = Reading { zone, date_order: how.date_order, mapping: how.mapping.clone(), until: how.until };
    match platforms::read(bytes, &reading) {
        Ok(export) => Ok(ExportReading::Read(Box::new(export))),
        Err(Unreadable::UnknownTable) => unknown(bytes, None),
        // Columns that were named in a way that does not work are asked for again.
        Err(problem) if how.mapping.is_some() => unknown(bytes, Some(problem.to_string())),
        Err(problem) => Err(problem.to_string()),
    }
}

fn unknown(bytes: &[u8], problem: Option<String>) -> Result<ExportReading, String> {
    let samples = platforms::samples(bytes).map_err(|problem| problem.to_string())?;
    Ok(ExportReading::Unknown { samples, problem })
}

/// The rows of a review form that were filled in.
pub(crate) fn read_form(bytes: &[u8]) -> Result<Vec<FilledRow>, String> {
    let tables = platforms::read_form(bytes).map_err(|unreadable| form_words(&unreadable))?;
    for table in tables {
        match form::read_form(table.iter().map(|row| (row.number, &row.cells[..]))) {
            Ok(rows) => return Ok(rows),
            Err(NotAForm::NoHeaders) => {}
            Err(NotAForm::TooManyRows) => return Err(NotAForm::TooManyRows.to_string()),
        }
    }
    Err(NotAForm::NoHeaders.to_string())
}

/// The readers speak of attendance lists, except where they say how to save a workbook.
fn form_words(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::SaveAsXlsx | Unreadable::NotAWorkbook => unreadable.to_string(),
        Unreadable::TooMuch(_) | Unreadable::TooLarge | Unreadable::TooSlow => {
            "there is far more in this file than in a review form".to_owned()
        }
        _ => "this file cannot be read. Please upload the form that you downloaded here, saved as .xlsx".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::attendance::export::{DurationUnit, Mapping, NameCell};
    use domain::review::form::Column;
    use domain::time::Instant;

    use super::*;

    fn how(mapping: Option<Mapping>) -> HowToRead {
        HowToRead { zone: "Asia/Shanghai".to_owned(), date_order: None, mapping, until: Instant::from_seconds(0) }
    }

    fn named(table: u32) -> Mapping {
        Mapping {
            table,
            header_row: 1,
            name: 0,
            name_cell: NameCell::Whole,
            joined: None,
            left: None,
            duration: Some(1),
            unit: DurationUnit::Minutes,
            email: None,
            date_order: None,
        }
    }

    #[test]
    fn an_export_is_read_or_its_columns_are_asked_for() {
        let known = b"Name (Original Name),Total Duration (Minutes)\nAna \xE2\x80\x93 Peru,60\n";
        match read_export(known, &how(None)) {
            Ok(ExportReading::Read(export)) => assert!(export.rows.len() == 1 && export.is_sound(), "{export:?}"),
            other => panic!("{other:?}"),
        }
        let own = b"who;minutes\nAna;60\n";
        match read_export(own, &how(None)) {
            Ok(ExportReading::Unknown { samples, problem: None }) => assert_eq!(samples[0].rows.len(), 2),
            other => panic!("{other:?}"),
        }
        assert!(matches!(read_export(own, &how(Some(named(0)))), Ok(ExportReading::Read(_))));
        match read_export(own, &how(Some(named(7)))) {
            Ok(ExportReading::Unknown { problem: Some(problem), .. }) => assert!(problem.contains("no such table")),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_table_is_told_in_words_for_its_reader() {
        assert_eq!(read_export(b"", &how(None)), Err("the file is empty".to_owned()));
        let elsewhere = HowToRead { zone: "Elsewhere".to_owned(), ..how(None) };
        let words = read_export(b"who;minutes\n", &elsewhere).expect_err("no zone");
        assert!(words.contains("“Elsewhere” is not a time zone"), "{words}");
        let long = vec![b'x'; platforms::limits::FILE_BYTES + 1];
        let no_forms: [(&[u8], &str); 4] = [
            (b"%PDF-1.7", "saved as .xlsx"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "open it in Excel or WPS"),
            (b"name,email\nSample,sample@example.org\n", "this is no review form"),
            (&long, "far more in this file than in a review form"),
        ];
        for (bytes, told) in no_forms {
            let words = read_form(bytes).expect_err("no form");
            assert!(words.contains(told) && !words.contains("attendance"), "{told}: {words}");
        }
    }

    #[test]
    fn a_form_may_stand_in_any_table_of_its_file() {
        let columns = [Column::Material, Column::Version, Column::Comment, Column::Audience, Column::Row];
        let headers = columns.map(Column::header).join(";");
        let rows = "status.la;1;Good;;1\nstatus.ke;1;;;2\n";
        let text = format!("1. Notes\nsome words\n\n2. Form\n{headers}\n{rows}");
        let rows = read_form(text.as_bytes()).expect("a form");
        assert_eq!((rows.len(), rows[0].comment.as_str()), (1, "Good"));
    }
}
