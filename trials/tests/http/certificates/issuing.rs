//! From the standings to certificates, each issued once.

use std::io::Read;

use domain::material::Sha256Hex;
use sha2::{Digest, Sha256};
use trials::{House, Who};

use super::{check, page, post, verified};
use crate::pages::{get, hidden};
use crate::tus::{assert_status, header};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_standings_to_a_certificate_that_anyone_can_check() {
    let house = House::start().await;
    house.waive(&[Who::Trainee, Who::Foreigner]).await;
    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    assert!(desk.contains("2 of 3 trainees are eligible: 0 by the rule, 2 by waiver."), "{desk}");
    assert!(desk.contains("Approved by The dean, entered by Sample Staff."), "waivers are named");
    let seen = hidden(&desk, "seen");
    let unsigned = post(&house, Who::Staff, "freeze_eligibility", &[("seminar", "sample"), ("seen", &seen)]).await;
    assert_status(&unsigned, 422);
    let signed = [("seminar", "sample"), ("seen", &seen), ("signed", "yes")];
    assert_status(&post(&house, Who::Staff, "freeze_eligibility", &signed).await, 200);
    assert_status(&post(&house, Who::Staff, "freeze_eligibility", &signed).await, 422);

    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    assert!(desk.contains("Nothing has changed since."), "{desk}");
    let list = hidden(&desk, "list");
    assert_status(
        &post(&house, Who::Staff, "issue_certificates", &[("seminar", "sample"), ("list", &list)]).await,
        200,
    );
    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    assert!(desk.contains("0 of 2 are issued."), "{desk}");
    assert!(!desk.contains("certificates.zip"), "there is nothing to download yet: {desk}");
    assert_eq!(house.print().await, 2);
    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    assert!(desk.contains("sample/0001") && desk.contains("sample/0002"), "{desk}");
    assert!(desk.contains("/seminars/sample/certificates.zip"), "{desk}");

    let store = &house.state.office.store;
    let own = store.own_certificates(house.actor(Who::Trainee), &house.seminar).await.expect("own");
    let [certificate] = &own[..] else { panic!("one: {own:?}") };
    let my = page(&house, Who::Trainee, "/seminars/sample/my").await;
    assert!(my.contains(&certificate.statement.number) && my.contains("badge.jwt"), "{my}");
    assert!(!my.contains("sample/0001"), "another's certificate is not shown");

    let public = page(&house, Who::Anonymous, &format!("/certificates/{}", certificate.code())).await;
    let printed = [
        "Sample Trainee",
        "Lao People",
        "Sample seminar",
        "Sample college",
        "sample/0002",
        "Sample Dean",
        "Certificate of Attendance",
    ];
    for printed in printed {
        assert!(public.contains(printed), "{printed}: {public}");
    }
    assert!(public.contains("was issued here and is valid") && public.contains(&certificate.sha256.0));
    for hidden in ["trainee.la@example.org", &certificate.person.to_string(), "certificate.pdf\"", "Sample Staff"] {
        assert!(!public.contains(hidden), "{hidden} is nobody's business");
    }

    let answer = get(&house, Who::Trainee, &format!("/certificates/{}/certificate.pdf", certificate.code())).await;
    assert_status(&answer, 200);
    assert_eq!(header(&answer, "content-type"), "application/pdf");
    assert!(header(&answer, "content-disposition").contains("sample-0002_LA_Sample-Trainee.pdf"));
    let file = answer.bytes().await.expect("bytes");
    assert_eq!(Sha256Hex::of_bytes(&Sha256::digest(&file)), certificate.sha256);
    let report = verified(&house, &file).await;
    assert!(!report.failed && report.lines.iter().any(|line| line.contains("Sample Trainee")), "{:?}", report.lines);
    let mut edited = file.to_vec();
    let middle = edited.len() / 2;
    edited[middle] ^= 1;
    assert!(verified(&house, &edited).await.failed, "one letter is enough");
    check(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_staff_at_the_same_moment_issue_once() {
    let house = House::start().await;
    house.waive(&[Who::Trainee, Who::Colleague, Who::Foreigner]).await;
    let list = house.freeze().await.to_string();
    let form = [("seminar", "sample"), ("list", list.as_str())];
    let issue = || post(&house, Who::Staff, "issue_certificates", &form);
    let (one, two, three) = tokio::join!(issue(), issue(), issue());
    let mut statuses = [one, two, three].map(|answer| answer.status().as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422, 422]);
    // Two servers on one database, too, would print each of them once.
    let (first, second) = tokio::join!(house.print(), house.print());
    assert_eq!(first + second, 3);
    assert_status(&issue().await, 200);
    assert_eq!(house.print().await, 0, "issuing twice issues once");
    check(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_them_in_one_archive_with_an_index() {
    let house = House::start().await;
    let all = house.certify(&[Who::Trainee, Who::Colleague, Who::Foreigner]).await;
    let answer = get(&house, Who::Staff, "/seminars/sample/certificates.zip").await;
    assert_status(&answer, 200);
    assert!(header(&answer, "content-security-policy").starts_with("sandbox;"));
    assert_eq!(header(&answer, "cache-control"), "private, no-cache");
    let tag = header(&answer, "etag").to_owned();
    let bytes = answer.bytes().await.expect("bytes");
    let again =
        house.client(Who::Staff).get(house.at("/seminars/sample/certificates.zip")).header("range", "bytes=40-");
    let rest = again.header("if-range", &tag).send().await.expect("an answer");
    assert_status(&rest, 206);
    assert!(rest.bytes().await.expect("the rest") == bytes.slice(40..));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.contains(&"index.xlsx".to_owned()));
    for certificate in &all {
        let mut content = Vec::new();
        archive.by_name(&certificate.file_name()).expect("its file").read_to_end(&mut content).expect("read");
        assert_eq!(Sha256Hex::of_bytes(&Sha256::digest(&content)), certificate.sha256);
    }
}
