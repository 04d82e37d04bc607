//! The allow list: every element, attribute and URL scheme that reaches a subscriber.
//!
//! What is not named here does not come out. An element in [`DROPPED`] goes with all it holds; any
//! other that [`ELEMENTS`] does not name is taken off and its content stays. Of elements outside the
//! HTML namespace, the raw material of mutation attacks, `MathML` Core stays with text alone in it, and
//! SVG becomes its words (`foreign.rs`). What a page hides is left out, and so are comments. `iframe`, `video`, `audio`, `embed` and an `object` without anything to
//! show instead become links, unless they come from a host that the publisher names; `picture`
//! becomes its `img`, a check box ☐ or ☑.
//!
//! With their elements go `action` and `formaction` (forms), `usemap` (image maps, which no inbox
//! scales) and `data` (objects): none of these URLs is left to be made absolute.

use crate::config::BodyRules;

use Rule::{Alignment, Direction, Flag, Link, Number, Picture, Sizes, Srcset, Text};

/// What the value of an attribute may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Any text.
    Text,
    /// A whole number, or one with `%`.
    Number,
    /// Nothing: its presence counts.
    Flag,
    /// `left`, `right`, `center`, `justify` or `char`.
    Alignment,
    /// `ltr`, `rtl` or `auto`.
    Direction,
    /// An absolute URL with one of [`LINK_SCHEMES`], or a fragment of the same entry.
    Link,
    /// An absolute URL with one of [`PICTURE_SCHEMES`], or a `data:` URL of [`DATA_TYPES`].
    Picture,
    /// Candidates as of HTML, section 4.8.4.2.1, each URL as [`Rule::Picture`] without `data:`.
    Srcset,
    /// Media conditions with lengths, without quotes and backslashes.
    Sizes,
}

