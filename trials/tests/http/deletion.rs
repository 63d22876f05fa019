//! Deleted versions: hidden at once, gone with their files when their time is over.

use std::process::Command;

use domain::material::Sha256Hex;
use domain::review::{Audience, Verdict};
use domain::time::Instant;
use lectern::commands::Errand;
use lectern::config::{Config, Flags};
use lectern::files::sweep_deleted::sweep_deleted;
use sha2::{Digest, Sha256};
use store::reviews::NewReview;
use trials::{House, PDF, Who, export_of};

use crate::pages::{page, status_of};
use crate::tus::{Tus, assert_status, version_in};

async fn hash_of(house: &House, version: &str) -> Sha256Hex {
    let store = &house.state.office.store;
    let submitted = store.version(house.actor(Who::Staff), version.parse().expect("an id")).await;
    submitted.expect("a version").version.sha256
}

fn sha256(content: &[u8]) -> Sha256Hex {
    Sha256Hex::of_bytes(&Sha256::digest(content))
}

async fn is_there(house: &House, content: &[u8]) -> bool {
    house.state.vault.verify_file(&sha256(content)).await.is_ok()
}

/// Cleans up when everything that was placed or noted is old enough.
async fn clean_up_later(house: &House) {
    sweep_deleted(&house.state, Instant::now().plus_days(10)).await.expect("swept");
}

