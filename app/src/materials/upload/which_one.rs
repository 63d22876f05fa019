use domain::sharing::SaidByBox;
use domain::upload::size_text;
use leptos::html::Div;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::browser::Queue;
#[cfg(not(feature = "hydrate"))]
use super::still::Queue;

/// One of several files that were given at once where one is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// Asks which of the files is meant, before anything of them is sent.
#[component]
pub fn WhichOne(
    queue: Queue,
    /// What a person could do who means them all.
    for_all: &'static str,
    said: Callback<(), Option<SaidByBox>>,
    /// The question is gone, and the focus with it.
    on_answered: Callback<()>,
) -> impl IntoView {
    let offered = queue.offered();
    move || {
        let files = offered.get();
        let answer = move |place| {
            queue.choose(place, move || said.run(()));
            on_answered.run(());
        };
        (!files.is_empty()).then(|| view! { <Question files for_all answer=Callback::new(answer) /> })
    }
}

#[component]
fn Question(
    files: Vec<Offered>,
    for_all: &'static str,
    /// Takes the place of the file that is meant; `None` means none of them.
    answer: Callback<Option<usize>>,
) -> impl IntoView {
    let part = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(part) = part.get() {
            // Without the focus the page works all the same.
            let _ = part.focus();
        }
    });
    let count = files.len().to_string();
    let row = |(place, Offered { name, size }): (usize, Offered)| {
        view! {
            <li>
                <button type="button" class="button" on:click=move |_| answer.run(Some(place))>
                    {["Upload ", &name].concat()}
                </button>
                " "
                <span class="muted">{size_text(size)}</span>
            </li>
        }
    };
    let rows = files.into_iter().enumerate().map(row).collect_view();
    view! {
        <div class="upload-choice" role="group" aria-label="Which file is meant" tabindex="-1" node_ref=part>
            <p>
                <strong>"A material is one file."</strong>
                {[" These are ", &count, ", and nothing of them has been sent. Which one is it?"].concat()}
            </p>
            <ul>{rows}</ul>
            <p class="hint">{for_all}</p>
            <p>
                <button type="button" class="link-button" on:click=move |_| answer.run(None)>
                    "None of these"
                </button>
            </p>
        </div>
    }
}
