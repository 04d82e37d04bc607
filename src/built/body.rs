//! What a page shows of its article.

use crate::config::Built;
use crate::html::{self, Element, Node, NodeId, Selector, Tree, push_attribute, push_text};

use super::Sequences;
use super::page::{selected, text_of};
use super::words::{letters, words};

/// Why a page shows no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBody {
    /// It goes beyond a bound of HTML, at this byte.
    OutOfBounds(usize),
    /// No element is the one that `built.body` selects.
    NotSelected,
}

/// What pages declare to be the text of their article, the most telling first.
const DECLARED: [&str; 4] = [
    "[itemprop~='articleBody']",
    ".h-entry .e-content, .e-content",
    "article",
    "main, [role=main]",
];

/// The share of the words of the source that the whole page has, in percent, from which an element has the
/// article.
const ENOUGH: usize = 80;

/// What no subscriber needs to see of any page.
const FURNITURE: &str = "script, style, template, button, form, dialog, [hidden], a[aria-hidden=true], \
    .gutter, .lineno, .linenos, .lnt, .skip-link, .anchor, .headerlink, .heading-anchor, .header-anchor, \
    .hash-link, .anchorjs-link";

/// Elements that hold what is around an article, unless the author wrote their words.
const AROUND: [&str; 5] = ["nav", "aside", "header", "footer", "address"];

/// Classes and ids of such elements, in small letters.
const AROUND_CLASSES: &[&str] = &[
    "addtoany_share_save_container",
    "advertisement",
    "article-footer",
    "article-header",
    "article-meta",
    "author-bio",
    "author-box",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment-list",
    "comments",
    "comments-area",
    "date",
    "disqus_thread",
    "dt-published",
    "entry-date",
    "entry-footer",
    "entry-header",
    "entry-meta",
    "entry-title",
    "giscus",
    "jp-relatedposts",
    "meta",
    "newsletter",
    "pager",
    "pagination",
    "post-date",
    "post-footer",
    "post-header",
    "post-meta",
    "post-nav",
    "post-navigation",
    "post-tags",
    "post-title",
    "prev-next",
    "published",
    "reading-time",
    "related",
    "related-articles",
    "related-posts",
    "respond",
    "share",
    "share-buttons",
    "sharedaddy",
    "sharing",
    "sidebar",
    "social",
    "social-links",
    "social-share",
    "subscribe",
    "subscription",
    "table-of-contents",
    "tableofcontents",
    "tag-list",
    "toc",
    "utterances",
];

/// The most words of a line that only names a date and who wrote.
const DATE_LINE: usize = 12;

/// The HTML of the article that a page shows, without its title and date line and what is around it.
/// `source` has the words of its source, if it has a source.
///
/// # Errors
/// The page goes beyond a bound, or has not what `built.body` selects.
pub fn body(
    page: &str,
    title: &str,
    source: Option<&Sequences>,
    built: &Built,
) -> Result<String, NoBody> {
    let mut tree = html::parse_page(page).map_err(|error| NoBody::OutOfBounds(error.at))?;
    let source = source.filter(|source| !source.is_empty());
    let top = match &built.body {
        Some(selector) => tree.select(selector).next().ok_or(NoBody::NotSelected)?.node().id(),
        None => declared(&tree, source).unwrap_or_else(|| smallest(&tree, source)),
    };
    let furniture = Selector::parse(FURNITURE).ok();
    let selectors: Vec<&Selector> = furniture.iter().chain(&built.without).collect();
    let removed: Vec<NodeId> =
        selectors.iter().flat_map(|selector| tree.node(top).select(selector)).map(id).collect();
    for id in removed {
        tree.detach(id);
    }
    let removed = around(tree.node(top), &letters(title), source);
    for id in removed {
        tree.detach(id);
    }
    let mut html = String::with_capacity(page.len() / 2);
    tree.node(top).children().for_each(|child| write(child, &mut html));
    Ok(html)
}

/// A selector that selects first, on each of these pages, the element that holds the article. Each page
/// comes with the words of its source, if it has one. Nothing if no simple one does.
#[must_use]
pub fn selector(pages: &[(String, Option<Sequences>)]) -> Option<String> {
    let found = pages.iter().filter_map(|(page, source)| {
        let tree = html::parse_page(page).ok()?;
        let source = source.as_ref().filter(|source| !source.is_empty());
        let top = declared(&tree, source).unwrap_or_else(|| smallest(&tree, source));
        Some((tree, top))
    });
    let found: Vec<(Tree, NodeId)> = found.collect();
    let (tree, top) = found.first()?;
    let element = tree.node(*top).element()?;
    let is_plain = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let id = element.attribute("id").filter(is_plain).map(|id| format!("#{id}"));
    let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
    let classes = classes.filter(is_plain).map(|class| format!("{}.{class}", element.name()));
    let declared = DECLARED.map(str::to_owned).into_iter();
    let mut selectors = declared.chain(classes).chain(id).chain([element.name().to_owned()]);
    selectors.find(|selector| {
        found.iter().all(|(tree, top)| {
            selected(tree, selector).first().is_some_and(|first| first.node().id() == *top)
        })
    })
}

