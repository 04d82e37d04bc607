//! Markdown and the template markup in it.

use super::load::Loader;
use super::{Engine, Markdown, file};
use crate::generator::Profile;
use crate::model::{Node, Value};

impl Loader {
    pub(super) fn engine(&mut self, written: Option<file::Engine>, profile: &Profile) -> Engine {
        if cfg!(not(feature = "liquid")) && matches!(written, Some(file::Engine::Liquid)) {
            self.report(&["templates"], "another value: this program was built without `liquid`");
        }
        match written {
            None => profile.engine,
            Some(file::Engine::Any) => Engine::Any,
            Some(file::Engine::Liquid) => Engine::Liquid,
            Some(file::Engine::Hugo) => Engine::Hugo,
            Some(file::Engine::Zola) => Engine::Zola,
            Some(file::Engine::None) => Engine::None,
        }
    }

    /// Values that templates ask for by name.
    pub(super) fn variables(&mut self, variables: Option<Node>) -> Option<Node> {
        if variables.as_ref().is_some_and(|node| !matches!(node.value, Value::Mapping(_))) {
            self.report(&["variables"], "names with values, such as `email: us@example.org`");
        }
        variables
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
        kramdown: default.kramdown,
        autolinks: match written.autolinks {
            Some(true) => default.autolinks.or(Some("https")),
            Some(false) => None,
            None => default.autolinks,
        },
    }
}
