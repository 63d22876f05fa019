//! BigBlueButton's learning dashboard.

use domain::attendance::export::{DateOrder, DateQuestion};
use domain::attendance::record::{Format, Stay};

use crate::samples::{self, Rows, rows};
use crate::{export, hosts, interval, refused, stays};

/// Every value in quotes, the header without: so the dashboard writes it.
fn csv(rows: &Rows) -> Vec<u8> {
    let header = rows[0].join(",");
    let line = |row: &Vec<String>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let lines: Vec<String> = std::iter::once(header).chain(rows[1..].iter().map(line)).collect();
    lines.join("\r\n").into_bytes()
}

#[test]
fn each_person_has_one_row() {
    let export = export(&csv(&samples::bigbluebutton()));
    assert_eq!(export.format, Format::BigBlueButton);
    assert_eq!(export.date_order, DateQuestion::Settled(DateOrder::MonthFirst));
    assert_eq!(stays(&export, "Li Wei"), [interval("08:50:00", "11:02:00")]);
    assert_eq!(hosts(&export), ["Li Wei"]);
}

#[test]
fn a_sum_below_the_time_from_first_to_last_is_all_that_counts() {
    assert_eq!(stays(&export(&csv(&samples::bigbluebutton())), "Ana Silva – Peru"), [Stay::Total { seconds: 5_400 }]);
}

#[test]
fn without_a_time_of_leaving_the_sum_tells_how_long_it_was() {
    assert_eq!(stays(&export(&csv(&samples::bigbluebutton())), "Bo Chan – Laos"), [interval("09:30:00", "10:15:00")]);
}

#[test]
fn the_answers_without_a_name_are_refused() {
    let export = export(&csv(&samples::bigbluebutton()));
    let reason = "there are neither times nor a duration (a footer, or answers without a name)";
    assert_eq!(refused(&export), [(5, "Anonymous", reason)]);
}

#[test]
fn headers_are_translated() {
    for header in [
        ["Name", "Moderator", "Activity Score", "Redezeit", "Teilnahme", "Verlassen", "Duration"],
        ["Nom", "Modérateur", "Activity Score", "Temps de conversation", "Rejoindre", "Quitté", "Duration"],
        ["Nombre", "Moderador", "Activity Score", "Tiempo de conversación", "Accedió", "Salió", "Duration"],
        ["Nome", "Moderador", "Activity Score", "Tempo falando", "Entrou", "Saiu", "Duration"],
        ["Имя", "Модератор", "Activity Score", "Время разговора", "Вошел", "Вышел", "Duration"],
    ] {
        let mut table = rows(&[&header]);
        table.extend(rows(&[&["Ana", "FALSE", "1", "-", "16.11.2026, 09:00:00", "16.11.2026, 10:00:00", "01:00:00"]]));
        let export = export(&csv(&table));
        assert_eq!(stays(&export, "Ana"), [interval("09:00:00", "10:00:00")], "{header:?}");
        assert_eq!(export.format, Format::BigBlueButton, "{header:?}");
    }
}
