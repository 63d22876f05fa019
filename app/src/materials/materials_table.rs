use domain::id::SeminarSlug;
use domain::material::{Material, Version};
use domain::time::Clocks;
use leptos::prelude::*;
use leptos_router::components::A;

use super::file_links::{FileLinks, LinkedFile};
use super::load_materials::MaterialList;
use super::state_badge::StateBadge;
use super::way_back::query_from;
use crate::clock::Twice;
use crate::erased::Erase;
use crate::previews::Thumbnail;

/// The materials on this page of the list. On a phone each row is a card, by CSS.
#[component]
pub fn MaterialsTable(list: MaterialList) -> impl IntoView {
    let rows = list.shown.rows.clone();
    let rows = rows.into_iter().map(|material| view! { <Row list=&list material /> }).collect_view();
    view! {
        <div class="table-scroll">
            <table class="materials stack">
                <caption class="visually-hidden">"Materials, the newest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Country"</th>
                        <th scope="col">"Assignment"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Version"</th>
                        <th scope="col">"File"</th>
                        <th scope="col">"Submitted"</th>
                        <th scope="col">"Comments"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row<'a>(list: &'a MaterialList, material: Material) -> impl IntoView + use<> {
    let way = query_from(&list.filter, list.shown.page);
    let address = format!("/seminars/{}/materials/{}{way}", list.seminar, material.key);
    let assignment = list.assignments.iter().find(|assignment| assignment.slug == material.key.assignment);
    let title = assignment.map_or_else(|| material.key.assignment.to_string(), |assignment| assignment.title.clone());
    let extension = list
        .extensions
        .iter()
        .find(|extension| extension.country == material.key.country && extension.assignment == material.key.assignment);
    let due = assignment.map(|assignment| {
        let assignment = extension.map_or_else(|| assignment.clone(), |extension| extension.applied_to(assignment));
        (assignment.due, material.is_overdue(&assignment, list.now))
    });
    let (standing, waiting) = (material.standing(), material.words_of_waiting());
    let (seminar, own) = (list.seminar.clone(), list.own == Some(material.key.country));
    let country = material.country.name;
    let number = material.standing_version.as_ref().map_or("–".to_owned(), |version| version.number.to_string());
    let submitted = match &material.standing_version {
        Some(version) => view! { <Submitted clocks=list.clocks.clone() version=version.clone() /> }.erased(),
        None => due
            .map(|(due, overdue)| {
                let words = if overdue { "Overdue since" } else { "Due" };
                view! {
                    <span class="muted">{words}</span>
                    " "
                    <Twice clocks=list.clocks.clone() at=due />
                }
            })
            .erased(),
    };
    view! {
        <tr>
            <th scope="row">{country.clone()}</th>
            <td data-label="Assignment">
                <A href=address>{title} <span class="visually-hidden">{format!(", {country}")}</span></A>
            </td>
            <td data-label="State">
                <StateBadge standing />
                {standing.refused_label().map(|words| view! { " " <span class="refused-since">{words}</span> })}
                {waiting.filter(|_| own).map(|words| view! { <p class="hint">{words}</p> })}
            </td>
            <td data-label="Version">{number}</td>
            <td data-label="File">
                {material
                    .standing_version
                    .map_or_else(|| "–".erased(), |version| view! { <File seminar version own way /> }.erased())}
            </td>
            <td data-label="Submitted">{submitted}</td>
            <td data-label="Comments">{material.reviews}</td>
        </tr>
    }
}

#[component]
fn File(seminar: SeminarSlug, version: Version, own: bool, way: String) -> impl IntoView {
    let file = LinkedFile::from(&version);
    view! {
        <Thumbnail version=version.clone() />
        <span class="file-name">{version.file_name.clone()}</span>
        <span class="file-links">
            <FileLinks seminar file own way />
        </span>
    }
}

#[component]
fn Submitted(clocks: Clocks, version: Version) -> impl IntoView {
    view! {
        <span class="who">{version.uploaded_by}</span>
        " "
        <Twice clocks at=version.submitted_at />
    }
}
