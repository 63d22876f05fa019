//! What a file says of the meeting: labels with values beside them (Tencent, Teams), or a row of labels with a row of
//! values under it (Zoom).

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::attendance::export::Mapping;

use super::{LONGEST_WORD_BYTES, is_header, key_of};
use crate::file::{Row, Table};

/// What was found, as it is written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MeetingText<'t> {
    pub(crate) title: Option<&'t str>,
    pub(crate) code: Option<&'t str>,
    pub(crate) starts: Option<&'t str>,
    pub(crate) ends: Option<&'t str>,
}

/// Looks at the top of every table, down to its header; where staff have named columns, at what stands above them.
pub(crate) fn read_meeting<'t>(tables: &'t [Table], mapping: Option<&Mapping>) -> MeetingText<'t> {
    const TOP_ROWS: usize = 40;
    let is_above = |place: usize, row: Row<'_>| match mapping {
        Some(mapping) => mapping.table as usize == place && row.number() < mapping.header_row,
        None => !is_header(row),
    };
    let mut meeting = MeetingText::default();
    for (place, table) in tables.iter().enumerate() {
        for index in 0..table.len().min(TOP_ROWS) {
            let Some(row) = table.row(index).filter(|row| is_above(place, *row)) else { break };
            meeting.take(row, table.row(index + 1));
        }
    }
    meeting
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Title,
    Code,
    Starts,
    Ends,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Title,
        &[
            "会议主题",
            "会议名称",
            "主题",
            "研讨会主题",
            "Topic",
            "Meeting title",
            "Meeting name",
            "Besprechungstitel",
            "Titel der Besprechung",
            "Titre de la réunion",
            "Título de la reunión",
            "Título da reunião",
            "Название собрания",
            "会议标题",
        ],
    ),
    (
        Label::Code,
        &[
            "会议号",
            "会议ID",
            "会议号码",
            "Meeting ID",
            "Webinar ID",
            "ID",
            "Besprechungs-ID",
            "ID de réunion",
            "ID de la reunión",
            "ID da reunião",
        ],
    ),
    (
        Label::Starts,
        &[
            "预定开始时间",
            "开始时间",
            "会议开始时间",
            "实际开始时间",
            "Start time",
            "Actual start time",
            "Meeting start time",
            "Startzeit",
            "Heure de début",
            "Hora de inicio",
            "Hora de início",
            "Время начала",
        ],
    ),
    (
        Label::Ends,
        &[
            "预定结束时间",
            "结束时间",
            "会议结束时间",
            "实际结束时间",
            "End time",
            "Meeting end time",
            "Endzeit",
            "Heure de fin",
            "Hora de finalización",
            "Hora de término",
            "Hora de fin",
            "Время окончания",
        ],
    ),
];

impl<'t> MeetingText<'t> {
    fn take(&mut self, row: Row<'t>, below: Option<Row<'t>>) {
        let labels: Vec<(usize, Label)> =
            row.cells().enumerate().filter_map(|(column, cell)| Some((column, label_of(cell)?))).collect();
        match labels.as_slice() {
            [] => {}
            // One label has its value beside it.
            [(column, label)] => self.set(*label, row.cell(column + 1)),
            // Other tables have columns of such names too, but only one about meetings has their titles.
            labels if labels.iter().any(|(_, label)| *label == Label::Title) => {
                for (column, label) in labels {
                    self.set(*label, below.map_or("", |below| below.cell(*column)));
                }
            }
            _ => {}
        }
    }

    /// The first word on something counts.
    fn set(&mut self, label: Label, value: &'t str) {
        if value.is_empty() {
            return;
        }
        let place = match label {
            Label::Title => &mut self.title,
            Label::Code => &mut self.code,
            Label::Starts => &mut self.starts,
            Label::Ends => &mut self.ends,
        };
        place.get_or_insert(value);
    }
}

static BY_WORD: LazyLock<HashMap<String, Label>> = LazyLock::new(|| {
    LABELS.iter().flat_map(|(label, words)| words.iter().map(move |word| (key_of(word), *label))).collect()
});

fn label_of(cell: &str) -> Option<Label> {
    if cell.len() > LONGEST_WORD_BYTES {
        return None;
    }
    BY_WORD.get(&key_of(cell)).copied()
}
