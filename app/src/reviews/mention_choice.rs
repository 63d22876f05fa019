use domain::id::PersonId;
use domain::person::Role;
use domain::review::Reader;
use leptos::prelude::*;

use crate::erased::Erase;
use crate::form::Posted;

/// Names a person in a form. (A key that began with a digit would be taken for a place in a list.)
pub fn person_key(person: PersonId) -> String {
    format!("of-{person}")
}

/// The people that a form has chosen by their [`person_key`].
#[cfg(feature = "ssr")]
pub fn people_of_keys(
    chosen: &std::collections::BTreeMap<String, String>,
) -> Result<Vec<PersonId>, crate::error::AppError> {
    let person = |key: &String| crate::request::found(key.strip_prefix("of-").unwrap_or_default());
    chosen.keys().map(person).collect()
}

/// Those whom a form that came back has chosen.
pub fn posted_people(posted: Posted) -> Vec<PersonId> {
    let person = |name: String| name.strip_prefix("mentions[of-")?.strip_suffix(']')?.parse::<PersonId>().ok();
    posted.names().into_iter().filter_map(person).collect()
}

/// Whom a comment names, of those who read it.
#[component]
pub fn MentionChoice(
    readers: Vec<Reader>,
    chosen: Vec<PersonId>,
    /// They are told by mail, too.
    sends_mail: bool,
) -> impl IntoView {
    if readers.is_empty() {
        return ().erased();
    }
    let open = !chosen.is_empty();
    let (delegation, hosts): (Vec<Reader>, Vec<Reader>) =
        readers.into_iter().partition(|reader| reader.role == Role::Trainee);
    let group = |legend: &'static str, readers: Vec<Reader>| {
        let boxes = readers.into_iter().map(|Reader { person, name, role, .. }| {
            let checked = chosen.contains(&person);
            view! {
                <label>
                    <input
                        type="checkbox"
                        name=format!("mentions[{}]", person_key(person))
                        value="yes"
                        checked=checked
                    />
                    {format!("{name}, {role}")}
                </label>
            }
        });
        let boxes = boxes.collect_view();
        view! {
            <fieldset>
                <legend>{legend}</legend>
                {boxes}
            </fieldset>
        }
    };
    view! {
        <details class="mentions" open=open>
            <summary>
                {if sends_mail { "Name people: they are told by mail" } else { "Name people: they see it on their own page" }}
            </summary>
            {(!hosts.is_empty()).then(|| group("Instructors and staff", hosts))}
            {(!delegation.is_empty()).then(|| group("The delegation, if it reads the comment", delegation))}
        </details>
    }
    .erased()
}
