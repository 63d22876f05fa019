use std::time::Duration;

use domain::id::VersionId;
use domain::material::Version;
use domain::preview::{Image, Page};
use domain::upload::backoff_seconds;
use leptos::html::Img;
use leptos::prelude::*;

/// How wide a page is shown, for the browser to choose the picture that fits: the whole of a phone, the column elsewhere.
const SHOWN: &str = "(max-width: 60rem) 100vw, 56rem";

/// The same where two stand side by side: half the page each. On a phone one is below the other.
pub const SHOWN_BESIDE: &str = "(max-width: 39.99rem) 100vw, 37rem";

/// The longest pause before a picture is asked for once more.
const LONGEST_PAUSE_SECONDS: u32 = 30;

/// What is known of a picture, beyond what the browser shows by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loading {
    /// The browser shows as much of it as has come.
    Open,
    /// The browser shows the one before, until it is there.
    Replacing,
    /// It has not come, so many times in a row.
    Lost(u32),
}

impl Loading {
    fn failed(self) -> Self {
        match self {
            Self::Lost(failures) => Self::Lost(failures.saturating_add(1)),
            Self::Open | Self::Replacing => Self::Lost(1),
        }
    }

    /// What stands in its place.
    fn words(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Replacing => Some("The picture is coming…"),
            Self::Lost(_) => Some("The picture could not be loaded."),
        }
    }
}

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
    /// It takes the place of that of another page, which is not seen any more then. Only in a browser.
    #[prop(optional)]
    replacing: bool,
    /// Told when it is there.
    #[prop(optional)]
    on_load: Option<Callback<()>>,
) -> impl IntoView {
    let widest = page.images.first().cloned()?;
    let image = NodeRef::<Img>::new();
    let loading = RwSignal::new(if replacing { Loading::Replacing } else { Loading::Open });
    let failed = move |_| _ = loading.try_update(|loading| *loading = loading.failed());
    let loaded = move |_| {
        _ = loading.try_set(Loading::Open);
        if let Some(on_load) = on_load {
            on_load.run(());
        }
    };
    Effect::new(move |_| {
        // It may have failed before there was a script to hear of it.
        let image = image.get_untracked().filter(|image| image.complete() && image.natural_width() == 0);
        if image.is_some() && loading.get_untracked() == Loading::Open {
            loading.set(Loading::Lost(1));
        }
    });
    ask_again(image, loading);
    Some(view! {
        <div class="picture-place">
            {move || loading.get().words().map(|words| view! { <p class="picture-words">{words}</p> })}
            <img
                node_ref=image
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
                aria-busy=move || (loading.get() == Loading::Replacing).then_some("true")
                on:load=loaded
                on:error=failed
            />
        </div>
    })
}

/// Asks for a picture that is lost once more, as soon as the browser is online again and after pauses that grow.
fn ask_again(image: NodeRef<Img>, loading: RwSignal<Loading>) {
    Effect::new(move |_| {
        let Loading::Lost(failures) = loading.get() else { return };
        let ask = move || {
            if let Some(image) = image.try_get_untracked().flatten() {
                // The same address again is asked for again, and the browser's cache still knows it.
                image.set_src(&image.src());
            }
        };
        let pause = set_timeout_with_handle(ask, pause_after(failures)).ok();
        let no_pause = move || {
            if let Some(pause) = pause {
                pause.clear();
            }
        };
        let online = window_event_listener(leptos::ev::online, move |_| {
            // Asking would cut off what is on its way by then.
            no_pause();
            ask();
        });
        on_cleanup(move || {
            no_pause();
            online.remove();
        });
    });
}

/// 2, 4, 8, 16, 30, 30… seconds.
fn pause_after(failures: u32) -> Duration {
    let seconds = backoff_seconds(failures.saturating_add(1)).min(LONGEST_PAUSE_SECONDS);
    Duration::from_secs(seconds.into())
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
    fn a_picture_that_does_not_come_is_asked_for_less_and_less() {
        let mut loading = Loading::Replacing;
        let pauses = [2, 4, 8, 16, 30, 30].map(|expected| {
            loading = loading.failed();
            let Loading::Lost(failures) = loading else { panic!("{loading:?}") };
            (pause_after(failures).as_secs(), expected)
        });
        assert!(pauses.iter().all(|(pause, expected)| pause == expected), "{pauses:?}");
        assert_eq!(pause_after(u32::MAX).as_secs(), 30);
    }

    #[test]
    fn the_browser_chooses_by_width() {
        let version: VersionId = "0190f3a2-0000-7000-8000-000000000000".parse().expect("an id");
        let image = |width: u32| Image { width, bytes: 1, file: format!("0001-{width}.webp") };
        let text = choice(version, &[image(900), image(320)]);
        assert_eq!(text, format!("/previews/{version}/0001-900.webp 900w, /previews/{version}/0001-320.webp 320w"));
    }
}
