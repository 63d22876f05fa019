use std::collections::BTreeSet;

use domain::id::VersionId;
use leptos::prelude::*;

use super::RuleOnVersion;
use crate::form::once_stored;

/// The rulings whose reasons are typed and not sent: a file, and whether it would pass.
#[derive(Clone, Copy)]
pub struct Typing(RwSignal<BTreeSet<(VersionId, bool)>>);

impl Typing {
    /// Ends for a file once a ruling on it is stored.
    pub fn begin(rule: ServerAction<RuleOnVersion>) -> Self {
        let typing = Self(RwSignal::new(BTreeSet::new()));
        once_stored(rule, move |sent, _| {
            if let Ok(version) = sent.version.parse() {
                typing.end(version);
            }
        });
        typing
    }

    pub fn note(self, version: VersionId, passes: bool, has_words: bool) {
        let ruling = (version, passes);
        if self.0.with_untracked(|typed| typed.contains(&ruling)) != has_words {
            self.0.update(|typed| {
                if has_words {
                    typed.insert(ruling);
                } else {
                    typed.remove(&ruling);
                }
            });
        }
    }

    pub fn goes_on(self, version: VersionId) -> bool {
        self.0.with(|typed| typed.contains(&(version, true)) || typed.contains(&(version, false)))
    }

    pub fn end(self, version: VersionId) {
        self.note(version, true, false);
        self.note(version, false, false);
    }
}
