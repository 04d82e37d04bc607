//! Tree → pieces: what the allow list names, with URLs made absolute and pictures that show.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::allowed::{self, Rule};
use super::hidden::is_hidden;
use super::links::{Links, Target};
use super::piece::Piece;
use super::srcset;
use crate::config::BodyRules;
use crate::html::{Element, Node, Tree};

/// A body as it may go out.
pub(super) struct Clean<'a> {
    /// Its pieces.
    pub(super) pieces: Vec<Piece<'a>>,
    /// The attribute values that should have been URLs and are none.
    pub(super) invalid_urls: Vec<&'a str>,
    /// What is not shown because its author or its page hides it.
    pub(super) left_out: Vec<Node<'a>>,
}

/// Cleans `tree`, which nests no deeper than [`crate::html::MAX_DEPTH`].
pub(super) fn clean<'a>(tree: &'a Tree, links: &Links, rules: &BodyRules) -> Clean<'a> {
    let mut cleaner = Cleaner {
        links,
        rules,
        clean: Clean {
            pieces: Vec::with_capacity(tree.len() * 2),
            invalid_urls: Vec::new(),
            left_out: Vec::new(),
        },
        open: Vec::new(),
        ids: BTreeSet::new(),
        shown: BTreeSet::new(),
    };
    cleaner.children(tree.root());
    cleaner.clean
}

pub(super) struct Cleaner<'a, 'l> {
    links: &'l Links,
    pub(super) rules: &'l BodyRules,
    clean: Clean<'a>,
    /// The elements around.
    open: Vec<&'static str>,
    /// The ids given out: one belongs to one element.
    ids: BTreeSet<String>,
    /// The pictures that show already, so that `noscript` does not repeat them.
    shown: BTreeSet<String>,
}

