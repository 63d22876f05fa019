//! Names as they come, and who they are found to mean.

use super::*;
use crate::attendance::record::{Apart, Attendee, Who};
use crate::id::PersonId;
use crate::person::{Member, Role};
use crate::sample::{attendee, member, person};

fn trainee(number: u32, name: &str, country: &str) -> Member {
    member(number, name, Role::Trainee, Some(country))
}

/// A small seminar of sample people.
fn seminar() -> Vec<Member> {
    vec![
        trainee(1, "Sample Person", "LA"),
        trainee(2, "Test Trainee", "VN"),
        trainee(3, "Maria Sample", "CI"),
        trainee(4, "José Test-Sample", "TR"),
        trainee(5, "Jordan Example", "GE"),
        trainee(6, "Twin Example", "KE"),
        trainee(7, "Twin Example", "KE"),
        trainee(8, "Twin Example", "CD"),
        trainee(9, "测试学员", "MN"),
        trainee(10, "Dr. Placeholder", "NE"),
        member(20, "Sample Colleague", Role::Instructor, None),
        member(21, "Sample Helper", Role::Staff, None),
    ]
}

fn find(attendee: &Attendee) -> Finding {
    Matcher::new(&seminar(), &[]).find(attendee)
}

fn certain(number: u32, reason: Reason) -> Finding {
    Finding::Certain { who: Who::Trainee(person(number)), reason }
}

/// Proposed people with their reasons, or nothing.
fn proposed(finding: &Finding) -> Vec<(PersonId, Vec<Reason>)> {
    let Finding::Doubtful { proposals } = finding else { return Vec::new() };
    proposals.iter().map(|proposal| (proposal.person, proposal.reasons.clone())).collect()
}

fn proposed_first(name: &str) -> (PersonId, Vec<Reason>) {
    let finding = find(&attendee(name));
    proposed(&finding).into_iter().next().unwrap_or_else(|| panic!("{name}: {finding:?}"))
}

#[test]
fn name_and_country_agree_in_many_forms() {
    for (number, names) in [
        (
            1,
            "Sample Person – Laos|SAMPLE PERSON-LAO PDR|Person Sample (LA)|Person, Sample / Laos|Laos_Sample Person|\
             [LAO] sample person|【老挝】Sample Person|老挝-Sample Person|Ms. Sample Person 🇱🇦|Sample.Person.Laos|\
             1. Sample Person – Lao People’s Democratic Republic|Sample Person—Laos (2)|Sample Person’s iPhone – Laos|\
             Ｓａｍｐｌｅ　Ｐｅｒｓｏｎ－Ｌａｏｓ|Sámple Pérson ~ Lao P.D.R.|Trainee Sample Person from Laos|\
             Name: Sample Person, Country: Laos|Sample Person Laos #2|\u{202E}Sample\u{200B} Person\u{A0}– Laos🌸|\
             Laos - Sample Person - Laos|Sample Person (Laos, LA)",
        ),
        (
            2,
            "Test Trainee – Viet Nam|Trainee Test - Vietnam|TEST TRAINEE (VN)|Việt Nam – Test Trainee|Test Trainee|越南Test Trainee",
        ),
        (3, "Maria Sample – Cote d'Ivoire|María Sample – Côte d’Ivoire|Maria Sample - Ivory Coast|Maria Sample CIV"),
        (4, "Jose Test Sample – Turkey|JOSÉ TEST-SAMPLE – TÜRKİYE|Test-Sample Jose (Turkiye)"),
        (5, "Jordan Example – Georgia|Georgia – Example Jordan|Jordan Example GE"),
        (8, "Twin Example – DR Congo|Twin Example (Democratic Republic of the Congo)"),
        (9, "测试学员 – Mongolia|蒙古测试学员|测试学员（蒙古）"),
        (10, "Placeholder – Niger|Dr Placeholder – Niger"),
    ] {
        for name in names.split('|').filter(|name| *name != "Test Trainee") {
            assert_eq!(find(&attendee(name)), certain(number, Reason::NameAndCountry), "{name}");
        }
    }
}

#[test]
fn without_country_a_name_must_be_like_no_other() {
    assert_eq!(find(&attendee("TEST TRAINEE")), certain(2, Reason::NameWithoutCountry));
    assert_eq!(find(&attendee("Jordan Example")), certain(5, Reason::NameWithoutCountry));
    let members = [trainee(1, "Sample Person", "LA"), trainee(2, "Sampel Person", "VN")];
    let finding = Matcher::new(&members, &[]).find(&attendee("Sample Person"));
    let expected = [
        (person(1), vec![Reason::NameWithoutCountry, Reason::SimilarNames]),
        (person(2), vec![Reason::OneLetterDiffers]),
    ];
    assert_eq!(proposed(&finding), expected);
}

#[test]
fn another_country_is_doubtful() {
    assert_eq!(proposed_first("Sample Person – Vietnam"), (person(1), vec![Reason::Name, Reason::OtherCountry]));
    let several = (person(1), vec![Reason::Name, Reason::SeveralCountries]);
    assert_eq!(proposed_first("Sample Person – Cuba / China"), several);
}

