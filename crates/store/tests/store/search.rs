//! What is found, and that nothing of what is hidden shows in it.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::gate::{Finding, GateState, Judgement, Refusal};
use domain::material::VersionPlace;
use domain::preview::{Contents, Page};
use domain::review::{Audience, Verdict};
use domain::search::{Find, Place};
use domain::slides::FileNumbers;
use domain::upload::{UploadPlace, UploadTarget};
use store::audit::By;
use store::jobs::Task;
use store::materials::{Submission, Submitted};
use store::reviews::NewReview;
use store::search::FINDS_ON_A_PAGE;

use crate::house::{House, NOW, seminar};

/// Hands in a file with these pages, which passes the gate.
async fn hand_in(house: &House, trainee: &Actor, name: &str, pages: &[&str]) -> Submitted {
    let submission = Submission { file_name: name.to_owned(), ..house.submission("status") };
    submit(house, trainee, &submission, pages).await
}

fn slides(house: &House, name: &str) -> Submission {
    let place = UploadPlace::Session("trade-1".parse().expect("a slug"));
    let target = UploadTarget { seminar: house.slug.clone(), place };
    Submission { target, file_name: name.to_owned(), consent: None, ..house.submission("status") }
}

/// What is on its way passes the gate with it.
async fn submit(house: &House, actor: &Actor, submission: &Submission, pages: &[&str]) -> Submitted {
    let submitted = house.store.submit_upload(actor, submission, NOW).await.expect("submitted");
    let page = |(place, text): (usize, &&str)| Page {
        number: u32::try_from(place + 1).expect("few"),
        text: (*text).to_owned(),
        ..Page::default()
    };
    let contents = Contents { pages: pages.iter().enumerate().map(page).collect(), missing: Vec::new() };
    house.pass_gate_drawn_as(&contents).await;
    submitted
}

async fn release(house: &House, staff: &Actor, release: bool) {
    let session = "trade-1".parse().expect("a slug");
    if !release {
        return house.store.take_slides_back(staff, &house.slug, &session, Some(NOW), NOW).await.expect("taken back");
    }
    let files = house.store.slides(staff, &house.slug, &session).await.expect("staff").files;
    let released = house.store.release_slides(staff, &house.slug, &session, &FileNumbers::of(&files), NOW).await;
    assert!(released.expect("released").is_whole(), "all was seen and has passed");
}

async fn find(house: &House, actor: &Actor, question: &str) -> Vec<Find> {
    let found = house.store.search(actor, &house.slug, question, 1).await.expect("a member");
    assert_eq!((found.count as usize, found.gap), (found.finds.len(), None), "one page, and nothing is missing");
    found.finds
}

async fn suggested(house: &House, actor: &Actor, question: &str) -> Option<String> {
    house.store.search(actor, &house.slug, question, 1).await.expect("a member").suggestion
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
async fn a_file_is_found_by_every_name_of_its_country() {
    let house = House::new().await;
    let staff = house.staff().await;
    for country in ["VN", "KR", "KP"] {
        hand_in(&house, &house.trainee(country).await, "report.pdf", &[]).await;
    }
    for question in ["vietnam", "Viet Nam", "越南", "vn", "vietnam status"] {
        let found = find(&house, &staff, question).await;
        assert_eq!(found.len(), 1, "{question}");
        assert_eq!(found[0].country.as_ref().map(|country| country.name.as_str()), Some("Viet Nam"));
        assert_eq!(found[0].passages[0].place, Place::File);
    }
    let passage = async |question: &'static str| {
        let found = find(&house, &staff, question).await;
        found[0].passages[0].pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()
    };
    assert_eq!(passage("viet nam").await, "report.pdf, Viet Nam, status");
    assert_eq!(passage("越南").await, "report.pdf, Viet Nam / 越南, status", "the name that was asked for");
    assert_eq!(find(&house, &staff, "south korea").await.len(), 1);
    assert!(passage("south korea").await.contains("South Korea"));
}

