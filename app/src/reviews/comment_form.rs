use std::cmp::Ordering;

use domain::material::Version;
use domain::review::seen::Seen;
use domain::review::{Audience, MAX_REVIEW_CHARS};
use leptos::form::ActionForm;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::actions::start_afresh;
use super::mention_choice::{MentionChoice, posted_people};
use super::page_field::PageField;
use super::write_comment::WriteComment;
use crate::erased::Erase;
use crate::form::{
    Outcome, SEND_KEYS, SendButton, Unsent, WordsField, failure_of, form_error, once_stored, posted, send_by_key,
};
use crate::materials::{OneMaterial, VIEWED, query_and};

/// Writes into the thread. Hosts choose who reads it; a delegation is told.
#[component]
pub fn CommentForm(
    material: Memo<OneMaterial>,
    seen: Memo<Option<Seen>>,
    comment: ServerAction<WriteComment>,
) -> impl IntoView {
    let first = material.get_untracked();
    let field = NodeRef::<Textarea>::new();
    // It stays until the comment is stored, however often it has to be sent.
    let new_review = RwSignal::new(first.next.comment);
    let place = Place::in_address(&first.versions);
    let posted = posted::<WriteComment>();
    let about_version = place.map(|place| place.version.to_string()).unwrap_or_default();
    let kept_at = format!("comment {} {} {} {about_version}", first.reader, first.seminar, first.material.key);
    let stored = move |id: &str| material.with_untracked(|material| material.words_of(id));
    let unsent = Unsent::begin(field, kept_at, RwSignal::new(false), posted, "new_review", stored);
    once_stored(comment, move |_, next| {
        new_review.set(next);
        start_afresh::<WriteComment>(field);
        unsent.forget();
    });
    let version = Memo::new(move |_| {
        let place = place.filter(|place| material.with(|material| place.is_in(&material.versions)));
        place.map(|place| place.version).or_else(|| Some(seen.get()?.version)).unwrap_or(0)
    });
    let label = Signal::derive(move || format!("Comment on version {}", version.get()));
    let error = failure_of(comment, form_error::<WriteComment>(), |_| true);
    let page = posted.get("page").or(place.map(|place| place.page.to_string()));
    let hint = move || {
        let about = version.get();
        material.with(|material| place?.words(material, about))
    };
    let viewer = Memo::new(move |_| material.with(|material| place?.address(material)));
    let back = move || {
        let (address, page) = (viewer.get()?, place?.page);
        Some(view! { <p><a href=address>{format!("Back to page {page}")}</a></p> })
    };
    view! {
        <section
            class="card"
            aria-labelledby="comment"
            on:input=move |_| unsent.keep()
            on:keydown=move |event| send_by_key(&event)
        >
            <h3 id="comment">"Write a comment"</h3>
            {move || hint().map(|words| view! { <p class="hint">{words}</p> })}
            <ActionForm action=comment attr:class="form">
                <input type="hidden" name="seminar" value=first.seminar.to_string() />
                <input type="hidden" name="material" value=first.material.key.to_string() />
                <input type="hidden" name="version" value=move || version.get().to_string() />
                <input type="hidden" name="new_review" value=move || new_review.get().to_string() autocomplete="off" />
                <WordsField id="comment-body" name="body" label rows=5 most=MAX_REVIEW_CHARS field posted />
                <p class="hint keys-hint needs-js">"Ctrl+Enter or Cmd+Enter in the field sends the comment."</p>
                <PageField form="comment" page error />
                <MentionChoice readers=first.readers chosen=posted_people(posted) sends_mail=first.sends_mail />
                <AudienceChoice audiences=first.audiences chosen=posted.get("audience") />
                <Outcome action=comment sent="Your comment is in the thread." />
                <SendButton waits=comment.pending() attr:class="button" attr:aria-keyshortcuts=SEND_KEYS>
                    "Send the comment"
                </SendButton>
            </ActionForm>
            {back}
        </section>
    }
}

/// The page in the viewer that sent the reader here. The comment is about its version, whichever stands, as long as that
/// is there.
#[derive(Clone, Copy)]
struct Place {
    version: u32,
    page: u32,
}

impl Place {
    /// `None` where the address names none, or a version that is not there any more.
    fn in_address(versions: &[Version]) -> Option<Self> {
        let query = use_query_map().get_untracked();
        let number = |name: &str| query.get(name)?.parse::<u32>().ok();
        let place = Self { version: number(VIEWED)?, page: number("page")? };
        place.is_in(versions).then_some(place)
    }

    /// Of that page in the viewer; `None` once its version is not there any more.
    fn address(self, material: &OneMaterial) -> Option<String> {
        let Self { version, page } = self;
        let file = material.versions.iter().find(|file| file.number == version)?;
        Some(format!("/seminars/{}/previews/{}{}{page}#page-{page}", material.seminar, file.id, query_and("page")))
    }

    fn is_in(self, versions: &[Version]) -> bool {
        versions.iter().any(|version| version.number == self.version)
    }

    /// What there is to say where another version stands, or the comment is about another one.
    fn words(self, material: &OneMaterial, about: u32) -> Option<String> {
        let Self { version, page } = self;
        let standing = material.standing_number()?;
        if about != version {
            return Some(format!(
                "You come from version {version}, page {page}, which has been deleted. This comment is about version \
                 {about}, and so is the page that it names."
            ));
        }
        let rest = match version.cmp(&standing) {
            Ordering::Less => format!("Version {standing} counts."),
            Ordering::Greater => format!("It was refused, and version {standing} counts."),
            Ordering::Equal => return None,
        };
        self.is_in(&material.versions)
            .then(|| format!("About version {version}: you come from its page {page}. {rest}"))
    }
}

#[component]
fn AudienceChoice(audiences: Vec<Audience>, chosen: Option<String>) -> impl IntoView {
    if !audiences.contains(&Audience::Hosts) {
        return view! {
            <input type="hidden" name="audience" value=Audience::Delegation.as_str() />
            <p class="audience">{Audience::Delegation.label()}</p>
        }
        .erased();
    }
    let chosen = chosen.and_then(|chosen| chosen.parse().ok()).unwrap_or(Audience::Delegation);
    let choices = audiences.into_iter().map(|audience| {
        view! {
            <label>
                <input
                    type="radio"
                    name="audience"
                    value=audience.as_str()
                    checked={audience == chosen}
                    required=true
                />
                {audience.label()}
            </label>
        }
    });
    view! {
        <fieldset>
            <legend>"Who reads it"</legend>
            {choices.collect_view()}
        </fieldset>
    }
    .erased()
}
