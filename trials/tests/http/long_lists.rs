//! Lists that are longer than a page: gallery, materials and outbox of a seminar with many assignments.

use domain::gate::{Finding, Judgement};
use domain::id::VersionId;
use domain::material::Sha256Hex;
use domain::preview::Contents;
use domain::seminar::Assignment;
use domain::time::Instant;
use domain::upload::{UploadPlace, UploadTarget};
use store::audit::By;
use store::jobs::Task;
use store::materials::Submission;
use trials::{House, SEMINAR, Who, seminar};

use crate::tus::{assert_status, text};

const PAPERS: usize = 50;

/// A house in which Laos has submitted every paper, and Kenya the first one.
async fn house() -> House {
    let (house, now) = (House::start().await, Instant::now());
    let (store, mut seminar) = (&house.state.office.store, seminar(SEMINAR, now));
    let sample = seminar.assignments[0].clone();
    seminar.assignments.extend((0..PAPERS).map(|number| Assignment {
        slug: format!("paper-{number}").parse().expect("a slug"),
        title: format!("Paper {number}"),
        ..sample.clone()
    }));
    store.import_seminar(seminar, &By::operator(), now).await.expect("imported");
    submit(&house, Who::Foreigner, 0).await;
    for number in 0..PAPERS {
        submit(&house, Who::Trainee, number).await;
    }
    while let Some(job) = store.take_job(Instant::now(), &Task::ALL).await.expect("asked") {
        let recorded = match job.task {
            Task::Check => {
                let finding = Finding { kind: None, judgement: Judgement::Ready, scanned: false, at: now };
                store.record_finding(&job, finding, Instant::now()).await
            }
            Task::Preview => store.record_preview(&job, &Contents::default(), Vec::new(), None, Instant::now()).await,
        };
        recorded.expect("recorded");
    }
    house
}

async fn submit(house: &House, who: Who, number: usize) {
    let submission = Submission {
        id: VersionId::generate(),
        target: UploadTarget {
            seminar: house.seminar.clone(),
            place: UploadPlace::Assignment(format!("paper-{number}").parse().expect("a slug")),
        },
        file_name: format!("paper-{number}.pdf"),
        media_type: "application/pdf".to_owned(),
        size: 10,
        sha256: Sha256Hex("ab".repeat(32)),
        consent: None,
        consent_seen: None,
    };
    let submitted = house.state.office.store.submit_upload(house.actor(who), &submission, Instant::now()).await;
    submitted.expect("submitted");
}

async fn page(house: &House, who: Who, path: &str) -> String {
    let answer = house.client(who).get(house.at(&format!("/seminars/{SEMINAR}/{path}"))).send().await;
    let answer = answer.expect("an answer");
    assert_status(&answer, 200);
    text(answer).await
}

fn works(page: &str) -> usize {
    page.matches(r#"<article class="work""#).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gallery_has_pages_and_its_map_leads_to_them() {
    let house = house().await;
    let first = page(&house, Who::Staff, "gallery").await;
    let second = page(&house, Who::Staff, "gallery?page=2").await;
    assert_eq!((works(&first), works(&second)), (48, PAPERS + 1 - 48), "none is lost");
    assert!(!first.contains("(continued)") && second.contains("(continued)"));
    for seen in [&first, &second] {
        assert!(seen.contains("All 2 countries have submitted something, "), "{seen}");
    }
    assert!(first.contains(r##"href="#LA""##) && first.contains(r##"href="#KE""##), "both begin on this page: {first}");
    assert!(second.contains(r#"href="?page=1#LA""#) && second.contains(r#"href="?page=1#KE""#), "{second}");
    assert!(first.contains(r#"href="/seminars/sample/gallery?page=2#shelves""#), "{first}");
    // So many have no room on a tile.
    for tile in ["Republic: 50 submitted, 2 not handed in<", "Kenya: 1 submitted, 51 not handed in<"] {
        assert!(first.contains(tile), "{tile}: {first}");
    }
    assert!(!first.contains(r#"class="map-mark""#), "{first}");
    let beyond = page(&house, Who::Staff, "gallery?page=9").await;
    assert_eq!(works(&beyond), works(&second), "beyond the last page lies the last page");
    let foreign = page(&house, Who::Foreigner, "gallery?page=2").await;
    assert_eq!(works(&foreign), 1);
    assert!(!foreign.contains("(continued)") && !foreign.contains(r#"class="pager""#), "{foreign}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_materials_has_pages_of_what_the_filter_shows() {
    let house = house().await;
    let first = page(&house, Who::Staff, "materials?country=LA").await;
    assert!(first.contains("1 to 50 of 52 materials"), "{first}");
    assert!(first.contains("materials?country=LA&amp;page=2"), "the filter goes along: {first}");
    let second = page(&house, Who::Staff, "materials?country=LA&page=2").await;
    assert!(second.contains("51 to 52 of 52 materials") && second.contains("materials.zip?country=LA"), "{second}");
    assert!(second.contains(".la?country=LA&amp;list_page=2\""), "the page goes along: {second}");
    assert!(!first.contains("list_page"), "{first}");
    let submitted = page(&house, Who::Staff, "materials?state=submitted").await;
    assert!(submitted.contains("1 to 50 of 51 materials") && submitted.contains("51 files"), "{submitted}");
    assert!(page(&house, Who::Foreigner, "materials?state=submitted").await.contains(">1 material<"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_keeps_its_kind_and_state_from_page_to_page() {
    let house = house().await;
    let first = page(&house, Who::Staff, "outbox?status=waiting&kind=version_received").await;
    assert!(first.contains("outbox?status=waiting&amp;kind=version_received&amp;page=2"), "{first}");
    assert!(first.contains("outbox?status=&amp;kind=version_received\""), "a state keeps the kind: {first}");
    assert!(first.contains("outbox?status=waiting&amp;kind=\""), "and the other way round: {first}");
    let second = page(&house, Who::Staff, "outbox?status=waiting&kind=version_received&page=2").await;
    assert!(second.contains("outbox-table") && second.contains("kind=version_received&amp;page=1"), "{second}");
    let reminders = page(&house, Who::Staff, "outbox?kind=reminder").await;
    assert!(reminders.contains("No mail here.") && reminders.contains("Reminder (0)"), "{reminders}");
}
