use domain::gate::GateState;
use domain::material::Standing;
use leptos::prelude::*;

/// The state of a material, in words, whether it came late, and why its file cannot be opened yet; the colour only
/// repeats the state.
#[component]
pub fn StateBadge(standing: Standing) -> impl IntoView {
    let Standing { state, late, gate, .. } = standing;
    let gate = gate.map(GateState::as_str);
    let waits = standing.at_the_gate().map(|wait| {
        view! {
            " "
            <span class="at-the-gate" data-gate=gate>
                {wait.label()}
            </span>
        }
    });
    view! {
        <span class=format!("badge badge-{}", state.as_str())>{state.label_with(late)}</span>
        {waits}
    }
}
