use domain::gate::Equipment;
use domain::material::{MaterialFilter, StateChoice};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::components::A;

use super::actions::GateActions;
use super::load_gate::Gate;
use crate::erased::Erase;
use crate::form::{SendButton, SendingError, failure_of};

/// What a check is worth here.
#[component]
pub fn EquipmentNotes(page: Memo<Gate>) -> impl IntoView {
    let equipment = Memo::new(move |_| page.with(|page| page.equipment.clone()));
    move || view! { <Notes equipment=equipment.get() /> }
}

#[component]
fn Notes(equipment: Equipment) -> impl IntoView {
    let Equipment { scanner, office, confinement } = equipment;
    view! {
        {(!scanner)
            .then(|| {
                view! {
                    <p class="note warn">
                        "Files are not scanned for viruses: no virus scanner is set up on this server. Whoever runs it can set one up."
                    </p>
                }
            })}
        {(!office)
            .then(|| {
                view! {
                    <p class="note">
                        "Slides and documents of office programs are shown as text, and old ones (.ppt, .doc, .xls) not at all: LibreOffice is not installed on this server. Whoever runs it can install it."
                    </p>
                }
            })}
        <p class="hint">{format!("Whoever reads a foreign file is kept apart by {confinement}.")}</p>
    }
    .erased()
}

/// Files that came before there was a scanner.
#[component]
pub fn Unscanned(page: Memo<Gate>, actions: GateActions) -> impl IntoView {
    let slug = StoredValue::new(page.with_untracked(|page| page.slug.to_string()));
    let files = Memo::new(move |_| page.with(|page| page.unscanned));
    let is_there = Memo::new(move |_| files.get() > 0);
    let materials = Memo::new(move |_| page.with(|page| page.unscanned_materials));
    let can_scan = Memo::new(move |_| page.with(|page| page.equipment.scanner));
    let error = failure_of(actions.scan, None, |_| true);
    view! {
        <Show when=move || is_there.get()>
            <div class="gate-note note">
                <p>{move || unscanned_text(files.get())}</p>
                {move || view! { <ToMaterials slug=slug.get_value() materials=materials.get() /> }}
                <Show when=move || can_scan.get()>
                    <ActionForm action=actions.scan>
                        {move || view! { <SendingError error=error.get() /> }}
                        <input type="hidden" name="seminar" value=slug.get_value() />
                        <p class="hint" id="closed-meanwhile">
                            "A virus scanner is set up now. Files that are checked again are closed to others until they have passed."
                        </p>
                        <SendButton
                            waits=actions.scan.pending()
                            then="held"
                            attr:aria-describedby="closed-meanwhile"
                        >
                            "Check these files again"
                        </SendButton>
                    </ActionForm>
                </Show>
            </div>
        </Show>
    }
    .erased()
}

/// The list of those that go by such a file. The others are earlier versions and slides.
#[component]
fn ToMaterials(slug: String, materials: u32) -> impl IntoView {
    let words = if materials == 1 {
        "Show the 1 material with such a file".to_owned()
    } else {
        format!("Show the {materials} materials with such a file")
    };
    let filter = MaterialFilter::default().with_state(Some(StateChoice::Unscanned));
    let address = format!("/seminars/{slug}/materials{}", filter.query());
    (materials > 0).then(|| {
        view! {
            <p>
                <A href=address>{words}</A>
            </p>
        }
    })
}

/// Where they are is said on their own pages.
fn unscanned_text(files: u32) -> String {
    let (files, were) = if files == 1 { ("1 file".to_owned(), "was") } else { (format!("{files} files"), "were") };
    format!("{files} that others can open {were} never scanned for viruses. It is said beside each of them.")
}
