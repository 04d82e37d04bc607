//! Hugo's `permalinks`.

use std::collections::BTreeMap;

use super::address::PLACEHOLDERS;
use crate::config::PermalinkPattern;
use crate::config::file::{OneOrMany, Section};
use crate::generator::settings::{entries_of, unclear};
use crate::model::Node;
use crate::problem::Problem;

/// The sections that have a pattern under `permalinks` or `permalinks.page`; `/` is that of the pages in
/// no folder. `problems` gets the patterns that are not known.
pub(super) fn sections(tree: &Node, problems: &mut Vec<Problem>) -> BTreeMap<String, Section> {
    let permalinks = tree.get("permalinks");
    let pages = permalinks.and_then(|permalinks| permalinks.get_in_any_case("page"));
    let mut sections = BTreeMap::new();
    for (section, node) in [permalinks, pages].into_iter().flatten().flat_map(entries_of) {
        let Some(written) = node.as_scalar() else { continue };
        let pattern = format!("/{}", written.text.trim_start_matches('/'));
        if let Err(unknown) = PermalinkPattern::parse(&pattern, PLACEHOLDERS) {
            let message = format!("`permalinks` has `:{unknown}`, which is not known here");
            problems.push(unclear(node, message));
            continue;
        }
        let (name, path) = match section.trim_matches([' ', '/', '\\']) {
            "" => ("/", OneOrMany::Many(["*", "*/index.*"].map(str::to_owned).into())),
            name => (name, OneOrMany::One(format!("{name}/**"))),
        };
        let section = Section { path, permalink: Some(pattern), title: None };
        sections.insert(name.to_owned(), section);
    }
    sections
}