#[test]
fn two_with_one_name_in_one_country_are_never_decided() {
    let both = |reasons: &[Reason]| [(person(6), reasons.to_vec()), (person(7), reasons.to_vec())];
    let finding = find(&attendee("Twin Example – Kenya"));
    assert_eq!(proposed(&finding)[..2], both(&[Reason::NameAndCountry, Reason::SimilarNames]));
    assert_eq!(proposed(&find(&attendee("Twin Example"))).len(), 3);
}

#[test]
fn doubtful_names_say_why() {
    for (name, number, reasons) in [
        ("Sampel Person – Laos", 1, vec![Reason::OneLetterDiffers, Reason::Country, Reason::OnlyOfCountry]),
        ("Person Sampel", 1, vec![Reason::OneLetterDiffers, Reason::OtherOrder]),
        ("SamplePerson – Laos", 1, vec![Reason::SpacesElsewhere, Reason::Country, Reason::OnlyOfCountry]),
        ("S. Person – Laos", 1, vec![Reason::Initials, Reason::Country, Reason::OnlyOfCountry]),
        ("Person – Laos", 1, vec![Reason::FamilyNameAlone, Reason::Country, Reason::OnlyOfCountry]),
        ("Jose Sample – Turkey", 4, vec![Reason::PartOfName, Reason::Country, Reason::OnlyOfCountry]),
        ("Sample Person Ports Authority – Laos", 1, vec![Reason::MoreThanName, Reason::Country, Reason::OnlyOfCountry]),
        ("Jose Other Sample – TR", 4, vec![Reason::SomeWords, Reason::Country, Reason::OnlyOfCountry]),
        ("Ce Shi Xue Yuan – Mongolia", 9, vec![Reason::ReadsAlike, Reason::Country, Reason::OnlyOfCountry]),
        (
            "Interpreter – Sample Person – Laos",
            1,
            vec![Reason::NameAndCountry, Reason::OnlyOfCountry, Reason::CalledOtherwise],
        ),
        ("Laos", 1, vec![Reason::OnlyOfCountry]),
        ("Somebody Else – Laos", 1, vec![Reason::OnlyOfCountry]),
    ] {
        assert_eq!(proposed_first(name), (person(number), reasons), "{name}");
    }
}

#[test]
fn hosts_instructors_interpreters_and_guests_are_kept_apart() {
    let apart = |apart, reason| Finding::Certain { who: Who::Apart(apart), reason };
    assert_eq!(find(&attendee("Sample Colleague")), apart(Apart::Instructor, Reason::Name));
    assert_eq!(find(&attendee("Instructor: Sample Colleague")), apart(Apart::Instructor, Reason::Name));
    assert_eq!(find(&attendee("Host – Sample Helper")), apart(Apart::Host, Reason::Name));
    for (name, hint) in [
        ("英语译员", Some(Apart::Interpreter)),
        ("Interpreter EN-FR", Some(Apart::Interpreter)),
        ("Interprète – Côte d'Ivoire", Some(Apart::Interpreter)),
        ("主持人", Some(Apart::Host)),
        ("Admin", Some(Apart::Host)),
        ("Co-host 2", Some(Apart::Host)),
        ("Anonymous", Some(Apart::Guest)),
        ("Zoom user", Some(Apart::Guest)),
        ("iPhone", Some(Apart::Guest)),
        ("HUAWEI P30", Some(Apart::Guest)),
        ("🌸🌸", Some(Apart::Guest)),
        ("", Some(Apart::Guest)),
        ("Nobody Here", None),
    ] {
        assert_eq!(find(&attendee(name)), Finding::Unknown { hint }, "{name}");
    }
    assert_eq!(find(&Attendee { host: true, ..attendee("Nobody Here") }), Finding::Unknown { hint: Some(Apart::Host) });
}

#[test]
fn a_trainee_who_was_made_host_stays_a_trainee() {
    let co_host = Attendee { host: true, ..attendee("Sample Person – Laos") };
    assert_eq!(find(&co_host), certain(1, Reason::NameAndCountry));
}

#[test]
fn a_mail_address_decides_unless_the_name_is_someone_elses() {
    let with = |name: &str, number: u32| Attendee {
        email: Some(member(number, "x", Role::Staff, None).email),
        ..attendee(name)
    };
    assert_eq!(find(&with("anything", 1)), certain(1, Reason::MailAddress));
    assert_eq!(find(&with("Twin Example – Kenya", 7)), certain(7, Reason::MailAddress));
    let finding = find(&with("Test Trainee – Vietnam", 1));
    let people: Vec<_> = proposed(&finding).into_iter().map(|(person, _)| person).collect();
    assert_eq!(people, [person(1), person(2)], "a delegation shares a computer");
    assert_eq!(find(&with("Maria Sample – Cote d'Ivoire", 99)), certain(3, Reason::NameAndCountry));
}

