//! Questions of a discussion round.

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::id::QuestionId;
use crate::person::Role;
use crate::time::Instant;
use crate::words::tidied;

/// Longest question, in characters.
pub const MAX_QUESTION_CHARS: usize = 500;
/// Longest answer or reason, in characters.
pub const MAX_ANSWER_CHARS: usize = 1_000;
/// How many questions a person may have in a session. Those that they withdrew do not count.
pub const MAX_QUESTIONS: u32 = 5;

/// A question as one reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    pub author: String,
    pub role: Role,
    /// Of the author's delegation; nothing for hosts.
    pub country: Option<Country>,
    pub body: String,
    pub at: Instant,
    pub votes: u32,
    /// The reader asked it.
    pub own: bool,
    /// The reader has voted for it.
    pub voted: bool,
    pub answer: Option<Answer>,
    /// What an answer said that was taken back. Only those who lead the session are given it, who answer anew.
    pub earlier_answer: Option<String>,
    /// Set where hosts took it out of the round. Only they and the author see such a question.
    pub hiding: Option<Hiding>,
}

/// Hosts marked it as answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub by: String,
    /// Empty where it was answered in the room.
    pub text: String,
    pub at: Instant,
}

/// Hosts took it out of the round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hiding {
    pub by: String,
    pub reason: String,
    pub at: Instant,
}

/// Hosts closed the round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub by: String,
    pub at: Instant,
}

/// In the order in which a list shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    Open,
    Answered,
    Hidden,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum RefusedQuestion {
    #[error("write your question first")]
    Empty,
    #[error("a question has at most {MAX_QUESTION_CHARS} characters")]
    TooLong,
    #[error("you have asked {MAX_QUESTIONS} questions in this session, which is the most; withdraw one to ask another")]
    TooMany,
    #[error("this discussion round is closed and takes no more questions and votes")]
    Closed,
    #[error("a vote for your own question is not counted")]
    OwnVote,
    #[error("this question is not open any more")]
    NotOpen,
    #[error("only a question that is open or hidden can be withdrawn; this one has been answered")]
    Answered,
    #[error("an answer has at most {MAX_ANSWER_CHARS} characters")]
    LongAnswer,
    #[error("please say why the question is hidden, in at most {MAX_ANSWER_CHARS} characters")]
    NoReason,
}

impl Question {
    pub fn state(&self) -> QuestionState {
        match (&self.hiding, &self.answer) {
            (Some(_), _) => QuestionState::Hidden,
            (None, Some(_)) => QuestionState::Answered,
            (None, None) => QuestionState::Open,
        }
    }

    /// `Sample Trainee, Laos`, or the role where there is no country.
    pub fn asker(&self) -> String {
        match &self.country {
            Some(country) => format!("{}, {}", self.author, country.name),
            None => format!("{}, {}", self.author, self.role),
        }
    }

    /// May the reader vote for it, or take their vote back, while the round is open?
    pub fn takes_vote(&self) -> Result<(), RefusedQuestion> {
        match self.state() {
            _ if self.own => Err(RefusedQuestion::OwnVote),
            QuestionState::Open => Ok(()),
            QuestionState::Answered | QuestionState::Hidden => Err(RefusedQuestion::NotOpen),
        }
    }

    /// May its author withdraw it? Not while an answer stands: others have read it by then.
    pub fn may_be_withdrawn(&self) -> Result<(), RefusedQuestion> {
        if self.answer.is_some() { Err(RefusedQuestion::Answered) } else { Ok(()) }
    }
}

/// Open ones first, then those with the most votes, then the oldest.
pub fn sort(questions: &mut [Question]) {
    questions.sort_by(|a, b| {
        a.state().cmp(&b.state()).then(b.votes.cmp(&a.votes)).then(a.at.cmp(&b.at)).then(a.id.cmp(&b.id))
    });
}

