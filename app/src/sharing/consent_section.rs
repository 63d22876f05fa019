use domain::gate::GateState;
use domain::material::Version;
use domain::sharing::{Consent, MAX_REASON_CHARS};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::WHOLE_FILE;
use super::set_consent::SetConsent;
use crate::clock::Twice;
use crate::form::{NewsNote, Outcome, ReasonField, SeenByReader, SendButton, posted, seen_by_reader};
use crate::materials::OneMaterial;

/// What of the consent on record the reader of the page has seen: its form and the box beside an upload go by that.
pub fn seen_consent(material: Memo<OneMaterial>, consent: ServerAction<SetConsent>) -> SeenByReader {
    let on_record = move || {
        material.with(|material| {
            let said = material.material.consent.as_ref();
            (Consent::is_given(said), said.map(|said| said.at))
        })
    };
    seen_by_reader(on_record, consent, |answered| Some(*answered))
}

/// Whether other delegations may read the material, and who said so. The delegation says so itself; staff enter
/// what they have on paper.
#[component]
pub fn ConsentSection(
    material: Memo<OneMaterial>,
    consent: ServerAction<SetConsent>,
    seen: SeenByReader,
) -> impl IntoView {
    let first = material.get_untracked();
    let is_there = Memo::new(move |_| material.with(|material| material.material.standing_version.is_some()));
    let form = (first.submits || first.is_staff).then(|| {
        let staff = first.is_staff;
        view! {
            <Show when=move || is_there.get()>
                <ConsentForm material consent seen staff />
            </Show>
        }
    });
    view! {
        <section aria-labelledby="consent">
            <h2 id="consent">"Sharing"</h2>
            <Outcome action=consent sent="That is on record." />
            {move || material.with(|material| view! { <Said material /> })}
            {form}
        </section>
    }
}

#[component]
fn Said<'a>(material: &'a OneMaterial) -> impl IntoView + use<> {
    let consent = material.material.consent.clone();
    let clocks = material.clocks.clone();
    let words = match &consent {
        None => {
            "Nobody has said whether other delegations may read this material as it stands now. Until someone does, they \
             may not."
        }
        Some(Consent { given: true, .. }) => {
            "Other delegations may read this material once it is accepted and the staff open what is accepted."
        }
        Some(Consent { given: false, .. }) => "Other delegations may not read this material.",
    };
    let uncounted = uncounted(&material.versions, consent.as_ref());
    view! {
        <p>{words}</p>
        {uncounted.map(|words| view! { <p class="hint">{words}</p> })}
        {consent
            .map(|consent| {
                view! { <p class="hint">{said_by(&consent)} <Twice clocks at=consent.at /></p> }
            })}
    }
}

fn said_by(consent: &Consent) -> String {
    let by = &consent.by;
    let said = match (&consent.reason, consent.version) {
        (Some(reason), _) => format!("Entered by {by} for the staff, who go by: {reason}. "),
        (None, Some(version)) => format!("Said by {by} with version {version}. "),
        (None, None) => format!("Said by {by}. "),
    };
    match consent.from_version.or(consent.version) {
        Some(from) if consent.given && from > 1 => format!("{said}It holds for version {from} and those after it. "),
        _ => said,
    }
}

/// That the last file which consented was refused, where nobody has said anything since: its delegation knows what it said.
fn uncounted(versions: &[Version], on_record: Option<&Consent>) -> Option<String> {
    let is_since = |version: &&Version| on_record.is_none_or(|said| said.at < version.submitted_at);
    let consented = versions.iter().filter(|version| version.consent == Some(true)).find(is_since)?;
    let is_refused = consented.passage.state == GateState::Refused;
    is_refused.then(|| {
        format!("The consent that came with version {} does not count, as its file was refused.", consented.number)
    })
}

#[component]
fn ConsentForm(
    material: Memo<OneMaterial>,
    consent: ServerAction<SetConsent>,
    seen: SeenByReader,
    /// They say what they go by; the delegation need not.
    staff: bool,
) -> impl IntoView {
    let (seminar, key) = material.with_untracked(|one| (one.seminar.to_string(), one.material.key.to_string()));
    let given = seen.stands;
    let posted = posted::<SetConsent>();
    let reason = staff.then(|| {
        view! {
            <ReasonField
                id="consent-reason"
                label="What you go by, such as a form on paper"
                most=MAX_REASON_CHARS
                posted
            />
        }
    });
    let words = move || match (given.get(), staff) {
        (true, false) => "Take the consent back",
        (false, false) => "Let other delegations read it",
        (true, true) => "Enter that it is not to be shared",
        (false, true) => "Enter the delegation's consent",
    };
    view! {
        <ActionForm action=consent attr:class="form">
            <input type="hidden" name="seminar" value=seminar />
            <input type="hidden" name="material" value=key />
            <input type="hidden" name="given" value=move || (!given.get()).to_string() />
            <input type="hidden" name="seen_consent" value=move || seen.at.get().to_string() />
            {reason}
            <p class="hint" hidden=move || given.get()>
                {WHOLE_FILE}
            </p>
            <SendButton waits=consent.pending() attr:class="button">
                {words}
            </SendButton>
        </ActionForm>
        <NewsNote
            news=seen.news
            words="What is said on sharing has changed while this page was open. It stands above."
            button="I have read it"
            then="consent"
        />
    }
}

#[cfg(test)]
mod tests {
    use domain::time::Instant;

    use super::*;

    #[test]
    fn who_said_it_with_which_file_and_of_which_it_holds() {
        let at = Instant::from_seconds(0);
        let itself =
            Consent { given: true, by: "Sample".to_owned(), reason: None, at, version: None, from_version: None };
        assert_eq!(said_by(&itself), "Said by Sample. ");
        let paper = Consent { reason: Some("A letter".to_owned()), ..itself.clone() };
        assert_eq!(said_by(&paper), "Entered by Sample for the staff, who go by: A letter. ");
        let with = |given, version, from| Consent { given, version, from_version: Some(from), ..itself.clone() };
        assert_eq!(said_by(&with(true, Some(2), 1)), "Said by Sample with version 2. ");
        let later = "Said by Sample with version 3. It holds for version 2 and those after it. ";
        assert_eq!(said_by(&with(true, Some(3), 2)), later);
        assert_eq!(said_by(&with(false, Some(3), 2)), "Said by Sample with version 3. ");
    }
}
