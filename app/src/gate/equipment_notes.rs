use domain::gate::Equipment;
use leptos::form::ActionForm;
use leptos::prelude::*;

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
    let can_scan = Memo::new(move |_| page.with(|page| page.equipment.scanner));
    let error = failure_of(actions.scan, None, |_| true);
    view! {
        <Show when=move || is_there.get()>
            <div class="gate-note note">
                <p>{move || unscanned_text(files.get())}</p>
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

/// Where they are is said on their own pages.
fn unscanned_text(files: u32) -> String {
    let (files, were) = if files == 1 { ("1 file".to_owned(), "was") } else { (format!("{files} files"), "were") };
    format!("{files} that others can open {were} never scanned for viruses. It is said beside each of them.")
}
