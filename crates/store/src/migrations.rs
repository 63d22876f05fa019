//! The schema, version by version: numbered files in the binary, each one transaction, never
//! edited once released.

use sha2::{Digest, Sha256};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;
use surrealdb::types::object;

use crate::StoreError;

const MIGRATIONS: [(u32, &str); 29] = [
    (1, include_str!("../migrations/001_foundation.surql")),
    (2, include_str!("../migrations/002_roster_preview.surql")),
    (3, include_str!("../migrations/003_safer_links.surql")),
    (4, include_str!("../migrations/004_attendance.surql")),
    (5, include_str!("../migrations/005_certificates.surql")),
    (6, include_str!("../migrations/006_gate.surql")),
    (7, include_str!("../migrations/007_search.surql")),
    (8, include_str!("../migrations/008_discussion.surql")),
    (9, include_str!("../migrations/009_comments.surql")),
    (10, include_str!("../migrations/010_outbox.surql")),
    (11, include_str!("../migrations/011_sharing.surql")),
    (12, include_str!("../migrations/012_slides.surql")),
    (13, include_str!("../migrations/013_found_and_told.surql")),
    (14, include_str!("../migrations/014_catalogue.surql")),
    (15, include_str!("../migrations/015_spaceless.surql")),
    (16, include_str!("../migrations/016_mail.surql")),
    (17, include_str!("../migrations/017_answers_kept.surql")),
    (18, include_str!("../migrations/018_checked_again.surql")),
    (19, include_str!("../migrations/019_texts.surql")),
    (20, include_str!("../migrations/020_fewer_indexes.surql")),
    (21, include_str!("../migrations/021_seen_slides.surql")),
    (22, include_str!("../migrations/022_outdated_mail.surql")),
    (23, include_str!("../migrations/023_renamed_files.surql")),
    (24, include_str!("../migrations/024_standing.surql")),
    (25, include_str!("../migrations/025_no_index_by_name.surql")),
    (26, include_str!("../migrations/026_consent_said.surql")),
    (27, include_str!("../migrations/027_read_and_invited.surql")),
    (28, include_str!("../migrations/028_unsaid_from.surql")),
    (29, include_str!("../migrations/029_replies.surql")),
];

const DEFINE_LOG: &str = "
    DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL;
    DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;
    DEFINE FIELD IF NOT EXISTS applied_at ON migration TYPE datetime DEFAULT time::now();
";

pub async fn run(db: &Surreal<Any>) -> Result<(), StoreError> {
    run_these(db, &MIGRATIONS).await
}

