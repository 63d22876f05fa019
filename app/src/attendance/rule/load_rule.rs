use domain::attendance::ledger::Change;
use domain::attendance::rule::AttendanceRule;
use domain::id::{SeminarSlug, SessionSlug};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RuleFields;
use crate::error::AppError;

/// The rule that holds, and what another one would change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleFile {
    pub slug: SeminarSlug,
    pub title: String,
    /// In plain words.
    pub words: Vec<String>,
    /// That of the seminar's file does not hold.
    pub by_staff: bool,
    pub rule: AttendanceRule,
    pub sessions: Vec<(SessionSlug, String)>,
    pub look: Option<Look>,
}

/// Another rule, looked at before it is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub rule: AttendanceRule,
    pub words: Vec<String>,
    pub changes: Vec<Change>,
}

/// The rule of attendance that holds, and what would change by the one that is looked at; for staff.
#[server(endpoint = "load_rule", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_rule(seminar: String, #[server(default)] look: Option<RuleFields>) -> Result<RuleFile, AppError> {
    use domain::attendance::ledger::{Ledger, changes};
    use domain::time::Instant;
    use store::attendance::AttendanceBook;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let AttendanceBook { seminar, records, ledger } = store().attendance(&actor, &slug, now).await?;
    let title_of = |slug: &SessionSlug| seminar.session(slug).map(|session| session.title.clone());
    let look = match look {
        None => None,
        Some(fields) => {
            let rule = fields.rule().ok_or_else(|| refused("Please write whole numbers"))?;
            rule.check_for(&seminar).map_err(refused)?;
            let trainees = ledger.lines.iter().map(|line| line.trainee.clone()).collect();
            let after = Ledger::draw(&seminar, &rule, trainees, &records, now);
            Some(Look { words: rule.in_words(title_of), changes: changes(&ledger, &after), rule })
        }
    };
    let rule = seminar.attendance_rule();
    Ok(RuleFile {
        title: seminar.title.clone(),
        words: rule.in_words(title_of),
        by_staff: seminar.attendance_by_staff.is_some(),
        rule: rule.clone(),
        sessions: seminar.sessions.iter().map(|session| (session.slug.clone(), session.title.clone())).collect(),
        slug,
        look,
    })
}
