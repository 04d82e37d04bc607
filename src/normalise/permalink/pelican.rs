//! How Pelican makes a slug.

/// Letters in ASCII without punctuation, small, with a hyphen for each gap.
pub(super) fn slugified(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |letter: char| match letter {
        '-' => gap = true,
        _ if letter.is_whitespace() => gap = true,
        _ if letter.is_ascii_alphanumeric() || letter == '_' => {
            if std::mem::take(&mut gap) && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(letter.to_ascii_lowercase());
        }
        _ => {}
    };
    for letter in text.chars() {
        match letter {
            '‐' | '‑' | '‒' | '–' | '—' | '―' => push('-'),
            _ if letter.is_ascii() || letter.is_whitespace() => push(letter),
            _ => slug::slugify(letter.to_string()).chars().for_each(&mut push),
        }
        // A character of Chinese is a word of its own.
        if ('\u{3400}'..='\u{9FFF}').contains(&letter) {
            push('-');
        }
    }
    slug
}
