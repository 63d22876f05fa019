//! Attendance: recorded once, seen by whom it concerns, corrected by entries.

use domain::actor::Actor;
use domain::attendance::export::{DateQuestion, Export, ExportReading, HowToRead, Meeting};
use domain::attendance::ledger::Status;
use domain::attendance::record::{
    Apart, Attendee, Entry, Format, Identity, RecordedFile, RefusedEntry, Row, Stay, Who,
};
use domain::attendance::rule::AttendanceRule;
use domain::id::{AttendanceFileId, SeminarSlug, SessionSlug};
use domain::material::Sha256Hex;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use store::StoreError;
use store::attendance::files::{AttendanceDraft, AttendeePlace, NewAttendanceFile};
use store::attendance::intake::{IntakeChoices, Supersedes};
use store::audit::By;

use crate::house::{House, NOW, seminar};

/// After all sessions.
const AFTER: Instant = NOW.plus_days(1);

fn session(slug: &str) -> SessionSlug {
    slug.parse().expect("a slug")
}

fn draft(content: &str) -> AttendanceDraft {
    let (name, sha256) = ("=cmd().csv".to_owned(), Sha256Hex(content.repeat(32)));
    AttendanceDraft { name, sha256, size: 10, uploaded_at: AFTER }
}

/// An export of the first session: attendee 0 stays for all of it, attendee 1 for ten minutes.
fn export(id: AttendanceFileId, draft: &AttendanceDraft) -> NewAttendanceFile {
    let attendee = |name: &str| Attendee { name: name.to_owned(), other_name: None, email: None, host: false };
    let stay = |minutes: i64| Stay::Interval { joined: NOW.plus_minutes(60), left: NOW.plus_minutes(60 + minutes) };
    let file = RecordedFile {
        id,
        name: draft.name.clone(),
        sha256: draft.sha256.clone(),
        format: Format::Zoom,
        zone: "Asia/Shanghai".to_owned(),
        sessions: vec![session("opening")],
        attendees: vec![attendee("Sample – Laos"), attendee("iPhone <script>\u{202E}")],
        rows: vec![Row { number: 2, attendee: 0, stay: stay(90) }, Row { number: 3, attendee: 1, stay: stay(10) }],
        recorded_at: AFTER,
        recorded_by: "Staff".to_owned(),
    };
    NewAttendanceFile { file, size: draft.size, identities: vec![None, None], supersedes: None }
}

async fn uploaded(house: &House, staff: &Actor, content: &str) -> NewAttendanceFile {
    let draft = draft(content);
    let id = house.store.keep_attendance_draft(staff, &house.slug, &draft).await.expect("kept");
    export(id, &draft)
}

fn is(who: &Actor) -> Option<Identity> {
    Some(Identity { who: Who::Trainee(who.person), by: None, at: AFTER, misnamed: false })
}

async fn first_status(house: &House, staff: &Actor, who: &Actor) -> Status {
    let book = house.store.attendance(staff, &house.slug, AFTER).await.expect("a book");
    book.ledger.line(who.person).expect("a line").cells[0].status
}

#[tokio::test]
async fn an_export_is_recorded_once_however_often_it_is_confirmed() {
    let house = House::new().await;
    let (staff, trainee) = (house.staff().await, house.trainee("LA").await);
    let mut new = uploaded(&house, &staff, "ab").await;
    new.identities[0] = is(&trainee);
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Awaited);
    let record = || house.store.record_attendance_file(&staff, &house.slug, &new, AFTER);
    let (one, two) = tokio::join!(record(), record());
    assert!(one.is_ok() != two.is_ok(), "two at once record once: {one:?}, {two:?}");
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Present);
    // The same bytes, uploaded again.
    let again = uploaded(&house, &staff, "ab").await;
    let refused = house.store.record_attendance_file(&staff, &house.slug, &again, AFTER).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");
    let drafts = house.store.attendance_drafts(&staff, &house.slug).await.expect("drafts");
    assert_eq!(drafts.len(), 1, "the recorded one is no draft any more");
    let files = house.store.all_files().await.expect("files");
    assert!(files.iter().any(|file| file.sha256 == new.file.sha256), "the operator's check knows it");
}

