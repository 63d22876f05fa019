//! The same words as HTML, for programs that show nothing else well. Nothing in it is loaded from anywhere.

// Words may be written as attributes are.
use html_escape::encode_quoted_attribute as escaped;

/// The text as a page: a paragraph where it has one, a link where it has an address.
pub fn html(subject: &str, text: &str) -> String {
    let paragraphs: String = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| {
            let lines: Vec<String> = paragraph.lines().map(line).collect();
            format!("<p>{}</p>\n", lines.join("<br>\n"))
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n</head>\n\
         <body style=\"font-family: sans-serif; line-height: 1.5; max-width: 40em\">\n{paragraphs}</body>\n</html>\n",
        escaped(subject)
    )
}

/// A line with the addresses in it made links.
fn line(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(word).collect();
    words.join(" ")
}

fn word(word: &str) -> String {
    let text = escaped(word);
    if !["https://", "http://"].iter().any(|scheme| word.starts_with(scheme)) {
        return text.into_owned();
    }
    let address = text.trim_end_matches(['.', ',', ')']);
    let after = &text[address.len()..];
    format!("<a href=\"{address}\">{address}</a>{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_and_never_run() {
        let page =
            html("<b>", "Dear <script>alert(\"1\")</script>,\n\nfirst\nsecond\n\n\n\nhttps://example.org/a?b=1&c=2.\n");
        assert!(page.contains("<title>&lt;b&gt;</title>"), "{page}");
        assert!(page.contains("<p>Dear &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;,</p>"), "{page}");
        assert!(page.contains("<p>first<br>\nsecond</p>"), "{page}");
        let link = "<p><a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>.</p>";
        assert!(page.contains(link), "{page}");
    }

    #[test]
    fn an_address_ends_where_it_says() {
        let page = html("s", "https://example.org/\"onclick='x'");
        assert!(page.contains("<a href=\"https://example.org/&quot;onclick=&#x27;x&#x27;\">"), "{page}");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for text in ["javascript:alert(1)", "see \"https://", "data:text/html,x"] {
            assert!(
                !html("s", text).contains("<a href=\"java") && !html("s", text).contains("<a href=\"data"),
                "{text}"
            );
        }
    }
}
