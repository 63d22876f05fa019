//! Reviews that were written offline: the dry run, the recording, and the same file again.

use domain::actor::Actor;
use domain::material::MaterialFilter;
use domain::preview::{Contents, Page};
use domain::review::form::{FilledForm, FilledRow, Outcome, audience_word};
use domain::review::{Audience, Verdict};
use store::StoreError;
use store::reviews::NewReview;

use crate::house::{House, NOW};

/// The form of an instructor, with all its rows filled in alike.
async fn filled(house: &House, actor: &Actor, comment: &str, decision: &str, audience: &str) -> Vec<FilledRow> {
    let rows = house.store.review_form_rows(actor, &house.slug, &MaterialFilter::default()).await.expect("a form");
    let rows = (2..).zip(rows).map(|(line, row)| FilledRow {
        line,
        material: row.material.key.to_string(),
        version: row.material.standing_version.expect("a version").number.to_string(),
        comment: comment.to_owned(),
        page: String::new(),
        decision: decision.to_owned(),
        audience: audience.to_owned(),
        row: row.row.to_string(),
        seen_decision: row.decision.map(|id| id.to_string()).unwrap_or_default(),
    });
    rows.collect()
}

fn form(rows: &[FilledRow]) -> FilledForm {
    FilledForm { name: "form.xlsx".to_owned(), rows: rows.to_vec() }
}

async fn dry_run(house: &House, actor: &Actor, rows: &[FilledRow]) -> Vec<Outcome> {
    let id = house.store.keep_review_form(actor, &house.slug, &form(rows), NOW).await.expect("kept");
    let run = house.store.dry_run_review_form(actor, &house.slug, id, NOW).await.expect("a dry run");
    run.lines.into_iter().map(|line| line.outcome).collect()
}

async fn record(house: &House, actor: &Actor, rows: &[FilledRow]) -> u32 {
    let id = house.store.keep_review_form(actor, &house.slug, &form(rows), NOW).await.expect("kept");
    house.store.record_review_form(actor, &house.slug, id, NOW).await.expect("recorded")
}

