use domain::deletion::DeletedByStaff;
use domain::time::Clocks;
use leptos::prelude::*;

use crate::clock::Twice;
use crate::erased::Erase;

/// Tells a delegation that staff have deleted one of its versions, why, and what it can do.
#[component]
pub fn DeletedNote(
    deleted: DeletedByStaff,
    /// For how many days it can be restored.
    days: u32,
    /// Another version is taken.
    takes_files: bool,
    clocks: Clocks,
) -> impl IntoView {
    let DeletedByStaff { number, file_name, deletion } = deleted;
    let ends = deletion.ends(days);
    let way_on = match takes_files {
        true => "You can upload another version, or ask the staff: they can restore this one until ",
        false => "Nothing more is taken here; please ask the staff: they can restore this version until ",
    };
    view! {
        <div class="note warn">
            <p>
                <strong>{format!("Version {number}, “{file_name}”, was deleted by staff")}</strong>
                {format!(" ({}), ", deletion.by)}
                <Twice clocks=clocks.clone() at=deletion.at />
                ": "
                <q dir="auto">{deletion.reason}</q>
            </p>
            <p>{way_on} <Twice clocks at=ends /> "."</p>
        </div>
    }
    .erased()
}
