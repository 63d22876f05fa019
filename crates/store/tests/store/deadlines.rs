//! Extensions, and reminders by rule.

use domain::actor::Actor;
use domain::deadlines::reminders::WAIT_MINUTES;
use domain::deadlines::{RefusedExtension, ReminderRule};
use domain::gate::{Finding, Judgement, Refusal};
use domain::id::VersionId;
use domain::mail::{Mail, MailKind};
use domain::material::{MaterialFilter, MaterialKey, MaterialState};
use domain::review::{Audience, Verdict};
use domain::time::Instant;
use domain::upload::RefusedUpload;
use store::StoreError;
use store::audit::By;
use store::jobs::Task;
use store::reviews::NewReview;

use crate::house::{CLOSED, House, LATE, NOW, seminar, words};

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

/// When today's reminders go out that were queued just now.
const AWHILE: Instant = NOW.plus_minutes(WAIT_MINUTES);

fn on_the_day() -> ReminderRule {
    ReminderRule { before: vec![1], on_the_day: true, after: Vec::new() }
}

async fn submit(house: &House, trainee: &Actor, now: Instant) -> VersionId {
    house.store.submit_upload(trainee, &house.submission("status"), now).await.expect("taken").version.id
}

const REFUSED: Judgement = Judgement::Refused(Refusal::Encrypted);

/// The gate judges what has waited there longest.
async fn judge(house: &House, judgement: Judgement, now: Instant) {
    let check = house.store.take_job(now, &Task::ALL).await.expect("asked").expect("a job");
    let finding = Finding { kind: None, judgement, scanned: false, at: now };
    house.store.record_finding(&check, finding, now).await.expect("recorded");
}

/// What the filter of the lists finds.
async fn late_ones(house: &House, reader: &Actor) -> Vec<String> {
    let filter = MaterialFilter::parse("", "", "late");
    let found = house.store.outlines(reader, &house.slug, &filter).await.expect("a list");
    let mut keys: Vec<String> = found.iter().map(|outline| outline.key.to_string()).collect();
    keys.sort();
    keys
}

async fn reminders(house: &House, now: Instant) -> Vec<Mail> {
    let mails = house.store.due_mails(100, now).await.expect("read");
    mails.into_iter().filter(|mail| mail.kind == MailKind::Reminder).collect()
}

#[tokio::test]
async fn more_time_is_one_delegations_alone() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let refused = house.store.submit_upload(&laos, &house.submission("status"), CLOSED).await;
    assert!(matches!(refused, Err(StoreError::Upload(RefusedUpload::Closed { .. }))), "{refused:?}");
    extend(&house, &staff, "status.la", EXTENDED, NOW).await;
    house.store.submit_upload(&laos, &house.submission("status"), CLOSED).await.expect("taken");
    let material = house.store.material(&laos, &house.slug, &key("status.la")).await.expect("visible").material;
    assert!(!material.late, "it came before its own due time");
    let refused = house.store.submit_upload(&kenya, &house.submission("status"), CLOSED).await;
    assert!(matches!(refused, Err(StoreError::Upload(RefusedUpload::Closed { .. }))), "{refused:?}");
    let board = house.store.board(&staff, &house.slug, LATE).await.expect("a board");
    let overdue: Vec<_> =
        board.iter().map(|row| (row.delegation.country.code.to_string(), row.cells[0].overdue)).collect();
    assert_eq!(overdue, [("KE".to_owned(), true), ("LA".to_owned(), false)]);
}

#[tokio::test]
async fn late_is_late_by_the_time_that_holds() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    house.store.submit_upload(&laos, &house.submission("status"), LATE).await.expect("taken");
    house.pass_gate().await;
    let state = async || {
        let file = house.store.material(&laos, &house.slug, &key("status.la")).await.expect("visible");
        file.material.state()
    };
    assert_eq!(state().await, MaterialState::Late);
    extend(&house, &staff, "status.la", EXTENDED, LATE).await;
    assert_eq!(state().await, MaterialState::Submitted);
    withdraw(&house, &staff, "status.la", LATE).await;
    assert_eq!(state().await, MaterialState::Late);
    let again = house.store.withdraw_extension(&staff, &house.slug, &key("status.la"), None, LATE).await;
    assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
}

