//! Records that are damaged in one place each, and what the check says of them.

use domain::person::Role;

use crate::Store;
use crate::sample::{NOW, person, store, submission};

/// Each of these breaks a promise of the records.
const DAMAGES: &[(&str, &str)] = &[
    ("UPDATE material SET versions = 2;", "its count of versions is wrong"),
    (
        "CREATE version:three SET material = material:one, number = 2, file_name = 'c', media_type = 'a/b', size = 1,
            sha256 = '', person = person:one, uploaded_by = 'Sample', submitted_at = time::now(), gate = 'refused',
            passage = { state: 'refused' };
        UPDATE material:one SET versions = 2, newest = version:three;",
        "it does not go by the version that stands, or its count of versions is wrong",
    ),
    ("UPDATE material SET reviews_hosts += 1;", "its count of comments is wrong"),
    ("UPDATE delegation SET invited += 1;", "its count of people is wrong"),
    ("UPDATE delegation SET confirmed += 1;", "its count of people is wrong"),
    (
        "CREATE membership SET seminar = 'first', person = person:one, name = 'Sample', email = 'one@example.org',
            role = 'trainee', country = 'LA', invited_at = time::now();",
        "its count of people is wrong",
    ),
    ("UPDATE material SET status = 'accepted';", "its status is not what was decided"),
    ("DELETE audit_event;", "its audit does not tell of every version"),
    (
        "CREATE slides:one SET seminar = 'first', class_session = 'opening', versions = 1;",
        "its audit does not tell of every version",
    ),
    (
        "CREATE slides:one SET seminar = 'first', class_session = 'opening',
            release = { by: 'Sample', at: 0, files: [1] };",
        "its release covers a file that is still to come",
    ),
    ("UPDATE version SET gate = 'held';", "its state at the gate is not what was found"),
    ("UPDATE version SET gate = 'received';", "nothing is going to check it"),
    ("DELETE job;", "is neither drawn nor to be drawn"),
    ("DELETE preview;", "is neither drawn nor to be drawn"),
    ("DELETE searchable WHERE place = 'file';", "search does not find it by its name, or finds it twice"),
    (
        "LET $found = (SELECT * OMIT id FROM searchable WHERE place = 'file')[0];
        DELETE searchable WHERE place = 'file' AND version = $found.version;
        CREATE searchable CONTENT object::extend($found, { country: 'KE' });",
        "search takes it for a file of another place or number",
    ),
    (
        "LET $found = (SELECT * OMIT id FROM searchable WHERE place = 'file')[0];
        DELETE searchable WHERE place = 'file' AND version = $found.version;
        CREATE searchable CONTENT object::extend($found, { number: 2 });",
        "search takes it for a file of another place or number",
    ),
    ("DELETE searchable WHERE place = 'page';", "search does not find exactly the pages that have words"),
    ("DELETE searchable WHERE place = 'comment';", "search does not find its words for its readers alone"),
    ("UPDATE review:one SET body = 'Changed';", "search does not find its words for its readers alone"),
    ("UPDATE review:one SET audience = 'delegation';", "search does not find its words for its readers alone"),
    ("UPDATE preview:two SET files = [];", "its preview lacks an image that a page names"),
    (
        "UPDATE version:one SET gate = 'refused', passage = { state: 'refused' };",
        "it is to be drawn, and has not passed the gate",
    ),
    (
        "UPDATE version:one SET gate = 'held', passage = { state: 'held' }; UPDATE job:one SET status = 'taken';",
        "it is to be drawn, and has not passed the gate",
    ),
    ("DELETE question_vote;", "its count of votes is wrong"),
    ("UPDATE discussion SET questions += 1;", "its count of questions is wrong"),
    ("UPDATE certificate:a SET status = 'valid';", "its status is not what became of it"),
    ("UPDATE certificate:b SET status = 'revoked';", "its status is not what became of it"),
    ("UPDATE certificate:a SET replaced_by = certificate:c;", "do not name each other"),
    ("DELETE certificate_key:one;", "the key that signed it is not on record"),
    ("UPDATE issue_job SET done = 1;", "its count of certificates is wrong"),
    ("DELETE audit_event WHERE action = 'certificate_issued';", "its audit does not tell of every certificate"),
    ("UPDATE certificate_series SET numbers = 3;", "their numbers have a gap or a repeat"),
    ("DELETE certificate_series;", "nothing counts their numbers"),
];

