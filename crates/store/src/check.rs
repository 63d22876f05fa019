//! What the operator's check reads: every file that a record refers to, and records that contradict
//! each other.

mod counts;
mod names;

use std::collections::BTreeMap;

use domain::certificate::design::CertificateDesign;
use domain::id::VersionId;
use domain::material::Sha256Hex;
use surrealdb::types::{RecordId, SurrealValue, object};

use crate::convert::key_text;
use crate::previews::{PreviewFile, PreviewFileRow};
use crate::{Store, StoreError};
use names::Problem;

/// A file of the vault and what refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInUse {
    /// `version 0190…`
    pub record: String,
    pub is_version: bool,
    /// Whose file or preview it is.
    pub version: Option<VersionId>,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

/// What refers to files, in the order in which the query asks.
const KINDS: [&str; 4] = ["version", "attendance export to be confirmed", "attendance export", "certificate"];

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct DesignRow {
    id: RecordId,
    design: serde_json::Value,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct PreviewRow {
    id: RecordId,
    files: Vec<PreviewFileRow>,
}

impl PreviewRow {
    fn images(self) -> impl Iterator<Item = FileInUse> {
        let version = key_text(&self.id);
        self.files.into_iter().map(PreviewFile::from).map(move |PreviewFile { name, sha256, size }| FileInUse {
            record: format!("preview of {version}, {name}"),
            is_version: false,
            version: version.parse().ok(),
            sha256,
            size,
        })
    }
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct OrdinalRow {
    seminar: String,
    ordinal: i64,
}

#[derive(SurrealValue)]
#[surreal(crate = "surrealdb::types")]
struct SeriesRow {
    seminar: String,
    numbers: i64,
    /// Of its running job, what is still to be made.
    promised: i64,
}

impl Store {
    /// Every file that records refer to, for the operator's check and for backups.
    pub async fn all_files(&self) -> Result<Vec<FileInUse>, StoreError> {
        #[derive(SurrealValue)]
        #[surreal(crate = "surrealdb::types")]
        struct Row {
            id: RecordId,
            sha256: String,
            size: i64,
            seminar: Option<String>,
            /// An export's name, or a certificate's number.
            label: Option<String>,
        }
        let mut answer = self.read(include_str!("../queries/check/files.surql"), object! {}).await?;
        let mut files = Vec::new();
        for (index, kind) in KINDS.into_iter().enumerate() {
            let rows: Vec<Row> = answer.take(index)?;
            files.extend(rows.into_iter().map(|row| FileInUse {
                record: named(kind, &key_text(&row.id), [row.seminar, row.label]),
                is_version: index == 0,
                version: if index == 0 { key_text(&row.id).parse().ok() } else { None },
                sha256: Sha256Hex(row.sha256),
                size: u64::try_from(row.size).unwrap_or(0),
            }));
        }
        let previews: Vec<PreviewRow> = answer.take(KINDS.len())?;
        files.extend(previews.into_iter().flat_map(PreviewRow::images));
        let lists: Vec<DesignRow> = answer.take(KINDS.len() + 1)?;
        files.extend(self.signature_pictures(lists)?);
        Ok(files)
    }

    /// Pictures that certificates are printed with: those of the seminars, and of lists frozen before.
    fn signature_pictures(&self, lists: Vec<DesignRow>) -> Result<Vec<FileInUse>, StoreError> {
        let mut designs: Vec<(String, CertificateDesign)> = Vec::new();
        for row in lists {
            let read = serde_json::from_value(row.design);
            let unreadable = |problem: serde_json::Error| StoreError::Record {
                table: "eligibility_list",
                problem: problem.to_string(),
            };
            designs.push((format!("signature picture of list {}", key_text(&row.id)), read.map_err(unreadable)?));
        }
        let seminars = self.all_seminars();
        let own = seminars
            .iter()
            .map(|seminar| (format!("signature picture of {}", seminar.slug), seminar.certificate.clone()));
        designs.extend(own);
        let pictures = designs.into_iter().flat_map(|(record, design)| {
            let pictures = design.signatories.into_iter().filter_map(|signatory| signatory.signature);
            pictures.map(move |picture| FileInUse {
                record: record.clone(),
                is_version: false,
                version: None,
                sha256: picture.sha256,
                size: picture.size,
            })
        });
        Ok(pictures.collect())
    }

    /// What is wrong with the records, in words, for the operator's check.
    pub async fn inconsistencies(&self) -> Result<Vec<String>, StoreError> {
        let mut answer = self.read(include_str!("../queries/check/inconsistencies.surql"), object! {}).await?;
        let mut wrong = Vec::new();
        let problems = [
            "its newest version is not its last one",
            "its count of comments is wrong",
            "its status is not what was decided",
            "its state at the gate is not what was found",
            "it waits at the gate, and nothing is going to check it",
            "it has passed the gate, and is neither drawn nor to be drawn",
            "its count of votes is wrong",
            "its count of questions is wrong",
            "it belongs neither to a material nor to a session, or to both",
            "its count of files is wrong",
            "its release covers a file that is still to come",
            "search does not find it by its name, or finds it twice",
            "search does not find exactly the pages that have words",
            "search does not find its words for its readers alone",
            "its preview lacks an image that a page names",
            "it is to be drawn, and has not passed the gate",
        ];
        for (index, problem) in problems.into_iter().enumerate() {
            let records: Vec<String> = answer.take(index)?;
            wrong.extend(records.into_iter().map(|record| Problem { record, problem }));
        }
        let mut wrong = self.told(wrong).await?;
        wrong.extend(self.wrong_counts().await?);
        wrong.extend(self.wrong_certificates().await?);
        Ok(wrong)
    }

    async fn wrong_certificates(&self) -> Result<Vec<String>, StoreError> {
        let mut answer = self.read(include_str!("../queries/certificates/check.surql"), object! {}).await?;
        let problems = [
            "its status is not what became of it",
            "it and the one that it replaces, or is replaced by, do not name each other",
            "the key that signed it is not on record",
            "its count of certificates is wrong",
        ];
        let mut wrong = Vec::new();
        for (index, problem) in problems.into_iter().enumerate() {
            let records: Vec<String> = answer.take(index)?;
            wrong.extend(records.into_iter().map(|record| Problem { record, problem }));
        }
        let mut wrong = self.told(wrong).await?;
        let ordinals: Vec<OrdinalRow> = answer.take(problems.len())?;
        let series: Vec<SeriesRow> = answer.take(problems.len() + 1)?;
        let mut given: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for row in ordinals {
            given.entry(row.seminar).or_default().push(row.ordinal);
        }
        for SeriesRow { seminar, numbers, promised } in series {
            let ordinals = given.remove(&seminar).unwrap_or_default();
            // A job issues in the order of its numbers, but goes on behind one that cannot be printed.
            let repeated = ordinals.windows(2).any(|pair| pair[0] == pair[1]);
            let there = i64::try_from(ordinals.len()).unwrap_or(i64::MAX);
            if repeated || there + promised != numbers || ordinals.last().is_some_and(|last| *last > numbers) {
                wrong.push(format!("certificates of {seminar}: their numbers have a gap or a repeat"));
            }
        }
        wrong.extend(
            given.into_keys().map(|seminar| format!("certificates of {seminar}: nothing counts their numbers")),
        );
        Ok(wrong)
    }
}

/// `certificate … (e-port-2021, EP-0001)`
fn named(kind: &str, key: &str, names: [Option<String>; 2]) -> String {
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if names.is_empty() { format!("{kind} {key}") } else { format!("{kind} {key} ({names})") }
}

#[cfg(test)]
mod tests {
    use crate::Store;

    /// Each of these breaks a promise of the records.
    const DAMAGES: &[(&str, &str)] = &[
        ("UPDATE material SET versions = 2;", "its newest version is not its last one"),
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
}
