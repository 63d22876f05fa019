use domain::gate::GateState;
use domain::id::ReviewId;
use domain::review::seen::Seen;
use domain::review::{Audience, MAX_REVIEW_CHARS, Verdict};
use leptos::form::ActionForm;
use leptos::html::{Details, P, Textarea};
use leptos::prelude::*;

use super::actions::start_afresh;
use super::make_decision::{Decided, MakeDecision};
use super::next_undecided::NextUndecided;
use crate::form::{
    Outcome, SendButton, Unsent, WordsField, close_fold, form_error, hand_on_focus, holds_focus, once_stored, posted,
};
use crate::materials::OneMaterial;

/// The id of the link that leads on from a decision.
const NEXT: &str = "next-undecided";
/// The id of the heading; addresses lead to it.
pub const HEADING: &str = "decision";

/// Decides on the version that was looked at. Each way lies behind a fold that has to be opened
/// first: that is all the confirmation it takes.
#[component]
pub fn DecisionForm(
    material: Memo<OneMaterial>,
    seen: Memo<Option<Seen>>,
    looked_at: RwSignal<Option<Seen>>,
    decide: ServerAction<MakeDecision>,
) -> impl IntoView {
    let fields = [NodeRef::<Textarea>::new(), NodeRef::new()];
    let folds = [NodeRef::<Details>::new(), NodeRef::new()];
    // It stays until the decision is stored, however often it has to be sent.
    let new_review = RwSignal::new(material.with_untracked(|material| material.next.decision));
    once_stored(decide, move |_, Decided { decision, next, .. }| {
        new_review.set(next);
        fields.into_iter().for_each(start_afresh::<MakeDecision>);
        for fold in folds.iter().filter_map(|fold| fold.get_untracked()) {
            close_fold(&fold);
            if holds_focus(&fold) {
                hand_on_focus(document().active_element(), NEXT.to_owned());
            }
        }
        // What one has just decided oneself, one has seen.
        looked_at.set(seen.get_untracked().map(|seen| Seen { decision: Some(decision), ..seen }));
    });
    let version = Memo::new(move |_| seen.get().map(|seen| seen.version));
    // What became of a decision on one version is not said beside another.
    Effect::new(move |before: Option<Option<u32>>| {
        let version = version.get();
        if before.is_some_and(|before| before != version) {
            decide.clear();
        }
        version
    });
    let what = move || match seen.get() {
        Some(seen) => material.with(|material| words_on(material, seen.version)),
        None => String::new(),
    };
    // One's own decision is known before the page's data tells of it; a newer version waits for another one.
    let is_decided = Memo::new(move |_| {
        let (waits, standing) = material.with(|page| (page.material.state().is_undecided(), page.standing_number()));
        !waits || matches!(decide.value().get(), Some(Ok(Decided { version, .. })) if standing == Some(version))
    });
    let gate = Memo::new(move |_| {
        let number = version.get()?;
        let of_version = |material: &OneMaterial| {
            let version = material.versions.iter().find(|version| version.number == number)?;
            Some(version.passage.state)
        };
        material.with(of_version)
    });
    let is_closed = move || gate.get().is_some_and(|gate| !gate.is_open());
    let [accept, request] = fields;
    let [accept_fold, request_fold] = folds;
    view! {
        <section class="card decision" aria-labelledby=HEADING>
            <h3 id=HEADING>"Decide"</h3>
            <p>{what}</p>
            <Show when=move || is_decided.get()>
                <NextStep material />
            </Show>
            // Hidden, never taken away: what was typed outlives a version that is still being checked.
            <div hidden=is_closed>
                <Way verdict=Verdict::Accepted material seen new_review decide field=accept fold=accept_fold />
            </div>
            <p class="hint" hidden=move || !is_closed()>
                {move || match gate.get() {
                    Some(GateState::Refused) => "It cannot be accepted, as its file was refused at the gate.",
                    _ => "It can be accepted once its file has passed the gate.",
                }}
            </p>
            <Way verdict=Verdict::ChangesRequested material seen new_review decide field=request fold=request_fold />
            <Outcome action=decide sent="Your decision is in the thread." />
            <p class="audience">{Audience::Delegation.label()}</p>
        </section>
    }
}

