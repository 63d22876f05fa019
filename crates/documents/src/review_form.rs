//! The form in which reviews are written offline: one workbook, a row for each material.

use domain::review::form::{Column, FormRow, audience_word};
use domain::review::{Audience, Verdict};
use domain::seminar::Seminar;

use crate::DocumentError;
use crate::sheet::{Cell, Choice, Sheet};

/// What the second sheet says.
const HOW_TO: [&str; 7] = [
    "Write in the columns “Your comment”, “On page”, “Your decision” and “Who reads it”, and leave the others as they are.",
    "Rows in which you write nothing are left out. Rows may be deleted; they cannot be copied, as each is recorded once.",
    "For a second comment on a material, such as on another page, download a second form.",
    "“Who reads it” is needed for each comment. A decision is always read by the delegation too.",
    "“Your decision” is “Accepted”, “Changes requested” or empty. Say in the comment what has to change.",
    "Upload the file where you downloaded it. First you see what would be recorded; nothing is before you confirm it.",
    "What is recorded stays as it is when you upload the file again. Change it on the page of its material.",
];

/// The workbook to fill in, in the order of the rows.
pub fn review_form(seminar: &Seminar, rows: &[FormRow]) -> Result<Vec<u8>, DocumentError> {
    let columns = Column::ALL.map(|column| column.header().to_owned()).into();
    let form = Sheet {
        title: "Reviews".to_owned(),
        columns,
        rows: rows.iter().map(|row| Column::ALL.map(|column| cell(seminar, row, column)).into()).collect(),
    };
    let how_to = Sheet {
        title: "How to fill it in".to_owned(),
        columns: vec!["How to fill in this form".to_owned()],
        rows: HOW_TO.iter().map(|&words| vec![words.into()]).collect(),
    };
    let decisions = [Verdict::Accepted, Verdict::ChangesRequested].map(Verdict::label);
    let audiences = [Audience::Delegation, Audience::Hosts].map(audience_word);
    let choices = [
        Choice { column: place(Column::Decision), words: &decisions },
        Choice { column: place(Column::Audience), words: &audiences },
    ];
    Sheet::to_form(&[&form, &how_to], &choices)
}

fn place(column: Column) -> u16 {
    let place = Column::ALL.iter().position(|found| *found == column);
    place.and_then(|place| u16::try_from(place).ok()).unwrap_or(0)
}

fn cell(seminar: &Seminar, row: &FormRow, column: Column) -> Cell {
    let material = &row.material;
    let assignment = seminar.assignment(&material.key.assignment).map(|assignment| assignment.title.as_str());
    let version = material.standing_version.as_ref();
    match column {
        Column::Material => material.key.to_string().into(),
        Column::Country => material.country.name.as_str().into(),
        Column::Assignment => assignment.unwrap_or(material.key.assignment.as_str()).into(),
        Column::Version => version.map(|version| version.number).into(),
        Column::File => version.map(|version| version.file_name.as_str()).into(),
        Column::State => material.standing().label().into(),
        Column::Comment | Column::Page | Column::Decision | Column::Audience => Cell::Blank,
        Column::Row => row.row.to_string().into(),
        Column::SeenDecision => row.decision.map(|decision| decision.to_string()).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use domain::id::FormRowId;
    use domain::material::Material;
    use domain::review::form::read_form;

    use super::*;
    use crate::samples::{country, seminar};

    #[test]
    fn what_is_filled_in_is_read_again() {
        let seminar = seminar();
        let key = "status.la".parse().expect("a key");
        let row = FormRow {
            material: Material::missing(key, country("LA")),
            row: FormRowId(uuid::Uuid::nil()),
            decision: None,
        };
        let bytes = review_form(&seminar, &[row]).expect("a workbook");
        let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a readable workbook");
        assert_eq!(workbook.sheet_names(), ["Reviews", "How to fill it in"]);
        let sheet = workbook.worksheet_range("Reviews").expect("a sheet");
        let mut rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
        assert_eq!(read_form([(1, &rows[0][..]), (2, &rows[1][..])]), Ok(Vec::new()), "nothing is filled in yet");
        rows[1][usize::from(place(Column::Comment))] = "Good.".to_owned();
        rows[1][usize::from(place(Column::Version))] = "1".to_owned();
        rows[1][usize::from(place(Column::Audience))] = audience_word(Audience::Hosts).to_owned();
        let filled = read_form([(1, &rows[0][..]), (2, &rows[1][..])]).expect("a form");
        let wish = filled[0].wish().expect("a wish");
        assert_eq!((wish.body.as_str(), wish.audience), ("Good.", Audience::Hosts));
    }
}