#[tokio::test]
async fn what_came_late_is_late_whatever_was_decided() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    submit(&house, &laos, LATE).await;
    judge(&house, Judgement::Ready, LATE).await;
    let labels = async || {
        let board = house.store.board(&staff, &house.slug, LATE).await.expect("a board");
        board.iter().map(|row| row.cells[0].standing.label()).collect::<Vec<_>>()
    };
    assert_eq!(labels().await, ["Missing", "Submitted late"]);
    let decisions = [(Verdict::ChangesRequested, "Changes requested, late"), (Verdict::Accepted, "Accepted, late")];
    let mut seen_decision = None;
    for (verdict, label) in decisions {
        let comment = NewReview::comment(Audience::Delegation, 1, "Looked at");
        let decision = NewReview { verdict: Some(verdict), seen_decision, ..comment };
        let decided = house.store.write_review(&staff, &house.slug, &key("status.la"), &decision, LATE).await;
        seen_decision = Some(decided.expect("decided"));
        assert_eq!(labels().await, ["Missing", label]);
        assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    }
    // That is between the delegation and those who look after it.
    house.store.open_materials(&staff, &house.slug, true, LATE).await.expect("opened");
    let read = async |reader: &Actor| {
        house.store.material(reader, &house.slug, &key("status.la")).await.expect("open to all").material
    };
    assert!(read(&laos).await.late);
    assert!(!read(&kenya).await.late);
    assert!(late_ones(&house, &kenya).await.is_empty());
}

#[tokio::test]
async fn what_the_gate_refused_buys_no_time() {
    let house = House::new().await;
    let (laos, kenya, africa) = (house.trainee("LA").await, house.trainee("KE").await, house.trainee("ZA").await);
    let staff = house.staff().await;
    submit(&house, &africa, NOW).await;
    house.pass_gate().await;
    submit(&house, &africa, LATE).await;
    judge(&house, REFUSED, LATE).await;
    assert!(late_ones(&house, &staff).await.is_empty(), "the first one stands");

    let refused = submit(&house, &laos, NOW).await;
    judge(&house, REFUSED, NOW).await;
    let second = submit(&house, &laos, LATE).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"], "nothing that stands came in time");
    extend(&house, &staff, "status.la", EXTENDED, LATE).await;
    assert!(late_ones(&house, &staff).await.is_empty());
    withdraw(&house, &staff, "status.la", LATE).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    for version in [refused, second] {
        house.store.delete_version(&laos, version, "", LATE).await.expect("deleted");
        house.store.restore_version(&staff, &house.slug, version, LATE).await.expect("restored");
        assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    }

    submit(&house, &kenya, NOW).await;
    submit(&house, &kenya, LATE).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    judge(&house, REFUSED, NOW).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.ke", "status.la"], "found after the second had come");
}

#[tokio::test]
async fn only_staff_give_more_time_and_only_to_delegations_of_the_seminar() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    for actor in [&laos, &teacher] {
        let key = key("status.la");
        let granted = house.store.grant_extension(actor, &house.slug, &key, EXTENDED, "why", None, NOW);
        let refused = granted.await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        let refused = house.store.set_reminder_rule(actor, &house.slug, None, "", NOW).await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    }
    for unknown in ["status.fj", "nothing.la"] {
        let key = key(unknown);
        let granted = house.store.grant_extension(&staff, &house.slug, &key, EXTENDED, "why", None, NOW);
        let refused = granted.await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{unknown}: {refused:?}");
    }
    let refused = house.store.grant_extension(&staff, &house.slug, &key("status.la"), NOW, "why", None, NOW).await;
    assert!(matches!(refused, Err(StoreError::Extension(RefusedExtension::NotLater))), "{refused:?}");
}