async fn run_these(db: &Surreal<Any>, migrations: &[(u32, &str)]) -> Result<(), StoreError> {
    db.query(DEFINE_LOG).await?.check()?;
    for &(number, text) in migrations {
        let checksum: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut answer = db
            .query("SELECT VALUE checksum FROM type::record('migration', $number)")
            .bind(object! { number: i64::from(number) })
            .await?
            .check()?;
        match answer.take::<Option<String>>(0)? {
            Some(applied) if applied == checksum => continue,
            Some(_) => return Err(StoreError::ChangedMigration(number)),
            None => {}
        }
        let transaction =
            format!("BEGIN;\n{text}\nCREATE type::record('migration', $number) SET checksum = $checksum;\nCOMMIT;");
        db.query(transaction).bind(object! { number: i64::from(number), checksum: checksum }).await?.check()?;
        tracing::info!(number, "migrated the database");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::gate::{GateState, Hold, Judgement};
    use domain::time::Instant;
    use surrealdb::engine::any::connect;

    use super::*;
    use crate::convert::{composite, record};

    /// A database that was filled when there were so many migrations, and has had the others since.
    async fn migrated_from(count: usize, filled: &str) -> Surreal<Any> {
        let db = connect("mem://").await.expect("a database");
        db.use_ns("lectern").use_db("lectern").await.expect("a database");
        run_these(&db, &MIGRATIONS[..count]).await.expect("as it was");
        db.query(filled).await.expect("asked").check().expect("written");
        run(&db).await.expect("migrated");
        db
    }

    /// A seminar as it was before there was a gate: one material of two versions with a comment.
    const BEFORE_THE_GATE: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE material:one SET seminar = 'first', assignment = 'status', country = 'LA', status = 'submitted',
            late = false, versions = 2, newest = version:two, newest_at = time::now(), reviews_delegation = 1;
        FOR $number IN [1, 2] {
            CREATE type::record('version', ['one', 'two'][$number - 1]) SET material = material:one, number = $number,
                file_name = 'ports.pdf', media_type = 'a/b', size = 1, sha256 = '', person = person:one,
                uploaded_by = 'Sample', submitted_at = time::now();
        };
        CREATE review:one SET material = material:one, version = 2, person = person:one, author = 'Sample',
            author_role = 'trainee', audience = 'delegation', body = 'About our harbour', at = time::now();
    ";

    #[tokio::test]
    async fn what_was_there_before_is_checked_and_can_be_found() {
        let db = migrated_from(5, BEFORE_THE_GATE).await;
        let query = "
            SELECT VALUE <string> version FROM job WHERE task = 'check' ORDER BY version;
            SELECT VALUE gate FROM version;
            SELECT VALUE text FROM searchable ORDER BY text;
            SELECT VALUE <string> review FROM searchable WHERE place = 'comment';
        ";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        assert_eq!(answer.take::<Vec<String>>(0).expect("jobs"), ["version:one", "version:two"]);
        assert_eq!(answer.take::<Vec<String>>(1).expect("states"), ["received", "received"]);
        let texts = answer.take::<Vec<String>>(2).expect("texts");
        assert_eq!(texts, ["About our harbour", "ports.pdf", "ports.pdf"]);
        assert_eq!(answer.take::<Vec<String>>(3).expect("reviews"), ["review:one"]);
        run(&db).await.expect("nothing is left to do");
    }

    /// Slides as they were before search knew of them: one file of two pages, the first of them a picture.
    const SLIDES_BEFORE_SEARCH: &str = "
        CREATE seminar:first SET definition = { sessions: [{ slug: 'opening', title: 'All harbours' }] },
            imported_at = time::now();
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE slides:one SET seminar = 'first', class_session = 'opening', versions = 1;
        CREATE version:one SET slides = slides:one, number = 1, file_name = 'my_ports.pdf', media_type = 'a/b', size = 1,
            sha256 = '', person = person:one, uploaded_by = 'Sample', submitted_at = time::now();
        CREATE preview:one SET version = version:one, files = [], made_at = time::now(),
            content = { pages: [{ number: 1, text: '' }, { number: 2, heading: 'A port', text: 'of call' }] };
    ";

    #[tokio::test]
    async fn slides_that_were_there_before_can_be_found() {
        let db = migrated_from(12, SLIDES_BEFORE_SEARCH).await;
        let query = "
            SELECT VALUE place FROM searchable WHERE text CONTAINS 'port' ORDER BY place;
            SELECT VALUE page FROM searchable WHERE place = 'page';
            SELECT VALUE class_session FROM searchable WHERE text CONTAINS 'harbours';
        ";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        assert_eq!(answer.take::<Vec<String>>(0).expect("places"), ["file", "page"]);
        assert_eq!(answer.take::<Vec<i64>>(1).expect("pages"), [2]);
        assert_eq!(answer.take::<Vec<String>>(2).expect("sessions"), ["opening"]);
    }

    /// A check that died before its version was held for it, and one that did not; a preview that lacks an office
    /// program, and one that does not.
    const BEFORE_ANOTHER_CHECK: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE material:one SET seminar = 'first', assignment = 'status', country = 'LA', status = 'submitted',
            late = false, versions = 2, newest = version:two, newest_at = time::now();
        FOR $number IN [1, 2] {
            CREATE type::record('version', ['one', 'two'][$number - 1]) SET material = material:one, number = $number,
                file_name = 'a', media_type = 'a/b', size = 1, sha256 = '', person = person:one,
                uploaded_by = 'Sample', submitted_at = time::now(), gate = 'received';
        };
        CREATE job:one SET version = version:one, seminar = 'first', task = 'check', status = 'dead',
            due_at = d'2021-11-04T12:00:00Z', created_at = time::now();
        CREATE job:two SET version = version:two, seminar = 'first', task = 'check', due_at = time::now(),
            created_at = time::now();
    ";

    #[tokio::test]
    async fn a_check_that_had_died_holds_its_version() {
        let db = migrated_from(14, BEFORE_ANOTHER_CHECK).await;
        let query = "
            SELECT VALUE passage FROM version WHERE gate = 'held';
            SELECT VALUE <string> id FROM version WHERE gate = 'received';
        ";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        let held: Vec<serde_json::Value> = answer.take(0).expect("passages");
        assert_eq!(held.len(), 1);
        let passage = crate::gate::passage("held", held.into_iter().next()).expect("a passage");
        let finding = passage.finding.expect("a finding");
        assert_eq!((passage.state, finding.judgement), (GateState::Held, Judgement::Held(vec![Hold::NotChecked])));
        assert_eq!(finding.at, Instant::from_seconds(1_636_027_200));
        assert_eq!(answer.take::<Vec<String>>(1).expect("versions"), ["version:two"]);
    }

    /// A material and a session's slides, each of one version.
    const TWO_PLACES: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE material:['first', 'status', 'LA'] SET seminar = 'first', assignment = 'status', country = 'LA',
            status = 'submitted', late = false, versions = 1, newest = version:one, newest_at = time::now();
        CREATE slides:['first', 'opening'] SET seminar = 'first', class_session = 'opening', versions = 1;
        FOR $place IN [{ material: material:['first', 'status', 'LA'] }, { slides: slides:['first', 'opening'] }] {
            CREATE version CONTENT object::extend($place, {
                number: 1, file_name: 'a', media_type: 'a/b', size: 1, sha256: '', person: person:one,
                uploaded_by: 'Sample', submitted_at: time::now()
            });
        };
    ";

    const ANOTHER: &str = "
        CREATE version CONTENT object::extend($place, {
            number: $number, file_name: 'b', media_type: 'a/b', size: 1, sha256: '', person: person:one,
            uploaded_by: 'Sample', submitted_at: time::now()
        });
    ";

    #[tokio::test]
    async fn no_two_versions_of_a_place_have_one_number() {
        let db = migrated_from(18, TWO_PLACES).await;
        let places = [
            object! { material: composite("material", &[&"first", &"status", &"LA"]) },
            object! { slides: composite("slides", &[&"first", &"opening"]) },
        ];
        for place in places {
            for (number, is_taken) in [(1_i64, true), (2, false), (2, true)] {
                let variables = object! { place: place.clone(), number: number };
                let answer = db.query(ANOTHER).bind(variables).await.expect("asked").check();
                let refused = answer.err().map(|error| error.to_string());
                let is_refused = refused.as_ref().is_some_and(|words| words.contains("already contains"));
                assert_eq!((is_refused, refused.is_some()), (is_taken, is_taken), "{place:?} {number}: {refused:?}");
            }
        }
    }

    /// A material whose first version was accepted, and whose second one the gate has refused.
    const REFUSED_AFTER_ACCEPTED: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE material:one SET seminar = 'first', assignment = 'status', country = 'LA', status = 'submitted',
            late = false, versions = 2, newest = version:two, newest_at = time::now(), reviews_delegation = 1;
        FOR $file IN [['one', 1, 'ready'], ['two', 2, 'refused']] {
            CREATE type::record('version', $file[0]) SET material = material:one, number = $file[1],
                file_name = 'a', media_type = 'a/b', size = 1, sha256 = '', person = person:one,
                uploaded_by = 'Sample', submitted_at = time::now(), gate = $file[2];
        };
        CREATE review:one SET material = material:one, version = 1, person = person:one, author = 'Sample',
            author_role = 'staff', audience = 'delegation', verdict = 'accepted', body = '', at = time::now();
    ";

    #[tokio::test]
    async fn what_was_accepted_stands_again_that_a_refused_file_had_hidden() {
        let db = migrated_from(23, REFUSED_AFTER_ACCEPTED).await;
        let query = "SELECT VALUE [<string> newest, <string> refused, <string> decision, status] FROM material";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        let standing: Vec<Vec<String>> = answer.take(0).expect("materials");
        assert_eq!(standing, [["version:one", "version:two", "review:one", "accepted"]]);
    }

    /// Materials whose only version came at noon and was refused: the consent of one was said with it, that of the other
    /// a moment later.
    const CONSENTED_BEFORE_A_REFUSAL: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        FOR $said IN [['with', 1636027200000], ['since', 1636027200001]] {
            CREATE type::record('material', $said[0]) SET seminar = 'first', assignment = $said[0], country = 'LA',
                status = 'submitted', late = false, versions = 1, newest = type::record('version', $said[0]),
                newest_at = time::now(), consent = { given: true, by: 'Sample', reason: NULL, at: $said[1] };
            CREATE type::record('version', $said[0]) SET material = type::record('material', $said[0]), number = 1,
                file_name = 'a', media_type = 'a/b', size = 1, sha256 = '', person = person:one,
                uploaded_by = 'Sample', submitted_at = d'2021-11-04T12:00:00Z', gate = 'refused', consent = true;
        };
    ";

    #[tokio::test]
    async fn what_was_consented_to_with_a_refused_file_counts_no_longer() {
        let db = migrated_from(24, CONSENTED_BEFORE_A_REFUSAL).await;
        let query = "SELECT VALUE <string> id FROM material WHERE consent != NONE";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        assert_eq!(answer.take::<Vec<String>>(0).expect("materials"), ["material:since"]);
    }

    /// Slides that were released at noon, of which the second file came later, and the first is deleted; and slides that
    /// nobody has released.
    const RELEASED_AT_NOON: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE slides:['first', 'opening'] SET seminar = 'first', class_session = 'opening', versions = 3,
            release = { by: 'Sample', at: 1636027200000 };
        CREATE slides:['first', 'closing'] SET seminar = 'first', class_session = 'closing', versions = 1;
        FOR $file IN [
            ['opening', 1, d'2021-11-04T11:00:00Z'], ['opening', 2, d'2021-11-04T12:00:00.001Z'],
            ['opening', 3, d'2021-11-04T12:00:00Z'], ['closing', 1, d'2021-11-04T11:00:00Z']
        ] {
            CREATE version SET slides = type::record('slides', ['first', $file[0]]), number = $file[1], file_name = 'a',
                media_type = 'a/b', size = 1, sha256 = '', person = person:one, uploaded_by = 'Sample',
                submitted_at = $file[2];
        };
        UPDATE version SET deleted_at = time::now() WHERE number = 1;
    ";

    #[tokio::test]
    async fn a_release_from_before_covers_what_had_come_by_then() {
        let db = migrated_from(20, RELEASED_AT_NOON).await;
        let query = "SELECT VALUE release FROM slides WHERE release != NONE";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        let mut releases: Vec<serde_json::Value> = answer.take(0).expect("releases");
        let release = crate::slides::read_release(releases.pop()).expect("it reads").expect("a release");
        assert_eq!((release.files.to_string().as_str(), release.at), ("1 3", Instant::from_seconds(1_636_027_200)));
        assert!(releases.is_empty(), "{releases:?}");
    }

    const WAITING_EXPORT: &str = "
        CREATE attendance_draft:one SET seminar = 'first', name = 'a', sha256 = '', size = 1, created_at = time::now(),
            expires_at = time::now();
    ";

    #[tokio::test]
    async fn what_is_read_of_an_export_that_waited_before_is_kept() {
        let db = migrated_from(26, WAITING_EXPORT).await;
        let variables = object! {
            draft: record("attendance_draft", "one"),
            reading: record("attendance_reading", "one"),
            seminar: "first",
            how: serde_json::json!({ "zone": "Asia/Shanghai" }),
            content: serde_json::json!({ "read": {} }),
        };
        let kept = db.query(include_str!("../queries/attendance/keep_reading.surql")).bind(variables).await;
        kept.expect("asked").check().expect("kept");
        let mut answer = db.query("SELECT VALUE <string> draft FROM attendance_reading").await.expect("asked");
        assert_eq!(answer.take::<Vec<String>>(0).expect("readings"), ["attendance_draft:one"]);
    }

    /// A link that invites, and one for a new password that belongs to no seminar.
    const LINKS_BEFORE: &str = "
        CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
        CREATE token:one SET purpose = 'invitation', person = person:one, seminar = 'first', created_at = time::now(),
            expires_at = time::now() + 1d;
        CREATE token:two SET purpose = 'password_reset', person = person:one, created_at = time::now(),
            expires_at = time::now() + 1d;
    ";

    #[tokio::test]
    async fn links_from_before_are_found_by_their_seminar() {
        let db = migrated_from(26, LINKS_BEFORE).await;
        let query = "
            SELECT VALUE <string> id FROM token
            WHERE seminar = 'first' AND purpose = 'invitation' AND expires_at > time::now();
        ";
        let mut answer = db.query(query).await.expect("asked").check().expect("read");
        assert_eq!(answer.take::<Vec<String>>(0).expect("links"), ["token:one"]);
    }
}
