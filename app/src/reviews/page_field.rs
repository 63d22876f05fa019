use leptos::prelude::*;

use crate::error::AppError;
use crate::form::focus_on;

/// The page that a comment points at, if it is about one.
#[component]
pub fn PageField(
    /// Tells this field from that of another form.
    form: &'static str,
    page: Option<String>,
    /// Why the last sending of the form failed.
    error: Memo<Option<AppError>>,
) -> impl IntoView {
    let id = format!("{form}-page");
    let (field, problem) = (id.clone(), StoredValue::new(format!("{id}-problem")));
    let wrong = Memo::new(move |_| error.get().filter(|error| matches!(error, AppError::NoSuchPage { .. })));
    let is_wrong = move || wrong.with(Option::is_some);
    // It may be a screen away from the button. A page that came back with the error can come alive late: the reader may
    // be correcting their words by then.
    Effect::new(move |lives: Option<()>| {
        if is_wrong() && lives.is_some() {
            focus_on(&field);
        }
    });
    let told = move || {
        wrong.get().map(|error| {
            view! {
                <p id=problem.get_value() class="problem">
                    {error.to_string()}
                </p>
            }
        })
    };
    view! {
        <label for=id.clone()>"Page, if it is about one"</label>
        <input
            id=id
            name="page"
            class="page-number"
            inputmode="numeric"
            autocomplete="off"
            maxlength="4"
            value=page
            aria-invalid=move || is_wrong().then_some("true")
            aria-describedby=move || is_wrong().then(|| problem.get_value())
        />
        {told}
    }
}
