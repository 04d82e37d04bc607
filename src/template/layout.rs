//! Where on its lines markup stands, and how what it comes to is laid out there.

use super::shortcode::Shown;
use crate::model::Expanded;

/// How far behind markup its line is looked at, in bytes.
const REACH: usize = 1024;

/// Whether what follows `before` is an address or an attribute.
pub(super) fn is_in_address(before: &str) -> bool {
    let near = near(before);
    let line = near.rsplit('\n').next().unwrap_or_default();
    let word = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_destination = word.rsplit_once("](").is_some_and(|(_, rest)| !rest.contains(')'));
    // A tag may be spread over lines.
    let tag = near.rsplit_once('<').map(|(_, tag)| tag);
    let in_tag = tag.is_some_and(|tag| {
        tag.starts_with(|first: char| first.is_ascii_alphabetic()) && !tag.contains('>')
    });
    is_destination
        || in_tag
        || line.trim_start().starts_with('[') && word.is_empty() && line.trim_end().ends_with("]:")
}

/// The end of `text`, so that a line without end is looked at in bounded time.
fn near(text: &str) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(REACH))..).unwrap_or(text)
}

/// Puts what markup comes to behind `expanded`; lines of their own get the indentation and the
/// `>` of the line that they stand on.
pub(super) fn put(expanded: &mut Expanded, shown: Shown, body: &str, end: usize, origin: usize) {
    let block = match shown {
        Shown::Inline(text) => return expanded.push(&text, origin),
        Shown::Block(block) => block,
    };
    let Some(prefix) = line_prefix(&expanded.text) else {
        return expanded.push(&in_a_line(&block), origin);
    };
    let mut lines = block.trim_matches('\n').split('\n');
    let mut text = lines.next().unwrap_or_default().to_owned();
    // A blank line lets what follows be Markdown again.
    let follows = body.get(end..).is_some_and(|rest| rest.starts_with(['\n', '\r'])).then_some("");
    for line in lines.chain(follows) {
        text.push('\n');
        text.push_str(if line.is_empty() { prefix.trim_end() } else { &prefix });
        text.push_str(line);
    }
    expanded.push(&text, origin);
}

/// The indentation and the `>` before the end of `text`, if nothing else is on its line.
pub(super) fn line_prefix(text: &str) -> Option<String> {
    let line = near(text).rsplit('\n').next().unwrap_or_default();
    line.trim_matches([' ', '\t', '>']).is_empty().then(|| line.to_owned())
}

/// `inner` without what its lines begin with for being in a list or a quotation.
pub(super) fn without_prefix(inner: String, prefix: Option<String>) -> String {
    let Some(prefix) = prefix.filter(|prefix| !prefix.is_empty()) else { return inner };
    let own = |line| {
        let line: &str = line;
        line.strip_prefix(&prefix).or_else(|| line.strip_prefix(prefix.trim_end())).unwrap_or(line)
    };
    inner.split('\n').map(own).collect::<Vec<_>>().join("\n")
}

/// `inner` without the indentation that all of its lines have.
pub(super) fn dedented(inner: &str) -> String {
    let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines = inner.split('\n').filter(|line| !line.trim().is_empty());
    let common = lines.map(indentation).min().unwrap_or_default();
    inner
        .split('\n')
        .map(|line| line.get(common..).unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// `block` without the line ends that would end the line.
fn in_a_line(block: &str) -> String {
    if block.starts_with("<pre") {
        return block.replace('\n', "&#10;");
    }
    // A picture without a legend may stand in a link or in a sentence.
    let alone = block.strip_prefix("<figure>").and_then(|block| block.strip_suffix("</figure>"));
    let block = alone.filter(|inside| !inside.contains("<figcaption>")).unwrap_or(block);
    block.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `{%-` takes the white space before it along.
pub(super) fn trim_before(text: &mut String, markup: &str) {
    if markup.starts_with("{%-") || markup.starts_with("{{-") {
        text.truncate(text.trim_end().len());
    }
}

/// `-%}` takes the white space behind it along: how many bytes of `rest` that is.
pub(super) fn trimmed_after(markup: &str, rest: &str) -> usize {
    if markup.ends_with("-%}") || markup.ends_with("-}}") {
        rest.len() - rest.trim_start().len()
    } else {
        0
    }
}
