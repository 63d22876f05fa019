//! Issuing by the list: each certificate once, whatever comes between.

use domain::actor::Actor;
use domain::attendance::record::Entry;
use domain::certificate::issued::Certificate;
use domain::mail::MailKind;
use store::StoreError;
use store::audit::By;
use store::certificates::issuing::ClaimedJob;

use super::{AFTER, KEY, printed};
use crate::house::House;

/// Three certificates that are to be printed, and a key to sign them with; answers who issues them.
async fn job_of_three(house: &House) -> Actor {
    let staff = house.staff().await;
    for country in ["LA", "KE", "BR"] {
        let trainee = house.trainee(country).await;
        house.attended(&staff, &trainee).await;
    }
    let list = house.freeze(&staff).await;
    house.issue(&staff, list).await.expect("begun");
    house.store.sign_certificates_with(KEY, "public", None, &By::operator(), AFTER).await.expect("a key");
    staff
}

fn numbers(certificates: &[Certificate]) -> Vec<&str> {
    certificates.iter().map(|certificate| certificate.statement.number.as_str()).collect()
}

#[tokio::test]
async fn issuing_twice_issues_once() {
    let house = House::new().await;
    let (staff, laos, kenya) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    house.trainee("BR").await;
    house.attended(&staff, &laos).await;
    house.attended(&staff, &kenya).await;
    let list = house.freeze(&staff).await;
    assert_eq!(house.issue(&staff, list).await.expect("begun"), 2);
    let while_it_runs = house.issue(&staff, list).await;
    assert!(matches!(while_it_runs, Err(StoreError::Changed(_))), "{while_it_runs:?}");
    house.in_order().await;
    assert_eq!(house.work().await, 2);
    assert_eq!(house.issue(&staff, list).await.expect("nothing to do"), 0);
    assert_eq!(house.work().await, 0);
    let all = house.all(&staff).await;
    assert_eq!(numbers(&all), ["e-port/0001", "e-port/0002"]);
    assert_eq!(all[0].statement.country.code.to_string(), "KE", "in the order of the list");
    assert_eq!((all[0].statement.sessions_attended, all[0].statement.sessions_counted), (3, 3));
    assert_eq!(
        [all[0].statement.starts_on, all[0].statement.ends_on].map(|day| day.to_string()),
        ["2021-11-04", "2021-11-13"]
    );
    let mails = house.store.due_mails(10, AFTER).await.expect("mails");
    assert_eq!(mails.iter().filter(|mail| mail.kind == MailKind::CertificateIssued).count(), 2);
    house.in_order().await;
}

#[tokio::test]
async fn two_staff_at_the_same_moment_issue_once() {
    let house = House::new().await;
    let staff = house.staff().await;
    for country in ["LA", "KE", "BR", "TH"] {
        let trainee = house.trainee(country).await;
        house.attended(&staff, &trainee).await;
    }
    let list = house.freeze(&staff).await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let (store, staff, slug) = (house.store.clone(), staff.clone(), house.slug.clone());
        tries.spawn(async move { store.issue_certificates(&staff, &slug, list, false, AFTER).await });
    }
    let outcomes = tries.join_all().await;
    let begun: Vec<u32> = outcomes.iter().filter_map(|outcome| outcome.as_ref().ok().copied()).collect();
    assert_eq!(begun, [4], "{outcomes:?}");
    house.work().await;
    assert_eq!(house.all(&staff).await.len(), 4);
    house.in_order().await;
}

#[tokio::test]
async fn two_workers_at_one_job_record_each_certificate_once() {
    let house = House::new().await;
    let staff = job_of_three(&house).await;
    let first = house.store.claim_issue_job(AFTER).await.expect("asked").expect("a job");
    assert!(house.store.claim_issue_job(AFTER).await.expect("asked").is_none(), "it is taken");
    // The first worker is slow, and its lease runs out.
    let later = AFTER.plus_minutes(5);
    let second = house.store.claim_issue_job(later).await.expect("asked").expect("the same job");
    let record = async |job: &ClaimedJob| {
        for planned in &job.left {
            house.store.record_certificate(job, planned, &printed(planned.ordinal), later).await.expect("recorded");
        }
        house.store.finish_issue_job(&job.job, later).await.expect("finished");
    };
    tokio::join!(record(&first), record(&second));
    assert_eq!(house.all(&staff).await.len(), 3);
    let job = house.store.newest_issue_job(&staff, &house.slug).await.expect("asked").expect("a job");
    assert_eq!((job.done, job.total, job.finished_at.is_some()), (3, 3, true));
    house.in_order().await;
}

#[tokio::test]
async fn a_job_that_was_cut_is_taken_up_where_it_ended() {
    let house = House::new().await;
    let staff = job_of_three(&house).await;
    let cut = house.store.claim_issue_job(AFTER).await.expect("asked").expect("a job");
    house.store.record_certificate(&cut, &cut.left[0], &printed(1), AFTER).await.expect("recorded");
    house.in_order().await;
    house.store.release_issue_leases(AFTER).await.expect("released");
    let again = house.store.claim_issue_job(AFTER).await.expect("asked").expect("the same job");
    assert_eq!(again.left, cut.left[1..], "the same codes and numbers");
    house.store.issue_job_stuck(&again.job, "no font", AFTER).await.expect("noted");
    let job = house.store.newest_issue_job(&staff, &house.slug).await.expect("asked").expect("a job");
    assert_eq!(job.problem.as_deref(), Some("no font"));
    house.store.release_issue_leases(AFTER).await.expect("released");
    assert_eq!(house.work().await, 2);
    house.in_order().await;
}

#[tokio::test]
async fn who_has_lost_it_since_is_held_back_until_staff_freeze_anew() {
    let house = House::new().await;
    let (staff, laos, kenya) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    house.waive(&staff, &laos, Entry::Waiver).await;
    house.attended(&staff, &kenya).await;
    let first = house.freeze(&staff).await;
    house.waive(&staff, &laos, Entry::WaiverWithdrawn).await;
    assert_eq!(house.issue(&staff, first).await.expect("begun"), 1);
    house.work().await;
    assert_eq!(house.all(&staff).await[0].person, kenya.person);

    house.attended(&staff, &laos).await;
    assert_eq!(house.issue(&staff, first).await.expect("nobody is due"), 1, "on the list and eligible again");
    house.work().await;
    let second = house.freeze(&staff).await;
    let old = house.issue(&staff, first).await;
    assert!(matches!(old, Err(StoreError::Changed(_))), "that list is not the newest any more: {old:?}");
    assert_eq!(house.issue(&staff, second).await.expect("nobody is left"), 0);
}

#[tokio::test]
async fn those_who_have_not_confirmed_their_names_can_be_left_for_later() {
    let house = House::new().await;
    let (staff, laos, kenya) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    house.confirm(&laos, &house.slug).await;
    house.attended(&staff, &laos).await;
    house.attended(&staff, &kenya).await;
    let list = house.freeze(&staff).await;
    let begun = house.store.issue_certificates(&staff, &house.slug, list, true, AFTER).await;
    assert_eq!(begun.expect("begun"), 1);
    house.work().await;
    assert_eq!(house.all(&staff).await[0].person, laos.person);
    assert_eq!(house.issue(&staff, list).await.expect("begun"), 1, "the other one, now");
}
