use domain::id::{PersonId, ReviewId};
use domain::review::{Audience, MAX_REVIEW_CHARS, Reader, Review};
use leptos::form::ActionForm;
use leptos::html::{H3, Textarea};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::actions::ReviewActions;
use super::edit_comment::EditComment;
use super::entry::row_of;
use super::errand::{Errand, other_audience, reply_audiences};
use super::mention_choice::{MentionChoice, posted_people};
use super::page_field::PageField;
use super::write_reply::WriteReply;
use crate::erased::Erase;
use crate::form::{
    Outcome, Posted, SEND_KEYS, SendButton, Unsent, WordsField, failure_of, focus_as_it_opens, forget_at, form_error,
    hand_on_focus, once_stored, posted, send_by_key,
};
use crate::materials::{OneMaterial, query_on_the_way};

/// The form for what the reader is about to do with a comment, beside its words. It stays as it is while the page
/// changes by itself.
#[component]
pub fn TalkForm(material: Memo<OneMaterial>, actions: ReviewActions) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| Errand::in_address(|name| query.get(name))));
    let reader = material.with_untracked(|material| material.reader);
    // Here, since the forms go with having sent them.
    once_stored(actions.reply, move |sent, ()| forget_at(&kept_at(Errand::Reply, reader, &sent.review)));
    once_stored(actions.edit, move |sent, ()| forget_at(&kept_at(Errand::Edit, reader, &sent.review)));
    view! {
        <div id="talk" class="talk">
            // Keyed: what was typed about one comment must not stay in the field for another.
            <For
                each=move || {
                    actions.forget();
                    asked.get()
                }
                key=|asked| *asked
                children=move |(errand, id)| {
                    material
                        .with_untracked(|material| {
                            let review = material.reviews.iter().find(|review| review.id == id);
                            let all = |review: &Review| Errand::all_for(review, &material.reviews, &material.audiences);
                            let may = |review: &&Review| all(review).contains(&errand);
                            match review.filter(may).cloned() {
                                Some(review) => view! { <Chosen material errand review actions /> }.erased(),
                                None => view! { <Impossible actions /> }.erased(),
                            }
                        })
                }
            />
        </div>
    }
}

/// Where words are kept until they are stored: those of a reply to the comment, or what it is to say instead.
fn kept_at(errand: Errand, reader: PersonId, review: &str) -> String {
    format!("{} {reader} {review}", errand.word())
}

/// Nothing can be done with the comment any more: what was sent of it before the page was alive may have come back.
#[component]
fn Impossible(actions: ReviewActions) -> impl IntoView {
    view! {
        <Outcome action=actions.reply sent="" />
        <Outcome action=actions.edit sent="" />
    }
}

#[component]
fn Chosen<'a>(
    material: &'a OneMaterial,
    errand: Errand,
    review: Review,
    actions: ReviewActions,
) -> impl IntoView + use<> {
    let row = row_of(review.id);
    let back =
        format!("/seminars/{}/materials/{}{}#{row}", material.seminar, material.material.key, query_on_the_way());
    let title = match errand {
        Errand::Reply => "Reply",
        Errand::Edit => "Edit your comment",
        Errand::Show => "Who reads your comment",
        Errand::Withdraw => "Withdraw your comment",
    };
    let heading = NodeRef::<H3>::new();
    if matches!(errand, Errand::Show | Errand::Withdraw) {
        focus_as_it_opens(heading);
    }
    // A reply is still there for who comes back; an edit left is none.
    let dropped = (errand == Errand::Edit).then(|| kept_at(errand, material.reader, &review.id.to_string()));
    let leave = move |_| {
        if let Some(place) = &dropped {
            forget_at(place);
        }
        hand_on_focus(None, row.clone());
    };
    let audiences = &material.audiences;
    let form = match errand {
        Errand::Reply => {
            let audiences = reply_audiences(&review, &material.reviews, audiences);
            view! { <ReplyForm material review=review.clone() audiences actions /> }.erased()
        }
        Errand::Edit => view! { <EditForm material review=review.clone() actions /> }.erased(),
        Errand::Show => {
            let audience = other_audience(&review, audiences).unwrap_or(review.audience);
            view! { <ShowForm material review=review.clone() audience actions /> }.erased()
        }
        Errand::Withdraw => view! { <WithdrawForm material review=review.clone() actions /> }.erased(),
    };
    let words = (errand != Errand::Edit).then(|| {
        let author = review.author.clone();
        let words = match review.withdrawn_at {
            Some(_) => view! { <p class="muted">"Withdrawn by its author"</p> }.erased(),
            None => view! { <p class="review-body" dir="auto">{review.body.clone()}</p> }.erased(),
        };
        let said = material.decision_label(&review).map(|label| format!(" ({label})")).unwrap_or_default();
        view! {
            <blockquote class="talk-words">
                {words}
                <p class="audience">{format!("{author}{said}. {}", review.audience.label())}</p>
            </blockquote>
        }
    });
    view! {
        <section class="card" aria-labelledby="talk-title">
            <h3 id="talk-title" tabindex="-1" node_ref=heading>
                {title}
            </h3>
            {words}
            {form}
            <p>
                <a href=back on:click=leave>
                    "Leave it as it is"
                </a>
            </p>
        </section>
    }
}

