//! What taking in a list would do, before anyone does it.

use std::collections::HashMap;

use super::{RefusedLine, Roster};
use crate::person::{EmailAddress, Member, NewPerson};

/// A list beside the members of the seminar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DryRun {
    /// Would be added. Each with its line, counted from 1.
    pub new: Vec<(u32, NewPerson)>,
    /// In the seminar already, in the same role and from the same country.
    pub known: Vec<(u32, NewPerson)>,
    /// By line.
    pub refused: Vec<RefusedLine>,
}

/// Tells the people of a list apart by who is a member already.
pub fn compare(roster: Roster, members: &[Member]) -> DryRun {
    let members: HashMap<&EmailAddress, &Member> = members.iter().map(|member| (&member.email, member)).collect();
    let mut dry_run = DryRun { refused: roster.refused, ..DryRun::default() };
    for (line, person) in roster.people {
        match members.get(&person.email) {
            None => dry_run.new.push((line, person)),
            Some(member) if is_same(member, &person) => dry_run.known.push((line, person)),
            Some(member) => dry_run.refused.push(refuse_other(line, &person, member)),
        }
    }
    dry_run.refused.sort_by_key(|refused| refused.line);
    dry_run
}

fn is_same(member: &Member, person: &NewPerson) -> bool {
    member.role == person.role && member.country.as_ref().map(|country| country.code) == person.country
}

/// A role or country is not changed by a list: that would take materials away from a delegation unseen.
fn refuse_other(line: u32, person: &NewPerson, member: &Member) -> RefusedLine {
    let country = member.country.as_ref().map(|country| format!(" of {}", country.name)).unwrap_or_default();
    RefusedLine {
        line,
        text: format!("{}, {}", person.name, person.email),
        reason: format!("already in this seminar as {}{country}", member.role),
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;
    use crate::person::Role;
    use crate::roster::read_roster;
    use crate::sample;

    fn member(email: &str, country: &str) -> Member {
        let email = email.parse().expect("an address");
        Member { email, ..sample::member(1, "Sample Person", Role::Trainee, Some(country)) }
    }

    #[test]
    fn a_line_is_new_or_known_or_refused() {
        let list = "name,email,country\nA,a@example.org,LA\nB,b@example.org,LA\nC,c@example.org,LA\nD,d,LA\n";
        let members = [member("b@example.org", "LA"), member("c@example.org", "KE")];
        let dry_run = compare(read_roster(list), &members);
        let lines = |people: &[(u32, NewPerson)]| people.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        assert_eq!((lines(&dry_run.new), lines(&dry_run.known)), (vec![2], vec![3]));
        let refused: Vec<_> = dry_run.refused.iter().map(|r| (r.line, r.reason.as_str())).collect();
        assert_eq!(refused, [(4, "already in this seminar as trainee of Kenya"), (5, "“d” is not a mail address"),]);
    }
}
