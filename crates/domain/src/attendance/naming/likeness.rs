//! How two names are alike that do not agree.

use strsim::osa_distance;

use super::finding::Reason;

/// What two names have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    pub reason: Reason,
    /// The same words, but not in the same order.
    pub other_order: bool,
    /// Close enough that the one might be meant by the other.
    pub similar: bool,
}

/// Compares names in Latin letters. Words beyond the first sixteen are not compared.
pub fn likeness(shown: &[String], theirs: &[String]) -> Option<Likeness> {
    let [shown, theirs] = [shown, theirs].map(|words| words.get(..MOST_WORDS).unwrap_or(words));
    let pairs = Pairs::of(shown, theirs);
    let matched = pairs.theirs.iter().flatten().count();
    let whole_shown = matched == shown.len();
    let whole_theirs = matched == theirs.len();
    let (reason, similar) = match (matched, whole_shown, whole_theirs) {
        (0, ..) => (same_letters(shown, theirs)?, true),
        (_, true, true) => (pairs.reason(), true),
        _ if same_letters(shown, theirs).is_some() => (Reason::SpacesElsewhere, true),
        (1, true, false) => (one_word(&pairs)?, true),
        (_, true, false) => (Reason::PartOfName, true),
        (_, false, true) => (Reason::MoreThanName, true),
        (1, false, false) => (one_word(&pairs)?, false),
        (_, false, false) => (Reason::SomeWords, false),
    };
    let other_order = whole_shown && whole_theirs && !pairs.in_order();
    Some(Likeness { reason, other_order, similar })
}

/// How many letters apart two words are, if they can be the same one misspelt.
pub fn letters_apart(one: &str, other: &str) -> Option<usize> {
    if one == other {
        return Some(0);
    }
    let [short, long] = if one.len() < other.len() { [one.len(), other.len()] } else { [other.len(), one.len()] };
    let most = match short {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    if long > LONGEST_COMPARED || long - short > most {
        return None;
    }
    Some(osa_distance(one, other)).filter(|apart| *apart <= most)
}

/// The longest word that may be a misspelt one.
pub const LONGEST_COMPARED: usize = 32;

const MOST_WORDS: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    Letters(usize),
    Initial,
}

struct Pairs {
    /// For each of their words, the place of the shown word that it is paired with.
    theirs: Vec<Option<(usize, Pair)>>,
}

impl Pairs {
    /// Equal words are paired first, then misspelt ones, then initials.
    fn of(shown: &[String], theirs: &[String]) -> Self {
        let mut pairs = Self { theirs: vec![None; theirs.len()] };
        let mut taken = vec![false; shown.len()];
        let equal: Test = |one, other| (one == other).then_some(Pair::Letters(0));
        let misspelt: Test = |one, other| letters_apart(one, other).map(Pair::Letters);
        let initial: Test = |one, other| is_initial(one, other).then_some(Pair::Initial);
        for test in [equal, misspelt, initial] {
            for (pair, word) in pairs.theirs.iter_mut().zip(theirs).filter(|(pair, _)| pair.is_none()) {
                let mut free = shown.iter().enumerate().zip(&mut taken).filter(|(_, taken)| !**taken);
                if let Some((found, at, taken)) =
                    free.find_map(|((at, shown), taken)| Some((test(shown, word)?, at, taken)))
                {
                    *taken = true;
                    *pair = Some((at, found));
                }
            }
        }
        pairs
    }

    fn reason(&self) -> Reason {
        let pairs = self.theirs.iter().flatten().map(|(_, pair)| *pair);
        let letters: usize = pairs.clone().map(|pair| if let Pair::Letters(apart) = pair { apart } else { 0 }).sum();
        match letters {
            _ if pairs.clone().any(|pair| pair == Pair::Initial) => Reason::Initials,
            0 => Reason::Name,
            1 => Reason::OneLetterDiffers,
            _ => Reason::FewLettersDiffer,
        }
    }

    fn in_order(&self) -> bool {
        self.theirs.iter().flatten().map(|(at, _)| *at).is_sorted()
    }
}

type Test = fn(&str, &str) -> Option<Pair>;

fn is_initial(one: &str, other: &str) -> bool {
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    initial(one, other) || initial(other, one)
}

/// “SamplePerson” and “Person Sam-ple”: the same letters, begun elsewhere.
fn same_letters(shown: &[String], theirs: &[String]) -> Option<Reason> {
    let (shown, theirs) = (shown.concat(), theirs.concat());
    let same = shown.len() == theirs.len() && shown.len() >= 5 && shown.repeat(2).contains(&theirs);
    same.then_some(Reason::SpacesElsewhere)
}

/// An initial alone is nothing; what stands last is taken for the family name.
fn one_word(pairs: &Pairs) -> Option<Reason> {
    let (at, (_, pair)) = pairs.theirs.iter().enumerate().find_map(|(at, pair)| Some((at, (*pair)?)))?;
    match pair {
        Pair::Initial => None,
        Pair::Letters(_) if at + 1 == pairs.theirs.len() => Some(Reason::FamilyNameAlone),
        Pair::Letters(_) => Some(Reason::GivenNameAlone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(shown: &str, theirs: &str) -> Option<(Reason, bool)> {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        likeness(&words(shown), &words(theirs)).map(|found| (found.reason, found.similar))
    }

    #[test]
    fn likeness_has_a_reason() {
        let theirs = "maria test sample";
        for (shown, expected) in [
            ("maria test sample", Some((Reason::Name, true))),
            ("maria test sampel", Some((Reason::OneLetterDiffers, true))),
            ("marya test sampel", Some((Reason::FewLettersDiffer, true))),
            ("m test sample", Some((Reason::Initials, true))),
            ("mariatest sample", Some((Reason::SpacesElsewhere, true))),
            ("samplemariatest", Some((Reason::SpacesElsewhere, true))),
            ("maria sample", Some((Reason::PartOfName, true))),
            ("maria test sample ports", Some((Reason::MoreThanName, true))),
            ("maria other sample", Some((Reason::SomeWords, false))),
            ("sample", Some((Reason::FamilyNameAlone, true))),
            ("maria", Some((Reason::GivenNameAlone, true))),
            ("other sample", Some((Reason::FamilyNameAlone, false))),
            ("m", None),
            ("nobody here", None),
        ] {
            assert_eq!(reason(shown, theirs), expected, "{shown}");
        }
    }

    #[test]
    fn short_words_are_never_misspelt_ones() {
        assert_eq!(letters_apart("lan", "lam"), None);
        assert_eq!(letters_apart("sampel", "sample"), Some(1));
        assert_eq!(letters_apart("person", "parsan"), None);
        assert_eq!(letters_apart("traineeship", "trianeeshop"), Some(2));
        assert_eq!(letters_apart(&"x".repeat(200), &"x".repeat(199)), None);
    }
}
