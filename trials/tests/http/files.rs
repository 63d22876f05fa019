//! Downloads: one file, a range of it, and the archive.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use archives::Plan;
use domain::time::{Instant, ZoneClock};
use reqwest::{Method, Response};
use trials::{House, Who};
use zip::ZipArchive;

use crate::pages::ask;
use crate::tus::{Tus, assert_status, header, text};

const CONTENT: &[u8] = b"0123456789";

async fn house_with_file() -> (House, String) {
    let house = House::start().await;
    let path = Tus::new(&house, Who::Trainee).submit("<script>.txt", CONTENT).await;
    house.work_off().await;
    (house, path)
}

async fn get(house: &House, path: &str, headers: &[(&'static str, &str)]) -> Response {
    ask(house, Who::Trainee, path, headers).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_for_saving_and_never_for_showing() {
    let (house, path) = house_with_file().await;
    let answer = get(&house, &path, &[]).await;
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-type"), "application/octet-stream");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert!(header(&answer, "content-security-policy").starts_with("sandbox"));
    assert!(header(&answer, "content-disposition").starts_with("attachment;"));
    assert!(header(&answer, "cache-control").starts_with("private"));
    assert_eq!(header(&answer, "content-length"), "10");
    assert_eq!(answer.bytes().await.expect("bytes"), CONTENT);
    let head = house.client(Who::Trainee).request(Method::HEAD, house.at(&path)).send().await.expect("an answer");
    assert_eq!(header(&head, "content-length"), "10");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_see_the_material_get_its_file() {
    let (house, path) = house_with_file().await;
    for (who, status) in [
        (Who::Anonymous, 401),
        (Who::Colleague, 200),
        (Who::Foreigner, 404),
        (Who::Instructor, 200),
        (Who::Staff, 200),
        (Who::OtherStaff, 404),
    ] {
        let answer = house.client(who).get(house.at(&path)).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{who:?}");
        assert!(status == 200 || !text(answer).await.contains("script"));
    }
    assert_status(&get(&house, "/files/nonsense", &[]).await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_goes_on_where_it_broke_off() {
    let (house, path) = house_with_file().await;
    let tag = header(&get(&house, &path, &[]).await, "etag").to_owned();
    let rest = get(&house, &path, &[("range", "bytes=4-"), ("if-range", &tag)]).await;
    assert_status(&rest, 206);
    assert_eq!(header(&rest, "content-range"), "bytes 4-9/10");
    assert_eq!(header(&rest, "content-length"), "6");
    assert_eq!(rest.bytes().await.expect("bytes"), &CONTENT[4..]);
    let whole = get(&house, &path, &[("range", "bytes=4-"), ("if-range", "\"other\"")]).await;
    assert_status(&whole, 200);
    let beyond = get(&house, &path, &[("range", "bytes=10-")]).await;
    assert_status(&beyond, 416);
    assert_eq!(header(&beyond, "content-range"), "bytes */10");
    assert_status(&get(&house, &path, &[("if-none-match", &tag)]).await, 304);
}

const ARCHIVE: &str = "/seminars/sample/materials.zip";

async fn archive(house: &House, who: Who, query: &str) -> Response {
    ask(house, who, &format!("{ARCHIVE}{query}"), &[]).await
}

fn names_in<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<String> {
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

async fn names(answer: Response) -> Vec<String> {
    assert_status(&answer, 200);
    let bytes = answer.bytes().await.expect("the whole archive");
    names_in(&ZipArchive::new(Cursor::new(bytes)).expect("an archive"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_holds_the_versions_that_stand_and_an_index() {
    let (house, _) = house_with_file().await;
    Tus::new(&house, Who::Colleague).submit("newer.txt", b"newer").await;
    let large = vec![b'7'; 3_000_000];
    Tus::new(&house, Who::Foreigner).submit("large.csv", &large).await;
    house.work_off().await;
    let answer = archive(&house, Who::Instructor, "").await;
    assert_eq!(header(&answer, "content-type"), "application/zip");
    assert!(header(&answer, "content-security-policy").starts_with("sandbox;"));
    assert_eq!(header(&answer, "cache-control"), "private, no-cache");
    let announced: usize = header(&answer, "content-length").parse().expect("a number");
    let bytes = answer.bytes().await.expect("the whole archive");
    assert_eq!(bytes.len(), announced);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names = names_in(&archive);
    assert_eq!(names, ["index.xlsx", "KE_Kenya_status_v1.csv", "LA_Lao-People-s-Democratic-Republic_status_v2.txt"]);
    for (name, content) in names[1..].iter().zip([large.as_slice(), b"newer"]) {
        let mut read = Vec::new();
        // The reader compares the checksum.
        archive.by_name(name).expect("a file").read_to_end(&mut read).expect("whole");
        assert!(read == content, "{name}");
    }
    let mut index = Vec::new();
    archive.by_name("index.xlsx").expect("a file").read_to_end(&mut index).expect("whole");
    ZipArchive::new(Cursor::new(index)).expect("a workbook");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_goes_on_where_it_broke_off() {
    let (house, _) = house_with_file().await;
    Tus::new(&house, Who::Foreigner).submit("large.csv", &vec![b'7'; 300_000]).await;
    house.work_off().await;
    let answer = archive(&house, Who::Instructor, "").await;
    assert_eq!(header(&answer, "accept-ranges"), "bytes");
    assert_eq!(header(&answer, "cache-control"), "private, no-cache");
    let tag = header(&answer, "etag").to_owned();
    assert!(tag.starts_with('"'), "a strong tag: {tag}");
    let whole = answer.bytes().await.expect("the whole archive");
    let middle = whole.len() / 2;
    let range = format!("bytes={middle}-");
    let rest = ask(&house, Who::Staff, ARCHIVE, &[("range", &range), ("if-range", &tag)]).await;
    assert_status(&rest, 206);
    assert_eq!(header(&rest, "content-range"), format!("bytes {middle}-{}/{}", whole.len() - 1, whole.len()));
    assert!(rest.bytes().await.expect("the rest") == whole.slice(middle..));
    // The index, too, is the same bytes each time.
    let beginning = ask(&house, Who::Instructor, ARCHIVE, &[("range", "bytes=0-5999")]).await;
    assert!(beginning.bytes().await.expect("a part") == whole.slice(..6_000));
    assert_status(&ask(&house, Who::Instructor, ARCHIVE, &[("if-none-match", &tag)]).await, 304);
    assert_status(&ask(&house, Who::Instructor, ARCHIVE, &[("range", "bytes=999999999-")]).await, 416);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_starts_anew_when_anything_in_it_has_changed() {
    let (house, _) = house_with_file().await;
    let mut tags = vec![header(&archive(&house, Who::Staff, "").await, "etag").to_owned()];
    let mut changed = async || {
        let last = tags.last().expect("a tag").clone();
        let answer = ask(&house, Who::Staff, ARCHIVE, &[("range", "bytes=40-"), ("if-range", &last)]).await;
        assert_status(&answer, 200);
        tags.push(header(&answer, "etag").to_owned());
    };
    let decision =
        [("seminar", "sample"), ("material", "status.la"), ("version", "1"), ("verdict", "accepted"), ("body", "")];
    let request = house.client(Who::Instructor).post(house.at("/api/make_decision")).form(&decision);
    assert_status(&request.send().await.expect("an answer"), 200);
    // Its state, which the index tells.
    changed().await;
    Tus::new(&house, Who::Colleague).submit("newer.txt", b"newer").await;
    // Another version stands, and waits at the gate.
    changed().await;
    house.work_off().await;
    changed().await;
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_follows_the_filter() {
    let (house, _) = house_with_file().await;
    let query = "?country=KE&assignment=status&state=";
    assert_eq!(names(archive(&house, Who::Staff, query).await).await, ["index.xlsx"]);
    assert_eq!(names(archive(&house, Who::Staff, "?country=LA&state=submitted").await).await.len(), 2);
    assert_status(&archive(&house, Who::Staff, "?country=nowhere").await, 400);
    for (who, status) in [(Who::Anonymous, 401), (Who::Trainee, 404), (Who::OtherStaff, 404)] {
        assert_status(&archive(&house, who, "").await, status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_file_does_not_keep_the_others() {
    let (house, _) = house_with_file().await;
    Tus::new(&house, Who::Foreigner).submit("lost.txt", b"lost").await;
    house.work_off().await;
    let lost = "/seminars/sample/materials.zip?country=KE";
    let shards = std::fs::read_dir(house.folder.path().join("files/files")).expect("a folder");
    let files = shards.flat_map(|shard| std::fs::read_dir(shard.expect("a shard").path()).expect("a shard"));
    let lost_file =
        files.map(|file| file.expect("a file").path()).find(|path| std::fs::read(path).expect("read") == b"lost");
    std::fs::remove_file(lost_file.expect("the file")).expect("removed");
    assert_eq!(
        names(house.client(Who::Staff).get(house.at(lost)).send().await.expect("an answer")).await,
        ["index.xlsx"]
    );
    assert_eq!(names(archive(&house, Who::Staff, "").await).await.len(), 2);
}

/// Five gigabytes of nothing take no room on the disk.
#[test]
fn an_archive_may_be_larger_than_32_bits_can_say() {
    let at = ZoneClock::utc().show(Instant::from_seconds(1_636_507_800));
    let mut plan = Plan::default();
    plan.add("large.bin".to_owned(), 5_000_000_000, at);
    plan.add("behind.txt".to_owned(), CONTENT.len() as u64, at);
    plan.entries[1].checksum = 0xA684_C7C6;
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(&plan.entries[0].header()).expect("written");
    file.seek(SeekFrom::Current(5_000_000_000)).expect("a place");
    for part in [&plan.entries[1].header(), CONTENT, &plan.directory()] {
        file.write_all(part).expect("written");
    }
    assert_eq!(file.metadata().expect("a size").len(), plan.length());
    let mut archive = ZipArchive::new(file).expect("an archive");
    assert_eq!(names_in(&archive), ["large.bin", "behind.txt"]);
    assert_eq!(archive.by_name("large.bin").expect("a file").size(), 5_000_000_000);
    let mut read = Vec::new();
    archive.by_name("behind.txt").expect("a file").read_to_end(&mut read).expect("whole");
    assert_eq!(read, CONTENT);
}
