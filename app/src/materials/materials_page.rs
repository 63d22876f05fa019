use domain::id::SeminarSlug;
use domain::material::StateChoice;
use domain::person::Role;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::OpenMaterials;
use super::filter_form::{Counts, FilterForm, Pages};
use super::load_materials::{Closed, MaterialList, load_materials};
use super::materials_table::MaterialsTable;
use crate::erased::Erase;
use crate::form::{Failure, SendButton};
use crate::frame::{Live, PageTitle, reloads};
use crate::gate::ScanForm;
use crate::loaded::{loaded, page_data};
use crate::reviews::OwnMentions;
use crate::seminars::seminar_in_address;

/// `/seminars/{seminar}/materials`: the list, by what the reader may see.
pub struct MaterialsPage;

impl MaterialsPage {
    pub fn view() -> AnyView {
        let (seminar, reloads, query) = (seminar_in_address(), reloads(), use_query_map());
        let asked = move |name: &str| query.read().get(name).unwrap_or_default();
        let open = ServerAction::<OpenMaterials>::new();
        let changes = move || (open.version().get(), reloads());
        let source =
            move || (seminar(), asked("country"), asked("assignment"), asked("state"), asked("page"), changes());
        let load =
            |(seminar, country, assignment, state, page, _)| load_materials(seminar, country, assignment, state, page);
        let list = page_data(source, load);
        let seminar = untrack(seminar_in_address()).parse::<SeminarSlug>().ok();
        view! {
            <PageTitle text="Materials" />
            <h1>"Materials"</h1>
            {seminar.map(|seminar| view! { <Live seminar /> })}
            {loaded(list, move |list| view! { <List list open /> })}
        }
        .erased()
    }
}

#[component]
fn List(list: MaterialList, open: ServerAction<OpenMaterials>) -> impl IntoView {
    let words = match (list.role, list.accepted_open_to_all) {
        (Role::Trainee, false) => "What your delegation is asked to submit, and what it has submitted.",
        (Role::Trainee, true) => {
            "What your delegation is asked to submit and has submitted, and the accepted materials of the other \
             delegations, which are open to all."
        }
        (Role::Instructor, _) => "What delegations submit for your courses, the newest first.",
        (Role::Staff, _) => "What all delegations submit, the newest first.",
    };
    let is_empty = list.shown.rows.is_empty();
    let is_unscanned = list.role == Role::Staff && list.filter.state == Some(StateChoice::Unscanned);
    view! {
        <p class="lead">{words}</p>
        {(list.role == Role::Staff)
            .then(|| view! { <WaysOn seminar=list.seminar.clone() open=list.accepted_open_to_all /> })}
        <OwnMentions mentions=list.mentions.clone() clocks=list.clocks.clone() />
        <FilterForm list=list.clone() />
        <Counts list=list.clone() />
        <div class="toolbar">
            <p>{range_words(list.shown.before, list.shown.rows.len(), list.shown.total)}</p>
            {(list.role != Role::Trainee && list.files > 0)
                .then(|| {
                    view! {
                        <Zip list=list.clone() />
                        <Offline list=list.clone() />
                    }
                })}
        </div>
        {(is_unscanned && !is_empty)
            .then(|| view! { <ScanForm seminar=list.seminar.clone() scanner=list.scanner /> })}
        {if is_empty {
            view! { <p>"Nothing matches. Choose something else, or show all."</p> }.erased()
        } else {
            view! { <MaterialsTable list=list.clone() /> }.erased()
        }}
        <Pages list=list.clone() />
        {(list.role == Role::Staff).then(|| view! { <OpenForm list action=open /> })}
    }
}

/// To what stands below the list, and to what is no more in it; for staff.
#[component]
fn WaysOn(
    seminar: SeminarSlug,
    /// Other delegations read what is accepted.
    open: bool,
) -> impl IntoView {
    let who = if open { "Accepted materials are open: change" } else { "Accepted materials are closed: change" };
    view! {
        <p class="ways-on">
            <a href="#open-materials" rel="external">
                {who}
            </a>
            <A href=format!("/seminars/{seminar}/deleted")>"Deleted versions"</A>
        </p>
    }
}

