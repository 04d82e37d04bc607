//! Markdown → tree, without HTML between them but for what an author wrote as HTML.
//!
//! Elements, attributes and line ends are those that `pulldown_cmark::html` writes.

use std::borrow::Cow;

use html5ever::{LocalName, local_name};
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};
use pulldown_cmark_escape::escape_href;

use super::authored::Authored;
use super::nesting::{ElementKind, Nesting};
use super::tags;
use crate::html::Tree;

/// The tree of `events`, unless it takes a parser, and whether an author wrote HTML in it.
pub(super) fn tree<'a>(
    events: impl Iterator<Item = Event<'a>>,
    bytes: usize,
) -> Option<(Tree, bool)> {
    let mut direct = Direct {
        events,
        nesting: Nesting::new(bytes),
        authored: None,
        html: String::new(),
        has_html: false,
        at_line_start: true,
        table: Table::default(),
    };
    direct.all()?;
    Some((direct.nesting.finish()?, direct.has_html))
}

struct Direct<I> {
    events: I,
    nesting: Nesting,
    /// Only where an author wrote HTML that is not plain.
    authored: Option<Authored>,
    /// Their HTML since the last Markdown.
    html: String,
    has_html: bool,
    at_line_start: bool,
    table: Table,
}

/// Where in a table the next cell stands.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl<'a, I: Iterator<Item = Event<'a>>> Direct<I> {
    fn all(&mut self) -> Option<()> {
        while let Some(event) = self.events.next() {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                self.html.push_str(&html);
                continue;
            }
            self.finish_html()?;
            self.event(event)?;
        }
        self.finish_html()
    }

    fn finish_html(&mut self) -> Option<()> {
        if self.html.is_empty() {
            return Some(());
        }
        self.has_html = true;
        self.at_line_start = self.html.ends_with('\n');
        let rest = tags::add(&self.html, &mut self.nesting)?;
        if !rest.is_empty() {
            let authored = self.authored.get_or_insert_with(Authored::new);
            authored.add(rest, &mut self.nesting)?;
        }
        self.html.clear();
        Some(())
    }

    fn event(&mut self, event: Event<'a>) -> Option<()> {
        match event {
            Event::Text(text) => {
                self.at_line_start = text.ends_with('\n');
                self.nesting.text(&text)
            }
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::SoftBreak => self.line_end(),
            Event::HardBreak => {
                self.phrase(local_name!("br"), ElementKind::Void)?;
                self.line_end()
            }
            Event::Code(text) => {
                self.phrase(local_name!("code"), ElementKind::Phrase)?;
                self.nesting.text(&text)?;
                self.end_phrase(&local_name!("code"))
            }
            Event::Rule => {
                self.block(local_name!("hr"), ElementKind::Rule)?;
                self.line_end()
            }
            Event::TaskListMarker(checked) => {
                self.phrase(local_name!("input"), ElementKind::Void)?;
                self.nesting.attribute(local_name!("disabled"), &[]);
                self.nesting.attribute(local_name!("type"), &["checkbox"]);
                if checked {
                    self.nesting.attribute(local_name!("checked"), &[]);
                }
                self.line_end()
            }
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => None,
        }
    }

    fn start(&mut self, tag: Tag<'a>) -> Option<()> {
        match tag {
            Tag::HtmlBlock => Some(()),
            Tag::Paragraph => self.block(local_name!("p"), ElementKind::Paragraph),
            Tag::Heading { level, id, classes, attrs } => {
                self.block(heading(level), ElementKind::Heading)?;
                self.heading_attributes(id.as_deref(), &classes, &attrs)
            }
            Tag::BlockQuote(None) => {
                self.block(local_name!("blockquote"), ElementKind::Block)?;
                self.line_end()
            }
            Tag::CodeBlock(kind) => {
                self.block(local_name!("pre"), ElementKind::Preformatted)?;
                self.phrase(local_name!("code"), ElementKind::Phrase)?;
                let info = if let CodeBlockKind::Fenced(info) = &kind { info } else { "" };
                let language = info.split(' ').next().filter(|language| !language.is_empty());
                if let Some(language) = language {
                    self.nesting.attribute(local_name!("class"), &["language-", language]);
                }
                Some(())
            }
            Tag::List(start) => {
                let name = if start.is_some() { local_name!("ol") } else { local_name!("ul") };
                self.block(name, ElementKind::List)?;
                if let Some(start) = start.filter(|start| *start != 1) {
                    self.nesting.attribute(local_name!("start"), &[&start.to_string()]);
                }
                self.line_end()
            }
            Tag::Item => self.block(local_name!("li"), ElementKind::Item),
            Tag::DefinitionList => {
                self.block(local_name!("dl"), ElementKind::Descriptions)?;
                self.line_end()
            }
            Tag::DefinitionListTitle => self.block(local_name!("dt"), ElementKind::Description),
            Tag::DefinitionListDefinition => {
                self.block(local_name!("dd"), ElementKind::Description)
            }
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => self.table(tag),
            Tag::Emphasis => self.phrase(local_name!("em"), ElementKind::Phrase),
            Tag::Strong => self.phrase(local_name!("strong"), ElementKind::Phrase),
            Tag::Strikethrough => self.phrase(local_name!("del"), ElementKind::Phrase),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.phrase(local_name!("a"), ElementKind::Link)?;
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.nesting.attribute(local_name!("href"), &[scheme, &address(&dest_url)]);
                self.title(&title);
                Some(())
            }
            Tag::Image { dest_url, title, .. } => {
                self.phrase(local_name!("img"), ElementKind::Void)?;
                self.nesting.attribute(local_name!("src"), &[&address(&dest_url)]);
                let alternative = self.alternative()?;
                self.nesting.attribute(local_name!("alt"), &[&alternative]);
                self.title(&title);
                Some(())
            }
            Tag::BlockQuote(Some(_))
            | Tag::FootnoteDefinition(_)
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => None,
        }
    }

    fn end(&mut self, tag: TagEnd) -> Option<()> {
        match tag {
            TagEnd::HtmlBlock => Some(()),
            TagEnd::Paragraph => self.end_block(&local_name!("p")),
            TagEnd::Heading(level) => self.end_block(&heading(level)),
            TagEnd::BlockQuote(_) => self.end_block(&local_name!("blockquote")),
            TagEnd::CodeBlock => {
                self.nesting.end(&local_name!("code"))?;
                self.end_block(&local_name!("pre"))
            }
            TagEnd::List(true) => self.end_block(&local_name!("ol")),
            TagEnd::List(false) => self.end_block(&local_name!("ul")),
            TagEnd::Item => self.end_block(&local_name!("li")),
            TagEnd::DefinitionList => self.end_block(&local_name!("dl")),
            TagEnd::DefinitionListTitle => self.end_block(&local_name!("dt")),
            TagEnd::DefinitionListDefinition => self.end_block(&local_name!("dd")),
            TagEnd::Table => {
                self.nesting.end(&local_name!("tbody"))?;
                self.end_block(&local_name!("table"))
            }
            TagEnd::TableHead => {
                self.nesting.end(&local_name!("tr"))?;
                self.nesting.end(&local_name!("thead"))?;
                self.nesting.start(local_name!("tbody"), ElementKind::Rows)?;
                self.table.in_head = false;
                self.line_end()
            }
            TagEnd::TableRow => self.end_block(&local_name!("tr")),
            TagEnd::TableCell => {
                self.table.column += 1;
                self.end_phrase(&self.table.cell())
            }
            TagEnd::Emphasis => self.end_phrase(&local_name!("em")),
            TagEnd::Strong => self.end_phrase(&local_name!("strong")),
            TagEnd::Strikethrough => self.end_phrase(&local_name!("del")),
            TagEnd::Link => self.end_phrase(&local_name!("a")),
            TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => None,
        }
    }

    fn table(&mut self, tag: Tag<'a>) -> Option<()> {
        match tag {
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.phrase(local_name!("table"), ElementKind::Table)
            }
            Tag::TableHead => {
                self.table.column = 0;
                self.table.in_head = true;
                self.phrase(local_name!("thead"), ElementKind::Rows)?;
                self.phrase(local_name!("tr"), ElementKind::Row)
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.phrase(local_name!("tr"), ElementKind::Row)
            }
            _ => {
                self.phrase(self.table.cell(), ElementKind::Cell)?;
                let style = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Left) => "text-align: left",
                    Some(Alignment::Center) => "text-align: center",
                    Some(Alignment::Right) => "text-align: right",
                    Some(Alignment::None) | None => return Some(()),
                };
                self.nesting.attribute(local_name!("style"), &[style]);
                Some(())
            }
        }
    }

    /// A start tag on a line of its own.
    fn block(&mut self, name: LocalName, kind: ElementKind) -> Option<()> {
        if !self.at_line_start {
            self.nesting.text("\n")?;
        }
        self.phrase(name, kind)
    }

    fn phrase(&mut self, name: LocalName, kind: ElementKind) -> Option<()> {
        self.at_line_start = false;
        self.nesting.start(name, kind)
    }

    /// An end tag at the end of its line.
    fn end_block(&mut self, name: &LocalName) -> Option<()> {
        self.nesting.end(name)?;
        self.line_end()
    }

    fn end_phrase(&mut self, name: &LocalName) -> Option<()> {
        self.at_line_start = false;
        self.nesting.end(name)
    }

    fn line_end(&mut self) -> Option<()> {
        self.at_line_start = true;
        self.nesting.text("\n")
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.nesting.attribute(local_name!("title"), &[title]);
        }
    }

    /// What the author writes in braces behind a heading, unless only a parser knows what comes of
    /// its names.
    fn heading_attributes(
        &mut self,
        id: Option<&str>,
        classes: &[CowStr<'a>],
        others: &[(CowStr<'a>, Option<CowStr<'a>>)],
    ) -> Option<()> {
        if !others.is_empty() {
            return None;
        }
        if let Some(id) = id {
            self.nesting.attribute(local_name!("id"), &[id]);
        }
        if !classes.is_empty() {
            let classes: Vec<&str> = classes.iter().map(|class| &**class).collect();
            self.nesting.attribute(local_name!("class"), &[&classes.join(" ")]);
        }
        Some(())
    }

    /// The text that stands for a picture, up to the end of the picture.
    fn alternative(&mut self) -> Option<Cow<'a, str>> {
        let mut text = CowStr::Borrowed("");
        let mut depth = 0_usize;
        loop {
            let part = match self.events.next()? {
                Event::Start(_) => {
                    depth += 1;
                    continue;
                }
                Event::End(_) if depth == 0 => return Some(text.into()),
                Event::End(_) => {
                    depth -= 1;
                    continue;
                }
                Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) => part,
                Event::SoftBreak | Event::HardBreak => CowStr::Borrowed(" "),
                _ => return None,
            };
            text = if text.is_empty() { part } else { format!("{text}{part}").into() };
        }
    }
}

impl Table {
    fn cell(&self) -> LocalName {
        if self.in_head { local_name!("th") } else { local_name!("td") }
    }
}

fn heading(level: HeadingLevel) -> LocalName {
    match level {
        HeadingLevel::H1 => local_name!("h1"),
        HeadingLevel::H2 => local_name!("h2"),
        HeadingLevel::H3 => local_name!("h3"),
        HeadingLevel::H4 => local_name!("h4"),
        HeadingLevel::H5 => local_name!("h5"),
        HeadingLevel::H6 => local_name!("h6"),
    }
}

/// An address, percent-encoded as `pulldown_cmark::html` does.
fn address(url: &str) -> Cow<'_, str> {
    let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'#' | b'%'..=b';' | b'=' | b'?' | b'@' | b'_' | b'~');
    if url.bytes().all(is_plain) {
        return Cow::Borrowed(url);
    }
    let mut html = String::with_capacity(url.len() + 16);
    // Writing to a string cannot fail.
    let _ = escape_href(&mut html, url);
    Cow::Owned(html.replace("&#x27;", "'").replace("&amp;", "&"))
}
