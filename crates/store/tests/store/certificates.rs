//! Certificates: frozen, issued once, revoked, issued anew.

use domain::actor::Actor;
use domain::attendance::ledger::Outcome;
use domain::attendance::record::Entry;
use domain::certificate::issued::{Certificate, PublicState, RefusedChange};
use domain::certificate::{CertificateCode, Validity};
use domain::id::EligibilityListId;
use domain::mail::MailKind;
use domain::material::Sha256Hex;
use domain::time::Instant;
use store::StoreError;
use store::audit::By;
use store::certificates::issuing::{ClaimedJob, PrintedFile};

use crate::house::{House, NOW, seminar};

/// After all sessions.
const AFTER: Instant = NOW.plus_days(1);

const KEY: &str = "0123456789abcdef";

impl House {
    /// Staff say that the trainee was in every session.
    async fn attended(&self, staff: &Actor, trainee: &Actor) {
        for session in ["opening", "trade-1", "window-1"] {
            let entry = Entry::Present { session: session.parse().expect("a slug") };
            let done = self.store.correct_attendance(staff, &self.slug, trainee.person, &entry, "Seen", "", AFTER);
            done.await.expect("corrected");
        }
    }

    async fn waive(&self, staff: &Actor, trainee: &Actor, entry: Entry) {
        let waived = self.store.correct_attendance(staff, &self.slug, trainee.person, &entry, "Ill", "The dean", AFTER);
        waived.await.expect("waived");
    }

    async fn freeze(&self, staff: &Actor) -> EligibilityListId {
        let seen = self.store.eligibility(staff, &self.slug, AFTER).await.expect("a list").seen;
        self.store.freeze_eligibility(staff, &self.slug, &seen, AFTER).await.expect("frozen")
    }

    async fn issue(&self, staff: &Actor, list: EligibilityListId) -> Result<u32, StoreError> {
        self.store.issue_certificates(staff, &self.slug, list, false, AFTER).await
    }

    /// Prints whatever is to be printed, as far as the store is concerned.
    async fn work(&self) -> u32 {
        let keys = self.store.certificate_keys().await.expect("keys");
        if keys.signing.is_none() {
            self.store.sign_certificates_with(KEY, "public", None, &By::operator(), AFTER).await.expect("a key");
        }
        let mut made = 0;
        while let Some(job) = self.store.claim_issue_job(AFTER).await.expect("asked") {
            for planned in &job.left {
                let file = printed(planned.ordinal);
                self.store.record_certificate(&job, planned, &file, AFTER).await.expect("recorded");
                made += 1;
            }
            self.store.finish_issue_job(&job.job, AFTER).await.expect("finished");
        }
        made
    }

    async fn all(&self, staff: &Actor) -> Vec<Certificate> {
        self.store.certificates(staff, &self.slug).await.expect("certificates")
    }

    async fn in_order(&self) {
        assert_eq!(self.store.inconsistencies().await.expect("read"), Vec::<String>::new());
    }

    /// One trainee of Laos with a certificate.
    async fn with_one(&self) -> (Actor, Actor, CertificateCode) {
        let (staff, trainee) = (self.staff().await, self.trainee("LA").await);
        self.attended(&staff, &trainee).await;
        let list = self.freeze(&staff).await;
        assert_eq!(self.issue(&staff, list).await.expect("begun"), 1);
        assert_eq!(self.work().await, 1);
        let code = self.all(&staff).await[0].code().clone();
        (staff, trainee, code)
    }
}

fn printed(number: u32) -> PrintedFile {
    PrintedFile { sha256: Sha256Hex(format!("{number:064x}")), size: 1000, key: KEY.to_owned() }
}

fn numbers(certificates: &[Certificate]) -> Vec<&str> {
    certificates.iter().map(|certificate| certificate.statement.number.as_str()).collect()
}

#[tokio::test]
async fn a_frozen_list_stays_as_it_is_and_what_happens_later_is_a_difference() {
    let house = House::new().await;
    let (staff, laos, kenya) = (house.staff().await, house.trainee("LA").await, house.trainee("KE").await);
    house.attended(&staff, &laos).await;
    house.waive(&staff, &kenya, Entry::Waiver).await;
    house.freeze(&staff).await;
    let shown = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list");
    let frozen = shown.frozen.expect("it is frozen");
    assert_eq!(frozen.frozen_by, staff.name.to_string());
    assert_eq!(frozen.candidate(laos.person).expect("Laos").standing.outcome, Outcome::Earned);
    let waiver = frozen.candidate(kenya.person).expect("Kenya").waiver.clone().expect("a waiver is named");
    assert_eq!((waiver.reason.as_str(), waiver.approved_by.as_str()), ("Ill", "The dean"));
    assert!(shown.differences.is_empty());

    house.waive(&staff, &kenya, Entry::WaiverWithdrawn).await;
    let shown = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list");
    assert_eq!(shown.frozen.expect("it is frozen"), frozen);
    let [difference] = &shown.differences[..] else { panic!("one: {:?}", shown.differences) };
    assert!(difference.matters());
    assert_eq!(difference.in_words(), ["0 of 3, by waiver → 0 of 3, open", "no waiver any more"]);
}

