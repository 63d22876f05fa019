//! The sheet that lies in an archive of materials and says what each file is.

use domain::country::Country;
use domain::id::AssignmentSlug;
use domain::material::{Standing, Version};
use domain::seminar::Seminar;
use domain::time::ZoneClock;

use crate::due::due_cells;
use crate::host_clock::HostClock;
use crate::sheet::{Cell, Sheet};

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    pub country: Country,
    pub assignment: AssignmentSlug,
    pub standing: Standing,
    pub version: Version,
    /// The file's path within the archive.
    pub archive_name: String,
}

/// One row a file, in the order of the entries. The hash lets its reader check each file
/// long after the archive was made, without Lectern.
pub fn materials_index(seminar: &Seminar, entries: &[IndexEntry]) -> Sheet {
    let clock = HostClock::of(seminar);
    let mut columns: Vec<String> = [
        "File",
        "Country",
        "Code",
        "Assignment",
        "Version",
        "State",
        "Original file name",
        "Size (bytes)",
        "SHA-256",
        "Uploaded by",
        "Submitted at (UTC)",
    ]
    .map(str::to_owned)
    .into();
    columns.extend(["Submitted at", "Due", "Extended from"].map(|name| clock.head(name)));
    let rows = entries.iter().map(|entry| index_line(seminar, &clock, entry)).collect();
    Sheet { title: "Materials".to_owned(), columns, rows }
}

fn index_line(seminar: &Seminar, clock: &HostClock, entry: &IndexEntry) -> Vec<Cell> {
    let version = &entry.version;
    let assignment = seminar.assignment(&entry.assignment).map(|assignment| assignment.title.as_str());
    let [due, extended_from] = due_cells(seminar, clock, &entry.assignment, entry.country.code);
    vec![
        entry.archive_name.as_str().into(),
        entry.country.name.as_str().into(),
        entry.country.code.to_string().into(),
        assignment.unwrap_or(entry.assignment.as_str()).into(),
        version.number.into(),
        entry.standing.label().into(),
        version.file_name.as_str().into(),
        version.size.into(),
        version.sha256.to_string().into(),
        version.uploaded_by.as_str().into(),
        ZoneClock::utc().show(version.submitted_at).into(),
        clock.cell(version.submitted_at),
        due,
        extended_from,
    ]
}

#[cfg(test)]
mod tests {
    use domain::gate::{GateState, Passage};
    use domain::id::VersionId;
    use domain::material::{MaterialState, Sha256Hex};

    use super::*;
    use crate::samples::{AWKWARD_TEXTS, OPENING, country, seminar};

    fn entry(file_name: &str) -> IndexEntry {
        IndexEntry {
            country: country("LA"),
            assignment: "e-port-status".parse().expect("a slug"),
            standing: Standing {
                state: MaterialState::Accepted,
                late: true,
                gate: Some(GateState::Ready),
                refused: None,
            },
            version: Version {
                id: VersionId(uuid::Uuid::nil()),
                number: 2,
                file_name: file_name.to_owned(),
                media_type: "application/pdf".to_owned(),
                size: 5_000_000_000,
                sha256: Sha256Hex("ab".repeat(32)),
                uploaded_by: "Sample Person".to_owned(),
                submitted_at: OPENING.plus_seconds(5),
                passage: Passage::RECEIVED,
                consent: None,
                glance: None,
            },
            archive_name: "LA_Lao_e-port-status_v2.pdf".to_owned(),
        }
    }

    #[test]
    fn a_file_is_told_apart_by_hash_and_time_in_both_zones() {
        let (sheet, clock) = (materials_index(&seminar(), &[entry("=cmd().pdf")]), HostClock::of(&seminar()));
        assert_eq!(
            sheet.columns[11..],
            ["Submitted at", "Due", "Extended from"].map(|name| format!("{name} (Asia/Shanghai)"))
        );
        assert_eq!(
            sheet.rows,
            [[
                "LA_Lao_e-port-status_v2.pdf".into(),
                "Lao People's Democratic Republic".into(),
                "LA".into(),
                "E-port status, \"single window\"; and more".into(),
                2_u32.into(),
                "Accepted, late".into(),
                "=cmd().pdf".into(),
                5_000_000_000_u64.into(),
                "ab".repeat(32).into(),
                "Sample Person".into(),
                ZoneClock::utc().show(OPENING.plus_seconds(5)).into(),
                clock.cell(OPENING.plus_seconds(5)),
                clock.cell(OPENING.plus_days(2)),
                Cell::Blank,
            ]]
        );
        let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
        assert!(csv.contains(",'=cmd().pdf,5000000000,"), "{csv}");
        assert!(csv.contains(",2021-11-10 01:30:05 (UTC),2021-11-10 09:30:05 (UTC+8),2021-11-12 "), "{csv}");
    }

    #[test]
    fn any_file_name_can_stand_in_it() {
        let entries: Vec<IndexEntry> = AWKWARD_TEXTS.iter().map(|&text| entry(text)).collect();
        let sheet = materials_index(&seminar(), &entries);
        sheet.to_csv().expect("a csv");
        sheet.to_xlsx(OPENING).expect("a workbook");
    }

    #[test]
    fn an_assignment_that_is_gone_keeps_its_short_name() {
        let seminar = domain::seminar::Seminar { assignments: Vec::new(), ..seminar() };
        assert_eq!(materials_index(&seminar, &[entry("a.pdf")]).rows[0][3], "e-port-status".into());
    }
}
