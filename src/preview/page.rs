//! The preview's own pages, and what it adds to the others.

use std::fmt::Write;

use super::answer::HOME;
use super::view::{Made, View};
use crate::html::escaped;
use crate::model::{ArticleRecord, FeedPlace, FeedPlan, Part};
use crate::problem::{Place, Problem};

/// How many problems are shown; more would hide the page that tells of them.
const MOST_PROBLEMS: usize = 100;

/// How many articles are shown.
const MOST_ARTICLES: usize = 30;

/// What pages bring to keep others from changing what they may load; a preview says it in a header.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// A page of the publication, with a line on top and the script that loads it again.
pub(super) fn with_preview(view: &View, page: &[u8]) -> Vec<u8> {
    let Ok(page) = std::str::from_utf8(page) else { return page.to_vec() };
    let page = match page.split_once(POLICY) {
        Some((head, rest)) => {
            let (_, rest) = rest.split_once('>').unwrap_or_default();
            format!("{head}{rest}")
        }
        None => page.to_owned(),
    };
    let wrong = view.problems.errors() > 0;
    let line = format!(
        "<aside class=\"feedmill-preview{}\" aria-label=\"Preview\"><a href=\"{HOME}\">Preview</a>: {}</aside>",
        if wrong { " wrong" } else { "" },
        escaped(&status(view))
    );
    let page = match page.split_once("</head>") {
        Some((head, rest)) => format!("{head}{}</head>{rest}", scripts(view)),
        None => page,
    };
    let Some((head, rest)) = page.split_once("<body") else { return page.into_bytes() };
    let (tag, rest) = rest.split_once('>').unwrap_or_default();
    format!("{head}<body{tag}>{line}{rest}").into_bytes()
}

fn scripts(view: &View) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"/_feedmill/preview.css\">\
         <script src=\"/_feedmill/preview.js\" data-version=\"{}\" defer></script>",
        view.version
    )
}

/// What became of the last build, in a few words.
fn status(view: &View) -> String {
    let number = |number: usize, noun: &str| match number {
        1 => format!("1 {noun}"),
        more => format!("{more} {noun}s"),
    };
    let errors = number(view.problems.errors(), "error");
    let warnings = number(view.problems.warnings(), "warning");
    match (&view.made, view.is_old) {
        (None, _) => format!("nothing can be built: {errors}"),
        (Some(_), true) => format!("{errors}; this is what was built before"),
        (Some(_), false) if view.problems.errors() > 0 => {
            format!("{errors}, {warnings}; a build would publish nothing")
        }
        (Some(made), false) => {
            let articles = number(made.publication.articles.len(), "article");
            let feeds = number(made.publication.plans.len(), "feed");
            format!("{articles} in {feeds}, {warnings}")
        }
    }
}

