//! The members of a seminar as a sheet.

use domain::person::Member;

use crate::sheet::{Cell, Sheet};

/// One row a member, in the order given. Times are in UTC: members of a seminar share no zone.
pub fn people_sheet(members: &[Member]) -> Sheet {
    let columns = ["Name", "Email", "Role", "Country", "Code", "Invited at (UTC)", "Confirmed at (UTC)"];
    let columns = columns.map(str::to_owned).into();
    Sheet { title: "People".to_owned(), columns, rows: members.iter().map(member_line).collect() }
}

fn member_line(member: &Member) -> Vec<Cell> {
    let country = member.country.as_ref();
    vec![
        member.name.as_str().into(),
        member.email.as_str().into(),
        member.role.as_str().into(),
        country.map(|country| country.name.as_str()).into(),
        country.map(|country| country.code.to_string()).into(),
        member.invited_at.to_rfc3339().into(),
        member.confirmed_at.map(|at| at.to_rfc3339()).into(),
    ]
}

#[cfg(test)]
mod tests {
    use domain::id::PersonId;
    use domain::person::Role;

    use super::*;
    use crate::samples::{OPENING, country};

    fn member(name: &str) -> Member {
        Member {
            person: PersonId(uuid::Uuid::nil()),
            name: name.parse().expect("a name"),
            email: "trainee.la@example.org".parse().expect("an address"),
            role: Role::Trainee,
            country: Some(country("LA")),
            invited_at: OPENING,
            confirmed_at: None,
        }
    }

    #[test]
    fn who_has_not_confirmed_has_an_empty_cell() {
        let staff = Member { role: Role::Staff, country: None, confirmed_at: Some(OPENING), ..member("Host") };
        let sheet = people_sheet(&[member("Sample Person"), staff]);
        let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(
            lines[1],
            "Sample Person,trainee.la@example.org,trainee,Lao People's Democratic Republic,LA,2021-11-10T01:30:00Z,"
        );
        assert_eq!(lines[2], "Host,trainee.la@example.org,staff,,,2021-11-10T01:30:00Z,2021-11-10T01:30:00Z");
    }

    #[test]
    fn a_name_is_no_formula_and_loses_no_letter() {
        for name in ["=cmd()", "<script>", "محمد", "王小明", "👩‍🎓 Ana", &"ñ".repeat(200)] {
            let sheet = people_sheet(&[member(name)]);
            assert_eq!(sheet.rows[0][0], name.into());
            sheet.to_xlsx(OPENING).expect("a workbook");
            let csv = String::from_utf8(sheet.to_csv().expect("a csv")).expect("UTF-8");
            assert!(csv.contains(name) && !csv.contains("\n=cmd"), "{csv}");
        }
    }
}
