//! A table full of jobs, on which only a look behind what the crate shows tells how much of it is read.

use domain::person::Role;
use surrealdb::types::Object;

use super::*;
use crate::convert::record;
use crate::sample::{NOW, most_rows_read, person, store, submission};

const ROWS: i64 = 5_600;
/// Of each task the oldest are of versions with which nothing is done for now.
const LEFT_ALONE: i64 = 20;

/// Versions like the one that there is, each with a job.
const FILL: &str = "
    LET $like = (SELECT * OMIT id FROM $template)[0];
    DELETE job;
    FOR $row IN $rows {
        CREATE $row.version CONTENT object::extend($like, {
            number: $row.number, gate: $row.gate, deleted_at: $row.deleted_at
        });
        CREATE $row.job CONTENT {
            version: $row.version, seminar: $seminar, task: $row.task, status: $row.status, due_at: $row.due_at,
            created_at: $row.due_at
        };
    };
";

struct Row {
    version: VersionId,
    task: Task,
    status: &'static str,
    due_at: Instant,
    gate: &'static str,
    deleted_at: Option<Instant>,
    is_due: bool,
}

impl Row {
    fn numbered(number: i64) -> Self {
        use Task::{Check, Preview};
        // Neither in the order in which they come, nor twice the same.
        let past = NOW.plus_seconds(-1 - number * 7_919 % ROWS);
        let long_past = NOW.plus_seconds(-2 * ROWS - number);
        let future = NOW.plus_seconds(1 + number);
        let (task, status, due_at, gate, is_due) = if number < LEFT_ALONE {
            (Check, "waiting", long_past, "received", false)
        } else if number < 2 * LEFT_ALONE {
            // Its file is checked again before it is drawn.
            (Preview, "waiting", long_past, "received", false)
        } else {
            match number % 8 {
                0 => (Check, "waiting", past, "received", true),
                1 => (Check, "waiting", future, "received", false),
                2 => (Check, "taken", past, "being_checked", true),
                3 => (Check, "taken", future, "being_checked", false),
                4 => (Check, "dead", past, "held", false),
                5 => (Preview, "waiting", past, "ready", true),
                6 => (Preview, "taken", future, "ready", false),
                _ => (Preview, "dead", past, "ready", false),
            }
        };
        // Nothing is checked of what is deleted.
        let deleted_at = (number < LEFT_ALONE).then_some(NOW);
        Self { version: VersionId::generate(), task, status, due_at, gate, deleted_at, is_due }
    }

    /// What has run out goes before what waits, and a check before a drawing.
    fn turn(&self) -> (bool, bool, Instant) {
        (self.task != Task::Check, self.status != "taken", self.due_at)
    }
}

#[tokio::test]
async fn a_full_table_is_worked_off_in_order_each_once_and_never_read_as_a_whole() {
    let (store, slug) = store().await;
    let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
    let template = submission(&slug);
    store.submit_upload(&kenya, &template, NOW).await.expect("submitted");
    let rows: Vec<Row> = (0..ROWS).map(Row::numbered).collect();
    let written: Vec<Object> = rows
        .iter()
        .zip(2_i64..)
        .map(|(row, number)| {
            object! {
                version: record("version", row.version), job: job_record(row.version, row.task), number: number,
                task: row.task.as_str(), status: row.status, due_at: datetime(row.due_at), gate: row.gate,
                deleted_at: row.deleted_at.map(datetime),
            }
        })
        .collect();
    let variables = object! { template: record("version", template.id), seminar: slug.to_string(), rows: written };
    store.db.query(FILL).bind(variables).await.expect("asked").check().expect("written");

    for task in Task::ALL {
        assert_reads_little(&store, task).await;
    }
    let mut due: Vec<&Row> = rows.iter().filter(|row| row.is_due).collect();
    due.sort_by_key(|row| row.turn());
    let due: Vec<VersionId> = due.into_iter().map(|row| row.version).collect();
    assert_eq!(store.jobs_due(NOW).await.expect("counted") as usize, due.len());
    let mut taken = Vec::new();
    while let Some(job) = store.take_job(NOW, &Task::ALL).await.expect("asked") {
        taken.push(job.version().id);
    }
    assert_eq!(taken.len(), due.len());
    assert!(taken == due, "what is due longest goes first");
    assert_eq!(store.jobs_due(NOW).await.expect("counted"), 0);
}

#[tokio::test]
async fn what_is_due_on_a_whole_second_is_found_within_it() {
    let (store, slug) = store().await;
    let kenya = person(&store, &slug, Role::Trainee, Some("KE")).await;
    assert_eq!(NOW.millis() % 1_000, 0);
    store.submit_upload(&kenya, &submission(&slug), NOW).await.expect("submitted");
    let within = |millis| Instant::from_millis(NOW.millis() + millis);
    assert!(store.take_job(within(-1), &Task::ALL).await.expect("asked").is_none());
    assert!(store.take_job(within(3), &Task::ALL).await.expect("asked").is_some());
}

/// Hundreds are due of each: only those in front are read, and a few behind that are read together.
async fn assert_reads_little(store: &Store, task: Task) {
    const MOST: u64 = 100;
    let due = include_str!("../../queries/jobs/due.surql");
    for statement in due.split(';').filter(|statement| !statement.trim().is_empty()) {
        let variables = object! { task: task.as_str(), now: datetime(NOW), stands: task.stands() };
        let read = most_rows_read(store, statement, variables).await;
        assert!(read < MOST, "{read} rows: {statement}");
    }
}