/// The page of the preview itself: what was built, and what is wrong.
pub(super) fn home(view: &View) -> String {
    let title = view.made.as_ref().map_or("Feedmill", |made| made.config.site.title.as_str());
    let mut page = begun(view, &format!("Preview of {title}"));
    let _ = writeln!(page, "<p role=\"status\">{}.</p>", escaped(&status(view)));
    problems(view, &mut page);
    if let Some(made) = &view.made {
        feeds(made, &mut page);
        articles(made, &mut page);
        skipped(made, &mut page);
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// What is said where nothing is.
pub(super) fn missing(view: &View, path: &str) -> String {
    let mut page = begun(view, "There is nothing here");
    let _ = write!(
        page,
        "<p><code>{}</code> would not be published. <a href=\"{HOME}\">What would be</a></p>\n</body>\n</html>\n",
        escaped(path)
    );
    page
}

fn begun(view: &View, title: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n{}\n</head>\n<body class=\"feedmill-home\">\n<h1>{title}</h1>\n",
        scripts(view)
    )
}

fn problems(view: &View, page: &mut String) {
    if view.problems.errors() + view.problems.warnings() == 0 {
        return;
    }
    page.push_str("<h2>Problems</h2>\n<ul>\n");
    // What stops a build comes first.
    let mut sorted: Vec<&Problem> = view.problems.iter().collect();
    sorted.sort_by_key(|problem| !problem.is_error());
    for problem in sorted.iter().take(MOST_PROBLEMS) {
        let level = if problem.is_error() { "error" } else { "warning" };
        let _ = writeln!(
            page,
            "<li class=\"problem {level}\"><p><span class=\"level\">{level}</span> {} <span class=\"code\">{}</span></p>",
            escaped(&problem.message),
            problem.code
        );
        if let Some(place) = &problem.place {
            let note = &problem.label;
            self::place(place, note, page);
        }
        if let Some((place, note)) = &problem.related {
            self::place(place, note, page);
        }
        if let Some(help) = &problem.help {
            let _ = writeln!(page, "<p>{}</p>", escaped(help));
        }
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n");
    if sorted.len() > MOST_PROBLEMS {
        let _ = writeln!(
            page,
            "<p>And {} more: <code>feedmill check</code> shows all.</p>",
            sorted.len() - MOST_PROBLEMS
        );
    }
}

/// The lines of the source, with what is meant marked.
fn place(place: &Place, note: &str, page: &mut String) {
    let _ = write!(page, "<p class=\"where\">{}", escaped(&place.path));
    if !place.excerpt.is_empty() {
        let _ = write!(page, ", line {}, column {}", place.line, place.column);
    }
    if !note.is_empty() {
        let _ = write!(page, ": {}", escaped(note));
    }
    page.push_str("</p>\n");
    let (excerpt, span) = (&place.excerpt, &place.underline);
    let parts = (excerpt.get(..span.start), excerpt.get(span.clone()), excerpt.get(span.end..));
    if let (Some(before), Some(marked), Some(after)) = parts
        && !excerpt.is_empty()
    {
        let _ = writeln!(
            page,
            "<pre>{}<mark>{}</mark>{}</pre>",
            escaped(before),
            escaped(marked),
            escaped(after)
        );
    }
}

fn feeds(made: &Made, page: &mut String) {
    let root = made.config.feeds.url.path();
    page.push_str("<h2>Feeds</h2>\n<ul>\n");
    for plan in &made.publication.plans {
        let _ = write!(page, "<li>{}:", escaped(&plan.title));
        for (path, name) in documents(made, plan) {
            let _ = write!(page, " <a href=\"{}{}\">{name}</a>", escaped(root), escaped(&path));
        }
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n");
}

/// The page of a feed, if it has one, and its formats.
fn documents(made: &Made, plan: &FeedPlan) -> Vec<(String, &'static str)> {
    let FeedPlace { folder, .. } = &plan.place;
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut documents = Vec::new();
    if made.publication.paths().any(|path| path == format!("{folder}index.html")) {
        documents.push((folder, "page"));
    }
    documents.extend(
        plan.formats
            .iter()
            .map(|format| (plan.place.file(Part::Subscription, *format), format.file_name())),
    );
    documents
}

fn articles(made: &Made, page: &mut String) {
    let articles = &made.publication.articles;
    page.push_str("<h2>Articles</h2>\n<ul>\n");
    for article in articles.iter().take(MOST_ARTICLES) {
        let ArticleRecord { title, permalink, published, source, .. } = article;
        let _ = writeln!(
            page,
            "<li><a href=\"{}\" rel=\"noreferrer\">{}</a> <span class=\"where\">{}, {}</span></li>",
            escaped(permalink),
            escaped(title),
            published.to_rfc3339(),
            escaped(&source.path)
        );
    }
    page.push_str("</ul>\n");
    if articles.len() > MOST_ARTICLES {
        let _ = writeln!(page, "<p>And {} older ones.</p>", articles.len() - MOST_ARTICLES);
    }
}

fn skipped(made: &Made, page: &mut String) {
    if made.publication.skipped.is_empty() {
        return;
    }
    page.push_str("<h2>In no feed</h2>\n<ul>\n");
    for file in &made.publication.skipped {
        let _ = writeln!(
            page,
            "<li>{}: <span class=\"why\">{}</span></li>",
            escaped(&file.path),
            escaped(&file.reason.to_string())
        );
    }
    page.push_str("</ul>\n");
}
