//! Walks through the markup of a body and puts what it comes to in its place.

use std::ops::Range;

use super::arguments::Arguments;
use super::html::escaped;
use super::layout::{
    dedented, is_in_address, line_prefix, put, trim_before, trimmed_after, without_prefix,
};
use super::shortcode::{self, Call, Shown};
use super::token::{self, Family, Looking, MarkupKind, Token, near};
use super::{Facts, WrittenArticle, attribute_list, container, jsx, reference};
use crate::config::FieldPath;
use crate::model::{Expanded, Node, Syntax};
use crate::problem::{Code, Place, Problem, Problems};

/// The longest block of Liquid, in bytes.
const LONGEST: usize = 64 * 1024;

/// How many problems of one article are told one by one.
const MOST_TOLD: usize = 100;

/// How deep shortcodes may nest.
const MAX_DEPTH: usize = 16;

/// Carries out Liquid with the variables of one article.
pub(super) trait Session {
    /// What `template` comes to, or what is wrong with it.
    fn render(&self, template: &str) -> Result<String, String>;

    /// Whether `name` is a block or a tag that Liquid itself has.
    fn has(&self, name: &str) -> bool;

    /// What `{{ … }}` in code comes to where the site's generator carries it out there too; nothing
    /// if it speaks of what is not known, which is code.
    fn in_code(&self, output: &str) -> Option<String>;
}

pub(super) fn expand(
    body: &str,
    origin: Origin,
    written: WrittenArticle<'_>,
    facts: &Facts,
    session: Option<&dyn Session>,
    problems: &mut Problems,
) -> Expanded {
    let mut walk = Expander { written, facts, session, problems, depth: 0, told: 0 };
    let expanded = walk.body(body, origin, false);
    walk.tell_of_others();
    expanded
}

/// Where a text comes from, in bytes of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin {
    pub(super) start: usize,
    /// Whether the text is a part of the file; otherwise all of it comes from `start`.
    pub(super) moves: bool,
}

impl Origin {
    fn of(self, at: usize) -> usize {
        if self.moves { self.start + at } else { self.start }
    }
}

struct Expander<'a> {
    written: WrittenArticle<'a>,
    facts: &'a Facts,
    session: Option<&'a dyn Session>,
    problems: &'a mut Problems,
    depth: usize,
    /// How many problems were found.
    told: usize,
}

/// Markup with what it encloses.
struct Unit<'a> {
    body: &'a str,
    origin: Origin,
    span: Range<usize>,
    inner: Option<Range<usize>>,
}

impl Unit<'_> {
    fn text(&self) -> &str {
        self.body.get(self.span.clone()).unwrap_or_default()
    }

    /// What stands before it.
    fn before(&self) -> &str {
        self.body.get(..self.span.start).unwrap_or_default()
    }
}

