//! Zoom: reports of a meeting, and of a webinar.

use domain::attendance::export::{DateOrder, DurationUnit, NameCell};
use domain::attendance::record::Format;

use super::{Field, KnownTable, RowsAre};

const NAME: &[&str] = &["Name (Original Name)", "User Name (Original Name)"];

const EMAIL: &[&str] = &["User Email", "Email", "Email Address"];

const ELSE: &[&str] =
    &["Guest", "Is Guest", "Recording Consent", "Recording disclaimer response", "Attended", "Country/Region Name"];

pub(super) const TABLES: &[KnownTable] = &[
    KnownTable {
        format: Format::Zoom,
        rows: RowsAre::Joins,
        name_cell: NameCell::NameThenOriginal,
        unit: DurationUnit::Minutes,
        twelve_hour_order: Some(DateOrder::MonthFirst),
        needs: &[&[Field::Name], &[Field::Joined], &[Field::Left, Field::Duration]],
        words: &[
            (Field::Name, NAME),
            (Field::Email, EMAIL),
            (Field::Joined, &["Join Time"]),
            (Field::Left, &["Leave Time"]),
            (Field::Duration, &["Duration (Minutes)", "Time in Session (minutes)"]),
            (Field::WaitingRoom, &["In Waiting Room"]),
            (Field::Other, ELSE),
        ],
        host_roles: &[],
        marks: &["Host", "Co-Host", "Guest"],
    },
    KnownTable {
        format: Format::Zoom,
        rows: RowsAre::People,
        name_cell: NameCell::NameThenOriginal,
        unit: DurationUnit::Minutes,
        twelve_hour_order: Some(DateOrder::MonthFirst),
        needs: &[&[Field::Name], &[Field::Duration]],
        words: &[
            (Field::Name, NAME),
            (Field::Email, EMAIL),
            (Field::Duration, &["Total Duration (Minutes)", "Total time in session (minutes)"]),
            (Field::WaitingRoom, &["In Waiting Room"]),
            (Field::Other, ELSE),
        ],
        host_roles: &[],
        marks: &["Host", "Co-Host", "Guest"],
    },
];
