//! Who wrote an article, and who helped.

use std::collections::BTreeSet;

use super::fields::{Fields, Written, problem};
use crate::config::Field;
use crate::model::{Node, Person, Value, is_email_address};
use crate::problem::Code;

/// The people that a field names: one name, a list of names, or mappings with `name`, `url`,
/// `email`, `avatar`.
pub(super) fn people(fields: &mut Fields<'_>, field: Field) -> Vec<Person> {
    let Some(node) = fields.find(field) else { return Vec::new() };
    let Some(node) = fields.switched_on(field, node) else { return Vec::new() };
    let nodes = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Scalar(_) | Value::Mapping(_) => std::slice::from_ref(node),
    };
    if fields.config.profile().joins_people && node.as_scalar().is_some() {
        return several(fields, node);
    }
    let named = nodes.iter().filter(|node| !node.is_null());
    let mut people: Vec<Person> = named.flat_map(|node| person(fields, field, node)).collect();
    if people.len() > 1 {
        let mut known = BTreeSet::new();
        people.retain(|person| known.insert(person.clone()));
    }
    people
}

/// The names in one text, parted by `;` or else by commas.
fn several(fields: &mut Fields<'_>, node: &Node) -> Vec<Person> {
    let Some(written) = fields.scalar(node) else { return Vec::new() };
    let sign = if written.value.contains(';') { ';' } else { ',' };
    let names = written.value.split(sign).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Person { name: name.to_owned(), ..Person::default() }).collect()
}

/// The people that one value names: several where a text has addresses.
fn person(fields: &mut Fields<'_>, field: Field, node: &Node) -> Vec<Person> {
    match &node.value {
        Value::Scalar(_) => {
            let Some(written) = fields.scalar(node) else { return Vec::new() };
            if let Some(known) = fields.config.people.get(&written.value) {
                return vec![known.clone()];
            }
            let Some(parts) = with_addresses(&written.value) else {
                return vec![Person { name: written.value, ..Person::default() }];
            };
            let people = parts.into_iter().map(|part| {
                let at =
                    |value: &str| Written { value: value.to_owned(), span: written.span.clone() };
                Person {
                    name: part.name.to_owned(),
                    url: part.url.and_then(|url| address(fields, &at(url))),
                    email: part.email.and_then(|email| email_address(fields, &at(email))),
                    avatar: None,
                }
            });
            people.collect()
        }
        Value::Mapping(_) => {
            let mut part = |names: &[&str]| -> Option<Written> {
                let node = names.iter().find_map(|name| node.get(name))?;
                fields.scalar(node)
            };
            let email = part(&["email", "mail"]);
            let url = part(&["url", "uri", "website"]);
            let avatar = part(&["avatar", "image", "picture"]);
            let name = part(&["name", "nom"]).or_else(|| email.clone());
            let Some(name) = name else {
                fields.report_kind(field, &node.span, "a mapping with `name`");
                return Vec::new();
            };
            vec![Person {
                name: name.value,
                url: url.and_then(|url| address(fields, &url)),
                email: email.and_then(|email| email_address(fields, &email)),
                avatar: avatar.and_then(|avatar| address(fields, &avatar)),
            }]
        }
        Value::List(_) => {
            fields.report_kind(field, &node.span, "a name");
            Vec::new()
        }
    }
}

fn address(fields: &mut Fields<'_>, written: &Written) -> Option<String> {
    fields.web_address(written, &fields.config.site.base_url).map(String::from)
}

/// The e-mail address; nothing, with a warning, for what is none.
fn email_address(fields: &mut Fields<'_>, written: &Written) -> Option<String> {
    if is_email_address(&written.value) {
        return Some(written.value.clone());
    }
    let message = format!("`{}` is not an e-mail address", written.value);
    let problem = problem(Code::EmailInvalid, message, &written.span)
        .label("expected an address such as `redaction@example.org`");
    fields.report(problem);
    None
}

/// A person in a text.
struct Part<'a> {
    name: &'a str,
    url: Option<&'a str>,
    email: Option<&'a str>,
}

/// The people in a text that has addresses, as `[Ada](https://…)` (CommonMark, section 6.3),
/// `Ada <ada@…>` (RFC 5322, section 3.4) or `ada@… (Ada)`, parted by commas, semicolons, `&` or a word for “and”.
/// Nothing for any other text, whose commas belong to the name.
fn with_addresses(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    let mut has_address = false;
    while !rest.is_empty() {
        let (part, after) = rest.split_at(end_of_person(rest));
        let part = part_of(part.trim());
        has_address |= part.url.is_some() || part.email.is_some();
        parts.extend(Some(part).filter(|part| !part.name.is_empty()));
        rest = without_separator(after);
    }
    has_address.then_some(parts)
}

/// What stands between two people. Words stand between spaces.
const SEPARATORS: [&str; 8] = [",", ";", " & ", " and ", " et ", " und ", " y ", " e "];

/// Where the first person of `text` ends: at a separator outside brackets and quotes.
fn end_of_person(text: &str) -> usize {
    let mut open: Option<char> = None;
    for (at, letter) in text.char_indices() {
        match open {
            Some(end) if letter == end => open = None,
            Some(_) => {}
            None if SEPARATORS.iter().any(|it| text[at..].starts_with(it)) => return at,
            None => {
                open = match letter {
                    '[' => Some(']'),
                    '(' => Some(')'),
                    '<' => Some('>'),
                    '"' => Some('"'),
                    _ => None,
                };
            }
        }
    }
    text.len()
}

fn without_separator(text: &str) -> &str {
    let after = SEPARATORS.iter().find_map(|separator| text.strip_prefix(separator));
    after.unwrap_or(text).trim_start()
}

/// A name, with the address that stands behind it.
fn part_of(text: &str) -> Part<'_> {
    let link = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    if let Some((name, target)) = link.and_then(|rest| rest.split_once("](")) {
        // A title, as Markdown lets a link have one, is nothing to a feed.
        let target = target.trim().split([' ', '\t']).next().unwrap_or_default();
        let target = target.trim_start_matches('<').trim_end_matches('>');
        return match target.strip_prefix("mailto:") {
            Some(email) => Part { name: name.trim(), url: None, email: Some(email) },
            None => Part { name: name.trim(), url: Some(target), email: None },
        };
    }
    // RSS 2.0, "author".
    let in_parentheses = text.strip_suffix(')').and_then(|rest| rest.split_once(" ("));
    if let Some((email, name)) = in_parentheses.filter(|(email, _)| is_email_address(email)) {
        return Part { name: name.trim(), url: None, email: Some(email) };
    }
    let in_brackets = text.strip_suffix('>').and_then(|rest| rest.split_once('<'));
    if let Some((name, target)) = in_brackets.filter(|(name, _)| !name.trim().is_empty()) {
        let name = name.trim();
        let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
        let name = quoted.unwrap_or(name);
        if target.contains("://") {
            return Part { name, url: Some(target), email: None };
        }
        if target.contains('@') {
            return Part { name, url: None, email: Some(target) };
        }
    }
    Part { name: text, url: None, email: None }
}