#[tokio::test]
async fn the_audit_names_the_sessions_of_an_export_by_their_titles() {
    let house = House::new().await;
    let mut named = seminar("e-port");
    named.sessions[0].title = "Opening ceremony".to_owned();
    house.store.import_seminar(named, &By::operator(), NOW).await.expect("imported");
    let staff = house.staff().await;
    let new = uploaded(&house, &staff, "ab").await;
    house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await.expect("recorded");
    let events = house.store.audit_events(&staff, &house.slug, 0, 1).await.expect("read");
    assert_eq!(events[0].detail, "2 rows, for Opening ceremony");
}

#[tokio::test]
async fn a_corrected_file_takes_the_place_of_the_old_one_and_both_stay() {
    let house = House::new().await;
    let (staff, trainee) = (house.staff().await, house.trainee("LA").await);
    let mut old = uploaded(&house, &staff, "ab").await;
    old.identities[1] = is(&trainee);
    house.store.record_attendance_file(&staff, &house.slug, &old, AFTER).await.expect("recorded");
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::TooShort);
    let mut new = uploaded(&house, &staff, "cd").await;
    new.identities[0] = is(&trainee);
    new.supersedes = Some(old.file.id);
    house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await.expect("recorded");
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Present);
    let records = house.store.attendance(&staff, &house.slug, AFTER).await.expect("a book").records;
    assert_eq!(records.files.len(), 2);
    assert_eq!(records.file(old.file.id).expect("on record").superseded_by, Some(new.file.id));
    let mut third = uploaded(&house, &staff, "ef").await;
    third.supersedes = Some(old.file.id);
    let late = house.store.record_attendance_file(&staff, &house.slug, &third, AFTER).await;
    assert!(matches!(late, Err(StoreError::Changed(_))), "{late:?}");
}

