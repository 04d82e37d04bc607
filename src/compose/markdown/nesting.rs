//! Tags → tree, as long as each stands where HTML lets it stand and has its end.
//!
//! What a parser of HTML would do beyond nesting (close what an author left open, move what a table
//! cannot hold, reopen emphasis; HTML, section 13.2.6) begins with a tag that is refused here. So
//! the tree is the one that the parser makes, or there is none.

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, local_name};
use memchr::memchr;

use crate::html::{MAX_DEPTH, NodeId, Tree};

/// How deep elements may nest here; what goes further is for the parser to measure.
const DEEPEST: usize = MAX_DEPTH / 2;

/// A tree that grows from tag to tag. `None` anywhere: it takes a parser.
pub(super) struct Nesting {
    tree: Tree,
    open: Vec<Open>,
    /// Whether a line end would be the one that belongs to the start tag of `pre`.
    after_pre: bool,
}

/// An element that has begun.
struct Open {
    id: NodeId,
    name: LocalName,
    kind: ElementKind,
    /// Whether a `p` is open that the start of a block would close.
    paragraph: bool,
    /// Whether an `a` is open that another would close.
    link: bool,
}

/// What an element is to the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementKind {
    Phrase,
    Link,
    /// A phrase without end tag.
    Void,
    /// What closes a paragraph.
    Block,
    Paragraph,
    Heading,
    Preformatted,
    /// A block without end tag.
    Rule,
    List,
    Item,
    Descriptions,
    Description,
    Table,
    /// `caption`.
    Caption,
    /// `thead`, `tbody`, `tfoot`.
    Rows,
    Row,
    Cell,
    /// What holds text that is no HTML.
    Raw,
}

impl Nesting {
    pub(super) fn new(bytes: usize) -> Self {
        let (tree, html) = Tree::with_html(bytes);
        let html = Open {
            id: html,
            name: local_name!("html"),
            kind: ElementKind::Block,
            paragraph: false,
            link: false,
        };
        Self { tree, open: vec![html], after_pre: false }
    }

    /// The tree, if all that began has ended.
    pub(super) fn finish(self) -> Option<Tree> {
        // A parser makes a line feed of a carriage return, which only an entity can have brought.
        let has_return = memchr(b'\r', self.tree.words().as_bytes()).is_some();
        (self.open.len() == 1 && !has_return).then_some(self.tree)
    }

    /// A start tag. Its attributes follow.
    pub(super) fn start(&mut self, name: LocalName, kind: ElementKind) -> Option<()> {
        self.after_pre = kind == ElementKind::Preformatted;
        if kind == ElementKind::Row && self.open.last()?.kind == ElementKind::Table {
            // Section 13.2.6.4.9: its start tag may be left out.
            self.start(local_name!("tbody"), ElementKind::Rows)?;
        }
        let parent = self.open.last()?;
        if !parent.may_hold(kind) || self.open.len() > DEEPEST {
            return None;
        }
        let id = self.tree.add_element(parent.id, name.clone());
        if !matches!(kind, ElementKind::Void | ElementKind::Rule) {
            let paragraph = match kind {
                ElementKind::Paragraph => true,
                ElementKind::Caption | ElementKind::Cell => false,
                _ => parent.paragraph,
            };
            let link = parent.link || kind == ElementKind::Link;
            self.open.push(Open { id, name, kind, paragraph, link });
        }
        Some(())
    }

    /// An attribute of the element that has just begun, in parts.
    pub(super) fn attribute(&mut self, name: LocalName, value: &[&str]) {
        self.tree.add_attribute(name, value);
    }

    /// As [`Self::attribute`], of a value that a tokenizer gave.
    pub(super) fn shared_attribute(&mut self, name: LocalName, value: StrTendril) {
        self.tree.add_shared_attribute(name, value);
    }

    /// An end tag.
    pub(super) fn end(&mut self, name: &LocalName) -> Option<()> {
        self.after_pre = false;
        if *name == local_name!("table") && self.open.last()?.kind == ElementKind::Rows {
            // Section 13.2.6.4.13: the end tag of a `tbody` may be left out.
            self.open.pop();
        }
        // The root has none.
        let is_last = self.open.len() > 1 && self.open.last()?.name == *name;
        if is_last {
            self.open.pop();
        }
        is_last.then_some(())
    }

