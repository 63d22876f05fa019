//! What is drawn of a file that has passed.

use domain::actor::Actor;
use domain::audit::Action;
use domain::gate::{Finding, Hold, Judgement, Refusal};
use domain::id::VersionId;
use domain::material::Sha256Hex;
use domain::preview::{Contents, Drawing, Fault, Missing, OfficeTrouble, Page};
use store::StoreError;
use store::jobs::Task;
use store::previews::PreviewFile;

use super::{found, no_job, submit, take};
use crate::house::{House, NOW};

#[tokio::test]
async fn pages_are_seen_by_those_who_may_open_the_file() {
    let house = House::new().await;
    let (laos, kenya, teacher) = (house.trainee("LA").await, house.trainee("KE").await, house.teacher().await);
    let id = submit(&house, &laos).await;
    assert!(house.store.preview(&laos, id).await.expect("their own").1.is_none());
    assert!(house.store.drawn_preview(&laos, id).await.expect("their own").1.is_none());
    assert!(matches!(house.store.drawn_preview(&kenya, id).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.preview(&teacher, id).await, Err(StoreError::AtTheGate(_))));
    assert!(matches!(house.store.preview(&kenya, id).await, Err(StoreError::NotFound)));
    assert!(matches!(house.store.preview_file(&kenya, id, "0001-900.webp").await, Err(StoreError::NotFound)));
}

fn drawn_as(sha256: &str) -> Vec<PreviewFile> {
    vec![PreviewFile { name: "0001-900.webp".to_owned(), sha256: Sha256Hex(sha256.repeat(32)), size: 1 }]
}

/// A version of which this is missing, and one image is there.
async fn drawn_without(house: &House, trainee: &Actor, missing: Missing, sha256: &str) -> VersionId {
    let id = submit(house, trainee).await;
    house.store.record_finding(&take(house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let (job, contents) = (take(house, NOW).await, Contents::lacking(missing));
    house.store.record_preview(&job, &contents, drawn_as(sha256), None, NOW).await.expect("recorded");
    id
}

#[tokio::test]
async fn a_page_that_was_lost_is_drawn_again() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = submit(&house, &trainee).await;
    house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let lost = Page { number: 2, fault: Some(Fault::NoTimeLeft), ..Page::default() };
    let lacking = Contents { pages: vec![Page { number: 1, ..Page::default() }, lost], missing: Vec::new() };
    house.store.record_preview(&take(&house, NOW).await, &lacking, drawn_as("bb"), None, NOW).await.expect("recorded");
    house.store.draw_again(&staff, id, NOW).await.expect("drawn again");
    let whole = Contents { pages: vec![Page { number: 1, ..Page::default() }], missing: Vec::new() };
    house.store.record_preview(&take(&house, NOW).await, &whole, drawn_as("cc"), None, NOW).await.expect("recorded");
    assert!(matches!(house.store.draw_again(&staff, id, NOW).await, Err(StoreError::Repeat(_))), "nothing is missing");
}

/// Two pages, of which the second was lost for want of time.
fn half() -> Contents {
    let first = Page { number: 1, text: "About harbours".to_owned(), ..Page::default() };
    let lost = Page { number: 2, fault: Some(Fault::NoTimeLeft), ..Page::default() };
    Contents { pages: vec![first, lost], missing: Vec::new() }
}

/// A version of which a first try has drawn that much, and one image.
async fn drawn_so_far(house: &House, trainee: &Actor) -> VersionId {
    let id = submit(house, trainee).await;
    house.store.record_finding(&take(house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let job = take(house, NOW).await;
    let again = Some(job.next_try(NOW));
    house.store.record_preview(&job, &half(), drawn_as("bb"), again, NOW).await.expect("recorded");
    id
}

#[tokio::test]
async fn what_a_first_try_has_drawn_is_seen_until_the_second_one_replaces_it() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = drawn_so_far(&house, &trainee).await;
    let (submitted, seen) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!(seen, Some(half()));
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::UnderWay);
    assert!(matches!(house.store.draw_again(&staff, id, NOW).await, Err(StoreError::Repeat(_))), "it is under way");
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert!(no_job(&house, NOW.plus_seconds(14)).await, "not at once");
    let later = NOW.plus_seconds(15);
    assert_eq!(take(&house, later).await.attempt, 2);
    // The server is lost over it.
    house.store.release_job_leases(later).await.expect("released");
    let second = take(&house, later).await;
    assert_eq!(second.attempt, 3);
    let mut whole = half();
    whole.pages[1] = Page { number: 2, text: "And ships".to_owned(), ..Page::default() };
    house.store.record_preview(&second, &whole, drawn_as("cc"), None, later).await.expect("recorded");
    assert_eq!(house.store.preview(&teacher, id).await.expect("open").1, Some(whole));
    assert_eq!(house.store.discarded_files().await.expect("read"), [Sha256Hex("bb".repeat(32))]);
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::Settled);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert!(no_job(&house, later.plus_days(30)).await);
}

