//! `site.data`: the data files of the site, each read when a template asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use liquid_core::model::{Value, ValueView};

use super::value;
use super::view::{Lookup, View};
use crate::template::Data;

/// A folder of data files: `members/ada.yml` is `members.ada`.
#[derive(Debug, Default)]
pub(super) struct Folder(BTreeMap<String, Item>);

#[derive(Debug)]
enum Item {
    Folder(Box<View<Folder>>),
    File(File),
}

#[derive(Debug)]
struct File {
    path: String,
    data: Arc<Data>,
    value: OnceLock<Result<Value, String>>,
}

impl File {
    fn value(&self) -> &Result<Value, String> {
        self.value.get_or_init(|| (self.data.read)(&self.path).map(|node| value::value(&node)))
    }
}

impl Folder {
    pub(super) fn new(data: Data) -> Self {
        let data = Arc::new(data);
        let mut root = Self::default();
        for path in &data.names {
            root.insert(path, path, &data);
        }
        root
    }

    fn insert(&mut self, rest: &str, path: &str, data: &Arc<Data>) {
        let Some((name, rest)) = rest.split_once('/') else {
            let name = rest.rsplit_once('.').map_or(rest, |(name, _)| name);
            let (path, data) = (path.to_owned(), Arc::clone(data));
            let file = Item::File(File { path, data, value: OnceLock::new() });
            self.0.entry(name.to_owned()).or_insert(file);
            return;
        };
        let folder = || Item::Folder(Box::new(View(Self::default())));
        if let Item::Folder(folder) = self.0.entry(name.to_owned()).or_insert_with(folder) {
            folder.0.insert(rest, path, data);
        }
    }

    /// The files that a template has asked for and that are not known: how templates call them, why.
    pub(super) fn failures(&self) -> Vec<(&str, String)> {
        let mut failures = Vec::new();
        for (name, item) in &self.0 {
            match item {
                Item::Folder(folder) => failures.extend(folder.0.failures()),
                Item::File(file) => {
                    let Some(Err(why)) = file.value.get() else { continue };
                    failures
                        .push((name.as_str(), format!("`{}` cannot be read: {why}", file.path)));
                }
            }
        }
        failures
    }
}

impl Lookup for Folder {
    fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    fn find(&self, name: &str) -> Option<&dyn ValueView> {
        match self.0.get(name)? {
            Item::Folder(folder) => Some(&**folder),
            Item::File(file) => file.value().as_ref().ok().map(|value| value as &dyn ValueView),
        }
    }
}
