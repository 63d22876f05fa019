use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::error::AppError;

/// Does what follows each time a form to `F` is stored, with what was sent and what was answered. Many forms may share
/// the action.
pub fn once_stored<F>(action: ServerAction<F>, follow: impl Fn(F, F::Output) + 'static)
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    Effect::new(move |under_way: Option<Option<F>>| {
        // The action forgets what was sent once it is answered.
        if let Some(sent) = action.input().get() {
            return Some(sent);
        }
        if let (Some(sent), Some(Ok(answer))) = (under_way.flatten(), action.value().get_untracked()) {
            follow(sent, answer);
        }
        None
    });
}
