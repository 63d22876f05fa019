//! What holds for any members and any names.

use proptest::prelude::*;

use super::*;
use crate::attendance::record::{Attendee, Who};
use crate::person::{Member, Role};
use crate::sample::{attendee, member, person};

#[test]
fn a_full_seminar_is_matched_quickly() {
    let letters = |number: u32| -> String {
        let digits = number.to_string();
        digits.bytes().map(|digit| char::from(b'a' + (digit - b'0') * 2)).collect()
    };
    let codes = ["LA", "VN", "KE", "CI", "TR", "CD", "NE", "GE"];
    let code = |number: u32| codes[number as usize % codes.len()];
    let name = |number: u32| format!("Sample Person{}", letters(number));
    let members: Vec<Member> =
        (0..2_500).map(|number| member(number, &name(number), Role::Trainee, Some(code(number)))).collect();
    let attendees: Vec<Attendee> =
        (0..4_000).map(|number| attendee(&format!("{} – {}", name(number % 2_500), code(number % 2_500)))).collect();
    let begun = std::time::Instant::now();
    let matcher = Matcher::new(&members, &[]);
    let found = matcher.find_all(&attendees);
    for (number, finding) in (0..4_000).zip(&found) {
        let who = Who::Trainee(person(number % 2_500));
        assert_eq!(*finding, Finding::Certain { who, reason: Reason::NameAndCountry });
    }
    let doubtful: Vec<Attendee> = (0..400).map(|number| attendee(&format!("Sampel {}", name(number)))).collect();
    let found = matcher.find_all(&doubtful);
    assert!(found.iter().all(|finding| matches!(finding, Finding::Doubtful { .. })));
    // Generous, for a build without optimisation on a busy computer.
    assert!(begun.elapsed() < std::time::Duration::from_secs(10));
}

/// Few words, so that names often meet, among them countries, titles and words of other scripts.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Sample", "Person", "Sampel", "Maria", "Jordan", "Chad", "Georgia", "La", "Dr", "Trainee", "2", "Ma", "Li",
        "S", "测试", "老挝", "Тест", "Guest", "Max",
    ])
}

fn country() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["LA", "JO", "TD", "GE", "ML"])
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    let role = prop::sample::select(vec![Role::Trainee, Role::Trainee, Role::Trainee, Role::Instructor, Role::Staff]);
    let one = (prop::collection::vec(word(), 1..4), role, country());
    prop::collection::vec(one, 1..8).prop_map(|people| {
        let numbered = (0_u32..).zip(people);
        let country_of = |role, code| if role == Role::Trainee { Some(code) } else { None };
        numbered
            .map(|(number, (words, role, code))| member(number, &words.join(" "), role, country_of(role, code)))
            .collect()
    })
}

fn shown() -> impl Strategy<Value = Attendee> {
    let separator = prop::sample::select(vec![" ", " – ", "-", "(", ")", ", ", "_", "’s ", "\u{202E}", "🌸"]);
    let pieces = prop::collection::vec((word(), separator.clone()), 0..6);
    let name =
        pieces.prop_map(|pieces| pieces.into_iter().flat_map(|(word, between)| [word, between]).collect::<String>());
    let other = prop::option::weighted(0.3, word());
    let email = prop::option::weighted(0.2, 0_u32..8);
    (name, other, email, any::<bool>()).prop_map(|(name, other, email, host)| Attendee {
        name,
        other_name: other.map(str::to_owned),
        email: email.map(|number| member(number, "x", Role::Staff, None).email),
        host,
    })
}

/// The same name as someone else would write it.
fn decorated() -> impl Strategy<Value = (usize, u8, u8, bool, bool)> {
    (any::<prop::sample::Index>(), 0_u8..6, 0_u8..4, any::<bool>(), any::<bool>())
        .prop_map(|(who, dash, case, turned, accents)| (who.index(8), dash, case, turned, accents))
}

fn decorate(member: &Member, (_, dash, case, turned, accents): (usize, u8, u8, bool, bool)) -> String {
    let mut words: Vec<&str> = member.name.as_str().split(' ').collect();
    if turned {
        words.reverse();
    }
    let name = words.join(" ");
    let name = if accents { name.replace('a', "á").replace('e', "e\u{301}") } else { name };
    let name = match case {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => name.replace(' ', "\u{A0} \u{200B}"),
        _ => name,
    };
    let country = member.country.as_ref().map_or("", |country| country.name.as_str());
    match dash {
        _ if country.is_empty() => name,
        0 => format!("{name} – {country}"),
        1 => format!("{name}-{country}"),
        2 => format!("{name}（{country}）"),
        3 => format!("【{country}】{name}"),
        4 => format!("{country}_{name}"),
        _ => format!("{name} / {country}"),
    }
}

