//! Who can open a file before it is checked, and what becomes of one that is refused.

use std::io::Cursor;

use domain::gate::GateState;
use trials::{House, PROGRAM, Who};
use zip::ZipArchive;

use super::{download, version};
use crate::pages::page;
use crate::tus::text;

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
    assert!(page(&house, Who::Trainee, "/seminars/sample/materials/status.la").await.contains("This is a program"));
    let own = page(&house, Who::Trainee, "/api/load_own_page?seminar=sample").await;
    assert!(own.contains("This is a program") && !own.contains("judgement"), "in words alone: {own}");
    let receipt = page(&house, Who::Trainee, &format!("/seminars/sample/receipts/{id}")).await;
    let place = |words: &str| receipt.find(words).expect("on the receipt");
    assert!(place("note gate-refused\"") < place("class=\"receipt-facts\""), "what became of the file stands first");
    let found = page(&house, Who::Staff, "/seminars/sample/search?q=slides").await;
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
            pages.push((path.to_owned(), page(&house, Who::Trainee, &format!("/seminars/sample/{path}")).await));
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
        for who in [Who::Staff, Who::Instructor] {
            let page = page(&house, who, "/seminars/sample/materials/status.la").await;
            assert!(page.contains("only its delegation can open it"), "{who:?}: {page}");
            assert!(
                !page.contains("lease upload another one") && !page.contains("Please ask the staff"),
                "{who:?}: {page}"
            );
        }
    }
    house.delete(Who::Trainee, &refused).await;
    for path in ["my", "materials/status.la"] {
        let page = page(&house, Who::Trainee, &format!("/seminars/sample/{path}")).await;
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
    let archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<_> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names, ["index.xlsx", "KE_Kenya_status_v1.txt"]);
}
