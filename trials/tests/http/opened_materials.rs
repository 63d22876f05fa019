//! Staff have opened accepted materials to all delegations: what then leaks, and what does not.

use trials::{House, PROGRAM, Who};

use crate::pages::{page, status_of};
use crate::tus::assert_status;

const MATERIAL: &str = "/seminars/sample/materials/status.la";
const FOR_LAOS: &str = "A word that is meant for Laos";
const FOR_HOSTS: &str = "A word between instructors";

async fn post(house: &House, who: Who, path: &str, form: &[(&str, &str)]) {
    let answer = house.client(who).post(house.at(path)).form(form).send().await.expect("an answer");
    assert_status(&answer, 200);
}

/// A version of Laos with a comment for the delegation and one for colleagues, accepted and opened.
async fn opened() -> (House, String) {
    let house = House::start().await;
    let version = house.submit(Who::Trainee, "status").await;
    let common = [("seminar", "sample"), ("material", "status.la"), ("version", "1")];
    for (audience, body) in [("delegation", FOR_LAOS), ("hosts", FOR_HOSTS)] {
        let form = [&common[..], &[("audience", audience), ("body", body)]].concat();
        post(&house, Who::Instructor, "/api/write_comment", &form).await;
    }
    let decision = [&common[..], &[("verdict", "accepted"), ("body", "")]].concat();
    post(&house, Who::Instructor, "/api/make_decision", &decision).await;
    post(&house, Who::Staff, "/api/open_materials", &[("seminar", "sample"), ("open", "true")]).await;
    (house, version)
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_are_asked_once_more_before_they_open_and_told_to_how_many() {
    let house = House::start().await;
    let seen = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(seen.contains("<summary>Open accepted materials to all delegations</summary>"), "{seen}");
    assert!(seen.contains("Yes, open what will be accepted to "), "{seen}");
    let (house, _) = opened().await;
    post(&house, Who::Staff, "/api/open_materials", &[("seminar", "sample"), ("open", "false")]).await;
    let seen = page(&house, Who::Staff, "/seminars/sample/materials").await;
    assert!(seen.contains("1 material is opened to ") && seen.contains("Yes, open 1 material to "), "{seen}");
    let others = page(&house, Who::Foreigner, "/seminars/sample/materials").await;
    assert!(!others.contains("Yes, open "), "{others}");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_read_the_file_and_others_do_not() {
    let (house, version) = opened().await;
    for path in [MATERIAL.to_owned(), format!("/files/{version}"), format!("/seminars/sample/receipts/{version}")] {
        for (who, status) in [
            (Who::Anonymous, 401),
            (Who::Colleague, 200),
            (Who::Foreigner, 200),
            (Who::Instructor, 200),
            (Who::OtherStaff, 404),
        ] {
            assert_eq!(status_of(&house, who, &path).await, status, "{who:?}: {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn its_thread_stays_where_it_was_meant_to_be() {
    let (house, _) = opened().await;
    let data = "/api/load_material?seminar=sample&material=status.la";
    for path in [MATERIAL, data, "/seminars/sample/materials"] {
        for (who, reads_own, reads_hosts) in
            [(Who::Foreigner, false, false), (Who::Colleague, true, false), (Who::Instructor, true, true)]
        {
            let answer = page(&house, who, path).await;
            let shows_thread = path != "/seminars/sample/materials";
            assert_eq!(answer.contains(FOR_LAOS), reads_own && shows_thread, "{who:?}: {path}");
            assert_eq!(answer.contains(FOR_HOSTS), reads_hosts && shows_thread, "{who:?}: {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_closes_it_until_it_is_accepted_again() {
    let (house, first) = opened().await;
    let second = house.submit(Who::Colleague, "status").await;
    for path in [MATERIAL.to_owned(), format!("/files/{first}"), format!("/files/{second}")] {
        assert_eq!(status_of(&house, Who::Foreigner, &path).await, 404, "{path}");
        assert_eq!(status_of(&house, Who::Trainee, &path).await, 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_version_leaves_the_accepted_one_to_its_readers() {
    let (house, first) = opened().await;
    let is_shared = async || {
        let gallery = page(&house, Who::Foreigner, "/seminars/sample/gallery").await.contains("<bdi>sample.txt</bdi>");
        let search = page(&house, Who::Foreigner, "/seminars/sample/search?q=sample").await.contains("status.la");
        let file = status_of(&house, Who::Foreigner, &format!("/files/{first}")).await == 200;
        [gallery, search, file]
    };
    assert_eq!(is_shared().await, [true; 3]);
    let second = house.hand_in(Who::Colleague, "status", "slides.pdf", PROGRAM.to_vec()).await;
    assert_eq!(is_shared().await, [false; 3], "it may still pass");
    house.work_off().await;
    assert_eq!(is_shared().await, [true; 3]);
    assert_eq!(status_of(&house, Who::Foreigner, &format!("/files/{second}")).await, 404);
    let told = "Version 2 was refused. This is a program; please upload the document itself. Version 1 still counts.";
    for path in [MATERIAL, "/seminars/sample/my"] {
        let own = page(&house, Who::Trainee, path).await;
        assert!(own.contains(told) && own.contains("Accepted"), "{path}: {own}");
    }
    assert!(!page(&house, Who::Foreigner, MATERIAL).await.contains("was refused"));
    for (who, list, is_told) in [
        (Who::Staff, "board", true),
        (Who::Staff, "materials", true),
        (Who::Instructor, "materials", true),
        (Who::Trainee, "materials", true),
        (Who::Foreigner, "materials", false),
    ] {
        let seen = page(&house, who, &format!("/seminars/sample/{list}")).await;
        assert!(seen.contains("Accepted"), "{who:?}, {list}: {seen}");
        assert_eq!(seen.contains(">Version 2 refused<"), is_told, "{who:?}, {list}: {seen}");
    }
}
