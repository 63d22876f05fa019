//! Certificates that are revoked or issued anew.

use domain::attendance::record::Entry;
use domain::certificate::issued::{PublicState, RefusedChange};
use domain::certificate::{CertificateCode, Validity};
use domain::mail::MailKind;
use store::StoreError;

use super::AFTER;
use crate::house::House;

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
async fn an_unknown_code_is_not_found() {
    let house = House::new().await;
    let code = CertificateCode::from_random([7; 16]);
    assert!(matches!(house.store.public_certificate(&code).await, Err(StoreError::NotFound)));
}
