//! What stays of a body, beyond what always may.

use super::file;

/// Properties that `style` may set unless the publisher says otherwise: they mean something where
/// the site's own style sheet is not.
pub const STYLES: &[&str] = &[
    "direction",
    "font-style",
    "font-weight",
    "list-style-type",
    "text-align",
    "text-decoration",
    "text-transform",
    "unicode-bidi",
    "vertical-align",
    "white-space",
];

/// Properties that the publisher may name besides. Nothing that lays one thing over another is
/// among them.
pub const MORE_STYLES: &[&str] = &[
    "background-color",
    "border",
    "border-collapse",
    "border-color",
    "border-radius",
    "border-spacing",
    "border-style",
    "border-width",
    "clear",
    "color",
    "float",
    "font-family",
    "font-size",
    "height",
    "letter-spacing",
    "line-height",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "text-indent",
    "width",
];

/// What stays of a body, and how it is written as plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyRules {
    /// Whether classes stay.
    pub classes: bool,
    /// Whether every `id` stays, not only those that links of the same entry lead to.
    pub ids: bool,
    /// Properties of `style` that stay besides [`STYLES`]: some of [`MORE_STYLES`].
    pub more_styles: Vec<String>,
    /// Hosts whose players, sounds and films stay; others become links.
    pub players: Vec<String>,
    /// What ends the introduction of an article, beside `<!--more-->`.
    pub separator: Option<String>,
    /// Whether content begins with the lead picture and the lede.
    pub lead: bool,
    /// The longest line of the plain text, where lines are wrapped.
    pub wrap: Option<usize>,
}

impl BodyRules {
    /// Whether `style` may set a property.
    #[must_use]
    pub fn allows_style(&self, property: &str) -> bool {
        STYLES.contains(&property) || self.more_styles.iter().any(|more| more == property)
    }

    /// Whether what comes from `host` may play inside an entry.
    #[must_use]
    pub fn allows_player(&self, host: &str) -> bool {
        self.players.iter().any(|player| player.eq_ignore_ascii_case(host))
    }
}

/// Checks the settings of bodies; `report` is told the key and what was expected.
pub(super) fn resolve(body: file::Body, mut report: impl FnMut(&[&str], &str)) -> BodyRules {
    let mut more_styles = body.styles.into_vec();
    more_styles.retain(|property| !STYLES.contains(&property.as_str()));
    for property in &more_styles {
        if !MORE_STYLES.contains(&property.as_str()) {
            let known = MORE_STYLES.join("`, `");
            report(&["body", "styles"], &format!("`{property}` to be one of `{known}`"));
        }
    }
    let players = body.players.into_vec();
    for host in &players {
        if url::Host::parse(host).is_err() {
            report(
                &["body", "players"],
                &format!("`{host}` to be a host such as `www.youtube-nocookie.com`"),
            );
        }
    }
    if body.wrap.is_some_and(|width| width < 20) {
        report(&["body", "wrap"], "a number of characters from 20, such as 72");
    }
    let separator = body.separator.map(|separator| separator.trim().to_owned());
    if separator.as_ref().is_some_and(String::is_empty) {
        report(&["body", "separator"], "a text such as `<!--more-->`");
    }
    BodyRules {
        classes: body.classes,
        ids: body.ids,
        more_styles,
        players,
        separator,
        lead: body.lead,
        wrap: body.wrap,
    }
}
