//! The plain form, which browsers without JavaScript send.

use domain::material::MaterialFilter;
use reqwest::Response;
use reqwest::multipart::{Form, Part};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use trials::{House, Who};

use crate::tus::{assert_status, header, repr_digest, text, version_in};

fn file(name: &str, content: impl Into<Vec<u8>>) -> Part {
    Part::bytes(content.into()).file_name(name.to_owned()).mime_str("application/pdf").expect("a type")
}

fn form(assignment: &str) -> Form {
    Form::new().text("assignment", assignment.to_owned())
}

async fn post(house: &House, who: Who, form: Form) -> Response {
    let request = house.client(who).post(house.at("/api/uploads/form")).multipart(form);
    let request = request.header("accept", "text/html,*/*").header("referer", house.at("/seminars/sample/my"));
    request.send().await.expect("an answer")
}

async fn versions(house: &House) -> usize {
    let store = &house.state.office.store;
    let all =
        store.materials(house.actor(Who::Staff), &house.seminar, &MaterialFilter::default()).await.expect("a list");
    all.iter().filter_map(|material| material.standing_version.as_ref()).map(|v| v.number as usize).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_hands_a_file_in() {
    let house = House::start().await;
    let content = vec![7; 3_000_000];
    let answer =
        post(&house, Who::Trainee, form("sample/status").part("file", file("状況.pdf", content.clone()))).await;
    assert_status(&answer, 303);
    let receipt = header(&answer, "location");
    assert!(receipt.starts_with("/seminars/sample/receipts/"), "{receipt}");
    let submitted = house.state.office.store.version(house.actor(Who::Colleague), version_in(receipt)).await;
    let version = submitted.expect("a version").version;
    assert_eq!((version.file_name.as_str(), version.size), ("状況.pdf", 3_000_000));
    let download = house.client(Who::Colleague).get(house.at(&format!("/files/{}", version.id))).send().await;
    let bytes = download.expect("an answer").bytes().await.expect("bytes");
    assert_eq!(repr_digest(&bytes), repr_digest(&content));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_are_several_versions() {
    let house = House::start().await;
    let two = form("sample/status").part("file", file("a.pdf", "a")).part("file", file("b.pdf", "b"));
    let answer = post(&house, Who::Trainee, two).await;
    assert_status(&answer, 303);
    assert_eq!(header(&answer, "location"), "/seminars/sample/materials/status.la");
    assert_eq!(versions(&house).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_fails_goes_back_to_its_page() {
    let house = House::start().await;
    let cases = [
        form("sample/status"),
        form("sample/status").part("file", file("", "")),
        form("sample/status").part("file", file("empty.pdf", "")),
        form("sample/status").part("file", file("large.pdf", vec![0; 5 * 1024 * 1024 + 1])),
        form("sample/status").part("file", file("setup.exe", "MZ")),
        form("sample/closed").part("file", file("a.pdf", "a")),
        form("sample/unknown").part("file", file("a.pdf", "a")),
        form("unknown").part("file", file("a.pdf", "a")),
        Form::new().part("file", file("a.pdf", "a")),
    ];
    for case in cases {
        let answer = post(&house, Who::Trainee, case).await;
        assert_status(&answer, 303);
        let back = header(&answer, "location");
        assert!(back.starts_with("/seminars/sample/my?__path=%2Fapi%2Fuploads%2Fform&__err="), "{back}");
        assert!(back.ends_with("#problem"), "{back}");
    }
    let by_staff = post(&house, Who::Staff, form("sample/status").part("file", file("a.pdf", "a"))).await;
    assert!(header(&by_staff, "location").starts_with("/seminars/sample/my?"));
    assert_eq!(versions(&house).await, 0);
    // Nothing of it stays behind.
    let uploads = std::fs::read_dir(house.folder.path().join("files/uploads")).expect("a folder");
    assert_eq!(uploads.count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_are_answered_plainly() {
    let house = House::start().await;
    let send = async |who, form| {
        let request = house.client(who).post(house.at("/api/uploads/form")).multipart(form);
        request.send().await.expect("an answer")
    };
    let answer = send(Who::Trainee, form("sample/status").part("file", file("empty.pdf", ""))).await;
    assert_status(&answer, 400);
    assert_eq!(text(answer).await, "The file is empty.");
    let answer = send(Who::Trainee, form("sample/status").part("file", file("setup.exe", "MZ"))).await;
    assert_status(&answer, 422);
    let told = text(answer).await;
    assert!(told.starts_with("This kind of file is not taken here; please save it as one of these: .pdf"), "{told}");
    assert_status(&send(Who::Anonymous, form("sample/status")).await, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_a_failure_is_told() {
    let house = House::start().await;
    let two = form("sample/status").part("file", file("a.pdf", "a")).part("file", file("b.pdf", ""));
    let request = house.client(Who::Trainee).post(house.at("/api/uploads/form")).multipart(two);
    let answer = request.send().await.expect("an answer");
    assert_status(&answer, 400);
    assert_eq!(text(answer).await, "“a.pdf” was submitted, the next file was not. The file is empty.");
    assert_eq!(versions(&house).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_breaks_within_the_file_is_told_as_such() {
    let house = House::start().await;
    let token = house.api_token(Who::Trainee).await;
    let part = |head: &str, body: &str| format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}");
    let assignment = part("name=\"assignment\"", "sample/status\r\n");
    let half = part("name=\"file\"; filename=\"a.pdf\"", "%PDF-1.7 and no more");
    let head = format!(
        "POST /api/uploads/form HTTP/1.1\r\nHost: sample\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000\r\n\r\n"
    );
    let address = house.at("");
    let mut link = TcpStream::connect(address.trim_start_matches("http://")).await.expect("a link");
    link.write_all([head, assignment, half].concat().as_bytes()).await.expect("sent");
    // Nothing more comes, and the sender still listens.
    link.shutdown().await.expect("cut");
    let mut answer = String::new();
    link.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert!(answer.contains("The connection broke while the form was being sent."), "{answer}");
    assert_eq!(versions(&house).await, 0);
    let uploads = std::fs::read_dir(house.folder.path().join("files/uploads")).expect("a folder");
    assert_eq!(uploads.count(), 0, "nothing of it stays behind");
}
