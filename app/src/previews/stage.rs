use domain::id::VersionId;
use leptos::html::{Div, P};
use leptos::prelude::*;
use leptos::web_sys::{PointerEvent, WheelEvent};
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::comment_link::CommentLink;
use super::file_pages::FilePages;
use super::into_view::{bring_into_view, goes_on};
use super::leafing::{ALL, Leaf, Wheel, WheelTurn, place_in};
use super::page_list::{PageWords, caption, name_of};
use super::page_picture::PagePicture;
use super::shortcuts::COMMENT;
use super::thrift::saves_data;
use super::zoom::zoomed;
use crate::materials::query_and;

/// One page at a time. The address follows, so that a link leads to the page.
#[component]
pub fn Stage(
    version: VersionId,
    pages: FilePages,
    /// Where comments are written, up to the number of the page.
    comment: Option<String>,
) -> impl IntoView {
    let count = pages.count();
    let named = use_query_map().get_untracked().get("page");
    let is_named = named.as_deref().is_some_and(|page| page != ALL);
    let place = RwSignal::new(place_in(named, count));
    let arrived = RwSignal::new(None);
    let (navigate, address) = (use_navigate(), query_and("page"));
    // Whether there was a page to go to.
    let go = Callback::new(move |leaf: Leaf| {
        let (before, after) = (place.get_untracked(), leaf.from(place.get_untracked(), count));
        if before != after {
            place.set(after);
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&format!("{address}{}", after + 1), options);
        }
        before != after
    });
    // A finger and a wheel are on the picture and see it.
    let (shown, buttons) = (NodeRef::<Div>::new(), NodeRef::<P>::new());
    let go_and_show = Callback::new(move |leaf: Leaf| {
        let turned = go.run(leaf);
        if turned {
            bring_into_view(shown);
        }
        turned
    });
    // Whoever comes for that page, unless they are somewhere around it already.
    Effect::new(move |_| {
        if is_named && window().scroll_y().is_ok_and(|pixels| pixels < 1.0) {
            bring_into_view(shown);
        }
    });
    let button = move |leaf| {
        go_and_show.run(leaf);
    };
    // Said, not done: a button that is disabled loses the focus, and who leafs by it with it.
    let at_end = move |leaf: Leaf| move || (leaf.from(place.get(), count) == place.get()).to_string();
    let zoomed = zoomed();
    leaf_by_keys(go_and_show, zoomed);
    Effect::new(move |_| {
        if !pages.brought(place.get()) {
            pages.want_all();
        }
    });
    let page = move |place| pages.page(place);
    let picture = move || {
        let (place, page) = (place.get(), page(place.get()));
        let alt = name_of(&page, count);
        let on_load = Callback::new(move |()| arrived.set(Some(place)));
        view! { <PagePicture version page alt first=true replacing=true on_load /> }
    };
    // The next page comes when this one is there, and waits out of sight.
    let ahead = move || {
        let next = Leaf::Next.from(place.get(), count);
        (arrived.get() == Some(place.get()) && next != place.get() && !saves_data())
            .then(|| view! { <PagePicture version page=page(next) alt=String::new() /> })
    };
    view! {
        // An address that leads to this page (`#page-3`) takes the focus along.
        <section id=move || format!("page-{}", page(place.get()).number) class="stage" tabindex="-1" aria-label="Pages">
            <p class="stage-place" role="status">
                {move || name_of(&page(place.get()), count)}
            </p>
            <Picture place count go zoomed shown buttons>{picture}</Picture>
            <div class="stage-ahead" hidden aria-hidden="true">
                {ahead}
            </div>
            <p node_ref=buttons class="stage-buttons">
                <button type="button" class="button" on:click=move |_| button(Leaf::Previous) aria-disabled=at_end(Leaf::Previous)>
                    "Previous"
                </button>
                <span class="muted">{move || caption(&page(place.get()))}</span>
                <button type="button" class="button" on:click=move |_| button(Leaf::Next) aria-disabled=at_end(Leaf::Next)>
                    "Next"
                </button>
            </p>
            <p>{move || view! { <CommentLink to=comment.clone() page=page(place.get()).number id=COMMENT /> }}</p>
            {move || view! { <PageWords said=pages.said(place.get()) /> }}
        </section>
    }
}

/// The pages turn by finger and by wheel, which first scrolls to the end of what is shown. Made larger, a page is moved
/// about instead.
#[component]
fn Picture(
    place: RwSignal<usize>,
    count: usize,
    go: Callback<Leaf, bool>,
    zoomed: Signal<bool>,
    shown: NodeRef<Div>,
    /// What stands below the picture.
    buttons: NodeRef<P>,
    children: ChildrenFn,
) -> impl IntoView {
    let touched = StoredValue::new(None);
    let turn = StoredValue::new(WheelTurn::default());
    let down = move |event: PointerEvent| {
        let finger = event.pointer_type() == "touch" && event.is_primary();
        touched.set_value(finger.then(|| (event.client_x(), event.client_y())));
    };
    let up = move |event: PointerEvent| {
        let from: Option<(i32, i32)> = touched.try_update_value(Option::take).flatten();
        let leaf = from.and_then(|(x, y)| Leaf::of_swipe(event.client_x() - x, event.client_y() - y));
        if let Some(leaf) = leaf.filter(|_| !zoomed.get_untracked()) {
            go.run(leaf);
        }
    };
    let wheel = move |event: WheelEvent| {
        // With that key, a wheel makes a page larger; what scrolls already, scrolls on.
        if event.ctrl_key() || zoomed.get_untracked() || !event.cancelable() {
            return;
        }
        let (at, way) = (event.time_stamp(), (event.delta_x(), event.delta_y()));
        let more = way.0.abs() <= way.1.abs() && goes_on(way.1 > 0.0, shown, buttons);
        match turn.try_update_value(|turn| turn.meet(at, way, more, place.get_untracked(), count)) {
            Some(Wheel::Turns(leaf)) => {
                event.prevent_default();
                go.run(leaf);
            }
            Some(Wheel::Waits) => event.prevent_default(),
            Some(Wheel::Scrolls) | None => {}
        }
    };
    view! {
        <div
            node_ref=shown
            class="stage-picture"
            class:zoomed=zoomed
            on:pointerdown=down
            on:pointerup=up
            on:pointercancel=move |_| touched.set_value(None)
            on:wheel=wheel
        >
            {children()}
        </div>
    }
}

/// While the stage is shown, wherever the focus is but in a field. Where no page is, keys do what they do elsewhere.
fn leaf_by_keys(go: Callback<Leaf, bool>, zoomed: Signal<bool>) {
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            let changed = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
            let meant = !changed && !is_typing() && !zoomed.get_untracked();
            let Some(leaf) = Leaf::of_key(&event.key()).filter(|_| meant) else { return };
            if go.run(leaf) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// The focus is on something that has its own use for these keys.
pub fn is_typing() -> bool {
    let focused = document().active_element().map(|element| element.tag_name());
    focused.is_some_and(|name| matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT" | "VIDEO" | "AUDIO"))
}
