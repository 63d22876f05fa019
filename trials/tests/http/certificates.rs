//! Certificates: frozen, issued once, found by their code, checked, revoked, issued anew.

use std::io::Read;
use std::path::Path;

use domain::certificate::issued::Certificate;
use domain::material::Sha256Hex;
use domain::person::{NewPerson, Role};
use domain::time::Instant;
use lectern::commands::{Errand, PictureFile, Report, verify};
use reqwest::Response;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::audit::By;
use trials::{House, Who};

use crate::pages::get;
use crate::tus::{assert_status, base64, header, text};

async fn page(house: &House, who: Who, path: &str) -> String {
    let answer = get(house, who, path).await;
    assert_status(&answer, 200);
    text(answer).await
}

async fn post(house: &House, who: Who, function: &str, form: &[(&str, &str)]) -> Response {
    house.client(who).post(house.at(&format!("/api/{function}"))).form(form).send().await.expect("an answer")
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let fields = page.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    let field = fields.filter(|field| field.contains(&format!("name=\"{name}\""))).last().expect("a field");
    field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

async fn pdf(house: &House, certificate: &Certificate) -> Vec<u8> {
    let answer = get(house, Who::Staff, &format!("/certificates/{}/certificate.pdf", certificate.code())).await;
    assert_status(&answer, 200);
    answer.bytes().await.expect("bytes").to_vec()
}

/// `lectern verify` with the published keys.
async fn verified(house: &House, pdf: &[u8]) -> Report {
    let keys = page(house, Who::Anonymous, "/.well-known/lectern-certificate-keys.json").await;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, set) = (folder.path().join("c.pdf"), folder.path().join("keys.json"));
    std::fs::write(&file, pdf).expect("written");
    std::fs::write(&set, keys).expect("written");
    verify(&file, set.to_str().expect("a path")).expect("it looked")
}

async fn check(house: &House) {
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("a report");
    assert!(!report.failed, "{:?}", report.lines);
}

