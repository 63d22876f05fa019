//! What staff do about files that wait at the gate, and about work that has failed: let through, refuse, check, try and draw again.

use domain::gate::GateState;
use lectern::commands::Errand;
use lectern::workroom::Workroom;
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use trials::{House, PDF_WITH_SCRIPT, Who};

use crate::gate::{download, draws_by, hire, house_with_worker, version, work_off_later, work_off_until_dead};
use crate::pages::{page, status_of, texts_of};
use crate::tus::text;

/// The page to which a form of staff leads where no script runs.
async fn after(house: &House, path: &str, form: &str) -> String {
    let request = house.client(Who::Staff).post(house.at(path)).header(ACCEPT, "text/html").body(form.to_owned());
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), 302, "{path}");
    let next = answer.headers()[LOCATION].to_str().expect("an address").to_owned();
    page(house, Who::Staff, &next).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_waits_for_the_staff_who_say_why() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF_WITH_SCRIPT.to_vec()).await;
    house.work_off().await;
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Held, "{passage:?}");
    assert!(passage.reasons()[0].contains("JavaScript"), "{:?}", passage.reasons());
    assert_eq!(download(&house, Who::Instructor, &id).await, 409);
    let gate = page(&house, Who::Staff, "/seminars/sample/gate").await;
    assert!(gate.contains("slides.pdf") && gate.contains("Neither can be taken back"), "{gate}");

    let release = |reason: &str| format!("seminar=sample&version={id}&passes=true&reason={reason}");
    assert_eq!(house.post_form("/api/rule_on_version", &release("")).await.status(), 422);
    // An address claims nothing that is not so.
    let claimed = format!("/seminars/sample/gate?ruled={id}");
    assert!(!page(&house, Who::Staff, &claimed).await.contains("is let through."));
    let seen = after(&house, "/api/rule_on_version", &release("Looked+at+it")).await;
    assert!(seen.contains("“slides.pdf” (") && seen.contains(", version 1) is let through."), "{seen}");
    assert_eq!(house.post_form("/api/rule_on_version", &release("Once+more")).await.status(), 422);
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Ready);
    assert_eq!(passage.ruling.expect("a ruling").reason, "Looked at it");
    assert_eq!(download(&house, Who::Instructor, &id).await, 200);
    assert_eq!(house.work_off().await, 1, "it is drawn now");
    assert_eq!(status_of(&house, Who::Instructor, &format!("/previews/{id}/0001-900.webp")).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_says_what_is_held() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF_WITH_SCRIPT.to_vec()).await;
    house.work_off().await;
    let seen = async |who: Who, list: &str| page(&house, who, &format!("/seminars/sample/{list}")).await;
    let gate = seen(Who::Staff, "gate").await;
    assert!(gate.contains("You decide without opening it") && gate.contains("materials/status.la#comment"), "{gate}");
    let material = seen(Who::Trainee, "materials/status.la").await;
    assert!(material.contains("Staff cannot open it before that either"), "{material}");
    // The filter names it, too, whatever the list shows.
    let badge = r#"data-gate="held""#;
    for (who, list) in [(Who::Staff, "board"), (Who::Instructor, "materials"), (Who::Instructor, "materials/status.la")]
    {
        let seen = seen(who, list).await;
        assert!(
            seen.contains("Held at the gate") && seen.contains(badge) && !seen.contains("you can wait"),
            "{list}: {seen}"
        );
    }
    for list in ["my", "materials"] {
        let seen = seen(Who::Trainee, list).await;
        let told = seen.contains("It counts as submitted; you can wait");
        assert!(seen.contains(badge) && told && !seen.contains("need not do anything"), "{list}: {seen}");
    }
    let receipt = format!("receipts/{id}");
    for place in ["my", "materials/status.la", &receipt] {
        let told = seen(Who::Trainee, place).await;
        assert!(told.contains("status.la#comment\"") && told.contains(">say in a comment"), "{place}: {told}");
        let hosts = place != "my" && seen(Who::Instructor, place).await.contains("say in a comment");
        assert!(!hosts, "{place}: it is for the delegation");
    }
    let gallery = seen(Who::Instructor, "gallery").await;
    let tile = "Republic: Status at the gate, Closed assignment not handed in<";
    assert!(gallery.contains(tile) && gallery.contains("Republic (at the gate)"), "{gallery}");
    assert!(gallery.contains("1 of 2 countries has submitted something, 1 of them waits at the gate"), "{gallery}");
    assert!(gallery.contains(">at the gate: 1<") && gallery.contains(">not handed in: 3<"), "{gallery}");
    let own = seen(Who::Trainee, "gallery").await;
    assert!(
        own.contains(">at the gate<") && own.contains(">not handed in<") && !own.contains("Kenya"),
        "their own are marked; how many have nothing is not for them: {own}"
    );
    let form = house.client(Who::Staff).get(house.at("/seminars/sample/review-form.xlsx")).send().await;
    let form = texts_of(form.expect("an answer").bytes().await.expect("a file"));
    assert!(!form.contains("status.la"), "nobody can open it, nor accept it: {form}");
    let sheet = seen(Who::Staff, "board.csv").await;
    assert!(sheet.contains("Submitted, held at the gate"), "{sheet}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_found_by_a_filter_that_tells_others_nothing() {
    let house = House::start().await;
    house.hand_in(Who::Trainee, "status", "slides.pdf", PDF_WITH_SCRIPT.to_vec()).await;
    house.work_off().await;
    let seen = async |who: Who, list: &str| page(&house, who, &format!("/seminars/sample/{list}")).await;
    for who in [Who::Staff, Who::Instructor, Who::Trainee] {
        let held = seen(who, "materials?state=held").await;
        assert!(held.contains(">1 material<") && held.contains("status.la?state=held"), "{who:?}: {held}");
        for other in ["being-checked", "submitted"] {
            let other = seen(who, &format!("materials?state={other}")).await;
            assert!(other.contains(">No materials<"), "{who:?}: {other}");
        }
    }
    let hidden = seen(Who::Foreigner, "materials?state=held").await;
    assert!(hidden.contains(">No materials<") && !hidden.contains("status.la"), "{hidden}");
    // A count leads to what there is.
    let counted = r#"href="/seminars/sample/materials?state=held""#;
    assert!(seen(Who::Instructor, "materials").await.contains(counted));
    assert!(!seen(Who::Foreigner, "materials").await.contains(counted));
    for state in ["held", "being-checked"] {
        let archive = format!("/seminars/sample/materials.zip?state={state}");
        assert_eq!(status_of(&house, Who::Instructor, &archive).await, 200, "{state}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_refuse_stays_with_its_delegation_which_reads_why() {
    let house = House::start().await;
    let id = house.hand_in(Who::Trainee, "status", "slides.pdf", PDF_WITH_SCRIPT.to_vec()).await;
    house.work_off().await;
    assert!(page(&house, Who::Staff, "/seminars/sample/gate").await.contains("a PDF document"));
    let form = |passes: bool, reason: &str| format!("seminar=sample&version={id}&passes={passes}&reason={reason}");
    assert_eq!(house.post_form("/api/rule_on_version", &form(false, "")).await.status(), 422);
    let seen = after(&house, "/api/rule_on_version", &form(false, "An+old+copy")).await;
    assert!(seen.contains("“slides.pdf” (") && seen.contains(", version 1) is refused."), "{seen}");
    assert!(seen.contains("No file waits."), "{seen}");
    for passes in [false, true] {
        let again = house.post_form("/api/rule_on_version", &form(passes, "Once+more")).await;
        assert_eq!(again.status(), 422, "{passes}");
    }
    for path in ["my", "materials/status.la", &format!("receipts/{id}"), &format!("previews/{id}")] {
        let seen = page(&house, Who::Trainee, &format!("/seminars/sample/{path}")).await;
        assert!(seen.contains("An old copy") && seen.contains("JavaScript"), "{path}: {seen}");
    }
    assert_eq!(download(&house, Who::Trainee, &id).await, 200);
    assert_eq!(download(&house, Who::Instructor, &id).await, 409);
    let audit = page(&house, Who::Staff, "/seminars/sample/audit").await;
    assert!(audit.contains("did not let through the gate the file of"), "{audit}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_takes_too_long_is_held_the_second_time_and_can_be_released() {
    let house = house_with_worker("echo '\"too_slow\"'").await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    assert_eq!(house.work_off().await, 1);
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received, "the machine may have been slow");
    assert_eq!(work_off_later(&house).await, 1);
    let passage = version(&house, &id).await.passage;
    assert_eq!(passage.state, GateState::Held);
    assert!(passage.reasons()[0].contains("took the server too long"), "{:?}", passage.reasons());
    let form = format!("seminar=sample&version={id}&passes=true&reason=Known");
    let answer = house.post_form("/api/rule_on_version", &form).await;
    assert!(answer.status() == 200 && answer.headers().get(LOCATION).is_none(), "a page that lives stays where it is");
    let answer = text(answer).await;
    assert!(answer.contains(r#""state":"ready""#) && answer.contains("sample.txt"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_told_that_files_are_checked_again() {
    let house = house_with_worker("echo '\"too_slow\"'").await;
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    let held = async || {
        house.work_off().await;
        work_off_later(&house).await;
        assert_eq!(version(&house, &id).await.passage.state, GateState::Held);
    };
    held().await;
    let told = "The file is being checked again.";
    let gate = page(&house, Who::Staff, "/seminars/sample/gate").await;
    assert!(!gate.contains(told) && gate.contains("Check again all files that could not be checked"), "{gate}");
    let one = format!("seminar=sample&version={id}");
    assert!(after(&house, "/api/check_again", &one).await.contains(told));
    held().await;
    assert!(after(&house, "/api/check_all_again", "seminar=sample").await.contains(told));
    let seen = after(&house, "/api/check_all_again", "seminar=sample").await;
    assert!(seen.contains("There was nothing left to be checked again."), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_read_in_plain_words_what_the_server_lacks() {
    let house = House::start().await;
    for (path, told) in [
        ("gate", "no virus scanner is set up on this server"),
        ("outbox", "no mail server is set up for this office"),
        ("deadlines", "no mail server is set up for this office"),
    ] {
        let seen = page(&house, Who::Staff, &format!("/seminars/sample/{path}")).await;
        assert!(seen.contains(told) && !seen.contains("LECTERN_"), "{path}: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_workers_jobs_die_and_staff_have_them_tried_again() {
    let mut house = house_with_worker("exit 0").await;
    std::fs::remove_file(&house.config.program).expect("removed");
    let id = house.hand_in(Who::Trainee, "status", "sample.txt", b"words".to_vec()).await;
    work_off_until_dead(&house).await;
    assert!(page(&house, Who::Staff, "/seminars/sample/gate").await.contains("no worker could be started"));
    assert_eq!(version(&house, &id).await.passage.state, GateState::Held);
    for who in [Who::Trainee, Who::Instructor] {
        let seen = page(&house, who, "/seminars/sample/materials/status.la").await;
        assert!(seen.contains("It could not be checked on the server") && !seen.contains("takes a moment"), "{who:?}");
    }

    house.config.program = std::env::var_os("LECTERN_BIN").expect("LECTERN_BIN").into();
    house.state.workroom = Workroom::open(&house.config).expect("a workroom");
    let form = format!("seminar=sample&version={id}&task=check");
    assert!(after(&house, "/api/revive_job", &form).await.contains("It is being tried again."));
    assert_eq!(version(&house, &id).await.passage.state, GateState::Received);
    house.work_off().await;
    assert_eq!(version(&house, &id).await.passage.state, GateState::Ready);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_have_drawn_again_what_could_not_be_drawn() {
    let lacking = r#"printf %s '{"drawn":{"pages":[],"missing":[{"office":"not_installed"}]}}'"#;
    let mut house = house_with_worker(&draws_by(lacking)).await;
    let id = house.hand_in(Who::Trainee, "status", "deck.pptx", b"a deck".to_vec()).await;
    house.work_off().await;
    let (shown_at, form) = (format!("/seminars/sample/previews/{id}"), format!("seminar=sample&version={id}"));
    let told = "Office files of this kind cannot be shown here.";
    let seen = page(&house, Who::Instructor, &shown_at).await;
    assert!(seen.contains(told) && !seen.contains("Draw again"), "{seen}");
    assert!(page(&house, Who::Staff, &shown_at).await.contains("Draw again"));

    let seen = after(&house, "/api/draw_again", &form).await;
    assert!(seen.contains(told) && seen.contains("is being drawn again") && !seen.contains("Draw again"), "{seen}");
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("checked");
    assert!(!report.failed, "{:?}", report.lines);

    let words = r#"{"number":1,"text":"Vientiane","width":0,"height":0,"images":[]}"#;
    hire(&mut house, &draws_by(&format!(r#"printf %s '{{"drawn":{{"pages":[{words}],"missing":[]}}}}'"#)));
    assert_eq!(house.work_off().await, 1);
    let seen = page(&house, Who::Staff, &shown_at).await;
    assert!(seen.contains("Vientiane") && !seen.contains("Draw again") && !seen.contains(told), "{seen}");
    let acknowledged = "It has been drawn again.";
    assert!(!seen.contains(acknowledged));
    assert!(page(&house, Who::Staff, &format!("{shown_at}?done=again")).await.contains(acknowledged));
    assert_eq!(house.post_form("/api/draw_again", &form).await.status(), 422, "nothing is missing");
}
