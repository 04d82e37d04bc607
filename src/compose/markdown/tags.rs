//! Tags as most people write them, read at a glance: names in small letters, values in double quotes,
//! no entities. A tokenizer of HTML takes some hundred instructions for each character of them.

use html5ever::LocalName;

use super::nesting::{ElementKind, Nesting};
use crate::html::MAX_ATTRIBUTES;

/// Adds the plain tags and texts to the tree that `html` begins with, and gives back what is left for
/// the tokenizer. `None`: it takes a parser.
pub(super) fn add<'h>(html: &'h str, nesting: &mut Nesting) -> Option<&'h str> {
    let mut rest = html;
    while let Some((text, tag, behind)) = next(rest) {
        add_text(text, nesting)?;
        match tag {
            Tag::Start(name, kind, attributes) => {
                nesting.start(name, kind)?;
                for (name, value) in attributes {
                    nesting.attribute(name.into(), &[value]);
                }
            }
            Tag::End(name) => nesting.authored_end(&name)?,
        }
        rest = behind;
    }
    if rest.contains(['<', '&']) {
        return Some(rest);
    }
    add_text(rest, nesting)?;
    Some("")
}

fn add_text(text: &str, nesting: &mut Nesting) -> Option<()> {
    if text.is_empty() { Some(()) } else { nesting.text(text) }
}

enum Tag<'h> {
    Start(LocalName, ElementKind, Vec<(&'h str, &'h str)>),
    End(LocalName),
}

/// The first tag, if it is plain, with the text before it, and what is behind it.
fn next(html: &str) -> Option<(&str, Tag<'_>, &str)> {
    let (text, behind) = html.split_once('<')?;
    let (inside, behind) = behind.split_once('>')?;
    let tag = match inside.strip_prefix('/') {
        Some(name) => Tag::End(is_name(name).then(|| name.into())?),
        None => start(inside)?,
    };
    (!text.contains('&')).then_some((text, tag, behind))
}

/// The start tag between `<` and `>`.
fn start(inside: &str) -> Option<Tag<'_>> {
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let (name, mut written) = inside.split_at(inside.find(' ').unwrap_or(inside.len()));
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    while !written.trim_ascii().is_empty() {
        let (name, value) = written.strip_prefix(' ')?.trim_ascii_start().split_once("=\"")?;
        let (value, others) = value.split_once('"')?;
        // Of two of a name the tokenizer takes the first.
        let is_new = attributes.iter().all(|(known, _)| *known != name);
        if !is_name(name) || !is_new || value.contains('&') || attributes.len() == MAX_ATTRIBUTES {
            return None;
        }
        attributes.push((name, value));
        written = others;
    }
    let name: LocalName = is_name(name).then(|| name.into())?;
    // What a raw element holds is no HTML.
    let kind = ElementKind::of(&name).filter(|kind| *kind != ElementKind::Raw)?;
    Some(Tag::Start(name, kind, attributes))
}

fn is_name(name: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(is_of_name)
}