/// Adds a trainee of Brazil with this name; staff waive the rule for them.
async fn named(house: &House, name: &str, email: &str) {
    let (store, now) = (&house.state.office.store, Instant::now());
    let new = NewPerson {
        name: name.parse().expect("a name"),
        email: email.parse().expect("an address"),
        role: Role::Trainee,
        country: Some("BR".parse().expect("a country")),
    };
    let person = store.add_person(&house.seminar, &new, &By::operator(), now).await.expect("added").person();
    let (staff, entry) = (house.actor(Who::Staff), domain::attendance::record::Entry::Waiver);
    store.correct_attendance(staff, &house.seminar, person, &entry, "A sample", "", now).await.expect("waived");
}

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
    assert_eq!(house.print().await, 2);
    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    assert!(desk.contains("sample/0001") && desk.contains("sample/0002"), "{desk}");

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
async fn what_became_of_a_certificate_is_told_to_everyone() {
    let house = House::start().await;
    let old = house.certify(&[Who::Trainee]).await.remove(0);
    let code = old.code().to_string();
    let form = [("code", code.as_str()), ("name", "Sample <b>Corrected</b>"), ("reason", "A typo & <script>")];
    assert_status(&post(&house, Who::Staff, "reissue_certificate", &form).await, 200);
    assert_eq!(house.print().await, 1);
    let public = page(&house, Who::Anonymous, &format!("/certificates/{code}")).await;
    assert!(public.contains("It was replaced by the certificate") && public.contains("sample/0002"), "{public}");
    assert!(public.contains("A typo &amp; &lt;script&gt;"), "{public}");
    assert!(!public.contains("Corrected"), "the old one says what it said");

    let store = &house.state.office.store;
    let own = store.own_certificates(house.actor(Who::Trainee), &house.seminar).await.expect("own");
    let new = own[0].code().to_string();
    assert!(!public.contains(&new), "with the old code nobody is given the new one");
    let shown = page(&house, Who::Anonymous, &format!("/certificates/{new}")).await;
    assert!(shown.contains("in place of the certificate") && shown.contains("sample/0001"), "{shown}");
    assert!(shown.contains("Sample &lt;b&gt;Corrected&lt;/b&gt;"), "{shown}");

    let revoke = [("code", new.as_str()), ("reason", "Issued by mistake")];
    assert_status(&post(&house, Who::Staff, "revoke_certificate", &revoke).await, 200);
    let shown = page(&house, Who::Anonymous, &format!("/certificates/{new}")).await;
    assert!(shown.contains("was revoked. It is not valid.") && shown.contains("Issued by mistake"), "{shown}");
    assert_status(&post(&house, Who::Staff, "revoke_certificate", &revoke).await, 422);
    let my = page(&house, Who::Trainee, "/seminars/sample/my").await;
    assert!(my.contains("Issued by mistake") && !my.contains("badge.jwt"), "{my}");
    let badge = get(&house, Who::Trainee, &format!("/certificates/{new}/badge.jwt")).await;
    assert_status(&badge, 410);
    check(&house).await;
}

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
async fn codes_cannot_be_tried_one_by_one() {
    let house = House::start().await;
    let code = house.certify(&[Who::Trainee]).await[0].code().to_string();
    let client = house.client(Who::Anonymous);
    let ask = async |code: &str, peer: &str| {
        let request =
            client.get(house.at(&format!("/api/load_certificate?code={code}"))).header("x-forwarded-for", peer);
        request.send().await.expect("an answer").status().as_u16()
    };
    let mut statuses = Vec::new();
    for number in 0..80 {
        statuses.push(ask(&format!("{number:026}"), "192.0.2.1").await);
    }
    assert!(statuses.starts_with(&[404; 60]), "{statuses:?}");
    assert!(statuses.ends_with(&[429; 5]), "{statuses:?}");
    assert_eq!(ask(&code, "192.0.2.1").await, 429, "the right one too");
    assert_eq!(ask(&code, "192.0.2.2").await, 200, "others are not held up");
    assert_eq!(ask(&code.to_uppercase(), "192.0.2.3").await, 200, "however it is typed");
    assert_eq!(ask("nonsense", "192.0.2.2").await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_data_everywhere() {
    let house = House::start().await;
    let long = format!("{} {}", "Ñandú".repeat(19), "Longname".repeat(12));
    let names = ["=cmd()", "<script>alert(1)</script>", "محمد", &long];
    for (number, name) in names.iter().enumerate() {
        named(&house, name, &format!("sample{number}@example.org")).await;
    }
    let all = house.certify(&[]).await;
    assert_eq!(
        all.len(),
        names.len(),
        "{:?}",
        house.state.office.store.newest_issue_job(house.actor(Who::Staff), &house.seminar).await
    );
    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    let csv = page(&house, Who::Staff, "/seminars/sample/certificates.csv").await;
    assert!(!desk.contains("<script>alert") && desk.contains("&lt;script&gt;alert(1)"), "{desk}");
    assert!(csv.contains(",'=cmd(),") && csv.contains("<script>alert(1)</script>"), "{csv}");
    for certificate in &all {
        let name = certificate.statement.name.as_str();
        let report = verified(&house, &pdf(&house, certificate).await).await;
        assert!(report.lines.iter().any(|line| line.ends_with(name)), "{:?}", report.lines);
        let public = page(&house, Who::Anonymous, &format!("/certificates/{}", certificate.code())).await;
        assert!(!public.contains("<script>alert"), "{public}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_cannot_be_printed_does_not_hold_up_the_others() {
    let house = House::start().await;
    // A letter for private use, which no font has.
    named(&house, "Sample \u{F8FE}", "private@example.org").await;
    let all = house.certify(&[Who::Trainee, Who::Foreigner]).await;
    assert_eq!(all.len(), 2);
    let desk = page(&house, Who::Staff, "/seminars/sample/certificates").await;
    assert!(desk.contains("2 of 3 are issued.") && desk.contains("U+F8FE"), "{desk}");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_lies_beside_the_seminars_file() {
    let house = House::start().await;
    let seminar = include_str!("../../src/sample.toml")
        .replace("{ name = \"Sample Dean\", title = \"Dean\" }", "{ name = \"Sample Dean\", image = \"dean.svg\" }");
    let import = async |content: Result<String, String>| {
        let pictures = vec![PictureFile { name: "dean.svg".to_owned(), content }];
        let errand = Errand::ImportSeminar { path: "sample.toml".to_owned(), text: seminar.clone(), pictures };
        errand.carry_out(&house.state.data()).await
    };
    let missing = import(Err("No such file".to_owned())).await.expect_err("there is none");
    assert!(missing.contains("certificate.signatories[0].image: dean.svg: No such file"), "{missing}");
    let gif = import(Ok(base64(b"GIF89a"))).await.expect_err("another kind");
    assert!(gif.contains("SVG, PNG or JPEG"), "{gif}");
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1L8 8' stroke='black'/></svg>";
    let report = import(Ok(base64(svg.as_bytes()))).await.expect("imported");
    assert_eq!(report.json["done"], "changed");
    assert!(report.lines.contains(&"  certificate.signatories".to_owned()), "{:?}", report.lines);
    let again = import(Ok(base64(svg.as_bytes()))).await.expect("imported");
    assert_eq!(again.json["done"], "unchanged", "importing again changes nothing");
    assert_eq!((again.lines.len(), again.json["fields"].as_array().map(Vec::len)), (1, Some(0)));
    let certificate = house.certify(&[Who::Trainee]).await.remove(0);
    assert!(!verified(&house, &pdf(&house, &certificate).await).await.failed);
    check(&house).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_private_key_that_is_gone_is_named() {
    let house = House::start().await;
    let certificate = house.certify(&[Who::Trainee]).await.remove(0);
    std::fs::remove_dir_all(house.config.data.join("certificate-keys")).expect("removed");
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("a report");
    assert!(report.failed && report.lines[0].contains(&certificate.key), "{:?}", report.lines);
    assert!(!verified(&house, &pdf(&house, &certificate).await).await.failed, "what it signed stays valid");
}