#[tokio::test]
async fn what_shows_less_than_what_is_there_replaces_nothing() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = drawn_so_far(&house, &trainee).await;
    let less = Contents::lacking(Missing::Drawing);
    let second = take(&house, NOW.plus_seconds(15)).await;
    house.store.record_preview(&second, &less, drawn_as("cc"), None, NOW).await.expect("recorded");
    let (submitted, seen) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!(seen, Some(half()));
    assert_eq!(house.store.discarded_files().await.expect("read"), [Sha256Hex("cc".repeat(32))]);
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::Settled);
    house.store.draw_again(&staff, id, NOW).await.expect("drawn again");
    let job = take(&house, NOW).await;
    let again = Some(job.next_try(NOW));
    house.store.record_preview(&job, &less, drawn_as("cc"), again, NOW).await.expect("recorded");
    assert_eq!(house.store.preview(&teacher, id).await.expect("open").1, Some(half()));
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::UnderWay);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
}

#[tokio::test]
async fn over_what_drawing_has_died_waits_for_staff_with_the_words_there_are() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let id = submit(&house, &trainee).await;
    house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let words = Page { number: 1, text: "About harbours".to_owned(), ..Page::default() };
    let words = Contents { pages: vec![words], missing: vec![Missing::Drawing] };
    let job = take(&house, NOW).await;
    house.store.record_undrawn(&job, &words, "the worker broke off", NOW).await.expect("recorded");
    let (submitted, seen) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!((seen, house.store.drawing(&submitted).await.expect("read")), (Some(words), Drawing::Dead));
    assert!(no_job(&house, NOW.plus_days(30)).await);
    let dead = house.store.at_the_gate(&staff, &house.slug).await.expect("staff").dead;
    assert_eq!((dead.len(), dead[0].version, dead[0].task), (1, id, Task::Preview));
    assert_eq!(dead[0].problem, "the worker broke off");
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    house.store.draw_again(&staff, id, NOW).await.expect("drawn again");
    assert!(house.store.at_the_gate(&staff, &house.slug).await.expect("staff").dead.is_empty());
    let whole = Contents { pages: vec![Page { number: 1, ..Page::default() }], missing: Vec::new() };
    house.store.record_preview(&take(&house, NOW).await, &whole, drawn_as("cc"), None, NOW).await.expect("recorded");
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::Settled);
}

#[tokio::test]
async fn what_was_drawn_badly_is_drawn_again_and_its_images_go() {
    let house = House::new().await;
    let (trainee, teacher, staff) = (house.trainee("LA").await, house.teacher().await, house.staff().await);
    let missing = Missing::Office(OfficeTrouble::Failed);
    let id = drawn_without(&house, &trainee, missing, "bb").await;
    for other in [&trainee, &teacher] {
        assert!(matches!(house.store.draw_again(other, id, NOW).await, Err(StoreError::NotFound)));
    }
    house.store.draw_again(&staff, id, NOW).await.expect("drawn again");
    let twice = house.store.draw_again(&staff, id, NOW).await;
    assert!(matches!(twice, Err(StoreError::Repeat(_))), "it is under way");
    let (submitted, before) = house.store.preview(&teacher, id).await.expect("open");
    assert_eq!(before, Some(Contents::lacking(missing)), "what there is stays until then");
    assert_eq!(house.store.drawing(&submitted).await.expect("read"), Drawing::UnderWay);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    assert!(house.store.discarded_files().await.expect("read").is_empty());

    let contents = Contents { pages: vec![Page { number: 1, ..Page::default() }], missing: Vec::new() };
    house.store.record_preview(&take(&house, NOW).await, &contents, drawn_as("cc"), None, NOW).await.expect("recorded");
    assert_eq!(house.store.preview(&teacher, id).await.expect("open").1, Some(contents));
    assert_eq!(house.store.discarded_files().await.expect("read"), [Sha256Hex("bb".repeat(32))]);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    let enough = house.store.draw_again(&staff, id, NOW).await;
    assert!(matches!(enough, Err(StoreError::Repeat(_))), "nothing is missing");
    let events = house.store.audit_events(&staff, &house.slug, 0, 50).await.expect("events");
    assert!(events.iter().any(|event| event.action == Action::VersionDrawnAgain));
}

#[tokio::test]
async fn an_office_program_that_comes_later_draws_what_lacked_it() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let lacks = drawn_without(&house, &trainee, Missing::Office(OfficeTrouble::NotInstalled), "bb").await;
    drawn_without(&house, &trainee, Missing::Office(OfficeTrouble::Failed), "cc").await;
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 1);
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 0, "it is under way");
    let job = take(&house, NOW).await;
    assert_eq!((job.task, job.version().id), (Task::Preview, lacks));
    house.store.record_preview(&job, &Contents::default(), drawn_as("dd"), None, NOW).await.expect("recorded");
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 0, "it is drawn");
}

