//! Text in HTML.

use crate::html;

/// `text` as HTML, for an element or an attribute. Its braces are escaped too, so that they are not
/// taken for template markup again.
pub(super) fn escaped(text: &str) -> String {
    html::escaped(text).replace('{', "&#123;")
}

/// The HTML of a text of a few words in Markdown.
pub(super) fn of_markdown(text: &str) -> String {
    let mut html = String::new();
    let options = pulldown_cmark::Options::ENABLE_TABLES;
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, options));
    html.truncate(html.trim_end().len());
    html
}

/// The HTML of a text in which nothing means anything but quotation marks, dashes and ellipses.
pub(super) fn with_smart_punctuation(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() && !matches!(character, '"' | '\'' | '-' | '.') {
            written.push('\\');
        }
        written.push(character);
    }
    let mut html = String::new();
    let options = pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(&written, options));
    let html = html.trim_end();
    let inside = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inside.unwrap_or(html).to_owned()
}

/// The same without a paragraph around it.
pub(super) fn of_phrase(text: &str) -> String {
    let html = of_markdown(text);
    let inside = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inside.filter(|inside| !inside.contains("<p>")).map_or_else(|| html.clone(), str::to_owned)
}
