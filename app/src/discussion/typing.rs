use domain::id::QuestionId;
use leptos::prelude::*;

use super::load_session::OneSession;
use crate::form::{Posted, forget_at};

/// What a host types about a question.
#[derive(Debug, Clone, Copy)]
pub enum Words {
    Answer,
    /// Why it is to be hidden.
    Reason,
}

impl Words {
    pub const ALL: [Self; 2] = [Self::Answer, Self::Reason];

    /// Its name in the form.
    pub fn field(self) -> &'static str {
        match self {
            Self::Answer => "text",
            Self::Reason => "reason",
        }
    }

    /// Where such words are kept until they are stored, whichever question of the session they are about.
    pub fn kept_under(self, page: &OneSession) -> String {
        let what = match self {
            Self::Answer => "answer",
            Self::Reason => "hiding",
        };
        format!("{what} {} {} {} ", page.reader, page.seminar, page.session.slug)
    }

    pub fn kept_at(self, page: &OneSession, about: QuestionId) -> String {
        format!("{}{about}", self.kept_under(page))
    }
}

/// What is typed about a question and has not been sent.
#[derive(Clone, Copy)]
pub struct Typing {
    pub answer: RwSignal<bool>,
    pub reason: RwSignal<bool>,
}

impl Typing {
    pub fn begin(answer: Posted, hiding: Posted) -> Self {
        let is_there =
            |posted: Posted, words: Words| posted.get(words.field()).is_some_and(|words| !words.trim().is_empty());
        Self {
            answer: RwSignal::new(is_there(answer, Words::Answer)),
            reason: RwSignal::new(is_there(hiding, Words::Reason)),
        }
    }

    pub fn goes_on(self) -> bool {
        self.answer.get() || self.reason.get()
    }

    /// One of them is stored: that sees to the question.
    pub fn end(self, page: &OneSession, about: QuestionId) {
        self.answer.set(false);
        self.reason.set(false);
        for words in Words::ALL {
            forget_at(&words.kept_at(page, about));
        }
    }
}
