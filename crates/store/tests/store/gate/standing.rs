//! Which version stands while the gate refuses what came after it.

use domain::actor::Actor;
use domain::gate::{Hold, Judgement, Refusal};
use domain::id::{ReviewId, VersionId};
use domain::mail::MailKind;
use domain::material::{MaterialFilter, MaterialKey, MaterialState};
use domain::review::{Audience, Verdict};
use domain::time::Instant;
use store::StoreError;
use store::materials::Submission;
use store::reviews::NewReview;

use super::{found, on_board, submit, take};
use crate::house::{House, LATE, NOW};

const REFUSED: Judgement = Judgement::Refused(Refusal::Encrypted);

fn key() -> MaterialKey {
    "status.la".parse().expect("a key")
}

/// The gate judges what has waited there longest.
async fn judge(house: &House, judgement: Judgement, now: Instant) {
    let check = take(house, now).await;
    house.store.record_finding(&check, found(judgement), now).await.expect("recorded");
}

async fn decide(house: &House, actor: &Actor, version: u32, verdict: Verdict) -> Result<ReviewId, StoreError> {
    let comment = NewReview::comment(Audience::Delegation, version, "Looked at");
    let decision = NewReview { verdict: Some(verdict), ..comment };
    house.store.write_review(actor, &house.slug, &key(), &decision, NOW).await
}

/// Which version stands for its delegation, which was refused after it, and how the material stands.
async fn standing(house: &House, trainee: &Actor) -> (Option<u32>, Option<u32>, MaterialState) {
    let material = house.store.material(trainee, &house.slug, &key()).await.expect("their own").material;
    let wrong = house.store.inconsistencies().await.expect("read");
    assert!(wrong.is_empty(), "{wrong:?}");
    let state = material.state();
    (material.standing_version.map(|version| version.number), material.refused.map(|version| version.number), state)
}

#[tokio::test]
async fn what_was_accepted_stays_with_its_readers_when_a_later_file_is_refused() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    let first = submit(&house, &laos).await;
    house.pass_gate().await;
    decide(&house, &staff, 1, Verdict::Accepted).await.expect("decided");
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");

    let second = submit(&house, &laos).await;
    let read = async || house.store.material(&kenya, &house.slug, &key()).await;
    assert!(matches!(read().await, Err(StoreError::NotFound)), "the new one may still pass");
    judge(&house, REFUSED, NOW).await;
    let file = read().await.expect("open to all");
    assert_eq!(file.versions.iter().map(|version| version.id).collect::<Vec<_>>(), [first]);
    assert_eq!(file.material.refused, None, "that is between the delegation and those who look after it");
    let in_list = async |reader: &Actor| {
        let all = house.store.outlines(reader, &house.slug, &MaterialFilter::default()).await.expect("a list");
        all.into_iter().find(|outline| outline.key == key()).map(|outline| outline.standing().label())
    };
    assert_eq!(in_list(&kenya).await.as_deref(), Some("Accepted"));
    assert_eq!(in_list(&laos).await.as_deref(), Some("Accepted, version 2 refused"));
    assert!(house.store.version(&kenya, first).await.is_ok());
    assert!(matches!(house.store.version(&kenya, second).await, Err(StoreError::NotFound)));
    assert_eq!(house.store.search(&kenya, &house.slug, "slides", 1).await.expect("searched").count, 1);
    assert_eq!(standing(&house, &laos).await, (Some(1), Some(2), MaterialState::Accepted));
}

#[tokio::test]
async fn the_version_that_stands_is_decided_on() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    submit(&house, &laos).await;
    house.pass_gate().await;
    submit(&house, &laos).await;
    judge(&house, REFUSED, NOW).await;
    assert_eq!(on_board(&house, &staff).await, "Submitted, version 2 refused");
    let refused = decide(&house, &staff, 2, Verdict::ChangesRequested).await;
    assert!(matches!(refused, Err(StoreError::Changed(words)) if words.contains("was refused")), "{refused:?}");
    decide(&house, &staff, 1, Verdict::Accepted).await.expect("decided");
    assert_eq!(on_board(&house, &staff).await, "Accepted, version 2 refused");
}

