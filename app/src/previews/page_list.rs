use domain::id::VersionId;
use domain::preview::Page;
use domain::upload::size_text;
use leptos::prelude::*;

use super::comment_link::CommentLink;
use super::file_pages::{FilePages, Said};
use super::page_index::PageIndex;
use super::page_picture::PagePicture;
use crate::erased::Erase;

/// Pages, one below the other. The first picture loads at once, the others when they come near; where no script runs, all
/// of them load at once, whatever is said of that, and keep each other waiting.
#[component]
pub fn PageList(
    version: VersionId,
    pages: FilePages,
    /// The place of the page that is shown alone, with the ways to those beside it. `None`: all are shown.
    alone: Option<usize>,
    /// Where comments are written, up to the number of the page.
    comment: Option<String>,
) -> impl IntoView {
    let count = pages.count();
    let places = alone.map_or(0..count, |place| place..place + 1);
    let first = places.start;
    if alone.is_none() {
        Effect::new(move |_| pages.want_all());
    }
    let items = places.map(move |place| {
        let first = place == first;
        let page = pages.page(place);
        let id = format!("page-{}", page.number);
        let alt = name_of(&page, count);
        view! {
            <li id=id class="page">
                <figure>
                    <PagePicture version page=page.clone() alt lazy={!first} first />
                    <figcaption>{caption(&page)} " " <CommentLink to=comment.clone() page=page.number /></figcaption>
                </figure>
                {move || view! { <PageWords said=pages.said(place) /> }}
            </li>
        }
    });
    let items = items.collect_view();
    let others = alone.map(|shown| {
        let pages = (0..count).map(|place| pages.page(place));
        let names: Vec<String> = pages.map(|page| caption(&page) + &heading_of(&page)).collect();
        view! { <PageIndex names shown place="#pages" /> }
    });
    view! {
        <ol id="pages" class="page-list">
            {items}
        </ol>
        {others}
    }
}

/// What a page says: folded up below its picture, or in place of one.
#[component]
pub fn PageWords(said: Said) -> impl IntoView {
    let Said { page, lacking } = said;
    let Page { number, heading, text, notes, images, fault, .. } = page;
    let words = view! {
        {heading.map(|heading| view! { <p class="page-heading" dir="auto">{heading}</p> })}
        {(!text.is_empty()).then(|| view! { <p class="page-text" dir="auto">{text.clone()}</p> })}
        {notes
            .map(|notes| {
                view! {
                    <p class="page-notes-label">"Notes of the speaker"</p>
                    <p class="page-text" dir="auto">
                        {notes}
                    </p>
                }
            })}
        {lacking.map(|told| view! { <p class="hint">{told}</p> })}
    };
    let words = if images.is_empty() {
        view! { <div class="page-words">{words}</div> }.erased()
    } else {
        view! {
            <details class="page-words">
                <summary>{format!("Text of page {number}")}</summary>
                {words}
            </details>
        }
        .erased()
    };
    view! {
        {fault.map(|fault| view! { <p class="hint">{fault.to_string()}</p> })}
        {words}
    }
}

/// `Page 3 of 12: Ports and ships`
pub fn name_of(page: &Page, count: usize) -> String {
    format!("Page {} of {count}{}", page.number, heading_of(page))
}

/// `: Ports and ships`
fn heading_of(page: &Page) -> String {
    page.heading.as_ref().map(|heading| format!(": {heading}")).unwrap_or_default()
}

/// `Page 3, 48 KB, hidden when presented`
pub fn caption(page: &Page) -> String {
    let size = page.images.first().map(|image| format!(", {}", size_text(image.bytes))).unwrap_or_default();
    let hidden = if page.hidden { ", hidden when presented" } else { "" };
    format!("Page {}{size}{hidden}", page.number)
}

#[cfg(test)]
mod tests {
    use domain::preview::Image;

    use super::*;

    #[test]
    fn a_page_says_what_it_weighs_before_it_comes() {
        let image = Image { width: 900, bytes: 49_152, file: String::new() };
        let page = Page { number: 3, heading: Some("Ports".to_owned()), images: vec![image], ..Page::default() };
        assert_eq!(caption(&page), "Page 3, 48 KiB");
        assert_eq!(name_of(&page, 12), "Page 3 of 12: Ports");
        let text = Page { number: 1, hidden: true, ..Page::default() };
        assert_eq!(caption(&text), "Page 1, hidden when presented");
    }
}