#[tokio::test]
async fn who_an_attendee_is_can_be_said_changed_and_taken_back() {
    let house = House::new().await;
    let (staff, one, two) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    let new = uploaded(&house, &staff, "ab").await;
    house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await.expect("recorded");
    let identify = async |attendee, who| {
        let said = [(AttendeePlace { file: new.file.id, attendee }, who)];
        house.store.identify_attendees(&staff, &house.slug, &said, AFTER).await
    };
    for (who, [first, second]) in [
        (Some(Who::Trainee(one.person)), [Status::Present, Status::Absent]),
        (Some(Who::Trainee(two.person)), [Status::Absent, Status::Present]),
        (Some(Who::Apart(Apart::Guest)), [Status::Absent, Status::Absent]),
        (Some(Who::Trainee(one.person)), [Status::Present, Status::Absent]),
        (None, [Status::Absent, Status::Absent]),
    ] {
        identify(0, who).await.expect("said");
        assert_eq!(first_status(&house, &staff, &one).await, first);
        assert_eq!(first_status(&house, &staff, &two).await, second);
    }
    assert!(matches!(identify(7, None).await, Err(StoreError::NotFound)), "there is no such attendee");
    let staff_is_no_trainee = identify(0, Some(Who::Trainee(staff.person))).await;
    assert!(matches!(staff_is_no_trainee, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn entries_objections_and_answers() {
    let house = House::new().await;
    let (staff, trainee, other) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    let new = uploaded(&house, &staff, "ab").await;
    house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await.expect("recorded");
    let (store, slug, opening) = (&house.store, &house.slug, session("opening"));
    let object = async |text: &str, now| store.dispute_attendance(&trainee, slug, &opening, text, now).await;
    assert!(matches!(object("I was there", NOW).await, Err(StoreError::Entry(RefusedEntry::NotOver))));
    assert!(matches!(object(" ", AFTER).await, Err(StoreError::Entry(RefusedEntry::NoWords))));
    assert!(matches!(object("Late", AFTER.plus_days(8)).await, Err(StoreError::Entry(RefusedEntry::Closed))));
    object("I was there", AFTER).await.expect("taken");
    assert!(matches!(object("Again", AFTER).await, Err(StoreError::Changed(_))), "one at a time");

    let own = store.own_attendance(&trainee, slug, AFTER).await.expect("a ledger");
    assert!(own.ledger.lines[0].cells[0].disputed);
    assert_eq!(own.ledger.lines.len(), 1, "nobody else's");
    assert!(!store.own_attendance(&other, slug, AFTER).await.expect("a ledger").ledger.lines[0].cells[0].disputed);

    let dispute = own.records.disputes[0].id;
    let hidden = store.answer_dispute(&trainee, slug, dispute, "Granted", AFTER).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)), "only staff answer");
    store.answer_dispute(&staff, slug, dispute, "We have seen you", AFTER).await.expect("answered");
    let twice = store.answer_dispute(&staff, slug, dispute, "Again", AFTER).await;
    assert!(matches!(twice, Err(StoreError::Changed(_))));
    let mails = store.due_mails(10, AFTER).await.expect("mails");
    assert!(mails.iter().any(|mail| mail.person == trainee.person), "they are told");

    let present = Entry::Present { session: opening.clone() };
    let correct = async |actor: &Actor, reason: &str| {
        store.correct_attendance(actor, slug, trainee.person, &present, reason, "", AFTER).await
    };
    assert!(matches!(correct(&trainee, "Me").await, Err(StoreError::NotFound)));
    assert!(matches!(correct(&staff, "").await, Err(StoreError::Entry(RefusedEntry::NoWords))));
    correct(&staff, "Seen in the room").await.expect("entered");
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Stated);
}

