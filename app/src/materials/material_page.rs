use domain::material::VersionPassage;
use domain::sharing::Consent;
use domain::upload::{RefusedUpload, UploadPlace, UploadTarget};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::load_material::{OneMaterial, load_material};
use super::state_badge::StateBadge;
use super::upload::{Statement, Terms, Uploader};
use super::versions::Versions;
use super::way_back::{filter_on_the_way, query_of_list, query_on_the_way};
use crate::clock::Twice;
use crate::deadlines::Extended;
use crate::deletion::{DeleteSection, DeleteVersion};
use crate::erased::Erase;
use crate::form::SeenByReader;
use crate::frame::{Live, PageTitle, reloads};
use crate::gate::RefusedNote;
use crate::loaded::{kept, page_data};
use crate::reviews::{NextUndecided, ReviewActions, Reviews};
use crate::seminars::seminar_in_address;
use crate::sharing::{ConsentSection, SharingActions, SourcesSection, seen_consent};

/// `/seminars/{seminar}/materials/{material}`: one delegation's answer to one assignment.
pub struct MaterialPage;

impl MaterialPage {
    pub fn view() -> AnyView {
        let (seminar, params) = (seminar_in_address(), use_params_map());
        let address = Memo::new(move |_| (seminar(), params.read().get("material").unwrap_or_default()));
        // Another material is another view: the router keeps a page where only its parameter changes.
        (move || one_material(address.get())).erased()
    }
}

fn one_material((seminar, material): (String, String)) -> AnyView {
    let (reloads, actions) = (reloads(), ReviewActions::new());
    let (sharing, delete) = (SharingActions::new(), ServerAction::new());
    let filter = filter_on_the_way();
    let load = move |_| {
        let [country, assignment, state] = filter.words();
        load_material(seminar.clone(), material.clone(), country, assignment, state)
    };
    let done = move || actions.done() + sharing.done() + delete.version().get();
    let material = page_data(move || (reloads(), done()), load);
    // Kept: a live event must not take away what someone types or uploads here.
    kept(material, move |material| view! { <Article material actions sharing delete /> })
}

#[component]
fn Article(
    material: Memo<OneMaterial>,
    actions: ReviewActions,
    sharing: SharingActions,
    delete: ServerAction<DeleteVersion>,
) -> impl IntoView {
    let first = material.get_untracked();
    let way = StoredValue::new(query_on_the_way());
    let list = format!("/seminars/{}/materials{}", first.seminar, query_of_list());
    let waiting = Memo::new(move |_| material.with(|page| page.waiting.clone()));
    let seminar = first.seminar.clone();
    let title = format!("{}, {}", first.assignment.title, first.material.country.name);
    let seen = seen_consent(material, sharing.consent);
    let own = first.submits.then(|| view! { <Submitting material seen /> });
    view! {
        <PageTitle text=title />
        <Live seminar=first.seminar.clone() />
        <article class="material">
            <p class="ways-on">
                <A href=list exact=true>"All materials"</A>
                {first.decides.then(|| view! { <NextUndecided waiting seminar /> })}
            </p>
            {move || material.with(|material| view! { <Head material way=way.get_value() /> })}
            {own}
            {move || material.with(|material| view! { <Versions material way=way.get_value() /> })}
            <SourcesSection material sources=sharing.sources />
            {(!first.audiences.is_empty()).then(|| view! { <ConsentSection material consent=sharing.consent seen /> })}
            {if first.audiences.is_empty() {
                view! { <ReadersOnly country=first.material.country.name /> }.erased()
            } else {
                view! { <Reviews material actions delete /> }.erased()
            }}
            {first.deletes.then(|| view! { <DeleteSection material delete /> })}
        </article>
    }
}

