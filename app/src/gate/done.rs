use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::actions::GateActions;
use super::load_gate::Gate;
use super::ruled_file::RuledFile;
use super::{CheckAgain, CheckAllAgain, ReviveJob, RuleOnVersion, ScanUnscanned};
use crate::erased::Erase;
use crate::error::AppError;
use crate::form::{FormError, form_error, told_in_address};

/// What the forms of the page have done: at first the one that was posted as a plain form. One that failed came back to
/// an address that may still tell of the one before.
#[component]
pub fn Done(
    page: Memo<Gate>,
    actions: GateActions,
    /// What came back is told beside its form.
    told_below: bool,
) -> impl IntoView {
    let failed = failed();
    let posted = if failed.is_none() { Deed::in_address(page) } else { None };
    let failed = failed.filter(|_| !told_below);
    let came_back = move || {
        (actions.done() == 0).then(|| {
            view! {
                <FormError error=failed.clone() />
                {posted.clone().map(line)}
            }
        })
    };
    view! {
        {came_back}
        {outcome_of(actions.rule, Deed::Ruled)}
        {outcome_of(actions.check, |()| Deed::Checking(1))}
        {outcome_of(actions.check_all, Deed::Checking)}
        {outcome_of(actions.scan, Deed::Scanning)}
        {outcome_of(actions.revive, |()| Deed::Trying)}
    }
    .erased()
}

/// Why the plain form failed that was posted last.
fn failed() -> Option<AppError> {
    form_error::<RuleOnVersion>()
        .or_else(form_error::<ReviveJob>)
        .or_else(form_error::<CheckAgain>)
        .or_else(form_error::<CheckAllAgain>)
        .or_else(form_error::<ScanUnscanned>)
}

/// What the action has done last. Not while it does more: the same words are then said anew.
fn outcome_of<F>(action: ServerAction<F>, deed: fn(F::Output) -> Deed) -> impl Fn() -> AnyView + Send + Sync + 'static
where
    F: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    F::Output: Clone + Send + Sync + 'static,
{
    let pending = action.pending();
    move || {
        let done = action.value().get().and_then(Result::ok).filter(|_| !pending.get());
        done.map(|done| line(deed(done))).erased()
    }
}

fn line(deed: Deed) -> AnyView {
    view! { <p class="notice-line" role="status">{deed.words()}</p> }.erased()
}

/// What a form of the page does.
#[derive(Clone)]
enum Deed {
    Ruled(RuledFile),
    /// So many files are checked again.
    Checking(u32),
    /// The same, of files that no scanner has looked at.
    Scanning(u32),
    Trying,
}

impl Deed {
    /// As plain posts lead to it: `?done=checking&count=3`, or `?ruled=` and the version, of which the page's data tells.
    fn in_address(page: Memo<Gate>) -> Option<Self> {
        if told_in_address("ruled").is_some() {
            return page.with_untracked(|page| page.ruled.clone()).map(Self::Ruled);
        }
        let count = told_in_address("count").and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
        Some(match told_in_address("done")?.as_str() {
            "checking" => Self::Checking(count),
            "scanning" => Self::Scanning(count),
            "trying" => Self::Trying,
            _ => return None,
        })
    }

    fn words(self) -> String {
        match self {
            Self::Ruled(file) => file.words(),
            Self::Checking(0) => "There was nothing left to be checked again.".to_owned(),
            Self::Checking(1) => "The file is being checked again. If it is held again, it comes back here.".to_owned(),
            Self::Checking(count) => {
                format!("{count} files are being checked again. Those that are held again come back here.")
            }
            Self::Scanning(0) => "There was nothing left to be scanned.".to_owned(),
            Self::Scanning(1) => "The file is being checked again. Others can open it once it has passed.".to_owned(),
            Self::Scanning(count) => {
                format!("{count} files are being checked again. Others can open each of them once it has passed.")
            }
            Self::Trying => "It is being tried again. If it fails again, it comes back here.".to_owned(),
        }
    }
}
