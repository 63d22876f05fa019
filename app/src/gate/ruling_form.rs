use domain::gate::passage::MAX_REASON_CHARS;
use domain::id::{SeminarSlug, VersionId};
use leptos::prelude::*;

use super::RuleOnVersion;
use crate::form::{FormError, Posted, ReasonField, form_error, post_to, posted};

/// Lets a held file through or refuses it, with the reason.
#[component]
pub fn RulingForm(
    slug: SeminarSlug,
    version: VersionId,
    passes: bool,
    /// What is asked for.
    label: &'static str,
    button: &'static str,
) -> impl IntoView {
    let posted = came_back(version).of("passes", &passes.to_string());
    let error = if posted.is_there() { form_error::<RuleOnVersion>() } else { None };
    let id = format!("{}-{version}", if passes { "reason" } else { "refusal" });
    let told_at = error.is_some().then(|| format!("{id}-problem"));
    view! {
        <form method="post" action={post_to::<RuleOnVersion>()}>
            <input type="hidden" name="seminar" value=slug.to_string() />
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="passes" value=passes.to_string() />
            {told_at
                .clone()
                .map(|id| {
                    view! {
                        <div id=id>
                            <FormError error />
                        </div>
                    }
                })}
            <p class="field">
                <ReasonField id label most=MAX_REASON_CHARS told_at posted />
            </p>
            <button>{button}</button>
        </form>
    }
    .into_any()
}

/// The ruling on this version that came back.
pub fn came_back(version: VersionId) -> Posted {
    posted::<RuleOnVersion>().of("version", &version.to_string())
}
