//! The sheet of attendance, and the evidence that it follows from.

use domain::attendance::ledger::{Cell as LedgerCell, Ledger, Line};
use domain::attendance::record::{AttendanceRecords, Correction, FileOnRecord, Row, Stay, Who};
use domain::attendance::tally::minutes;
use domain::id::PersonId;
use domain::seminar::Seminar;

use crate::host_clock::HostClock;
use crate::sheet::{Cell, Sheet};

/// One row a trainee: status and minutes of each session, and how they stand.
pub fn attendance_sheet(ledger: &Ledger) -> Sheet {
    let mut columns: Vec<String> = ["Country", "Code", "Name"].map(str::to_owned).into();
    for head in &ledger.sessions {
        columns.push(head.title.clone());
        columns.push(format!("{}: minutes", head.title));
    }
    columns.extend(["Attended", "Counted", "Still open", "Percent", "Certificate", "To look at"].map(str::to_owned));
    Sheet { title: "Attendance".to_owned(), columns, rows: ledger.lines.iter().map(sheet_line).collect() }
}

fn sheet_line(line: &Line) -> Vec<Cell> {
    let trainee = &line.trainee;
    let mut cells: Vec<Cell> = vec![
        trainee.country.name.as_str().into(),
        trainee.country.code.to_string().into(),
        trainee.name.as_str().into(),
    ];
    for cell in &line.cells {
        cells.push(status_text(cell).into());
        cells.push(minutes(cell.tally.present).into());
    }
    let standing = &line.standing;
    let flags: Vec<&str> = line.flags.iter().map(|flag| flag.label()).collect();
    cells.extend([
        standing.attended.into(),
        standing.counted.into(),
        standing.open.into(),
        standing.percent().into(),
        standing.outcome.label().into(),
        flags.join(", ").into(),
    ]);
    cells
}

fn status_text(cell: &LedgerCell) -> String {
    let notes = [
        (cell.tally.total_only, "total only"),
        (cell.tally.link_loss > 0, "link lost for a while"),
        (!cell.counts, "does not count"),
        (cell.disputed, "disputed"),
    ];
    let notes: Vec<&str> = notes.into_iter().filter_map(|(holds, note)| holds.then_some(note)).collect();
    match notes.is_empty() {
        true => cell.status.label().to_owned(),
        false => format!("{} ({})", cell.status.label(), notes.join(", ")),
    }
}

/// One row for each row of an export that counts, and for each entry of staff.
pub fn evidence_sheet(seminar: &Seminar, ledger: &Ledger, records: &AttendanceRecords) -> Sheet {
    let clock = &HostClock::of(seminar);
    let mut columns: Vec<String> = ["Trainee", "Shown as"].map(str::to_owned).into();
    columns.extend(["Joined", "Left"].map(|name| clock.head(name)));
    columns.extend(["Minutes", "File", "Row", "SHA-256 of the file", "Said by"].map(str::to_owned));
    let rows = records
        .current_files()
        .flat_map(|file| file.file.rows.iter().map(move |row| row_line(clock, ledger, file, row)));
    let entries = records.corrections.iter().map(|correction| entry_line(clock, ledger, correction));
    Sheet { title: "Evidence".to_owned(), columns, rows: rows.chain(entries).collect() }
}

fn row_line(clock: &HostClock, ledger: &Ledger, on_record: &FileOnRecord, row: &Row) -> Vec<Cell> {
    let (file, place) = (&on_record.file, row.attendee as usize);
    let identity = on_record.identities.get(place).and_then(Option::as_ref);
    let who = match identity.map(|identity| identity.who) {
        Some(Who::Trainee(person)) => name_of(ledger, person),
        Some(Who::Apart(apart)) => format!("({})", apart.label()),
        None => "(not settled)".to_owned(),
    };
    let (joined, left, seconds) = match row.stay {
        Stay::Interval { joined, left } => {
            (Some(clock.cell(joined)), Some(clock.cell(left)), left.seconds_since(joined).unsigned_abs())
        }
        Stay::Total { seconds } => (None, None, u64::from(seconds)),
    };
    let said_by = identity.map(|identity| identity.by.clone().unwrap_or_else(|| "certain by name".to_owned()));
    vec![
        who.into(),
        file.attendees.get(place).map(|shown| shown.name.clone()).into(),
        joined.into(),
        left.into(),
        (seconds / 60).into(),
        file.name.as_str().into(),
        row.number.into(),
        file.sha256.to_string().into(),
        said_by.into(),
    ]
}

