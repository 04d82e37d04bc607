//! What is handed to a shortcode: `"a" key="b"`, `(key="b")`, `key: 'b', "c"`.

use std::collections::BTreeMap;

/// Arguments by position and by name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    /// Those without a name, in order.
    pub(super) positional: Vec<String>,
    /// Those with one.
    pub(super) named: BTreeMap<String, String>,
}

impl Arguments {
    /// Reads what stands between the name of a shortcode and its end. Whatever is written can be
    /// read; words, quotations and `key=value` or `key: value` are told apart.
    pub(super) fn parse(written: &str) -> Self {
        let mut arguments = Self::default();
        let mut rest = written.trim_start_matches(is_separator);
        while !rest.is_empty() {
            let (word, after) = value(rest);
            rest = after.trim_start();
            let is_key = !word.is_empty() && word.chars().all(is_key_character);
            let assigned = rest.strip_prefix('=').or_else(|| {
                rest.strip_prefix(':').filter(|after| after.starts_with([' ', '"', '\'', '“']))
            });
            match assigned {
                Some(after) if is_key => {
                    let (value, after) = value(after.trim_start());
                    arguments.named.insert(word, value);
                    rest = after;
                }
                _ => arguments.positional.push(word),
            }
            rest = rest.trim_start_matches(is_separator);
        }
        arguments
    }

    /// The value of the first of `names` that is there; a number is a position.
    pub(super) fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let value = match name.parse::<usize>() {
                Ok(position) => self.positional.get(position),
                Err(_) => self.named.get(*name),
            };
            value.map(|value| value.trim()).filter(|value| !value.is_empty())
        })
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '=' | ':')
}

fn is_key_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// The quotation or word with which `text` begins, and the rest.
fn value(text: &str) -> (String, &str) {
    let pairs = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”')];
    let quotes = pairs.into_iter().find(|(open, _)| text.starts_with(*open));
    let Some((open, close)) = quotes else {
        let end = text
            .char_indices()
            .find(|(at, character)| ends_word(*character, &text[*at..]))
            .map_or(text.len(), |(at, character)| {
                at.max(if at == 0 { character.len_utf8() } else { 0 })
            });
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut read = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if open == '"' || open == '\'' => {
                read.extend(characters.next().map(|(_, escaped)| escaped));
            }
            _ if character == close => return (read, &text[at + character.len_utf8()..]),
            _ => read.push(character),
        }
    }
    (read, "")
}

fn ends_word(character: char, rest: &str) -> bool {
    match character {
        ':' => rest[1..].starts_with([' ', '"', '\'', '“']),
        '=' | ',' => true,
        _ => character.is_whitespace(),
    }
}