proptest! {
    /// At most one person is certain, and who it is does not depend on the order of members and aliases.
    #[test]
    fn findings_do_not_depend_on_order(
        members in members(),
        attendees in prop::collection::vec(shown(), 1..6),
        confirmed in prop::collection::vec((shown(), 0_u32..8), 0..4),
    ) {
        let aliases: Vec<Alias> = confirmed
            .iter()
            .map(|(attendee, number)| Alias { key: NameKey::of(attendee), who: Who::Trainee(person(*number)) })
            .collect();
        let found = Matcher::new(&members, &aliases).find_all(&attendees);
        prop_assert_eq!(found.len(), attendees.len());
        let reversed: Vec<Member> = members.iter().rev().cloned().collect();
        let reversed_aliases: Vec<Alias> = aliases.iter().rev().cloned().collect();
        prop_assert_eq!(&found, &Matcher::new(&reversed, &reversed_aliases).find_all(&attendees));
        for finding in &found {
            match finding {
                Finding::Certain { who: Who::Trainee(person), .. } => {
                    prop_assert!(members.iter().any(|member| member.person == *person && member.role == Role::Trainee));
                }
                Finding::Doubtful { proposals } => {
                    let mut people: Vec<_> = proposals.iter().map(|proposal| proposal.person).collect();
                    people.sort_unstable();
                    people.dedup();
                    prop_assert!(people.len() == proposals.len() && (1..=finding::MOST_PROPOSALS).contains(&people.len()));
                    prop_assert!(proposals.iter().all(|proposal| !proposal.reasons.is_empty()));
                    prop_assert!(proposals.iter().all(|proposal| proposal.reasons.is_sorted()));
                }
                _ => {}
            }
        }
    }

    /// However a member writes their name, it is never certain that they are someone else.
    #[test]
    fn a_decorated_name_is_never_certainly_another_person(members in members(), decoration in decorated()) {
        let of = &members[decoration.0 % members.len()];
        let name = decorate(of, decoration);
        let finding = Matcher::new(&members, &[]).find(&attendee(&name));
        match finding {
            Finding::Certain { who: Who::Trainee(person), .. } => prop_assert_eq!(person, of.person, "{}", name),
            Finding::Certain { who: Who::Apart(_), .. } => prop_assert_ne!(of.role, Role::Trainee, "{}", name),
            Finding::Doubtful { proposals } => {
                // It stands among the proposals, unless more members than are proposed go by it.
                let proposed = proposals.iter().any(|proposal| proposal.person == of.person);
                prop_assert!(proposed || proposals.len() == finding::MOST_PROPOSALS, "{}", name);
            }
            Finding::Unknown { .. } => prop_assert!(false, "{} is unknown", name),
        }
    }

    #[test]
    fn nothing_makes_it_panic(members in members(), name in "\\PC{0,300}", other in ".{0,40}") {
        let matcher = Matcher::new(&members, &[]);
        let attendee = Attendee { other_name: Some(other), ..attendee(&name) };
        let _ = matcher.find_all(std::slice::from_ref(&attendee));
        let _ = misnamed(&attendee, &members[0]);
        let _ = NameKey::of(&attendee);
    }
}

#[test]
fn hostile_names_are_names() {
    let members = [member(1, "Sample Person", Role::Trainee, Some("LA")), member(2, "x", Role::Trainee, Some("VN"))];
    let matcher = Matcher::new(&members, &[]);
    let long = "Ñ".repeat(300);
    let bidi = "\u{202E}\u{2066}\u{200F}\u{2069}";
    let words = "Laos Chad Dr 1 iPhone host ".repeat(30);
    for name in [
        "=cmd()",
        "=HYPERLINK(\"x\")",
        "<script>alert(1)</script>",
        &long,
        bidi,
        &words,
        "-",
        "–––",
        "((((",
        "'s",
        "🇱",
        "🇱🇦🇻",
    ] {
        let attendee = attendee(name);
        let finding = matcher.find(&attendee);
        assert!(!matches!(finding, Finding::Certain { .. }), "{name}: {finding:?}");
        assert!(misnamed(&attendee, &members[0]));
    }
}
