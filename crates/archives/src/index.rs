//! The page of a pack that shows all of it in a browser: unpacked, without a network and without a script.

use std::fmt::Write as _;

use domain::preview::Page;
// Words may be written as attributes are.
use html_escape::encode_double_quoted_attribute as escaped;

const STYLE: &str = "body { max-width: 40em; margin: 1em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.5 } \
                     img { max-width: 100%; height: auto } p { white-space: pre-line; overflow-wrap: anywhere }";

/// The whole page, around its sections. `about` says what a pack is.
pub fn whole(title: &str, about: &str, sections: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n{sections}</body>\n</html>\n",
        escaped(about)
    )
}

/// One file: what the pack holds of it, and that as `shown` by the functions below.
pub fn section(number: u32, file_name: &str, told: &str, shown: &str) -> String {
    format!("<h2 dir=\"auto\">{number}. {}</h2>\n<p>{}</p>\n{shown}", escaped(file_name), escaped(told))
}

/// A recording at this path.
pub fn sound(path: &str) -> String {
    let path = escaped(path);
    format!("<audio controls preload=\"none\" src=\"{path}\"></audio>\n<p><a href=\"{path}\">{path}</a></p>\n")
}

/// A page with its words, and its image at this path.
pub fn page(page: &Page, image: Option<&str>) -> String {
    let number = page.number;
    let mut html = format!("<h3 dir=\"auto\">Page {number}");
    // Writing to a text cannot fail.
    if let Some(heading) = &page.heading {
        let _ = write!(html, ": {}", escaped(heading));
    }
    html.push_str(if page.hidden { " (hidden when presented)</h3>\n" } else { "</h3>\n" });
    if let Some(image) = image {
        let _ = writeln!(html, "<img src=\"{}\" alt=\"Page {number}\" loading=\"lazy\">", escaped(image));
    }
    if !page.text.is_empty() {
        html.push_str(&words(&page.text));
    }
    if let Some(notes) = &page.notes {
        html.push_str(&words(&format!("Notes: {notes}")));
    }
    html
}

/// A paragraph, its lines as they are.
pub fn words(text: &str) -> String {
    format!("<p dir=\"auto\">{}</p>\n", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_files_are_shown_and_never_run() {
        let deck = Page {
            number: 1,
            heading: Some("<script>".to_owned()),
            text: "a < b & \"c\"\n<img src=x>".to_owned(),
            notes: Some("</p>".to_owned()),
            ..Page::default()
        };
        let shown = page(&deck, None);
        assert_eq!(
            shown,
            "<h3 dir=\"auto\">Page 1: &lt;script&gt;</h3>\n<p dir=\"auto\">a &lt; b &amp; &quot;c&quot;\n&lt;img \
             src=x&gt;</p>\n<p dir=\"auto\">Notes: &lt;/p&gt;</p>\n"
        );
        let all = whole("<b>", "", &section(2, "<i>.pdf", "nothing", &shown));
        assert!(all.contains("<title>&lt;b&gt;</title>") && all.contains("2. &lt;i&gt;.pdf"), "{all}");
        assert!(!all.contains("<script") && !all.contains("<img"), "{all}");
    }
}