/// Everything that the filter shows, on whichever page.
#[component]
fn Zip(list: MaterialList) -> impl IntoView {
    let address = format!("/seminars/{}/materials.zip{}", list.seminar, list.filter.query());
    view! {
        <a class="button" href=address rel="external" download="">
            "Download all shown as zip"
        </a>
        <span class="muted">{archive_words(list.open_files, list.files)}</span>
    }
}

/// The same as a form, in which reviews are written without a link.
#[component]
fn Offline(list: MaterialList) -> impl IntoView {
    let address = format!("/seminars/{}/review-form{}", list.seminar, list.filter.query());
    view! { <a href=address>"Write reviews offline"</a> }
}

#[component]
fn OpenForm(list: MaterialList, action: ServerAction<OpenMaterials>) -> impl IntoView {
    let open = list.accepted_open_to_all;
    let words = if open {
        "Accepted materials are open: every delegation can read and download what has been accepted from others who \
         share it. Comments and decisions stay with the delegation they are for."
    } else {
        "Each delegation sees its own materials only. Once you open them, every delegation can read and download what \
         has been accepted from others who share it. Comments and decisions stay with the delegation they are for."
    };
    let form = if open {
        let seminar = list.seminar.clone();
        let button = "Close to other delegations".to_owned();
        view! { <OpenSwitch seminar open=false button words="open-materials-words" action /> }.erased()
    } else {
        view! { <OpenQuestion list=list.clone() action /> }.erased()
    };
    view! {
        <section class="card" aria-labelledby="open-materials">
            <h2 id="open-materials">"Who reads accepted materials"</h2>
            <p id="open-materials-words">{words}</p>
            <Failure action gone="" />
            {form}
            <Unconsented list />
        </section>
    }
}

/// The second step before materials are opened: what was read cannot be taken back.
#[component]
fn OpenQuestion(list: MaterialList, action: ServerAction<OpenMaterials>) -> impl IntoView {
    let MaterialList { seminar, shareable, delegations, .. } = list;
    let button = open_button(shareable, delegations);
    view! {
        <details>
            <summary>"Open accepted materials to all delegations"</summary>
            <p id="open-question">{open_words(shareable, delegations)}</p>
            <OpenSwitch seminar open=true button words="open-question" action />
        </details>
    }
    .erased()
}

#[component]
fn OpenSwitch(
    seminar: SeminarSlug,
    open: bool,
    button: String,
    /// The id of the words on what it does.
    words: &'static str,
    action: ServerAction<OpenMaterials>,
) -> impl IntoView {
    view! {
        <ActionForm action=action>
            <input type="hidden" name="seminar" value=seminar.to_string() />
            <input type="hidden" name="open" value=open.to_string() />
            <SendButton waits=action.pending() then="open-materials" attr:class="button" attr:aria-describedby=words>
                {button}
            </SendButton>
        </ActionForm>
    }
    .erased()
}

fn open_words(materials: u32, delegations: u32) -> String {
    let now = match materials {
        0 => "No accepted material may be shared so far.".to_owned(),
        1 => format!("1 material is opened to {} at once.", delegations_in_words(delegations)),
        many => format!("{many} materials are opened to {} at once.", delegations_in_words(delegations)),
    };
    format!(
        "{now} What is accepted later and may be shared is open to them from then on. You can close them again, but who \
         has read or downloaded a file, has it."
    )
}

fn open_button(materials: u32, delegations: u32) -> String {
    let what = match materials {
        0 => "what will be accepted".to_owned(),
        1 => "1 material".to_owned(),
        many => format!("{many} materials"),
    };
    format!("Yes, open {what} to {}", delegations_in_words(delegations))
}

fn delegations_in_words(count: u32) -> String {
    if count == 1 { "1 delegation".to_owned() } else { format!("{count} delegations") }
}

/// What stays closed although it is accepted.
#[component]
fn Unconsented(list: MaterialList) -> impl IntoView {
    let groups =
        [(&list.unasked, unasked_words(list.unasked.count)), (&list.refused, refused_words(list.refused.count))];
    let groups: Vec<_> = groups
        .into_iter()
        .filter(|(closed, _)| closed.count > 0)
        .map(|(closed, words)| view! { <ClosedGroup list=list.clone() closed=closed.clone() words /> })
        .collect();
    let none = groups.is_empty().then(|| view! { <p>"No accepted material lacks consent to share it."</p> });
    view! {
        {none}
        {groups}
    }
}

