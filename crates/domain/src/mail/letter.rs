use serde::{Deserialize, Serialize};

use super::MailKind;
use crate::words::tidied;

/// Where the address of the page goes that a mail leads to. A token in it is made only when the mail goes out.
pub const LINK: &str = "{link}";

pub const MOST_SUBJECT_CHARS: usize = 200;
pub const MOST_TEXT_CHARS: usize = 10_000;

/// The words of a mail. [`LINK`] stands for the address of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub subject: String,
    /// Plain text; an empty line ends a paragraph.
    pub text: String,
}

/// Why words are not taken for a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusedLetter {
    #[error("a subject is one line of 1 to {MOST_SUBJECT_CHARS} characters")]
    Subject,
    #[error("a mail has 1 to {MOST_TEXT_CHARS} characters")]
    Text,
    #[error("this mail is worth nothing without its link: please keep {LINK} in the text")]
    Link,
}

impl Letter {
    /// What staff have written, if it can be sent.
    pub fn checked(self, kind: MailKind) -> Result<Self, RefusedLetter> {
        let subject = tidied(&self.subject);
        let one_line = !subject.chars().any(char::is_control);
        if subject.is_empty() || !one_line || subject.chars().count() > MOST_SUBJECT_CHARS {
            return Err(RefusedLetter::Subject);
        }
        let text = tidied(&self.text) + "\n";
        if text.trim().is_empty() || text.chars().count() > MOST_TEXT_CHARS {
            return Err(RefusedLetter::Text);
        }
        if kind.needs_link() && !text.contains(LINK) {
            return Err(RefusedLetter::Link);
        }
        Ok(Self { subject, text })
    }

    /// The letter with the address in its place.
    pub fn with_link(self, link: &str) -> Self {
        Self { subject: self.subject, text: self.text.replace(LINK, link) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, text: &str) -> Letter {
        Letter { subject: subject.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn words_of_staff_are_tidied() {
        let taken = letter(" Please upload ", "Dear all,\r\n\r\nplease.\r\n\r\n").checked(MailKind::Reminder);
        assert_eq!(taken, Ok(letter("Please upload", "Dear all,\n\nplease.\n")));
    }

    #[test]
    fn words_that_cannot_be_sent_are_refused() {
        let check = |subject: &str, text: &str| letter(subject, text).checked(MailKind::Invitation);
        assert_eq!(check("", "text {link}"), Err(RefusedLetter::Subject));
        assert_eq!(check("\u{200B}", "text {link}"), Err(RefusedLetter::Subject), "nobody sees it");
        assert_eq!(check("one\nBcc: all@example.org", "text {link}"), Err(RefusedLetter::Subject));
        assert_eq!(check(&"x".repeat(201), "text {link}"), Err(RefusedLetter::Subject));
        assert_eq!(check("one", " \n "), Err(RefusedLetter::Text));
        assert_eq!(check("one", &"x".repeat(10_001)), Err(RefusedLetter::Text));
        assert_eq!(check("one", "come"), Err(RefusedLetter::Link));
        assert!(letter("one", "come").checked(MailKind::Reminder).is_ok());
    }
}
