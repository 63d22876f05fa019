//! The parts of a written moment, one after the other.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenDate {
    Certain(Date),
    EitherOrder { first: i8, second: i8, year: i16 },
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

/// What is still to be read of a text.
pub(super) struct Scan<'t>(&'t str);

impl<'t> Scan<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self(text)
    }

    pub(super) fn date(&mut self) -> Option<WrittenDate> {
        let (first, digits) = self.number()?;
        let point = self.point()?;
        let (second, _) = self.number()?;
        self.point().filter(|second_point| *second_point == point || point == '年')?;
        let (third, third_digits) = self.number()?;
        self.skip('日');
        if digits == 4 {
            return Date::new(small(first)?, small(second)?, small(third)?).ok().map(WrittenDate::Certain);
        }
        let year: i16 = match third_digits {
            4 => small(third)?,
            2 => small(2000 + third)?,
            _ => return None,
        };
        let (first, second): (i8, i8) = (small(first)?, small(second)?);
        if !(1..=31).contains(&first) || !(1..=31).contains(&second) || (first > 12 && second > 12) {
            return None;
        }
        // Where dates are written with dots, the day comes first.
        if point == '.' {
            return Date::new(year, second, first).ok().map(WrittenDate::Certain);
        }
        Some(WrittenDate::EitherOrder { first, second, year })
    }

    pub(super) fn time(&mut self) -> Option<Time> {
        let (hour, _) = self.number()?;
        self.take(':')?;
        let (minute, _) = self.number()?;
        let mut second = 0;
        if self.skip(':') {
            second = self.number()?.0;
            if self.skip('.') {
                self.number()?;
            }
        }
        Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
    }

    pub(super) fn half_of_day(&mut self) -> Option<Half> {
        const HALVES: [(&str, Half); 10] = [
            ("am", Half::Morning),
            ("a.m.", Half::Morning),
            ("a. m.", Half::Morning),
            ("上午", Half::Morning),
            ("vorm.", Half::Morning),
            ("pm", Half::Afternoon),
            ("p.m.", Half::Afternoon),
            ("p. m.", Half::Afternoon),
            ("下午", Half::Afternoon),
            ("nachm.", Half::Afternoon),
        ];
        let rest = self.0.trim_start();
        let (word, half) = HALVES
            .into_iter()
            .find(|(word, _)| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
        self.0 = rest[word.len()..].trim_start();
        Some(half)
    }

    /// The zone that the text names: none at all, or one that can be read.
    pub(super) fn offset_to_the_end(self) -> Option<Option<Offset>> {
        let rest = self.0.trim();
        let number = rest.strip_prefix("UTC").or_else(|| rest.strip_prefix("GMT")).or_else(|| rest.strip_prefix('Z'));
        let named = number.is_some();
        let number = number.unwrap_or(rest);
        let (sign, digits) = match number.chars().next() {
            None => return Some(named.then_some(Offset::UTC)),
            Some('+') => (1, &number[1..]),
            Some('-') => (-1, &number[1..]),
            Some(_) => return None,
        };
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
            None => (digits, "0"),
        };
        let [hours, minutes] = [hours, minutes].map(|part| part.parse::<u8>().ok());
        let (hours, minutes) = (hours.filter(|hours| *hours <= 14)?, minutes.filter(|minutes| *minutes < 60)?);
        let seconds = (i32::from(hours) * 60 + i32::from(minutes)) * 60;
        Offset::from_seconds(sign * seconds).ok().map(Some)
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let number = self.0[..digits].parse().ok()?;
        self.0 = &self.0[digits..];
        Some((number, digits))
    }

    /// What stands between the numbers of a date.
    fn point(&mut self) -> Option<char> {
        let point = self.0.chars().next().filter(|point| matches!(point, '-' | '/' | '.' | '年' | '月'))?;
        self.0 = &self.0[point.len_utf8()..];
        // Some languages put a space after the dot.
        self.0 = self.0.trim_start();
        Some(point)
    }

    pub(super) fn skip_between(&mut self) {
        self.0 = self.0.trim_start_matches([' ', ',']);
        if let Some(rest) = self.0.strip_prefix('T') {
            self.0 = rest;
        }
    }

    fn take(&mut self, character: char) -> Option<()> {
        self.skip(character).then_some(())
    }

    fn skip(&mut self, character: char) -> bool {
        let rest = self.0.strip_prefix(character);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }
}

fn small<N: TryFrom<u32>>(number: u32) -> Option<N> {
    N::try_from(number).ok()
}