#[tokio::test]
async fn what_is_held_stands_until_it_is_refused_itself() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let hand_in_late = async || {
        let submitted = house.store.submit_upload(&laos, &house.submission("status"), LATE).await;
        submitted.expect("submitted").version.id
    };
    let first = submit(&house, &laos).await;
    judge(&house, Judgement::Held(vec![Hold::Macros]), NOW).await;
    let second = hand_in_late().await;
    assert_eq!(standing(&house, &laos).await, (Some(2), None, MaterialState::Submitted));
    judge(&house, REFUSED, LATE).await;
    assert_eq!(standing(&house, &laos).await, (Some(1), Some(2), MaterialState::Submitted), "in time");

    house.store.rule_on_version(&staff, first, false, "An old copy", LATE).await.expect("refused");
    let none_stands = (Some(2), None, MaterialState::Refused);
    assert_eq!(standing(&house, &laos).await, none_stands);
    house.store.delete_version(&staff, second, "A sample", LATE).await.expect("deleted");
    assert_eq!(standing(&house, &laos).await, (Some(1), None, MaterialState::Refused));
    house.store.restore_version(&staff, &house.slug, second, LATE).await.expect("restored");
    assert_eq!(standing(&house, &laos).await, none_stands);

    let third = hand_in_late().await;
    judge(&house, Judgement::Ready, LATE).await;
    assert_eq!(standing(&house, &laos).await, (Some(3), None, MaterialState::Late));
    house.store.delete_version(&staff, third, "A sample", LATE).await.expect("deleted");
    assert_eq!(standing(&house, &laos).await, none_stands);
}

/// Hands in a file with these words on sharing.
async fn say(house: &House, trainee: &Actor, consent: bool, now: Instant) -> VersionId {
    let submission = Submission { consent: Some(consent), ..house.submission("status") };
    house.store.submit_upload(trainee, &submission, now).await.expect("submitted").version.id
}

/// Hands in a file, and leaves the box about sharing as it is drawn.
async fn leave_box(house: &House, trainee: &Actor, ticked: bool, now: Instant) -> VersionId {
    let boxed = Submission { consent: Some(ticked), consent_seen: Some(ticked), ..house.submission("status") };
    house.store.submit_upload(trainee, &boxed, now).await.expect("submitted").version.id
}

/// What is on record on sharing, and with which version it was said.
async fn consent(house: &House, trainee: &Actor) -> Option<(bool, Option<u32>)> {
    let material = house.store.material(trainee, &house.slug, &key()).await.expect("their own").material;
    material.consent.map(|said| (said.given, said.version))
}

#[tokio::test]
async fn what_a_refused_file_consented_to_does_not_count_for_what_stands() {
    let house = House::new().await;
    let (laos, kenya, staff) = (house.trainee("LA").await, house.trainee("KE").await, house.staff().await);
    say(&house, &laos, false, NOW).await;
    house.pass_gate().await;
    decide(&house, &staff, 1, Verdict::Accepted).await.expect("decided");
    house.store.open_materials(&staff, &house.slug, true, NOW).await.expect("opened");
    let is_hidden = async || {
        let read = house.store.material(&kenya, &house.slug, &key()).await;
        matches!(read, Err(StoreError::NotFound))
    };

    let (second, third) = (NOW.plus_seconds(1), NOW.plus_seconds(2));
    say(&house, &laos, true, second).await;
    assert_eq!(consent(&house, &laos).await, Some((true, Some(2))), "it may still pass");
    judge(&house, REFUSED, second).await;
    assert_eq!(consent(&house, &laos).await, Some((false, Some(1))));
    assert!(is_hidden().await);

    let held = say(&house, &laos, true, third).await;
    judge(&house, Judgement::Held(vec![Hold::Macros]), third).await;
    assert_eq!(consent(&house, &laos).await, Some((true, Some(3))));
    house.store.rule_on_version(&staff, held, false, "An old copy", third).await.expect("refused");
    assert_eq!(consent(&house, &laos).await, Some((false, Some(1))));
    assert!(is_hidden().await);
    assert_eq!(standing(&house, &laos).await, (Some(1), Some(3), MaterialState::Accepted));
}

#[tokio::test]
async fn of_files_that_are_all_refused_none_consents_in_whatever_order() {
    for last_first in [false, true] {
        let house = House::new().await;
        let (laos, now) = (house.trainee("LA").await, NOW.plus_seconds(1));
        say(&house, &laos, true, NOW).await;
        say(&house, &laos, true, now).await;
        let mut checks = [take(&house, now).await, take(&house, now).await];
        if last_first {
            checks.reverse();
        }
        for check in &checks {
            house.store.record_finding(check, found(REFUSED), now).await.expect("recorded");
        }
        assert_eq!(consent(&house, &laos).await, None, "{last_first}");
    }
}

#[tokio::test]
async fn what_a_later_file_consents_to_as_well_outlives_the_first() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let (second, third) = (NOW.plus_seconds(1), NOW.plus_seconds(2));
    let first = say(&house, &laos, true, NOW).await;
    judge(&house, Judgement::Held(vec![Hold::Macros]), NOW).await;
    leave_box(&house, &laos, true, second).await;
    assert_eq!(consent(&house, &laos).await, Some((true, Some(2))));
    house.store.rule_on_version(&staff, first, false, "An old copy", second).await.expect("refused");
    assert_eq!(consent(&house, &laos).await, Some((true, Some(2))), "it came with the second file, too");
    judge(&house, REFUSED, second).await;
    assert_eq!(consent(&house, &laos).await, None);

    leave_box(&house, &laos, true, third).await;
    assert_eq!(consent(&house, &laos).await, Some((true, Some(3))), "the box shows what nobody has said but it");
}

