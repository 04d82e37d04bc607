//! Hugo's `ignoreFiles`: regular expressions that paths must not match.

use glob::Pattern;

/// The patterns of the paths that an expression matches somewhere; nothing if it needs more than letters,
/// `.*` and the signs of a beginning and an end.
///
/// `content` is the folder below which the patterns count; the expression sees the whole path.
pub(super) fn patterns(expression: &str, content: &str) -> Option<Vec<String>> {
    let (expression, at_end) = match expression.strip_suffix('$') {
        Some(rest) if !rest.ends_with('\\') => (rest, true),
        _ => (expression, false),
    };
    let mut path = String::new();
    let mut letters = expression.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next()? {
                escaped if escaped.is_ascii_alphanumeric() => return None,
                escaped => push(&mut path, escaped),
            },
            '.' if letters.as_str().starts_with('*') => {
                letters.next();
                path.push('*');
            }
            '.' => path.push('?'),
            '[' if letters.as_str().starts_with("^/]*") => {
                letters.nth(3);
                path.push('*');
            }
            '^' | '$' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => return None,
            other => push(&mut path, other),
        }
    }
    // What stands before the content is the same for all.
    let begins = path.strip_prefix('/').unwrap_or(&path);
    let inside = begins.strip_prefix(content).and_then(|rest| rest.strip_prefix('/'));
    let (start, path) = match inside {
        Some(rest) => ("", rest.to_owned()),
        None if path.starts_with('/') => ("**/", begins.to_owned()),
        None => ("**/*", path),
    };
    let whole = format!("{start}{path}");
    let mut all = match (at_end, whole.ends_with('/')) {
        (true, _) => vec![whole],
        (false, true) => vec![format!("{whole}**")],
        (false, false) => vec![format!("{whole}*"), format!("{whole}*/**")],
    };
    all.dedup();
    all.iter().all(|pattern| Pattern::new(pattern).is_ok()).then_some(all)
}

/// A letter that stands for itself.
fn push(path: &mut String, letter: char) {
    match letter {
        '*' | '?' | '[' | ']' => path.extend(['[', letter, ']']),
        _ => path.push(letter),
    }
}