#[tokio::test]
async fn nobody_freezes_what_they_have_not_seen() {
    let house = House::new().await;
    let (staff, laos) = (house.staff().await, house.trainee("LA").await);
    let seen = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list").seen;
    house.attended(&staff, &laos).await;
    let refused = house.store.freeze_eligibility(&staff, &house.slug, &seen, AFTER).await;
    assert!(matches!(refused, Err(StoreError::Changed(_))), "{refused:?}");

    let seen = house.store.eligibility(&staff, &house.slug, AFTER).await.expect("a list").seen;
    let freeze = || house.store.freeze_eligibility(&staff, &house.slug, &seen, AFTER);
    let (one, two) = tokio::join!(freeze(), freeze());
    assert!(one.is_ok() != two.is_ok(), "two at once freeze once: {one:?} {two:?}");
}

#[tokio::test]
async fn only_staff_of_the_seminar_see_freeze_and_issue() {
    let house = House::new().await;
    let (staff, laos, kenya, code) = {
        let (staff, laos, code) = house.with_one().await;
        (staff, laos, house.trainee("KE").await, code)
    };
    let teacher = house.teacher().await;
    let list = EligibilityListId::generate();
    for actor in [&laos, &kenya, &teacher] {
        let store = &house.store;
        assert!(matches!(store.eligibility(actor, &house.slug, AFTER).await, Err(StoreError::NotFound)));
        assert!(matches!(store.freeze_eligibility(actor, &house.slug, "", AFTER).await, Err(StoreError::NotFound)));
        let issued = store.issue_certificates(actor, &house.slug, list, false, AFTER).await;
        assert!(matches!(issued, Err(StoreError::NotFound)));
        assert!(matches!(store.certificates(actor, &house.slug).await, Err(StoreError::NotFound)));
        assert!(matches!(store.newest_issue_job(actor, &house.slug).await, Err(StoreError::NotFound)));
        assert!(matches!(store.revoke_certificate(actor, &code, "A reason", AFTER).await, Err(StoreError::NotFound)));
        let anew = store.reissue_certificate(actor, &code, laos.name.clone(), "A reason", AFTER).await;
        assert!(matches!(anew, Err(StoreError::NotFound)));
    }
    assert!(house.store.certificate(&laos, &code).await.is_ok(), "its holder");
    assert!(house.store.certificate(&staff, &code).await.is_ok());
    for actor in [&kenya, &teacher] {
        assert!(matches!(house.store.certificate(actor, &code).await, Err(StoreError::NotFound)));
    }
    assert_eq!(house.store.own_certificates(&laos, &house.slug).await.expect("own").len(), 1);
    assert!(house.store.own_certificates(&kenya, &house.slug).await.expect("own").is_empty());
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
    let staff = house.staff().await;
    for country in ["LA", "KE", "BR"] {
        let trainee = house.trainee(country).await;
        house.attended(&staff, &trainee).await;
    }
    let list = house.freeze(&staff).await;
    house.issue(&staff, list).await.expect("begun");
    house.store.sign_certificates_with(KEY, "public", None, &By::operator(), AFTER).await.expect("a key");
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
    let staff = house.staff().await;
    for country in ["LA", "KE", "BR"] {
        let trainee = house.trainee(country).await;
        house.attended(&staff, &trainee).await;
    }
    let list = house.freeze(&staff).await;
    house.issue(&staff, list).await.expect("begun");
    house.store.sign_certificates_with(KEY, "public", None, &By::operator(), AFTER).await.expect("a key");
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

#[tokio::test]
async fn a_revoked_one_says_when_and_why() {
    let house = House::new().await;
    let (staff, laos, code) = house.with_one().await;
    let nothing = house.store.revoke_certificate(&staff, &code, " ", AFTER).await;
    assert!(matches!(nothing, Err(StoreError::Certificate(RefusedChange::NoReason))));
    house.store.revoke_certificate(&staff, &code, "<script> =cmd()", AFTER).await.expect("revoked");
    let shown = house.store.public_certificate(&code).await.expect("still found");
    assert_eq!(shown.state, PublicState::Revoked { at: AFTER, reason: "<script> =cmd()".to_owned() });
    let again = house.store.revoke_certificate(&staff, &code, "Again", AFTER).await;
    assert!(matches!(again, Err(StoreError::Certificate(RefusedChange::Revoked))));
    let mails = house.store.due_mails(10, AFTER).await.expect("mails");
    let told = mails.iter().find(|mail| mail.kind == MailKind::CertificateRevoked).expect("a mail");
    assert_eq!(told.person, laos.person);
    // Issuing to all does not give it back.
    let list = house.freeze(&staff).await;
    assert_eq!(house.issue(&staff, list).await.expect("nobody is due"), 0);
    house.in_order().await;
}

#[tokio::test]
async fn one_that_is_issued_anew_takes_the_place_of_the_old_one() {
    let house = House::new().await;
    let (staff, laos, old) = house.with_one().await;
    let name = "Sample Corrected".parse().expect("a name");
    house.store.reissue_certificate(&staff, &old, name, "A typo in the name", AFTER).await.expect("begun");
    let meanwhile = house.store.revoke_certificate(&staff, &old, "A reason", AFTER).await;
    assert!(matches!(meanwhile, Err(StoreError::Changed(_))), "{meanwhile:?}");
    house.work().await;
    let own = house.store.own_certificates(&laos, &house.slug).await.expect("own");
    let [new, before] = &own[..] else { panic!("two: {own:?}") };
    assert_eq!(new.statement.number, "e-port/0002");
    assert_eq!(new.statement.name.as_str(), "Sample Corrected");
    assert_eq!(new.replaces.as_ref().expect("the old one").number, "e-port/0001");
    assert_eq!(
        before.validity,
        Validity::Superseded {
            at: AFTER,
            reason: "A typo in the name".to_owned(),
            by: new.code().clone(),
            number: "e-port/0002".to_owned()
        }
    );
    let shown = house.store.public_certificate(&old).await.expect("still found");
    assert_eq!(shown.replaced_by.as_deref(), Some("e-port/0002"));
    let again = house.store.reissue_certificate(&staff, &old, laos.name.clone(), "Again", AFTER).await;
    assert!(matches!(again, Err(StoreError::Certificate(RefusedChange::Superseded(_)))), "{again:?}");
    let revoked = house.store.revoke_certificate(&staff, &old, "Again", AFTER).await;
    assert!(matches!(revoked, Err(StoreError::Certificate(RefusedChange::Superseded(_)))));
    house.in_order().await;
}

#[tokio::test]
async fn one_that_was_revoked_by_mistake_can_be_issued_anew_and_stays_revoked() {
    let house = House::new().await;
    let (staff, laos, old) = house.with_one().await;
    house.store.revoke_certificate(&staff, &old, "The wrong one", AFTER).await.expect("revoked");
    house.store.reissue_certificate(&staff, &old, laos.name.clone(), "It was right", AFTER).await.expect("begun");
    house.work().await;
    let shown = house.store.public_certificate(&old).await.expect("still found");
    assert_eq!(shown.state, PublicState::Revoked { at: AFTER, reason: "The wrong one".to_owned() });
    assert_eq!(shown.replaced_by.as_deref(), Some("e-port/0002"));
    house.in_order().await;
}

#[tokio::test]
async fn nobody_gets_one_anew_that_the_ledger_does_not_carry() {
    let house = House::new().await;
    let (staff, laos, code) = house.with_one().await;
    let entry = Entry::AsRecorded { session: "trade-1".parse().expect("a slug") };
    house.waive(&staff, &laos, entry).await;
    let refused = house.store.reissue_certificate(&staff, &code, laos.name.clone(), "A typo", AFTER).await;
    assert!(matches!(refused, Err(StoreError::Certificate(RefusedChange::NotEligible))), "{refused:?}");
}

#[tokio::test]
async fn keys_take_turns_and_none_goes_away() {
    let house = House::new().await;
    let (by, later) = (By::operator(), AFTER.plus_days(1));
    let sign = |id: &'static str, instead: Option<&'static str>, now| {
        house.store.sign_certificates_with(id, id, instead, &by, now)
    };
    sign("one", None, AFTER).await.expect("the first");
    assert!(matches!(sign("other", None, AFTER).await, Err(StoreError::Changed(_))), "there is one already");
    sign("two", Some("one"), later).await.expect("the second");
    let keys = house.store.certificate_keys().await.expect("keys");
    assert_eq!(keys.signing.as_deref(), Some("two"));
    let spans: Vec<_> = keys.keys.iter().map(|key| (key.id.as_str(), key.from, key.until)).collect();
    assert_eq!(spans, [("one", AFTER, Some(later)), ("two", later, None)]);
}

#[tokio::test]
async fn an_unknown_code_is_not_found() {
    let house = House::new().await;
    let code = CertificateCode::from_random([7; 16]);
    assert!(matches!(house.store.public_certificate(&code).await, Err(StoreError::NotFound)));
}

#[tokio::test]
async fn a_picture_of_a_signature_is_a_file_in_use() {
    let house = House::new().await;
    let mut seminar = seminar("e-port");
    let picture = serde_json::json!({ "kind": "svg", "sha256": "cd".repeat(32), "size": 9 });
    let design = serde_json::json!({ "signatories": [{ "name": "Sample", "title": "", "signature": picture }] });
    seminar.certificate = serde_json::from_value(design).expect("a design");
    house.store.import_seminar(seminar, &By::operator(), NOW).await.expect("imported");
    let staff = house.staff().await;
    house.freeze(&staff).await;
    house.store.import_seminar(crate::house::seminar("e-port"), &By::operator(), NOW).await.expect("imported");
    let files = house.store.all_files().await.expect("files");
    assert!(files.iter().any(|file| file.sha256.0.starts_with("cdcd")), "the frozen list still prints it: {files:?}");
}
