use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use super::edit_comment::EditComment;
use super::make_decision::MakeDecision;
use super::show_comment_to::ShowCommentTo;
use super::withdraw_comment::WithdrawComment;
use super::write_comment::WriteComment;
use super::write_reply::WriteReply;
use crate::form::empty;

/// What is being sent from a material's page. It outlives the forms, and the page's data counts it
/// among its sources: what was written shows at once.
#[derive(Clone, Copy)]
pub struct ReviewActions {
    pub comment: ServerAction<WriteComment>,
    pub decide: ServerAction<MakeDecision>,
    pub reply: ServerAction<WriteReply>,
    pub edit: ServerAction<EditComment>,
    pub show: ServerAction<ShowCommentTo>,
    pub withdraw: ServerAction<WithdrawComment>,
}

impl ReviewActions {
    #[expect(clippy::new_without_default, reason = "it makes reactive state, which is no default value")]
    pub fn new() -> Self {
        Self {
            comment: ServerAction::new(),
            decide: ServerAction::new(),
            reply: ServerAction::new(),
            edit: ServerAction::new(),
            show: ServerAction::new(),
            withdraw: ServerAction::new(),
        }
    }

    /// What became of something that was done with one comment is not said beside another.
    pub fn forget(self) {
        self.reply.clear();
        self.edit.clear();
        self.show.clear();
        self.withdraw.clear();
    }

    /// How many have come to their end.
    pub fn done(self) -> usize {
        let written = self.comment.version().get() + self.decide.version().get() + self.reply.version().get();
        written + self.edit.version().get() + self.show.version().get() + self.withdraw.version().get()
    }
}

/// Makes a form to `F` fresh once its text is stored. Who reads the next comment stays as it was chosen:
/// what is meant for few shall not go to many because a form forgot. The page goes, also one that the address names.
pub fn start_afresh<F: ServerFn>(field: NodeRef<Textarea>) {
    let Some(form) = field.get_untracked().and_then(|field| field.form()) else {
        return;
    };
    let chosen = form.query_selector("[name=audience]:checked").ok().flatten();
    if let Ok(Some(page)) = form.query_selector("[name=page]") {
        // Where that fails, the page stands there for all to see.
        let _ = page.remove_attribute("value");
    }
    empty::<F>(&form);
    if let Some(chosen) = chosen.and_then(|chosen| chosen.dyn_into::<HtmlInputElement>().ok()) {
        chosen.set_checked(true);
    }
}
