//! Plain assignments in configurations that are programs. Nothing is run: what is computed is not
//! known.

/// The text in quotes that a line of its own gives to `key`: `KEY = 'text'` at the margin, or
/// `key: "text",` in the first object. The last line of a Python file counts, the first of others.
pub(super) fn text(program: &str, key: &str, sign: char) -> Option<String> {
    let mut texts = values(program, key, sign).filter_map(quoted);
    if sign == '=' { texts.last() } else { texts.next() }
}

/// The number that such a line says.
pub(super) fn number(program: &str, key: &str, sign: char) -> Option<usize> {
    let digits =
        |value: &str| value.split(|next: char| !next.is_ascii_digit()).next()?.parse().ok();
    values(program, key, sign).filter_map(digits).last().filter(|number| *number > 0)
}

/// Whether the last such line says that it is so.
pub(super) fn is_true(program: &str, key: &str, sign: char) -> bool {
    values(program, key, sign).last().is_some_and(|value| value.starts_with("True"))
}

/// What stands behind `key` and `sign` on lines that begin with them. Where the sign is no `=`, they
/// may be indented as the keys of an outermost object are.
fn values<'a>(program: &'a str, key: &str, sign: char) -> impl Iterator<Item = &'a str> {
    let most = if sign == '=' { 0 } else { 4 };
    program.lines().filter_map(move |line| {
        let value = line.trim_start();
        let is_near = line.len() - value.len() <= most;
        let value = value.strip_prefix(key).filter(|_| is_near)?;
        Some(value.trim_start().strip_prefix(sign)?.trim_start())
    })
}

/// The text of the literal that `value` begins with, if nothing is added to it.
fn quoted(value: &str) -> Option<String> {
    let value = value.trim_start_matches(['u', 'r']);
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (text, rest) = value[1..].split_once(quote)?;
    let ends = rest.trim_start();
    let is_whole =
        ends.is_empty() || ends.starts_with([',', ';', '#', '}']) || ends.starts_with("//");
    let text = text.trim();
    (is_whole && !text.is_empty() && !text.contains('\\')).then(|| text.to_owned())
}
