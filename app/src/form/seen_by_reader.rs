use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::error::AppError;

/// What of a record the reader has before their eyes, and whether what stands has turned since. For a button that does
/// the opposite of what stands: it goes by what was seen, and does not turn under the finger when others were faster.
/// What tells of them comes below it, since what comes above moves it. What the reader has just done, they have seen.
///
/// `stands` is which of its two ways the record stands; `is_own` tells by an answer whether the reader put it there.
pub fn seen_by_reader<T, F>(
    on_record: Memo<T>,
    stands: impl Fn(&T) -> bool + Copy + Send + Sync + 'static,
    action: ServerAction<F>,
    is_own: impl Fn(&F::Output, &T) -> bool + 'static,
) -> (RwSignal<T>, Memo<bool>)
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let seen = RwSignal::new(on_record.get_untracked());
    let has_turned = move || seen.with(|seen| on_record.with(|on_record| stands(seen) != stands(on_record)));
    Effect::new(move |known: Option<usize>| {
        let (on_record, answers) = (on_record.get(), action.version().get());
        // An answer stands for one change, or a later one could pass for it.
        let known = known.unwrap_or(answers);
        let answer = action.value().get_untracked().filter(|_| answers != known);
        let is_own = matches!(answer, Some(Ok(answer)) if is_own(&answer, &on_record));
        if is_own || seen.with_untracked(|seen| stands(seen) == stands(&on_record)) {
            seen.set(on_record);
        }
        if is_own { answers } else { known }
    });
    // While the answer is on its way, the reader's own change may have come before it.
    let waits = action.pending();
    (seen, Memo::new(move |_| !waits.get() && has_turned()))
}