/// A seminar with one delegation of nobody and two materials of one version each, of which the second has been
/// drawn: a page of words with an image, and one without either.
const RECORDS: &str = "
    CREATE seminar:first SET definition = {}, imported_at = time::now();
    CREATE person:one SET name = 'Sample', email = 'one@example.org', created_at = time::now();
    CREATE delegation:one SET seminar = 'first', country = 'LA';
    CREATE material:one SET seminar = 'first', assignment = 'status', country = 'LA', status = 'submitted',
        late = false, versions = 1, newest = version:one, newest_at = time::now();
    CREATE version:one SET material = material:one, number = 1, file_name = 'a', media_type = 'a/b', size = 1,
        sha256 = '', person = person:one, uploaded_by = 'Sample', submitted_at = time::now(), gate = 'ready',
        passage = { state: 'ready' };
    CREATE job:one SET version = version:one, seminar = 'first', task = 'preview', due_at = time::now(),
        created_at = time::now();
    CREATE audit_event SET at = time::now(), actor = 'Sample', action = 'version_submitted', seminar = 'first',
        object = 'status.la', detail = '';
    CREATE searchable SET seminar = 'first', assignment = 'status', country = 'LA', version = version:one,
        number = 1, place = 'file', at = time::now(), text = 'a';
    CREATE material:two SET seminar = 'first', assignment = 'projects', country = 'LA', status = 'submitted',
        late = false, versions = 1, newest = version:two, newest_at = time::now(), reviews_hosts = 1;
    CREATE version:two SET material = material:two, number = 1, file_name = 'b', media_type = 'a/b', size = 1,
        sha256 = '', person = person:one, uploaded_by = 'Sample', submitted_at = time::now(), gate = 'ready',
        passage = { state: 'ready' };
    CREATE preview:two SET version = version:two, made_at = time::now(),
        files = [{ name: '0001-900.webp', sha256: '', size: 1 }],
        content = {
            pages: [{ number: 1, text: 'Words', images: [{ file: '0001-900.webp' }] }, { number: 2, text: ' ' }]
        };
    CREATE review:one SET material = material:two, version = 1, person = person:one, author = 'Sample',
        author_role = 'staff', audience = 'hosts', body = 'Good', at = time::now();
    CREATE audit_event SET at = time::now(), actor = 'Sample', action = 'version_submitted', seminar = 'first',
        object = 'projects.la', detail = '';
    FOR $found IN [
        { place: 'file', text: 'b' }, { place: 'page', text: 'Words', page: 1 },
        { place: 'comment', text: 'Good', review: review:one, audience: 'hosts', author: 'Sample' }
    ] {
        CREATE searchable CONTENT object::extend($found, {
            seminar: 'first', assignment: 'projects', country: 'LA', version: version:two, number: 1,
            at: time::now()
        });
    };
    CREATE discussion:one SET seminar = 'first', class_session = 'opening', questions = 1;
    CREATE question:one SET discussion = discussion:one, person = person:one, author = 'Sample', role = 'staff',
        body = 'Why?', at = time::now(), votes = 1;
    CREATE question_vote:one SET question = question:one, discussion = discussion:one, person = person:one,
        at = time::now();
";

/// Two certificates of one job, the second in place of the first.
const CERTIFICATES: &str = "
    CREATE certificate_key:one SET public = 'x', from = time::now();
    CREATE issue_job:one SET seminar = 'first', person = person:one, issued_by = 'Sample', started_at = time::now(),
        total = 2, done = 2, open = false, leased_until = time::now(), finished_at = time::now();
    CREATE certificate_series:first SET numbers = 2;
    CREATE certificate:a SET seminar = 'first', person = person:one, job = issue_job:one, ordinal = 1, edition = 1,
        number = 'first/0001', statement = {}, design = {}, sha256 = '', size = 1, key = 'one',
        issued_at = time::now(), issued_by = 'Sample', replaced_by = certificate:b, status = 'superseded',
        status_at = time::now(), reason = 'A typo';
    CREATE certificate:b SET seminar = 'first', person = person:one, job = issue_job:one, ordinal = 2, edition = 2,
        number = 'first/0002', statement = {}, design = {}, sha256 = '', size = 1, key = 'one',
        issued_at = time::now(), issued_by = 'Sample', replaces = certificate:a;
    CREATE audit_event SET at = time::now(), actor = 'Sample', action = 'certificate_issued', seminar = 'first',
        object = 'first/0001', detail = '';
    CREATE audit_event SET at = time::now(), actor = 'Sample', action = 'certificate_reissued', seminar = 'first',
        object = 'first/0002', detail = '';
";

#[tokio::test]
async fn each_damage_is_found() {
    for (damage, told) in DAMAGES.iter().copied() {
        let store = Store::open("mem://").await.expect("a database");
        store.db.query([RECORDS, CERTIFICATES].concat()).await.expect("asked").check().expect("written");
        assert_eq!(store.inconsistencies().await.expect("read"), Vec::<String>::new());
        store.db.query(damage).await.expect("asked").check().expect("written");
        let wrong = store.inconsistencies().await.expect("read");
        assert!(wrong.iter().any(|wrong| wrong.ends_with(told)), "{damage}: {wrong:?}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_as_staff_know_it() {
    for (damage, named) in [
        ("UPDATE version:one SET gate = 'held';", "version:one (first, status.la, version 1, “a”): its state"),
        ("DELETE preview;", "version:two (first, projects.la, version 1, “b”): it has passed"),
        ("DELETE searchable WHERE place = 'comment';", "review:one (first, projects.la, version 1): search"),
        ("DELETE question_vote;", "question:one (first, opening): its count"),
        ("UPDATE certificate:a SET status = 'valid';", "certificate:a (first, “first/0001”): its status"),
    ] {
        let store = Store::open("mem://").await.expect("a database");
        store.db.query([RECORDS, CERTIFICATES].concat()).await.expect("asked").check().expect("written");
        store.db.query(damage).await.expect("asked").check().expect("written");
        let wrong = store.inconsistencies().await.expect("read");
        assert!(wrong.iter().any(|wrong| wrong.starts_with(named)), "{damage}: {wrong:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_found_by_other_words_is_named() {
    let (store, slug) = store().await;
    let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
    store.submit_upload(&kenya, &submission(&slug), NOW).await.expect("submitted");
    assert_eq!(store.inconsistencies().await.expect("read"), Vec::<String>::new());
    let damage = "
        LET $found = (SELECT * OMIT id FROM searchable)[0];
        DELETE searchable;
        CREATE searchable CONTENT object::extend($found, { text: 'slides pdf slides.pdf Kenya KE' });
    ";
    store.db.query(damage).await.expect("asked").check().expect("written");
    let wrong = store.inconsistencies().await.expect("read");
    let told = "search finds it by other words than its name, its country and what it is for";
    assert!(matches!(&wrong[..], [wrong] if wrong.contains("Kenya") && wrong.ends_with(told)), "{wrong:?}");
}
