use domain::review::seen::{News, Seen};
use domain::review::thread::talks;
use leptos::prelude::*;

use super::actions::ReviewActions;
use super::comment_form::CommentForm;
use super::decision_form::DecisionForm;
use super::entry::TalkEntry;
use super::talk::TalkForm;
use crate::deletion::DeleteVersion;
use crate::erased::Erase;
use crate::form::{Arrived, Outcome};
use crate::materials::OneMaterial;

/// The thread of a material, and the forms that add to it.
#[component]
pub fn Reviews(
    material: Memo<OneMaterial>,
    actions: ReviewActions,
    delete: ServerAction<DeleteVersion>,
) -> impl IntoView {
    let looked_at = RwSignal::new(material.with_untracked(OneMaterial::to_be_seen));
    let seen = Memo::new(move |_| material.with(|material| material.seen_with_own(looked_at.get())));
    // What someone has submitted stays before their eyes when it is deleted.
    Effect::new(move |_| looked_at.set(seen.get()));
    step_back_after_own(delete, material, seen, looked_at);
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
                if has_version.get() {
                    view! {
                        {decides.then(|| view! { <DecisionForm material seen looked_at decide=actions.decide /> })}
                        <CommentForm material seen comment=actions.comment />
                    }
                        .erased()
                } else {
                    view! { <WithoutVersion actions /> }.erased()
                }
            }}
        </section>
    }
}

/// Whoever deletes a version themself need not be told: what they write below speaks of the version that stands then.
fn step_back_after_own(
    delete: ServerAction<DeleteVersion>,
    material: Memo<OneMaterial>,
    seen: Memo<Option<Seen>>,
    looked_at: RwSignal<Option<Seen>>,
) {
    let deleted = RwSignal::new(None);
    Effect::new(move |_| {
        // The action forgets what was sent once it is answered, and the page its version.
        if let Some(sent) = delete.input().get() {
            deleted.set(material.with_untracked(|material| material.number_of(&sent.version)));
        }
    });
    Effect::new(move |_| {
        let (known, own) = (seen.get(), deleted.get());
        let (news, current) = material.with(|material| (material.news_since(known), material.to_be_seen()));
        if let Some(News::Deleted { version, standing: Some(standing) }) = news
            && own == Some(version)
            && standing < version
        {
            looked_at.set(current);
        }
    });
}

/// Nothing can be said where no version is: what was sent before the page was alive may have come back.
#[component]
fn WithoutVersion(actions: ReviewActions) -> impl IntoView {
    view! {
        <Outcome action=actions.decide sent="" />
        <Outcome action=actions.comment sent="" />
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

/// What has come or gone while the page was open.
#[component]
fn ThreadNews<'a>(
    material: &'a OneMaterial,
    known: Option<Seen>,
    looked_at: RwSignal<Option<Seen>>,
) -> impl IntoView + use<> {
    let current = material.to_be_seen();
    let (does, then) = if material.decides { ("decide", "decision") } else { ("write", "comment-body") };
    material.news_since(known).map(|news| {
        let words = words_of(news, known, does);
        match button_of(news) {
            Some(button) => view! { <Arrived words button seen=move || looked_at.set(current) then /> }.erased(),
            None => view! { <p role="status">{words}</p> }.erased(),
        }
    })
}

/// `does` is what the reader does below.
fn words_of(news: News, known: Option<Seen>, does: &str) -> String {
    match (news, known) {
        (News::Version(version), Some(seen)) => format!(
            "Version {version} has arrived while this page was open. What you {does} below still speaks of version {}.",
            seen.version
        ),
        (News::Version(version), None) => format!("Version {version} has arrived while this page was open."),
        (News::Deleted { version, standing: Some(standing) }, _) => format!(
            "Version {version} has been deleted. What you {does} below still speaks of it. Version {standing} \
             counts now."
        ),
        (News::Refused { version, standing }, _) => format!(
            "Version {version} has been refused at the gate. What you {does} below still speaks of it. Version \
             {standing} counts."
        ),
        (News::Deleted { version, standing: None }, _) => format!(
            "Version {version} has been deleted, and no other is there. What you have written below stays, and cannot be \
             sent before there is one."
        ),
        (News::Decision, _) => "Someone has decided while this page was open. Their decision stands above.".to_owned(),
    }
}

/// By which the reader says that they know it. None where there is nothing to look at.
fn button_of(news: News) -> Option<String> {
    match news {
        News::Version(version)
        | News::Deleted { standing: Some(version), .. }
        | News::Refused { standing: version, .. } => Some(format!("I have looked at version {version}")),
        News::Deleted { standing: None, .. } => None,
        News::Decision => Some("I have read the decision".to_owned()),
    }
}