#[test]
fn a_confirmed_name_is_remembered() {
    let alias = |name: &str, who| Alias { key: NameKey::of(&attendee(name)), who };
    let trainee = |number| Who::Trainee(person(number));
    let aliases = [
        alias("Sunny 🌞 – Laos", trainee(1)),
        alias("Moon", trainee(2)),
        alias("moon", trainee(3)),
        alias("Star", trainee(99)),
        alias("iPhone", trainee(1)),
        alias("Laos", trainee(1)),
        alias("Interpreter FR", Who::Apart(Apart::Interpreter)),
        alias("Twin Example – Kenya", trainee(6)),
        alias("Zoom user", Who::Apart(Apart::Guest)),
        alias("Friend of Ours", Who::Apart(Apart::Guest)),
        alias("🌸", trainee(3)),
    ];
    let matcher = Matcher::new(&seminar(), &aliases);
    let find = |name: &str| matcher.find(&attendee(name));
    assert_eq!(find("SUNNY (Laos)"), certain(1, Reason::ConfirmedName));
    assert_eq!(find("Twin Example – Kenya"), certain(6, Reason::ConfirmedName));
    let disagreeing = vec![Reason::ConfirmedName, Reason::ConfirmedForOthers];
    assert_eq!(proposed(&find("Moon")), [(person(2), disagreeing.clone()), (person(3), disagreeing)]);
    assert_eq!(find("Star"), Finding::Unknown { hint: None }, "who has left is not recognised");
    for name in ["iPhone", "Laos", "🌸"] {
        let proposed = proposed(&find(name));
        assert!(proposed[0].1.contains(&Reason::NameMeansNobody), "{name}: {proposed:?}");
    }
    let apart = |apart| Finding::Certain { who: Who::Apart(apart), reason: Reason::ConfirmedName };
    assert_eq!(find("INTERPRETER – FR"), apart(Apart::Interpreter));
    assert_eq!(find("Friend of Ours"), apart(Apart::Guest));
    assert_eq!(find("Zoom User"), Finding::Unknown { hint: Some(Apart::Guest) });
}

#[test]
fn another_name_helps_and_never_overrules() {
    let both = |name: &str, other: &str| Attendee { other_name: Some(other.to_owned()), ..attendee(name) };
    assert_eq!(find(&both("iPhone", "Sample Person – Laos")), certain(1, Reason::NameAndCountry));
    assert_eq!(find(&both("Sample Person", "sample person (LA)")), certain(1, Reason::NameAndCountry));
    assert_eq!(find(&both("Sample Person – Laos", "sunny")), certain(1, Reason::NameAndCountry));
    let swapped = find(&both("Sample Person – Laos", "Test Trainee – Vietnam"));
    assert_eq!(proposed(&swapped).len(), 2, "{swapped:?}");
    let account = find(&both("Somebody New", "Sample Person – Laos"));
    assert_eq!(proposed(&account)[0].0, person(1));
    assert!(matches!(account, Finding::Doubtful { .. }));
}

#[test]
fn who_is_left_of_a_country_is_proposed() {
    let members = [trainee(1, "Sample Person", "LA"), trainee(2, "Test Trainee", "LA")];
    let matcher = Matcher::new(&members, &[]);
    let found = matcher.find_all(&[
        attendee("Sample Person – Laos"),
        attendee("sample person (LA) iPad"),
        attendee("Sunny – Laos"),
        attendee("Trainee – Laos"),
        attendee("Interpreter – Laos"),
    ]);
    assert_eq!(found[0], certain(1, Reason::NameAndCountry));
    assert_eq!(found[1], found[0], "two devices of one person");
    assert_eq!(proposed(&found[2]), [(person(2), vec![Reason::OnlyMissingOfCountry])]);
    let expected = vec![Reason::FamilyNameAlone, Reason::Country, Reason::OnlyMissingOfCountry];
    assert_eq!(proposed(&found[3]), [(person(2), expected)]);
    assert_eq!(found[4], Finding::Unknown { hint: Some(Apart::Interpreter) });
    assert_eq!(matcher.find(&attendee("Sunny – Laos")), Finding::Unknown { hint: None });
}

#[test]
fn what_may_be_two_people_is_doubtful() {
    let members = [
        trainee(1, "Chad", "JO"),
        trainee(2, "Jordan", "TD"),
        trainee(3, "Sample Person 2", "LA"),
        trainee(4, "Sample Person", "LA"),
    ];
    let matcher = Matcher::new(&members, &[]);
    for name in ["Chad – Jordan", "Jordan (Chad)", "Sample Person 2 – Laos", "Sample Person – Laos (2)"] {
        let finding = matcher.find(&attendee(name));
        assert_eq!(proposed(&finding).len(), 2, "{name}: {finding:?}");
    }
    assert_eq!(matcher.find(&attendee("Sample Person – Laos")), certain(4, Reason::NameAndCountry));
}
