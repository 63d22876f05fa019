//! `lectern verify FILE.pdf --key KEY`: is the certificate as it was issued? Without any server.

use std::path::Path;

use documents::certificate::{KeySet, Verified, verify_pdf};
use serde_json::json;

use super::{CommandError, Report};

/// `key` is a public key (`ed25519-public:…`), or the path of a file with one or with the published set.
pub fn verify(file: &Path, key: &str) -> Result<Report, CommandError> {
    let refused = |what: &str, problem: &dyn std::fmt::Display| CommandError::Refused(format!("{what}: {problem}"));
    let text = match key.parse::<documents::certificate::PublicKey>() {
        Ok(_) => key.to_owned(),
        Err(_) => std::fs::read_to_string(key).map_err(|error| refused(key, &error))?,
    };
    let keys = KeySet::read(&text).map_err(|problem| refused(key, &problem))?;
    let path = file.display().to_string();
    let pdf = std::fs::read(file).map_err(|error| refused(&path, &error))?;
    match verify_pdf(&pdf, &keys) {
        Ok(verified) => Ok(genuine(&path, &verified)),
        Err(problem) => {
            let line = format!("{path}: {problem}");
            let mut report = Report::new(vec![line], json!({ "genuine": false, "problem": problem.to_string() }));
            report.failed = true;
            Ok(report)
        }
    }
}

fn genuine(path: &str, verified: &Verified) -> Report {
    let statement = &verified.statement;
    let key = verified.key.to_string();
    let lines = vec![
        format!("{path}: genuine, signed with the key {key}"),
        format!("number   {}", statement.number),
        format!("name     {}", statement.name),
        format!("country  {}", statement.country.name),
        format!("seminar  {}", statement.seminar),
        format!("held     {} to {}, by {}", statement.starts_on, statement.ends_on, statement.organiser),
        format!(
            "attended {} of {} sessions, {} minutes",
            statement.sessions_attended, statement.sessions_counted, statement.minutes
        ),
        format!("issued   {}", statement.issued_on),
        format!("code     {}", statement.code),
        "Whether it was revoked since, only the page of its code says.".to_owned(),
    ];
    Report::new(lines, json!({ "genuine": true, "key": key, "statement": statement }))
}
