//! Formulas of workbooks that get what they show from another program or from the web, or call into Excel 4.0 macros.

use domain::gate::Hold;

use crate::check::Check;

/// A `'` between brackets is a quote in OpenDocument (`[$'a b'.A1]`), and has the next letter mean only itself in Excel
/// (`Table1['[a]`). A document may hold formulas of either kind, so that each is read both ways.
pub(super) fn look_at(formula: &str, check: &Check<'_>) {
    read(formula, false, check);
    if formula.contains('[') {
        read(formula, true, check);
    }
}

/// What stands between quotes is text, or the name of a sheet; what stands between brackets is a place, a column or a
/// file. A bar outside of both is that of `program|topic!item`, or between rows of numbers: `{1;2|3;4}`.
fn read(formula: &str, escapes_in_brackets: bool, check: &Check<'_>) {
    let (mut quote, mut brackets, mut braces, mut word) = (None, 0u32, 0u32, Word::default());
    let mut letters = formula.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), letter) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'') if escapes_in_brackets && brackets > 0 => drop(letters.next()),
            (None, '"' | '\'') => quote = Some(letter),
            (None, '[') => brackets = brackets.saturating_add(1),
            (None, ']') => brackets = brackets.saturating_sub(1),
            (None, '{') => braces = braces.saturating_add(1),
            (None, '}') => braces = braces.saturating_sub(1),
            (None, '|') if brackets == 0 && braces == 0 => check.hold(Hold::Dde),
            _ => {}
        }
        if quote.is_none() {
            word.take(letter, check);
        } else {
            word = Word::default();
        }
    }
}

/// The word that a formula is at, letter by letter. With a bracket behind it, it is the name of a function.
#[derive(Default)]
pub(crate) struct Word {
    letters: String,
    /// Spaces may stand before the bracket.
    has_ended: bool,
}

/// Longer than the name of any function.
const LONGEST: usize = 80;

impl Word {
    pub(crate) fn take(&mut self, letter: char, check: &Check<'_>) {
        if letter == '('
            && let Some(hold) = started_by(&self.letters)
        {
            check.hold(hold);
        }
        if letter.is_whitespace() {
            self.has_ended = true;
            return;
        }
        let goes_on = letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_');
        if self.has_ended || !goes_on {
            self.letters.clear();
            self.has_ended = false;
        }
        if goes_on && self.letters.len() < LONGEST {
            self.letters.push(letter.to_ascii_uppercase());
        }
    }
}

/// By the name of a function. Newer ones have a mark before it: `_xlfn.`, `com.microsoft.`
fn started_by(function: &str) -> Option<Hold> {
    match function.rsplit('.').next().unwrap_or_default() {
        "RTD" | "DDE" => Some(Hold::Dde),
        "WEBSERVICE" | "IMAGE" => Some(Hold::ExternalContent),
        "CALL" | "EXEC" | "REGISTER" => Some(Hold::Macros),
        _ if function.ends_with("REGISTER.ID") => Some(Hold::Macros),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::limits::Limits;

    fn holds(formula: &str) -> BTreeSet<Hold> {
        let limits = Limits::default();
        let check = Check::new(&limits, &[], 1_000);
        look_at(formula, &check);
        check.into_holds()
    }

    #[test]
    fn other_programs_are_asked_outside_of_quotes() {
        for formula in ["cmd|'/c calc'!A0", "1+CMD|'/c calc'!A0", "'cmd'|'/c calc'!A0", "MSEXCEL|'\\..\\cmd.exe'!''"] {
            assert_eq!(holds(formula), BTreeSet::from([Hold::Dde]), "{formula}");
        }
        for formula in ["T['#a]+cmd|'/c calc'!A0+T['#a]", "['file:///a]'#$A.A1]+cmd|'/c calc'!A0", "{1;2}+a|'b'!A0"] {
            assert_eq!(holds(formula), BTreeSet::from([Hold::Dde]), "{formula}");
        }
        for formula in [
            "SUM({1;2|3;4})",
            "[$'a|b'.A1]",
            "\"a|b\"&A1",
            "'tons|year'!A1",
            "SUM(Table1[in|out])",
            "A1&\"it's | \"\"b\"\"|\"",
            "[1]Sheet!A1",
        ] {
            assert_eq!(holds(formula), BTreeSet::new(), "{formula}");
        }
    }

    #[test]
    fn functions_are_known_by_their_whole_name() {
        assert_eq!(holds("_xlfn.WEBSERVICE(A1)"), BTreeSet::from([Hold::ExternalContent]));
        assert_eq!(holds("SUM(_xlfn.IMAGE(\"https://a.example\"))"), BTreeSet::from([Hold::ExternalContent]));
        assert_eq!(holds("of:=COM.MICROSOFT.WEBSERVICE([.A1])"), BTreeSet::from([Hold::ExternalContent]));
        assert_eq!(holds("REGISTER.ID(\"a\")"), BTreeSet::from([Hold::Macros]));
        assert_eq!(holds("rtd(\"a.b\",,1)"), BTreeSet::from([Hold::Dde]));
        assert_eq!(holds("EXEC(\"calc\")"), BTreeSet::from([Hold::Macros]));
        assert_eq!(holds("1+CALL (\"a\")"), BTreeSet::from([Hold::Macros]));
        for formula in
            ["A IMAGE A (1)", "IFERROR(DUMMYFUNCTION(\"IMAGE(\"\"a\"\")\"),1)", "RECALL(1)", "IMAGE+(1)", "HEXTODDE(1)"]
        {
            assert_eq!(holds(formula), BTreeSet::new(), "{formula}");
        }
    }
}