/// An attribute with the rule for its value.
pub type Attribute = (&'static str, Rule);

/// Elements that stay, with their own attributes, by name.
pub const ELEMENTS: &[(&str, &[Attribute])] = &[
    ("a", &[("href", Link), ("hreflang", Text)]),
    ("abbr", &[]),
    ("address", &[]),
    ("article", &[]),
    ("aside", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[("cite", Link)]),
    ("br", &[]),
    ("caption", &[("align", Alignment)]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &[("span", Number), ("align", Alignment)]),
    ("colgroup", &[("span", Number), ("align", Alignment)]),
    ("data", &[("value", Text)]),
    ("dd", &[]),
    ("del", &[("cite", Link), ("datetime", Text)]),
    ("details", &[("open", Flag)]),
    ("dfn", &[]),
    ("div", &[("align", Alignment)]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("h1", &[("align", Alignment)]),
    ("h2", &[("align", Alignment)]),
    ("h3", &[("align", Alignment)]),
    ("h4", &[("align", Alignment)]),
    ("h5", &[("align", Alignment)]),
    ("h6", &[("align", Alignment)]),
    ("header", &[]),
    ("hgroup", &[]),
    ("hr", &[]),
    ("i", &[]),
    (
        "img",
        &[
            ("src", Picture),
            ("srcset", Srcset),
            ("sizes", Sizes),
            ("alt", Text),
            ("width", Number),
            ("height", Number),
            ("align", Alignment),
            ("longdesc", Link),
        ],
    ),
    ("ins", &[("cite", Link), ("datetime", Text)]),
    ("kbd", &[]),
    ("li", &[("value", Number)]),
    ("main", &[]),
    ("mark", &[]),
    ("nav", &[]),
    ("ol", &[("start", Number), ("reversed", Flag), ("type", Text)]),
    ("p", &[("align", Alignment)]),
    ("pre", &[]),
    ("q", &[("cite", Link)]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[("align", Alignment)]),
    ("tbody", &[("align", Alignment)]),
    ("td", &[("colspan", Number), ("rowspan", Number), ("align", Alignment)]),
    ("tfoot", &[("align", Alignment)]),
    (
        "th",
        &[
            ("colspan", Number),
            ("rowspan", Number),
            ("scope", Text),
            ("abbr", Text),
            ("align", Alignment),
        ],
    ),
    ("thead", &[("align", Alignment)]),
    ("time", &[("datetime", Text)]),
    ("tr", &[("align", Alignment)]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// Attributes that every element of [`ELEMENTS`] may have. `id` comes besides, where a link of the
/// same entry leads to it, `style` with the properties of [`crate::config::STYLES`], and `class` where
/// the publisher wants it.
pub const GLOBAL_ATTRIBUTES: &[Attribute] = &[("dir", Direction), ("lang", Text), ("title", Text)];

/// The elements of `MathML` Core that are shown (W3C, `MathML` Core, appendix A).
pub const MATH_ELEMENTS: &[&str] = &[
    "math",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

/// Attributes of [`MATH_ELEMENTS`] that stay: names, numbers, lengths; `alttext` with any text.
pub const MATH_ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "alttext",
    "columnspan",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// Elements that go with all they hold, by name.
pub const DROPPED: &[&str] = &[
    "applet",
    "area",
    "base",
    "basefont",
    "bgsound",
    "datalist",
    "fencedframe",
    "frame",
    "frameset",
    "head",
    "link",
    "map",
    "menuitem",
    "meta",
    "noembed",
    "noframes",
    "optgroup",
    "option",
    "param",
    "portal",
    "script",
    "select",
    "slot",
    "source",
    "style",
    "template",
    "textarea",
    "title",
    "track",
];

/// Elements of former HTML, and of forms, under the name that means the same to a reader today.
pub const RENAMED: &[(&str, &str)] = &[
    ("acronym", "abbr"),
    ("center", "div"),
    ("dialog", "div"),
    ("dir", "ul"),
    ("fieldset", "div"),
    ("legend", "div"),
    ("listing", "pre"),
    ("menu", "ul"),
    ("plaintext", "pre"),
    ("strike", "s"),
    ("tt", "code"),
    ("xmp", "pre"),
];

/// Elements of HTML, of today and of former times, that neither stay nor go with all they hold.
const OTHERS: &[&str] = &[
    "audio", "big", "blink", "body", "button", "canvas", "embed", "font", "form", "html", "iframe",
    "image", "input", "keygen", "label", "marquee", "math", "meter", "nobr", "noscript", "object",
    "output", "picture", "progress", "rb", "rtc", "search", "spacer", "svg", "video",
];

/// Whether HTML has, or had, an element of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    element(name).is_some() || is_dropped(name) || OTHERS.binary_search(&name).is_ok()
}

/// Whether the start of an element of this name ends a paragraph (HTML, section 13.2.6.4.7), or is part
/// of what does.
#[must_use]
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "col"
            | "colgroup"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Whether an element of this name, among those that stay, has no content and no end tag (HTML,
/// section 13.1.2).
#[must_use]
pub fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "wbr")
}

/// Schemes of links.
pub const LINK_SCHEMES: &[&str] = &[
    "ftp", "ftps", "gemini", "geo", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix",
    "news", "sip", "sms", "tel", "webcal", "xmpp",
];

/// Schemes of pictures, besides `data:`.
pub const PICTURE_SCHEMES: &[&str] = &["http", "https"];

/// Media types of `data:` pictures. SVG is not among them: it can hold script.
pub const DATA_TYPES: &[&str] =
    &["image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"];

/// The name and the attributes under which an element of this name stays, if it does.
#[must_use]
pub fn element(name: &str) -> Option<(&'static str, &'static [Attribute])> {
    let renamed = || RENAMED.iter().find(|(former, _)| *former == name).map(|(_, today)| *today);
    kept(name).or_else(|| kept(renamed()?))
}

fn kept(name: &str) -> Option<(&'static str, &'static [Attribute])> {
    let letter = usize::from(name.bytes().next()?.checked_sub(b'a')?);
    let (start, end) = (*LETTERS.get(letter)?, *LETTERS.get(letter + 1)?);
    ELEMENTS[start..end].iter().find(|(known, _)| *known == name).copied()
}

/// Where in [`ELEMENTS`] the names start that begin with a letter or one behind it.
const LETTERS: [usize; 27] = {
    let mut starts = [ELEMENTS.len(); 27];
    let mut at = ELEMENTS.len();
    while at > 0 {
        at -= 1;
        let mut letter = (ELEMENTS[at].0.as_bytes()[0] - b'a') as usize;
        starts[letter] = at;
        // Letters before it that no name begins with.
        while letter > 0 && starts[letter - 1] > at {
            letter -= 1;
            starts[letter] = at;
        }
    }
    starts
};

/// Whether an element of this name goes with all it holds.
#[must_use]
pub fn is_dropped(name: &str) -> bool {
    DROPPED.binary_search(&name).is_ok()
}

/// The attribute of this name among an element's own and the global ones.
#[must_use]
pub fn attribute(own: &'static [Attribute], name: &str) -> Option<Attribute> {
    own.iter().chain(GLOBAL_ATTRIBUTES).find(|(known, _)| *known == name).copied()
}

/// Whether `rule`, one that judges the value alone, lets `value` pass.
#[must_use]
pub fn passes(rule: Rule, value: &str) -> bool {
    match rule {
        Text | Flag | Link | Picture | Srcset => true,
        Number => {
            let digits = value.strip_suffix('%').unwrap_or(value);
            let digits = digits.strip_prefix('-').unwrap_or(digits);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        Alignment => ["left", "right", "center", "justify", "char"]
            .contains(&value.to_ascii_lowercase().as_str()),
        Direction => ["ltr", "rtl", "auto"].contains(&value.to_ascii_lowercase().as_str()),
        Sizes => !value.contains(['"', '\'', '\\', '<', '>']),
    }
}

/// The declarations of a `style` attribute that may stay; empty when none may.
///
/// A value holds letters, digits, spaces and `#%.,-` only, so that no URL, no function and no
/// escape comes through.
#[must_use]
pub fn style(value: &str, rules: &BodyRules) -> String {
    let mut kept = String::new();
    for declaration in value.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        let plain =
            |character: char| character.is_ascii_alphanumeric() || " #%.,-".contains(character);
        if rules.allows_style(&property) && !value.is_empty() && value.chars().all(plain) {
            if !kept.is_empty() {
                kept.push_str("; ");
            }
            kept.push_str(&property);
            kept.push_str(": ");
            kept.push_str(value);
        }
    }
    kept
}
