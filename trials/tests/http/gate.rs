//! Files are checked on arrival and drawn, by workers that are real processes. (What staff do about it: `release`.)

use std::path::Path;
use std::time::Duration;

use domain::gate::GateState;
use domain::id::VersionId;
use domain::material::Version;
use domain::time::Instant;
use lectern::workroom::Workroom;
use lectern::workroom::jobs::work_off;
use store::Store;
use store::jobs::Task;
use trials::{House, PDF, PROGRAM, Who};

use crate::pages::{page, status_of};
use crate::tus::text;

pub async fn version(house: &House, id: &str) -> Version {
    let id: VersionId = id.parse().expect("an id");
    house.state.office.store.version(house.actor(Who::Trainee), id).await.expect("a version").version
}

pub async fn download(house: &House, who: Who, id: &str) -> u16 {
    status_of(house, who, &format!("/files/{id}")).await
}

/// An hour later everything that was put off is due.
pub async fn work_off_later(house: &House) -> u32 {
    work_off(&house.state, &Task::ALL, || Instant::now().plus_seconds(3600)).await.expect("worked off")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_its_delegations_alone_until_it_has_passed() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words of Laos".to_vec()).await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received);
    for who in [Who::Instructor, Who::Staff] {
        let answer = house.client(who).get(house.at(&format!("/files/{id}"))).send().await.expect("an answer");
        assert_eq!(answer.status(), 409, "{who:?}");
        assert_eq!(text(answer).await, "This file has not passed the gate: received.");
    }
    assert_eq!(download(&house, Who::Colleague, &id).await, 200);
    assert_eq!(download(&house, Who::Foreigner, &id).await, 404);
    assert_eq!(house.work_off().await, 2, "a check and a preview");
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready);
    for who in [Who::Instructor, Who::Staff] {
        assert_eq!(download(&house, who, &id).await, 200, "{who:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_refused_and_kept_for_its_delegation() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PROGRAM.to_vec()).await;
    assert_eq!(house.work_off().await, 1, "nothing is drawn of it");
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Refused);
    assert_eq!(passage.reasons(), ["This is a program; please upload the document itself."]);
    assert_eq!(download(&house, Who::Trainee, &id).await, 200);
    assert_eq!(download(&house, Who::Staff, &id).await, 409);
    let form = format!("seminar=sample&version={id}&passes=true&reason=Please");
    assert_eq!(house.post_form("/api/rule_on_version", &form).await.status(), 422, "no release for a refused file");
    let material = page(&house, Who::Trainee, "/seminars/sample/materials/status.la").await;
    assert!(material.contains("This is a program"));
    let own = page(&house, Who::Trainee, "/api/load_own_page?seminar=sample").await;
    assert!(own.contains("This is a program") && !own.contains("judgement"), "in words alone: {own}");
    let receipt = house.client(Who::Trainee).get(house.at(&format!("/seminars/sample/receipts/{id}"))).send().await;
    let receipt = text(receipt.expect("a page")).await;
    let place = |words: &str| receipt.find(words).expect("on the receipt");
    assert!(place("note gate-refused\"") < place("class=\"receipt-facts\""), "what became of the file stands first");
    let found = house.client(Who::Staff).get(house.at("/seminars/sample/search?q=slides")).send().await;
    let found = text(found.expect("a page")).await;
    assert!(found.contains("Found in 1 file.") && found.contains("File refused"), "{found}");
    let events = house.state.office.store.audit_events(house.actor(Who::Staff), &house.seminar, 0, 5).await;
    assert!(events.expect("events").iter().any(|event| event.detail.contains("This is a program")));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_asks_for_another_file_that_would_not_be_taken() {
    let house = House::start().await;
    let mut refused = String::new();
    let pages = async |refused: &str| {
        let mut pages = Vec::new();
        for path in ["my", "materials/status.la", &format!("receipts/{refused}"), &format!("previews/{refused}")] {
            let page = house.client(Who::Trainee).get(house.at(&format!("/seminars/sample/{path}"))).send().await;
            pages.push((path.to_owned(), text(page.expect("a page")).await));
        }
        pages
    };
    // The seminar takes four versions of a material.
    for number in 1..=4 {
        refused = house.hand_in(Who::Trainee, "status", "slides.pdf", PROGRAM.to_vec()).await;
        house.work_off().await;
        for (path, page) in pages(&refused).await {
            assert_eq!(page.contains("lease upload another one"), number < 4, "{number}: {path}");
        }
    }
    house.delete(Who::Trainee, &refused).await;
    for path in ["my", "materials/status.la"] {
        let page = house.client(Who::Trainee).get(house.at(&format!("/seminars/sample/{path}"))).send().await;
        let page = text(page.expect("a page")).await;
        assert!(!page.contains("lease upload another one"), "{path}");
        assert!(!page.contains("action=\"/api/uploads/form\""), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_materials_holds_only_what_has_passed() {
    let house = House::start().await;
    house.submit(Who::Foreigner, "status").await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PROGRAM.to_vec()).await;
    house.work_off().await;
    let archive = house.client(Who::Staff).get(house.at("/seminars/sample/materials.zip")).send().await;
    let bytes = archive.expect("an answer").bytes().await.expect("an archive");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let names: Vec<_> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names, ["index.xlsx", "KE_Kenya_status_v1.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_images_of_ours_and_text() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "words.csv", b"port,ships\nVientiane,12\n".to_vec()).await;
    let before = house.client(Who::Trainee).get(house.at(&format!("/seminars/sample/previews/{id}"))).send().await;
    assert_eq!(before.expect("a page").status(), 200);
    house.work_off().await;
    for who in [Who::Trainee, Who::Instructor, Who::Staff] {
        let page = house.client(who).get(house.at(&format!("/seminars/sample/previews/{id}"))).send().await;
        assert!(text(page.expect("a page")).await.contains("Vientiane"), "{who:?}");
    }
    assert_eq!(status_of(&house, Who::Foreigner, &format!("/seminars/sample/previews/{id}")).await, 404);
    assert_eq!(status_of(&house, Who::Trainee, &format!("/files/{id}/play")).await, 404, "no recording");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_loops_at_once_do_each_job_once() {
    let house = House::start().await;
    let mut ids = Vec::new();
    for who in [Who::Trainee, Who::Foreigner] {
        for number in 0..3 {
            let words = format!("sample number {number}").into_bytes();
            ids.push((who, house.hand_in(who, "status", "sample.txt", words).await));
        }
    }
    let (one, two) = tokio::join!(house.work_off(), house.work_off());
    assert_eq!(one + two + house.work_off().await, 12);
    for (who, id) in ids {
        assert_eq!(download(&house, who, &id).await, 200);
        assert_eq!(download(&house, Who::Staff, &id).await, 200);
    }
}

/// A house whose workers are another program.
pub async fn house_with_worker(script: &str) -> House {
    let mut house = House::start().await;
    hire(&mut house, script);
    house
}

/// Workers are this program from now on.
pub fn hire(house: &mut House, script: &str) {
    let program = house.folder.path().join("worker.sh");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    make_executable(&program);
    house.config.program = program;
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
}

/// A worker that lets everything through, and does this where it is to draw; what it was asked is `$asked`.
pub fn draws_by(what: &str) -> String {
    let passed = r#"{"checked":{"kind":"pptx","judgement":{"judgement":"ready"}}}"#;
    format!("asked=$(cat)\ncase \"$asked\" in\n'{{\"preview\"'*) {what} ;;\n*) printf %s '{passed}' ;;\nesac")
}

/// Works everything off five times, each time so late that what has failed is due again.
pub async fn work_off_until_dead(house: &House) {
    for attempt in 0..5 {
        let later = || Instant::now().plus_seconds(3600 * (attempt + 1));
        assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 1, "attempt {attempt}");
    }
    let later = || Instant::now().plus_days(30);
    assert_eq!(work_off(&house.state, &Task::ALL, later).await.expect("worked off"), 0, "it is dead");
}

pub fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("executable");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_over_which_workers_die_is_held_the_second_time() {
    let house = house_with_worker("kill -SEGV $$").await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 1);
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received, "it may have been the machine");
    assert_eq!(house.work_off().await, 0, "not at once");
    assert_eq!(work_off_later(&house).await, 1);
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Held);
    assert!(passage.reasons()[0].contains("built in an unusual way"), "{:?}", passage.reasons());
    assert_eq!(download(&house, Who::Trainee, &id).await, 200, "the original is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_file_over_which_drawing_dies_the_words_are_shown() {
    let words = r#"{"drawn":{"pages":[{"number":1,"text":"About harbours","width":0,"height":0,"images":[]}],"missing":["drawing"]}}"#;
    let passed = r#"{"checked":{"kind":"pdf","judgement":{"judgement":"ready"}}}"#;
    let house = house_with_worker(&format!(
        "case \"$(cat)\" in\n'{{\"preview\"'*) kill -SEGV $$ ;;\n'{{\"words\"'*) printf %s '{words}' ;;\n\
         *) printf %s '{passed}' ;;\nesac"
    ))
    .await;
    let id = house.hand_in(Who::Trainee, "status", "sample.pdf", PDF.to_vec()).await;
    assert_eq!(house.work_off().await, 2, "the first time it may have been the machine");
    assert_eq!(work_off_later(&house).await, 1);
    let seen = page(&house, Who::Instructor, &format!("/seminars/sample/previews/{id}")).await;
    assert!(seen.contains("About harbours") && seen.contains("only its text is shown"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_there_was_no_time_for_is_put_down_to_the_file_the_second_time() {
    let words = r#"{"number":1,"text":"Vientiane","width":0,"height":0,"images":[]}"#;
    let cut = r#"{"number":1,"text":"","width":0,"height":0,"images":[],"fault":"no_time_left"}"#;
    let drawn = |pages: &str, missing: &str| {
        draws_by(&format!(r#"printf %s '{{"drawn":{{"pages":[{pages}],"missing":[{missing}]}}}}'"#))
    };
    for (lacking, trouble) in [
        (drawn("", r#"{"office":"too_slow"}"#), "Drawing this file took too long"),
        (drawn("", r#"{"office":"failed"}"#), "This file could not be drawn"),
        (drawn(cut, ""), "There was no time left to draw this page."),
    ] {
        for (second, told) in [(&drawn(words, ""), "Vientiane"), (&lacking, trouble)] {
            let mut house = house_with_worker(&lacking).await;
            let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
            let shown_at = format!("/seminars/sample/previews/{id}");
            assert_eq!(house.work_off().await, 2, "a check and a drawing");
            let seen = page(&house, Who::Trainee, &shown_at).await;
            assert!(seen.contains(trouble) && seen.contains("It is being drawn again."), "{trouble}: {seen}");
            hire(&mut house, second);
            assert_eq!(work_off_later(&house).await, 1);
            assert_eq!(work_off_later(&house).await, 0, "not a third time");
            let seen = page(&house, Who::Staff, &shown_at).await;
            assert!(seen.contains(told) && !seen.contains("being drawn"), "{trouble}: {seen}");
            assert_eq!(seen.contains("Draw again"), told == trouble, "{seen}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_drawn_the_first_time_stays_where_drawing_dies_the_second_time() {
    let cut = r#"{"number":1,"text":"Vientiane","width":0,"height":0,"images":[],"fault":"no_time_left"}"#;
    let draws = format!(r#"printf %s '{{"drawn":{{"pages":[{cut}],"missing":[]}}}}'"#);
    let mut house = house_with_worker(&draws_by(&draws)).await;
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
    assert_eq!(house.work_off().await, 2, "a check and a drawing");
    hire(&mut house, &draws_by("kill -SEGV $$"));
    assert_eq!(work_off_later(&house).await, 1);
    let seen = page(&house, Who::Staff, &format!("/seminars/sample/previews/{id}")).await;
    assert!(seen.contains("Vientiane") && seen.contains("There was no time left to draw this page."), "{seen}");
    assert!(seen.contains("Draw again") && !seen.contains("being drawn"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_worker_leaves_in_place_of_an_image_is_not_followed_nor_waited_for() {
    for (leave, status) in [
        ("printf 'RIFF....WEBPVP8 ....' > $image", 200),
        ("printf 'RIFF....WEBPVP8 ....and more' > $image", 404),
        ("ln -s /dev/zero $image", 404),
        ("mkfifo $image", 404),
    ] {
        let house = house_with_worker(&format!(
            r#"asked=$(cat)
case $asked in
*\"check\"*)
    echo '{{"checked":{{"kind":"txt","judgement":{{"judgement":"ready"}}}}}}'
    exit ;;
esac
into=${{asked##*\"into\":\"}}
image=${{into%%\"*}}/0001-900.webp
{leave}
images='[{{"width":900,"bytes":20,"file":"0001-900.webp"}}]'
echo '{{"drawn":{{"pages":[{{"number":1,"text":"","width":900,"height":9,"images":'$images'}}],"missing":[]}}}}'"#
        ))
        .await;
        let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
        let done = tokio::time::timeout(Duration::from_secs(60), house.work_off()).await;
        assert_eq!(done.expect("it ends"), 2, "{leave}");
        let path = format!("/previews/{id}/0001-900.webp");
        assert_eq!(status_of(&house, Who::Trainee, &path).await, status, "{leave}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_waits_at_the_gate_behind_decks_that_take_long_to_draw() {
    // It stands on the command line of what draws.
    let mark = VersionId::generate().to_string();
    let house = house_with_worker(&draws_by(&format!("sh -c 'sleep 600; : {mark}'"))).await;
    let jobs = lectern::jobs::start(house.state.clone(), None);
    let ready = async |id: String| {
        let passed = async {
            while download(&house, Who::Staff, &id).await != 200 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), passed).await.expect("it passes the gate");
    };
    for _ in 0..2 {
        ready(house.hand_in(Who::Trainee, "status", "deck.pptx", b"a slow deck".to_vec()).await).await;
    }
    let drawing = async {
        while processes_with(&mark) == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), drawing).await.expect("a deck is drawn");
    ready(house.hand_in(Who::Foreigner, "status", "short.pptx", b"a few words".to_vec()).await).await;
    assert!(processes_with(&mark) > 0, "while that goes on");
    house.state.shutdown.cancel();
    jobs.join_all().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_put_on_record_is_a_failure_like_others() {
    let nothing = r#"printf %s '{"drawn":{"pages":[],"missing":[]}}'"#;
    let mut house = house_with_worker(&draws_by(nothing)).await;
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
    // A database that takes everything but previews.
    let file = house.folder.path().join("database.surql");
    house.state.office.store.export(&file).await.expect("exported");
    let refusing = "DEFINE FIELD OVERWRITE made_at ON preview TYPE datetime ASSERT false;";
    let exported = std::fs::read_to_string(&file).expect("exported");
    std::fs::write(&file, format!("{exported}\n{refusing}\n")).expect("written");
    house.state.office.store = Store::import("mem://", &file).await.expect("imported");

    let check = work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    assert_eq!((check, version(&house, &id).await.passage.state), (1, GateState::Ready));
    work_off_until_dead(&house).await;
    let waiting = house.state.office.store.at_the_gate(house.actor(Who::Staff), &house.seminar).await.expect("staff");
    assert_eq!((waiting.dead.len(), waiting.dead[0].task), (1, Task::Preview));
    let told = "what came of it could not be put on record; the server's log says why";
    assert_eq!(waiting.dead[0].problem, told, "and nothing that the database said");
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_are_told_that_pages_could_not_be_drawn() {
    let house = house_with_worker(&draws_by(r#"printf %s '{"failed":"the disk is full"}'"#)).await;
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
    work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    let shown_at = format!("/seminars/sample/previews/{id}");
    let seen = page(&house, Who::Trainee, &shown_at).await;
    assert!(seen.contains("Its pages are being drawn.") && seen.contains("Reload this page to see them."), "{seen}");
    work_off_until_dead(&house).await;
    for who in [Who::Trainee, Who::Instructor] {
        let seen = page(&house, who, &shown_at).await;
        assert!(seen.contains("could not be drawn on the server") && !seen.contains("being drawn"), "{seen}");
    }
    assert!(page(&house, Who::Staff, &shown_at).await.contains("Draw again"));
    assert_eq!(house.post_form("/api/draw_again", &format!("seminar=sample&version={id}")).await.status(), 200);
    assert!(page(&house, Who::Trainee, &shown_at).await.contains("Its pages are being drawn."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_hangs_is_ended_with_all_it_has_started() {
    // It stands on the command line of whatever the worker starts.
    let mark = VersionId::generate().to_string();
    let house = house_with_worker(&format!("sh -c 'sleep 600; : {mark}' & sh -c 'sleep 600; : {mark}'")).await;
    house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    let state = house.state.clone();
    let working = tokio::spawn(async move { work_off(&state, &Task::ALL, Instant::now).await });
    let started = async {
        while processes_with(&mark) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), started).await.expect("a worker");
    // Stopping the server does not wait for it.
    house.state.shutdown.cancel();
    assert_eq!(working.await.expect("ended").expect("worked off"), 0);
    let gone = async {
        while processes_with(&mark) > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("nothing of it is left");
}

/// How many processes have it on their command line.
fn processes_with(mark: &str) -> usize {
    let processes = std::fs::read_dir("/proc").expect("processes");
    let lines = processes.filter_map(|process| std::fs::read_to_string(process.ok()?.path().join("cmdline")).ok());
    lines.filter(|line| line.contains(mark)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_room_to_draw_loses_nothing() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    std::fs::remove_dir_all(house.config.data.join("scratch")).expect("removed");
    house.work_off().await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready, "the gate needs no room");
    assert_eq!(download(&house, Who::Staff, &id).await, 200);
    std::fs::create_dir(house.config.data.join("scratch")).expect("made");
    assert_eq!(work_off_later(&house).await, 1);
    let page = house.client(Who::Staff).get(house.at(&format!("/seminars/sample/previews/{id}"))).send().await;
    assert!(text(page.expect("a page")).await.contains("words"));
}
