//! The sheet that lies beside all certificates of a seminar.

use domain::certificate::{Statement, Validity};
use domain::seminar::Seminar;

use crate::host_clock::HostClock;
use crate::sheet::{Cell, Sheet};

/// One certificate of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateEntry {
    pub statement: Statement,
    pub validity: Validity,
    /// The file's path within the archive.
    pub archive_name: String,
}

/// One row a certificate, in the order of the entries. Days are those of the host's calendar.
pub fn certificates_index(seminar: &Seminar, entries: &[CertificateEntry]) -> Sheet {
    let clock = HostClock::of(seminar);
    let columns = ["Number", "Name", "Country", "Country code", "Code", "Issued on", "Status", "File"];
    Sheet {
        title: "Certificates".to_owned(),
        columns: columns.map(str::to_owned).into(),
        rows: entries.iter().map(|entry| index_line(&clock, entry)).collect(),
    }
}

fn index_line(clock: &HostClock, entry: &CertificateEntry) -> Vec<Cell> {
    let statement = &entry.statement;
    vec![
        statement.number.as_str().into(),
        statement.name.as_str().into(),
        statement.country.name.as_str().into(),
        statement.country.code.to_string().into(),
        statement.code.as_str().into(),
        statement.issued_on.into(),
        status(clock, &entry.validity).into(),
        entry.archive_name.as_str().into(),
    ]
}

fn status(clock: &HostClock, validity: &Validity) -> String {
    match validity {
        Validity::Valid => "Valid".to_owned(),
        Validity::Revoked { at, reason } => format!("Revoked on {}: {reason}", clock.day(*at)),
        Validity::Superseded { at, reason, number, .. } => {
            format!("Replaced by {number} on {}: {reason}", clock.day(*at))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::samples::statement;
    use super::*;
    use crate::samples::{AWKWARD_TEXTS, OPENING, seminar};

    fn entry(name: &str, validity: Validity) -> CertificateEntry {
        CertificateEntry { statement: statement(name), validity, archive_name: format!("0007_{name}.pdf") }
    }

    #[test]
    fn each_row_says_what_became_of_the_certificate() {
        let by = statement("B").code;
        // The eleventh in Shanghai, still the tenth in Greenwich.
        let at = OPENING.plus_minutes(15 * 60);
        let sheet = certificates_index(
            &seminar(),
            &[
                entry("=cmd()", Validity::Valid),
                entry("B", Validity::Revoked { at, reason: "issued by mistake".to_owned() }),
                entry(
                    "C",
                    Validity::Superseded {
                        at,
                        reason: "misspelt".to_owned(),
                        by,
                        number: "e-port-2021/0009".to_owned(),
                    },
                ),
            ],
        );
        let states: Vec<&Cell> = sheet.rows.iter().map(|row| &row[6]).collect();
        assert_eq!(
            states,
            [
                &"Valid".into(),
                &"Revoked on 2021-11-11: issued by mistake".into(),
                &"Replaced by e-port-2021/0009 on 2021-11-11: misspelt".into(),
            ]
        );
        assert_eq!(sheet.rows[0][5], Cell::Day(statement("A").issued_on));
        let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
        assert!(csv.contains(",'=cmd(),"), "{csv}");
    }

    #[test]
    fn any_name_can_stand_in_it() {
        let names = AWKWARD_TEXTS.iter().filter(|text| text.parse::<domain::person::PersonName>().is_ok());
        let entries: Vec<CertificateEntry> = names.map(|name| entry(name, Validity::Valid)).collect();
        assert!(entries.len() > 10);
        certificates_index(&seminar(), &entries).to_xlsx(OPENING).expect("a workbook");
    }
}
