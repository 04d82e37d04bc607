//! Languages written from right to left. A reader shows a body inside a page of its own direction,
//! so the body says its own.

use crate::model::is_right_to_left;

/// The HTML of a body in `language`, told to run from right to left where that is so.
pub(super) fn with_direction(html: String, language: Option<&str>) -> String {
    match language.filter(|tag| is_right_to_left(tag)) {
        Some(_) if !html.is_empty() => format!("<div dir=\"rtl\">{html}</div>"),
        _ => html,
    }
}
