//! Attendance through HTTP: an export from its upload to a trainee's own page.

use trials::{House, SEMINAR, Who, export_of};

use crate::pages::page;

#[tokio::test(flavor = "multi_thread")]
async fn an_export_changes_nothing_before_it_is_confirmed_and_then_shows_everywhere() {
    let house = House::start().await;
    let id = house.upload_export("first.csv", &export_of("SAMPLE TRAINEE - laos")).await;
    let look = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/attendance/files/{id}")).await;
    assert!(look.contains("no record yet → present, 30 minutes"), "{look}");
    let sheet = format!("/seminars/{SEMINAR}/attendance");
    assert!(!page(&house, Who::Staff, &sheet).await.contains("Opening: present"));
    house.record_export(&id).await;
    let shown = page(&house, Who::Staff, &sheet).await;
    assert!(shown.contains("Sample Trainee, Opening: present, 30 minutes"), "{shown}");
    assert!(shown.contains("Sample Foreigner, Opening: absent"), "{shown}");
    let own = page(&house, Who::Trainee, &format!("/seminars/{SEMINAR}/my")).await;
    assert!(own.contains("30 of 30 minutes"), "{own}");
    assert!(own.contains("first.csv"), "the source is told");
    let other = page(&house, Who::Foreigner, &format!("/seminars/{SEMINAR}/my")).await;
    assert!(other.contains("absent") && !other.contains("SAMPLE TRAINEE"), "nothing of anyone else: {other}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_says_so_and_a_corrected_one_takes_its_place() {
    let house = House::start().await;
    let export = export_of("Sample Trainee – Laos");
    let first = house.upload_export("first.csv", &export).await;
    house.record_export(&first).await;
    let again = house.upload_export("again.csv", &export).await;
    let look = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/attendance/files/{again}")).await;
    assert!(look.contains("on record already"), "{look}");
    let corrected =
        export.clone() + &export.lines().nth(1).expect("a row").replace("Trainee – Laos", "Foreigner – Kenya");
    let second = house.upload_export("corrected.csv", &corrected).await;
    house.record_export(&second).await;
    let old = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/attendance/files/{first}")).await;
    assert!(old.contains("Superseded"), "{old}");
    let sheet = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/attendance")).await;
    assert!(sheet.contains("Sample Foreigner, Opening: present"), "{sheet}");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_and_files_do_no_harm() {
    let house = House::start().await;
    let hostile = "<script>alert(1)</script> =cmd()";
    let id = house.upload_export("=evil.csv", &export_of(hostile)).await;
    house.record_export(&id).await;
    for path in [format!("attendance/files/{id}"), "attendance/settle?session=opening".to_owned()] {
        let shown = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/{path}")).await;
        assert!(shown.contains("&lt;script&gt;"), "{shown}");
        assert!(!shown.contains("<script>alert"), "{shown}");
    }
    let rubbish = house.upload_export("rubbish.xlsx", "PK\u{3}\u{4} not a workbook").await;
    let answer = house
        .client(Who::Staff)
        .get(house.at(&format!("/seminars/{SEMINAR}/attendance/files/{rubbish}")))
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), 422);
    let unknown = house.upload_export("table.csv", "who;from;to\nSample Trainee – Laos;1;2\n").await;
    let mapping = page(&house, Who::Staff, &format!("/seminars/{SEMINAR}/attendance/files/{unknown}")).await;
    assert!(mapping.contains("which column holds what"), "{mapping}");
}
