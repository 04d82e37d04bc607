//! Who wrote an article, and who helped.

use super::fields::Fields;
use crate::config::Field;
use crate::model::{Node, Person, Value};

/// The people that a field names: one name, a list of names, or mappings with `name`, `url`,
/// `email`, `avatar`.
pub(super) fn people(fields: &mut Fields<'_>, field: Field) -> Vec<Person> {
    let Some(node) = fields.find(field) else { return Vec::new() };
    let nodes = match &node.value {
        Value::List(items) => items.as_slice(),
        Value::Scalar(_) | Value::Mapping(_) => std::slice::from_ref(node),
    };
    if fields.config.profile().joins_people && node.as_scalar().is_some() {
        return several(fields, node);
    }
    let mut people: Vec<Person> = Vec::new();
    for node in nodes.iter().filter(|node| !node.is_null()) {
        let person = person(fields, field, node);
        people.extend(person.filter(|person| !people.contains(person)));
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

fn person(fields: &mut Fields<'_>, field: Field, node: &Node) -> Option<Person> {
    match &node.value {
        Value::Scalar(_) => fields.scalar(node).map(|name| {
            let known = fields.config.people.get(&name.value).cloned();
            known.unwrap_or_else(|| Person { name: name.value, ..Person::default() })
        }),
        Value::Mapping(_) => {
            let mut part = |names: &[&str]| -> Option<String> {
                let node = names.iter().find_map(|name| node.get(name))?;
                fields.scalar(node).map(|text| text.value)
            };
            let email = part(&["email", "mail"]);
            let url = part(&["url", "uri", "website"]);
            let avatar = part(&["avatar", "image", "picture"]);
            let name = part(&["name", "nom"]).or_else(|| email.clone());
            let base = &fields.config.site.base_url;
            let absolute = |url: String| base.join(&url).ok().map(String::from);
            if name.is_none() {
                fields.report_kind(field, &node.span, "a mapping with `name`");
            }
            Some(Person {
                name: name?,
                url: url.and_then(absolute),
                email,
                avatar: avatar.and_then(absolute),
            })
        }
        Value::List(_) => {
            fields.report_kind(field, &node.span, "a name");
            None
        }
    }
}