fn id(element: Element<'_>) -> NodeId {
    element.node().id()
}

/// The element that the page declares to hold its article.
fn declared(tree: &Tree, source: Option<&Sequences>) -> Option<NodeId> {
    let score = |node: Node<'_>| match source {
        Some(source) => source.count_in(&text_of(node)),
        None => words(&text_of(node)).count(),
    };
    let all = source.map(|source| source.count_in(&text_of(tree.root())));
    DECLARED.iter().find_map(|selector| {
        let elements = selected(tree, selector);
        let scored = elements.into_iter().map(|element| (score(element.node()), id(element)));
        // Of two that hold the same words the later is the inner one.
        let (most, best) = scored.max_by_key(|(score, _)| *score)?;
        all.is_none_or(|all| most * 100 >= all * ENOUGH).then_some(best)
    })
}

/// The smallest element that holds the words of the source; the whole page without a source.
fn smallest(tree: &Tree, source: Option<&Sequences>) -> NodeId {
    let body = selected(tree, "body").first().map_or_else(|| tree.root(), |body| body.node());
    let Some(source) = source else { return body.id() };
    let all = source.count_in(&text_of(body));
    let mut node = body;
    while let Some(inner) = node
        .children()
        .filter(|child| {
            ["center", "div", "section", "table", "tbody", "td", "tr"]
                .iter()
                .any(|name| child.is(name))
        })
        .find(|child| all > 0 && source.count_in(&text_of(*child)) * 100 >= all * 95)
    {
        node = inner;
    }
    node.id()
}

/// What is in the element of an article and no part of its text.
fn around(top: Node<'_>, title: &str, source: Option<&Sequences>) -> Vec<NodeId> {
    let mut removed = Vec::new();
    let mut has_title = false;
    // Only before the text a line with a date is the article's own date line.
    let mut in_text = false;
    let elements = top.descendants().filter_map(Node::element);
    for element in elements {
        let node = element.node();
        if node.ancestors().any(|above| removed.contains(&above.id())) {
            continue;
        }
        let text = text_of(node);
        let is_heading = matches!(element.name(), "h1" | "h2" | "h3");
        let is_title = is_heading && !has_title && letters(&node.text_content()) == title;
        if is_title {
            has_title = true;
            removed.push(node.id());
        } else if is_around(element) && !source.is_some_and(|source| source.hold(&text)) {
            if !is_quoted(node) {
                removed.push(node.id());
            }
        } else if element.name() == "time" && !in_text {
            removed.push(date_line(node, top).id());
        } else if is_anchor(element) {
            removed.push(node.id());
        } else if matches!(element.name(), "p" | "ul" | "ol" | "pre" | "blockquote" | "table") {
            let has_time = node.descendants().any(|node| node.is("time"));
            in_text |= words(&text).count() > DATE_LINE || (!has_time && !text.is_empty());
        }
    }
    removed
}

fn is_around(element: Element<'_>) -> bool {
    let names = ["class", "id"].iter().filter_map(|name| element.attribute(name));
    let mut names = names.flat_map(str::split_ascii_whitespace).map(str::to_ascii_lowercase);
    AROUND.contains(&element.name()) || names.any(|name| AROUND_CLASSES.contains(&&*name))
}

/// True in a quotation or a picture, which may have a header and a footer of their own.
fn is_quoted(node: Node<'_>) -> bool {
    node.ancestors().any(|above| above.is("blockquote") || above.is("figure"))
}

/// The line around a date that holds little else.
fn date_line<'t>(time: Node<'t>, top: Node<'t>) -> Node<'t> {
    let lines = time.ancestors().take_while(|above| above.id() != top.id());
    let short = lines.take_while(|above| words(&text_of(*above)).count() <= DATE_LINE);
    short.last().unwrap_or(time)
}

/// True for a sign beside a heading that links to it.
fn is_anchor(element: Element<'_>) -> bool {
    let in_heading = || element.node().ancestors().any(|above| is_heading(above));
    element.name() == "a"
        && element.attribute("href").is_some_and(|href| href.contains('#'))
        && words(&text_of(element.node())).next().is_none()
        && in_heading()
}

fn is_heading(node: Node<'_>) -> bool {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| node.is(name))
}

/// Writes a node as HTML (HTML, section 13.3).
fn write(node: Node<'_>, html: &mut String) {
    if let Some(text) = node.text() {
        push_text(html, text);
    } else if let Some(comment) = node.comment() {
        // The end of an introduction; nothing else of comments reaches a subscriber.
        if comment.trim_start().starts_with("more") {
            html.push_str("<!--more-->");
        }
    } else if let Some(element) = node.element() {
        html.push('<');
        html.push_str(element.name());
        for (name, value) in element.attributes() {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            push_attribute(html, value);
            html.push('"');
        }
        html.push('>');
        if is_void(element.name()) {
            return;
        }
        // A parser takes off the first line end of `pre`.
        if element.name() == "pre" {
            html.push('\n');
        }
        node.children().for_each(|child| write(child, html));
        html.push_str("</");
        html.push_str(element.name());
        html.push('>');
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}
