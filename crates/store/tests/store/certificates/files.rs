//! What certificates are signed and printed with.

use store::StoreError;
use store::audit::By;

use super::AFTER;
use crate::house::{House, NOW, seminar};

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
