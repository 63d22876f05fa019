//! Who a cell names.

use domain::attendance::export::NameCell;

/// The parts of a cell. A name is data: apart from the division nothing in it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Names<'c> {
    pub(crate) name: &'c str,
    pub(crate) other: Option<&'c str>,
    /// The platform has put `(Host)` behind the name.
    pub(crate) host: bool,
}

impl<'c> Names<'c> {
    /// Divides a cell. `marks` are the words in brackets that are the platform's and not the person's.
    pub(crate) fn of(cell: &'c str, form: NameCell, marks: &[&str]) -> Self {
        let (cell, host) = without_marks(cell, marks);
        let (name, other) = match (form, group_at_end(cell)) {
            (NameCell::Whole, _) | (_, None) => (cell, ""),
            (NameCell::NicknameThenName, Some((nickname, name))) => (name, nickname),
            (NameCell::NameThenOriginal, Some((name, original))) => (name, original),
        };
        // Either part may be empty; what there is, is the name.
        let (name, other) = if name.is_empty() { (other, "") } else { (name, other) };
        Self { name, other: Some(other).filter(|other| !other.is_empty() && *other != name), host }
    }
}

fn without_marks<'c>(mut cell: &'c str, marks: &[&str]) -> (&'c str, bool) {
    let mut host = false;
    while let Some((before, mark)) = group_at_end(cell) {
        if before.is_empty() || !marks.iter().any(|known| known.to_lowercase() == mark.to_lowercase()) {
            break;
        }
        host |= mark.eq_ignore_ascii_case("host");
        cell = before;
    }
    (cell, host)
}

/// The text before the brackets that end a cell, and the text in them. The display name may hold brackets itself, so they are
/// balanced from the end; `(a（b）)` is one group.
fn group_at_end(cell: &str) -> Option<(&str, &str)> {
    const ROUND: (&[char], &[char]) = (&['(', '（'], &[')', '）']);
    const SQUARE: (&[char], &[char]) = (&['【'], &['】']);
    let (opening, closing) = [ROUND, SQUARE].into_iter().find(|(_, closing)| cell.ends_with(*closing))?;
    let inner_end = cell.char_indices().next_back()?.0;
    let mut depth = 0_u32;
    for (place, character) in cell.char_indices().rev() {
        if closing.contains(&character) {
            depth += 1;
        } else if opening.contains(&character) {
            depth -= 1;
            if depth == 0 {
                let inner = &cell[place + character.len_utf8()..inner_end];
                return Some((cell[..place].trim(), inner.trim()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(cell: &str, form: NameCell) -> (&str, Option<&str>) {
        let names = Names::of(cell, form, &[]);
        (names.name, names.other)
    }

    #[test]
    fn tencent_puts_the_display_name_into_the_brackets_that_end_the_cell() {
        let form = NameCell::NicknameThenName;
        for (cell, name, other) in [
            ("mei(Wang Fang – China)", "Wang Fang – China", Some("mei")),
            ("mei（Wang Fang – China）", "Wang Fang – China", Some("mei")),
            ("mei【Wang Fang – China】", "Wang Fang – China", Some("mei")),
            ("mei(Somchai (Ning) – Laos)", "Somchai (Ning) – Laos", Some("mei")),
            ("a(b)(Ana – Peru)", "Ana – Peru", Some("a(b)")),
            ("mei(Ana（Peru）)", "Ana（Peru）", Some("mei")),
            ("mei(Ana）", "Ana", Some("mei")),
            ("(Ana – Peru)", "Ana – Peru", None),
            ("mei()", "mei", None),
            ("ana(ana)", "ana", None),
            ("Ana – Peru", "Ana – Peru", None),
            ("Ana) – Peru)", "Ana) – Peru)", None),
            ("()", "", None),
        ] {
            assert_eq!(names(cell, form), (name, other), "{cell}");
        }
    }

    #[test]
    fn zoom_puts_the_original_name_into_brackets() {
        let form = NameCell::NameThenOriginal;
        assert_eq!(names("Ana – Peru (iPhone)", form), ("Ana – Peru", Some("iPhone")));
        assert_eq!(names("Ana – Peru", form), ("Ana – Peru", None));
        assert_eq!(names("Ana (Peru)", NameCell::Whole), ("Ana (Peru)", None));
    }

    #[test]
    fn marks_of_the_platform_are_no_part_of_a_name() {
        let marks = ["Host", "Guest"];
        let host = Names::of("Li Wei (Teacher) (Host)", NameCell::NameThenOriginal, &marks);
        assert_eq!(host, Names { name: "Li Wei", other: Some("Teacher"), host: true });
        let guest = Names::of("Ana – Peru (guest)", NameCell::Whole, &marks);
        assert_eq!(guest, Names { name: "Ana – Peru", other: None, host: false });
        assert_eq!(Names::of("(Host)", NameCell::Whole, &marks).name, "(Host)", "a mark alone is all there is");
    }
}