#[tokio::test]
async fn the_delegation_is_told_once_of_the_time_that_holds() {
    let house = House::new().await;
    let (_, _, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    for due in [EXTENDED, EXTENDED.plus_days(1)] {
        extend(&house, &staff, "status.la", due, NOW).await;
    }
    let mails = house.store.due_mails(10, NOW).await.expect("read");
    let [mail] = &mails[..] else { panic!("one mail, not {mails:?}") };
    assert_eq!((mail.kind, mail.email.as_str()), (MailKind::ExtensionGranted, "trainee.la@example.org"));
    assert!(house.store.matter(mail, NOW).await.expect("read").is_some());
    withdraw(&house, &staff, "status.la", NOW).await;
    assert!(house.store.matter(mail, NOW).await.expect("read").is_none(), "it would say what is not so any more");
    assert!(house.store.due_mails(10, NOW).await.expect("read").is_empty(), "who was told nothing is told nothing");
}

#[tokio::test]
async fn who_grants_the_same_again_tells_nobody_twice() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("LA").await, house.staff().await);
    extend(&house, &staff, "status.la", EXTENDED, NOW).await;
    assert_eq!(send(&house, NOW).await, [MailKind::ExtensionGranted]);
    let later = NOW.plus_minutes(1);
    extend(&house, &staff, "status.la", EXTENDED, later).await;
    assert!(send(&house, later).await.is_empty());
    let granted = house.store.seminar(&house.slug).expect("a seminar").extensions[0].granted_at;
    assert_eq!(granted, NOW, "nothing has changed");
    let (laos, seen) = (key("status.la"), seen(&house, "status.la"));
    let other = house.store.grant_extension(&staff, &house.slug, &laos, EXTENDED, "No power", seen, later).await;
    other.expect("granted");
    assert_eq!(send(&house, later).await, [MailKind::ExtensionGranted], "another reason is news");
}

#[tokio::test]
async fn who_was_told_of_more_time_is_told_that_it_is_gone() {
    let house = House::new().await;
    let (_, _, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let minute = |minutes| NOW.plus_minutes(minutes);
    extend(&house, &staff, "status.la", EXTENDED, minute(0)).await;
    assert_eq!(send(&house, minute(0)).await, [MailKind::ExtensionGranted]);
    // Changed and taken back before the change was told: the first mail still stands.
    extend(&house, &staff, "status.la", EXTENDED.plus_days(1), minute(1)).await;
    withdraw(&house, &staff, "status.la", minute(2)).await;
    let mails = house.store.due_mails(10, minute(2)).await.expect("read");
    let [mail] = &mails[..] else { panic!("one mail, not {mails:?}") };
    assert_eq!((mail.kind, mail.email.as_str()), (MailKind::ExtensionWithdrawn, "trainee.la@example.org"));
    assert!(house.store.matter(mail, minute(2)).await.expect("read").is_some());
    assert_eq!(send(&house, minute(2)).await, [MailKind::ExtensionWithdrawn]);
    // They know that it is gone, and nothing of another one.
    extend(&house, &staff, "status.la", EXTENDED, minute(3)).await;
    assert!(house.store.matter(mail, minute(3)).await.expect("read").is_none(), "it would say what is not so any more");
    withdraw(&house, &staff, "status.la", minute(4)).await;
    assert!(send(&house, minute(4)).await.is_empty());
}

#[tokio::test]
async fn an_import_keeps_what_staff_have_set() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("LA").await, house.staff().await);
    extend(&house, &staff, "status.la", EXTENDED, NOW).await;
    remind(&house, on_the_day()).await;
    let mut changed = seminar("e-port");
    changed.title = "Another title".to_owned();
    house.store.import_seminar(changed, &By::operator(), NOW).await.expect("imported");
    let seminar = house.store.seminar(&house.slug).expect("a seminar");
    assert_eq!(seminar.extensions.len(), 1);
    assert_eq!(*seminar.reminder_rule(), on_the_day());
    assert!(seminar.public().extensions.is_empty(), "the public is told nothing of it");
}

