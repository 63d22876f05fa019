use leptos::prelude::*;

use super::answer_question::AnswerQuestion;
use super::ask_question::AskQuestion;
use super::change_speaking_order::ChangeSpeakingOrder;
use super::close_discussion::CloseDiscussion;
use super::hide_question::HideQuestion;
use super::vote_question::VoteQuestion;
use super::withdraw_question::WithdrawQuestion;
use crate::deletion::DeleteVersion;
use crate::slides::ReleaseSlides;

/// What is being sent from a session's page. It outlives the forms, and the page's data counts it among its
/// sources: what was sent shows at once.
#[derive(Clone, Copy)]
pub struct RoundActions {
    pub ask: ServerAction<AskQuestion>,
    pub vote: ServerAction<VoteQuestion>,
    pub withdraw: ServerAction<WithdrawQuestion>,
    pub answer: ServerAction<AnswerQuestion>,
    pub hide: ServerAction<HideQuestion>,
    pub close: ServerAction<CloseDiscussion>,
    pub order: ServerAction<ChangeSpeakingOrder>,
    pub release_slides: ServerAction<ReleaseSlides>,
    pub remove_slides: ServerAction<DeleteVersion>,
}

impl RoundActions {
    pub fn new() -> Self {
        Self {
            ask: ServerAction::new(),
            vote: ServerAction::new(),
            withdraw: ServerAction::new(),
            answer: ServerAction::new(),
            hide: ServerAction::new(),
            close: ServerAction::new(),
            order: ServerAction::new(),
            release_slides: ServerAction::new(),
            remove_slides: ServerAction::new(),
        }
    }

    /// How many have come to their end.
    pub fn done(self) -> usize {
        let about_questions = self.vote.version().get() + self.withdraw.version().get() + self.ask.version().get();
        let by_hosts = self.answer.version().get() + self.hide.version().get() + self.close.version().get();
        let about_slides = self.release_slides.version().get() + self.remove_slides.version().get();
        about_questions + by_hosts + about_slides + self.order.version().get()
    }
}