impl Expander<'_> {
    fn body(&mut self, body: &str, origin: Origin, carried_out: bool) -> Expanded {
        let syntax = self.written.article.source.syntax;
        let engine = self.facts.config.templates.engine;
        let mdx = self.is_mdx();
        let comments = self.facts.config.profile().has_comments;
        let looking = Looking { engine, syntax, mdx, carried_out, comments };
        let tokens = token::read(body, looking);
        let pairs = token::pairs(&tokens);
        let mut expanded = Expanded::default();
        let (mut from, mut at) = (0, 0);
        while let Some(token) = tokens.get(at) {
            self.text(&mut expanded, body, from..token.span.start);
            let close = pairs[at].map(|close| &tokens[close].span);
            let unit = Unit {
                body,
                origin,
                span: token.span.start..close.map_or(token.span.end, |close| close.end),
                inner: close.map(|close| token.span.end..close.start),
            };
            let shown = self.unit(token, &unit);
            from = unit.span.end;
            trim_before(&mut expanded.text, unit.text());
            put(&mut expanded, shown, body, from, unit.span.start);
            from += body.get(from..).map_or(0, |after| trimmed_after(unit.text(), after));
            at = pairs[at].unwrap_or(at) + 1;
        }
        self.text(&mut expanded, body, from..body.len());
        expanded
    }

    /// Adds what stands between markup. Code is in there too.
    fn text(&self, expanded: &mut Expanded, body: &str, span: Range<usize>) {
        let (mut from, end) = (span.start, span.end);
        let mut at = from;
        let part = |range| body.get(range).unwrap_or_default();
        while let Some(session) = self.session
            && let Some(open) = part(at..end).find("{{").map(|open| at + open)
            && let Some(length) = near(part(open..end)).find("}}").map(|close| close + 2)
        {
            at = open + 2;
            if let Some(made) = session.in_code(part(open..open + length)) {
                expanded.push(part(from..open), from);
                expanded.push(&made, open);
                from = open + length;
                at = from;
            }
        }
        expanded.push(part(from..end), from);
    }

    /// Whether the body is MDX.
    fn is_mdx(&self) -> bool {
        self.written.article.source.path.ends_with(".mdx") || self.facts.config.profile().is_mdx
    }

    fn unit(&mut self, token: &Token<'_>, unit: &Unit<'_>) -> Shown {
        match &token.kind {
            MarkupKind::Text(text) => Shown::Inline(text.clone().into_owned()),
            MarkupKind::Attributes(written) => Shown::Inline(
                attribute_list::element(written).unwrap_or_else(|| escaped(unit.text())),
            ),
            MarkupKind::Literal(name, arguments, content) => literal(name, arguments, content),
            MarkupKind::Internal(path) => Shown::Inline(self.reference(path, unit)),
            MarkupKind::Beside(path) => {
                let from = self.written.article.source.content_path();
                // A name alone means the file beside this one, and none elsewhere.
                let beside = if path.contains('/') { "" } else { "./" };
                let found = self.facts.pages.find(&format!("{beside}{path}"), from);
                Shown::Inline(found.unwrap_or_else(|| (*path).to_owned()))
            }
            MarkupKind::File(path) => {
                let from = self.written.article.source.content_path();
                let path = reference::joined_from(from, path);
                let url = self.facts.config.site.base_url.join(&path);
                Shown::Inline(url.map_or(path, |url| escaped(url.as_str())))
            }
            MarkupKind::Module => {
                self.tell(unit, Code::TemplateUnknown, |problem| Problem {
                    message: "components are not known".to_owned(),
                    ..problem
                        .label("left out, and of components all but what they enclose")
                        .help("write what readers are to see in Markdown")
                });
                Shown::Inline(String::new())
            }
            MarkupKind::Expression(inside) => self.expression(inside, unit),
            MarkupKind::Closed(name, arguments) => self.call(Family::Jsx, name, arguments, unit),
            MarkupKind::Output => self.liquid(unit),
            MarkupKind::Close(..) => self.leftover(unit, "nothing that it closes is open"),
            MarkupKind::Open(family, name, arguments) => self.call(*family, name, arguments, unit),
        }
    }

    fn call(&mut self, family: Family, name: &str, arguments: &str, unit: &Unit<'_>) -> Shown {
        let own = self.facts.config.templates.shortcodes.get(name);
        if family == Family::Liquid && own.is_none() {
            match (name, self.session) {
                ("link" | "post_url", _) => return Shown::Inline(self.reference(arguments, unit)),
                (_, Some(session)) if session.has(name) => return self.liquid(unit),
                _ => {}
            }
        }
        let mut call = Call {
            name,
            arguments: match family {
                Family::Jsx => jsx::arguments(arguments),
                Family::Container => container::arguments(arguments),
                _ => Arguments::parse(arguments),
            },
            inner: None,
            assets: if family == Family::Hugo {
                ""
            } else {
                self.facts.config.site.base_url.as_str()
            },
        };
        if matches!(name, "ref" | "relref") {
            let reference = call.get(&["path", "0"]).unwrap_or_default().to_owned();
            return Shown::Inline(self.reference(&reference, unit));
        }
        if name == "param" && family == Family::Hugo {
            return self.parameter(&call, unit);
        }
        call.inner = self.inner(unit);
        if let Some(pattern) = own {
            return shortcode::own(pattern, &call);
        }
        if let Some(shown) = shortcode::known(&call) {
            return shown;
        }
        let Some(inner) = call.inner else {
            self.tell_unknown(unit, name, "a link to the article stands in its place");
            return self.stand_in(unit, shortcode::label(&call));
        };
        self.tell_unknown(unit, name, "what it encloses is shown, and nothing of itself");
        if inner.contains('\n') { Shown::Block(inner) } else { Shown::Inline(inner) }
    }

    /// What stands between the opening and the closing markup, expanded.
    fn inner(&mut self, unit: &Unit<'_>) -> Option<String> {
        let range = unit.inner.clone().filter(|_| self.depth < MAX_DEPTH)?;
        let origin = Origin { start: unit.origin.of(range.start), ..unit.origin };
        self.depth += 1;
        let inner = self.body(unit.body.get(range).unwrap_or_default(), origin, false).text;
        self.depth -= 1;
        let inner = without_prefix(inner, line_prefix(unit.before()));
        // In MDX indentation means nothing; elsewhere it would make code.
        Some(if self.is_mdx() { dedented(&inner) } else { inner })
    }

    fn liquid(&mut self, unit: &Unit<'_>) -> Shown {
        let Some(session) = self.session else {
            return self.leftover(unit, "nothing here carries out Liquid");
        };
        if unit.span.len() > LONGEST {
            return self.leftover(unit, &format!("a block may have {LONGEST} bytes"));
        }
        match session.render(unit.text()) {
            Ok(made) if made.contains('{') && self.depth < MAX_DEPTH => {
                self.depth += 1;
                let origin = Origin { start: unit.origin.of(unit.span.start), moves: false };
                let made = self.body(&made, origin, true).text;
                self.depth -= 1;
                Shown::Inline(made)
            }
            Ok(made) => Shown::Inline(made),
            Err(reason) => {
                let shown = self.leftover(unit, &reason);
                // What sets a variable shows nothing anyway.
                let sets = ["assign", "capture"].iter().any(|name| is_tag(unit.text(), name));
                if sets { Shown::Inline(String::new()) } else { shown }
            }
        }
    }

    /// What an expression of MDX comes to: a value of the front matter.
    fn expression(&mut self, inside: &str, unit: &Unit<'_>) -> Shown {
        let names = ["frontmatter.", "frontMatter.", "props.frontmatter.", "metadata."];
        let name = names.iter().find_map(|start| inside.trim().strip_prefix(start));
        match name {
            Some(name) => {
                let arguments =
                    Arguments { positional: vec![name.to_owned()], ..Default::default() };
                self.parameter(&Call { name: "param", arguments, ..Call::default() }, unit)
            }
            None => self.leftover(unit, "nothing here runs programs"),
        }
    }

    /// The address that a reference leads to.
    fn reference(&mut self, written: &str, unit: &Unit<'_>) -> String {
        let article = self.written.article;
        let wanted = written.trim().trim_matches(['"', '\'', '`']);
        if let Some(fragment) = wanted.strip_prefix('#') {
            return format!("#{}", escaped(fragment));
        }
        if let Some(address) = self.facts.pages.find(wanted, article.source.content_path()) {
            return escaped(&address);
        }
        let base = &self.facts.config.site.base_url;
        let guess = reference::guess(wanted, base).filter(|_| !wanted.contains("{{"));
        let label =
            guess.as_ref().map_or("leads to the article itself", |_| "leads where its path says");
        self.tell(unit, Code::ReferenceUnknown, |problem| Problem {
            message: format!("no article is at `{wanted}`"),
            ..problem
                .label(label)
                .help("write the path of an article from the content folder, or an address")
        });
        escaped(&guess.unwrap_or_else(|| article.permalink.clone()))
    }

    /// A value of the front matter, else of the site.
    fn parameter(&mut self, call: &Call<'_>, unit: &Unit<'_>) -> Shown {
        let name = call.get(&["name", "0"]).unwrap_or_default();
        let places = [self.written.front_matter, self.facts.config.templates.variables.as_ref()];
        let value = FieldPath::parse(name)
            .and_then(|path| places.into_iter().flatten().find_map(|place| path.find(place)))
            .and_then(Node::as_scalar);
        match value {
            Some(value) => Shown::Inline(escaped(&value.text)),
            None => self.leftover(unit, &format!("neither the article nor the site has `{name}`")),
        }
    }

    fn tell_unknown(&mut self, unit: &Unit<'_>, name: &str, label: &str) {
        self.tell(unit, Code::TemplateUnknown, |problem| Problem {
            message: format!("there is no rule for `{name}`"),
            ..problem.label(label).help(format!(
                "say in feedmill.yaml what it becomes, such as `shortcodes: {{{name}: \"<p>{{0}}</p>\"}}`"
            ))
        });
    }

    /// Tells what could not be carried out, and links to the article in its place.
    fn leftover(&mut self, unit: &Unit<'_>, reason: &str) -> Shown {
        self.tell(unit, Code::TemplateFailed, |problem| Problem {
            message: format!("this cannot be carried out: {reason}"),
            ..problem.label("a link to the article stands in its place").help(
                "write it in Markdown, put it in code if readers are to see it as it is, or set `templates` in feedmill.yaml",
            )
        });
        self.stand_in(unit, None)
    }

    /// Tells a problem, unless the article has had enough of them: each costs a look at its file.
    fn tell(&mut self, unit: &Unit<'_>, code: Code, explain: impl FnOnce(Problem) -> Problem) {
        self.told += 1;
        if self.told > MOST_TOLD {
            return;
        }
        let start = unit.origin.of(unit.span.start);
        let length = if unit.origin.moves { unit.span.len() } else { 1 };
        let path = &self.written.article.source.path;
        let place = Place::in_text(path, self.written.text, start..start + length);
        self.problems.push(explain(Problem::new(code, "").at(place)));
    }

    fn tell_of_others(&mut self) {
        let others = self.told.saturating_sub(MOST_TOLD);
        if others > 0 {
            let message = format!(
                "{others} more pieces of template markup are not shown as they are on the site"
            );
            let place = Place::of_file(&self.written.article.source.path);
            self.problems.push(Problem::new(Code::TemplateFailed, message).at(place));
        }
    }

    /// A link to the article, called as the markup says or with a sign that is in no language;
    /// where an address should stand, the address alone.
    fn stand_in(&self, unit: &Unit<'_>, label: Option<&str>) -> Shown {
        let address = escaped(&self.written.article.permalink);
        if is_in_address(unit.before()) {
            return Shown::Inline(address);
        }
        let label = label.map_or_else(|| "[…]".to_owned(), escaped);
        Shown::Inline(format!("<a href=\"{address}\">{label}</a>"))
    }
}

fn is_tag(markup: &str, name: &str) -> bool {
    markup.trim_start_matches(['{', '%', '-', ' ']).starts_with(name)
}

/// A block whose content is no markup.
fn literal(name: &str, arguments: &str, content: &str) -> Shown {
    match name {
        "comment" => Shown::Inline(String::new()),
        "highlight" => {
            let code = escaped(content.trim_matches('\n'));
            let language = Arguments::parse(arguments);
            let language = language.get(&["0"]).map_or_else(String::new, |language| {
                format!(" class=\"language-{}\"", escaped(language))
            });
            Shown::Block(format!("<pre><code{language}>{code}</code></pre>"))
        }
        _ => Shown::Inline(with_braces_kept(content)),
    }
}

/// Text in which braces stand for themselves, outside code, where they do so anyway.
fn with_braces_kept(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    let part = |range| text.get(range).unwrap_or_default();
    for code in super::code::ranges(text, Syntax::Markdown) {
        kept.push_str(&part(from..code.start).replace('{', "&#123;"));
        kept.push_str(part(code.clone()));
        from = code.end;
    }
    kept.push_str(&part(from..text.len()).replace('{', "&#123;"));
    kept
}
