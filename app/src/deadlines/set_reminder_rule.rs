use leptos::prelude::*;

use crate::error::AppError;

/// Sets another rule of reminders. Days are written as `7, 1`.
#[server(endpoint = "set_reminder_rule")]
pub async fn set_reminder_rule(
    seminar: String,
    #[server(default)] before: String,
    /// Anything but nothing is yes: a box that is not ticked is not sent.
    #[server(default)]
    on_the_day: String,
    #[server(default)] after: String,
    /// The rule of the seminar's file holds again, whatever else is sent.
    #[server(default)]
    as_in_file: String,
    /// The rule that was on the screen, in its words.
    #[server(default)]
    seen: String,
) -> Result<(), AppError> {
    use domain::deadlines::ReminderRule;
    use domain::id::SeminarSlug;
    use domain::time::Instant;

    use crate::request::{found, refused, signed_in, store};

    let (actor, slug): (_, SeminarSlug) = (signed_in()?, found(&seminar)?);
    let rule = if as_in_file.is_empty() {
        Some(ReminderRule {
            before: ReminderRule::read_days(&before).map_err(refused)?,
            on_the_day: !on_the_day.is_empty(),
            after: ReminderRule::read_days(&after).map_err(refused)?,
        })
    } else {
        None
    };
    let now = Instant::now();
    store().set_reminder_rule(&actor, &slug, rule, &seen, now).await?;
    // So that staff find at once what the rule makes.
    store().queue_reminders_of(&slug, now).await?;
    Ok(())
}