#[tokio::test]
async fn a_due_time_that_an_import_moves_moves_what_is_late() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    extend(&house, &staff, "status.ke", EXTENDED, NOW).await;
    for trainee in [&laos, &kenya] {
        submit(&house, trainee, LATE).await;
    }
    assert_eq!(late_ones(&house, &staff).await, ["status.la"]);
    let import = async |due: Instant| {
        let mut changed = seminar("e-port");
        changed.assignments[0].due = due;
        house.store.import_seminar(changed, &By::operator(), LATE).await.expect("imported");
    };
    import(LATE).await;
    assert!(late_ones(&house, &staff).await.is_empty());
    let material = house.store.material(&laos, &house.slug, &key("status.la")).await.expect("visible").material;
    assert_eq!(material.state(), MaterialState::Submitted);
    import(NOW).await;
    assert_eq!(late_ones(&house, &staff).await, ["status.la"], "Kenya has its own time");
}

#[tokio::test]
async fn who_lacks_something_is_reminded_once_a_day() {
    let house = House::new().await;
    let (laos, _) = (house.trainee("LA").await, house.trainee("KE").await);
    assert_eq!(house.store.queue_reminders(NOW).await.expect("looked"), 0, "nobody asked for reminders");
    remind(&house, on_the_day()).await;
    // Laos owes nothing any more, Kenya owes both.
    for assignment in ["status", "projects"] {
        house.store.submit_upload(&laos, &house.submission(assignment), NOW).await.expect("submitted");
    }
    // The due day is tomorrow: today is the day before, and tomorrow's reminders lie ready.
    assert_eq!(house.store.queue_reminders(NOW).await.expect("queued"), 2);
    assert_eq!(house.store.queue_reminders(NOW).await.expect("queued"), 0, "never twice");
    assert!(reminders(&house, AWHILE.plus_seconds(-1)).await.is_empty(), "staff can look at today's, too");
    let due = reminders(&house, AWHILE).await;
    let [mail] = &due[..] else { panic!("today's alone, not {due:?}") };
    assert_eq!(mail.email.as_str(), "trainee.ke@example.org");
    let matter = house.store.matter(mail, AWHILE).await.expect("read").expect("something to say");
    assert_eq!(matter.owed.len(), 2, "one mail for all that is owed");
    assert!(!matter.confirmed);
    assert_eq!(reminders(&house, NOW.plus_days(1)).await.len(), 2, "tomorrow's comes with its day");
}

#[tokio::test]
async fn who_comes_to_a_day_that_has_begun_is_reminded_after_a_while_and_once() {
    let house = House::new().await;
    house.trainee("KE").await;
    remind(&house, on_the_day()).await;
    let today = house.store.seminar(&house.slug).expect("a seminar").host_day(NOW);
    house.store.queue_reminders(NOW).await.expect("queued");
    assert_eq!(send(&house, AWHILE).await, [MailKind::Reminder]);
    house.trainee("LA").await;
    assert_eq!(house.store.queue_reminders(AWHILE).await.expect("queued"), 2, "today's and tomorrow's");
    assert!(reminders(&house, AWHILE.plus_minutes(WAIT_MINUTES - 1)).await.is_empty());
    let due = reminders(&house, AWHILE.plus_minutes(WAIT_MINUTES)).await;
    let [mail] = &due[..] else { panic!("who was reminded is not reminded again: {due:?}") };
    assert_eq!((mail.email.as_str(), mail.day), ("trainee.la@example.org", Some(today)));
}

#[tokio::test]
async fn what_would_go_out_when_its_day_is_over_is_not_queued() {
    let house = House::new().await;
    house.trainee("KE").await;
    remind(&house, ReminderRule { before: vec![1], ..ReminderRule::default() }).await;
    let seminar = house.store.seminar(&house.slug).expect("a seminar");
    let ends = seminar.host_day_starts(seminar.host_day(NOW).plus_days(1));
    assert_eq!(house.store.queue_reminders(ends.plus_minutes(-WAIT_MINUTES)).await.expect("looked"), 0);
    assert_eq!(house.store.queue_reminders(ends.plus_minutes(-WAIT_MINUTES - 1)).await.expect("queued"), 1);
}

