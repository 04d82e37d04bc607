//! Pelican. Its settings are `pelicanconf.py` and `publishconf.py`.

use std::path::Path;

use super::profile::Published;
use super::settings::{Found, program};
use super::{OwnFeeds, Profile, Subject, script};
use crate::config::file::{Author, Feeds, File, Markdown, OneOrMany};
use crate::config::{Markdown as MarkdownRules, Placeholder, Placeholders, Split};
use crate::model::{Format, content_path};
use crate::problem::Problem;

pub(super) const PROFILE: Profile = Profile {
    name: "pelican",
    title: "Pelican",
    output: "output",
    read_settings,
    setting_names: &[("base_url", "SITEURL"), ("title", "SITENAME")],
    static_folder: |_| "content",
    passes_over: |path| {
        path.starts_with("pages/").then_some("Pelican takes what is in `pages` for pages")
    },
    permalink: Some("/:slug.html"),
    term: Some(|label, _| slugified(label)),
    placeholders: PLACEHOLDERS,
    word,
    split: Split::Comma,
    categories,
    joins_people: true,
    has_status: true,
    feed_id: Some(feed_id),
    markdown: MarkdownRules { abbreviations: true, ..MarkdownRules::DEFAULT },
    own_feeds: Some(|_| OwnFeeds {
        places: vec![("categories", "/:slug.atom.xml".to_owned())],
        ..OwnFeeds::at(
            &[(Format::Atom, "/feeds/all.atom.xml")],
            "output",
            "set `FEED_ALL_ATOM = None` and `CATEGORY_FEED_ATOM = None`",
        )
    }),
    ..Profile::DEFAULT
};

const PLACEHOLDERS: Placeholders = &[
    ("year", Placeholder::Date("%Y")),
    ("short_year", Placeholder::Date("%y")),
    ("month", Placeholder::Date("%m")),
    ("i_month", Placeholder::Date("%-m")),
    ("short_month", Placeholder::Date("%b")),
    ("long_month", Placeholder::Date("%B")),
    ("day", Placeholder::Date("%d")),
    ("i_day", Placeholder::Date("%-d")),
    ("y_day", Placeholder::Date("%j")),
    ("hour", Placeholder::Date("%H")),
    ("minute", Placeholder::Date("%M")),
    ("second", Placeholder::Date("%S")),
    ("slug", Placeholder::Slug),
    ("slugorfilename", Placeholder::SlugOrFileName),
    ("title", Placeholder::Title),
    ("path", Placeholder::Path),
    ("category", Placeholder::Category),
    ("categories", Placeholder::Categories),
];

fn word(subject: &Subject<'_>, placeholder: Placeholder) -> String {
    let or_slug = |name| subject.slug.map_or_else(|| slugified(name), str::to_owned);
    match placeholder {
        Placeholder::Slug => or_slug(subject.title),
        Placeholder::SlugOrFileName => or_slug(content_path::name_without_date(subject.path)),
        Placeholder::Category => {
            subject.category_slugs.first().copied().unwrap_or("misc").to_owned()
        }
        other => subject.word(other),
    }
}

/// The folder of an article is its category where it names none; in no folder it is `misc`.
fn categories(path: &str, mut own: Vec<String>) -> Vec<String> {
    let folder = content_path::folders(path).rsplit('/').next().unwrap_or_default();
    if own.is_empty() {
        own.push(if folder.is_empty() { "misc" } else { folder }.to_owned());
    }
    own
}

/// The id in Pelican's feeds: a tag URI of the day and the path.
fn feed_id(article: &Published<'_>) -> String {
    let host = article.permalink.host_str().unwrap_or_default();
    format!("tag:{host},{}:{}", article.day, article.permalink.path())
}

fn read_settings(site: &Path) -> Result<Option<Found>, Problem> {
    let Some((path, previewed)) = program(site, &["pelicanconf.py"])? else { return Ok(None) };
    let published = program(site, &["publishconf.py"])?.map(|(_, text)| text);
    let whole = format!("{previewed}\n{}", published.unwrap_or_default());
    let output = script::text(&whole, "OUTPUT_PATH");
    Ok(Some(Found { output, ..Found::of(path, file(&whole)) }))
}

/// `program` is what is previewed, with what is published behind it.
fn file(program: &str) -> File {
    let text = |key| script::text(program, key);
    let by_file_name = text("SLUGIFY_SOURCE").is_some_and(|source| source == "basename")
        || text("FILENAME_METADATA").is_some_and(|pattern| pattern.contains("(?P<slug>"));
    let slug = if by_file_name { ":slugorfilename" } else { ":slug" };
    let url = text("ARTICLE_URL").as_deref().and_then(|url| pattern(url, slug));
    File {
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
            smart_punctuation: script::is_true(program, "TYPOGRIFY").then_some(true),
            ..Markdown::default()
        },
        include: articles(program),
        permalink: Some(url.unwrap_or_else(|| format!("/{slug}.html"))),
        feeds: Feeds { limit: script::number(program, "FEED_MAX_ITEMS"), ..Feeds::default() },
        ..File::default()
    }
}

/// The patterns of `ARTICLE_PATHS`; none where it is all of the content.
fn articles(program: &str) -> OneOrMany<String> {
    let paths = script::list(program, "ARTICLE_PATHS").unwrap_or_default();
    if paths.iter().any(|path| path.trim_matches('/').is_empty() || path == ".") {
        return OneOrMany::default();
    }
    OneOrMany::Many(paths.iter().map(|path| format!("{}/**", path.trim_matches('/'))).collect())
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

/// Pelican's slug of a text: letters in ASCII without punctuation, small, with a hyphen for each gap.
fn slugified(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |letter: char| match letter {
        '-' => gap = true,
        _ if letter.is_whitespace() => gap = true,
        _ if letter.is_ascii_alphanumeric() || letter == '_' => {
            if std::mem::take(&mut gap) && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(letter.to_ascii_lowercase());
        }
        _ => {}
    };
    for letter in text.chars() {
        match letter {
            '‐' | '‑' | '‒' | '–' | '—' | '―' => push('-'),
            _ if letter.is_ascii() || letter.is_whitespace() => push(letter),
            _ => slug::slugify(letter.to_string()).chars().for_each(&mut push),
        }
        // A character of Chinese is a word of its own.
        if ('\u{3400}'..='\u{9FFF}').contains(&letter) {
            push('-');
        }
    }
    slug
}
