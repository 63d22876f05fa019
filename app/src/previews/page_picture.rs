use domain::id::VersionId;
use domain::material::Version;
use domain::preview::{Image, Page};
use leptos::prelude::*;

/// How wide a page is shown, for the browser to choose the picture that fits: the whole of a phone, the column elsewhere.
const SHOWN: &str = "(max-width: 60rem) 100vw, 56rem";

/// The same where two stand side by side: half the page each. On a phone one is below the other, and the narrow picture
/// has to do, however many pixels there are to an inch: there are many, and what was changed is told in words.
pub const SHOWN_BESIDE: &str = "(max-width: 39.99rem) 7rem, 37rem";

/// The picture of a page. Without one, its text speaks alone.
#[component]
pub fn PagePicture(
    version: VersionId,
    page: Page,
    /// What stands for the picture where it is not seen.
    alt: String,
    /// It loads when it comes near; otherwise at once.
    #[prop(optional)]
    lazy: bool,
    /// How wide it is shown, as an image's `sizes` say it.
    #[prop(default = SHOWN)]
    sizes: &'static str,
    /// It is what is looked at first: all that can wait waits for it, also the code of the page.
    #[prop(optional)]
    first: bool,
    /// Told when it is there.
    #[prop(optional)]
    on_load: Option<Callback<()>>,
) -> impl IntoView {
    let widest = page.images.first().cloned()?;
    let loaded = move |_| {
        if let Some(on_load) = on_load {
            on_load.run(());
        }
    };
    Some(view! {
        <img
            class="page-picture"
            src=address(version, &widest)
            srcset=choice(version, &page.images)
            sizes=sizes
            width=page.width
            height=page.height
            alt=alt
            loading=if lazy { "lazy" } else { "eager" }
            fetchpriority=first.then_some("high")
            decoding="async"
            on:load=loaded
        />
    })
}

/// The first page of a version, small, where there is one.
#[component]
pub fn Thumbnail(version: Version) -> impl IntoView {
    let image = version.glance.filter(|_| version.passage.is_open())?.thumbnail?;
    Some(view! {
        <img
            class="thumbnail"
            src=address(version.id, &image)
            alt=""
            width=image.width
            loading="lazy"
            decoding="async"
        />
    })
}

fn address(version: VersionId, image: &Image) -> String {
    format!("/previews/{version}/{}", image.file)
}

/// `/previews/0190…/0001-900.webp 900w, /previews/0190…/0001-320.webp 320w`
fn choice(version: VersionId, images: &[Image]) -> String {
    let choices: Vec<String> =
        images.iter().map(|image| format!("{} {}w", address(version, image), image.width)).collect();
    choices.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_chooses_by_width() {
        let version: VersionId = "0190f3a2-0000-7000-8000-000000000000".parse().expect("an id");
        let image = |width: u32| Image { width, bytes: 1, file: format!("0001-{width}.webp") };
        let text = choice(version, &[image(900), image(320)]);
        assert_eq!(text, format!("/previews/{version}/0001-900.webp 900w, /previews/{version}/0001-320.webp 320w"));
    }
}