#[tokio::test]
async fn of_two_who_set_the_rule_none_overwrites_the_other_unseen() {
    let house = House::new().await;
    let (staff, slug) = (house.staff().await, &house.slug);
    let before = rule_in_words(&house);
    let set = async |rule: Option<ReminderRule>, seen: &str| {
        house.store.set_reminder_rule(&staff, slug, rule, seen, NOW).await
    };
    set(Some(on_the_day()), &before).await.expect("set");
    let other = ReminderRule { before: vec![7], ..ReminderRule::default() };
    for stale in [Some(other.clone()), None] {
        let refused = set(stale, &before).await;
        assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
        assert_eq!(rule_in_words(&house), on_the_day().in_words());
    }
    set(Some(on_the_day()), &before).await.expect("the same again changes nothing");
    set(Some(other.clone()), &on_the_day().in_words()).await.expect("set, as theirs was read");
    assert_eq!(rule_in_words(&house), other.in_words());
}

#[tokio::test]
async fn of_two_who_change_a_delegations_time_none_overwrites_the_other_unseen() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("LA").await, house.staff().await);
    let (laos, slug) = (key("status.la"), &house.slug);
    let minute = |minutes| NOW.plus_minutes(minutes);
    let refuses = async |seen: Option<Instant>| {
        let due = EXTENDED.plus_days(1);
        let granted = house.store.grant_extension(&staff, slug, &laos, due, "No power", seen, minute(9)).await;
        assert!(matches!(granted, Err(StoreError::Changed(_))), "{granted:?}");
    };
    extend(&house, &staff, "status.la", EXTENDED, minute(1)).await;
    refuses(None).await;
    extend(&house, &staff, "status.la", EXTENDED.plus_days(2), minute(2)).await;
    refuses(Some(minute(1))).await;
    let withdrawn = house.store.withdraw_extension(&staff, slug, &laos, Some(minute(1)), minute(9)).await;
    assert!(matches!(withdrawn, Err(StoreError::Changed(_))), "{withdrawn:?}");
    assert_eq!(seen(&house, "status.la"), Some(minute(2)));
    assert_eq!(send(&house, minute(9)).await, [MailKind::ExtensionGranted], "told of the one that holds");
    withdraw(&house, &staff, "status.la", minute(10)).await;
    refuses(Some(minute(2))).await;
}

#[tokio::test]
async fn what_has_come_meanwhile_is_not_reminded_of() {
    let house = House::new().await;
    let kenya = house.trainee("KE").await;
    remind(&house, on_the_day()).await;
    house.store.queue_reminders(NOW).await.expect("queued");
    let mail = reminders(&house, AWHILE).await.remove(0);
    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let matter = house.store.matter(&mail, NOW).await.expect("read").expect("something to say");
    assert_eq!(matter.owed.len(), 1);
    house.store.submit_upload(&kenya, &house.submission("projects"), NOW).await.expect("submitted");
    assert!(house.store.matter(&mail, NOW).await.expect("read").is_none());
}

#[tokio::test]
async fn a_reminder_whose_day_is_over_or_whose_rule_is_gone_says_nothing() {
    let house = House::new().await;
    house.trainee("KE").await;
    remind(&house, on_the_day()).await;
    house.store.queue_reminders(NOW).await.expect("queued");
    let mail = reminders(&house, AWHILE).await.remove(0);
    assert!(house.store.matter(&mail, NOW.plus_days(1)).await.expect("read").is_none(), "yesterday's");
    remind(&house, ReminderRule::default()).await;
    assert!(house.store.matter(&mail, NOW).await.expect("read").is_none(), "nobody is reminded any more");
}

#[tokio::test]
async fn more_time_moves_the_reminders() {
    let house = House::new().await;
    let (_, staff) = (house.trainee("KE").await, house.staff().await);
    remind(&house, on_the_day()).await;
    for assignment in ["status.ke", "projects.ke"] {
        extend(&house, &staff, assignment, EXTENDED, NOW).await;
    }
    assert_eq!(house.store.queue_reminders(NOW).await.expect("looked"), 0);
    assert_eq!(house.store.queue_reminders(EXTENDED).await.expect("queued"), 1);
}
