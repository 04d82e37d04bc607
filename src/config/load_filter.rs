//! Filters: from what is written to what holds.

use super::file::{Condition, OneOrMany};
use super::load::Loader;
use super::{Day, Filter};
use crate::model::{Taxonomy, Term};

impl Loader {
    pub(super) fn condition(&mut self, keys: &[&str], condition: Condition) -> Filter {
        let mut all = Vec::new();
        for (index, part) in condition.all.into_iter().flatten().enumerate() {
            all.push(self.condition(&[keys, &["all", &index.to_string()]].concat(), part));
        }
        if let Some(parts) = condition.any {
            let parts = parts.into_iter().enumerate();
            all.push(Filter::Any(
                parts
                    .map(|(index, part)| {
                        self.condition(&[keys, &["any", &index.to_string()]].concat(), part)
                    })
                    .collect(),
            ));
        }
        if let Some(part) = condition.not {
            let part = self.condition(&[keys, &["not"]].concat(), *part);
            all.push(Filter::Not(Box::new(part)));
        }
        any_of(condition.category, |label| term(Taxonomy::Category, &label), &mut all);
        any_of(condition.tag, |label| term(Taxonomy::Tag, &label), &mut all);
        any_of(condition.author, Filter::Author, &mut all);
        any_of(condition.lang, Filter::Language, &mut all);
        if let Some(day) = condition.since {
            all.extend(self.day(keys, "since", &day).map(Filter::Since));
        }
        if let Some(day) = condition.before {
            all.extend(self.day(keys, "before", &day).map(Filter::Before));
        }
        let paths = self.patterns(&[keys, &["path"]].concat(), condition.path);
        if !paths.is_empty() {
            all.push(Filter::Any(paths.into_iter().map(Filter::Path).collect()));
        }
        Filter::All(all)
    }

    fn day(&mut self, keys: &[&str], key: &str, written: &str) -> Option<Day> {
        let day = written.parse().ok();
        if day.is_none() {
            self.report(&[keys, &[key]].concat(), Day::EXPECTED);
        }
        day
    }
}

fn term(taxonomy: Taxonomy, label: &str) -> Filter {
    Filter::Term(Term::labelled(taxonomy, label))
}

fn any_of<T>(values: OneOrMany<T>, filter: impl Fn(T) -> Filter, all: &mut Vec<Filter>) {
    let values = values.into_vec();
    if !values.is_empty() {
        all.push(Filter::Any(values.into_iter().map(filter).collect()));
    }
}
