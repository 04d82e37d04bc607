//! Pelican's `pelicanconf.py` and `publishconf.py`.

use super::script;
use crate::config::Generator;
use crate::config::file::{Author, Feeds, File, Markdown, OneOrMany};

/// `program` is what is previewed, with what is published behind it.
pub(super) fn file(program: &str) -> File {
    let text = |key| script::text(program, key, '=');
    let by_file_name = text("SLUGIFY_SOURCE").is_some_and(|source| source == "basename")
        || text("FILENAME_METADATA").is_some_and(|pattern| pattern.contains("(?P<slug>"));
    let slug = if by_file_name { ":slugorfilename" } else { ":slug" };
    let url = text("ARTICLE_URL").as_deref().and_then(|url| pattern(url, slug));
    File {
        generator: Some(Generator::Pelican),
        title: text("SITENAME"),
        base_url: text("SITEURL").filter(|url| !url.contains("localhost")).map(|url| {
            match url.strip_prefix("//") {
                Some(host) => format!("https://{host}"),
                None => url,
            }
        }),
        timezone: text("TIMEZONE"),
        description: text("SITESUBTITLE"),
        language: text("DEFAULT_LANG"),
        authors: text("AUTHOR")
            .map_or_else(OneOrMany::default, |name| OneOrMany::One(Author::Name(name))),
        content: text("PATH").map(|path| path.trim_start_matches("./").to_owned()),
        markdown: Markdown {
            smart_punctuation: script::is_true(program, "TYPOGRIFY", '=').then_some(true),
            ..Markdown::default()
        },
        permalink: Some(url.unwrap_or_else(|| format!("/{slug}.html"))),
        feeds: Feeds { limit: script::number(program, "FEED_MAX_ITEMS", '='), ..Feeds::default() },
        ..File::default()
    }
}

/// Pelican's `{date:%Y}/{slug}/` as a pattern for permalinks; nothing if it asks for more.
fn pattern(written: &str, slug: &str) -> Option<String> {
    let known = [
        ("{slug}", slug),
        ("{category}", ":category"),
        ("{date:%Y}", ":year"),
        ("{date:%y}", ":short_year"),
        ("{date:%m}", ":month"),
        ("{date:%-m}", ":i_month"),
        ("{date:%b}", ":short_month"),
        ("{date:%B}", ":long_month"),
        ("{date:%d}", ":day"),
        ("{date:%-d}", ":i_day"),
        ("{date:%j}", ":y_day"),
        ("{date:%H}", ":hour"),
        ("{date:%M}", ":minute"),
        ("{date:%S}", ":second"),
    ];
    let pattern = known.iter().fold(written.to_owned(), |text, (from, to)| text.replace(from, to));
    let pattern =
        pattern.strip_suffix("/index.html").map_or(pattern.clone(), |url| format!("{url}/"));
    (!pattern.contains('{')).then(|| format!("/{}", pattern.trim_start_matches('/')))
}
