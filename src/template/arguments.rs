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
        // Whatever stands first is of the word.
        let mut rest = text.chars();
        let _ = rest.next();
        if !text.starts_with(|first| ends_word(first, rest.as_str())) {
            while let Some(next) = rest.clone().next()
                && !ends_word(next, rest.as_str().get(next.len_utf8()..).unwrap_or_default())
            {
                let _ = rest.next();
            }
        }
        let rest = rest.as_str();
        return (text.strip_suffix(rest).unwrap_or(text).to_owned(), rest);
    };
    let mut read = String::new();
    let mut characters = text.chars();
    let _ = characters.next();
    while let Some(character) = characters.next() {
        match character {
            '\\' if open == '"' || open == '\'' => read.extend(characters.next()),
            _ if character == close => return (read, characters.as_str()),
            _ => read.push(character),
        }
    }
    (read, "")
}

/// Whether a word ends before `character`, behind which `rest` stands.
fn ends_word(character: char, rest: &str) -> bool {
    match character {
        ':' => rest.starts_with([' ', '"', '\'', '“']),
        '=' | ',' => true,
        _ => character.is_whitespace(),
    }
}