#[tokio::test]
async fn the_sheet_is_for_staff_alone() {
    let house = House::new().await;
    let (trainee, teacher) = (house.trainee("LA").await, house.teacher().await);
    for actor in [&trainee, &teacher] {
        assert!(matches!(house.store.attendance(actor, &house.slug, NOW).await, Err(StoreError::NotFound)));
        let draft = house.store.keep_attendance_draft(actor, &house.slug, &draft("ab")).await;
        assert!(matches!(draft, Err(StoreError::NotFound)));
    }
    assert!(matches!(house.store.own_attendance(&teacher, &house.slug, NOW).await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn a_rule_set_by_staff_outlives_an_import_and_a_session_on_record_stays() {
    let house = House::new().await;
    let staff = house.staff().await;
    let rule = AttendanceRule { present_percent: 50, ..AttendanceRule::default() };
    house.store.set_attendance_rule(&staff, &house.slug, Some(rule.clone()), NOW).await.expect("set");
    let mut file = seminar("e-port");
    file.title = "Changed".to_owned();
    house.store.import_seminar(file.clone(), &By::operator(), NOW).await.expect("imported");
    assert_eq!(house.store.seminar(&house.slug).expect("a seminar").attendance_rule(), &rule);
    house.store.set_attendance_rule(&staff, &house.slug, None, NOW).await.expect("set");
    assert_eq!(house.store.seminar(&house.slug).expect("a seminar").attendance_rule(), &AttendanceRule::default());
    let nothing = AttendanceRule {
        left_out: file.sessions.iter().map(|session| session.slug.clone()).collect(),
        ..AttendanceRule::default()
    };
    let refused = house.store.set_attendance_rule(&staff, &house.slug, Some(nothing), NOW).await;
    assert!(matches!(refused, Err(StoreError::Entry(RefusedEntry::Rule(_)))));

    let new = uploaded(&house, &staff, "ab").await;
    house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await.expect("recorded");
    file.sessions.retain(|session| session.slug != self::session("opening"));
    let import = house.store.import_seminar(file, &By::operator(), NOW).await;
    assert!(matches!(import, Err(StoreError::SessionInUse(_))), "{import:?}");
}

#[tokio::test]
async fn an_export_that_nobody_confirms_is_forgotten() {
    let house = House::new().await;
    let staff = house.staff().await;
    uploaded(&house, &staff, "ab").await;
    assert_eq!(house.store.sweep_attendance_drafts(AFTER.plus_days(6)).await.expect("swept"), 0);
    assert_eq!(house.store.sweep_attendance_drafts(AFTER.plus_days(8)).await.expect("swept"), 1);
    assert_eq!(house.store.attendance_drafts(&staff, &house.slug).await.expect("drafts"), []);
    assert_eq!(house.store.discarded_files().await.expect("read"), [draft("ab").sha256], "it names people");
}

#[tokio::test]
async fn an_export_that_is_dropped_leaves_no_bytes_and_is_not_recorded() {
    let house = House::new().await;
    let staff = house.staff().await;
    let new = uploaded(&house, &staff, "ab").await;
    house.store.drop_attendance_draft(&staff, &house.slug, new.file.id, AFTER).await.expect("dropped");
    assert_eq!(house.store.discarded_files().await.expect("read"), [draft("ab").sha256]);
    let late = house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await;
    assert!(matches!(late, Err(StoreError::Changed(_))), "{late:?}");
    let twice = house.store.drop_attendance_draft(&staff, &house.slug, new.file.id, AFTER).await;
    assert!(matches!(twice, Err(StoreError::NotFound)), "{twice:?}");
}

#[tokio::test]
async fn what_is_said_of_several_holds_for_all_or_none() {
    let house = House::new().await;
    let (staff, trainee) = (house.staff().await, house.trainee("LA").await);
    let new = uploaded(&house, &staff, "ab").await;
    house.store.record_attendance_file(&staff, &house.slug, &new, AFTER).await.expect("recorded");
    let place = |attendee| AttendeePlace { file: new.file.id, attendee };
    let half_wrong = [(place(0), Some(Who::Trainee(trainee.person))), (place(7), None)];
    let refused = house.store.identify_attendees(&staff, &house.slug, &half_wrong, AFTER).await;
    assert!(matches!(refused, Err(StoreError::NotFound)));
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Absent);
    let both = [(place(0), Some(Who::Trainee(trainee.person))), (place(1), Some(Who::Apart(Apart::Guest)))];
    house.store.identify_attendees(&staff, &house.slug, &both, AFTER).await.expect("said");
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Present);
    let head = &house.store.attendance(&staff, &house.slug, AFTER).await.expect("a book").ledger.sessions[0];
    assert_eq!(head.unsettled, 0);
}

/// What the readers make of the export of the first session.
fn read(new: &NewAttendanceFile) -> Export {
    Export {
        format: Format::Zoom,
        meeting: Meeting::default(),
        attendees: new.file.attendees.clone(),
        rows: new.file.rows.clone(),
        refused: Vec::new(),
        more_refused: 0,
        date_order: DateQuestion::NotNeeded,
    }
}

#[tokio::test]
async fn what_was_read_of_a_draft_is_kept_whole_with_the_way_in_which_it_was_read() {
    let house = House::new().await;
    let (staff, trainee, slug) = (house.staff().await, house.trainee("LA").await, &house.slug);
    let new = uploaded(&house, &staff, "ab").await;
    let id = new.file.id;
    let draft = house.store.attendance_draft(&staff, slug, id).await.expect("a draft");
    let how =
        |zone: &str| HowToRead { zone: zone.to_owned(), date_order: None, mapping: None, until: draft.uploaded_at };
    let (here, elsewhere) = (how("Asia/Shanghai"), how("Europe/Paris"));
    let keep = async |how: &HowToRead, reading: &ExportReading| {
        house.store.keep_attendance_reading(&staff, slug, id, how, reading.clone()).await.expect("kept");
    };
    let kept = async |how: &HowToRead| house.store.attendance_reading(&staff, slug, id, how).await.expect("asked");
    assert_eq!(kept(&here).await, None, "nobody has read it");
    let reading = ExportReading::Read(Box::new(read(&new)));
    keep(&here, &reading).await;
    assert_eq!(kept(&here).await.as_ref(), Some(&reading));
    assert_eq!(kept(&elsewhere).await, None, "its times would be others");
    let unknown = ExportReading::Unknown { samples: Vec::new(), problem: Some("no such table".to_owned()) };
    keep(&elsewhere, &unknown).await;
    assert_eq!(kept(&elsewhere).await, Some(unknown));
    assert_eq!(kept(&here).await, None, "only the last one is kept");

    let hidden = house.store.attendance_reading(&trainee, slug, id, &elsewhere).await;
    assert!(matches!(hidden, Err(StoreError::NotFound)), "{hidden:?}");
    let refused = house.store.keep_attendance_reading(&trainee, slug, id, &here, reading).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn recording_does_what_its_dry_run_has_shown_and_nothing_twice() {
    let house = House::new().await;
    let (staff, trainee) = (house.staff().await, house.trainee("LA").await);
    let choices = IntakeChoices { zone: "Asia/Shanghai".to_owned(), ..IntakeChoices::default() };
    let mut new = uploaded(&house, &staff, "ab").await;
    new.file.attendees[0].name = format!("{} – Laos", trainee.name);
    let draft = draft("ab");
    let look = house
        .store
        .dry_run_attendance(&staff, &house.slug, (new.file.id, &draft), read(&new), &choices, AFTER)
        .await
        .expect("a look");
    assert_eq!((look.rows, look.recognised.len(), look.doubtful.len(), look.known), (2, 1, 1, false));
    assert_eq!(look.changes[0].cells[0].status, (Status::Awaited, Status::Present));
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Awaited, "a look changes nothing");
    let record =
        async |id| house.store.record_attendance(&staff, &house.slug, (id, &draft), read(&new), &choices, AFTER).await;
    assert_eq!(record(new.file.id).await.expect("recorded"), 1, "one is to be settled");
    assert_eq!(first_status(&house, &staff, &trainee).await, Status::Present);
    let again = house.store.keep_attendance_draft(&staff, &house.slug, &draft).await.expect("kept");
    assert!(matches!(record(again).await, Err(StoreError::Changed(_))));
}

#[tokio::test]
async fn a_file_of_another_seminar_cannot_be_superseded() {
    let house = House::new().await;
    let (staff, by) = (house.staff().await, By::operator());
    let other: SeminarSlug = "other".parse().expect("a slug");
    house.store.import_seminar(seminar("other"), &by, NOW).await.expect("imported");
    let person = NewPerson {
        name: "Sample Other".parse().expect("a name"),
        email: "other@example.org".parse().expect("an address"),
        role: Role::Staff,
        country: None,
    };
    let person = house.store.add_person(&other, &person, &by, NOW).await.expect("added").person();
    let other_staff = house.store.actor(person).await.expect("an actor");
    let theirs = draft("ef");
    let id = house.store.keep_attendance_draft(&other_staff, &other, &theirs).await.expect("kept");
    house.store.record_attendance_file(&other_staff, &other, &export(id, &theirs), AFTER).await.expect("recorded");

    let new = uploaded(&house, &staff, "ab").await;
    let choices = IntakeChoices { supersedes: Supersedes::File(id), ..IntakeChoices::default() };
    let draft = draft("ab");
    let refused =
        house.store.record_attendance(&staff, &house.slug, (new.file.id, &draft), read(&new), &choices, AFTER).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let records = house.store.attendance(&other_staff, &other, AFTER).await.expect("a book").records;
    assert_eq!(records.file(id).expect("on record").superseded_by, None);
}