#[tokio::test]
async fn what_was_said_again_counts_from_the_first_file_that_is_not_refused() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let at = |seconds| NOW.plus_seconds(seconds);
    let from = async || {
        let material = house.store.material(&laos, &house.slug, &key()).await.expect("their own").material;
        material.consent.map(|said| (said.version, said.from_version))
    };
    let first = say(&house, &laos, true, NOW).await;
    judge(&house, Judgement::Held(vec![Hold::Macros]), NOW).await;
    let silent = Submission { consent: None, ..house.submission("status") };
    house.store.submit_upload(&laos, &silent, at(1)).await.expect("submitted");
    let third = leave_box(&house, &laos, true, at(2)).await;
    assert_eq!(from().await, Some((Some(3), Some(1))));
    house.store.rule_on_version(&staff, first, false, "An old copy", at(3)).await.expect("refused");
    assert_eq!(from().await, Some((Some(3), Some(3))));
    house.store.delete_version(&staff, third, "A wrong file", at(4)).await.expect("deleted");
    assert_eq!(from().await, None, "with the second one nobody consented");
}

#[tokio::test]
async fn what_comes_back_once_a_later_file_is_refused_counts_from_no_refused_file_either() {
    let house = House::new().await;
    let (laos, staff) = (house.trainee("LA").await, house.staff().await);
    let at = |seconds| NOW.plus_seconds(seconds);
    let first = say(&house, &laos, true, NOW).await;
    leave_box(&house, &laos, true, at(1)).await;
    let third = leave_box(&house, &laos, true, at(2)).await;
    for _ in 0..3 {
        judge(&house, Judgement::Held(vec![Hold::Macros]), at(3)).await;
    }
    for refused in [first, third] {
        house.store.rule_on_version(&staff, refused, false, "An old copy", at(4)).await.expect("refused");
    }
    let material = house.store.material(&laos, &house.slug, &key()).await.expect("their own").material;
    assert_eq!(material.consent.map(|said| (said.version, said.from_version)), Some((Some(2), Some(2))));
}

#[tokio::test]
async fn what_was_said_since_counts_and_so_does_a_no_with_a_refused_file() {
    let house = House::new().await;
    let (laos, kenya, now) = (house.trainee("LA").await, house.trainee("KE").await, NOW.plus_seconds(1));
    say(&house, &laos, true, NOW).await;
    house.store.set_consent(&laos, &house.slug, &key(), false, "", Some(NOW), now).await.expect("taken back");
    house.store.set_consent(&laos, &house.slug, &key(), true, "", Some(now), now).await.expect("given");
    judge(&house, REFUSED, now).await;
    assert_eq!(consent(&house, &laos).await, Some((true, None)));

    say(&house, &laos, false, now).await;
    judge(&house, REFUSED, now).await;
    assert_eq!(consent(&house, &laos).await, Some((false, Some(2))));
    assert!(matches!(house.store.material(&kenya, &house.slug, &key()).await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn who_goes_by_a_consent_that_went_with_a_refused_file_is_told_so() {
    let house = House::new().await;
    let (laos, later) = (house.trainee("LA").await, NOW.plus_seconds(1));
    let take_back =
        async |seen| house.store.set_consent(&laos, &house.slug, &key(), false, "", Some(seen), later).await;
    let told = |refused: Result<Instant, StoreError>| {
        assert!(matches!(refused, Err(StoreError::Changed(words)) if words.contains("refused")), "{refused:?}");
    };
    say(&house, &laos, true, NOW).await;
    judge(&house, REFUSED, NOW).await;
    told(take_back(NOW).await);
    assert_eq!(consent(&house, &laos).await, None);

    house.store.set_consent(&laos, &house.slug, &key(), true, "", None, NOW).await.expect("given by itself");
    say(&house, &laos, true, later).await;
    judge(&house, REFUSED, later).await;
    told(take_back(later).await);
    assert_eq!(consent(&house, &laos).await, Some((true, None)));
    take_back(NOW).await.expect("taken back");
    assert_eq!(consent(&house, &laos).await, Some((false, None)));
}

#[tokio::test]
async fn the_mail_on_a_refused_file_tells_which_one_stands() {
    let house = House::new().await;
    let laos = house.trainee("LA").await;
    let stands = async || {
        let due = house.store.due_mails(100, NOW).await.expect("asked");
        let mail = due.iter().find(|mail| mail.kind == MailKind::VersionRefused).expect("a mail");
        house.store.matter(mail, NOW).await.expect("read").expect("there is much to say").stands
    };
    submit(&house, &laos).await;
    judge(&house, REFUSED, NOW).await;
    assert_eq!(stands().await, None);
    submit(&house, &laos).await;
    assert_eq!(stands().await, Some(2), "it has come since");
    house.pass_gate().await;
    submit(&house, &laos).await;
    judge(&house, REFUSED, NOW).await;
    assert_eq!(stands().await, Some(2));
}
