//! How long, as platforms write it.

use domain::attendance::export::DurationUnit;

/// The seconds of `1:05:00`, `1h 5m`, or of a plain number in its unit. `None` if it cannot be read.
pub(crate) fn read_duration(text: &str, unit: DurationUnit) -> Option<u32> {
    let text = text.trim();
    if let Some(number) = decimal(text) {
        return whole(number * seconds_of(unit));
    }
    if text.contains(':') { clock(text, unit) } else { in_words(text) }
}

/// A fraction of a day as `1:05:00`.
pub(crate) fn clock_of_days(days: f64) -> Option<String> {
    let seconds = whole(days * 86_400.0)?;
    Some(format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60))
}

fn seconds_of(unit: DurationUnit) -> f64 {
    match unit {
        DurationUnit::Seconds => 1.0,
        DurationUnit::Minutes => 60.0,
        DurationUnit::Hours => 3_600.0,
        DurationUnit::Days => 86_400.0,
    }
}

/// A plain number, with a point or a comma before its fraction.
fn decimal(text: &str) -> Option<f64> {
    let plain =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'E' | b'e' | b'-' | b'+'));
    if !plain || !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    text.replacen(',', ".", 1).parse().ok()
}

/// `H:MM:SS`; of two numbers the unit tells whether they are hours and minutes, or minutes and seconds.
fn clock(text: &str, unit: DurationUnit) -> Option<u32> {
    let parts: Vec<u32> = text.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match (parts.as_slice(), unit) {
        ([hours, minutes, seconds], _) => (*hours, *minutes, *seconds),
        ([hours, minutes], DurationUnit::Hours | DurationUnit::Days) => (*hours, *minutes, 0),
        ([minutes, seconds], DurationUnit::Minutes | DurationUnit::Seconds) => (minutes / 60, minutes % 60, *seconds),
        _ => return None,
    };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    hours.checked_mul(3_600)?.checked_add(minutes * 60 + seconds)
}

/// `1h 27m 51s` and its like in other languages: numbers, each with a word after it.
fn in_words(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut seconds = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | ',')))?;
        let number = decimal(&rest[..digits])?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|character: char| character.is_ascii_digit()).unwrap_or(rest.len());
        let word = rest[..letters].trim().trim_end_matches(['.', ',']).to_lowercase();
        let (_, unit) = WORDS.iter().find(|(words, _)| words.contains(&word.as_str()))?;
        seconds += number * seconds_of(*unit);
        rest = &rest[letters..];
    }
    if text.is_empty() { None } else { whole(seconds) }
}

const WORDS: [(&[&str], DurationUnit); 3] = [
    (
        &[
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "小时",
            "时",
            "小時",
            "std",
            "stunde",
            "stunden",
            "heure",
            "heures",
            "hora",
            "horas",
            "ч",
            "час",
            "часа",
            "часов",
        ],
        DurationUnit::Hours,
    ),
    (
        &[
            "m",
            "min",
            "mins",
            "minute",
            "minutes",
            "分",
            "分钟",
            "分鐘",
            "minuten",
            "minuto",
            "minutos",
            "м",
            "мин",
            "минута",
            "минуты",
            "минут",
        ],
        DurationUnit::Minutes,
    ),
    (
        &[
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "秒",
            "sek",
            "sekunde",
            "sekunden",
            "seg",
            "segundo",
            "segundos",
            "с",
            "сек",
            "секунда",
            "секунды",
            "секунд",
        ],
        DurationUnit::Seconds,
    ),
];

fn whole(seconds: f64) -> Option<u32> {
    let seconds = seconds.round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it has just been compared")]
    (0.0..=f64::from(u32::MAX)).contains(&seconds).then_some(seconds as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_platforms_write_is_read() {
        for (text, unit, seconds) in [
            ("1:05:00", DurationUnit::Days, 3_900),
            ("00:47:03", DurationUnit::Minutes, 2_823),
            ("1:05", DurationUnit::Days, 3_900),
            ("47:03", DurationUnit::Minutes, 2_823),
            ("90:00", DurationUnit::Minutes, 5_400),
            ("1h 27m 51s", DurationUnit::Minutes, 5_271),
            ("1h27m51s", DurationUnit::Minutes, 5_271),
            ("51s", DurationUnit::Minutes, 51),
            ("1 hr 12 min", DurationUnit::Minutes, 4_320),
            ("1小时5分钟", DurationUnit::Minutes, 3_900),
            ("1 ч 5 мин", DurationUnit::Minutes, 3_900),
            ("2 Std. 5 Min.", DurationUnit::Minutes, 7_500),
            ("57", DurationUnit::Minutes, 3_420),
            ("0.0451388888888889", DurationUnit::Days, 3_900),
            ("1,5", DurationUnit::Hours, 5_400),
            ("0", DurationUnit::Minutes, 0),
        ] {
            assert_eq!(read_duration(text, unit), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_none() {
        for text in
            ["", "--", "1:60:00", "1:2:3:4", "5 apples", "h", "-5", "1e99", "12:", "1.2.3", "7/22/26, 7:02:11 PM"]
        {
            assert_eq!(read_duration(text, DurationUnit::Minutes), None, "{text}");
        }
    }

    #[test]
    fn fractions_of_a_day_are_shown_as_a_clock() {
        assert_eq!(clock_of_days(0.375).as_deref(), Some("9:00:00"));
        assert_eq!(clock_of_days(-1.0), None);
    }
}
