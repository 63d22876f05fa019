//! Keys and files, by which certificates stay valid.

use std::path::Path;

use lectern::commands::{Errand, verify};
use serde_json::Value;
use trials::{House, Who};

use super::{page, pdf, verified};

#[tokio::test(flavor = "multi_thread")]
async fn keys_rotate_and_old_certificates_stay_valid() {
    let house = House::start().await;
    let old = house.certify(&[Who::Trainee]).await.remove(0);
    let report = Errand::RotateCertificateKey.carry_out(&house.state.data()).await.expect("rotated");
    let new = house.certify(&[Who::Foreigner]).await.remove(1);
    assert_ne!(old.key, new.key);
    assert_eq!(report.json["key"], new.key.as_str());
    let keys = page(&house, Who::Anonymous, "/.well-known/lectern-certificate-keys.json").await;
    let keys: Value = serde_json::from_str(&keys).expect("JSON");
    let ids: Vec<&str> = keys["keys"].as_array().expect("keys").iter().filter_map(|key| key["kid"].as_str()).collect();
    assert_eq!(ids, [&old.key, &new.key]);
    assert!(keys["keys"][0]["until"].is_string() && keys["keys"][1]["until"].is_null());
    assert!(!keys.to_string().contains("secret"));
    for certificate in [&old, &new] {
        let report = verified(&house, &pdf(&house, certificate).await).await;
        assert!(!report.failed, "{:?}", report.lines);
    }
    // Of one key alone only what it signed.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("c.pdf");
    std::fs::write(&file, pdf(&house, &old).await).expect("written");
    let public = report.json["public"].as_str().expect("a key");
    assert!(verify(&file, public).expect("it looked").failed);
    let badge = page(&house, Who::Trainee, &format!("/certificates/{}/badge.jwt", old.code())).await;
    assert_eq!(badge.split('.').count(), 3, "an old key still signs the badge of what it signed: {badge}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_key_that_is_gone_is_named() {
    let house = House::start().await;
    let certificate = house.certify(&[Who::Trainee]).await.remove(0);
    std::fs::remove_dir_all(house.config.data.join("certificate-keys")).expect("removed");
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("a report");
    assert!(report.failed && report.lines[0].contains(&certificate.key), "{:?}", report.lines);
    assert!(!verified(&house, &pdf(&house, &certificate).await).await.failed, "what it signed stays valid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_whose_file_is_damaged_is_named() {
    let house = House::start().await;
    let certificate = house.certify(&[Who::Trainee]).await.remove(0);
    let sha256 = &certificate.sha256.0;
    let file = Path::new(&house.config.files).join("files").join(&sha256[..2]).join(sha256);
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[9] ^= 1;
    std::fs::write(&file, bytes).expect("written");
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("a report");
    assert!(
        report.failed && report.lines[0].contains(&format!("certificate {}", certificate.code())),
        "{:?}",
        report.lines
    );
}