/// Seminar and material, for every form.
#[component]
fn Names(names: (String, String)) -> impl IntoView {
    let (seminar, material) = names;
    view! {
        <input type="hidden" name="seminar" value=seminar />
        <input type="hidden" name="material" value=material />
    }
}

fn names_of(material: &OneMaterial) -> (String, String) {
    (material.seminar.to_string(), material.material.key.to_string())
}

/// The comment as it was on the screen when its author began.
#[component]
fn OfComment(review: Review) -> impl IntoView {
    view! {
        <input type="hidden" name="review" value=review.id.to_string() />
        <input type="hidden" name="seen" value=review.changes.to_string() />
    }
}

/// The field for words about a comment. It takes the focus as its form opens, and what is typed there is kept until it is
/// stored: `stored` has that by the id in `id_field`.
fn words_about(
    review: ReviewId,
    errand: Errand,
    reader: PersonId,
    posted: Posted,
    id_field: &'static str,
    stored: impl Fn(&str) -> Option<String> + 'static,
) -> (NodeRef<Textarea>, Unsent) {
    let field = NodeRef::<Textarea>::new();
    focus_as_it_opens(field);
    let place = kept_at(errand, reader, &review.to_string());
    (field, Unsent::begin(field, place, RwSignal::new(false), posted, id_field, stored))
}

#[component]
fn ReplyForm<'a>(
    material: &'a OneMaterial,
    review: Review,
    /// The same people as above first, then fewer.
    audiences: Vec<Audience>,
    actions: ReviewActions,
) -> impl IntoView + use<> {
    let (names, readers, id) = (names_of(material), material.readers.clone(), material.next.reply.to_string());
    let (row, sends_mail) = (row_of(review.id), material.sends_mail);
    let posted = posted::<WriteReply>().of("review", &review.id.to_string());
    let choice = match audiences[..] {
        [only] => {
            let narrow = only == Audience::Hosts && material.audiences.contains(&Audience::Delegation);
            view! {
                <input type="hidden" name="audience" value=only.as_str() />
                <p class="audience">{only.label()}</p>
                {narrow.then(|| view! { <p class="hint">"Once it is written, you can show it to the delegation too."</p> })}
            }
            .erased()
        }
        _ => {
            let options = audiences.into_iter().map(|audience| {
                let chosen = posted.has("audience", audience.as_str());
                view! { <option value=audience.as_str() selected=chosen>{audience.label()}</option> }
            });
            let options = options.collect_view();
            view! {
                <label for="reply-audience">"Who reads your reply"</label>
                <select id="reply-audience" name="audience">{options}</select>
            }
            .erased()
        }
    };
    let thread = material.clone();
    let stored = move |id: &str| thread.words_of(id);
    let (field, unsent) = words_about(review.id, Errand::Reply, material.reader, posted, "new_review", stored);
    view! {
        <div on:input=move |_| unsent.keep() on:keydown=move |event| send_by_key(&event)>
            <ActionForm action=actions.reply attr:class="form">
                <Names names />
                <input type="hidden" name="version" value=review.version.to_string() />
                <input type="hidden" name="review" value=review.id.to_string() />
                <input type="hidden" name="new_review" value=id autocomplete="off" />
                <WordsField id="reply-body" name="body" label="Your reply" rows=4 most=MAX_REVIEW_CHARS field posted />
                <MentionChoice readers chosen=posted_people(posted) sends_mail />
                {choice}
                <Outcome action=actions.reply sent="Your reply is in the thread." />
                <SendButton
                    waits=actions.reply.pending()
                    then=row
                    attr:class="button"
                    attr:aria-keyshortcuts=SEND_KEYS
                >
                    "Send the reply"
                </SendButton>
            </ActionForm>
        </div>
    }
}

