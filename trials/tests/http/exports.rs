//! Calendar and sheets.

use domain::time::{Instant, zones};
use reqwest::Response;
use store::audit::By;
use trials::{House, SEMINAR, Who};

use crate::tus::{assert_status, header, text};

async fn get(house: &House, who: Who, file: &str) -> Response {
    house.client(who).get(house.at(&format!("/seminars/sample/{file}"))).send().await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_calendar_is_public_and_its_rooms_are_not() {
    let house = House::start().await;
    for (who, rooms) in [(Who::Anonymous, false), (Who::OtherStaff, false), (Who::Trainee, true), (Who::Staff, true)] {
        let answer = get(&house, who, "programme.ics").await;
        assert_status(&answer, 200);
        assert_eq!(header(&answer, "content-type"), "text/calendar; charset=utf-8");
        assert_eq!(header(&answer, "cache-control").starts_with("private"), rooms, "{who:?}");
        let tag = header(&answer, "etag").to_owned();
        let calendar = text(answer).await;
        assert!(calendar.starts_with("BEGIN:VCALENDAR"));
        let seminar = house.state.office.store.seminar(&house.seminar).expect("a seminar");
        let room = seminar.sessions.iter().find_map(|session| session.room.as_ref()).expect("a room");
        let unfolded = calendar.replace("\r\n ", "");
        assert_eq!(unfolded.contains(&room.code), rooms, "{who:?}: {calendar}");
        let again = house.client(who).get(house.at("/seminars/sample/programme.ics")).header("if-none-match", tag);
        assert_status(&again.send().await.expect("an answer"), 304);
    }
}

/// The name says of what day it is, on the host's calendar, and at what time.
fn assert_named(house: &House, answer: &Response, list: &str, extension: &str) {
    let seminar = house.state.office.store.seminar(&house.seminar).expect("a seminar");
    let name = header(answer, "content-disposition");
    let days = [Instant::now(), Instant::now().plus_minutes(-5)].map(|at| zones::day_in(&seminar.host_zone, at));
    let starts = days.map(|day| format!("filename=\"sample-{list}-{day}-"));
    let time = starts.iter().find_map(|start| name.split_once(start.as_str())).map(|(_, rest)| rest);
    let (time, _) =
        time.and_then(|rest| rest.split_once(&format!(".{extension}\""))).unwrap_or_else(|| panic!("{name}"));
    assert!(time.len() == 4 && time.bytes().all(|byte| byte.is_ascii_digit()), "{name}");
}

/// A table as it is downloaded from a page, which leads to it in both formats, narrowed alike.
async fn carried_away(house: &House, page: &str, table: &str, narrowed: &str, name: &str) -> String {
    for extension in ["csv", "xlsx"] {
        let link = format!("\"/seminars/sample/{table}.{extension}{narrowed}\"");
        assert!(page.contains(&link), "{link}: {page}");
    }
    let csv = get(house, Who::Staff, &format!("{table}.csv{narrowed}")).await;
    assert_named(house, &csv, name, "csv");
    text(csv).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_are_for_staff() {
    let house = House::start().await;
    for list in ["board", "missing", "people"] {
        for extension in ["csv", "xlsx"] {
            let file = format!("{list}.{extension}");
            for who in Who::ALL {
                let status = match who {
                    Who::Anonymous => 401,
                    Who::Staff => 200,
                    _ => 404,
                };
                assert_eq!(get(&house, who, &file).await.status(), status, "{file} {who:?}");
            }
            let answer = get(&house, Who::Staff, &file).await;
            assert_named(&house, &answer, list, extension);
            let bytes = answer.bytes().await.expect("bytes");
            assert!(bytes.starts_with(if extension == "csv" { b"\xEF\xBB\xBF" } else { b"PK\x03" }), "{file}");
        }
    }
    let people = text(get(&house, Who::Staff, "people.csv").await).await;
    assert!(people.contains("trainee.la@example.org") && !people.contains("staff@other.example.org"));
    assert!(people.contains("Added at (Asia/Shanghai)") && people.contains(" (UTC+8)"), "{people}");
    let missing = text(get(&house, Who::Staff, "missing.csv").await).await;
    assert!(missing.contains("Status: missing"), "{missing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_is_carried_away_as_it_is_narrowed() {
    let house = House::start().await;
    let mut seminar = trials::seminar(SEMINAR, Instant::now());
    seminar.assignments.retain(|assignment| assignment.slug.as_str() == "status");
    let by = By::operator();
    house.state.office.store.import_seminar(seminar, &by, Instant::now()).await.expect("imported");
    house.submit(Who::Foreigner, "status").await;
    for (show, name, kenya) in [("", "board", true), ("?show=lacking", "board-lacking", false)] {
        let page = text(get(&house, Who::Staff, &format!("board{show}")).await).await;
        let csv = carried_away(&house, &page, "board", show, name).await;
        assert!(csv.contains("Lao") && csv.contains("Kenya") == kenya, "{csv}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_to_remind_is_carried_away_as_it_is_narrowed() {
    let house = House::start().await;
    house.submit(Who::Foreigner, "status").await;
    for (narrowed, name, kenya) in [
        ("", "missing", true),
        ("?assignment=status", "missing-status", false),
        ("?assignment=closed", "missing-closed", true),
    ] {
        let page = text(get(&house, Who::Staff, &format!("board/missing{narrowed}")).await).await;
        assert!(page.contains("As of "), "it is copied into letters: {page}");
        let csv = carried_away(&house, &page, "missing", narrowed, name).await;
        assert!(csv.contains(",LA,") && csv.contains(",KE,") == kenya, "{narrowed}: {csv}");
    }
    let unconfirmed = get(&house, Who::Staff, "missing.csv?assignment=confirmation-").await;
    assert_named(&house, &unconfirmed, "missing-confirmation", "csv");
    let owing = get(&house, Who::Staff, "missing.csv?assignment=material-").await;
    assert_named(&house, &owing, "missing-material", "csv");
    assert_status(&get(&house, Who::Staff, "missing.csv?assignment=../x").await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_carried_away_tells_the_time_that_each_has() {
    let house = House::start().await;
    let (store, staff, now) = (&house.state.office.store, house.actor(Who::Staff), Instant::now());
    let seminar = store.seminar(&house.seminar).expect("a seminar");
    let key = "status.la".parse().expect("a key");
    let due = seminar.assignments.iter().find(|assignment| assignment.slug.as_str() == "status").expect("there").due;
    let more = due.plus_days(40);
    store.grant_extension(staff, &house.seminar, &key, more, "No link", None, now).await.expect("granted");
    let clocks = zones::clocks(&seminar.host_zone, None, now);
    let day = |at: Instant| clocks.show(at).host.iso_date();
    for (export, place) in [("missing.csv", 5), ("board.csv", 8)] {
        let csv = text(get(&house, Who::Staff, export).await).await;
        let times = |line: &str| {
            let line = csv.lines().find(|other| other.contains(line)).unwrap_or_else(|| panic!("{line}: {csv}"));
            line.split(',').skip(place).take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        let columns = ["Status: due (Asia/Shanghai)", "Status: extended from (Asia/Shanghai)"];
        assert_eq!(times("Country,Code"), columns, "{export}");
        for (country, own, everyones) in [(",LA,", more, day(due)), (",KE,", due, String::new())] {
            let times = times(country);
            assert!(times[0].starts_with(&day(own)) && times[1].starts_with(&everyones), "{export}: {times:?}");
            assert_eq!(times[1].is_empty(), everyones.is_empty(), "{export}: {times:?}");
        }
    }
}
