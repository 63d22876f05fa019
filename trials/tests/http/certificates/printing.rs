//! What is printed: any name, signatures, and what no font has.

use lectern::commands::{Errand, PictureFile};
use trials::{House, Who};

use super::{check, named, page, pdf, verified};
use crate::tus::base64;

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
async fn a_signature_lies_beside_the_seminars_file() {
    let house = House::start().await;
    let seminar = include_str!("../../../src/sample.toml")
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
