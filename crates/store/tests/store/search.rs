//! What is found, and that nothing of what is hidden shows in it.

use domain::actor::Actor;
use domain::gate::{Finding, Judgement};
use domain::preview::{Contents, Page};
use domain::review::{Audience, Verdict};
use domain::search::{Find, Place};
use store::jobs::Task;
use store::materials::Submitted;
use store::reviews::NewReview;
use store::search::FINDS_ON_A_PAGE;

use crate::house::{House, NOW};

/// Hands in a file with these pages, which passes the gate.
async fn hand_in(house: &House, trainee: &Actor, name: &str, pages: &[&str]) -> Submitted {
    let mut submission = house.submission("status");
    submission.file_name = name.to_owned();
    let submitted = house.store.submit_material(trainee, &submission, NOW).await.expect("submitted");
    let page = |(place, text): (usize, &&str)| Page {
        number: u32::try_from(place + 1).expect("few"),
        text: (*text).to_owned(),
        ..Page::default()
    };
    let contents = Contents { pages: pages.iter().enumerate().map(page).collect(), missing: Vec::new() };
    while let Some(job) = house.store.take_job(NOW).await.expect("asked") {
        match job.task {
            Task::Check => {
                let finding = Finding { kind: None, judgement: Judgement::Ready, scanned: false, at: NOW };
                house.store.record_finding(&job, finding, NOW).await.expect("recorded");
            }
            Task::Preview => {
                house.store.record_preview(&job, &contents, Vec::new(), NOW).await.expect("recorded");
            }
        }
    }
    submitted
}

async fn find(house: &House, actor: &Actor, question: &str) -> Vec<Find> {
    let found = house.store.search(actor, &house.slug, question, 1).await.expect("a member");
    assert_eq!(found.count as usize, found.finds.len(), "one page");
    found.finds
}

async fn places(house: &House, actor: &Actor, question: &str) -> Vec<Place> {
    find(house, actor, question).await.into_iter().flat_map(|find| find.passages).map(|one| one.place).collect()
}

fn comment(audience: Audience, body: &str) -> NewReview {
    NewReview::comment(audience, 1, body)
}

#[tokio::test]
async fn words_are_found_in_any_form_with_their_page() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    hand_in(&house, &trainee, "E-port_of_Laos.pdf", &["Nothing here", "The dry ports of Côte d’Azur"]).await;
    assert_eq!(places(&house, &trainee, "port cote").await, [Place::Page(2)]);
    assert_eq!(places(&house, &trainee, "PORTS").await, [Place::File, Place::Page(2)]);
    assert_eq!(places(&house, &trainee, "laos").await, [Place::File]);
    assert_eq!(places(&house, &trainee, "lao republic").await, [Place::File], "by its country");
    assert!(find(&house, &trainee, "ports nothing").await.is_empty(), "all words stand together");
    assert!(find(&house, &trainee, "--").await.is_empty());
    let marked = &find(&house, &trainee, "port azur").await[0].passages[0].pieces;
    let marked: Vec<_> = marked.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["ports", "d’Azur"]);
}

#[tokio::test]
async fn what_is_hidden_leaves_no_trace() {
    let house = House::new().await;
    let (laos, kenya) = (house.trainee("LA").await, house.trainee("KE").await);
    hand_in(&house, &kenya, "kenya.pdf", &["ports and ships", "ships"]).await;
    let before = house.store.search(&kenya, &house.slug, "ships", 1).await.expect("a member");
    // Many others with the same words come, and one with more of them.
    for _ in 0..3 {
        hand_in(&house, &laos, "ships.pdf", &["ships ships ships", "secret ships"]).await;
    }
    let after = house.store.search(&kenya, &house.slug, "ships", 1).await.expect("a member");
    assert_eq!(after, before, "count, order and passages stay");
    assert!(find(&house, &kenya, "secret").await.is_empty());
    let outsider = house.store.search(&laos, &"elsewhere".parse().expect("a slug"), "ships", 1).await;
    assert!(outsider.is_err());
    let teacher = house.teacher().await;
    assert_eq!(find(&house, &teacher, "ships").await.len(), 4);
}

#[tokio::test]
async fn comments_are_found_by_those_who_read_them() {
    let house = House::new().await;
    let (laos, kenya, teacher) = (house.trainee("LA").await, house.trainee("KE").await, house.teacher().await);
    let key = hand_in(&house, &laos, "a.pdf", &["words"]).await.key().expect("a material").clone();
    for (audience, body) in [(Audience::Delegation, "a walrus for all"), (Audience::Hosts, "a walrus between us")] {
        house.store.write_review(&teacher, &house.slug, &key, &comment(audience, body), NOW).await.expect("written");
    }
    let seen = |places: Vec<Place>| -> Vec<Audience> {
        let audience = |place| match place {
            Place::Comment { audience, .. } => audience,
            other => panic!("no comment: {other:?}"),
        };
        places.into_iter().map(audience).collect()
    };
    assert_eq!(seen(places(&house, &teacher, "walrus").await), [Audience::Delegation, Audience::Hosts]);
    assert_eq!(seen(places(&house, &laos, "walrus").await), [Audience::Delegation]);
    assert!(find(&house, &kenya, "walrus").await.is_empty());
}

#[tokio::test]
async fn an_opened_material_is_found_without_its_drafts_and_its_thread() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    hand_in(&house, &laos, "draft.pdf", &["first walrus"]).await;
    let key = hand_in(&house, &laos, "final.pdf", &["second walrus"]).await.key().expect("a material").clone();
    let decision =
        NewReview { verdict: Some(Verdict::Accepted), version: 2, ..comment(Audience::Delegation, "walrus") };
    house.store.write_review(&staff, &house.slug, &key, &decision, NOW).await.expect("accepted");
    assert!(find(&house, &kenya, "walrus").await.is_empty());
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    let found = find(&house, &kenya, "walrus").await;
    assert_eq!(found.iter().map(|find| find.file_name.as_str()).collect::<Vec<_>>(), ["final.pdf"]);
    assert_eq!(places(&house, &kenya, "walrus").await, [Place::Page(1)]);
    assert_eq!(places(&house, &laos, "walrus").await.len(), 3);
}

#[tokio::test]
async fn much_is_found_page_by_page() {
    let house = House::new().await;
    let staff = house.staff().await;
    let countries = ["LA", "KE", "VN", "TH", "PE", "BR", "CL", "EG"];
    let mut files = 0;
    for country in countries {
        let trainee = house.trainee(country).await;
        for _ in 0..3 {
            hand_in(&house, &trainee, "a.pdf", &["walrus"]).await;
            files += 1;
        }
    }
    let one = house.store.search(&staff, &house.slug, "walrus", 1).await.expect("staff");
    let two = house.store.search(&staff, &house.slug, "walrus", 2).await.expect("staff");
    assert_eq!((one.count, one.finds.len(), one.more), (files, FINDS_ON_A_PAGE, true));
    assert_eq!((two.count, two.finds.len(), two.more), (files, files as usize - FINDS_ON_A_PAGE, false));
    assert!(one.finds.iter().all(|find| !two.finds.contains(find)));
}
