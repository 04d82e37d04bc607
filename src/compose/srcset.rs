//! The `srcset` attribute (HTML, section 4.8.4.2.1).

/// The candidates of a `srcset`: a URL and its descriptors, which may be empty.
pub(super) fn candidates(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|character: char| {
            character.is_ascii_whitespace() || character == ','
        });
        let end =
            rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        if url.is_empty() {
            return None;
        }
        // A comma at its end closes the candidate; commas inside belong to the URL.
        let bare = url.trim_end_matches(',');
        if bare.len() < url.len() {
            rest = after;
            return Some((bare, ""));
        }
        let end = descriptors_end(after);
        rest = &after[end..];
        Some((url, after[..end].trim()))
    })
}

/// Where the descriptors end: at the first comma outside parentheses.
fn descriptors_end(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            b',' if open == 0 => return at,
            _ => {}
        }
    }
    text.len()
}
