//! What single words of a body stand for: abbreviations that the author explains (`*[RGPD]: …`, as
//! with kramdown) and the names of emoji (`:tada:`).

use html5ever::local_name;

use crate::config::Markdown;
use crate::html::{Node, NodeId, Tree};

/// Puts what words stand for in their place, as far as the publisher's Markdown knows it; gives the
/// texts that were taken off.
pub(super) fn apply(tree: &mut Tree, markdown: Markdown) -> Vec<String> {
    let abbreviations = if markdown.abbreviations { take_abbreviations(tree) } else { Vec::new() };
    let mut taken_off: Vec<String> =
        abbreviations.iter().map(|(word, meaning)| format!("{word} {meaning}")).collect();
    if abbreviations.is_empty() && !markdown.emoji {
        return taken_off;
    }
    let texts: Vec<NodeId> = tree
        .nodes()
        .filter(|node| node.text().is_some() && !node.ancestors().any(is_literal))
        .map(Node::id)
        .collect();
    for id in texts {
        let text = tree.node(id).text().unwrap_or_default();
        let text = if markdown.emoji {
            let with_emoji = with_emoji(text);
            if with_emoji != text {
                taken_off.push(text.to_owned());
            }
            with_emoji
        } else {
            text.to_owned()
        };
        let mut rest = text.as_str();
        while let Some((before, word, meaning, behind)) = next(rest, &abbreviations) {
            tree.insert_text(id, before);
            let element = tree.insert_element(id, local_name!("abbr"));
            tree.add_attribute(local_name!("title"), &[meaning]);
            tree.add_text(element, word);
            rest = behind;
        }
        if Some(rest) != tree.node(id).text() {
            tree.insert_text(id, rest);
            tree.detach(id);
        }
    }
    taken_off
}

/// Whether words in a node stand for themselves.
fn is_literal(node: Node<'_>) -> bool {
    ["code", "pre", "kbd", "samp", "script", "style", "abbr"].iter().any(|name| node.is(name))
}

/// Takes off the paragraphs of explanations: the abbreviations with their meanings, longest first.
fn take_abbreviations(tree: &mut Tree) -> Vec<(String, String)> {
    let mut known = Vec::new();
    let mut paragraphs = Vec::new();
    for node in tree.nodes().filter(|node| node.is("p")) {
        let texts: Option<Vec<&str>> = node.children().map(Node::text).collect();
        let text = texts.map(|texts| texts.concat()).filter(|text| text.starts_with("*["));
        let explanations: Option<Vec<_>> =
            text.as_deref().and_then(|text| text.lines().map(explanation).collect());
        if let Some(explanations) = explanations {
            known.extend(explanations);
            paragraphs.push(node.id());
        }
    }
    for paragraph in paragraphs {
        tree.detach(paragraph);
    }
    known.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    known
}

fn explanation(line: &str) -> Option<(String, String)> {
    let (word, meaning) = line.trim().strip_prefix("*[")?.split_once("]:")?;
    (!word.is_empty()).then(|| (word.to_owned(), meaning.trim().to_owned()))
}

/// The first abbreviation that stands as a word of its own: what is before it, itself, its meaning,
/// what is behind it.
fn next<'a>(
    text: &'a str,
    abbreviations: &'a [(String, String)],
) -> Option<(&'a str, &'a str, &'a str, &'a str)> {
    let mut before = None;
    for (at, character) in text.char_indices() {
        let starts = before.is_none_or(|before| !is_of_word(before));
        let found = abbreviations.iter().filter(|_| starts).find(|(word, _)| {
            text[at..].strip_prefix(word.as_str()).is_some_and(|rest| !rest.starts_with(is_of_word))
        });
        if let Some((word, meaning)) = found {
            let (word, behind) = text[at..].split_at(word.len());
            return Some((&text[..at], word, meaning, behind));
        }
        before = Some(character);
    }
    None
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The text with emoji for their names, which are GitHub's.
fn with_emoji(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, colon) = rest.split_at(at + 1);
        made.push_str(before);
        rest = colon;
        let Some((name, behind)) = colon.split_once(':') else { break };
        if let Some(emoji) = emojis::get_by_shortcode(name) {
            made.pop();
            made.push_str(emoji.as_str());
            rest = behind;
        }
    }
    made.push_str(rest);
    made
}