#[tokio::test]
async fn the_same_file_records_nothing_twice() {
    let house = House::new().await;
    let (kenya, cambodia, teacher) = (house.trainee("KE").await, house.trainee("KH").await, house.teacher().await);
    let one = house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    house.store.submit_upload(&cambodia, &house.submission("status"), NOW).await.expect("submitted");
    let at_the_gate = filled(&house, &teacher, "Good work.", "", "hosts").await;
    assert!(at_the_gate.is_empty(), "what nobody can open yet has no row");
    house.pass_gate().await;
    let rows = filled(&house, &teacher, "Good work.", "", audience_word(Audience::Hosts)).await;
    assert_eq!(rows.len(), 2, "only what the instructor decides on, and what has a file");
    assert_eq!(dry_run(&house, &teacher, &rows).await, [const { Outcome::New { older: false } }; 2]);
    let before = house.store.material(&teacher, &house.slug, one.key().expect("a material")).await.expect("visible");
    assert!(before.reviews.is_empty(), "a dry run changes nothing");

    assert_eq!(record(&house, &teacher, &rows).await, 2);
    assert_eq!(dry_run(&house, &teacher, &rows).await, [Outcome::Recorded, Outcome::Recorded]);
    assert_eq!(record(&house, &teacher, &rows).await, 0);
    let (a, b) = tokio::join!(record(&house, &teacher, &rows), record(&house, &teacher, &rows));
    assert_eq!(a + b, 0);
    let after = house.store.material(&teacher, &house.slug, one.key().expect("a material")).await.expect("visible");
    assert_eq!(after.reviews.iter().map(|review| review.body.as_str()).collect::<Vec<_>>(), ["Good work."]);
    let read = house.store.material(&kenya, &house.slug, one.key().expect("a material")).await.expect("visible");
    assert!(read.reviews.is_empty(), "the delegation does not read what is for hosts");

    // Someone else who uses the same file writes reviews of their own.
    let staff = house.staff().await;
    assert_eq!(record(&house, &staff, &rows).await, 2);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn a_row_that_was_changed_is_not_told_to_be_on_record() {
    let house = House::new().await;
    let (kenya, teacher) = (house.trainee("KE").await, house.teacher().await);
    let key = house.hand_in(&kenya, "status").await;
    house.pass_gate().await;
    let rows = filled(&house, &teacher, "", "Accepted", "").await;
    assert_eq!(record(&house, &teacher, &rows).await, 1);
    let changed = |decision: &str| {
        [FilledRow { comment: "Really no".to_owned(), decision: decision.to_owned(), ..rows[0].clone() }]
    };
    for rows in [changed("Changes requested"), changed("Accepted")] {
        let outcome = dry_run(&house, &teacher, &rows).await;
        assert!(
            matches!(&outcome[..], [Outcome::Refused(words)] if words.contains("is on record from this row (Accepted;")),
            "{outcome:?}"
        );
        assert_eq!(record(&house, &teacher, &rows).await, 0);
    }
    let file = house.store.material(&teacher, &house.slug, &key).await.expect("visible");
    assert_eq!(file.reviews.iter().map(|review| review.verdict).collect::<Vec<_>>(), [Some(Verdict::Accepted)]);
    assert_eq!(dry_run(&house, &teacher, &rows).await, [Outcome::Recorded], "as it was");
}

#[tokio::test]
async fn two_at_once_record_each_row_once() {
    let house = House::new().await;
    let (kenya, teacher) = (house.trainee("KE").await, house.teacher().await);
    let submitted = house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    let rows = filled(&house, &teacher, "Good work.", "", "delegation").await;
    let (a, b) = tokio::join!(record(&house, &teacher, &rows), record(&house, &teacher, &rows));
    assert_eq!(a + b, 1);
    let after =
        house.store.material(&teacher, &house.slug, submitted.key().expect("a material")).await.expect("visible");
    assert_eq!(after.reviews.len(), 1);
}

#[tokio::test]
async fn what_has_changed_since_is_told() {
    let house = House::new().await;
    let (kenya, teacher) = (house.trainee("KE").await, house.teacher().await);
    let submitted = house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    house.pass_gate().await;
    let comments = filled(&house, &teacher, "Good work.", "", "hosts").await;
    let decisions = filled(&house, &teacher, "Please add ports.", "Changes requested", "").await;
    let decision = NewReview {
        verdict: Some(Verdict::ChangesRequested),
        ..NewReview::comment(Audience::Delegation, 1, "Someone was faster")
    };
    house
        .store
        .write_review(&teacher, &house.slug, submitted.key().expect("a material"), &decision, NOW)
        .await
        .expect("decided");
    let outcome = dry_run(&house, &teacher, &decisions).await;
    assert!(matches!(&outcome[..], [Outcome::Refused(words)] if words.contains("decided meanwhile")));

    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let outcome = dry_run(&house, &teacher, &decisions).await;
    assert!(matches!(&outcome[..], [Outcome::Refused(words)] if words.contains("another version counts")));
    assert_eq!(record(&house, &teacher, &decisions).await, 0);
    // A comment speaks of the version that it was written for.
    assert_eq!(dry_run(&house, &teacher, &comments).await, [Outcome::New { older: true }]);
    assert_eq!(record(&house, &teacher, &comments).await, 1);
}

#[tokio::test]
async fn a_decision_that_was_made_on_the_page_is_on_record_already() {
    let house = House::new().await;
    let (kenya, teacher, staff) = (house.trainee("KE").await, house.teacher().await, house.staff().await);
    let submitted = house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let key = submitted.key().expect("a material");
    house.pass_gate().await;
    let rows = filled(&house, &teacher, "Please add ports.", "Changes requested", "").await;
    let others = filled(&house, &teacher, "Please add a map.", "Changes requested", "").await;
    let decision = NewReview {
        verdict: Some(Verdict::ChangesRequested),
        ..NewReview::comment(Audience::Delegation, 1, "Please add ports.")
    };
    house.store.write_review(&teacher, &house.slug, key, &decision, NOW).await.expect("decided");
    // A form that was downloaded after that has seen it.
    let later = filled(&house, &teacher, "Please add ports.", "Changes requested", "").await;
    for rows in [&rows, &later] {
        assert_eq!(dry_run(&house, &teacher, rows).await, [Outcome::Recorded]);
        assert_eq!(record(&house, &teacher, rows).await, 0);
    }
    for (who, rows) in [(&teacher, &others), (&staff, &rows)] {
        let outcome = dry_run(&house, who, rows).await;
        assert!(
            matches!(&outcome[..], [Outcome::Refused(words)] if words.contains("decided meanwhile")),
            "{outcome:?}"
        );
    }
    let after = house.store.material(&teacher, &house.slug, key).await.expect("visible");
    assert_eq!(after.reviews.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_recorded_is_told_row_by_row() {
    let house = House::new().await;
    let (kenya, teacher) = (house.trainee("KE").await, house.teacher().await);
    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    house.store.submit_upload(&kenya, &house.submission("projects"), NOW).await.expect("submitted");
    house.pass_gate().await;
    let rows = filled(&house, &teacher, "Good work.", "", "hosts").await;
    assert_eq!(rows.len(), 1, "the other assignment is another instructor's");
    let row = rows[0].clone();
    let changed = |change: &dyn Fn(&mut FilledRow)| {
        let mut row = FilledRow { row: "00000000-0000-7000-8000-000000000009".to_owned(), ..row.clone() };
        change(&mut row);
        row
    };
    let rows = [
        row.clone(),
        FilledRow { line: 3, ..row.clone() },
        changed(&|row| row.material = "projects.ke".to_owned()),
        changed(&|row| {
            row.material = "status.fr".to_owned();
            row.row = "00000000-0000-7000-8000-000000000010".to_owned();
        }),
        changed(&|row| row.audience = "everyone".to_owned()),
    ];
    let outcomes = dry_run(&house, &teacher, &rows).await;
    let refused = |outcome: &Outcome, part: &str| matches!(outcome, Outcome::Refused(words) if words.contains(part));
    assert_eq!(outcomes[0], Outcome::New { older: false });
    assert!(refused(&outcomes[1], "copy of line 2"));
    assert!(refused(&outcomes[2], "none that you may see"));
    assert!(refused(&outcomes[3], "none that you may see"));
    assert!(refused(&outcomes[4], "everyone"));
    assert_eq!(record(&house, &teacher, &rows).await, 1);
}

#[tokio::test]
async fn a_page_that_is_not_there_is_told_with_how_many_there_are() {
    let house = House::new().await;
    let (kenya, teacher) = (house.trainee("KE").await, house.teacher().await);
    house.store.submit_upload(&kenya, &house.submission("status"), NOW).await.expect("submitted");
    let pages = (1..=3).map(|number| Page { number, ..Page::default() }).collect();
    house.pass_gate_drawn_as(&Contents { pages, missing: Vec::new() }).await;
    let rows = filled(&house, &teacher, "Good work.", "", "hosts").await;
    for page in ["two", "99"] {
        let row = FilledRow { page: page.to_owned(), ..rows[0].clone() };
        let outcome = dry_run(&house, &teacher, &[row]).await;
        assert!(
            matches!(&outcome[..], [Outcome::Refused(words)] if words.contains("numbers from 1 to 3")),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_form_is_its_uploaders_alone_and_for_a_day() {
    let house = House::new().await;
    let (kenya, teacher, staff) = (house.trainee("KE").await, house.teacher().await, house.staff().await);
    let refused = house.store.keep_review_form(&kenya, &house.slug, &form(&[]), NOW).await;
    assert!(matches!(refused, Err(StoreError::NotFound)));
    let id = house.store.keep_review_form(&teacher, &house.slug, &form(&[]), NOW).await.expect("kept");
    let other = house.store.dry_run_review_form(&staff, &house.slug, id, NOW).await;
    assert!(matches!(other, Err(StoreError::NotFound)));
    let later = house.store.dry_run_review_form(&teacher, &house.slug, id, NOW.plus_days(2)).await;
    assert!(matches!(later, Err(StoreError::NotFound)));
    assert!(house.store.sweep_tokens(NOW.plus_days(2)).await.expect("swept") >= 1);
}
