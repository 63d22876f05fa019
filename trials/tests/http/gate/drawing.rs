//! What is drawn of a file, and what readers are told where it cannot be.

use std::time::Duration;

use domain::gate::GateState;
use domain::time::Instant;
use lectern::commands::Errand;
use lectern::workroom::jobs::work_off;
use store::jobs::Task;
use trials::{House, PDF, Who};

use super::{download, draws_by, hire, house_with_worker, passed, version, work_off_later, work_off_until_dead};
use crate::pages::{page, status_of};

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_images_of_ours_and_text() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "words.csv", b"port,ships\nVientiane,12\n".to_vec()).await;
    let shown_at = format!("/seminars/sample/previews/{id}");
    assert_eq!(status_of(&house, Who::Trainee, &shown_at).await, 200);
    house.work_off().await;
    for who in [Who::Trainee, Who::Instructor, Who::Staff] {
        assert!(page(&house, who, &shown_at).await.contains("Vientiane"), "{who:?}");
    }
    assert_eq!(status_of(&house, Who::Foreigner, &shown_at).await, 404);
    assert_eq!(status_of(&house, Who::Trainee, &format!("/files/{id}/play")).await, 404, "no recording");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_file_over_which_drawing_dies_the_words_are_shown() {
    let words = r#"{"drawn":{"pages":[{"number":1,"text":"About harbours","width":0,"height":0,"images":[]}],"missing":["drawing"]}}"#;
    let passed = passed("pdf");
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

    let gate = page(&house, Who::Staff, "/seminars/sample/gate").await;
    assert!(gate.contains("Pages could not be drawn:") && gate.contains("sample.pdf"), "{gate}");
    assert!(gate.contains("after 2 attempts") && gate.contains("the worker broke off"), "{gate}");
    let form = format!("seminar=sample&version={id}&task=preview");
    assert_eq!(house.post_form("/api/revive_job", &form).await.status(), 200);
    assert!(!page(&house, Who::Staff, "/seminars/sample/gate").await.contains("sample.pdf"), "it is tried again");
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("checked");
    assert!(!report.failed, "{:?}", report.lines);
    assert_eq!(house.work_off().await, 1);
    assert_eq!(work_off_later(&house).await, 1);
    assert!(page(&house, Who::Staff, "/seminars/sample/gate").await.contains("sample.pdf"), "and comes back");
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
    assert!(page(&house, Who::Staff, "/seminars/sample/gate").await.contains("Pages could not be drawn:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_worker_leaves_in_place_of_an_image_is_not_followed_nor_waited_for() {
    let passed = passed("txt");
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
    echo '{passed}'
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
async fn readers_are_told_that_pages_could_not_be_drawn() {
    let house = house_with_worker(&draws_by(r#"printf %s '{"failed":"the disk is full"}'"#)).await;
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
    work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    let shown_at = format!("/seminars/sample/previews/{id}");
    let seen = page(&house, Who::Trainee, &shown_at).await;
    assert!(seen.contains("Its pages are being drawn.") && seen.contains("Reload this page to see them."), "{seen}");
    assert!(!seen.contains("before it when this page was loaded"), "{seen}");
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
async fn who_waits_for_pages_reads_how_many_files_are_before_theirs() {
    let house = house_with_worker(&draws_by("exit 1")).await;
    house.hand_in(Who::Foreigner, "status", "deck.pptx", b"a deck".to_vec()).await;
    work_off(&house.state, &[Task::Check], Instant::now).await.expect("worked off");
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"another deck".to_vec()).await;
    work_off(&house.state, &[Task::Check], || Instant::now().plus_seconds(1)).await.expect("worked off");
    let seen = page(&house, Who::Trainee, &format!("/seminars/sample/previews/{id}")).await;
    assert!(seen.contains("1 other file was before it when this page was loaded."), "{seen}");
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
    assert!(page(&house, Who::Staff, &format!("/seminars/sample/previews/{id}")).await.contains("words"));
}
