//! Files of slides: how many there may be, and what the gate, a scanner and a player make of them.

use domain::slides::MAX_FILES;
use reqwest::multipart::{Form, Part};
use trials::{House, PDF, PDF_WITH_SCRIPT, Who, recording};

use super::{SESSION, bring, release, session_page};
use crate::pages::{ask, page, status_of};
use crate::tus::{assert_status, header};

#[tokio::test(flavor = "multi_thread")]
async fn more_is_offered_to_be_added_only_where_it_would_be_taken() {
    let house = House::start().await;
    let offered = async || {
        let page = session_page(&house, Who::Instructor).await;
        let why_not = format!("No more files can be added: the session already has {MAX_FILES} files of slides");
        let is_offered = page.contains("action=\"/api/uploads/form\"");
        assert_ne!(page.contains(&why_not), is_offered, "{page}");
        is_offered
    };
    let version = bring(&house, "Zanzibar.pdf", PDF).await;
    for _ in 1..MAX_FILES {
        bring(&house, "Zanzibar.pdf", PDF).await;
    }
    assert!(!offered().await);
    house.delete(Who::Instructor, &version).await;
    assert!(offered().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_which_files_no_scanner_has_looked_at() {
    let house = House::start().await;
    bring(&house, "Zanzibar.pdf", PDF).await;
    let gate = async || page(&house, Who::Staff, "/seminars/sample/gate").await;
    assert!(!gate().await.contains("never scanned"), "it is not open yet");
    house.work_off().await;
    release(&house, true).await;
    for (who, told) in [(Who::Staff, true), (Who::Instructor, false), (Who::Trainee, false)] {
        let page = session_page(&house, who).await;
        assert!(page.contains("Zanzibar.pdf"), "{who:?}");
        assert_eq!(page.contains("Not scanned for viruses."), told, "{who:?}");
    }
    let page = gate().await;
    assert!(page.contains("1 file that others can open was never scanned for viruses."), "{page}");
    house.submit(Who::Trainee, "status").await;
    assert!(gate().await.contains("2 files that others can open were never scanned for viruses."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_file_is_shown_once_staff_let_it_through() {
    let house = House::start().await;
    let version = bring(&house, "script.pdf", PDF_WITH_SCRIPT).await;
    house.work_off().await;
    release(&house, true).await;
    let path = format!("/files/{version}");
    assert_eq!(status_of(&house, Who::Trainee, &path).await, 404);
    assert_eq!(status_of(&house, Who::Instructor, &path).await, 409);
    let gate = page(&house, Who::Staff, "/seminars/sample/gate").await;
    assert!(gate.contains("script.pdf") && gate.contains("Slides of Trade, part one"), "{gate}");
    let form = format!("seminar=sample&version={version}&passes=true&reason=Known");
    assert_eq!(house.post_form("/api/rule_on_version", &form).await.status(), 200);
    assert_eq!(status_of(&house, Who::Trainee, &path).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_brings_slides_and_sound_is_played() {
    let house = House::start().await;
    let file = Part::bytes(recording()).file_name("talk.mp3");
    let form = Form::new().text("assignment", "sample/sessions/trade-1").part("file", file);
    let request = house.client(Who::Instructor).post(house.at("/api/uploads/form"));
    let answer = request.header("referer", house.at(SESSION)).multipart(form).send().await.expect("an answer");
    assert_status(&answer, 303);
    let receipt = header(&answer, "location").to_owned();
    house.work_off().await;
    release(&house, true).await;
    let page = page(&house, Who::Instructor, &receipt).await;
    assert!(page.contains("SAMPLE/slides/trade-1/1") && page.contains("To the session"), "{page}");
    let version = receipt.rsplit('/').next().expect("an id");
    let part = ask(&house, Who::Trainee, &format!("/files/{version}/play"), &[("range", "bytes=0-9")]).await;
    assert_status(&part, 206);
    assert_eq!(header(&part, "content-type"), "audio/mpeg");
}
