use domain::time::{Instant, SeenAt};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::news::News;
use crate::error::AppError;

/// What the reader has before their eyes of a record that stands one of two ways.
#[derive(Clone, Copy)]
pub struct SeenByReader {
    /// Which way that is.
    pub stands: Memo<bool>,
    /// When that was put on record.
    pub at: Memo<SeenAt>,
    /// It stands the other way by now.
    pub news: News,
}

/// For a button that does the opposite of what stands: it goes by what was seen, and does not turn under the finger
/// when others were faster. What tells of them comes below it, since what comes above moves it. What the reader has
/// just done, they have seen.
///
/// `on_record` is which way the record stands, and when it was put there; `answered_at` is when the reader put it
/// there, by the answer to what they sent.
pub fn seen_by_reader<F>(
    on_record: impl Fn() -> (bool, Option<Instant>) + Send + Sync + 'static,
    action: ServerAction<F>,
    answered_at: impl Fn(&F::Output) -> Option<Instant> + 'static,
) -> SeenByReader
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let on_record = Memo::new(move |_| on_record());
    let seen = RwSignal::new(on_record.get_untracked());
    Effect::new(move |known: Option<usize>| {
        let ((stands, at), answers) = (on_record.get(), action.version().get());
        // An answer stands for one change, or a later one could pass for it.
        let known = known.unwrap_or(answers);
        let answer = action.value().get_untracked().filter(|_| answers != known);
        let is_own = matches!(answer, Some(Ok(answer)) if answered_at(&answer) == at);
        if is_own || seen.get_untracked().0 == stands {
            seen.set((stands, at));
        }
        if is_own { answers } else { known }
    });
    let stands = Memo::new(move |_| seen.get().0);
    // While the answer is on its way, the reader's own change may have come before it.
    let waits = action.pending();
    let has_turned = Memo::new(move |_| !waits.get() && stands.get() != on_record.get().0);
    SeenByReader {
        stands,
        at: Memo::new(move |_| SeenAt(seen.get().1)),
        news: News::new(has_turned, move || seen.set(on_record.get_untracked())),
    }
}
