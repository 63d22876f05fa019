//! The sheet of attendance, and the evidence that it follows from.

use domain::attendance::ledger::{Cell as LedgerCell, Ledger, Line};
use domain::attendance::record::{AttendanceRecords, Correction, FileOnRecord, Row, Stay, Who};
use domain::attendance::tally::minutes;
use domain::id::PersonId;

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

/// One row for each row of an export that counts, and for each entry of staff. Times are in UTC.
pub fn evidence_sheet(ledger: &Ledger, records: &AttendanceRecords) -> Sheet {
    let columns =
        ["Trainee", "Shown as", "Joined (UTC)", "Left (UTC)", "Minutes", "File", "Row", "SHA-256 of the file", "Said by"];
    let rows = records.current_files().flat_map(|file| file.file.rows.iter().map(move |row| row_line(ledger, file, row)));
    let entries = records.corrections.iter().map(|correction| entry_line(ledger, correction));
    Sheet {
        title: "Evidence".to_owned(),
        columns: columns.map(str::to_owned).into(),
        rows: rows.chain(entries).collect(),
    }
}

fn row_line(ledger: &Ledger, on_record: &FileOnRecord, row: &Row) -> Vec<Cell> {
    let (file, place) = (&on_record.file, row.attendee as usize);
    let identity = on_record.identities.get(place).and_then(Option::as_ref);
    let who = match identity.map(|identity| identity.who) {
        Some(Who::Trainee(person)) => name_of(ledger, person),
        Some(Who::Apart(apart)) => format!("({})", apart.label()),
        None => "(not settled)".to_owned(),
    };
    let (joined, left, seconds) = match row.stay {
        Stay::Interval { joined, left } => {
            (Some(joined.to_rfc3339()), Some(left.to_rfc3339()), left.seconds_since(joined).unsigned_abs())
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

fn entry_line(ledger: &Ledger, correction: &Correction) -> Vec<Cell> {
    let session = correction.entry.session().and_then(|slug| ledger.sessions.iter().find(|head| head.slug == *slug));
    let about = session.map_or("certificate", |head| head.title.as_str());
    let text = format!("{} – {about}: {}", correction.entry.label(), correction.reason);
    vec![
        name_of(ledger, correction.person).into(),
        text.into(),
        correction.at.to_rfc3339().into(),
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
