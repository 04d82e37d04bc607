//! Body → template markup, outside code.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::{memchr2, memchr3, memmem};

use super::{code, container, jsx};
use crate::config::Engine;
use crate::model::Syntax;

/// The longest tag, in bytes. Longer ones are text.
const LONGEST: usize = 4096;

/// How a line begins that takes a component from a module.
const MODULE: &str = "import ";

/// What a comment begins and ends with.
const COMMENT: &str = "%%";

/// What the name of a file of Markdown has.
const LINK: &str = ".md";

/// The most such lines that are looked at.
const MOST_MODULES: usize = 64;

/// How often a body may have what begins like MDX and is none.
const MOST_MISSES: usize = 4096;

/// How often code is looked for anew behind a literal block that cuts through it.
const FRESH_LOOKS: usize = 32;

/// A piece of template markup.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) span: Range<usize>,
    pub(super) kind: MarkupKind<'a>,
}

/// What a piece of template markup is.
#[derive(Debug)]
pub(super) enum MarkupKind<'a> {
    /// `{% name … %}`, `{{< name … >}}`, `{{ name(…) }}`.
    Open(Family, &'a str, &'a str),
    /// `{% endname %}`, `{{< /name >}}`, `{% end %}`.
    Close(Family, &'a str),
    /// `{{ … }}`.
    Output,
    /// `<Name … />`.
    Closed(&'a str, &'a str),
    /// `{ … }` of MDX, without the braces.
    Expression(&'a str),
    /// A block whose content is no markup, by name, with its arguments and its content.
    Literal(&'a str, &'a str, &'a str),
    /// Text that stands for itself, such as `{{</* name */>}}`, and whether in code.
    Text(Cow<'a, str>),
    /// What stands between the braces of an attribute list.
    Attributes(&'a str),
    /// A line that takes a component from a module, outside MDX.
    Module,
    /// Where Zola has a link inside the site, `@/blog/article.md`, and Pelican `{filename}a.md`.
    Internal(&'a str),
    /// Where a link leads to the file of another article.
    Beside(&'a str),
    /// Where Pelican has a file of the content folder, `{static}/images/a.png`.
    File(&'a str),
}

/// Whose shortcodes they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// `{% name %}`: Jekyll, Eleventy.
    Liquid,
    /// `{{< name >}}` and `{{% name %}}`.
    Hugo,
    /// `name(…)`: Zola, Nunjucks.
    Zola,
    /// `<Name>`: components in MDX.
    Jsx,
    /// `:::name`: Docusaurus and others.
    Container,
}

/// Which markup is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looking {
    pub(super) engine: Engine,
    pub(super) syntax: Syntax,
    /// It is MDX.
    pub(super) mdx: bool,
    /// Liquid has been carried out: what looks like it is text.
    pub(super) carried_out: bool,
    /// What stands between `%%` and `%%` is a comment.
    pub(super) comments: bool,
}

/// The template markup of `body`, in order, apart.
pub(super) fn read(body: &str, looking: Looking) -> Vec<Token<'_>> {
    let bytes = body.as_bytes();
    let has = |text: &str| memmem::find(bytes, text.as_bytes()).is_some();
    let next = |at: usize| {
        let rest = &bytes[at..];
        let found =
            if looking.mdx { memchr3(b'{', b'@', b'<', rest) } else { memchr2(b'{', b'@', rest) };
        found.map(|found| at + found)
    };
    let begins =
        || next(0).is_some() || [MODULE, ":::", "export ", COMMENT, LINK].into_iter().any(has);
    if looking.engine == Engine::None && !looking.comments || !begins() {
        return Vec::new();
    }
    let mut reader =
        MarkupReader { body, looking, tokens: Vec::new(), unclosed: BTreeSet::new(), misses: 0 };
    let ranges = |body| {
        if looking.mdx { code::ranges_in_mdx(body) } else { code::ranges(body, looking.syntax) }
    };
    let mut code = ranges(body);
    if looking.engine == Engine::None {
        return comments(body, &code);
    }
    let mut modules = modules(body, &code, looking.mdx);
    if looking.engine.has_containers() {
        modules.extend(container::fences(body, &code));
    }
    if looking.comments {
        modules.extend(comments(body, &code));
    }
    if looking.syntax == Syntax::Markdown {
        modules.extend(links(body, &code));
    }
    modules.sort_by_key(|line| line.span.start);
    let mut end = 0;
    modules.retain(|line| {
        let is_apart = line.span.start >= end;
        end = end.max(line.span.end);
        is_apart
    });
    let (mut at, mut next_code, mut looks) = (0, 0, 0);
    while let Some(start) = next(at) {
        while code.get(next_code).is_some_and(|range| range.end <= start) {
            reader.code(code[next_code].clone(), at);
            next_code += 1;
        }
        if let Some(range) = code.get(next_code).filter(|range| range.start <= start) {
            reader.code(range.clone(), at);
            at = at.max(range.end);
            next_code += 1;
            continue;
        }
        at = start + 1;
        let Some(token) = reader.token(start) else { continue };
        at = token.span.end;
        let cut = |range: &&Range<usize>| range.start < at && range.end > at;
        let literal = matches!(token.kind, MarkupKind::Literal(..));
        reader.tokens.push(token);
        if literal
            && looks < FRESH_LOOKS
            && code[next_code..].iter().take(1).any(|range| cut(&range))
        {
            looks += 1;
            let fresh = ranges(body.get(at..).unwrap_or_default());
            code = fresh.into_iter().map(|range| range.start + at..range.end + at).collect();
            next_code = 0;
        }
        while code.get(next_code).is_some_and(|range| range.start < at) {
            next_code += 1;
        }
    }
    // Outside MDX a line from a module is no `Text`.
    let is_program = |line: &&Token<'_>| matches!(line.kind, MarkupKind::Text(_));
    let programs: Vec<Range<usize>> =
        modules.iter().filter(is_program).map(|line| line.span.clone()).collect();
    let mut tokens = reader.tokens;
    // What stands in a program is a part of it; a line that markup reaches over is a part of that.
    let stands_in_one = |token: &Token<'_>| {
        let next = programs.partition_point(|program| program.end <= token.span.start);
        programs.get(next).is_some_and(|program| program.start <= token.span.start)
    };
    tokens.retain(|token| !stands_in_one(token));
    let apart = |line: &Token<'_>| {
        let next = tokens.partition_point(|token| token.span.end <= line.span.start);
        tokens.get(next).is_none_or(|token| token.span.start >= line.span.end)
    };
    let lines: Vec<Token<'_>> = modules.into_iter().filter(apart).collect();
    tokens.extend(lines);
    tokens.sort_by_key(|token| token.span.start);
    tokens
}

/// The lines of `body` outside `code` that MDX reads as a part of a program.
fn modules<'a>(body: &str, code: &[Range<usize>], mdx: bool) -> Vec<Token<'a>> {
    if mdx {
        let modules = jsx::modules(body, code).into_iter();
        return modules.map(|span| Token { span, kind: MarkupKind::Text("".into()) }).collect();
    }
    let is_code = |at: usize| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.start <= at)
    };
    let from_module = |line: &str| {
        let line = line.trim_end().trim_end_matches(';');
        line.starts_with(MODULE) && line.contains(" from ") && line.ends_with(['"', '\''])
    };
    body.match_indices(MODULE)
        .filter(|(at, _)| !is_code(*at))
        .filter_map(|(at, _)| {
            let (before, rest) = body.split_at_checked(at)?;
            let begins = before.is_empty() || before.ends_with('\n');
            begins.then_some((at, rest.lines().next()?))
        })
        .filter(|(_, line)| from_module(line))
        .map(|(at, line)| Token { span: at..at + line.len(), kind: MarkupKind::Module })
        .take(MOST_MODULES)
        .collect()
}

