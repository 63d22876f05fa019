//! Writes exports as the platforms do. The fuzzers begin with these too.

use rust_xlsxwriter::{Format, Workbook};

/// A table as text.
pub type Rows = Vec<Vec<String>>;

pub fn rows(rows: &[&[&str]]) -> Rows {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

/// Text with separators; a cell is quoted where it must be.
pub fn separated(rows: &Rows, separator: char, line_break: &str) -> String {
    let quoted = |cell: &String| {
        if cell.contains([separator, '"', '\r', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string());
    rows.iter().map(|row| line(row) + line_break).collect()
}

pub fn utf_16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

pub fn with_mark(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").into_bytes()
}

/// A workbook whose cells are all text.
pub fn workbook(sheets: &[(&str, &Rows)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (title, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*title).expect("a name of a sheet");
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let (row, column) = (u32::try_from(row).expect("few"), u16::try_from(column).expect("few"));
                sheet.write_string(row, column, cell).expect("a cell");
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

const TENCENT_TOP: &[&[&str]] = &[
    &["会议主题:", "Seminar on smart ports"],
    &["会议号:", "123 456 789"],
    &["会议创建者:", "Li Wei"],
    &["预定开始时间:", "2026-11-16 09:00:00"],
    &["预定结束时间:", "2026-11-16 11:00:00"],
    &["累计会议时长:", "2:10:00"],
    &["参会用户总数:", "3"],
    &[],
];

pub fn tencent_overview() -> Rows {
    let mut all = rows(TENCENT_TOP);
    all.extend(rows(&[
        &["用户昵称（入会昵称）", "首次入会时间", "最后退会时间", "入会次数", "累计参会时长", "身份"],
        &["liwei(Li Wei)", "2026-11-16 08:50:00", "2026-11-16 11:02:00", "1", "2:12:00", "主持人"],
        &["mei(Wang Fang – China)", "2026-11-16 08:55:10", "2026-11-16 11:00:00", "2", "1:34:50", "普通参会者"],
        &["（Somchai (Ning) – Lao PDR）", "2026-11-16 09:20:00", "--", "1", "--", "普通参会者"],
    ]));
    all
}

pub fn tencent_detail() -> Rows {
    let mut all = rows(TENCENT_TOP);
    all.extend(rows(&[
        &["用户昵称（入会昵称）", "入会时间", "退会时间", "参会时长", "类型"],
        &["liwei(Li Wei)", "2026-11-16 08:50:00", "2026-11-16 11:02:00", "2:12:00", "成员"],
        &["mei(Wang Fang – China)", "2026-11-16 08:55:10", "2026-11-16 09:30:00", "0:34:50", "成员"],
        &["mei(Wang Fang – China)", "2026-11-16 10:00:00", "2026-11-16 11:00:00", "1:00:00", "成员"],
        &["（Somchai (Ning) – Lao PDR）", "2026-11-16 09:20:00", "--", "--", "成员"],
        &[],
        &["数据仅供参考"],
    ]));
    all
}

pub fn tencent() -> Vec<u8> {
    workbook(&[("成员参会概况", &tencent_overview()), ("成员参会明细", &tencent_detail())])
}

/// The overview as it comes out of a spreadsheet program: dates and durations are numbers.
pub fn tencent_with_serial_dates() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let clock = Format::new().set_num_format("[h]:mm:ss");
    let sheet = workbook.add_worksheet();
    for (column, word) in ["姓名", "手机号", "首次入会时间", "最后离会时间", "累计参会时长"].into_iter().enumerate()
    {
        sheet.write_string(0, u16::try_from(column).expect("few"), word).expect("a cell");
    }
    let day = 46_342.0;
    for (row, (name, hours, duration)) in
        [("Ana – Peru", (9.0, 11.0), 2.0), ("Bo – Laos", (9.0, 11.0), 0.5)].into_iter().enumerate()
    {
        let row = u32::try_from(row + 1).expect("few");
        sheet.write_string(row, 0, name).expect("a cell");
        sheet.write_number_with_format(row, 2, day + hours.0 / 24.0, &moment).expect("a cell");
        sheet.write_number_with_format(row, 3, day + hours.1 / 24.0, &moment).expect("a cell");
        if row == 1 {
            sheet.write_number_with_format(row, 4, duration / 24.0, &clock).expect("a cell");
        } else {
            sheet.write_number(row, 4, duration / 24.0).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

pub fn zoom_joins() -> Rows {
    rows(&[
        &[
            "Name (Original Name)",
            "User Email",
            "Join Time",
            "Leave Time",
            "Duration (Minutes)",
            "Guest",
            "Recording Consent",
            "In Waiting Room",
        ],
        &[
            "Li Wei (Host)",
            "liwei@example.org",
            "11/16/2026 08:50:00 AM",
            "11/16/2026 11:02:00 AM",
            "133",
            "No",
            "Y",
            "No",
        ],
        &["Ana Silva – Peru (iPhone)", "", "11/16/2026 08:58:00 AM", "11/16/2026 08:59:00 AM", "2", "Yes", "", "Yes"],
        &["Ana Silva – Peru (iPhone)", "", "11/16/2026 08:59:00 AM", "11/16/2026 10:00:00 AM", "61", "Yes", "", "No"],
        &["Ana Silva – Peru (iPhone)", "", "11/16/2026 10:05:00 AM", "11/16/2026 11:00:00 AM", "55", "Yes", "", "No"],
    ])
}

pub fn zoom_people() -> Rows {
    rows(&[
        &["Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"],
        &["Li Wei", "LiWei@example.org", "133", "No"],
        &["Ana Silva – Peru", "", "116", "Yes"],
    ])
}

pub fn zoom_top() -> Rows {
    rows(&[
        &["Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"],
        &[
            "987 654 3210",
            "Smart ports",
            "11/16/2026 08:50:00 AM",
            "11/16/2026 11:02:00 AM",
            "liwei@example.org",
            "133",
            "2",
        ],
    ])
}

/// Sections 1 and 2, and 3 too if asked for; times are written by `write_time` from hours and minutes.
pub fn teams(with_joins: bool, write_time: fn(u32, u32) -> String) -> Rows {
    let mut all = rows(&[
        &["1. Summary"],
        &["Meeting title", "Smart ports"],
        &["Attended participants", "2"],
        &["Start time", &write_time(8, 50)],
        &["End time", &write_time(11, 2)],
        &["Meeting duration", "2h 12m 0s"],
        &[],
        &["2. Participants"],
        &["Name", "First join", "Last leave", "In-meeting duration", "Email", "Participant ID (UPN)", "Role"],
        &[
            "Li Wei",
            &write_time(8, 50),
            &write_time(11, 2),
            "2h 12m 0s",
            "liwei@example.org",
            "liwei@example.org",
            "Organizer",
        ],
        &["Ana Silva – Peru (Guest)", &write_time(9, 0), &write_time(11, 0), "1h 30m 0s", "", "", "Attendee"],
    ]);
    if with_joins {
        all.extend(rows(&[
            &[],
            &["3. In-Meeting Activities"],
            &["Name", "Join time", "Leave time", "Duration", "Email", "Role"],
            &["Li Wei", &write_time(8, 50), &write_time(11, 2), "2h 12m 0s", "liwei@example.org", "Organizer"],
            &["Ana Silva – Peru (Guest)", &write_time(9, 0), &write_time(9, 30), "30m 0s", "", "Attendee"],
            &["Ana Silva – Peru (Guest)", &write_time(10, 0), &write_time(11, 0), "1h 0m 0s", "", "Attendee"],
            &[],
            &["4. Meeting Engagement"],
            &["Name", "Engagement Type", "Time"],
            &["Ana Silva – Peru (Guest)", "Raised hand", &write_time(10, 10)],
        ]));
    }
    all
}

pub fn american(hour: u32, minute: u32) -> String {
    let (shown, half) = if hour >= 12 { ((hour + 11) % 12 + 1, "PM") } else { (hour, "AM") };
    format!("11/16/26, {shown}:{minute:02}:00 {half}")
}

pub fn european(hour: u32, minute: u32) -> String {
    format!("16/11/2026, {hour:02}:{minute:02}:00")
}

/// The third of April, or the fourth of March.
pub fn either(hour: u32, minute: u32) -> String {
    format!("03/04/2026, {hour:02}:{minute:02}:00")
}

pub fn bigbluebutton() -> Rows {
    rows(&[
        &[
            "Name",
            "Moderator",
            "Activity Score",
            "Talk Time",
            "Webcam Time",
            "Messages",
            "Reactions",
            "Poll Votes",
            "Raise Hands",
            "Join",
            "Left",
            "Duration",
            "Name the largest port, please",
        ],
        &[
            "Li Wei",
            "TRUE",
            "0",
            "00:40:00",
            "-",
            "3",
            "0",
            "0",
            "0",
            "11/16/2026, 08:50:00 AM",
            "11/16/2026, 11:02:00 AM",
            "02:12:00",
            "-",
        ],
        &[
            "Ana Silva – Peru",
            "FALSE",
            "5.3",
            "-",
            "-",
            "1",
            "0",
            "1",
            "0",
            "11/16/2026, 09:00:00 AM",
            "11/16/2026, 11:00:00 AM",
            "01:30:00",
            "A",
        ],
        &[
            "Bo Chan – Laos",
            "FALSE",
            "2",
            "-",
            "-",
            "0",
            "0",
            "0",
            "0",
            "11/16/2026, 09:30:00 AM",
            "-",
            "00:45:00",
            "-",
        ],
        &["Anonymous", "", "", "", "", "", "", "", "", "", "", "", "B\r\nC"],
    ])
}

/// A list of somebody's own.
pub fn own_list() -> Rows {
    rows(&[
        &["Liste der Anwesenden"],
        &["Wer", "Kommt", "Geht", "Minuten", "Post"],
        &["Ana Silva – Peru", "03/04/2026 09:00", "03/04/2026 11:00", "120", "ana@example.org"],
        &["Bo Chan – Laos", "03/04/2026 09:00", "03/04/2026 11:00", "45", ""],
    ])
}