#[component]
fn Head<'a>(material: &'a OneMaterial, way: String) -> impl IntoView + use<> {
    // Whoever decides goes there first, one after the other.
    let viewed = material.versions.iter().find(|version| version.passage.is_open()).filter(|_| material.decides);
    let viewed = viewed.map(|version| {
        let address = format!("/seminars/{}/previews/{}{way}", material.seminar, version.id);
        view! { <A href=address>{format!("See the pages of version {}", version.number)}</A> }
    });
    let refused = material.material.refused_in_words();
    let assignment = material.assignment.clone();
    let clocks = material.clocks.clone();
    let sessions = material.sessions.clone().into_iter();
    let sessions = sessions.map(|(address, title)| view! { <li><A href=address>{title}</A></li> }).collect_view();
    view! {
        <header class="material-head">
            <p class="eyebrow">{material.material.country.name.clone()}</p>
            <h1>{assignment.title}</h1>
            <p>
                <StateBadge standing=material.material.standing() /> " " {viewed}
            </p>
            {refused.map(|words| view! { <RefusedNote words /> })}
            <p class="lead">{assignment.description}</p>
            <dl class="facts">
                <div>
                    <dt>"Due"</dt>
                    <dd>
                        <Twice clocks=clocks.clone() at=assignment.due />
                    </dd>
                </div>
                {material.extended.clone().map(|reason| view! { <Extended reason /> })}
                <div>
                    <dt>"Closes"</dt>
                    <dd>
                        <Twice clocks at=assignment.closes />
                    </dd>
                </div>
                {(!sessions.is_empty())
                    .then(|| {
                        view! {
                            <div>
                                <dt>"Sessions of the course"</dt>
                                <dd>
                                    <ul class="plain">{sessions}</ul>
                                </dd>
                            </div>
                        }
                    })}
            </dl>
        </header>
    }
}

/// The uploader for the own delegation while the assignment takes files, or why it takes none.
#[component]
fn Submitting(
    material: Memo<OneMaterial>,
    /// What they have seen, and said by the form below, on sharing.
    seen: SeenByReader,
) -> impl IntoView {
    let on_record = Memo::new(move |_| material.with(|page| Consent::is_given(page.material.consent.as_ref())));
    let statement = Statement::beside(on_record, seen.stands.into(), seen.news);
    let passages = move |page: &OneMaterial| page.versions.iter().map(VersionPassage::from).collect::<Vec<_>>();
    let passages = Memo::new(move |_| material.with(passages));
    let closes = Memo::new(move |_| material.with(|page| Some(page.assignment.closes)));
    let another = move |page: &OneMaterial| page.material.admits_another(&page.assignment, &page.rules, page.now);
    let another = Memo::new(move |_| material.with(another));
    // Once it is there it stays, and with it what it says of the files that were given to it.
    let takes_files = Memo::new(move |took: Option<&bool>| took.is_some_and(|took| *took) || another.get().is_ok());
    let OneMaterial { seminar, assignment, rules, .. } = material.get_untracked();
    let terms = Terms::of(&assignment, &rules);
    let target = UploadTarget { seminar, place: UploadPlace::Assignment(assignment.slug) };
    let late = move || {
        let past_due = material.with_untracked(|page| page.now > page.assignment.due);
        let words = "The due time is past: unless an earlier version counts, this one is late.";
        past_due.then(|| view! { <p class="note warn">{words}</p> })
    };
    let no_more = move || {
        let clocks = material.with_untracked(|page| page.clocks.clone());
        match another.get().err()? {
            RefusedUpload::Closed { closed_at } => Some(
                view! {
                    <p class="note">
                        "This assignment takes no more files. It is closed since " <Twice clocks at=closed_at />
                        ". If you need more time, please ask the staff in a comment: an upload that has begun goes on once they give it."
                    </p>
                }
                .erased(),
            ),
            reason => Some(view! { <p class="note">{format!("No more files can be added: {reason}.")}</p> }.erased()),
        }
    };
    view! {
        <section aria-labelledby="submit">
            <h2 id="submit">"Submit a version"</h2>
            {no_more}
            <Show when=move || takes_files.get()>{late}</Show>
            <Uploader target terms passages takes_files closes statement=Some(statement) />
        </section>
    }
}

/// For delegations that read another one's material because it was opened to all.
#[component]
fn ReadersOnly(country: String) -> impl IntoView {
    let words = format!(
        "You read this because it has been accepted, its delegation shares it, and the staff have opened such materials to \
         all. Comments \
         and decisions stay between {country}, the instructors and the staff."
    );
    view! { <p class="note">{words}</p> }
}
