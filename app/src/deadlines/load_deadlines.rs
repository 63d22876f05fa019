use domain::country::Country;
use domain::deadlines::{Extension, ReminderRule};
use domain::id::SeminarSlug;
use domain::seminar::Assignment;
use domain::time::{CalendarDay, Clocks};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// When a seminar's materials are due, for whom, and who is reminded when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deadlines {
    pub slug: SeminarSlug,
    pub title: String,
    pub assignments: Vec<Assignment>,
    /// By name.
    pub delegations: Vec<Country>,
    pub rule: ReminderRule,
    /// The rule of the seminar's file does not hold.
    pub by_staff: bool,
    /// From today on, the next one first.
    pub ahead: Vec<ReminderDay>,
    /// By due time.
    pub extensions: Vec<Extension>,
    pub sends_mail: bool,
    pub clocks: Clocks,
}

/// A day on which reminders go out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReminderDay {
    pub day: CalendarDay,
    pub assignment: String,
    /// Delegations that would be reminded if nothing came until then.
    pub delegations: u32,
}

/// The rule of reminders, the days ahead on which it reminds, and who has more time; for staff.
#[server(endpoint = "load_deadlines", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_deadlines(seminar: String) -> Result<Deadlines, AppError> {
    use std::collections::BTreeMap;

    use domain::time::Instant;

    use crate::request::{clocks, found, office, signed_in, store};

    let (actor, slug, now) = (signed_in()?, found(&seminar)?, Instant::now());
    let seminar = store().seminar_for_staff(&actor, &slug)?;
    let rows = store().board(&actor, &slug, now).await?;
    let (rule, today) = (seminar.reminder_rule(), seminar.host_day(now));
    let mut days: BTreeMap<(CalendarDay, String), u32> = BTreeMap::new();
    for row in &rows {
        let country = row.delegation.country.code;
        for cell in row.cells.iter().filter(|cell| cell.standing.state.lacks()) {
            let Some(assignment) = seminar.assignment_for(&cell.assignment, country) else { continue };
            let around = rule.days_around(seminar.host_day(assignment.due));
            let ahead = around.into_iter().filter(|day| *day >= today);
            for day in ahead.filter(|day| seminar.host_day_starts(*day) < assignment.closes) {
                *days.entry((day, assignment.title.clone())).or_default() += 1;
            }
        }
    }
    let ahead = days.into_iter().map(|((day, assignment), delegations)| ReminderDay { day, assignment, delegations });
    let mut extensions = seminar.extensions.clone();
    extensions.sort_by_key(|extension| extension.due);
    Ok(Deadlines {
        title: seminar.title.clone(),
        assignments: seminar.assignments.clone(),
        delegations: rows.into_iter().map(|row| row.delegation.country).collect(),
        rule: rule.clone(),
        by_staff: seminar.reminders_by_staff.is_some(),
        ahead: ahead.collect(),
        extensions,
        sends_mail: office().sends_mail,
        clocks: clocks(&seminar.host_zone),
        slug,
    })
}
