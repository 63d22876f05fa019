//! Extensions, and reminders by rule.

mod extending;
mod late;
mod reminding;

use domain::actor::Actor;
use domain::deadlines::ReminderRule;
use domain::mail::MailKind;
use domain::material::MaterialKey;
use domain::time::Instant;

use crate::house::{House, NOW, words};

fn key(text: &str) -> MaterialKey {
    text.parse().expect("a key")
}

/// Three days after the due time of everyone.
const EXTENDED: Instant = NOW.plus_days(4);

/// What staff have before their eyes.
fn seen(house: &House, material: &str) -> Option<Instant> {
    let (seminar, key) = (house.store.seminar(&house.slug).expect("a seminar"), key(material));
    seminar.extension(&key.assignment, key.country).map(|extension| extension.granted_at)
}

async fn extend(house: &House, staff: &Actor, material: &str, due: Instant, now: Instant) {
    let seen = seen(house, material);
    let granted = house.store.grant_extension(staff, &house.slug, &key(material), due, "No link", seen, now).await;
    granted.expect("granted");
}

async fn withdraw(house: &House, staff: &Actor, material: &str, now: Instant) {
    let seen = seen(house, material);
    house.store.withdraw_extension(staff, &house.slug, &key(material), seen, now).await.expect("withdrawn");
}

/// What goes out at that time.
async fn send(house: &House, now: Instant) -> Vec<MailKind> {
    let due = house.store.due_mails(10, now).await.expect("read");
    for mail in &due {
        assert!(house.store.claim_mail(mail, now).await.expect("claimed"));
        house.store.mail_sent(mail, &words(), now).await.expect("noted");
    }
    due.iter().map(|mail| mail.kind).collect()
}

fn rule_in_words(house: &House) -> String {
    house.store.seminar(&house.slug).expect("a seminar").reminder_rule().in_words()
}

async fn remind(house: &House, rule: ReminderRule) {
    let staff = house.staff().await;
    let seen = rule_in_words(house);
    house.store.set_reminder_rule(&staff, &house.slug, Some(rule), &seen, NOW).await.expect("set");
}

fn on_the_day() -> ReminderRule {
    ReminderRule { before: vec![1], on_the_day: true, after: Vec::new() }
}