impl<'a> Cleaner<'a, '_> {
    fn children(&mut self, node: Node<'a>) {
        for child in node.children() {
            if let Some(text) = child.text() {
                self.text(text);
            } else if let Some(element) = child.element() {
                self.element(element);
            } else if child.comment().is_some_and(is_more) {
                self.clean.pieces.push(Piece::More);
            }
        }
    }

    fn element(&mut self, element: Element<'a>) {
        let node = element.node();
        if is_hidden(element) || repeats_formula(element) {
            self.clean.left_out.push(node);
            return;
        }
        if !element.is_html() {
            return match element.name() {
                "math" => self.clean.pieces.extend(super::foreign::formula(element)),
                "svg" if element.attribute("aria-hidden") != Some("true") => {
                    self.words_of_drawing(super::foreign::drawing(element));
                }
                _ => self.clean.left_out.push(node),
            };
        }
        match allowed::element(element.name()) {
            Some(("img", _)) => return self.image(element, candidates_before(node)),
            Some((name, own)) => return self.keep(name, own, element),
            None => {}
        }
        match element.name() {
            "object" if shows_instead(node) => self.children(node),
            "audio" | "embed" | "iframe" | "object" | "video" => {
                super::embed::write(self, element);
            }
            "noscript" => self.noscript(node),
            "input" => self.check_box(element),
            "script" if is_formula(element) => self.formula(element),
            name if allowed::is_dropped(name) => {}
            _ => self.children(node),
        }
    }

    fn keep(
        &mut self,
        name: &'static str,
        own: &'static [allowed::Attribute],
        element: Element<'a>,
    ) {
        // What stood between an outer link and this one may have gone (HTML, section 4.5.1).
        if name == "a" && self.in_link() {
            return self.children(element.node());
        }
        // So has what let a block stand in a paragraph, such as a button.
        if allowed::is_block(name) && self.in_paragraph() {
            self.open("br", Vec::new());
            self.children(element.node());
            return self.open("br", Vec::new());
        }
        let attributes = self.attributes(element, own);
        if name == "a" && attributes.is_empty() {
            return self.children(element.node());
        }
        if name == "thead" && !shows_anything(element.node()) {
            return;
        }
        let is_own = is_own(element);
        if is_own {
            self.own(true);
        }
        self.open(name, attributes);
        if !allowed::is_void(name) {
            self.children(element.node());
            self.close();
        }
        if is_own {
            self.own(false);
        }
    }

    fn attributes(
        &mut self,
        element: Element<'a>,
        own: &'static [allowed::Attribute],
    ) -> Vec<(&'static str, Cow<'a, str>)> {
        let mut kept = Vec::new();
        for (name, value) in element.attributes() {
            let kept_value = match (name, allowed::attribute(own, name)) {
                ("id", _) => self.id(value).map(|value| ("id", Cow::from(value))),
                ("name", _) if element.name() == "a" && element.attribute("id").is_none() => {
                    self.id(value).map(|value| ("id", Cow::from(value)))
                }
                ("class", _) if self.rules.classes => Some(("class", Cow::Borrowed(value))),
                ("style", _) => Some(allowed::style(value, self.rules))
                    .filter(|style| !style.is_empty())
                    .map(|style| ("style", Cow::from(style))),
                (_, Some((name, rule))) => self.value(rule, value).map(|value| (name, value)),
                (_, None) => None,
            };
            kept.extend(kept_value);
        }
        kept
    }

    fn value(&mut self, rule: Rule, value: &'a str) -> Option<Cow<'a, str>> {
        match rule {
            Rule::Link => self.link(value).map(Cow::from),
            Rule::Picture => self.picture(value).map(Cow::from),
            Rule::Srcset => self.srcset(value).map(Cow::from),
            _ => allowed::passes(rule, value).then_some(Cow::Borrowed(value)),
        }
    }

    fn id(&mut self, value: &str) -> Option<String> {
        self.links.id(value, self.rules.ids).filter(|id| self.ids.insert(id.clone()))
    }

    /// The absolute form of a link, where it may stay.
    pub(super) fn link(&mut self, value: &'a str) -> Option<String> {
        self.kept(self.links.link(value), value)
    }

    /// The absolute form of the address of a picture, where it may stay.
    pub(super) fn picture(&mut self, value: &'a str) -> Option<String> {
        self.kept(self.links.picture(value), value)
    }

    fn kept(&mut self, target: Target, value: &'a str) -> Option<String> {
        match target {
            Target::Kept(url) => Some(url),
            Target::Refused => None,
            Target::Invalid => {
                self.clean.invalid_urls.push(value);
                None
            }
        }
    }

    fn srcset(&mut self, value: &'a str) -> Option<String> {
        let mut kept = String::new();
        for (url, descriptors) in srcset::candidates(value) {
            let Some(url) = self.picture(url).filter(|url| !url.starts_with("data:")) else {
                continue;
            };
            if !kept.is_empty() {
                kept.push_str(", ");
            }
            // A comma at the end of a URL would close the candidate.
            kept.push_str(&url.replace(',', "%2C"));
            if !descriptors.is_empty() {
                kept.push(' ');
                kept.push_str(descriptors);
            }
        }
        Some(kept).filter(|kept| !kept.is_empty())
    }

    /// Writes a picture that shows without any script. Its address is where scripts would look for
    /// it, then `src`, then the first candidate of its own or of the `source` before it.
    fn image(&mut self, element: Element<'a>, source: Option<&'a str>) {
        let lazy_set = LAZY_SRCSET.iter().find_map(|name| element.attribute(name));
        let set = lazy_set.or_else(|| element.attribute("srcset"));
        let plain = element.attribute("src").filter(|src| !src.trim().is_empty());
        let candidate = |set: &'a str| srcset::candidates(set).next().map(|(url, _)| url);
        let from_set = || set.and_then(candidate).or_else(|| source.and_then(candidate));
        let address = LAZY_SRC
            .iter()
            .find_map(|name| element.attribute(name).filter(|value| !value.trim().is_empty()))
            // A `data:` picture beside candidates only keeps their place.
            .or_else(|| plain.filter(|src| !src.starts_with("data:")))
            .or_else(from_set)
            .or(plain);
        let Some(url) = address.and_then(|address| self.picture(address)) else {
            if let Some(alternative) =
                element.attribute("alt").filter(|text| !text.trim().is_empty())
            {
                self.text(alternative);
            }
            return;
        };
        self.shown.insert(url.clone());
        let mut attributes = vec![("src", Cow::from(url))];
        attributes
            .extend(set.and_then(|set| self.srcset(set)).map(|set| ("srcset", Cow::from(set))));
        let own = allowed::element("img").map_or(&[][..], |(_, own)| own);
        let others = self.attributes_but_sources(element, own);
        attributes.extend(others);
        self.open("img", attributes);
    }

    fn attributes_but_sources(
        &mut self,
        element: Element<'a>,
        own: &'static [allowed::Attribute],
    ) -> Vec<(&'static str, Cow<'a, str>)> {
        let mut others = self.attributes(element, own);
        others.retain(|(name, _)| !matches!(*name, "src" | "srcset"));
        others
    }

    /// Keeps what stands in for a picture that scripts would have loaded. Appeals to switch on
    /// scripts and counting pixels of `iframe` make no sense in a feed.
    fn noscript(&mut self, node: Node<'a>) {
        let pictures = || {
            node.descendants().filter_map(Node::element).filter(|element| element.name() == "img")
        };
        let shown = |element: Element<'_>| {
            let target = element.attribute("src").map(|src| self.links.picture(src));
            matches!(target, Some(Target::Kept(url)) if self.shown.contains(&url))
        };
        if pictures().next().is_some() && !pictures().any(shown) {
            self.children(node);
        }
    }

    fn words_of_drawing(&mut self, words: String) {
        let paragraph = self.in_flow() && !words.is_empty();
        if paragraph {
            self.open("p", Vec::new());
        }
        self.text(words);
        if paragraph {
            self.close();
        }
    }

    /// Writes a formula in TeX between the signs by which it is known.
    fn formula(&mut self, element: Element<'a>) {
        let is_display =
            element.attribute("type").is_some_and(|kind| kind.contains("mode=display"));
        let (open, close) = if is_display { ("\\[", "\\]") } else { ("\\(", "\\)") };
        self.text([open, element.node().text_content().trim(), close].concat());
    }

    /// A check box is a form control, and forms are dropped: a sign tells its state.
    fn check_box(&mut self, element: Element<'_>) {
        if element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
            let checked = element.attribute("checked").is_some();
            self.text(if checked { "☑ " } else { "☐ " });
        }
    }

    /// Whether a link is open.
    pub(super) fn in_link(&self) -> bool {
        self.open.contains(&"a")
    }

    /// Whether a paragraph is open that a block would end.
    fn in_paragraph(&self) -> bool {
        let holds = |name: &&&str| matches!(**name, "p" | "caption" | "td" | "th");
        self.open.iter().rev().find(holds).is_some_and(|name| *name == "p")
    }

    /// Writes the mark of what no summary is made of.
    pub(super) fn own(&mut self, starts: bool) {
        self.clean.pieces.push(Piece::Own(starts));
    }

    /// Whether a paragraph may start here, and would set apart what stands in it.
    pub(super) fn in_flow(&self) -> bool {
        let flow = ["article", "div", "figure", "main", "section"];
        self.open.last().is_none_or(|name| flow.contains(name))
    }

    /// Writes a start tag.
    pub(super) fn open(
        &mut self,
        name: &'static str,
        attributes: Vec<(&'static str, Cow<'a, str>)>,
    ) {
        self.clean.pieces.push(Piece::Open(name, attributes));
        if !allowed::is_void(name) {
            self.open.push(name);
        }
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: impl Into<Cow<'a, str>>) {
        self.clean.pieces.push(Piece::Text(text.into()));
    }

    /// Writes the end tag of the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.clean.pieces.push(Piece::Close(name));
        }
    }
}