/// The way on, while nothing is left to decide here.
#[component]
fn NextStep(material: Memo<OneMaterial>) -> impl IntoView {
    let step = NodeRef::<P>::new();
    on_cleanup(move || {
        if step.try_get_untracked().flatten().is_some_and(|step| holds_focus(&step)) {
            hand_on_focus(document().active_element(), HEADING.to_owned());
        }
    });
    let waiting = Memo::new(move |_| material.with(|page| page.waiting.clone()));
    let seminar = material.with_untracked(|page| page.seminar.clone());
    view! {
        <p node_ref=step>
            <NextUndecided waiting seminar id=NEXT />
        </p>
    }
}

/// `You decide on version 2, “slides.pdf”.`
fn words_on(material: &OneMaterial, number: u32) -> String {
    match material.versions.iter().find(|version| version.number == number) {
        Some(version) => format!("You decide on version {number}, “{}”.", version.file_name),
        None => format!("Version {number} has been deleted: nothing can be decided on it."),
    }
}

#[component]
fn Way(
    verdict: Verdict,
    material: Memo<OneMaterial>,
    seen: Memo<Option<Seen>>,
    /// The id of the decision that is made next.
    new_review: RwSignal<ReviewId>,
    decide: ServerAction<MakeDecision>,
    field: NodeRef<Textarea>,
    fold: NodeRef<Details>,
) -> impl IntoView {
    let (title, label, needs_reason) = match verdict {
        Verdict::Accepted => ("Accept", "A note to the delegation, if you like", false),
        Verdict::ChangesRequested => ("Request changes", "What has to change", true),
    };
    let (seminar, key, reader) = material
        .with_untracked(|material| (material.seminar.to_string(), material.material.key.to_string(), material.reader));
    let version = move || seen.get().map_or(0, |seen| seen.version);
    let decision = move || seen.get().and_then(|seen| seen.decision).map_or(String::new(), |id| id.to_string());
    let id = format!("decision-{}", verdict.as_str());
    let came_back = posted::<MakeDecision>();
    let posted = came_back.of("verdict", verdict.as_str());
    let kept_at = format!("{} {reader} {seminar} {key}", verdict.as_str());
    let stored = move |id: &str| material.with_untracked(|material| material.words_of(id));
    let unsent = Unsent::begin(field, kept_at, RwSignal::new(false), posted, "new_review", stored);
    once_stored(decide, move |_, _| unsent.forget());
    // Where nobody knows which of the ways came back, both are open.
    let open = posted.is_there() || (form_error::<MakeDecision>().is_some() && !came_back.is_there());
    view! {
        <details open=open node_ref=fold on:input=move |_| unsent.keep()>
            <summary>{title}</summary>
            <ActionForm action=decide attr:class="form">
                <input type="hidden" name="seminar" value=seminar />
                <input type="hidden" name="material" value=key />
                <input type="hidden" name="version" value=move || version().to_string() />
                <input type="hidden" name="verdict" value=verdict.as_str() />
                <input type="hidden" name="seen_decision" value=decision />
                <input type="hidden" name="new_review" value=move || new_review.get().to_string() autocomplete="off" />
                <WordsField id name="body" label rows=4 most=MAX_REVIEW_CHARS required=needs_reason field posted />
                <SendButton waits=decide.pending() attr:class="button">
                    {move || match verdict {
                        Verdict::Accepted => format!("Accept version {}", version()),
                        Verdict::ChangesRequested => format!("Request changes to version {}", version()),
                    }}
                </SendButton>
            </ActionForm>
        </details>
    }
}