/// The text of a question as it is kept.
pub fn checked_question(body: &str) -> Result<String, RefusedQuestion> {
    match tidied(body) {
        body if body.is_empty() => Err(RefusedQuestion::Empty),
        body if body.chars().count() > MAX_QUESTION_CHARS => Err(RefusedQuestion::TooLong),
        body => Ok(body),
    }
}

/// The text of an answer as it is kept; it may be empty.
pub fn checked_answer(text: &str) -> Result<String, RefusedQuestion> {
    let text = tidied(text);
    if text.chars().count() > MAX_ANSWER_CHARS { Err(RefusedQuestion::LongAnswer) } else { Ok(text) }
}

/// Why a question is hidden, as it is kept.
pub fn checked_reason(reason: &str) -> Result<String, RefusedQuestion> {
    let reason = tidied(reason);
    let fits = !reason.is_empty() && reason.chars().count() <= MAX_ANSWER_CHARS;
    if fits { Ok(reason) } else { Err(RefusedQuestion::NoReason) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn question(id: u128, votes: u32, minute: i64) -> Question {
        Question {
            id: QuestionId(Uuid::from_u128(id)),
            author: "Sample Trainee".to_owned(),
            role: Role::Trainee,
            country: None,
            body: "Why?".to_owned(),
            at: Instant::from_seconds(60 * minute),
            votes,
            own: false,
            voted: false,
            answer: None,
            earlier_answer: None,
            hiding: None,
        }
    }

    fn answer() -> Answer {
        Answer { by: "Sample Staff".to_owned(), text: String::new(), at: Instant::from_seconds(0) }
    }

    fn hiding() -> Hiding {
        Hiding { by: "Sample Staff".to_owned(), reason: "Asked twice".to_owned(), at: Instant::from_seconds(0) }
    }

    #[test]
    fn open_ones_come_first_then_votes_then_age() {
        let answered = Question { answer: Some(answer()), ..question(1, 9, 0) };
        let hidden = Question { hiding: Some(hiding()), ..question(2, 99, 0) };
        let mut all = [hidden, answered, question(3, 1, 5), question(4, 1, 2), question(5, 3, 9)];
        sort(&mut all);
        assert_eq!(all.map(|question| question.id.0.as_u128()), [5, 4, 3, 1, 2]);
    }

    #[test]
    fn nobody_votes_for_their_own_or_for_what_is_settled() {
        assert_eq!(question(1, 0, 0).takes_vote(), Ok(()));
        assert_eq!(Question { own: true, ..question(1, 0, 0) }.takes_vote(), Err(RefusedQuestion::OwnVote));
        let answered = Question { answer: Some(answer()), ..question(1, 0, 0) };
        assert_eq!(answered.takes_vote(), Err(RefusedQuestion::NotOpen));
        assert_eq!(answered.may_be_withdrawn(), Err(RefusedQuestion::Answered));
        let hidden = Question { hiding: Some(hiding()), ..question(1, 0, 0) };
        assert_eq!((hidden.takes_vote(), hidden.may_be_withdrawn()), (Err(RefusedQuestion::NotOpen), Ok(())));
    }

    #[test]
    fn texts_have_limits_in_characters() {
        assert_eq!(checked_question("  Why?\n"), Ok("Why?".to_owned()));
        assert_eq!(checked_question(" \n"), Err(RefusedQuestion::Empty));
        assert!(checked_question(&"海".repeat(MAX_QUESTION_CHARS)).is_ok());
        assert_eq!(checked_question(&"a".repeat(MAX_QUESTION_CHARS + 1)), Err(RefusedQuestion::TooLong));
        assert_eq!(checked_answer(" "), Ok(String::new()));
        // A field in a browser counts the end of a line as one.
        assert!(checked_answer(&"a\r\n".repeat(MAX_ANSWER_CHARS / 2)).is_ok());
        assert_eq!(checked_answer(&"a".repeat(MAX_ANSWER_CHARS + 1)), Err(RefusedQuestion::LongAnswer));
        assert_eq!(checked_reason(" "), Err(RefusedQuestion::NoReason));
    }
}
