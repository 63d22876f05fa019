use domain::id::SeminarSlug;
use leptos::prelude::*;

use super::ScanUnscanned;
use crate::erased::Erase;
use crate::form::{FormError, form_error, post_to};

/// What staff can do where the list of materials shows those that no virus scanner has looked at. The gate says what has
/// come of it.
#[component]
pub fn ScanForm(
    seminar: SeminarSlug,
    /// There is one now.
    scanner: bool,
) -> impl IntoView {
    view! {
        <div class="gate-note note">
            {if scanner {
                view! {
                    <form method="post" action={post_to::<ScanUnscanned>()}>
                        <FormError error={form_error::<ScanUnscanned>()} />
                        <input type="hidden" name="seminar" value=seminar.to_string() />
                        <p class="hint" id="scan-words">
                            "A virus scanner is set up now. Files of this seminar that it has not looked at, earlier versions and slides among them, are checked again, the oldest first and at most 100 at once. They are closed to others until they have passed."
                        </p>
                        <button class="button" aria-describedby="scan-words">
                            "Check these files again"
                        </button>
                    </form>
                }
                    .erased()
            } else {
                view! {
                    <p>
                        "No virus scanner is set up on this server. Once there is one, these files can be checked again here."
                    </p>
                }
                    .erased()
            }}
        </div>
    }
}
