//! Which numbers are dates: in a workbook only the format of a cell tells.

use packages::Piece;

use super::measure::Package;
use crate::times;
use crate::unreadable::Unreadable;

/// What a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Number,
    /// Days since the epoch of the workbook.
    Moment,
    /// A fraction of a day, unless it is so large that it must be a moment of which only the time is shown.
    Clock,
}

#[derive(Default)]
pub(super) struct Styles {
    meanings: Vec<Meaning>,
    from_1904: bool,
}

/// Excel allows 65,490 formats of cells, and some hundred of numbers.
const MOST_STYLES: usize = 65_490;
const MOST_FORMATS: usize = 5_000;

impl Styles {
    pub(super) fn of(package: &mut Package<'_>, path: Option<&str>, from_1904: bool) -> Result<Self, Unreadable> {
        let mut styles = Self { meanings: Vec::new(), from_1904 };
        let Some(path) = path else { return Ok(styles) };
        let Some(mut part) = package.part(path)? else { return Ok(styles) };
        let mut formats: Vec<(u32, Meaning)> = Vec::new();
        let mut in_cell_formats = false;
        while let Some(piece) = part.next_piece()? {
            match piece {
                Piece::Start(tag) => {
                    let format = || tag.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    match tag.name() {
                        "cellXfs" => in_cell_formats = true,
                        "numFmt" if formats.len() < MOST_FORMATS => {
                            let code = tag.attribute("formatCode").unwrap_or_default();
                            formats.push((format(), meaning_of_code(&code)));
                        }
                        "xf" if in_cell_formats && styles.meanings.len() < MOST_STYLES => {
                            styles.meanings.push(meaning_of(format(), &formats));
                        }
                        _ => {}
                    }
                }
                Piece::End(name) if name == "cellXfs" => in_cell_formats = false,
                Piece::End(_) | Piece::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// A number as a person sees it: moments as `2026-11-16 09:00:00`, durations as `1:05:00`.
    pub(super) fn written(&self, number: &str, style: usize) -> String {
        let meaning = self.meanings.get(style).copied().unwrap_or(Meaning::Number);
        let written = number.trim().parse::<f64>().ok().and_then(|value| self.written_as(meaning, value));
        written.unwrap_or_else(|| number.to_owned())
    }

    fn written_as(&self, meaning: Meaning, value: f64) -> Option<String> {
        /// The epoch of old workbooks of the Mac is later by so many days.
        const TO_1904: f64 = 1_462.0;
        /// As a moment, a date of the year 1902; as a duration, a thousand days.
        const FIRST_MOMENT: f64 = 1_000.0;
        match meaning {
            Meaning::Number => None,
            Meaning::Clock if value.abs() < FIRST_MOMENT => times::clock_of_days(value),
            Meaning::Moment | Meaning::Clock => {
                let moment = times::moment_of_days(if self.from_1904 { value + TO_1904 } else { value })?;
                Some(moment.strftime("%Y-%m-%d %H:%M:%S").to_string())
            }
        }
    }
}

fn meaning_of(id: u32, formats: &[(u32, Meaning)]) -> Meaning {
    match id {
        // What these numbers mean is fixed; those from 27 on are dates and times in East Asia.
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Meaning::Moment,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Meaning::Clock,
        _ => formats.iter().find(|(known, _)| *known == id).map_or(Meaning::Number, |(_, meaning)| *meaning),
    }
}

fn meaning_of_code(code: &str) -> Meaning {
    let letters = letters_of_code(code);
    let has = |letter| letters.contains(letter);
    if letters.contains("general") {
        Meaning::Number
    } else if has('y') || has('d') || (has('m') && !has('h') && !has('s')) {
        Meaning::Moment
    } else if has('h') || has('s') {
        Meaning::Clock
    } else {
        Meaning::Number
    }
}

/// A format without what it quotes, its colours and conditions; only the part for positive numbers.
fn letters_of_code(code: &str) -> String {
    let mut letters = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => {
                characters.by_ref().find(|quote| *quote == '"');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inner: String = characters.by_ref().take_while(|end| *end != ']').collect();
                // `[h]` counts hours beyond a day; `[Red]` and `[$-409]` count nothing.
                if inner.chars().all(|letter| matches!(letter.to_ascii_lowercase(), 'h' | 'm' | 's')) {
                    letters.push_str(&inner.to_ascii_lowercase());
                    letters.push('h');
                }
            }
            letter => letters.extend(letter.to_lowercase()),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_letters() {
        for (code, meaning) in [
            ("yyyy\\-mm\\-dd hh:mm:ss", Meaning::Moment),
            ("yyyy\"年\"m\"月\"d\"日\"", Meaning::Moment),
            ("[$-409]m/d/yy h:mm AM/PM;@", Meaning::Moment),
            ("[h]:mm:ss", Meaning::Clock),
            ("[mm]:ss", Meaning::Clock),
            ("h:mm", Meaning::Clock),
            ("General", Meaning::Number),
            ("0.00E+00", Meaning::Number),
            ("[Red]#,##0 \"days\"", Meaning::Number),
            ("@", Meaning::Number),
        ] {
            assert_eq!(meaning_of_code(code), meaning, "{code}");
        }
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        let styles = Styles { meanings: vec![Meaning::Number, Meaning::Moment, Meaning::Clock], from_1904: false };
        assert_eq!(styles.written("46342.375", 1), "2026-11-16 09:00:00");
        assert_eq!(styles.written("46342.375", 2), "2026-11-16 09:00:00");
        assert_eq!(styles.written("1.25", 2), "30:00:00");
        assert_eq!(styles.written("46342.375", 0), "46342.375");
        assert_eq!(styles.written("1e300", 1), "1e300");
        assert_eq!(Styles { from_1904: true, ..styles }.written("44880.375", 1), "2026-11-16 09:00:00");
    }
}