/// What stands in `body` outside `code` between `%%` and `%%`.
fn comments<'a>(body: &str, code: &[Range<usize>]) -> Vec<Token<'a>> {
    let is_code = |at: &usize| code.iter().any(|range| range.contains(at));
    let marks: Vec<usize> =
        body.match_indices(COMMENT).map(|(at, _)| at).filter(|at| !is_code(at)).collect();
    let (pairs, _) = marks.as_chunks();
    pairs
        .iter()
        .map(|[start, end]| Token {
            span: *start..end + COMMENT.len(),
            kind: MarkupKind::Text("".into()),
        })
        .collect()
}

/// The destinations of links in `body` outside `code` that are files of Markdown.
fn links<'a>(body: &'a str, code: &[Range<usize>]) -> Vec<Token<'a>> {
    let mut links = Vec::new();
    let mut next_code = 0;
    for (at, _) in body.match_indices(LINK) {
        while code.get(next_code).is_some_and(|range| range.end <= at) {
            next_code += 1;
        }
        if code.get(next_code).is_some_and(|range| range.start <= at) {
            continue;
        }
        let ends = |last: char| last.is_whitespace() || matches!(last, ')' | '(' | '<' | '>' | '"');
        // What ends a destination is one byte or a blank, of which the last stands before it.
        let Some((before, rest)) = body.split_at_checked(at) else { continue };
        let (name, rest) = (before.rsplit(ends).next(), rest.split(ends).next());
        let (Some(name), Some(rest)) = (name, rest) else { continue };
        let (start, end) = (at - name.len(), at + rest.len());
        let (Some(before), Some(target)) = (body.get(..start), body.get(start..end)) else {
            continue;
        };
        let before = before.trim_end_matches(['<', ' ']);
        let is_link = before.ends_with("](") || before.ends_with("]:");
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let is_file = [".md", ".mdx"].iter().any(|extension| path.ends_with(extension));
        if is_link && is_file && !target.contains(':') && !target.starts_with('@') {
            links.push(Token { span: start..end, kind: MarkupKind::Beside(target) });
        }
    }
    links
}

