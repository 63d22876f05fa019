//! The rule of attendance.

use toml::Spanned;

use super::references::find;
use crate::attendance::rule::{AttendanceRule, NotARule};
use crate::definition::Refusal;
use crate::definition::file::AttendanceInFile;
use crate::id::SessionSlug;
use crate::seminar::Session;

/// Each number is checked by itself, so that a refusal can point at it.
pub fn check_attendance(file: AttendanceInFile, sessions: &[Session]) -> Result<AttendanceRule, Refusal> {
    let known: Vec<SessionSlug> = sessions.iter().map(|session| session.slug.clone()).collect();
    let mut rule = AttendanceRule { excused: file.excused, ..AttendanceRule::default() };
    set(&mut rule, file.present_percent, |rule| &mut rule.present_percent)?;
    set(&mut rule, file.certificate_percent, |rule| &mut rule.certificate_percent)?;
    set(&mut rule, file.late_minutes, |rule| &mut rule.late_minutes)?;
    set(&mut rule, file.link_loss_minutes, |rule| &mut rule.link_loss_minutes)?;
    set(&mut rule, file.dispute_days, |rule| &mut rule.dispute_days)?;
    rule.left_out =
        file.left_out.iter().map(|reference| find("session", &known, reference)).collect::<Result<_, _>>()?;
    match file.left_out.last() {
        Some(last) if known.iter().all(|slug| !rule.counts(slug)) => {
            Err(Refusal::at(last, NotARule::NothingCounts.to_string()))
        }
        _ => Ok(rule),
    }
}

fn set<T>(
    rule: &mut AttendanceRule,
    written: Option<Spanned<T>>,
    field: fn(&mut AttendanceRule) -> &mut T,
) -> Result<(), Refusal> {
    let Some(written) = written else { return Ok(()) };
    let place = written.span();
    *field(rule) = written.into_inner();
    rule.check().map_err(|problem| Refusal { place, problem: problem.to_string() })
}
