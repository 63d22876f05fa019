//! Reviews offline: the form is downloaded, comes back filled in, is looked at and recorded.

use domain::material::MaterialFilter;
use domain::review::Audience;
use domain::review::form::{Column, audience_word};
use reqwest::multipart::{Form, Part};
use trials::{House, PDF, Who};

use crate::pages::{get, page, status_of, texts_of};

/// A form with one row for each material, filled in alike.
async fn filled(house: &House, comment: &str, audience: &str) -> String {
    let store = &house.state.office.store;
    let rows = store.review_form_rows(house.actor(Who::Instructor), &house.seminar, &MaterialFilter::default()).await;
    let columns = [Column::Material, Column::Version, Column::Comment, Column::Audience, Column::Row];
    let mut text = columns.map(Column::header).join(";");
    for row in rows.expect("a form") {
        let version = row.material.standing_version.expect("a version").number;
        text.push_str(&format!("\n{};{version};{comment};{audience};{}", row.material.key, row.row));
    }
    text
}

/// Uploads a form; answers the page of its dry run.
pub async fn upload(house: &House, who: Who, content: impl Into<Vec<u8>>) -> Result<String, String> {
    let file = Part::bytes(content.into()).file_name("form.csv");
    let form = Form::new().text("seminar", "sample").part("file", file);
    let request = house.client(who).post(house.at("/api/review_forms")).multipart(form);
    let answer = request.send().await.expect("an answer");
    match answer.headers().get("location") {
        Some(location) => Ok(location.to_str().expect("an address").to_owned()),
        None => Err(answer.text().await.expect("words")),
    }
}

async fn record(house: &House, page: &str) {
    let (_, form) = page.split_once("form=").expect("an id");
    let request = house.client(Who::Instructor).post(house.at("/api/record_review_form"));
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(format!("seminar=sample&form={form}")).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_comes_back_and_is_recorded_once() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    house.work_off().await;
    let bytes = get(&house, Who::Instructor, "/seminars/sample/review-form.xlsx").await.bytes().await.expect("a file");
    let texts = texts_of(bytes);
    assert!(texts.contains("status.la"));
    assert!(!texts.contains("status.ke"), "what has no file has no row");

    let form = filled(&house, "Good work, Zanzibar", audience_word(Audience::Hosts)).await;
    let dry_run = upload(&house, Who::Instructor, form.clone()).await.expect("read");
    let seen = page(&house, Who::Instructor, &dry_run).await;
    assert!(seen.contains("1 row would be recorded") && seen.contains("Seen by instructors and staff only"), "{seen}");
    assert_eq!(status_of(&house, Who::Staff, &dry_run).await, 404, "it is its uploader's");
    let material = "/seminars/sample/materials/status.la";
    let thread = page(&house, Who::Instructor, material).await;
    assert!(!thread.contains("Zanzibar"), "nothing is recorded before that was looked at");

    record(&house, &dry_run).await;
    let again = upload(&house, Who::Instructor, form).await.expect("read");
    let seen = page(&house, Who::Instructor, &again).await;
    assert!(seen.contains("1 row is on record already"), "{seen}");
    record(&house, &again).await;
    let thread = page(&house, Who::Instructor, material).await;
    assert_eq!(thread.matches("Good work, Zanzibar</p>").count(), 1);
    let thread = page(&house, Who::Trainee, material).await;
    assert!(!thread.contains("Zanzibar"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_of_a_form_is_told_with_what_to_do() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF.to_vec()).await;
    house.work_off().await;
    let form = filled(&house, "Good work", audience_word(Audience::Hosts)).await;
    let form = format!("{form}\nstatus.la;1;And more;everyone;00000000-0000-7000-8000-000000000009");
    let dry_run = upload(&house, Who::Instructor, form).await.expect("read");
    let mend = "correct the row that cannot be recorded";
    assert!(page(&house, Who::Instructor, &dry_run).await.contains(mend));
    record(&house, &dry_run).await;
    let seen = page(&house, Who::Instructor, &format!("{dry_run}&recorded=1")).await;
    assert!(seen.contains("1 of 2 rows is recorded") && seen.contains(mend), "{seen}");
    assert!(!seen.contains("The form has been recorded"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_form_is_refused_in_words() {
    let house = House::start().await;
    for (content, words) in [
        ("name,email\nSample,sample@example.org", "This is no review form"),
        ("%PDF-1.7", "This file cannot be read"),
        ("", "This file cannot be read"),
    ] {
        let refused = upload(&house, Who::Instructor, content).await.expect_err("refused");
        assert!(refused.contains(words), "{content}: {refused}");
    }
}
