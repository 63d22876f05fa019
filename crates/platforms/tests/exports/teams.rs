//! Microsoft Teams.

use domain::attendance::export::{DateOrder, DateQuestion};
use domain::attendance::record::{Format, Stay};

use crate::samples::{self, american, either, european, rows, separated, utf_16};
use crate::{export, hosts, interval, on_the_day, reading_in, stays};

const ANA: &str = "Ana Silva – Peru";

#[test]
fn section_three_is_taken_where_it_stands_and_section_two_is_not() {
    let export = export(&utf_16(&separated(&samples::teams(true, american), '\t', "\r\n")));
    assert_eq!(export.format, Format::Teams);
    assert_eq!(stays(&export, ANA), [interval("09:00:00", "09:30:00"), interval("10:00:00", "11:00:00")]);
    assert_eq!(export.rows.len(), 3);
    assert_eq!(export.refused, []);
    assert_eq!(export.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [15, 16, 17], "as a spreadsheet counts");
}

#[test]
fn without_section_three_the_sum_of_section_two_counts() {
    let export = export(&utf_16(&separated(&samples::teams(false, american), '\t', "\r\n")));
    assert_eq!(stays(&export, ANA), [Stay::Total { seconds: 5_400 }]);
    assert_eq!(stays(&export, "Li Wei"), [interval("08:50:00", "11:02:00")]);
}

#[test]
fn section_three_without_rows_is_none() {
    let mut table = samples::teams(true, american);
    table.truncate(14);
    let export = export(&utf_16(&separated(&table, '\t', "\r\n")));
    assert_eq!(export.rows.len(), 2);
}

#[test]
fn it_may_be_utf_8_with_commas() {
    let tabs = export(&utf_16(&separated(&samples::teams(true, american), '\t', "\r\n")));
    assert_eq!(export(separated(&samples::teams(true, american), ',', "\n").as_bytes()), tabs);
}

#[test]
fn the_summary_tells_of_the_meeting() {
    let meeting = export(&utf_16(&separated(&samples::teams(true, european), '\t', "\r\n"))).meeting;
    assert_eq!(meeting.title.as_deref(), Some("Smart ports"));
    assert_eq!((meeting.starts, meeting.ends), (Some(on_the_day("08:50:00")), Some(on_the_day("11:02:00"))));
}

#[test]
fn the_organizer_is_the_host() {
    assert_eq!(hosts(&export(&utf_16(&separated(&samples::teams(true, american), '\t', "\r\n")))), ["Li Wei"]);
}

#[test]
fn the_order_of_dates_comes_from_all_of_them_or_from_staff() {
    let file = |write_time| separated(&samples::teams(true, write_time), '\t', "\r\n").into_bytes();
    assert_eq!(export(&file(american)).date_order, DateQuestion::Settled(DateOrder::MonthFirst));
    assert_eq!(export(&file(european)).date_order, DateQuestion::Settled(DateOrder::DayFirst));
    assert_eq!(export(&file(american)).rows, export(&file(european)).rows);
    let open = export(&file(either));
    assert_eq!(open.date_order, DateQuestion::Open);
    assert_eq!((open.rows.len(), open.attendees.len(), open.meeting.starts), (0, 0, None));
    for (order, day) in [(DateOrder::DayFirst, "2026-04-03"), (DateOrder::MonthFirst, "2026-03-04")] {
        let said = platforms::read(&file(either), &reading_in(order)).expect("an export");
        assert_eq!(said.date_order, DateQuestion::Settled(order));
        assert_eq!(said.meeting.starts, Some(crate::at(&format!("{day}T08:50:00+08:00"))));
        assert_eq!(said.rows.len(), 3);
    }
}

#[test]
fn titles_and_headers_are_localised() {
    for (title, header, organizer) in [
        (
            "3. Atividades em Reunião",
            ["Nome", "Horário de Entrada", "Horário de Saída", "Duração", "Email", "Função"],
            "Organizador",
        ),
        (
            "3. Aktivitäten während der Besprechung",
            ["Name", "Beitrittszeit", "Verlassenszeit", "Dauer", "E-Mail", "Rolle"],
            "Organisator",
        ),
        (
            "3. Activités en réunion",
            ["Nom", "Heure de participation", "Heure de départ", "Durée", "E-mail", "Rôle"],
            "Organisateur",
        ),
        (
            "3. Actividades en la reunión",
            ["Nombre", "Hora de unión", "Hora de salida", "Duración", "Correo electrónico", "Rol"],
            "Organizador",
        ),
        (
            "3. Действия на собрании",
            ["Имя", "Время присоединения", "Время выхода", "Длительность", "Электронная почта", "Роль"],
            "Организатор",
        ),
        ("3. 会议中的活动", ["姓名", "加入时间", "离开时间", "持续时间", "电子邮件", "角色"], "组织者"),
    ] {
        let mut table = rows(&[&["1. X"], &["Y", "Z"], &[], &[title], &header]);
        table.extend(rows(&[&[
            "Li Wei",
            "16.11.2026 08:50:00",
            "16.11.2026 11:02:00",
            "2h 12m",
            "liwei@example.org",
            organizer,
        ]]));
        let export = export(&utf_16(&separated(&table, '\t', "\r\n")));
        assert_eq!((export.format, export.rows.len()), (Format::Teams, 1), "{title}");
        assert_eq!(hosts(&export), ["Li Wei"], "{title}");
        assert!(export.attendees[0].email.is_some(), "{title}");
    }
}

#[test]
fn a_quotation_mark_that_nothing_closes_takes_nobody_away() {
    let text = separated(&samples::teams(true, american), '\t', "\r\n").replace("Li Wei\t", "\"Li Wei\t");
    assert_eq!(export(&utf_16(&text)).rows.len(), 3);
}
