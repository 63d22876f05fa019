use leptos::prelude::*;

use super::{CheckAgain, CheckAllAgain, ReviveJob, RuleOnVersion, ScanUnscanned};

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
