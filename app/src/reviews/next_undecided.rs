use domain::id::SeminarSlug;
use leptos::prelude::*;

use super::waiting::{NextOne, Waiting};
use crate::erased::Erase;
use crate::materials::{comes_from_viewer, query_on_the_way};

/// Leads whoever decides to the next material without a decision, or says that there is none. Where the list that led
/// here has none left, it says so and leads out of it. Whoever goes from viewer to viewer goes on so, also from the
/// decision between them.
#[component]
pub fn NextUndecided(
    // What it leads to stays the same as the page's data changes, and with it the link and a focus on it.
    waiting: Memo<Waiting>,
    seminar: SeminarSlug,
    /// Of the link.
    #[prop(optional)]
    id: Option<&'static str>,
    /// It stands in a viewer.
    #[prop(optional)]
    viewed: bool,
) -> impl IntoView {
    let way = query_on_the_way();
    // The key of the viewer leads by the id.
    let key = viewed.then_some("n");
    let to_viewer = viewed || comes_from_viewer();
    let address = move |one: &NextOne, way: &str| match to_viewer {
        true => format!("/seminars/{seminar}/previews/{}{way}", one.version),
        false => format!("/seminars/{seminar}/materials/{}{way}", one.key),
    };
    move || {
        let Waiting { here, left, next, elsewhere, at_the_gate, next_elsewhere } = waiting.get();
        let rest = words_without_next(here, elsewhere, at_the_gate);
        match (next, next_elsewhere) {
            (Some(next), _) => {
                let words = format!("Next without a decision: {} ({left} left)", next.name);
                view! { <a id=id href=address(&next, &way) aria-keyshortcuts=key>{words}</a> }.erased()
            }
            (None, Some(next)) => {
                let words = format!("Next elsewhere: {}", next.name);
                view! {
                    <span class="muted">{rest}</span>
                    " "
                    <a id=id href=address(&next, "") aria-keyshortcuts=key>{words}</a>
                }
                .erased()
            }
            (None, None) => view! { <span class="muted">{rest}</span> }.erased(),
        }
    }
}

/// Where the list has no other material to go on with, though this one may wait, so many outside of the list, and so many
/// at the gate.
fn words_without_next(here: bool, elsewhere: u32, at_the_gate: u32) -> String {
    match (here, elsewhere, at_the_gate) {
        (_, 1.., _) => format!("Nothing left in this list; {elsewhere} elsewhere."),
        (_, 0, 1..) => format!("What else is without a decision has not passed the gate yet ({at_the_gate})."),
        (false, 0, 0) => "All decided.".to_owned(),
        (true, 0, 0) => "No other waits for a decision.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words_without_next;

    #[test]
    fn all_is_decided_only_where_nothing_waits() {
        assert_eq!(words_without_next(false, 0, 0), "All decided.");
        for (here, elsewhere, at_the_gate) in [(true, 0, 0), (false, 0, 1), (true, 0, 1), (false, 1, 0)] {
            assert_ne!(words_without_next(here, elsewhere, at_the_gate), "All decided.");
        }
    }

    #[test]
    fn a_list_that_is_done_says_what_waits_outside_of_it() {
        assert_eq!(words_without_next(false, 15, 1), "Nothing left in this list; 15 elsewhere.");
    }
}