/// For each token that opens, the one that closes it, if it has one.
pub(super) fn pairs(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tokens.len()];
    let mut open: Vec<(usize, Family, &str)> = Vec::new();
    let mut waiting: BTreeMap<(Family, &str), usize> = BTreeMap::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            MarkupKind::Open(family, name, _) => {
                let is_named = !matches!(family, Family::Zola | Family::Container);
                let name = if is_named { name } else { "" };
                open.push((at, family, name));
                *waiting.entry((family, name)).or_default() += 1;
            }
            MarkupKind::Close(family, name) => {
                if waiting.get(&(family, name)).is_none_or(|count| *count == 0) {
                    continue;
                }
                while let Some((start, own_family, own_name)) = open.pop() {
                    if let Some(count) = waiting.get_mut(&(own_family, own_name)) {
                        *count -= 1;
                    }
                    if (own_family, own_name) == (family, name) {
                        pairs[start] = Some(at);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    pairs
}

struct MarkupReader<'a> {
    body: &'a str,
    looking: Looking,
    tokens: Vec<Token<'a>>,
    /// The literal blocks of which no end is left in the body.
    unclosed: BTreeSet<&'a str>,
    /// How often what could be MDX was none.
    misses: usize,
}

impl<'a> MarkupReader<'a> {
    /// Takes from code the marks that keep a template engine off it.
    fn code(&mut self, range: Range<usize>, from: usize) {
        let range = range.start.max(from)..range.end;
        let Some(written) = self.body.get(range.clone()) else { return };
        let plain = without_marks(written, self.looking);
        if let Cow::Owned(_) = plain {
            self.tokens.push(Token { span: range, kind: MarkupKind::Text(plain) });
        }
    }

    /// The token that begins at the brace at `start`.
    fn token(&mut self, start: usize) -> Option<Token<'a>> {
        let (before, rest) = self.body.split_at_checked(start)?;
        let Looking { engine, carried_out, mdx, .. } = self.looking;
        if mdx && !rest.starts_with(['@', '#']) && !rest.starts_with("{#") {
            if self.misses == MOST_MISSES {
                return None;
            }
            let token = jsx::token(self.body, start);
            self.misses += usize::from(token.is_none());
            return token;
        }
        let liquid = matches!(engine, Engine::Any | Engine::Liquid | Engine::Zola) && !carried_out;
        let token = |length: usize, kind| Some(Token { span: start..start + length, kind });
        if let Some(path) = rest.strip_prefix("@/") {
            let opens = before.ends_with("](") && engine.has_zola();
            let (path, _) =
                near(path).split_once(|last: char| last == ')' || last.is_whitespace())?;
            return if opens { token(path.len() + 2, MarkupKind::Internal(path)) } else { None };
        }
        if let Some(link) = self.pelican(start) {
            return Some(link);
        }
        if engine.has_hugo() && (rest.starts_with("{{<") || rest.starts_with("{{%")) {
            return self.hugo(start);
        }
        if rest.starts_with("{{") && liquid {
            let inside = between(rest, "{{", "}}")?;
            let length = inside.len() + 4;
            return match call(inside) {
                Some((name, arguments)) => {
                    token(length, MarkupKind::Open(Family::Zola, name, arguments))
                }
                // Zola has nothing but calls in a body; braces are text there.
                None if engine == Engine::Zola => None,
                None => token(length, MarkupKind::Output),
            };
        }
        if rest.starts_with("{%") && liquid {
            return self.tag(start);
        }
        if rest.starts_with("{:") && engine.has_kramdown() {
            return self.kramdown(start);
        }
        if (rest.starts_with("{.") || rest.starts_with("{#")) && engine.has_attributes() {
            let inside = between(rest, "{", "}")?;
            let known = super::attribute_list::element(inside).is_some_and(|list| !list.is_empty());
            // The Markdown parser knows those that end a heading.
            let ends_heading = is_end_of_heading(self.body, start, start + inside.len() + 2);
            return if known && !ends_heading {
                token(inside.len() + 2, MarkupKind::Attributes(inside))
            } else {
                None
            };
        }
        None
    }

    /// `{filename}a.md` and `{static}a.png`, where an address stands.
    fn pelican(&self, start: usize) -> Option<Token<'a>> {
        let (before, rest) = self.body.split_at_checked(start)?;
        let rest = rest.strip_prefix('{').filter(|_| self.looking.engine.has_pelican())?;
        let (name, path) = near(rest).split_once('}')?;
        let stands = before.ends_with(['(', '"', '\'', '<', ' ']);
        let kind: fn(&'a str) -> MarkupKind<'a> = match name {
            "filename" => MarkupKind::Internal,
            "static" | "attach" | "photo" => MarkupKind::File,
            _ => return None,
        };
        let ends = |last: char| last.is_whitespace() || matches!(last, ')' | '"' | '\'' | '>');
        let (path, _) = path.split_once(ends)?;
        let span = start..start + name.len() + 2 + path.len();
        stands.then(|| Token { span, kind: kind(path) })
    }

    /// `{% … %}`.
    fn tag(&mut self, start: usize) -> Option<Token<'a>> {
        let rest = self.body.get(start..)?;
        let inside = between(rest, "{%", "%}")?;
        let length = inside.len() + 4;
        let words = inside.trim_matches(['-', '+']).trim();
        let name_end = words
            .find(|c: char| !(c.is_alphanumeric() || "_-/.".contains(c)))
            .unwrap_or(words.len());
        let (name, arguments) = words.split_at(name_end);
        let token = |length: usize, kind| Some(Token { span: start..start + length, kind });
        if let Some((name, arguments)) = call(words) {
            return token(length, MarkupKind::Open(Family::Zola, name, arguments));
        }
        let is_literal = matches!(name, "raw" | "verbatim" | "comment" | "highlight");
        if is_literal && !self.unclosed.contains(name) {
            if let Some((content, close)) = closing(rest.get(length..)?, name) {
                let kind = MarkupKind::Literal(name, arguments.trim(), content);
                return token(length + content.len() + close, kind);
            }
            self.unclosed.insert(name);
        }
        let kind = match name.strip_prefix("end") {
            Some("") => MarkupKind::Close(Family::Zola, ""),
            Some(opened) => MarkupKind::Close(Family::Liquid, opened),
            None => MarkupKind::Open(Family::Liquid, name, arguments.trim()),
        };
        token(length, kind)
    }

    /// `{{< … >}}` and `{{% … %}}`.
    fn hugo(&mut self, start: usize) -> Option<Token<'a>> {
        let rest = self.body.get(start..)?;
        let (open, close) = if rest.starts_with("{{<") { ("{{<", ">}}") } else { ("{{%", "%}}") };
        let inside = between(rest, open, close)?;
        let length = inside.len() + open.len() + close.len();
        let token = |length: usize, kind| Some(Token { span: start..start + length, kind });
        let words = inside.trim();
        if let Some(words) = words.strip_prefix("/*").and_then(|words| words.strip_suffix("*/")) {
            let text = format!("{open}{words}{close}");
            return token(length, MarkupKind::Text(super::html::escaped(&text).into()));
        }
        if let Some(name) = words.strip_prefix('/') {
            return token(length, MarkupKind::Close(Family::Hugo, name.trim()));
        }
        let words = words.strip_suffix('/').unwrap_or(words);
        let name_end = words.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(words.len());
        let (name, arguments) = words.split_at(name_end);
        if matches!(name, "highlight" | "comment") && !self.unclosed.contains(name) {
            let ends = [format!("{open} /{name} {close}"), format!("{open}/{name}{close}")];
            if let Some((content, close)) = first(rest.get(length..)?, open, &ends) {
                let kind = MarkupKind::Literal(name, arguments.trim(), content);
                return token(length + content.len() + close, kind);
            }
            self.unclosed.insert(name);
        }
        token(length, MarkupKind::Open(Family::Hugo, name, arguments.trim()))
    }

    /// `{: … }` and `{:: … }`.
    fn kramdown(&mut self, start: usize) -> Option<Token<'a>> {
        let rest = self.body.get(start..)?;
        let inside = between(rest, "{:", "}").filter(|inside| !inside.contains("\n\n"))?;
        let length = inside.len() + 3;
        let token = |length: usize, kind| Some(Token { span: start..start + length, kind });
        if inside.starts_with('/') {
            return token(length, MarkupKind::Text("".into()));
        }
        let Some(extension) = inside.strip_prefix(':') else {
            return token(length, MarkupKind::Attributes(inside));
        };
        let name = extension.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
        if name == "comment" && !extension.ends_with('/') && !self.unclosed.contains(":comment") {
            let found = first(rest.get(length..)?, "{:/", &["{:/comment}", "{:/}"]);
            if found.is_none() {
                self.unclosed.insert(":comment");
            }
            // Without an end, only the mark itself goes.
            let (comment, close) = found.unwrap_or_default();
            return token(length + comment.len() + close, MarkupKind::Text("".into()));
        }
        matches!(name, "comment" | "nomarkdown" | "options")
            .then(|| MarkupKind::Text("".into()))
            .and_then(|kind| token(length, kind))
    }
}

