//! A disk that spoils what is written to it.

use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use domain::audit::{Action, AuditEvent};
use domain::upload::{NOT_KEPT, NOT_KEPT_WORDS};
use futures::{StreamExt, stream};
use reqwest::multipart::{Form, Part};
use reqwest::{Body, Response};
use trials::{House, Who};

use crate::pages::page;
use crate::tus::{Tus, assert_status, header, metadata, text, version_in};

const CONTENT: &[u8] = b"A sample of a country's material.";
/// Bytes; more than the server gathers before it writes.
const HALF: usize = 600_000;

fn uploads(house: &House) -> PathBuf {
    house.folder.path().join("files/uploads")
}

/// Flips the bits of the first byte, as a disk that fails may do.
fn spoil(bytes: &Path) {
    let file = OpenOptions::new().read(true).write(true).open(bytes).expect("opened");
    let mut first = [0];
    file.read_exact_at(&mut first, 0).expect("read");
    file.write_all_at(&[!first[0]], 0).expect("written");
}

/// Sends all, on a disk that spoils it; answers how that ends.
async fn send(house: &House, tus: &Tus, location: &str) -> Response {
    assert_status(&tus.patch(location, 0, &CONTENT[..10]).await, 204);
    spoil(&uploads(house).join(format!("{}/bytes", version_in(location))));
    tus.patch(location, 10, &CONTENT[10..]).await
}

/// The body of one request, of which the disk spoils the first half before the other one comes.
fn spoiled_halfway(house: &House) -> Body {
    let uploads = uploads(house);
    let halves = stream::iter([false, true]).then(move |is_last| {
        let uploads = uploads.clone();
        async move {
            if is_last {
                spoil(&written(&uploads).await);
            }
            Ok::<_, std::io::Error>(vec![7_u8; HALF])
        }
    });
    Body::wrap_stream(halves)
}

/// The bytes of the only upload, once some are there.
async fn written(uploads: &Path) -> PathBuf {
    loop {
        let folders = std::fs::read_dir(uploads).expect("a folder").filter_map(Result::ok);
        let mut bytes = folders.map(|folder| folder.path().join("bytes"));
        if let Some(bytes) = bytes.find(|bytes| bytes.metadata().is_ok_and(|about| about.len() > 0)) {
            return bytes;
        }
        tokio::task::yield_now().await;
    }
}

/// What the audit tells staff of files that were not kept.
async fn told(house: &House) -> Vec<AuditEvent> {
    let events = house.state.office.store.audit_events(house.actor(Who::Staff), &house.seminar, 0, 100).await;
    events.expect("read").into_iter().filter(|event| event.action == Action::UploadNotKept).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_spoiled_twice_ends_in_plain_words() {
    let house = House::start().await;
    let tus = Tus::new(&house, Who::Trainee);
    let location = tus.begin(CONTENT.len()).await;
    assert_status(&send(&house, &tus, &location).await, 500);
    let stands = tus.head(&location).await;
    assert_status(&stands, 200);
    assert_eq!(header(&stands, "upload-offset"), "0");
    assert_eq!(told(&house).await, [], "it may go well the next time");

    let last = send(&house, &tus, &location).await;
    assert_status(&last, NOT_KEPT);
    assert_eq!(text(last).await, NOT_KEPT_WORDS);
    assert_status(&tus.head(&location).await, NOT_KEPT);
    assert_status(&tus.patch(&location, 0, CONTENT).await, NOT_KEPT);
    let told = told(&house).await;
    let [event] = told.as_slice() else { panic!("once: {told:?}") };
    assert_eq!((event.actor.as_str(), event.detail.as_str()), ("lectern", "slides.pptx, sent by Sample Trainee"));
    assert!(event.object.contains("Lao"), "{event:?}");
    assert!(text(tus.get("/metrics").await).await.contains("lectern_uploads_not_kept_total"));
    assert_status(&tus.delete(&location).await, 204);
    assert_status(&tus.head(&location).await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_all_at_once_goes_on_with_the_same_upload() {
    let house = House::start().await;
    let tus = Tus::new(&house, Who::Trainee);
    let content = vec![7_u8; 2 * HALF];
    let creation = tus.creation(content.len(), &metadata("a.pdf", "sample/status"));
    let creation = creation.header("content-type", "application/offset+octet-stream").body(spoiled_halfway(&house));
    let created = creation.send().await.expect("an answer");
    assert_status(&created, 201);
    assert_eq!(header(&created, "upload-offset"), "0");
    assert_status(&tus.patch(header(&created, "location"), 0, &content).await, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_ends_in_the_same_words() {
    let house = House::start().await;
    let form = || {
        let file = Part::stream(spoiled_halfway(&house)).file_name("harbours.pdf");
        Form::new().text("assignment", "sample/status").part("file", file)
    };
    let post = || house.client(Who::Trainee).post(house.at("/api/uploads/form")).multipart(form());
    let answer = post().send().await.expect("an answer");
    assert_status(&answer, NOT_KEPT);
    assert_eq!(text(answer).await, NOT_KEPT_WORDS);

    let page_before = house.at("/seminars/sample/my");
    let answer = post().header("accept", "text/html").header("referer", page_before).send().await.expect("an answer");
    assert_status(&answer, 303);
    let back = header(&answer, "location").split('#').next().expect("a page");
    let seen = page(&house, Who::Trainee, back).await;
    assert!(seen.contains("disk could not keep this file. Nothing is lost on your side"), "{seen}");
    assert_eq!(told(&house).await.len(), 2);
    assert_eq!(std::fs::read_dir(uploads(&house)).expect("a folder").count(), 0, "nothing of it stays behind");
}
