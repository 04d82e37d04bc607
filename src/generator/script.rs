//! Plain values in configurations that are programs. Nothing is run: what is computed is not known.
//!
//! Of Python, the assignments at the margin count. Of JavaScript and TypeScript, the keys of object
//! literals, by the keys of the objects around them.

/// The text in quotes that the last line of a Python file gives to `key`: `KEY = 'text'` at the
/// margin.
pub(super) fn text(program: &str, key: &str) -> Option<String> {
    values(program, key).filter_map(|value| quoted(value.trim_start_matches(['u', 'r']))).last()
}

/// The number that such a line says.
pub(super) fn number(program: &str, key: &str) -> Option<usize> {
    let digits =
        |value: &str| value.split(|next: char| !next.is_ascii_digit()).next()?.parse().ok();
    values(program, key).filter_map(digits).last().filter(|number| *number > 0)
}

/// Whether the last such line says that it is so.
pub(super) fn is_true(program: &str, key: &str) -> bool {
    values(program, key).last().is_some_and(|value| value.starts_with("True"))
}

/// The texts in quotes of a list: `KEY = ['a', 'b']`.
pub(super) fn list(program: &str, key: &str) -> Option<Vec<String>> {
    values(program, key).filter_map(texts).last()
}

/// What stands behind `key` and `=` on lines that begin with them.
fn values<'a>(program: &'a str, key: &str) -> impl Iterator<Item = &'a str> {
    program
        .split_inclusive('\n')
        .scan(0, |at, line| {
            *at += line.len();
            Some((*at - line.len(), line))
        })
        .filter_map(move |(at, line)| {
            let rest = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
            Some(program[at + line.len() - rest.len()..].trim_start())
        })
}

/// The texts of a list that `value` begins with, if it holds nothing else.
pub(super) fn texts(value: &str) -> Option<Vec<String>> {
    let mut rest = value.strip_prefix(['[', '('])?.trim_start();
    let mut texts = Vec::new();
    while !rest.starts_with([']', ')']) {
        rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
        let (text, behind) = rest.split_at(string_end(rest));
        texts.push(quoted(text)?);
        let behind = behind.trim_start();
        rest = behind.strip_prefix(',').unwrap_or(behind).trim_start();
    }
    Some(texts)
}

/// The text of the literal that `value` begins with, if nothing is added to it.
pub(super) fn quoted(value: &str) -> Option<String> {
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    let (text, rest) = value[1..].split_once(quote)?;
    let ends = rest.trim_start_matches([' ', '\t']);
    let is_whole = ends.is_empty()
        || ends.starts_with([',', ';', '#', '}', ']', ')', '\n', '\r'])
        || ["//", "as ", "satisfies "].iter().any(|mark| ends.starts_with(mark));
    let text = text.trim();
    let is_plain = !(text.contains(['\\', '\n']) || quote == '`' && text.contains("${"));
    (is_whole && is_plain && !text.is_empty()).then(|| text.to_owned())
}

/// A key of an object literal.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// The keys of the objects and lists around it, then its own.
    pub path: Vec<&'a str>,
    /// How many brackets are open around it.
    depth: usize,
    /// The program from its value on.
    pub value: &'a str,
}

/// Every key of every object literal in a program of JavaScript, in their order.
pub(crate) fn entries(program: &str) -> Vec<Entry<'_>> {
    let bytes = program.as_bytes();
    let mut entries = Vec::new();
    // The key before each bracket that is open.
    let mut open: Vec<Option<&str>> = Vec::new();
    let mut owner = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &program[at..];
        match byte {
            b'/' if rest.starts_with("//") => at += rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => {
                at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            }
            b'{' | b'[' | b'(' => {
                open.push(owner.take());
                at += 1;
            }
            b'}' | b']' | b')' => {
                open.pop();
                owner = None;
                at += 1;
            }
            b',' | b';' | b'=' => {
                owner = None;
                at += 1;
            }
            b'"' | b'\'' | b'`' => {
                let end = string_end(rest);
                let name = rest.get(1..end.saturating_sub(1)).unwrap_or_default();
                at += end;
                owner = key(program, at, name, &open, &mut entries).or(owner);
            }
            _ if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
                let name = &rest[..end.unwrap_or(rest.len())];
                at += name.len();
                owner = key(program, at, name, &open, &mut entries).or(owner);
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    entries
}

/// Notes `name` as a key if a colon follows at `at`, and answers with it. A method
/// (`name() { … }`) is no key.
fn key<'a>(
    program: &'a str,
    at: usize,
    name: &'a str,
    open: &[Option<&'a str>],
    entries: &mut Vec<Entry<'a>>,
) -> Option<&'a str> {
    let value = program[at..].trim_start().strip_prefix(':')?.trim_start();
    let path = open.iter().flatten().copied().chain([name]).collect();
    entries.push(Entry { path, depth: open.len(), value });
    Some(name)
}

/// Where the literal that `rest` begins with ends, in bytes: behind its second quote, or at the end
/// of the line where it has none.
fn string_end(rest: &str) -> usize {
    let quote = rest.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' if quote != b'`' => return at,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The text at these keys: a literal, or the name of a constant that is one.
pub(crate) fn text_at(program: &str, path: &[&str]) -> Option<String> {
    let entries = entries(program);
    let found = entries.iter().filter(|entry| entry.path.ends_with(path));
    // A key that no other object is around stands for the site: of several, that of the outermost object.
    let of_site = found.filter(|entry| path.len() > 1 || entry.path.len() == 1);
    let texts = of_site.filter_map(|entry| {
        let text = quoted(entry.value).or_else(|| constant(program, entry.value))?;
        Some((entry.depth, text))
    });
    texts.min_by_key(|(depth, _)| *depth).map(|(_, text)| text)
}

/// The text of the constant that `value` names.
fn constant(program: &str, value: &str) -> Option<String> {
    let end = value.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(value.len());
    let (name, rest) = value.split_at(end);
    let is_whole = rest.trim_start().starts_with([',', '}']);
    (is_whole && !name.is_empty()).then(|| assigned(program, name)).flatten()
}

/// The text that a constant of this name is given at the margin: `export const NAME = "text"`.
pub(crate) fn assigned(program: &str, name: &str) -> Option<String> {
    program.lines().find_map(|line| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let line = ["const ", "let ", "var "].iter().find_map(|word| line.strip_prefix(word))?;
        let (named, value) = line.split_once('=')?;
        let named = named.split(':').next().unwrap_or_default().trim();
        (named == name).then(|| quoted(value.trim_start())).flatten()
    })
}
