use domain::slides::PackWeight;
use domain::upload::size_text;
use leptos::prelude::*;

/// The low-data pack of a session's slides, and what it weighs.
#[component]
pub fn PackLink(address: String, weight: PackWeight) -> impl IntoView {
    view! {
        <p class="slides-pack">
            <a href=address rel="external" download="">
                "Low-data pack"
            </a>
            {format!(", {}", weight_text(weight))}
            <span class="hint">
                " The words of the pages, small images, and sound as it is. Unpack it and open index.html in a browser; that works without a connection. On a phone, “View” shows the same, one page at a time."
            </span>
        </p>
    }
}

/// `1.3 MiB instead of 48 MiB`
fn weight_text(PackWeight { pack, files }: PackWeight) -> String {
    if pack < files { format!("{} instead of {}", size_text(pack), size_text(files)) } else { size_text(pack) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_set_against_what_it_stands_for() {
        let text = |pack, files| weight_text(PackWeight { pack, files });
        assert_eq!(text(1_400_000, 50_000_000), "1.3 MiB instead of 48 MiB");
        assert_eq!(text(900, 100), "900 bytes");
    }
}
