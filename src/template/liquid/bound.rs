//! What keeps a template from running for ever, or out of memory.
//!
//! Every tag and filter takes a step, of which an article has [`MAX_STEPS`], and a filter of a list one
//! more for each [`ITEMS_PER_STEP`]; what a filter or a
//! template makes has at most [`MAX_VALUE`] and [`MAX_OUTPUT`] bytes; loops over numbers say how
//! many, at most [`MAX_RANGE`]; blocks and brackets nest within [`MAX_NESTING`].

use std::fmt;
use std::io::Write;

use liquid_core::model::{ArrayView, ObjectView, ValueView};
use liquid_core::parser::{FilterArguments, Language, TagBlock, TagTokenIter};
use liquid_core::{
    BlockReflection, Error, Filter, FilterReflection, ParseBlock, ParseFilter, ParseTag,
    Renderable, Result, Runtime, TagReflection, Value,
};

use super::lenient::Lenient;
use crate::template::token::near;

/// How many tags and filters an article may have carried out.
const MAX_STEPS: usize = 5000;

/// How many items of its list a filter looks at in a step.
const ITEMS_PER_STEP: usize = 100;

/// The largest value that a filter makes, in bytes.
const MAX_VALUE: usize = 64 * 1024;

/// The longest text that a template makes, in bytes.
const MAX_OUTPUT: usize = 1024 * 1024;

/// The most numbers that a loop runs over.
const MAX_RANGE: u64 = 1000;

/// How deep blocks and brackets nest.
const MAX_NESTING: usize = 32;

/// Refuses a template that would nest too deep or count too far.
pub(super) fn check(template: &str) -> std::result::Result<(), String> {
    let mut depth = 0_usize;
    for (at, mark) in template.match_indices("{%") {
        let tag = template.get(at + mark.len()..).unwrap_or_default();
        let tag = near(tag).split("%}").next().unwrap_or_default();
        let tag = tag.trim_matches('-').trim();
        if tag.starts_with("end") {
            depth = depth.saturating_sub(1);
        } else if ["if", "unless", "for", "case", "capture", "tablerow"]
            .iter()
            .any(|name| tag.starts_with(name))
        {
            depth += 1;
        }
        if depth > MAX_NESTING {
            return Err(format!("blocks nest deeper than {MAX_NESTING} levels"));
        }
        if let Some((from, to)) = tag.split_once("..") {
            let from = from.rsplit('(').next().unwrap_or_default().trim().parse::<u64>();
            let to = to.split(')').next().unwrap_or_default().trim().parse::<u64>();
            let counted =
                matches!((from, to), (Ok(from), Ok(to)) if to.saturating_sub(from) < MAX_RANGE);
            if (tag.starts_with("for") || tag.starts_with("tablerow")) && !counted {
                return Err(format!("a loop may count up to {MAX_RANGE} plain numbers"));
            }
        }
        if tag.starts_with("tablerow")
            && let Some((_, columns)) = tag.split_once("cols")
        {
            let columns = columns.trim_start_matches([':', ' ']);
            let columns = columns.split([' ', ',']).next().unwrap_or_default().parse::<u64>();
            if !columns.is_ok_and(|columns| (1..=MAX_RANGE).contains(&columns)) {
                return Err(format!("`cols` of a table is a plain number from 1 to {MAX_RANGE}"));
            }
        }
    }
    let mut brackets = 0_usize;
    for byte in template.bytes() {
        match byte {
            b'[' | b'(' => brackets += 1,
            b']' | b')' | b'\n' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        if brackets > 8 * MAX_NESTING {
            return Err("brackets nest too deep".to_owned());
        }
    }
    Ok(())
}

/// The steps that an article has taken.
#[derive(Default)]
struct Steps(usize);

fn step(runtime: &dyn Runtime, count: usize) -> Result<()> {
    let mut steps = runtime.registers().get_mut::<Steps>();
    steps.0 = steps.0.saturating_add(count);
    if steps.0 > MAX_STEPS {
        return Err(Error::with_msg(format!("an article may take {MAX_STEPS} steps")));
    }
    Ok(())
}

/// A tag, a block or a filter that takes steps and makes no value too large.
#[derive(Debug, Clone)]
pub(super) struct Bounded<T>(pub(super) T);

impl<T: ParseTag + Clone + 'static> ParseTag for Bounded<T> {
    fn parse(
        &self,
        arguments: TagTokenIter<'_>,
        language: &Language,
    ) -> Result<Box<dyn Renderable>> {
        Ok(Box::new(Bounded(self.0.parse(arguments, language)?)))
    }

    fn reflection(&self) -> &dyn TagReflection {
        self.0.reflection()
    }
}

