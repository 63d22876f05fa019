//! The low-data pack of a session's slides.

use std::io::{Cursor, Read};

use trials::{House, PDF, Who, recording};
use zip::ZipArchive;

use super::{LOADED, PACK, bring, release};
use crate::gate::{draws_by, hire, house_with_worker};
use crate::pages::{ask, get, page, status_of};
use crate::tus::{assert_status, header};

/// What the session's page says of the pack: its bytes, and those of the files.
async fn told(house: &House, who: Who) -> Option<(u64, u64)> {
    let loaded = page(house, who, LOADED).await;
    let loaded: serde_json::Value = serde_json::from_str(&loaded).expect("json");
    let weight = &loaded["slides"]["pack"];
    weight["pack"].as_u64().zip(weight["files"].as_u64())
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
    let answer = get(&house, Who::Trainee, PACK).await;
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
    let expected =
        ["contents.txt", "index.html", "01_Port-status/text.txt", "01_Port-status/page-001.webp", "02_talk/talk.mp3"];
    assert_eq!(names, expected);
    let mut read = |name| {
        let mut bytes = Vec::new();
        // The reader compares the checksum.
        archive.by_name(name).expect("a file").read_to_end(&mut bytes).expect("whole");
        bytes
    };
    for words in [expected[1], expected[2]] {
        assert!(String::from_utf8(read(words)).expect("a text").contains("Vientiane"), "{words}");
    }
    assert_eq!(&read(expected[3])[8..12], b"WEBP");
    assert_eq!(read(expected[4]), recording());

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
    let answer = get(&house, Who::Instructor, PACK).await;
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-length"), size.to_string());
}