/// Where scripts that load pictures late look for their address.
const LAZY_SRC: &[&str] = &["data-src", "data-lazy-src", "data-original"];

/// Where they look for their candidates.
const LAZY_SRCSET: &[&str] = &["data-srcset", "data-lazy-srcset"];

/// Whether the head of a table has a text or a picture. One without is there because Markdown asks for
/// it.
fn shows_anything(node: Node<'_>) -> bool {
    node.descendants()
        .any(|inside| inside.is("img") || inside.text().is_some_and(|text| !text.trim().is_empty()))
}

/// The sign of a template that could not be carried out.
const STAND_IN: &str = "[…]";

/// Whether no summary is made of an element: the notes, and what stands in for a template.
fn is_own(element: Element<'_>) -> bool {
    let is_notes = element
        .attribute("class")
        .is_some_and(|classes| classes.split_ascii_whitespace().any(|class| class == "footnotes"));
    let is_stand_in = || {
        let mut children = element.node().children();
        let text = children.next().and_then(Node::text);
        element.name() == "a" && text == Some(STAND_IN) && children.next().is_none()
    };
    is_notes || is_stand_in()
}

/// Whether an element shows a formula that stands beside it as `MathML` too, as `KaTeX` and `MathJax`
/// write it: that half is for people who see, the other for everyone else.
fn repeats_formula(element: Element<'_>) -> bool {
    let node = element.node();
    let before = || node.all_before().find_map(Node::element);
    let behind = || node.all_behind().find_map(Node::element);
    (element.attribute("aria-hidden") == Some("true") || is_formula(element))
        && (before().is_some_and(shows_formula) || behind().is_some_and(shows_formula))
}

/// Whether an element shows a formula of `MathML`.
fn shows_formula(element: Element<'_>) -> bool {
    let node = element.node();
    element.attribute("aria-hidden") != Some("true")
        && !is_hidden(element)
        && (node.is("math") || node.descendants().any(|inside| inside.is("math")))
}

/// Whether an element is a formula in TeX, as `MathJax` and kramdown have it.
fn is_formula(element: Element<'_>) -> bool {
    element.name() == "script"
        && element.attribute("type").is_some_and(|kind| kind.trim_start().starts_with("math/tex"))
}

/// Whether an `object` holds what is shown in its place where it cannot be.
fn shows_instead(node: Node<'_>) -> bool {
    node.children().any(|child| {
        child.element().is_some_and(|element| element.name() != "param")
            || child.text().is_some_and(|text| !text.trim().is_empty())
    })
}

/// The candidates of the `source` before an `img` in its `picture`.
fn candidates_before(node: Node<'_>) -> Option<&str> {
    if node.parent()?.is("picture") { node.all_before().find_map(source_set) } else { None }
}

/// The candidates of a `source` of a picture.
fn source_set(node: Node<'_>) -> Option<&str> {
    let source = node.element().filter(|element| element.name() == "source")?;
    LAZY_SRCSET
        .iter()
        .find_map(|name| source.attribute(name))
        .or_else(|| source.attribute("srcset"))
}

/// Whether a comment ends the introduction: `more`, or `WordPress`'s `more` with words behind it.
fn is_more(comment: &str) -> bool {
    comment.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("more"))
}
