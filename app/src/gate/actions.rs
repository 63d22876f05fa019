use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{CheckAgain, CheckAllAgain, ReviveJob, RuleOnVersion, ScanUnscanned};
use crate::error::AppError;

/// What is being sent from the gate's page. It outlives the forms, and the page's data counts it among its sources:
/// what was done shows at once.
#[derive(Clone, Copy)]
pub struct GateActions {
    pub rule: ServerAction<RuleOnVersion>,
    pub check: ServerAction<CheckAgain>,
    pub check_all: ServerAction<CheckAllAgain>,
    pub scan: ServerAction<ScanUnscanned>,
    pub revive: ServerAction<ReviveJob>,
}

impl GateActions {
    pub fn begin() -> Self {
        Self {
            rule: ServerAction::new(),
            check: ServerAction::new(),
            check_all: ServerAction::new(),
            scan: ServerAction::new(),
            revive: ServerAction::new(),
        }
    }

    /// How many have come to their end.
    pub fn done(self) -> usize {
        let of_files = self.rule.version().get() + self.check.version().get() + self.check_all.version().get();
        of_files + self.scan.version().get() + self.revive.version().get()
    }
}

/// Why the last sending failed, if this form sent it: many forms share the action. `came_back` says why this form came
/// back from a plain post.
pub fn failure_of<F>(
    action: ServerAction<F>,
    came_back: Option<AppError>,
    is_this: impl Fn(&F) -> bool + Send + Sync + 'static,
) -> Memo<Option<AppError>>
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let (has_come_back, pending) = (came_back.is_some(), action.pending());
    // The action forgets what was sent once it is answered.
    let is_mine = Memo::new(move |was: Option<&bool>| match action.input().get() {
        Some(sent) => is_this(&sent),
        None => was.copied().unwrap_or(has_come_back),
    });
    Memo::new(move |_| {
        let (is_mine, is_answered) = (is_mine.get(), !pending.get());
        match action.value().get() {
            // The action itself begins with the error from the address, whichever form it is of.
            _ if action.version().get() == 0 => came_back.clone(),
            Some(Err(error)) if is_mine && is_answered => Some(error),
            _ => None,
        }
    })
}
