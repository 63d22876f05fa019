use leptos::html::Textarea;
use leptos::prelude::*;

/// Puts the text of a chosen file into the list's field. Drawn once the page is alive, because
/// before that it could not do anything; pasting always works.
#[component]
pub fn ListFile(list: NodeRef<Textarea>) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    view! {
        <Show when=move || alive.get()>
            <label for="list-file">"Or choose a CSV file, saved as UTF-8; its text appears above"</label>
            <input
                id="list-file"
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                on:change=move |event| read_into(list, &event)
            />
        </Show>
    }
}

#[cfg(feature = "hydrate")]
fn read_into(list: NodeRef<Textarea>, event: &leptos::ev::Event) {
    let chosen: web_sys::HtmlInputElement = event_target(event);
    let Some(file) = chosen.files().and_then(|files| files.get(0)) else {
        return;
    };
    leptos::task::spawn_local(async move {
        let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
        if let (Some(list), Some(text)) = (list.get_untracked(), text.ok().and_then(|text| text.as_string())) {
            list.set_value(&text);
        }
    });
}

#[cfg(not(feature = "hydrate"))]
fn read_into(_list: NodeRef<Textarea>, _event: &leptos::ev::Event) {}