#[component]
fn ClosedGroup(list: MaterialList, closed: Closed, words: String) -> impl IntoView {
    let MaterialList { seminar, countries, assignments, .. } = list;
    let more = closed.count as usize - closed.first.len();
    let rows = closed.first.into_iter().map(|key| {
        let title = assignments.iter().find(|assignment| assignment.slug == key.assignment);
        let title = title.map_or_else(|| key.assignment.to_string(), |assignment| assignment.title.clone());
        let country = countries.iter().find(|country| country.code == key.country);
        let country = country.map_or_else(|| key.country.to_string(), |country| country.name.clone());
        let address = format!("/seminars/{seminar}/materials/{key}");
        view! {
            <li>
                <A href=address>{format!("{country}, {title}")}</A>
            </li>
        }
    });
    view! {
        <p>{words}</p>
        <ul class="plain">{rows.collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="muted">{format!("and {more} more")}</p> })}
    }
}

/// Staff have these to ask.
fn unasked_words(count: u32) -> String {
    match count {
        1 => "1 accepted material stays closed, as nobody has said whether it may be shared as it stands now; ask its \
              delegation:"
            .to_owned(),
        count => format!(
            "{count} accepted materials stay closed, as nobody has said whether they may be shared as they stand now; ask \
             their delegations:"
        ),
    }
}

fn refused_words(count: u32) -> String {
    match count {
        1 => "1 accepted material stays closed, as its delegation said no:".to_owned(),
        count => format!("{count} accepted materials stay closed, as their delegations said no:"),
    }
}

/// How many files the archive holds; its index tells of the others.
fn archive_words(open: u32, files: u32) -> String {
    let held = if open == 1 { "1 file".to_owned() } else { format!("{open} files") };
    match (open, files - open) {
        (_, 0) => held,
        (0, 1) => "only a list: the file has not passed the gate".to_owned(),
        (0, waiting) => format!("only a list: none of the {waiting} files has passed the gate"),
        (_, 1) => format!("{held}; 1 more has not passed the gate and is left out"),
        (_, more) => format!("{held}; {more} more have not passed the gate and are left out"),
    }
}

fn range_words(before: u32, rows: usize, total: u32) -> String {
    match (rows, total) {
        (0, _) => "No materials".to_owned(),
        (_, 1) => "1 material".to_owned(),
        (rows, total) if rows == total as usize => format!("{total} materials"),
        (rows, total) => format!("{} to {} of {total} materials", before + 1, before as usize + rows),
    }
}

#[cfg(test)]
mod tests {
    use super::{archive_words, open_button, open_words, range_words, refused_words, unasked_words};

    #[test]
    fn counting_in_words() {
        assert_eq!(range_words(0, 0, 0), "No materials");
        assert_eq!(range_words(0, 1, 1), "1 material");
        assert_eq!(range_words(0, 12, 12), "12 materials");
        assert_eq!(range_words(50, 50, 120), "51 to 100 of 120 materials");
        assert_eq!(archive_words(1, 1), "1 file");
        assert_eq!(archive_words(23, 24), "23 files; 1 more has not passed the gate and is left out");
        assert_eq!(archive_words(23, 25), "23 files; 2 more have not passed the gate and are left out");
        assert_eq!(archive_words(0, 1), "only a list: the file has not passed the gate");
        assert_eq!(archive_words(0, 3), "only a list: none of the 3 files has passed the gate");
        assert!(unasked_words(1).starts_with("1 accepted material stays closed, as nobody has said"));
        assert!(unasked_words(3).starts_with("3 accepted materials stay closed, as nobody has said"));
        assert_eq!(refused_words(1), "1 accepted material stays closed, as its delegation said no:");
        assert_eq!(refused_words(3), "3 accepted materials stay closed, as their delegations said no:");
        assert!(open_words(0, 25).starts_with("No accepted material may be shared so far. What is accepted later"));
        assert!(open_words(1, 25).starts_with("1 material is opened to 25 delegations at once. "));
        assert!(open_words(12, 1).starts_with("12 materials are opened to 1 delegation at once. "));
        assert_eq!(open_button(0, 25), "Yes, open what will be accepted to 25 delegations");
        assert_eq!(open_button(1, 25), "Yes, open 1 material to 25 delegations");
        assert_eq!(open_button(12, 1), "Yes, open 12 materials to 1 delegation");
    }
}
