//! The filters that Jekyll has for lists of things (`jekyll/filters.rb`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use liquid_core::model::{KString, Object, State, ValueView};
use liquid_core::parser::{Language, parse};
use liquid_core::runtime::{Runtime, StackFrame, Template};
use liquid_core::{ParseBlock, Renderable, Value};
use liquid_lib::stdlib;

use super::lenient::Lenient;

/// What a filter makes of a list and its arguments.
pub(super) type Function = fn(&dyn ValueView, &[Value], &dyn Runtime) -> Result<Value, String>;

pub(super) const FILTERS: &[(&str, Function)] = &[
    ("where", |input, arguments, _| Ok(Value::Array(having(input, arguments)?.collect()))),
    ("find", |input, arguments, _| Ok(having(input, arguments)?.next().unwrap_or(Value::Nil))),
    ("where_exp", |input, arguments, runtime| {
        let meant: Result<Vec<Value>, String> = meant(input, arguments, runtime)?.collect();
        Ok(Value::Array(meant?))
    }),
    ("find_exp", |input, arguments, runtime| {
        meant(input, arguments, runtime)?.next().unwrap_or(Ok(Value::Nil))
    }),
    ("group_by", |input, arguments, _| {
        let [key] = arguments else { return Err("`group_by` takes a name".to_owned()) };
        let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for item in items(input) {
            let name = property(&item, &key.to_kstr()).to_kstr().to_string();
            let place = *places.entry(name.clone()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, items)) => items.push(item),
                None => groups.push((name, vec![item])),
            }
        }
        Ok(Value::Array(groups.into_iter().map(group).collect()))
    }),
    ("uniq", |input, arguments, _| {
        if input.as_array().is_none() {
            return Err("`uniq` takes a list".to_owned());
        }
        let mut known = BTreeSet::new();
        let mut unique = items(input);
        unique.retain(|item| {
            known.insert(match arguments {
                [name, ..] => identity(&property(item, &name.to_kstr())),
                [] => identity(item),
            })
        });
        Ok(Value::Array(unique))
    }),
];

/// A text that two values share if they are equal in Ruby (`eql?`). The keys of objects come in order.
fn identity(value: &Value) -> String {
    serde_json::to_value(value).unwrap_or_default().to_string()
}

fn group((name, items): (String, Vec<Value>)) -> Value {
    let size = i64::try_from(items.len()).unwrap_or(i64::MAX);
    Value::Object(Object::from_iter([
        ("name".into(), Value::scalar(name)),
        ("items".into(), Value::Array(items)),
        ("size".into(), Value::scalar(size)),
    ]))
}

/// The items of a list; of a mapping, its values.
fn items(input: &dyn ValueView) -> Vec<Value> {
    match (input.as_array(), input.as_object()) {
        (Some(array), _) => array.values().map(ValueView::to_value).collect(),
        (_, Some(object)) => object.values().map(ValueView::to_value).collect(),
        _ => Vec::new(),
    }
}

fn property(item: &Value, name: &str) -> Value {
    let parts = name.split('.');
    let found = parts.into_iter().try_fold(item as &dyn ValueView, |item, part| {
        item.as_object().and_then(|object| object.get(part))
    });
    found.map_or(Value::Nil, ValueView::to_value)
}

/// Those items whose property is, or holds, a value; or is anything at all.
fn having(
    input: &dyn ValueView,
    arguments: &[Value],
) -> Result<impl Iterator<Item = Value>, String> {
    let (key, wanted) = match arguments {
        [key] => (key.to_kstr().to_string(), None),
        [key, wanted] => (key.to_kstr().to_string(), Some(wanted.clone())),
        _ => return Err("a name and a value are wanted".to_owned()),
    };
    let is_same = |value: &Value, wanted: &Value| match (value, wanted) {
        (Value::Nil, wanted) => wanted.is_nil(),
        (_, Value::Nil) => false,
        (value, wanted) => value.to_kstr() == wanted.to_kstr(),
    };
    Ok(items(input).into_iter().filter(move |item| match (property(item, &key), &wanted) {
        (value, None) => value.query_state(State::Truthy),
        (Value::Array(values), Some(wanted)) => values.iter().any(|value| is_same(value, wanted)),
        (value, Some(wanted)) => is_same(&value, wanted),
    }))
}

/// A language that knows conditions alone.
static CONDITIONS: LazyLock<Language> = LazyLock::new(|| {
    let mut language = Language::empty();
    let block: Box<dyn ParseBlock> = Box::new(stdlib::IfBlock);
    language.blocks.register("if".to_owned(), block);
    language
});

/// Those items for which a condition holds: `"post", "post.year > 2020"`.
fn meant<'a>(
    input: &dyn ValueView,
    arguments: &[Value],
    runtime: &'a dyn Runtime,
) -> Result<impl Iterator<Item = Result<Value, String>> + use<'a>, String> {
    let [name, condition] = arguments else {
        return Err("a name and a condition are wanted".to_owned());
    };
    let (name, condition) = (KString::from_ref(&name.to_kstr()), condition.to_kstr());
    if condition.contains("%}") {
        return Err(format!("`{condition}` is no condition"));
    }
    let template = format!("{{% if {condition} %}}1{{% endif %}}");
    let template = parse(&template, &CONDITIONS).map(Template::new);
    let template = template.map_err(|_| format!("`{condition}` is no condition"))?;
    Ok(items(input).into_iter().filter_map(move |item| {
        let globals = Object::from_iter([(name.clone(), item.clone())]);
        let frame = StackFrame::new(runtime, &globals);
        match template.render(&Lenient(&frame)) {
            Ok(shown) => (shown == "1").then_some(Ok(item)),
            Err(error) => Some(Err(error.to_string())),
        }
    }))
}
