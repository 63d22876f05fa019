//! Slides of a session: hidden until staff release them, with a low-data pack whose size is told before.

use std::io::{Cursor, Read};

use domain::slides::MAX_FILES;
use domain::time::Instant;
use lectern::commands::Errand;
use lectern::workroom::jobs::work_off;
use reqwest::Response;
use reqwest::header::{ACCEPT, REFERER};
use store::jobs::Task;
use trials::{House, PDF, PDF_WITH_SCRIPT, Who, recording};
use zip::ZipArchive;

use crate::certificates::hidden;
use crate::events::hear_until;
use crate::gate::{draws_by, hire, house_with_worker};
use crate::pages::status_of;
use crate::tus::{assert_status, header, text};

const SESSION: &str = "/seminars/sample/sessions/trade-1";
const LOADED: &str = "/api/load_session?seminar=sample&session=trade-1";
const PACK: &str = "/seminars/sample/sessions/trade-1/pack.zip";

async fn ask(house: &House, who: Who, path: &str, headers: &[(&'static str, &str)]) -> Response {
    let mut request = house.client(who).get(house.at(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("an answer")
}

async fn bring(house: &House, name: &str, content: &[u8]) -> String {
    house.hand_in(Who::Instructor, "sessions/trade-1", name, content.to_vec()).await
}

/// The form to release what staff see, or to take it back, as their page has it now.
async fn release_form(house: &House, release: bool) -> String {
    let page = text(ask(house, Who::Staff, SESSION, &[]).await).await;
    let (seen, seen_release) = (hidden(&page, "seen").replace(' ', "+"), hidden(&page, "seen_release"));
    format!("seminar=sample&session=trade-1&release={release}&seen={seen}&seen_release={seen_release}")
}

async fn release(house: &House, release: bool) {
    let form = release_form(house, release).await;
    assert_eq!(house.post_form("/api/release_slides", &form).await.status(), 200);
}

/// Posts a form to release as a browser without JavaScript does; answers the page to which that leads.
async fn release_plainly(house: &House, form: &str) -> String {
    let request = house.client(Who::Staff).post(house.at("/api/release_slides")).header(ACCEPT, "text/html");
    let request =
        request.header(REFERER, house.at(SESSION)).header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(form.to_owned()).send().await.expect("an answer");
    assert_status(&answer, 302);
    // A release leads to a path, a refusal to where the form was.
    let next = header(&answer, "location");
    let next = if next.starts_with('/') { house.at(next) } else { next.to_owned() };
    let page = house.client(Who::Staff).get(next).send().await.expect("an answer");
    text(page).await
}

/// What the session's page says of the pack: its bytes, and those of the files.
async fn told(house: &House, who: Who) -> Option<(u64, u64)> {
    let loaded = text(ask(house, who, LOADED, &[]).await).await;
    let loaded: serde_json::Value = serde_json::from_str(&loaded).expect("json");
    let weight = &loaded["slides"]["pack"];
    weight["pack"].as_u64().zip(weight["files"].as_u64())
}

#[tokio::test(flavor = "multi_thread")]
async fn slides_are_hidden_until_staff_release_them() {
    let house = House::start().await;
    let version = bring(&house, "Zanzibar.pdf", PDF).await;
    let of_it = [
        format!("/files/{version}"),
        format!("/seminars/sample/receipts/{version}"),
        format!("/seminars/sample/previews/{version}"),
        format!("/previews/{version}/0001-900.webp"),
        PACK.to_owned(),
    ];
    assert_eq!(status_of(&house, Who::Instructor, &of_it[0]).await, 409, "it stands at the gate");
    assert_eq!(status_of(&house, Who::Instructor, PACK).await, 404, "there is nothing to pack");
    work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    assert_eq!(status_of(&house, Who::Instructor, PACK).await, 404, "nothing is drawn");
    let page = text(ask(&house, Who::Instructor, SESSION, &[]).await).await;
    assert!(page.contains("A low-data pack of these files is being made."), "{page}");
    assert!(!page.contains("pack.zip"), "nobody is sent for a pack of nothing");
    house.work_off().await;
    let page = text(ask(&house, Who::Instructor, SESSION, &[]).await).await;
    assert!(page.contains("pack.zip") && !page.contains("is being made"), "{page}");
    let seen = async |who, status, released: bool| {
        for path in &of_it {
            assert_eq!(status_of(&house, who, path).await, status, "{who:?}: {path}");
        }
        let page = text(ask(&house, who, SESSION, &[]).await).await;
        assert_eq!(page.contains("Zanzibar.pdf"), status == 200, "{who:?}");
        assert_eq!(page.contains("Low-data pack"), status == 200, "{who:?}");
        assert!(status == 200 || page.contains("No slides have been released."), "{who:?}");
        assert_eq!(page.contains("Released by"), released && matches!(who, Who::Instructor | Who::Staff), "{who:?}");
    };
    for (who, status) in [(Who::Instructor, 200), (Who::Staff, 200), (Who::Trainee, 404), (Who::Foreigner, 404)] {
        seen(who, status, false).await;
    }
    release(&house, true).await;
    for who in [Who::Instructor, Who::Staff, Who::Trainee, Who::Foreigner] {
        seen(who, 200, true).await;
    }
    assert_eq!(status_of(&house, Who::OtherStaff, PACK).await, 404);
    release(&house, false).await;
    seen(Who::Trainee, 404, false).await;
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("checked");
    assert!(!report.failed, "{:?}", report.lines);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_covers_what_was_there() {
    let house = House::start().await;
    let refused = house.post_form("/api/release_slides", "seminar=sample&session=trade-1&release=true").await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("There is no file to release yet"));
    let page = async |who| text(ask(&house, who, SESSION, &[]).await).await;
    bring(&house, "Zanzibar.pdf", PDF).await;
    house.work_off().await;
    release(&house, true).await;
    let later = bring(&house, "Mombasa.pdf", PDF).await;
    house.work_off().await;
    let of_it = [
        format!("/files/{later}"),
        format!("/seminars/sample/receipts/{later}"),
        format!("/seminars/sample/previews/{later}"),
        format!("/previews/{later}/0001-900.webp"),
    ];
    for (who, status, offered) in [(Who::Instructor, 200, false), (Who::Staff, 200, true), (Who::Trainee, 404, false)] {
        for path in &of_it {
            assert_eq!(status_of(&house, who, path).await, status, "{who:?}: {path}");
        }
        let page = page(who).await;
        assert!(page.contains("Zanzibar.pdf"), "{who:?}");
        for told in ["Mombasa.pdf", "1 new file is not released yet.", "Not released yet."] {
            assert_eq!(page.contains(told), status == 200, "{who:?}: {told}");
        }
        assert_eq!(page.contains("Release it too"), offered, "{who:?}");
    }
    let search = "/seminars/sample/search?q=mombasa";
    let found = async |who| text(ask(&house, who, search, &[]).await).await.contains("Mombasa");
    assert!(found(Who::Staff).await && !found(Who::Trainee).await);
    release(&house, true).await;
    assert_eq!(status_of(&house, Who::Trainee, &of_it[0]).await, 200);
    assert!(found(Who::Trainee).await);
    let released = page(Who::Staff).await;
    assert!(!released.contains("not released yet") && released.contains("Take the slides back"), "{released}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_while_staff_look_at_the_page_is_not_released_unseen() {
    let house = House::start().await;
    let read = async || text(ask(&house, Who::Trainee, SESSION, &[]).await).await;
    bring(&house, "Zanzibar.pdf", PDF).await;
    let form = release_form(&house, true).await;
    bring(&house, "Mombasa.pdf", PDF).await;
    house.work_off().await;
    let page = release_plainly(&house, &form).await;
    for told in [
        "Released: “Zanzibar.pdf”.",
        "Not released, as it has come meanwhile: “Mombasa.pdf”. Look at it, then release it too.",
        "Released by",
        "1 new file is not released yet.",
        "Release it too",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("class=\"problem\""), "it is no error: {page}");
    let seen = read().await;
    assert!(seen.contains("Zanzibar.pdf") && !seen.contains("Mombasa.pdf"), "{seen}");

    let page = release_plainly(&house, &form).await;
    assert!(!page.contains("what you wrote"), "nobody writes in this form: {page}");
    assert!(page.contains("Other files have come meanwhile; look at them before you release them."), "{page}");
    assert!(!read().await.contains("Mombasa.pdf"));

    let page = release_plainly(&house, &release_form(&house, true).await).await;
    assert!(!page.contains("meanwhile") && !page.contains("not released yet"), "{page}");
    assert!(read().await.contains("Mombasa.pdf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_staff_have_not_seen_is_not_taken_back() {
    let house = House::start().await;
    bring(&house, "Zanzibar.pdf", PDF).await;
    house.work_off().await;
    release(&house, true).await;
    let stale = release_form(&house, false).await;
    release(&house, false).await;
    release(&house, true).await;
    let page = release_plainly(&house, &stale).await;
    assert!(page.contains("Someone else has released these slides or taken them back meanwhile"), "{page}");
    let read = text(ask(&house, Who::Trainee, SESSION, &[]).await).await;
    assert!(read.contains("Zanzibar.pdf"), "{read}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_answered_with_what_waits_and_why() {
    let house = House::start().await;
    bring(&house, "Zanzibar.pdf", PDF).await;
    house.work_off().await;
    let held = bring(&house, "Mombasa.pdf", PDF_WITH_SCRIPT).await;
    let gone = bring(&house, "Dakar.pdf", PDF).await;
    house.work_off().await;
    let form = release_form(&house, true).await;
    house.delete(Who::Instructor, &gone).await;
    let answer = house.post_form("/api/release_slides", &form).await;
    assert_status(&answer, 200);
    let answer: serde_json::Value = serde_json::from_str(&text(answer).await).expect("json");
    assert_eq!(answer["seen"], serde_json::json!([1, 2, 3]));
    let loaded = text(ask(&house, Who::Staff, LOADED, &[]).await).await;
    let loaded: serde_json::Value = serde_json::from_str(&loaded).expect("json");
    assert!(answer["at"].is_i64(), "{answer}");
    assert_eq!(answer["at"], loaded["slides"]["released"]["at"], "by which a page knows its own release");
    // The plain form has the same in the address of its page, for staff alone.
    let seen_by = async |who| text(ask(&house, who, &format!("{SESSION}?released=1%202%203"), &[]).await).await;
    let told = "shown to others once it has passed the gate: “Mombasa.pdf” (held at the gate).";
    for (who, tells) in [(Who::Staff, true), (Who::Instructor, false), (Who::Trainee, false)] {
        let page = seen_by(who).await;
        assert_eq!(page.contains(told), tells, "{who:?}: {page}");
        assert_eq!(page.contains("1 file that you saw has been removed meanwhile."), tells, "{who:?}");
    }
    let form = format!("seminar=sample&version={held}&passes=true&reason=Known");
    assert_eq!(house.post_form("/api/rule_on_version", &form).await.status(), 200);
    let page = seen_by(Who::Staff).await;
    assert!(page.contains("Released: “Zanzibar.pdf”, “Mombasa.pdf”.") && !page.contains("held at the gate"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_is_offered_to_be_added_only_where_it_would_be_taken() {
    let house = House::start().await;
    let offered = async || {
        let page = text(ask(&house, Who::Instructor, SESSION, &[]).await).await;
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
    let gate = async || text(ask(&house, Who::Staff, "/seminars/sample/gate", &[]).await).await;
    assert!(!gate().await.contains("never scanned"), "it is not open yet");
    house.work_off().await;
    release(&house, true).await;
    for (who, told) in [(Who::Staff, true), (Who::Instructor, false), (Who::Trainee, false)] {
        let page = text(ask(&house, who, SESSION, &[]).await).await;
        assert!(page.contains("Zanzibar.pdf"), "{who:?}");
        assert_eq!(page.contains("Not scanned for viruses."), told, "{who:?}");
    }
    let page = gate().await;
    assert!(page.contains("1 file that others can open was never scanned for viruses."), "{page}");
    house.submit(Who::Trainee, "status").await;
    assert!(gate().await.contains("2 files that others can open were never scanned for viruses."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_as_large_as_was_told_and_goes_on_where_it_broke_off() {
    let house = House::start().await;
    bring(&house, "Port status.pdf", PDF).await;
    bring(&house, "talk.mp3", &recording()).await;
    house.work_off().await;
    release(&house, true).await;
    let (size, files) = told(&house, Who::Trainee).await.expect("a pack");
    assert_eq!(files, (PDF.len() + recording().len()) as u64);
    let answer = ask(&house, Who::Trainee, PACK, &[]).await;
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-type"), "application/zip");
    assert_eq!(header(&answer, "content-length"), size.to_string());
    assert_eq!(header(&answer, "cache-control"), "private, no-cache");
    assert!(header(&answer, "content-security-policy").starts_with("sandbox;"));
    assert!(header(&answer, "content-disposition").starts_with("attachment; filename=\"sample-trade-1-low-data.zip\""));
    let tag = header(&answer, "etag").to_owned();
    assert!(tag.starts_with('"'), "a strong tag: {tag}");
    let whole = answer.bytes().await.expect("the whole pack");
    assert_eq!(whole.len() as u64, size);

    let mut archive = ZipArchive::new(Cursor::new(whole.clone())).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let expected = ["contents.txt", "01_Port-status/text.txt", "01_Port-status/page-001.webp", "02_talk/talk.mp3"];
    assert_eq!(names, expected);
    let mut read = |name| {
        let mut bytes = Vec::new();
        // The reader compares the checksum.
        archive.by_name(name).expect("a file").read_to_end(&mut bytes).expect("whole");
        bytes
    };
    assert!(String::from_utf8(read(expected[1])).expect("a text").contains("Vientiane"));
    assert_eq!(&read(expected[2])[8..12], b"WEBP");
    assert_eq!(read(expected[3]), recording());

    let middle = whole.len() / 2;
    let range = format!("bytes={middle}-");
    let rest = ask(&house, Who::Foreigner, PACK, &[("range", &range), ("if-range", &tag)]).await;
    assert_status(&rest, 206);
    assert_eq!(header(&rest, "content-range"), format!("bytes {middle}-{}/{size}", size - 1));
    assert_eq!(rest.bytes().await.expect("the rest"), whole.slice(middle..));
    let some = ask(&house, Who::Trainee, PACK, &[("range", "bytes=40-99")]).await;
    assert_eq!(some.bytes().await.expect("a part"), whole.slice(40..100));
    assert_status(&ask(&house, Who::Trainee, PACK, &[("range", "bytes=999999999-")]).await, 416);
    assert_status(&ask(&house, Who::Trainee, PACK, &[("if-none-match", &tag)]).await, 304);

    bring(&house, "more.pdf", PDF).await;
    house.work_off().await;
    assert_eq!(told(&house, Who::Trainee).await, Some((size, files)), "what comes later waits");
    assert!(told(&house, Who::Instructor).await.expect("a pack").0 > size);
    assert_status(&ask(&house, Who::Trainee, PACK, &[("if-none-match", &tag)]).await, 304);
    release(&house, true).await;
    assert!(told(&house, Who::Trainee).await.expect("a pack").0 > size, "it is told once it is released, too");
    let changed = ask(&house, Who::Trainee, PACK, &[("range", &range), ("if-range", &tag)]).await;
    assert_status(&changed, 200);
    assert_ne!(header(&changed, "etag"), tag);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_weighed_anew_once_its_files_are_drawn_again() {
    let lacking = r#"printf %s '{"drawn":{"pages":[],"missing":[{"office":"not_installed"}]}}'"#;
    let mut house = house_with_worker(&draws_by(lacking)).await;
    let deck = bring(&house, "deck.pptx", b"a deck").await;
    house.work_off().await;
    assert_eq!(told(&house, Who::Instructor).await, None, "nothing of it can be packed");
    assert_eq!(status_of(&house, Who::Instructor, PACK).await, 404);

    let form = format!("seminar=sample&version={deck}");
    assert_eq!(house.post_form("/api/draw_again", &form).await.status(), 200);
    let words = r#"{"number":1,"text":"Vientiane","width":0,"height":0,"images":[]}"#;
    hire(&mut house, &draws_by(&format!(r#"printf %s '{{"drawn":{{"pages":[{words}],"missing":[]}}}}'"#)));
    assert_eq!(house.work_off().await, 1);
    let (size, _) = told(&house, Who::Instructor).await.expect("a pack");
    let answer = ask(&house, Who::Instructor, PACK, &[]).await;
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-length"), size.to_string());
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
    let gate = text(ask(&house, Who::Staff, "/seminars/sample/gate", &[]).await).await;
    assert!(gate.contains("script.pdf") && gate.contains("Slides of Trade, part one"), "{gate}");
    let form = format!("seminar=sample&version={version}&passes=true&reason=Known");
    assert_eq!(house.post_form("/api/rule_on_version", &form).await.status(), 200);
    assert_eq!(status_of(&house, Who::Trainee, &path).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_form_brings_slides_and_sound_is_played() {
    let house = House::start().await;
    let file = reqwest::multipart::Part::bytes(recording()).file_name("talk.mp3");
    let form = reqwest::multipart::Form::new().text("assignment", "sample/sessions/trade-1").part("file", file);
    let request = house.client(Who::Instructor).post(house.at("/api/uploads/form"));
    let answer = request.header("referer", house.at(SESSION)).multipart(form).send().await.expect("an answer");
    assert_status(&answer, 303);
    let receipt = header(&answer, "location").to_owned();
    house.work_off().await;
    release(&house, true).await;
    let page = text(ask(&house, Who::Instructor, &receipt, &[]).await).await;
    assert!(page.contains("SAMPLE/slides/trade-1/1") && page.contains("To the session"), "{page}");
    let version = receipt.rsplit('/').next().expect("an id");
    let part = ask(&house, Who::Trainee, &format!("/files/{version}/play"), &[("range", "bytes=0-9")]).await;
    assert_status(&part, 206);
    assert_eq!(header(&part, "content-type"), "audio/mpeg");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_hears_of_slides_that_are_not_released() {
    let house = House::start().await;
    let listen = async |who| ask(&house, who, "/events?seminar=sample&session=trade-1", &[]).await;
    let (trainee, teacher) = (listen(Who::Trainee).await, listen(Who::Instructor).await);
    bring(&house, "Zanzibar.pdf", PDF).await;
    // What everyone hears comes after it, and closes the comparison.
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    store.open_materials(staff, &house.seminar, true, domain::time::Instant::now()).await.expect("opened");
    assert!(!hear_until(trainee, "event: seminar").await.contains("slides"));
    assert!(hear_until(teacher, "event: seminar").await.contains("event: slides"));
    let trainee = listen(Who::Trainee).await;
    release(&house, true).await;
    assert!(hear_until(trainee, "event: slides").await.contains("trade-1"));
}
