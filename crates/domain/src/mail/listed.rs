use std::fmt;
use std::str::FromStr;

use super::MailKey;

/// Mails as a list showed them, each with its revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMails(pub Vec<(MailKey, u32)>);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” lists no mails with their revisions")]
pub struct NotListedMails(pub String);

/// As a form posts them: `key:0 another-key:2`.
impl fmt::Display for ListedMails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (key, revision)) in self.0.iter().enumerate() {
            let gap = if place == 0 { "" } else { " " };
            write!(f, "{gap}{key}:{revision}")?;
        }
        Ok(())
    }
}

impl FromStr for ListedMails {
    type Err = NotListedMails;
    fn from_str(text: &str) -> Result<Self, NotListedMails> {
        let mail = |part: &str| -> Option<(MailKey, u32)> {
            let (key, revision) = part.split_once(':')?;
            Some((key.parse().ok()?, revision.parse().ok()?))
        };
        let mails = text.split_whitespace().map(mail).collect::<Option<Vec<_>>>();
        mails.map(Self).ok_or_else(|| NotListedMails(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_read_as_they_are_posted() {
        let key = |text: &str| text.parse::<MailKey>().expect("a key");
        let listed = ListedMails(vec![(key("e-port.someone.2021-11-10"), 0), (key("other"), 12)]);
        assert_eq!(listed.to_string(), "e-port.someone.2021-11-10:0 other:12");
        assert_eq!(listed.to_string().parse(), Ok(listed));
        assert_eq!("".parse(), Ok(ListedMails(Vec::new())));
        for wrong in ["key", "key:", ":1", "key:-1", "key:1:2", "a/b:1", "key:1,other:2"] {
            assert!(wrong.parse::<ListedMails>().is_err(), "{wrong}");
        }
    }
}