#[tokio::test]
async fn an_office_program_that_draws_less_than_there_is_does_not_try_at_every_start() {
    let house = House::new().await;
    let trainee = house.trainee("LA").await;
    let id = submit(&house, &trainee).await;
    house.store.record_finding(&take(&house, NOW).await, found(Judgement::Ready), NOW).await.expect("recorded");
    let words = Contents { missing: vec![Missing::Office(OfficeTrouble::NotInstalled)], ..half() };
    house.store.record_preview(&take(&house, NOW).await, &words, Vec::new(), None, NOW).await.expect("recorded");
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 1);
    let nothing = Contents::lacking(Missing::Drawing);
    house.store.record_preview(&take(&house, NOW).await, &nothing, Vec::new(), None, NOW).await.expect("recorded");
    assert_eq!(house.store.preview(&trainee, id).await.expect("their own").1, Some(words));
    assert_eq!(house.store.draw_with_office(NOW).await.expect("asked"), 0, "it has tried");
}

/// A version that no scanner has looked at and of which something could not be drawn, and the drawing that staff have
/// asked for since.
async fn to_be_drawn_again(house: &House, trainee: &Actor, staff: &Actor) -> VersionId {
    let id = submit(house, trainee).await;
    let unscanned = Finding { scanned: false, ..found(Judgement::Ready) };
    house.store.record_finding(&take(house, NOW).await, unscanned, NOW).await.expect("recorded");
    let contents = Contents::lacking(Missing::Office(OfficeTrouble::Failed));
    house.store.record_preview(&take(house, NOW).await, &contents, drawn_as("bb"), None, NOW).await.expect("recorded");
    house.store.draw_again(staff, id, NOW).await.expect("drawn again");
    id
}

#[tokio::test]
async fn a_drawing_that_staff_asked_for_waits_while_the_file_is_checked_again() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = to_be_drawn_again(&house, &trainee, &staff).await;
    let interrupted = take(&house, NOW).await;
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 1);
    let drawn = house.store.record_preview(&interrupted, &Contents::default(), drawn_as("cc"), None, NOW).await;
    drawn.expect("nothing");
    assert_eq!(house.store.discarded_files().await.expect("read"), [Sha256Hex("cc".repeat(32))]);
    let check = take(&house, NOW).await;
    assert_eq!(check.task, Task::Check);
    assert!(no_job(&house, NOW).await && house.store.jobs_due(NOW).await.expect("asked") == 0);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    house.store.record_finding(&check, found(Judgement::Ready), NOW).await.expect("recorded");
    assert_eq!(house.store.jobs_due(NOW).await.expect("asked"), 1);
    let drawing = take(&house, NOW).await;
    assert_eq!((drawing.task, drawing.version().id, drawing.attempt), (Task::Preview, id, 1));
    house.store.record_preview(&drawing, &Contents::default(), drawn_as("dd"), None, NOW).await.expect("recorded");
    assert!(no_job(&house, NOW.plus_days(1)).await);
}

#[tokio::test]
async fn what_is_held_when_it_is_checked_again_is_drawn_once_staff_let_it_through() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    let id = to_be_drawn_again(&house, &trainee, &staff).await;
    assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 1);
    let macros = found(Judgement::Held(vec![Hold::Macros]));
    house.store.record_finding(&take(&house, NOW).await, macros, NOW).await.expect("recorded");
    assert!(no_job(&house, NOW.plus_days(1)).await);
    assert!(house.store.inconsistencies().await.expect("read").is_empty());
    house.store.rule_on_version(&staff, id, true, "Known to us", NOW).await.expect("released");
    assert_eq!(take(&house, NOW).await.task, Task::Preview);
    assert!(no_job(&house, NOW).await, "once");
}

#[tokio::test]
async fn of_what_is_refused_when_it_is_checked_again_nothing_is_drawn() {
    let house = House::new().await;
    let (trainee, staff) = (house.trainee("LA").await, house.staff().await);
    for by_staff in [false, true] {
        let id = to_be_drawn_again(&house, &trainee, &staff).await;
        assert_eq!(house.store.scan_unscanned(&staff, &house.slug, NOW).await.expect("put back"), 1);
        let virus = Judgement::Refused(Refusal::Virus { name: "Sample".to_owned() });
        let judgement = if by_staff { Judgement::Held(vec![Hold::Macros]) } else { virus };
        house.store.record_finding(&take(&house, NOW).await, found(judgement), NOW).await.expect("recorded");
        if by_staff {
            house.store.rule_on_version(&staff, id, false, "An old copy", NOW).await.expect("refused");
        }
        assert!(no_job(&house, NOW.plus_days(1)).await);
        assert!(house.store.inconsistencies().await.expect("read").is_empty());
    }
}