async fn assert_sound(house: &House) {
    let report = Errand::Check.carry_out(&house.state.data()).await.expect("checked");
    assert!(!report.failed, "{:?}", report.lines);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_version_is_hidden_from_everyone() {
    let house = House::start().await;
    let version = house.hand_in(Who::Trainee, "status", "Zanzibar.pdf", PDF.to_vec()).await;
    house.work_off().await;
    let of_it = [
        format!("/files/{version}"),
        format!("/seminars/sample/receipts/{version}"),
        format!("/seminars/sample/previews/{version}"),
        format!("/previews/{version}/0001-900.webp"),
    ];
    for path in &of_it {
        assert_eq!(status_of(&house, Who::Trainee, path).await, 200, "{path}");
    }
    house.delete(Who::Trainee, &version).await;
    for who in [Who::Trainee, Who::Instructor, Who::Staff] {
        for path in &of_it {
            assert_eq!(status_of(&house, who, path).await, 404, "{who:?}: {path}");
        }
        for path in ["materials", "materials/status.la", "gallery", "search?q=Zanzibar"] {
            let path = format!("/seminars/sample/{path}");
            let seen = page(&house, who, &path).await;
            assert!(!seen.contains("Zanzibar.pdf"), "{who:?}: {path}");
        }
    }
    let kept = page(&house, Who::Staff, "/seminars/sample/deleted").await;
    assert!(kept.contains("Zanzibar.pdf") && kept.contains("30 days"), "{kept}");
    assert!(kept.contains("<p>Reason: <q dir=\"auto\">A sample</q></p>"), "{kept}");
    let form = format!("seminar=sample&version={version}");
    assert_eq!(house.post_form("/api/restore_version", &form).await.status(), 200);
    for path in &of_it {
        assert_eq!(status_of(&house, Who::Trainee, path).await, 200, "{path}");
    }
    assert_sound(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegation_reads_what_staff_deleted_of_it_and_why() {
    let house = House::start().await;
    let version = house.hand_in(Who::Trainee, "status", "Zanzibar.pdf", PDF.to_vec()).await;
    house.work_off().await;
    let accepted =
        NewReview { verdict: Some(Verdict::Accepted), ..NewReview::comment(Audience::Delegation, 1, "A fine paper") };
    let (key, staff, now) = ("status.la".parse().expect("a key"), house.actor(Who::Staff), Instant::now());
    let store = &house.state.office.store;
    store.write_review(staff, &house.seminar, &key, &accepted, now).await.expect("decided");
    let seen = async |who: Who, path: &str| page(&house, who, &format!("/seminars/sample/{path}")).await;
    let material = "materials/status.la";
    assert!(!seen(Who::Trainee, material).await.contains("no longer counts"));

    house.delete(Who::Staff, &version).await;
    for path in ["my", material] {
        let seen = seen(Who::Trainee, path).await;
        assert!(seen.contains("Version 1, “Zanzibar.pdf”, was deleted by staff"), "{path}: {seen}");
        assert!(
            seen.contains("<q dir=\"auto\">A sample</q>") && seen.contains("they can restore this one until"),
            "{path}: {seen}"
        );
        assert!(seen.contains("what was submitted has been deleted"), "{path}: {seen}");
    }
    for who in [Who::Trainee, Who::Instructor] {
        let seen = seen(who, material).await;
        assert!(seen.contains("Accepted, no longer counts") && seen.contains(", which was deleted"), "{seen}");
        assert!(!seen.contains("Nothing has been submitted yet."), "{seen}");
    }
    let others = seen(Who::Instructor, material).await;
    assert!(!others.contains("Zanzibar.pdf") && !others.contains("A sample</q>"), "{others}");

    let again = house.hand_in(Who::Trainee, "status", "Pemba.pdf", PDF.to_vec()).await;
    house.work_off().await;
    assert!(!seen(Who::Trainee, "my").await.contains("Zanzibar.pdf"), "another one has come");
    assert!(seen(Who::Trainee, material).await.contains("Zanzibar.pdf"));
    house.delete(Who::Trainee, &again).await;
    assert!(!seen(Who::Trainee, "my").await.contains("Pemba.pdf"), "their own doing they know");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_when_nothing_else_refers_to_it() {
    let house = House::start().await;
    let alone = house.hand_in(Who::Trainee, "status", "alone.txt", b"nobody else has this".to_vec()).await;
    let shared = house.hand_in(Who::Trainee, "status", "shared.txt", b"two have this".to_vec()).await;
    let other = house.hand_in(Who::Foreigner, "status", "other.txt", b"two have this".to_vec()).await;
    house.work_off().await;
    let (alone_file, shared_file) = (hash_of(&house, &alone).await, hash_of(&house, &shared).await);
    assert_eq!(shared_file, hash_of(&house, &other).await);
    house.delete(Who::Trainee, &alone).await;
    house.delete(Who::Trainee, &shared).await;
    let (now, vault) = (Instant::now(), &house.state.vault);
    assert_eq!(sweep_deleted(&house.state, now.plus_days(29)).await.expect("swept"), 0);
    vault.verify_file(&alone_file).await.expect("kept");
    assert_sound(&house).await;

    let held = vault.hold_files().await;
    assert_eq!(sweep_deleted(&house.state, now.plus_days(31)).await.expect("swept"), 0, "a backup runs");
    drop(held);
    assert_eq!(sweep_deleted(&house.state, now.plus_days(31)).await.expect("swept"), 2);
    assert!(vault.verify_file(&alone_file).await.is_err(), "it is gone");
    vault.verify_file(&shared_file).await.expect("another delegation has it too");
    assert!(house.state.office.store.discarded_files().await.expect("read").is_empty());
    assert_eq!(status_of(&house, Who::Foreigner, &format!("/files/{other}")).await, 200);
    assert_sound(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_deleted_versions_are_kept_is_configured() {
    const VARIABLE: &str = "LECTERN_KEEP_DELETED_DAYS";
    if !std::env::var(VARIABLE).is_ok_and(|days| days == "3") {
        // With the variable, which this process may not set for itself.
        let mut again = Command::new(std::env::current_exe().expect("this test's path"));
        let name = "deletion::how_long_deleted_versions_are_kept_is_configured";
        again.args(["--exact", name, "--nocapture"]).env(VARIABLE, "3");
        let output = again.output().expect("started");
        let said = String::from_utf8_lossy(&output.stdout);
        let problem = String::from_utf8_lossy(&output.stderr);
        // By another name none would be carried out, and none fail.
        assert!(output.status.success() && said.contains("1 passed"), "{said}{problem}");
        return;
    }
    let configured = Config::load(&Flags::default()).expect("a configuration").keep_deleted_days;
    let house = House::start_as(|config| config.keep_deleted_days = configured).await;
    let version = house.hand_in(Who::Trainee, "status", "alone.txt", b"nobody else has this".to_vec()).await;
    house.work_off().await;
    house.delete(Who::Trainee, &version).await;
    let now = Instant::now();
    let deleted = page(&house, Who::Staff, "/seminars/sample/deleted").await;
    assert!(deleted.contains("alone.txt") && deleted.contains("3 days"), "{deleted}");
    assert_eq!(sweep_deleted(&house.state, now.plus_days(2)).await.expect("swept"), 0);
    assert!(is_there(&house, b"nobody else has this").await);
    assert_eq!(sweep_deleted(&house.state, now.plus_days(4)).await.expect("swept"), 1);
    assert!(!is_there(&house, b"nobody else has this").await);
    let deleted = page(&house, Who::Staff, "/seminars/sample/deleted").await;
    assert!(!deleted.contains("alone.txt"), "{deleted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_placed_lately_waits() {
    let house = House::start().await;
    let version = house.hand_in(Who::Trainee, "status", "alone.txt", b"nobody else has this".to_vec()).await;
    house.work_off().await;
    let file = hash_of(&house, &version).await;
    house.delete(Who::Trainee, &version).await;
    let later = Instant::now().plus_days(31);
    // As if someone else's upload of the same bytes were on disk and not on record yet.
    let (path, _) = house.state.vault.find_file(&file).await.expect("there");
    let placed = std::time::UNIX_EPOCH + std::time::Duration::from_millis(later.millis().unsigned_abs());
    std::fs::File::open(path).and_then(|file| file.set_modified(placed)).expect("placed then");
    assert_eq!(sweep_deleted(&house.state, later).await.expect("swept"), 1);
    house.state.vault.verify_file(&file).await.expect("left alone");
    assert_eq!(house.state.office.store.discarded_files().await.expect("read"), std::slice::from_ref(&file));
    sweep_deleted(&house.state, later.plus_days(2)).await.expect("swept");
    assert!(house.state.vault.verify_file(&file).await.is_err(), "it is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_export_goes_unless_another_has_the_same_bytes() {
    let house = House::start().await;
    let (dropped, expired, shared) = (export_of("Somphone"), export_of("Khamla"), export_of("Bounmy"));
    let drop_draft = async |id: &str| {
        let answer = house.post_form("/api/drop_attendance_draft", &format!("seminar=sample&file={id}")).await;
        assert_status(&answer, 200);
    };
    house.upload_export("expired.csv", &expired).await;
    let store = &house.state.office.store;
    assert_eq!(store.sweep_attendance_drafts(Instant::now().plus_days(8)).await.expect("swept"), 1);
    drop_draft(&house.upload_export("dropped.csv", &dropped).await).await;
    let twice = [house.upload_export("one.csv", &shared).await, house.upload_export("two.csv", &shared).await];
    drop_draft(&twice[0]).await;
    clean_up_later(&house).await;
    for gone in [&dropped, &expired] {
        assert!(!is_there(&house, gone.as_bytes()).await, "it names people");
    }
    assert!(is_there(&house, shared.as_bytes()).await, "another one waits");
    house.record_export(&twice[1]).await;
    drop_draft(&house.upload_export("three.csv", &shared).await).await;
    clean_up_later(&house).await;
    assert!(is_there(&house, shared.as_bytes()).await, "it is on record");
    assert!(store.discarded_files().await.expect("read").is_empty());
    assert_sound(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_at_its_last_byte_goes() {
    let house = House::start().await;
    let tus = Tus::new(&house, Who::Trainee);
    let (alone, shared) = ("nobody else has this", "somebody else has it");
    let mut too_many = Vec::new();
    for content in [alone, shared] {
        let location = tus.begin(content.len()).await;
        let body = futures::stream::iter([Ok::<_, std::io::Error>(content.into())]);
        house.state.vault.append(version_in(&location), 0, body, None).await.expect("appended");
        too_many.push(location);
    }
    for number in 0..3 {
        tus.submit(&format!("{number}.txt"), b"a sample").await;
    }
    tus.submit("shared.txt", shared.as_bytes()).await;
    for location in &too_many {
        assert_status(&tus.head(location).await, 422);
    }
    sweep_deleted(&house.state, Instant::now()).await.expect("swept");
    assert!(is_there(&house, alone.as_bytes()).await, "someone else's record of it could be on its way");
    clean_up_later(&house).await;
    assert!(!is_there(&house, alone.as_bytes()).await);
    assert!(is_there(&house, shared.as_bytes()).await, "a version has it");
    assert!(house.state.office.store.discarded_files().await.expect("read").is_empty());
    assert_sound(&house).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_nothing_refers_to_are_counted() {
    let house = House::start().await;
    house.submit(Who::Trainee, "status").await;
    let check = async || Errand::Check.carry_out(&house.state.data()).await.expect("checked");
    let vault = &house.state.vault;
    for content in ["left over", "discarded"] {
        vault.keep_bytes(content.into()).await.expect("kept");
    }
    house.state.office.store.discard_files(&[sha256(b"discarded")], Instant::now()).await.expect("noted");
    let report = check().await;
    assert_eq!((report.json["left_over"].as_u64(), report.warnings.len()), (Some(0), 0), "they are new");
    for sha256 in vault.file_hashes().await.expect("read") {
        let (path, _) = vault.find_file(&sha256).await.expect("there");
        std::fs::File::open(path).and_then(|file| file.set_modified(std::time::UNIX_EPOCH)).expect("made old");
    }
    let report = check().await;
    assert_eq!(report.json["left_over"], 1);
    assert_eq!(report.warnings, ["files older than 30 days to which no record refers: 1"]);
    assert!(!report.failed, "{:?}", report.lines);
}
