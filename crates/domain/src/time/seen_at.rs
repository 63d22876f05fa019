//! What of a record someone had before their eyes, by when it was put there.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use super::Instant;

/// When what was on the screen had been put on record; `None` where nothing was. As a form posts it: `1636507805000`,
/// or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenAt(pub Option<Instant>);

impl fmt::Display for SeenAt {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |at| write!(to, "{}", at.millis()))
    }
}

impl FromStr for SeenAt {
    type Err = ParseIntError;
    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let millis = (!text.is_empty()).then(|| text.parse()).transpose()?;
        Ok(Self(millis.map(Instant::from_millis)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_read_as_it_is_posted() {
        let at = Instant::from_millis(1_636_507_805_123);
        for (seen, text) in [(SeenAt(None), ""), (SeenAt(Some(at)), "1636507805123")] {
            assert_eq!(seen.to_string(), text);
            assert_eq!(text.parse::<SeenAt>(), Ok(seen));
        }
        assert!("yesterday".parse::<SeenAt>().is_err());
    }
}