impl<T: ParseBlock + Clone + 'static> ParseBlock for Bounded<T> {
    fn parse(
        &self,
        arguments: TagTokenIter<'_>,
        block: TagBlock<'_, '_>,
        language: &Language,
    ) -> Result<Box<dyn Renderable>> {
        Ok(Box::new(Bounded(self.0.parse(arguments, block, language)?)))
    }

    fn reflection(&self) -> &dyn BlockReflection {
        self.0.reflection()
    }
}

impl Renderable for Bounded<Box<dyn Renderable>> {
    fn render_to(&self, writer: &mut dyn Write, runtime: &dyn Runtime) -> Result<()> {
        step(runtime, 1)?;
        self.0.render_to(writer, &Lenient(runtime))
    }
}

impl<T: ParseFilter + Clone + 'static> ParseFilter for Bounded<T> {
    fn parse(&self, arguments: FilterArguments<'_>) -> Result<Box<dyn Filter>> {
        let of_nothing = match self.0.reflection().name() {
            "size" => Some(Value::scalar(0)),
            name => OF_LISTS.contains(&name).then_some(Value::Nil),
        };
        Ok(Box::new(BoundedFilter { filter: self.0.parse(arguments)?, of_nothing }))
    }

    fn reflection(&self) -> &dyn FilterReflection {
        self.0.reflection()
    }
}

/// The filters that fail where there is no list; Jekyll's give nothing.
const OF_LISTS: &[&str] =
    &["compact", "concat", "first", "last", "map", "reverse", "sort", "sort_natural", "uniq"];

/// A filter within bounds.
#[derive(Debug)]
struct BoundedFilter {
    filter: Box<dyn Filter>,
    /// What it gives for nothing, if it cannot tell itself.
    of_nothing: Option<Value>,
}

impl Filter for BoundedFilter {
    fn evaluate(&self, input: &dyn ValueView, runtime: &dyn Runtime) -> Result<Value> {
        let array = input.as_array().map_or(0, ArrayView::size);
        let items = input.as_object().map_or(array, ObjectView::size);
        step(runtime, 1 + usize::try_from(items).unwrap_or(0) / ITEMS_PER_STEP)?;
        if let Some(value) = self.of_nothing.as_ref().filter(|_| input.is_nil()) {
            return Ok(value.clone());
        }
        let value = self.filter.evaluate(input, runtime)?;
        if is_larger(&value, &mut { MAX_VALUE }) {
            return Err(Error::with_msg(format!("a value may have {MAX_VALUE} bytes")));
        }
        Ok(value)
    }
}

impl fmt::Display for BoundedFilter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.filter.fmt(formatter)
    }
}

/// Takes the size of `value` off `room`; whether it has more.
fn is_larger(value: &Value, room: &mut usize) -> bool {
    let own = match value {
        Value::Scalar(scalar) => scalar.to_kstr().len(),
        _ => 0,
    };
    let Some(left) = room.checked_sub(own + 1) else { return true };
    *room = left;
    match value {
        Value::Array(items) => items.iter().any(|item| is_larger(item, room)),
        Value::Object(entries) => entries.values().any(|item| is_larger(item, room)),
        _ => false,
    }
}

/// What a template writes.
#[derive(Default)]
pub(super) struct Output(Vec<u8>);

impl Output {
    pub(super) fn into_string(self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT {
            return Err(std::io::Error::other("too much"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
