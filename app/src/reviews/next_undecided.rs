use leptos::prelude::*;

use crate::erased::Erase;
use crate::materials::{OneMaterial, filter_on_the_way};

/// Leads whoever decides to the next material without a decision, or says that there is none.
#[component]
pub fn NextUndecided(
    material: Memo<OneMaterial>,
    /// Of the link.
    #[prop(optional)]
    id: Option<&'static str>,
) -> impl IntoView {
    let filter = filter_on_the_way();
    // What it leads to stays the same as the material itself changes, and with it the link and a focus on it.
    let found = Memo::new(move |_| {
        material.with(|page| (page.next_undecided.clone(), page.undecided, page.material.state().is_undecided()))
    });
    let seminar = material.with_untracked(|page| page.seminar.clone());
    move || match found.get() {
        (Some((key, name)), left, _) => {
            let address = format!("/seminars/{seminar}/materials/{key}{filter}");
            view! { <a id=id href=address>{format!("Next without a decision: {name} ({left} left)")}</a> }.erased()
        }
        (None, left, waits) => view! { <span class="muted">{words_without_next(left, waits)}</span> }.erased(),
    }
}

/// Where no other material can be gone on with, though so many wait, and this one may.
fn words_without_next(left: u32, waits: bool) -> String {
    match (left, waits) {
        (0, false) => "All decided.".to_owned(),
        (0, true) => "No other waits for a decision.".to_owned(),
        _ => format!("What else is without a decision has not passed the gate yet ({left})."),
    }
}

#[cfg(test)]
mod tests {
    use super::words_without_next;

    #[test]
    fn all_is_decided_only_where_nothing_waits() {
        assert_eq!(words_without_next(0, false), "All decided.");
        for (left, waits) in [(0, true), (1, false), (1, true)] {
            assert_ne!(words_without_next(left, waits), "All decided.");
        }
    }
}
