use leptos::prelude::*;

use super::load_session::OneSession;
use super::round::HEADING;
use super::typing::Words;
use crate::erased::Erase;
use crate::form::{Arrived, forget_at, kept_under};

/// What a host had typed about questions that were withdrawn before the page was loaded anew: no row is left in which
/// it could stand.
#[component]
pub fn WithdrawnWords(page: Memo<OneSession>) -> impl IntoView {
    // Places with their words.
    let found = RwSignal::new(Vec::<(String, String)>::new());
    Effect::new(move |_| found.set(page.with_untracked(without_question)));
    let forget = move || {
        for (place, _) in found.get_untracked() {
            forget_at(&place);
        }
        found.set(Vec::new());
    };
    let told = move || {
        let found = found.get().into_iter();
        let words = found.map(|(_, words)| view! { <p class="as-written" dir="auto">{words}</p> }).collect_view();
        view! {
            <Arrived
                words="You had typed this about a question that was withdrawn meanwhile. It is not sent; copy it if you \
                       need it."
                button="Take it away"
                seen=forget
                then=HEADING
            />
            {words}
        }
    };
    view! { <div class="news">{move || (!found.with(Vec::is_empty)).then(told)}</div> }.erased()
}

fn without_question(page: &OneSession) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for words in Words::ALL {
        let has_question =
            |place: &str| page.questions.iter().any(|question| place == words.kept_at(page, question.id));
        let kept = kept_under(&words.kept_under(page), words.field());
        found.extend(kept.into_iter().filter(|(place, _)| !has_question(place)));
    }
    found
}
