//! Filters: from what is written to what holds.

use chrono::NaiveDate;

use super::Filter;
use super::file::{Condition, OneOrMany};
use super::load::Loader;
use crate::model::slug;

impl Loader {
    pub(super) fn condition(&mut self, keys: &[&str], condition: Condition) -> Option<Filter> {
        let mut all = Vec::new();
        for part in condition.all.into_iter().flatten() {
            all.push(self.condition(keys, part)?);
        }
        if let Some(parts) = condition.any {
            let any: Option<Vec<_>> =
                parts.into_iter().map(|part| self.condition(keys, part)).collect();
            all.push(Filter::Any(any?));
        }
        if let Some(part) = condition.not {
            all.push(Filter::Not(Box::new(self.condition(keys, *part)?)));
        }
        any_of(condition.category, |label| Filter::Category(slug(&label)), &mut all);
        any_of(condition.tag, |label| Filter::Tag(slug(&label)), &mut all);
        any_of(condition.author, Filter::Author, &mut all);
        any_of(condition.lang, Filter::Language, &mut all);
        if let Some(day) = condition.since {
            all.push(Filter::Since(self.day(keys, "since", &day)?));
        }
        if let Some(day) = condition.before {
            all.push(Filter::Before(self.day(keys, "before", &day)?));
        }
        let mut paths = Vec::new();
        for path in condition.path.into_vec() {
            match glob::Pattern::new(&path) {
                Ok(pattern) => paths.push(Filter::Path(pattern)),
                Err(error) => {
                    self.report(keys, &format!("`{path}` to be a path with `*` and `**`: {error}"));
                    return None;
                }
            }
        }
        if !paths.is_empty() {
            all.push(Filter::Any(paths));
        }
        Some(Filter::All(all))
    }

    fn day(&mut self, keys: &[&str], key: &str, written: &str) -> Option<NaiveDate> {
        let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
        if day.is_none() {
            self.report(&[keys, &[key]].concat(), "a day such as 2024-06-27");
        }
        day
    }
}

fn any_of<T>(values: OneOrMany<T>, filter: impl Fn(T) -> Filter, all: &mut Vec<Filter>) {
    let values = values.into_vec();
    if !values.is_empty() {
        all.push(Filter::Any(values.into_iter().map(filter).collect()));
    }
}
