//! The same articles as different programs want them.

use std::fmt::Write as _;

use clap::ValueEnum;

use super::article::Article;

/// The program whose layout a site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layout {
    /// Feedmill and Eleventy: YAML in `content/`, as newsrooms write it
    Feedmill,
    /// The same with every value on a line of its own
    Flat,
    /// Jekyll: YAML in `_posts/`
    Jekyll,
    /// Hugo: YAML in `content/posts/`
    Hugo,
    /// Zola: TOML in `content/`
    Zola,
    /// Pelican: metadata of Python-Markdown in `content/`
    Pelican,
}

impl Layout {
    /// The name and the text of the site's configuration.
    pub(crate) const fn configuration(self) -> (&'static str, &'static str) {
        match self {
            Self::Feedmill | Self::Flat => (
                "feedmill.yaml",
                "title: Generated\nbase_url: https://www.example.org\ntimezone: Europe/Paris\npermalink: /:year/:slug/\nseverity: {media-missing: off}\n",
            ),
            Self::Jekyll => (
                "_config.yml",
                "title: Generated\nurl: https://www.example.org\ntimezone: Europe/Paris\npermalink: /:year/:title/\n\
                 plugins: [jekyll-feed]\nfeed:\n  posts_limit: 20\n  tags: true\n  collections: {posts: {}}\n",
            ),
            Self::Hugo => (
                "hugo.toml",
                "title = 'Generated'\nbaseURL = 'https://www.example.org/'\ntimeZone = 'Europe/Paris'\n\
                 disableKinds = ['section', 'taxonomy', 'sitemap', 'robotstxt', '404']\n\
                 [taxonomies]\ncategory = 'categories'\ntag = 'tags'\n\
                 [permalinks]\nposts = '/:year/:contentbasename/'\n\
                 [outputs]\nhome = ['rss']\nterm = ['rss']\n\
                 [services.rss]\nlimit = 20\n\
                 [markup.goldmark.renderer]\nunsafe = true\n",
            ),
            Self::Zola => (
                "config.toml",
                "title = 'Generated'\nbase_url = 'https://www.example.org'\n\
                 generate_feeds = true\nfeed_filenames = ['atom.xml']\nfeed_limit = 20\n\
                 taxonomies = [{ name = 'categories', feed = true }, { name = 'tags', feed = true }]\n",
            ),
            Self::Pelican => (
                "pelicanconf.py",
                "SITENAME = 'Generated'\nSITEURL = 'https://www.example.org'\nTIMEZONE = 'Europe/Paris'\nPATH = 'content'\n",
            ),
        }
    }

    /// The path and the text of the file of an article.
    pub(crate) fn file(self, article: &Article) -> (String, String) {
        let Article { number, date, .. } = article;
        let path = match self {
            Self::Jekyll => format!("_posts/{}-article-{number}.md", date.format("%Y-%m-%d")),
            Self::Hugo => format!("content/posts/{}/article-{number}.md", date.format("%Y")),
            _ => format!("content/{}/article-{number}.md", date.format("%Y")),
        };
        let head = match self {
            Self::Zola => toml(article),
            Self::Pelican => metadata(article),
            Self::Flat => yaml(article, flat),
            _ => yaml(article, folded),
        };
        (path, format!("{head}\n{}", article.body))
    }
}

fn yaml(article: &Article, lede_and_picture: fn(&Article) -> String) -> String {
    let Article { title, date, category, tags, .. } = article;
    let mut head = format!(
        "---\ntitle: \"{title}\"\ndate: {}\ncategories:\n- {category}\ntags:\n",
        date.format("%Y-%m-%d %H:%M:%S +00:00"),
    );
    for tag in tags {
        // Writing to a String cannot fail.
        let _ = writeln!(head, "- {tag}");
    }
    head.push_str(&lede_and_picture(article));
    head.push_str("---\n");
    head
}

/// A lede in quotes over several lines, and the picture in a list of mappings.
fn folded(article: &Article) -> String {
    let Article { picture, summary, .. } = article;
    let words: Vec<&str> = summary.split(' ').collect();
    let lines: Vec<String> = words.chunks(12).map(|line| line.join(" ")).collect();
    let lede = lines.join("\n  ");
    format!("chapeau-text: \"{lede}\"\nune-ou-diaporama:\n- image: \"{picture}\"\n")
}

fn flat(article: &Article) -> String {
    let Article { picture, summary, .. } = article;
    format!("chapeau-text: \"{summary}\"\nimage: \"{picture}\"\n")
}

fn toml(article: &Article) -> String {
    let Article { title, date, category, tags, summary, .. } = article;
    format!(
        "+++\ntitle = \"{title}\"\ndate = {}\n[taxonomies]\ncategories = [\"{category}\"]\ntags = {tags:?}\n\
         [extra]\nchapeau-text = \"{summary}\"\n+++\n",
        date.format("%Y-%m-%dT%H:%M:%SZ"),
    )
}

fn metadata(article: &Article) -> String {
    let Article { title, date, category, tags, summary, .. } = article;
    format!(
        "Title: {title}\nDate: {}\nCategory: {category}\nTags: {}\nSummary: {summary}\n",
        date.format("%Y-%m-%d %H:%M:%S+00:00"),
        tags.join(", "),
    )
}
