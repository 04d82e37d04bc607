//! The files that Jekyll 4 passes over (its `EntryFilter` and `Reader`).

use glob::Pattern;

use crate::generator::settings::{items, text};
use crate::model::{Node, Scalar};

/// What Jekyll excludes whatever a site says: the gems and packages of other people.
const ALWAYS: [&str; 6] =
    ["gemfiles", "node_modules", "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"];

/// Folders in which Jekyll looks for no posts, since their names begin with a sign of its own.
const HIDDEN: [&str; 4] = [
    "**/[_.#~]*/**/_posts/**",
    "**/[_.#~]*/**/_drafts/**",
    "**/_posts/[_.#~]*/**",
    "**/_drafts/[_.#~]*/**",
];

/// The patterns of paths below the folder of the collections that are no articles, with a `!` before
/// those that are for all that.
pub(super) fn patterns(tree: &Node, collections_dir: &str) -> Vec<String> {
    let mut patterns = HIDDEN.map(str::to_owned).to_vec();
    let included = texts(tree, "include");
    let excluded = texts(tree, "exclude");
    // An entry is looked up by its name too.
    let anywhere = included
        .iter()
        .flat_map(|entry| matching(entry).into_iter().chain(matching(&format!("**/{entry}"))));
    patterns.extend(anywhere.map(|pattern| format!("!{pattern}")));
    let excluded = excluded.into_iter().filter(|entry| !included.contains(entry));
    let destination =
        text(tree, &["destination"]).map(|folder| format!("{}/", folder.trim_matches('/')));
    let all = ALWAYS.map(str::to_owned).into_iter().chain(excluded).chain(destination);
    for entry in all {
        let entry = entry.trim_start_matches("./").trim_start_matches('/');
        patterns.extend(matching(entry));
        let below = entry.strip_prefix(collections_dir).filter(|_| !collections_dir.is_empty());
        match below.map(|below| below.trim_start_matches('/')) {
            Some("") => patterns.push("**".to_owned()),
            Some(below) => patterns.extend(matching(below)),
            None => {}
        }
    }
    patterns
}

/// The patterns of the paths that an entry of `exclude` or `include` means: those that begin with it, or
/// that its wildcards match, where `*` goes across folders; and all below.
fn matching(entry: &str) -> Vec<String> {
    let entry = entry.trim_start_matches("./").trim_start_matches('/');
    let is_plain = !entry.trim_start_matches("**/").contains(['*', '?', '[']);
    let patterns = if entry.is_empty() || entry.starts_with(['!', '.']) {
        Vec::new()
    } else if is_plain && entry.ends_with('/') {
        vec![format!("{entry}**")]
    } else if is_plain {
        vec![format!("{entry}*"), format!("{entry}*/**")]
    } else {
        let whole = across(entry.trim_end_matches('/'));
        whole.into_iter().flat_map(|path| [format!("{path}/**"), path]).collect()
    };
    patterns.into_iter().filter(|pattern| Pattern::new(pattern).is_ok()).collect()
}

/// The patterns that stand for one whose `*` goes across folders.
fn across(entry: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for (at, part) in entry.split('/').enumerate() {
        let slash = if at == 0 { "" } else { "/" };
        let mut parts = vec![part.to_owned()];
        if let Some((before, after)) = part.split_once('*').filter(|_| part != "**") {
            parts.push(format!("{before}*/**/*{after}"));
        }
        all = all
            .iter()
            .flat_map(|path| parts.iter().map(move |part| format!("{path}{slash}{part}")))
            .take(64)
            .collect();
    }
    all
}

/// The texts of a list, or one text.
fn texts(tree: &Node, key: &str) -> Vec<String> {
    let listed = items(tree, key).iter().filter_map(Node::as_scalar);
    let listed = listed.map(|Scalar { text, .. }| text.trim().to_owned());
    listed.chain(text(tree, &[key])).collect()
}
