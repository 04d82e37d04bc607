//! Languages written from right to left. A reader shows a body inside a page of its own direction,
//! so the body says its own.

/// Scripts written from right to left (ISO 15924).
const SCRIPTS: &[&str] =
    &["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Languages written so where their tag names no script (CLDR, `likelySubtags`).
const LANGUAGES: &[&str] = &[
    "ar", "arc", "ary", "arz", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc",
    "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// The HTML of a body in `language`, told to run from right to left where that is so.
pub(super) fn with_direction(html: String, language: Option<&str>) -> String {
    match language.filter(|tag| is_right_to_left(tag)) {
        Some(_) if !html.is_empty() => format!("<div dir=\"rtl\">{html}</div>"),
        _ => html,
    }
}

/// Whether a language, given as a BCP 47 tag, is written from right to left.
fn is_right_to_left(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    match subtags
        .find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()))
    {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}
