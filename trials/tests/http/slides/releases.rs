//! Which files of slides others see: those that staff have released.

use domain::time::Instant;
use lectern::commands::Errand;
use lectern::workroom::jobs::work_off;
use store::jobs::Task;
use trials::{House, PDF, PDF_WITH_SCRIPT, Who};

use super::{LOADED, PACK, SESSION, bring, release, release_form, session_page};
use crate::events::hear_until;
use crate::pages::{get, page, status_of};
use crate::tus::{assert_status, text};

/// Posts a form to release as a browser without JavaScript does; answers the page to which that leads.
async fn release_plainly(house: &House, form: &str) -> String {
    let next = house.post_without_script(Who::Staff, SESSION, "/api/release_slides", form.to_owned()).await;
    // A release leads to a path, a refusal to where the form was.
    page(house, Who::Staff, next.strip_prefix(house.url.as_str()).unwrap_or(&next)).await
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
    let page = session_page(&house, Who::Instructor).await;
    assert!(page.contains("A low-data pack of these files is being made."), "{page}");
    assert!(!page.contains("pack.zip"), "nobody is sent for a pack of nothing");
    house.work_off().await;
    let page = session_page(&house, Who::Instructor).await;
    assert!(page.contains("pack.zip") && !page.contains("is being made"), "{page}");
    let seen = async |who, status, released: bool| {
        for path in &of_it {
            assert_eq!(status_of(&house, who, path).await, status, "{who:?}: {path}");
        }
        let page = session_page(&house, who).await;
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
        let page = session_page(&house, who).await;
        assert!(page.contains("Zanzibar.pdf"), "{who:?}");
        for told in ["Mombasa.pdf", "1 new file is not released yet.", "Not released yet."] {
            assert_eq!(page.contains(told), status == 200, "{who:?}: {told}");
        }
        assert_eq!(page.contains("Release it too"), offered, "{who:?}");
    }
    let search = "/seminars/sample/search?q=mombasa";
    let found = async |who| page(&house, who, search).await.contains("Mombasa");
    assert!(found(Who::Staff).await && !found(Who::Trainee).await);
    release(&house, true).await;
    assert_eq!(status_of(&house, Who::Trainee, &of_it[0]).await, 200);
    assert!(found(Who::Trainee).await);
    let released = session_page(&house, Who::Staff).await;
    assert!(!released.contains("not released yet") && released.contains("Take the slides back"), "{released}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_while_staff_look_at_the_page_is_not_released_unseen() {
    let house = House::start().await;
    let read = async || session_page(&house, Who::Trainee).await;
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
    let read = session_page(&house, Who::Trainee).await;
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
    let loaded = page(&house, Who::Staff, LOADED).await;
    let loaded: serde_json::Value = serde_json::from_str(&loaded).expect("json");
    assert!(answer["at"].is_i64(), "{answer}");
    assert_eq!(answer["at"], loaded["slides"]["released"]["at"], "by which a page knows its own release");
    // The plain form has the same in the address of its page, for staff alone.
    let seen_by = async |who| page(&house, who, &format!("{SESSION}?released=1%202%203")).await;
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
async fn nobody_hears_of_slides_that_are_not_released() {
    let house = House::start().await;
    let listen = async |who| get(&house, who, "/events?seminar=sample&session=trade-1").await;
    let (trainee, teacher) = (listen(Who::Trainee).await, listen(Who::Instructor).await);
    bring(&house, "Zanzibar.pdf", PDF).await;
    // What everyone hears comes after it, and closes the comparison.
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    store.open_materials(staff, &house.seminar, true, Instant::now()).await.expect("opened");
    assert!(!hear_until(trainee, "event: seminar").await.contains("slides"));
    assert!(hear_until(teacher, "event: seminar").await.contains("event: slides"));
    let trainee = listen(Who::Trainee).await;
    release(&house, true).await;
    assert!(hear_until(trainee, "event: slides").await.contains("trade-1"));
}