    /// An end tag that an author wrote. One of a phrase that never began is nothing to HTML
    /// (section 13.2.6.4.7, "any other end tag").
    pub(super) fn authored_end(&mut self, name: &LocalName) -> Option<()> {
        let is_phrase =
            || matches!(ElementKind::of(name), Some(ElementKind::Phrase | ElementKind::Link));
        let is_open = || self.open.iter().any(|open| open.name == *name);
        if self.open.last()?.name != *name
            && !self.open.last()?.kind.is_frame()
            && is_phrase()
            && !is_open()
        {
            self.after_pre = false;
            return Some(());
        }
        self.end(name)
    }

    pub(super) fn text(&mut self, text: &str) -> Option<()> {
        let text = if std::mem::take(&mut self.after_pre) {
            text.strip_prefix('\n').unwrap_or(text)
        } else {
            text
        };
        let parent = self.open.last()?;
        let is_blank = || text.bytes().all(|byte| byte.is_ascii_whitespace());
        if parent.kind.is_frame() && !is_blank() {
            return None;
        }
        self.tree.add_text(parent.id, text);
        Some(())
    }

    pub(super) fn comment(&mut self, text: &str) -> Option<()> {
        self.after_pre = false;
        self.tree.add_comment(self.open.last()?.id, text);
        Some(())
    }
}

impl Open {
    /// Whether an element of this kind may begin here and closes nothing by it.
    fn may_hold(&self, kind: ElementKind) -> bool {
        match kind {
            ElementKind::Item => self.kind == ElementKind::List,
            ElementKind::Description => self.kind == ElementKind::Descriptions,
            ElementKind::Caption | ElementKind::Rows => self.kind == ElementKind::Table,
            ElementKind::Row => self.kind == ElementKind::Rows,
            ElementKind::Cell => self.kind == ElementKind::Row,
            _ if self.kind.is_frame() => false,
            ElementKind::Phrase | ElementKind::Void | ElementKind::Raw => true,
            ElementKind::Link => !self.link,
            ElementKind::Heading => !self.paragraph && self.kind != ElementKind::Heading,
            ElementKind::Block
            | ElementKind::Paragraph
            | ElementKind::Preformatted
            | ElementKind::Rule
            | ElementKind::List
            | ElementKind::Descriptions
            | ElementKind::Table => !self.paragraph,
        }
    }
}

impl ElementKind {
    /// Whether it is a part of a table that holds parts only.
    fn is_frame(self) -> bool {
        matches!(self, Self::Table | Self::Rows | Self::Row)
    }

    /// The kind of an element that an author wrote, unless it takes a parser.
    pub(super) fn of(name: &LocalName) -> Option<Self> {
        Some(match *name {
            local_name!("a") => Self::Link,
            local_name!("area")
            | local_name!("br")
            | local_name!("embed")
            | local_name!("img")
            | local_name!("input")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr") => Self::Void,
            local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("center")
            | local_name!("details")
            | local_name!("dialog")
            | local_name!("div")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("main")
            | local_name!("nav")
            | local_name!("search")
            | local_name!("section")
            | local_name!("summary") => Self::Block,
            local_name!("p") => Self::Paragraph,
            local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6") => Self::Heading,
            local_name!("pre") => Self::Preformatted,
            local_name!("hr") => Self::Rule,
            local_name!("ol") | local_name!("ul") => Self::List,
            local_name!("li") => Self::Item,
            local_name!("dl") => Self::Descriptions,
            local_name!("dd") | local_name!("dt") => Self::Description,
            local_name!("table") => Self::Table,
            local_name!("caption") => Self::Caption,
            local_name!("tbody") | local_name!("tfoot") | local_name!("thead") => Self::Rows,
            local_name!("tr") => Self::Row,
            local_name!("td") | local_name!("th") => Self::Cell,
            local_name!("iframe") | local_name!("script") | local_name!("style") => Self::Raw,
            // Those that the parser treats each in a way of its own.
            local_name!("applet")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("body")
            | local_name!("button")
            | local_name!("col")
            | local_name!("colgroup")
            | local_name!("dir")
            | local_name!("form")
            | local_name!("frame")
            | local_name!("frameset")
            | local_name!("head")
            | local_name!("html")
            | local_name!("image")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("listing")
            | local_name!("marquee")
            | local_name!("math")
            | local_name!("menu")
            | local_name!("meta")
            | local_name!("nobr")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("object")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("plaintext")
            | local_name!("rb")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("rtc")
            | local_name!("select")
            | local_name!("svg")
            | local_name!("template")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp") => return None,
            _ => Self::Phrase,
        })
    }
}