/// What stands between `open`, with which `text` begins, and the next `close`.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    near(text.strip_prefix(open)?).split_once(close).map(|(inside, _)| inside)
}

/// The start of `text`, as far as a tag can reach.
pub(super) fn near(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

/// What of `content` stands before the first of `ends`, and the length of that; all of them begin with `start`.
fn first<'a>(content: &'a str, start: &str, ends: &[impl AsRef<str>]) -> Option<(&'a str, usize)> {
    content.match_indices(start).find_map(|(at, _)| {
        let (before, rest) = content.split_at_checked(at)?;
        let end = ends.iter().find(|end| rest.starts_with(end.as_ref()))?;
        Some((before, end.as_ref().len()))
    })
}

/// `name(arguments)`.
fn call(words: &str) -> Option<(&str, &str)> {
    let words = words.trim().trim_matches('-').trim();
    let words =
        words.strip_prefix("/*").and_then(|words| words.strip_suffix("*/")).unwrap_or(words).trim();
    let (name, rest) = words.split_once('(')?;
    let name = name.trim();
    let arguments = rest.trim_end().strip_suffix(')')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    is_name.then_some((name, arguments))
}

/// What of `content` stands before the tag `{% endNAME %}`, and the length of that.
fn closing<'a>(content: &'a str, name: &str) -> Option<(&'a str, usize)> {
    content.match_indices("{%").find_map(|(start, _)| {
        let (before, rest) = content.split_at_checked(start)?;
        let inside = between(rest, "{%", "%}")?;
        let word = inside.trim_matches('-').trim();
        (word.strip_prefix("end") == Some(name)).then_some((before, inside.len() + 4))
    })
}

