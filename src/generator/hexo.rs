//! Hexo. Its `_config.yml` has the name of Jekyll's.

use std::path::Path;

use super::Profile;
use super::settings::{Found, Left, first, flag, text, told};
use crate::config::Markdown as MarkdownRules;
use crate::config::file::{Author, Dates, File, Markdown, OneOrMany};
use crate::model::Node;
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "hexo",
    title: "Hexo",
    marks: &["source/_posts"],
    read_settings,
    setting_names: &[("base_url", "url")],
    content: "source/_posts",
    static_folder: |_| "source",
    permalink: Some("/:year/:month/:day/:path:slug/"),
    markdown: MarkdownRules {
        smart_punctuation: true,
        hard_breaks: true,
        ..MarkdownRules::DEFAULT
    },
    old_feed: ("/atom.xml", "atom.xml"),
    ..Profile::DEFAULT
};

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let found = first(site, &["_config.yml"])?.filter(|(_, tree)| is_hexos(tree));
    Ok(found.map(|(path, tree)| Found { left: left(&tree), ..Found::of(path, file(&tree)) }))
}

/// Whether the file is Hexo's: Jekyll has none of these keys.
fn is_hexos(tree: &Node) -> bool {
    ["source_dir", "public_dir", "new_post_name"].iter().any(|key| tree.get(key).is_some())
}

fn file(tree: &Node) -> File {
    let source = text(tree, &["source_dir"]).unwrap_or_else(|| "source".to_owned());
    File {
        title: text(tree, &["title"]),
        base_url: text(tree, &["url"]),
        timezone: text(tree, &["timezone"]),
        description: text(tree, &["description"]).or_else(|| text(tree, &["subtitle"])),
        language: text(tree, &["language"]),
        authors: text(tree, &["author"])
            .map_or_else(OneOrMany::default, |name| OneOrMany::One(Author::Name(name))),
        content: Some(format!("{source}/_posts")),
        // What Hexo calls the title is the path of the file.
        permalink: text(tree, &["permalink"])
            .map(|pattern| format!("/{}", pattern.replace(":title", ":path:slug"))),
        markdown: Markdown {
            smart_punctuation: flag(tree, &["marked", "smartypants"]),
            hard_breaks: flag(tree, &["marked", "breaks"]),
            ..Markdown::default()
        },
        dates: Dates { future: flag(tree, &["future"]), ..Dates::default() },
        ..File::default()
    }
}

/// What Hexo and hexo-generator-feed are told that feeds could be made by.
fn left(tree: &Node) -> Vec<Left> {
    told(
        tree,
        &[
            ("feed.path", "name the old address under `feeds: {redirects: {…: atom.xml}}`"),
            ("feed.limit", "write it under `feeds: {limit: …}`"),
            ("feed.content", "`feeds: {content: summary}` gives summaries alone"),
            ("skip_render", "name what is to be read under `include`"),
            ("category_map", "write other spellings under `terms: {aliases: …}`"),
            ("tag_map", "write other spellings under `terms: {aliases: …}`"),
        ],
    )
}
