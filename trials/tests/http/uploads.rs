//! tus 1.0.0, by its rules and against them.

use domain::id::VersionId;
use domain::material::MaterialKey;
use domain::time::Instant;
use reqwest::{Method, Response};
use sha2::{Digest, Sha256};
use trials::{House, Who};

use crate::tus::{Tus, assert_status, base64, header, metadata, repr_digest, text, version_in};

const CONTENT: &[u8] = b"A sample of a country's material.";

async fn house() -> (House, Tus) {
    let house = House::start().await;
    let tus = Tus::new(&house, Who::Trainee);
    (house, tus)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_says_what_it_understands() {
    let house = House::start().await;
    let answer = house.client(Who::Anonymous).request(Method::OPTIONS, house.at("/api/uploads")).send().await;
    let answer = answer.expect("an answer");
    assert_status(&answer, 204);
    assert_eq!(header(&answer, "tus-version"), "1.0.0");
    assert_eq!(header(&answer, "tus-extension"), "creation,creation-with-upload,checksum,expiration,termination");
    assert_eq!(header(&answer, "tus-checksum-algorithm"), "sha1,sha256");
    assert_eq!(header(&answer, "tus-max-size"), (5 * 1024 * 1024).to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_becomes_a_version() {
    let (house, tus) = house().await;
    let created = tus.create(CONTENT.len(), &metadata("../状況.pptx", "sample/status")).await;
    assert_status(&created, 201);
    assert!(header(&created, "upload-expires").ends_with(" GMT"));
    let location = header(&created, "location").to_owned();
    assert!(location.starts_with("/api/uploads/"), "{location}");

    let first = tus.patch(&location, 0, &CONTENT[..10]).await;
    assert_status(&first, 204);
    assert_eq!(header(&first, "upload-offset"), "10");
    assert!(!first.headers().contains_key("content-location"));

    let stands = tus.head(&location).await;
    assert_status(&stands, 200);
    assert_eq!(header(&stands, "upload-offset"), "10");
    assert_eq!(header(&stands, "upload-length"), CONTENT.len().to_string());
    assert_eq!(header(&stands, "cache-control"), "no-store");
    assert!(header(&stands, "upload-metadata").contains(&base64("../状況.pptx".as_bytes())));

    let last = tus.patching(&location, 10, &CONTENT[10..]).header("repr-digest", repr_digest(CONTENT)).send().await;
    let last = last.expect("an answer");
    assert_status(&last, 204);
    for answer in [last, tus.head(&location).await, tus.patch(&location, CONTENT.len(), b"").await] {
        assert_eq!(header(&answer, "upload-offset"), CONTENT.len().to_string());
        assert_eq!(header(&answer, "content-location"), location.replace("/api/uploads/", "/files/"));
        assert_eq!(header(&answer, "repr-digest"), repr_digest(CONTENT));
    }
    let submitted = house.state.office.store.version(house.actor(Who::Staff), version_in(&location)).await;
    let version = submitted.expect("a version").version;
    assert_eq!((version.number, version.file_name.as_str()), (1, "../状況.pptx"));
    assert_eq!(version.uploaded_by, "Sample Trainee");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creation_may_bring_the_whole_file() {
    let (_house, tus) = house().await;
    let creation = tus.creation(CONTENT.len(), &metadata("a.pdf", "sample/status"));
    let creation = creation.header("content-type", "application/offset+octet-stream").body(CONTENT);
    let created = creation.send().await.expect("an answer");
    assert_status(&created, 201);
    assert_eq!(header(&created, "upload-offset"), CONTENT.len().to_string());
    assert_eq!(header(&created, "repr-digest"), repr_digest(CONTENT));
    assert!(header(&created, "location").starts_with("/api/uploads/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bearer_token_does_as_well_as_a_cookie() {
    let house = House::start().await;
    let token = house.api_token(Who::Trainee).await;
    let tus = Tus::new(&house, Who::Anonymous);
    let created = tus.creation(4, &metadata("a.pdf", "sample/status")).bearer_auth(token).send().await;
    assert_status(&created.expect("an answer"), 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn announcements_that_cannot_be_are_refused() {
    let (_house, tus) = house().await;
    let ok = metadata("a.pdf", "sample/status");
    for (size, metadata, status, told) in [
        (4, "", 400, "Upload-Metadata lacks “filename”."),
        (4, "filename YQ==", 400, "Upload-Metadata lacks “assignment”."),
        (4, "filename ???", 400, "Upload-Metadata cannot be read."),
        (
            4,
            &*metadata("a.pdf", "status"),
            400,
            "The assignment has to be written as seminar/assignment, or as seminar/sessions/session.",
        ),
        (4, &*metadata("a.pdf", "sample/unknown"), 404, "There is nothing here, or nothing that you may see."),
        (4, &*metadata("a.pdf", "unknown/status"), 404, "There is nothing here, or nothing that you may see."),
        (4, &*metadata("a.pdf", "other/status"), 404, "There is nothing here, or nothing that you may see."),
        (0, &*ok, 400, "The file is empty."),
        (5 * 1024 * 1024 + 1, &*ok, 413, "The file is larger than 5.0 MiB (5242880 bytes)."),
    ] {
        let answer = tus.create(size, metadata).await;
        assert_status(&answer, status);
        assert_eq!(text(answer).await, told);
    }
    for length in ["", "-1", "x"] {
        let answer = tus.request(Method::POST, "/api/uploads").header("upload-length", length);
        assert_status(&answer.header("upload-metadata", &ok).send().await.expect("an answer"), 400);
    }
    let deferred = tus.request(Method::POST, "/api/uploads").header("upload-defer-length", "1");
    assert_status(&deferred.header("upload-metadata", &ok).send().await.expect("an answer"), 400);
    assert_eq!(text(tus.get("/api/uploads").await).await, "[]");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_assignment_tells_when_in_both_zones() {
    let (house, tus) = house().await;
    let answer = tus.create(4, &metadata("a.pdf", "sample/closed")).await;
    assert_status(&answer, 403);
    let told = text(answer).await;
    assert!(told.starts_with("This assignment closed on ") && told.contains(" in Shanghai (UTC+8)"), "{told}");
    // Its own cookie takes the place of the client's, so it signs in by token.
    let creation = tus.creation(4, &metadata("a.pdf", "sample/closed")).header("cookie", "zone=America/Bogota");
    let creation = creation.bearer_auth(house.api_token(Who::Trainee).await);
    let told = text(creation.send().await.expect("an answer")).await;
    assert!(told.contains("in Shanghai (UTC+8); that is ") && told.contains(" in Bogota (UTC−5)."), "{told}");
    let creation = tus.creation(4, &metadata("a.pdf", "sample/closed")).header("cookie", "zone=Asia/Saigon");
    let creation = creation.bearer_auth(house.api_token(Who::Trainee).await);
    let told = text(creation.send().await.expect("an answer")).await;
    assert!(told.contains(" in Ho Chi Minh (UTC+7)"), "as it is called today: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_closed_on_the_way_goes_on_with_more_time() {
    let (house, tus) = house().await;
    let (store, staff) = (&house.state.office.store, house.actor(Who::Staff));
    let (key, at): (MaterialKey, Instant) = ("closed.la".parse().expect("a key"), Instant::now());
    let grant = async || {
        let more = at.plus_days(1);
        store.grant_extension(staff, &house.seminar, &key, more, "No link", None, at).await.expect("granted");
    };
    grant().await;
    let created = tus.create(CONTENT.len(), &metadata("a.pdf", "sample/closed")).await;
    let location = header(&created, "location").to_owned();
    assert_status(&tus.patch(&location, 0, &CONTENT[..10]).await, 204);
    store.withdraw_extension(staff, &house.seminar, &key, Some(at), at).await.expect("withdrawn");
    let refused = tus.patch(&location, 10, &CONTENT[10..]).await;
    assert_status(&refused, 403);
    assert!(header(&refused, "upload-closed").ends_with('Z'));
    assert!(text(refused).await.ends_with("If you need more time, please ask the staff."));
    // Told to those who ask before they send, too; and what has come is kept.
    let stands = tus.head(&location).await;
    assert_status(&stands, 200);
    assert_eq!(header(&stands, "upload-offset"), "10");
    assert!(stands.headers().contains_key("upload-closed"));
    grant().await;
    assert!(!tus.head(&location).await.headers().contains_key("upload-closed"));
    let last = tus.patch(&location, 10, &CONTENT[10..]).await;
    assert_status(&last, 204);
    assert_eq!(header(&last, "content-location"), location.replace("/api/uploads/", "/files/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_and_strangers_hand_nothing_in() {
    let house = House::start().await;
    let metadata = metadata("a.pdf", "sample/status");
    for (who, status) in [
        (Who::Anonymous, 401),
        (Who::Instructor, 403),
        (Who::Staff, 403),
        (Who::OtherStaff, 404),
        (Who::Foreigner, 201),
    ] {
        assert_status(&Tus::new(&house, who).create(4, &metadata).await, status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_of_others_do_not_exist() {
    let (house, tus) = house().await;
    let location = tus.begin(4).await;
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Trainee) {
        let status = if who == Who::Anonymous { 401 } else { 404 };
        let other = Tus::new(&house, who);
        assert_status(&other.head(&location).await, status);
        assert_status(&other.patch(&location, 0, b"0123").await, status);
        assert_status(&other.delete(&location).await, status);
    }
    assert_eq!(header(&tus.head(&location).await, "upload-offset"), "0");
    assert_status(&tus.head("/api/uploads/none").await, 404);
    assert_status(&tus.head(&format!("/api/uploads/{}", VersionId::generate())).await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_do_not_fit_change_nothing() {
    let (_house, tus) = house().await;
    let location = tus.begin(8).await;
    assert_status(&tus.patch(&location, 0, b"0123").await, 204);
    let wrong = tus.patch(&location, 0, b"0123").await;
    assert_status(&wrong, 409);
    assert_eq!(text(wrong).await, "The upload goes on at byte 4.");
    assert_status(&tus.patch(&location, 4, b"45678").await, 413);
    let plain = tus.request(Method::PATCH, &location).header("upload-offset", 4).header("content-type", "text/plain");
    assert_status(&plain.body("4567").send().await.expect("an answer"), 415);
    for (checksum, status) in [
        (format!("sha1 {}", base64(&[0; 20])), 460),
        (format!("sha256 {}", base64(&[0; 32])), 460),
        (format!("md5 {}", base64(&[0; 16])), 400),
        ("sha1".to_owned(), 400),
    ] {
        let patch = tus.patching(&location, 4, b"4567").header("upload-checksum", checksum);
        assert_status(&patch.send().await.expect("an answer"), status);
    }
    assert_eq!(header(&tus.head(&location).await, "upload-offset"), "4");
    let right = tus.patching(&location, 4, b"4567");
    let right = right.header("upload-checksum", format!("sha256 {}", base64(&Sha256::digest(b"4567"))));
    assert_status(&right.send().await.expect("an answer"), 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_arrives_changed_is_not_handed_in() {
    let (house, tus) = house().await;
    let location = tus.begin(4).await;
    let patch = tus.patching(&location, 0, b"0123").header("repr-digest", repr_digest(b"0129"));
    assert_status(&patch.send().await.expect("an answer"), 460);
    // Nor by anyone who merely asks how far it is.
    assert_status(&tus.head(&location).await, 460);
    let store = &house.state.office.store;
    assert!(store.version(house.actor(Who::Trainee), version_in(&location)).await.is_err());
    assert_status(&tus.delete(&location).await, 204);
    assert_status(&tus.head(&location).await, 404);
    let location = tus.begin(4).await;
    let patch = tus.patching(&location, 0, b"0123").header("repr-digest", "sha-256=nonsense");
    assert_status(&patch.send().await.expect("an answer"), 400);
    assert_eq!(header(&tus.head(&location).await, "upload-offset"), "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_a_crash_prevented_comes_with_the_next_question() {
    let (house, tus) = house().await;
    let location = tus.begin(4).await;
    let id = version_in(&location);
    let body = futures::stream::iter([Ok::<_, std::io::Error>("0123".into())]);
    house.state.vault.append(id, 0, body, None).await.expect("appended");
    let stands = tus.head(&location).await;
    assert_status(&stands, 200);
    assert_eq!(header(&stands, "repr-digest"), repr_digest(b"0123"));
    house.state.office.store.version(house.actor(Who::Trainee), id).await.expect("a version");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_material_has_its_number_of_versions() {
    let (_house, tus) = house().await;
    let fifth = tus.begin(4).await;
    for number in 0..4 {
        tus.submit(&format!("{number}.pdf"), b"0123").await;
    }
    for answer in [tus.patch(&fifth, 0, b"0123").await, tus.create(4, &metadata("a", "sample/status")).await] {
        assert_status(&answer, 422);
        assert_eq!(text(answer).await, "The material already has 4 versions.");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_has_fifty_uploads_at_most() {
    let (house, tus) = house().await;
    for _ in 0..50 {
        tus.begin(4).await;
    }
    let answer = tus.create(4, &metadata("a.pdf", "sample/status")).await;
    assert_status(&answer, 429);
    Tus::new(&house, Who::Colleague).begin(4).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_of_other_versions_are_told() {
    let house = House::start().await;
    let client = house.client(Who::Trainee);
    let answer = client.post(house.at("/api/uploads")).header("tus-resumable", "0.2.0").send().await;
    let answer = answer.expect("an answer");
    assert_status(&answer, 412);
    assert_eq!(header(&answer, "tus-version"), "1.0.0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_may_stand_for_another_method() {
    let (_house, tus) = house().await;
    let location = tus.begin(4).await;
    let patch = tus.request(Method::POST, &location).header("x-http-method-override", "PATCH");
    let patch = patch.header("upload-offset", 0).header("content-type", "application/offset+octet-stream");
    assert_status(&patch.body("01").send().await.expect("an answer"), 204);
    assert_eq!(header(&tus.head(&location).await, "upload-offset"), "2");
}

#[tokio::test(flavor = "multi_thread")]
async fn unfinished_uploads_are_listed_for_their_owner() {
    let (house, tus) = house().await;
    let location = tus.begin(4).await;
    tus.patch(&location, 0, b"01").await;
    tus.submit("done.pdf", b"0123").await;
    let listed: serde_json::Value = tus.get("/api/uploads").await.json().await.expect("a list");
    let [one] = listed.as_array().expect("a list").as_slice() else { panic!("{listed}") };
    assert_eq!(one["location"], location);
    assert_eq!(one["filename"], "slides.pptx");
    assert_eq!((&one["size"], &one["offset"]), (&4.into(), &2.into()));
    assert_eq!(one["assignment"], "sample/status");
    assert!(one["expires"].as_i64().expect("a time") > Instant::now().plus_days(6).millis());
    assert_eq!(text(Tus::new(&house, Who::Colleague).get("/api/uploads").await).await, "[]");
    assert_status(&Tus::new(&house, Who::Anonymous).get("/api/uploads").await, 401);
}

/// What an answer tells besides ids and dates: of those, that they are there.
fn told(answer: &Response, id: &str) -> Vec<String> {
    let nonce =
        |value: &str| value.split(' ').filter(|word| !word.starts_with("'nonce-")).collect::<Vec<_>>().join(" ");
    let fields = answer.headers().iter().map(|(name, value)| match name.as_str() {
        "date" | "upload-expires" => name.to_string(),
        _ => format!("{name}: {}", nonce(&value.to_str().expect("a text").replace(id, "ID"))),
    });
    let mut told: Vec<String> = fields.collect();
    told.sort();
    told.insert(0, answer.status().to_string());
    told
}

/// Hands the file in piece by piece and looks at it again; answers what every answer tells.
async fn all_that_is_told(house: &House, who: Who, content: &[u8]) -> Vec<Vec<String>> {
    let tus = Tus::new(house, who);
    let created = tus.create(content.len(), &metadata("a.txt", "sample/status")).await;
    let location = header(&created, "location").to_owned();
    let id = version_in(&location).to_string();
    let begun = tus.head(&location).await;
    let first = tus.patch(&location, 0, &content[..10]).await;
    let under_way = tus.head(&location).await;
    let last = tus.patching(&location, 10, &content[10..]).header("repr-digest", repr_digest(content)).send().await;
    let last = last.expect("an answer");
    assert_eq!(header(&last, "repr-digest"), repr_digest(content));
    let answers = [
        created,
        begun,
        first,
        under_way,
        last,
        tus.head(&location).await,
        tus.patch(&location, content.len(), b"").await,
    ];
    let receipt = tus.get(&format!("/seminars/sample/receipts/{id}")).await;
    assert_status(&receipt, 200);
    let mut all: Vec<_> = answers.iter().map(|answer| told(answer, &id)).collect();
    // The page names its reader, so its length is another one.
    all.push(told(&receipt, &id).into_iter().filter(|field| !field.starts_with("content-length")).collect());
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_by_uploading_whether_a_file_is_there_already() {
    let house = House::start().await;
    assert_eq!(house.state.vault.file_hashes().await.expect("read"), []);
    let new = all_that_is_told(&house, Who::Trainee, CONTENT).await;
    let present = all_that_is_told(&house, Who::Foreigner, CONTENT).await;
    assert_eq!(house.state.vault.file_hashes().await.expect("read").len(), 1, "they are one file");
    assert_eq!(new, present);
    // Nor by its digest alone.
    let other: Vec<u8> = CONTENT.iter().rev().copied().collect();
    let digest_of_it = all_that_is_told_of_a_digest(&house, CONTENT).await;
    assert_eq!(digest_of_it, all_that_is_told_of_a_digest(&house, &other).await);
}

/// Begins to hand in what has the digest of this file, and sends other bytes.
async fn all_that_is_told_of_a_digest(house: &House, content: &[u8]) -> [Vec<String>; 3] {
    let tus = Tus::new(house, Who::Foreigner);
    let created = tus.create(content.len(), &metadata("a.txt", "sample/status")).await;
    let location = header(&created, "location").to_owned();
    let patch = tus.patching(&location, 0, b"0123456789").header("repr-digest", repr_digest(content));
    let patched = patch.send().await.expect("an answer");
    assert_status(&patched, 204);
    let id = version_in(&location).to_string();
    [told(&created, &id), told(&patched, &id), told(&tus.head(&location).await, &id)]
}