#[tokio::test]
async fn a_corrected_title_is_found_and_the_one_before_is_not() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    hand_in(&house, &laos, "report.pdf", &["a status"]).await;
    submit(&house, &staff, &slides(&house, "talk.pdf"), &[]).await;
    let mut corrected = seminar("e-port");
    corrected.assignments[0].title = "Walruses".to_owned();
    corrected.sessions[1].title = "Narwhals".to_owned();
    for _ in 0..2 {
        house.store.import_seminar(corrected.clone(), &By::operator(), NOW).await.expect("imported");
        for (question, name) in [("walrus", "report.pdf"), ("narwhal", "talk.pdf")] {
            let found = find(&house, &staff, question).await;
            assert_eq!(found.iter().map(|find| find.file_name.as_str()).collect::<Vec<_>>(), [name], "{question}");
            assert!(found[0].passages[0].pieces.iter().any(|piece| piece.marked), "{question}");
        }
        assert_eq!(places(&house, &staff, "status").await, [Place::Page(1)], "what its pages say stays");
        assert!(find(&house, &staff, "trade").await.is_empty());
    }
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn words_without_spaces_between_them_are_found() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    hand_in(&house, &trainee, "ລາຍງານ.pdf", &["主要港口2021年吞吐量", "ລາຍງານທ່າເຮືອນ້ຳເລິກ and more", "รายงานท่าเรือ"])
        .await;
    assert_eq!(places(&house, &trainee, "港口").await, [Place::Page(1)]);
    assert_eq!(places(&house, &trainee, "港").await, [Place::Page(1)], "a letter is a word");
    assert_eq!(places(&house, &trainee, "吞吐量 2021").await, [Place::Page(1)]);
    assert!(find(&house, &trainee, "岗口").await.is_empty(), "another word of the same sound");
    assert_eq!(places(&house, &trainee, "ທ່າເຮືອ more").await, [Place::Page(2)]);
    assert!(places(&house, &trainee, "ลาย ท่าเรือ").await.is_empty(), "all words stand together");
    assert_eq!(places(&house, &trainee, "ท่าเรือ").await, [Place::Page(3)]);
    assert_eq!(places(&house, &trainee, "ລາຍງານ").await, [Place::File, Place::Page(2)]);
    let found = &find(&house, &trainee, "港口").await[0].passages[0].pieces;
    let pieces: Vec<_> = found.iter().map(|piece| (piece.text.as_str(), piece.marked)).collect();
    assert_eq!(pieces, [("主要", false), ("港口", true), ("2021年吞吐量", false)]);
    let key = "status.la".parse().expect("a key");
    let comment = comment(Audience::Delegation, "关税");
    house.store.write_review(&trainee, &house.slug, &key, &comment, NOW).await.expect("written");
    assert!(matches!(places(&house, &trainee, "关税").await[..], [Place::Comment { .. }]));
}

#[tokio::test]
async fn what_a_file_says_is_not_found_while_it_is_checked_again() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    hand_in(&house, &laos, "ships.pdf", &["ports"]).await;
    submit(&house, &staff, &slides(&house, "ships.pdf"), &["ports"]).await;
    for (actor, files) in [(&laos, 1), (&staff, 2)] {
        assert_eq!(find(&house, actor, "ports").await.len(), files);
    }
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 2);
    for (actor, files) in [(&laos, 1), (&staff, 2)] {
        assert!(find(&house, actor, "ports").await.is_empty());
        assert_eq!(places(&house, actor, "ships").await, vec![Place::File; files]);
    }
}

#[tokio::test]
async fn what_cannot_be_opened_is_marked_where_it_is_found() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let gates = async || {
        let found = find(&house, &staff, "ships").await;
        found.into_iter().map(|find| (find.number, find.gate)).collect::<BTreeMap<u32, GateState>>()
    };
    hand_in(&house, &laos, "ships.pdf", &["ports"]).await;
    let submission = Submission { file_name: "ships.pdf".to_owned(), ..house.submission("status") };
    house.store.submit_upload(&laos, &submission, NOW).await.expect("submitted");
    assert_eq!(gates().await, BTreeMap::from([(1, GateState::Ready), (2, GateState::Received)]));
    let check = house.store.take_job(NOW, &[Task::Check]).await.expect("asked").expect("a check");
    let judgement = Judgement::Refused(Refusal::Encrypted);
    let finding = Finding { kind: None, judgement, scanned: false, at: NOW };
    house.store.record_finding(&check, finding, NOW).await.expect("recorded");
    assert_eq!(gates().await, BTreeMap::from([(1, GateState::Ready), (2, GateState::Refused)]));
}

#[tokio::test]
async fn what_is_hidden_leaves_no_trace() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    hand_in(&house, &kenya, "kenya.pdf", &["ports and ships", "ships in the harbour"]).await;
    let seen = async || {
        let mut seen = Vec::new();
        for question in ["ships", "shxps", "harbvr", "secrxt", "secrxt ships"] {
            seen.push(house.store.search(&kenya, &house.slug, question, 1).await.expect("a member"));
        }
        seen
    };
    let before = seen().await;
    let suggested_before: Vec<_> = before.iter().map(|finds| finds.suggestion.as_deref()).collect();
    assert_eq!(suggested_before, [None, Some("ships"), Some("harbour"), None, None]);
    // Many others with the same words come, and one with more of them; also with the very words that are misspelt, and
    // with nearer ones.
    for _ in 0..3 {
        hand_in(&house, &laos, "ships.pdf", &["ships ships ships", "secret ships, shxps and shops in a harbor"]).await;
        submit(&house, &staff, &slides(&house, "ships.pdf"), &["ships ships", "secret shops, shxps, harbor"]).await;
    }
    assert_eq!(seen().await, before, "count, order, passages and suggestions stay");
    for (question, nearer) in [("harbvr", "harbor"), ("secrxt ships", "secret ships")] {
        assert_eq!(suggested(&house, &staff, question).await.as_deref(), Some(nearer), "who sees all");
    }
    assert_eq!(find(&house, &staff, "shxps").await.len(), 6);
    assert!(find(&house, &kenya, "secret").await.is_empty());
    let outsider = house.store.search(&laos, &"elsewhere".parse().expect("a slug"), "ships", 1).await;
    assert!(outsider.is_err());
    let teacher = house.teacher().await;
    assert_eq!(find(&house, &teacher, "ships").await.len(), 4, "the session is not theirs");
    assert_eq!(find(&house, &staff, "ships").await.len(), 7);
}

