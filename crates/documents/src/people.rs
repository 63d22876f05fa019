//! The members of a seminar as a sheet.

use domain::person::Member;
use domain::seminar::Seminar;

use crate::host_clock::HostClock;
use crate::sheet::{Cell, Sheet};

/// One row a member, in the order given.
pub fn people_sheet(seminar: &Seminar, members: &[Member]) -> Sheet {
    let clock = HostClock::of(seminar);
    let mut columns: Vec<String> = ["Name", "Email", "Role", "Country", "Code"].map(str::to_owned).into();
    columns.extend(["Added at", "Confirmed at"].map(|name| clock.head(name)));
    let rows = members.iter().map(|member| member_line(&clock, member)).collect();
    Sheet { title: "People".to_owned(), columns, rows }
}

fn member_line(clock: &HostClock, member: &Member) -> Vec<Cell> {
    let country = member.country.as_ref();
    vec![
        member.name.as_str().into(),
        member.email.as_str().into(),
        member.role.as_str().into(),
        country.map(|country| country.name.as_str()).into(),
        country.map(|country| country.code.to_string()).into(),
        clock.cell(member.added_at),
        member.confirmed_at.map(|at| clock.cell(at)).into(),
    ]
}

#[cfg(test)]
mod tests {
    use domain::id::PersonId;
    use domain::person::Role;

    use super::*;
    use crate::samples::{OPENING, country, seminar};

    fn member(name: &str) -> Member {
        Member {
            person: PersonId(uuid::Uuid::nil()),
            name: name.parse().expect("a name"),
            email: "trainee.la@example.org".parse().expect("an address"),
            role: Role::Trainee,
            country: Some(country("LA")),
            added_at: OPENING,
            confirmed_at: None,
        }
    }

    #[test]
    fn who_has_not_confirmed_has_an_empty_cell() {
        let staff = Member { role: Role::Staff, country: None, confirmed_at: Some(OPENING), ..member("Host") };
        let sheet = people_sheet(&seminar(), &[member("Sample Person"), staff]);
        let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
        let lines: Vec<&str> = csv.lines().collect();
        let at = "2021-11-10 09:30:00 (UTC+8)";
        assert!(lines[0].ends_with(",Code,Added at (Asia/Shanghai),Confirmed at (Asia/Shanghai)"), "{csv}");
        assert_eq!(
            lines[1],
            format!("Sample Person,trainee.la@example.org,trainee,Lao People's Democratic Republic,LA,{at},")
        );
        assert_eq!(lines[2], format!("Host,trainee.la@example.org,staff,,,{at},{at}"));
    }

    #[test]
    fn a_name_is_no_formula_and_loses_no_letter() {
        for name in ["=cmd()", "<script>", "محمد", "王小明", "👩‍🎓 Ana", &"ñ".repeat(200)] {
            let sheet = people_sheet(&seminar(), &[member(name)]);
            assert_eq!(sheet.rows[0][0], name.into());
            sheet.to_xlsx(OPENING).expect("a workbook");
            let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
            assert!(csv.contains(name) && !csv.contains("\n=cmd"), "{csv}");
        }
    }
}
