use leptos::prelude::*;

use super::arrived::Arrived;

/// What others have done to a record while the reader had it before their eyes as it was.
#[derive(Clone, Copy)]
pub struct News {
    is_there: Memo<bool>,
    look: Callback<()>,
}

impl News {
    /// `look` is what follows once the reader says that they have seen it.
    pub fn new(is_there: Memo<bool>, look: impl Fn() + Send + Sync + 'static) -> Self {
        Self { is_there, look: Callback::new(move |()| look()) }
    }

    /// There as long as another thing is on record than was seen.
    pub fn of<T>(on_record: Memo<T>, seen: RwSignal<T>) -> Self
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        let differs = Memo::new(move |_| on_record.with(|on_record| seen.with(|seen| seen != on_record)));
        Self::new(differs, move || seen.set(on_record.get_untracked()))
    }

    pub fn is_there(self) -> bool {
        self.is_there.get()
    }

    /// The reader has seen it.
    pub fn look(self) {
        self.look.run(());
    }
}

/// Where the reader is told of news, as long as there are any.
#[component]
pub fn NewsNote(
    news: News,
    words: &'static str,
    /// What the button says.
    button: &'static str,
    /// The id of what takes the focus, since the button goes.
    #[prop(into)]
    then: String,
) -> impl IntoView {
    let told = move || view! { <Arrived words button seen=move || news.look() then=then.clone() /> };
    view! { <div class="news">{move || news.is_there().then(&told)}</div> }
}
