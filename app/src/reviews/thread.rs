use domain::review::thread::talks;
use leptos::prelude::*;

use super::actions::ReviewActions;
use super::comment_form::CommentForm;
use super::decision_form::DecisionForm;
use super::entry::TalkEntry;
use super::seen::{News, Seen};
use super::talk::TalkForm;
use crate::form::Arrived;
use crate::materials::OneMaterial;

/// The thread of a material, and the forms that add to it.
#[component]
pub fn Reviews(material: Memo<OneMaterial>, actions: ReviewActions) -> impl IntoView {
    let looked_at = RwSignal::new(material.with_untracked(Seen::of));
    let seen = Memo::new(move |_| material.with(|material| Seen::with_own(looked_at.get(), material)));
    let has_version = Memo::new(move |_| seen.with(Option::is_some));
    let decides = material.with_untracked(|material| material.decides);
    view! {
        <section aria-labelledby="thread">
            <h2 id="thread">"Comments and decisions"</h2>
            {move || material.with(|material| view! { <Thread material /> })}
            <TalkForm material actions />
            <div class="news">
                {move || {
                    let known = seen.get();
                    material.with(|material| view! { <ThreadNews material known looked_at /> })
                }}
            </div>
            {move || {
                has_version
                    .get()
                    .then(|| {
                        view! {
                            {decides.then(|| view! { <DecisionForm material seen looked_at decide=actions.decide /> })}
                            <CommentForm material seen comment=actions.comment />
                        }
                    })
            }}
        </section>
    }
}

#[component]
fn Thread<'a>(material: &'a OneMaterial) -> impl IntoView + use<> {
    let none = match (material.reviews.is_empty(), material.versions.is_empty()) {
        (true, true) => Some("There is nothing to comment on yet."),
        (true, false) => Some("Nobody has written yet."),
        _ => None,
    };
    let talks = talks(&material.reviews).into_iter().map(|talk| view! { <TalkEntry material talk /> }).collect_view();
    view! {
        {none.map(|words| view! { <p class="muted">{words}</p> })}
        <ol class="thread">{talks}</ol>
    }
}

/// What has come while the page was open.
#[component]
fn ThreadNews<'a>(
    material: &'a OneMaterial,
    known: Option<Seen>,
    looked_at: RwSignal<Option<Seen>>,
) -> impl IntoView + use<> {
    let current = Seen::of(material);
    let then = if material.decides { "decision" } else { "comment-body" };
    Seen::news(known, material).map(|news| {
        let (words, button) = match news {
            News::Version(version) => (
                match known {
                    Some(seen) => format!(
                        "Version {version} has arrived while this page was open. What you {} below still speaks of \
                         version {}.",
                        if material.decides { "decide" } else { "write" },
                        seen.version
                    ),
                    None => format!("Version {version} has arrived while this page was open."),
                },
                format!("I have looked at version {version}"),
            ),
            News::Decision => (
                "Someone has decided while this page was open. Their decision stands above.".to_owned(),
                "I have read the decision".to_owned(),
            ),
        };
        view! { <Arrived words button seen=move || looked_at.set(current) then /> }
    })
}
