//! Whether a display name has the form that the seminar asks for: `Name in English – Country`.

use super::finding::NameForm;
use super::reading::{Readings, key_of, names_of_member};
use crate::attendance::record::Attendee;
use crate::country::names::country_named;
use crate::folding::joined;
use crate::person::Member;

/// Whether a member shows another name than the seminar asks for.
pub fn misnamed(attendee: &Attendee, member: &Member) -> bool {
    name_form(attendee, member) != NameForm::AsAsked
}

/// Compares a display name to what the seminar asks for. Any dash will do, with spaces or without, and capitals,
/// diacritics, titles and the order of the words do not matter. Who belongs to no country is asked for none.
pub fn name_form(attendee: &Attendee, member: &Member) -> NameForm {
    let Some(country) = &member.country else { return NameForm::AsAsked };
    let shown = attendee.name.trim();
    let after_dash = |(at, dash): (usize, char)| Some((shown.get(..at)?, shown.get(at + dash.len_utf8()..)?));
    let halves = shown.char_indices().filter(|(_, c)| is_dash(*c)).filter_map(after_dash);
    let mut names = halves.filter(|(_, place)| country_named(&joined(place)) == Some(country.code));
    let Some((name, _)) = names.next() else { return NameForm::WithoutCountry };
    if !in_english(name) {
        return NameForm::NotInEnglish;
    }
    if is_name_of(name, member) { NameForm::AsAsked } else { NameForm::OtherName }
}

/// Dashes, and what keyboards offer in their place.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '−'
            | '﹘'
            | '﹣'
            | '－'
            | '~'
            | '～'
            | '〜'
            | '_'
            | '＿'
            | '─'
    )
}

/// Latin letters, with diacritics or without.
fn in_english(name: &str) -> bool {
    let folded = joined(name);
    !folded.is_empty() && folded.is_ascii()
}

/// A name that is registered in another script cannot be compared, so any will do.
fn is_name_of(name: &str, member: &Member) -> bool {
    let (whole, plain) = names_of_member(member.name.as_str());
    let theirs = [key_of(&whole), key_of(&plain)];
    !in_english(member.name.as_str())
        || Readings::of(name).all.iter().any(|reading| theirs.contains(&key_of(&reading.name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Role;
    use crate::sample::{attendee, member};

    #[test]
    fn the_form_is_judged_leniently() {
        let trainee = member(1, "Maria Sample-Person", Role::Trainee, Some("GW"));
        for (shown, form) in [
            ("Maria Sample-Person – Guinea-Bissau", NameForm::AsAsked),
            ("MARIA SAMPLE PERSON-guinea bissau", NameForm::AsAsked),
            ("Sample-Person, María—GW", NameForm::AsAsked),
            ("Dr. Maria Sample Person _ Guiné-Bissau", NameForm::AsAsked),
            ("1. Maria Sample-Person － 几内亚比绍", NameForm::AsAsked),
            ("Maria Sample-Person", NameForm::WithoutCountry),
            ("Maria Sample-Person (Guinea-Bissau)", NameForm::WithoutCountry),
            ("Maria Sample-Person – Guinea", NameForm::WithoutCountry),
            ("Guinea-Bissau – Maria Sample-Person", NameForm::WithoutCountry),
            ("玛丽 – Guinea-Bissau", NameForm::NotInEnglish),
            ("– Guinea-Bissau", NameForm::NotInEnglish),
            ("Maria – Guinea-Bissau", NameForm::OtherName),
            ("iPhone – Guinea-Bissau", NameForm::OtherName),
            ("", NameForm::WithoutCountry),
        ] {
            assert_eq!(name_form(&attendee(shown), &trainee), form, "{shown}");
            assert_eq!(misnamed(&attendee(shown), &trainee), form != NameForm::AsAsked);
        }
    }

    #[test]
    fn nobody_is_asked_for_what_they_do_not_have() {
        let instructor = member(1, "Sample Lecturer", Role::Instructor, None);
        assert!(!misnamed(&attendee("anything"), &instructor));
        let trainee = member(1, "测试", Role::Trainee, Some("LA"));
        assert!(!misnamed(&attendee("Test Trainee – Laos"), &trainee));
        assert!(misnamed(&attendee("测试 – Laos"), &trainee));
    }
}