#[tokio::test]
async fn what_may_have_been_meant_is_suggested_and_found() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let pages = ["Ports: customs declarations of Côte d’Azur", "GÜMRÜK, a gümrük of all sorts", "主要港口 20211"];
    let version = hand_in(&house, &trainee, "E-port_of_Laos.pdf", &pages).await.version;
    let misspelt = [
        ("custqms", "customs"),
        ("declarxtion azur", "declarations azur"),
        ("custqms, cotx!", "customs Côte"),
        ("gumrxk", "gümrük"),
        ("Laqs", "Laos"),
    ];
    for (question, meant) in misspelt {
        assert!(find(&house, &trainee, question).await.is_empty(), "{question}");
        assert_eq!(suggested(&house, &trainee, question).await.as_deref(), Some(meant), "{question}");
        assert_eq!(find(&house, &trainee, meant).await.len(), 1, "{meant}");
    }
    assert_eq!(suggested(&house, &trainee, "customs").await, None, "it is found");
    assert_eq!(suggested(&house, &trainee, "ports gümrük").await, None, "both are right, but stand on different pages");
    for question in ["岗口", "20212", "custqms gumruk", "walrxs", "--"] {
        assert_eq!(suggested(&house, &trainee, question).await, None, "{question}");
    }
    house.store.delete_version(&trainee, version.id, "The wrong file", NOW).await.expect("deleted");
    assert_eq!(suggested(&house, &trainee, "custqms").await, None, "nobody finds what is deleted");
}

#[tokio::test]
async fn slides_are_found_by_those_who_see_them() {
    let house = House::new().await;
    let (laos, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    hand_in(&house, &laos, "walrus.pdf", &["a walrus"]).await;
    let before = find(&house, &laos, "walrus").await;
    let brought = submit(&house, &staff, &slides(&house, "My_walrus.pdf"), &["Nothing", "Walruses"]).await.version;
    for actor in [&laos, &teacher] {
        assert_eq!(find(&house, actor, "walrus").await, before, "not before they are released");
        assert!(find(&house, actor, "nothing").await.is_empty());
    }
    assert_eq!(find(&house, &staff, "walrus").await.len(), 2, "those who lead the session see them");

    release(&house, &staff, true).await;
    let released = find(&house, &laos, "walrus").await;
    let found = released.iter().find(|find| find.version == brought.id).expect("found");
    assert_eq!(found.place, VersionPlace::Session("trade-1".parse().expect("a slug")));
    assert_eq!((found.title.as_str(), found.country.as_ref()), ("trade-1", None));
    let at: Vec<&Place> = found.passages.iter().map(|passage| &passage.place).collect();
    assert_eq!((released.len(), at), (2, vec![&Place::File, &Place::Page(2)]));
    assert_eq!(places(&house, &teacher, "nothing").await, [Place::Page(1)]);
    assert_eq!(places(&house, &laos, "trade").await, [Place::File], "by its session");
    house.store.submit_upload(&staff, &slides(&house, "narwhal.pdf"), NOW).await.expect("submitted");
    assert!(find(&house, &laos, "narwhal").await.is_empty(), "it has not passed the gate");

    house.store.delete_version(&staff, brought.id, "The wrong file", NOW).await.expect("deleted");
    assert_eq!(find(&house, &laos, "walrus").await, before);
    assert!(find(&house, &staff, "nothing").await.is_empty(), "nobody finds what is deleted");
    house.store.restore_version(&staff, &house.slug, brought.id, NOW).await.expect("restored");
    assert_eq!(find(&house, &laos, "walrus").await, released);
    release(&house, &staff, false).await;
    assert_eq!(find(&house, &laos, "walrus").await, before, "taken back");
    let (session, narwhal) = ("trade-1".parse().expect("a slug"), "2".parse().expect("a number"));
    house.store.release_slides(&staff, &house.slug, &session, &narwhal, NOW).await.expect("released");
    assert_eq!(find(&house, &laos, "walrus").await, before, "it is not released with the other one");
}

#[tokio::test]
async fn comments_are_found_by_those_who_read_them() {
    let house = House::new().await;
    let (laos, kenya, teacher) = (house.trainee("LA").await, house.trainee("KE").await, house.teacher().await);
    let key = hand_in(&house, &laos, "a.pdf", &["words"]).await.key().expect("a material").clone();
    let mut written = Vec::new();
    for (audience, body) in [(Audience::Delegation, "a walrus for all"), (Audience::Hosts, "a walrus between us")] {
        let review = comment(audience, body);
        let review = house.store.write_review(&teacher, &house.slug, &key, &review, NOW).await.expect("written");
        written.push(Place::Comment { review: Some(review), author: teacher.name.to_string(), audience });
    }
    assert_eq!(places(&house, &teacher, "walrus").await, written);
    assert_eq!(places(&house, &laos, "walrus").await, written[..1]);
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
