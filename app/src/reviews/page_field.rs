use leptos::prelude::*;

/// The page that a comment points at, if it is about one.
#[component]
pub fn PageField(
    /// Tells this field from that of another form.
    form: &'static str,
    page: Option<String>,
) -> impl IntoView {
    let id = format!("{form}-page");
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
        />
    }
}