/// Whether a heading ends with the bytes from `start` to `end`.
fn is_end_of_heading(body: &str, start: usize, end: usize) -> bool {
    let around = |range| body.get(range).unwrap_or_default();
    let before = around(body.ceil_char_boundary(start.saturating_sub(LONGEST))..start);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut lines = around(end..body.floor_char_boundary(end + LONGEST)).split('\n');
    let rest = lines.next().unwrap_or_default();
    let mut is_underlined = || {
        let next = lines.next().unwrap_or_default().trim();
        !next.is_empty()
            && (next.bytes().all(|byte| byte == b'=') || next.bytes().all(|byte| byte == b'-'))
    };
    rest.trim().is_empty()
        && !line.trim().is_empty()
        && (line.trim_start_matches([' ', '>']).starts_with('#') || is_underlined())
}

/// Code as the site shows it: without `{% raw %}`, and shortcodes without `/*`.
fn without_marks(code: &str, looking: Looking) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(code);
    if looking.engine.has_hugo() && (code.contains("{{</*") || code.contains("{{%/*")) {
        plain = plain.replace("{{</*", "{{<").replace("*/>}}", ">}}").into();
        plain = plain.replace("{{%/*", "{{%").replace("*/%}}", "%}}").into();
    }
    if looking.engine.has_liquid() {
        for mark in ["raw", "endraw"] {
            for tag in
                [format!("{{% {mark} %}}"), format!("{{%{mark}%}}"), format!("{{%- {mark} -%}}")]
            {
                if plain.contains(&tag) {
                    plain = plain.replace(&tag, "").into();
                }
            }
        }
    }
    plain
}