#[component]
fn EditForm<'a>(material: &'a OneMaterial, review: Review, actions: ReviewActions) -> impl IntoView + use<> {
    let audience = review.audience;
    let readers = material.readers.iter().filter(|reader| reader.reads(audience)).cloned();
    let readers: Vec<Reader> = readers.collect();
    let (names, row, sends_mail) = (names_of(material), row_of(review.id), material.sends_mail);
    let posted = posted::<EditComment>().of("review", &review.id.to_string());
    let chosen = if posted.is_there() {
        posted_people(posted)
    } else {
        review.mentions.iter().map(|mention| mention.person).collect()
    };
    let came_back = if posted.is_there() { form_error::<EditComment>() } else { None };
    let key = review.id.to_string();
    let error = failure_of(actions.edit, came_back, move |sent| sent.review == key);
    let page = posted.get("page").or(review.page.map(|page| page.to_string()));
    let words = review.body.clone();
    let stored = move |_: &str| Some(words.clone());
    let (field, unsent) = words_about(review.id, Errand::Edit, material.reader, posted, "review", stored);
    view! {
        <div on:input=move |_| unsent.keep() on:keydown=move |event| send_by_key(&event)>
            <ActionForm action=actions.edit attr:class="form">
                <Names names />
                <OfComment review=review.clone() />
                <WordsField
                    id="edit-body"
                    name="body"
                    label="Your words"
                    rows=6
                    most=MAX_REVIEW_CHARS
                    words=review.body
                    field
                    posted
                />
                <PageField form="edit" page error />
                <MentionChoice readers chosen sends_mail />
                <p class="audience">{audience.label()}</p>
                <p class="hint">"Readers see that it was edited; staff see what it said before."</p>
                <Outcome action=actions.edit sent="Your comment has been changed." />
                <SendButton
                    waits=actions.edit.pending()
                    then=row
                    attr:class="button"
                    attr:aria-keyshortcuts=SEND_KEYS
                >
                    "Save the changes"
                </SendButton>
            </ActionForm>
        </div>
    }
}

/// The second step before a comment is shown to more people, or to fewer.
#[component]
fn ShowForm<'a>(
    material: &'a OneMaterial,
    review: Review,
    /// Who is to read it.
    audience: Audience,
    actions: ReviewActions,
) -> impl IntoView + use<> {
    let (names, country) = (names_of(material), material.material.country.name.clone());
    let row = row_of(review.id);
    let is_reply = review.parent.is_some();
    let (words, button) = match audience {
        Audience::Delegation => (
            format!(
                "So far instructors and staff alone read this. Everyone in the delegation of {country} would read \
                     it too{}.{}",
                if material.sends_mail { ", and be told by mail" } else { "" },
                if is_reply { " Who reads the comment that it replies to stays the same." } else { "" }
            ),
            "Yes, show it to the delegation",
        ),
        Audience::Hosts => (
            format!(
                "The delegation of {country} would not find it here any more. Who has read it, has read it.{}",
                if is_reply { "" } else { " Replies that the delegation reads stay with the delegation." }
            ),
            "Keep it among instructors and staff",
        ),
    };
    view! {
        <Outcome action=actions.show sent="It is read by others now." />
        <p id="show-words">{words}</p>
        <ActionForm action=actions.show attr:class="form">
            <Names names />
            <OfComment review />
            <input type="hidden" name="audience" value=audience.as_str() />
            <input type="hidden" name="confirmed" value="true" />
            <SendButton waits=actions.show.pending() then=row attr:class="button" attr:aria-describedby="show-words">
                {button}
            </SendButton>
        </ActionForm>
    }
}

#[component]
fn WithdrawForm<'a>(material: &'a OneMaterial, review: Review, actions: ReviewActions) -> impl IntoView + use<> {
    let (names, row) = (names_of(material), row_of(review.id));
    view! {
        <Outcome action=actions.withdraw sent="Your comment is withdrawn." />
        <p id="withdraw-words">
            "Its words go; that you wrote and withdrew something stays to be seen. Staff see what it said."
        </p>
        <ActionForm action=actions.withdraw attr:class="form">
            <Names names />
            <OfComment review />
            <SendButton
                waits=actions.withdraw.pending()
                then=row
                attr:class="button"
                attr:aria-describedby="withdraw-words"
            >
                "Withdraw my comment"
            </SendButton>
        </ActionForm>
    }
}