fn entry_line(clock: &HostClock, ledger: &Ledger, correction: &Correction) -> Vec<Cell> {
    let session = correction.entry.session().and_then(|slug| ledger.sessions.iter().find(|head| head.slug == *slug));
    let about = session.map_or("certificate", |head| head.title.as_str());
    let text = format!("{} – {about}: {}", correction.entry.label(), correction.reason);
    vec![
        name_of(ledger, correction.person).into(),
        text.into(),
        clock.cell(correction.at),
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        format!("{}, approved by {}", correction.author, correction.approved_by).into(),
    ]
}

fn name_of(ledger: &Ledger, person: PersonId) -> String {
    ledger.line(person).map_or_else(|| person.to_string(), |line| line.trainee.name.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use calamine::{Data, Reader, Xlsx};
    use domain::attendance::ledger::Trainee;
    use domain::attendance::record::{Attendee, Entry, Format, Identity, RecordedFile};
    use domain::attendance::rule::AttendanceRule;
    use domain::id::{AttendanceFileId, CorrectionId};
    use domain::material::Sha256Hex;
    use domain::time::Instant;
    use uuid::Uuid;

    use super::*;
    use crate::samples::{country, seminar};

    const EVIL: &str = "=HYPERLINK(\"http://evil.example.org\")";

    /// One trainee, present in the first session under an evil name.
    fn drawn() -> (Ledger, AttendanceRecords) {
        let seminar = seminar();
        let session = &seminar.sessions[0];
        let person = PersonId(Uuid::from_u128(1));
        let trainee = Trainee { person, name: "Sample Trainee".parse().expect("a name"), country: country("LA") };
        let file = RecordedFile {
            id: AttendanceFileId(Uuid::from_u128(2)),
            name: EVIL.to_owned(),
            sha256: Sha256Hex("ab".repeat(32)),
            format: Format::Zoom,
            zone: "UTC".to_owned(),
            sessions: vec![session.slug.clone()],
            attendees: vec![Attendee { name: EVIL.to_owned(), other_name: None, email: None, host: false }],
            rows: vec![Row {
                number: 2,
                attendee: 0,
                stay: Stay::Interval { joined: session.starts, left: session.ends },
            }],
            recorded_at: session.ends,
            recorded_by: "Staff".to_owned(),
        };
        let identity = Identity { who: Who::Trainee(person), by: None, at: session.ends, misnamed: true };
        let waiver = Correction {
            id: CorrectionId(Uuid::from_u128(3)),
            person,
            entry: Entry::Waiver,
            reason: EVIL.to_owned(),
            approved_by: "Dean".to_owned(),
            author: "Staff".to_owned(),
            at: Instant::from_seconds(0),
        };
        let records = AttendanceRecords {
            files: vec![FileOnRecord { file: Arc::new(file), identities: vec![Some(identity)], superseded_by: None }],
            corrections: vec![waiver],
            disputes: vec![],
        };
        let ledger = Ledger::draw(&seminar, &AttendanceRule::default(), vec![trainee], &records, session.ends);
        (ledger, records)
    }

    #[test]
    fn the_sheet_tells_status_and_minutes_of_each_session() {
        let (ledger, _) = drawn();
        let sheet = attendance_sheet(&ledger);
        assert_eq!(sheet.columns.len(), 3 + 2 * ledger.sessions.len() + 6);
        assert_eq!(sheet.rows[0][3], Cell::from("present"));
        assert_eq!(sheet.rows[0].last(), Some(&Cell::from("wrong display name")));
    }

    #[test]
    fn the_workbook_has_the_evidence_and_runs_nothing() {
        let (ledger, records) = drawn();
        let sheets = [attendance_sheet(&ledger), evidence_sheet(&seminar(), &ledger, &records)];
        let bytes = Sheet::to_workbook(&sheets.iter().collect::<Vec<_>>()).expect("a workbook");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("readable");
        assert_eq!(book.sheet_names(), ["Attendance", "Evidence"]);
        let evidence = book.worksheet_range("Evidence").expect("the tab");
        assert_eq!(evidence.get_value((1, 0)), Some(&Data::String("Sample Trainee".to_owned())));
        assert_eq!(evidence.get_value((1, 1)), Some(&Data::String(EVIL.to_owned())));
        let stay = [2, 3].map(|column| match evidence.get_value((1, column)) {
            Some(Data::DateTime(at)) => at.as_f64(),
            other => panic!("{other:?} is no date"),
        });
        // The session begins at half past nine in Shanghai and takes two hours.
        assert!((stay[0].fract() - 9.5 / 24.0).abs() < 1e-6 && (stay[1] - stay[0] - 2.0 / 24.0).abs() < 1e-6);
        assert_eq!(evidence.get_value((2, 8)), Some(&Data::String("Staff, approved by Dean".to_owned())));
        let formulas = book.worksheet_formula("Evidence").expect("the tab");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
        let csv = String::from_utf8(sheets[1].to_csv().expect("a csv")).expect("a text");
        assert!(csv.contains("'=HYPERLINK"), "{csv}");
    }
}
