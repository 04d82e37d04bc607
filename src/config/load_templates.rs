//! Markdown and the template markup in it.

use super::load::Loader;
use super::{Engine, Markdown, file};
use crate::generator::Profile;
use crate::model::{Key, Node, Value};

impl Loader {
    pub(super) fn engine(
        &mut self,
        written: Option<file::Engine>,
        profile: &Profile,
    ) -> Option<Engine> {
        if cfg!(not(feature = "liquid")) && matches!(written, Some(file::Engine::Liquid)) {
            self.report(&["templates"], "another value: this program was built without `liquid`");
            return None;
        }
        Some(match written {
            None => profile.engine,
            Some(file::Engine::Any) => Engine::Any,
            Some(file::Engine::Liquid) => Engine::Liquid,
            Some(file::Engine::Hugo) => Engine::Hugo,
            Some(file::Engine::Zola) => Engine::Zola,
            Some(file::Engine::None) => Engine::None,
        })
    }

    /// Those of the file, and behind them those of the site's own configuration.
    pub(super) fn variables(&mut self) -> Option<Node> {
        let behind = self.variables.take();
        let Some(own) = self.tree.get("variables").filter(|node| !node.is_null()) else {
            return behind;
        };
        let mut own = own.clone();
        match (&mut own.value, behind.map(|node| node.value)) {
            (Value::Mapping(own), Some(Value::Mapping(behind))) => {
                let is_new = |key: &Key| own.iter().all(|(known, _)| known.name != key.name);
                let more: Vec<_> = behind.into_iter().filter(|(key, _)| is_new(key)).collect();
                own.extend(more);
            }
            (Value::Mapping(_), _) => {}
            _ => self.report(&["variables"], "names with values, such as `email: us@example.org`"),
        }
        Some(own)
    }
}

pub(super) fn markdown(written: &file::Markdown, profile: &Profile) -> Markdown {
    let default = profile.markdown;
    Markdown {
        smart_punctuation: written.smart_punctuation.unwrap_or(default.smart_punctuation),
        hard_breaks: written.hard_breaks.unwrap_or(default.hard_breaks),
        definition_lists: written.definition_lists.unwrap_or(default.definition_lists),
        footnotes: written.footnotes.unwrap_or(default.footnotes),
        strikethrough: written.strikethrough.unwrap_or(default.strikethrough),
        tables: written.tables.unwrap_or(default.tables),
        task_lists: written.task_lists.unwrap_or(default.task_lists),
        abbreviations: written.abbreviations.unwrap_or(default.abbreviations),
        emoji: written.emoji.unwrap_or(default.emoji),
    }
}
