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
use crate::error::AppError;
use crate::form::{FormError, form_error};

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

/// What became of the last sending: an error, or the words that it went well. What was typed stays
/// in the form until it is stored.
#[component]
pub fn Outcome<F>(action: ServerAction<F>, sent: &'static str) -> impl IntoView
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let came_back = form_error::<F>();
    move || match action.value().get() {
        Some(Ok(_)) => view! { <p class="note ok" role="status">{sent}</p> }.into_any(),
        Some(Err(error)) if came_back.is_none() => view! { <FormError error=Some(error) /> }.into_any(),
        _ => came_back.clone().map(|error| view! { <CameBack error /> }).into_any(),
    }
}

/// The error of a form that was posted without JavaScript: the browser still has what was typed.
#[component]
fn CameBack(error: AppError) -> impl IntoView {
    view! {
        <p class="problem" role="alert">
            {error.to_string()}
            " Go back in your browser to find what you wrote, copy it, and load the page anew."
        </p>
    }
}

/// Makes a form fresh once its text is stored. Who reads the next comment stays as it was chosen:
/// what is meant for few shall not go to many because a form forgot.
pub fn start_afresh(field: NodeRef<Textarea>) {
    let Some(form) = field.get_untracked().and_then(|field| field.form()) else {
        return;
    };
    let chosen = form.query_selector("[name=audience]:checked").ok().flatten();
    form.reset();
    if let Some(chosen) = chosen.and_then(|chosen| chosen.dyn_into::<HtmlInputElement>().ok()) {
        chosen.set_checked(true);
    }
}
