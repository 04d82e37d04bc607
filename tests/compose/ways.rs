//! Two ways lead from Markdown to an entry: most bodies need no parser of HTML. Both give one entry.

use feedmill::config::Config;
use feedmill::model::{Entry, Syntax};
use feedmill::problem::Code;
use proptest::prelude::*;

use super::{article, compose_with, config};

/// What comes of `body` on either way, with the codes of what was told. A document type is nothing
/// to HTML inside a body (section 13.2.6.4.7), but takes a parser.
pub(crate) fn ways(body: &str, config: &Config) -> [(Option<Entry>, Vec<Code>); 2] {
    [String::new(), "<!DOCTYPE html>\n\n".to_owned()].map(|prefix| {
        let body = prefix + body;
        let (entry, problems) = compose_with(&article(Syntax::Markdown), &body, config);
        (entry, problems.iter().map(|problem| problem.code).collect())
    })
}

/// Whatever a publisher can choose that changes what comes of a body.
fn configurations() -> [Config; 2] {
    let mut plain = config();
    plain.body.wrap = Some(40);
    let mut rich = config();
    rich.body.ids = true;
    rich.body.classes = true;
    rich.markdown.smart_punctuation = true;
    rich.markdown.hard_breaks = true;
    [plain, rich]
}

/// Blocks, each with what can go wrong with it.
const BLOCKS: &[&str] = &[
    "# Titre\n",
    "Titre\n===\n",
    "## Titre {#ancre .classe .deux}\n",
    "### Titre {lang=fr}\n",
    "- un\n- deux\n\n  suite\n",
    "3. trois\n4. quatre\n",
    "- [x] fait\n- [ ] à faire\n",
    "> cité\n",
    "> [!NOTE]\n> remarque\n",
    "> [!WARNING]\n> # titre\n",
    "```rust\nlet a = &b < c;\n```\n",
    "```\n\n\n```\n",
    "    indenté\n\n    encore\n",
    "| a | b |\n|:--|--:|\n| 1 | `x` |\n| 2 |\n",
    "|a|\n|:-:|\n",
    "***\n",
    "Terme\n: définition\n\n  suite\n",
    "[^1]: note\n\n    deuxième\n",
    "[r]: /x?a=1&b='2' \"Titre <3\"\n",
    "<div class=\"a\">\n\n",
    "</div>\n\n",
    "<p>\n",
    "<p>texte</p>\n",
    "<table><tr><td>\n\nx\n\n</td></tr></table>\n",
    "<table><tbody><tr><td>x</td></tr></tbody></table>\n",
    "<table>\n<thead>\n<tr>\n<th scope=col>x</th>\n</tr>\n</thead>\n</table>\n",
    "<ul>\n<li>\n\ntexte\n\n</li>\n</ul>\n",
    "<pre>\n\n x &amp; y</pre>\n",
    "<pre>\n\ntexte\n\n</pre>\n",
    "<iframe src=\"https://www.youtube.com/embed/x\" title=\"<b>\"></iframe>\n",
    "<script>\nif (a < b && c) { \"</p>\" }\n</script>\n",
    "<style>\np > a {}\n</style>\n",
    "<!-- more -->\n",
    "<!-- a\n\nb -->\n",
    "<figure><img src='a b.png' alt=\"é\"><figcaption>x</figcaption></figure>\n",
    "<noscript><img src=/a.png></noscript>\n",
    "<video controls><source src=/a.mp4></video>\n",
    "<details><summary>x</summary>\n\ntexte\n\n</details>\n",
    "<dl><dt>a<dd>b</dl>\n",
    "<svg><p>x</svg>\n",
    "<h2 id=a>x</h2>\n",
    "<form><input></form>\n",
    "<table>\n<tr><th>a\n\n</th></tr>\n<tr><td>b</a></td></tr>\n</table>\n",
    "<table><caption>x</caption><tr><td></td></tr></tbody>\n</a></table>\n",
    "<table><thead><tr></tr></thead><tr><td><table></table></td></tr></table>\n",
    "<table><tbody></table>\n",
    "<blockquote>\n\n",
    "</blockquote>\n\n",
    "<attribute-list class=\"toc\"></attribute-list>\n",
    "<!DOCTYPE html>\n",
    "<?php ?>\n",
    "<![CDATA[ x ]]>\n",
    "<a href=\"/x\n\n",
];

/// Phrases, likewise.
const PHRASES: &[&str] = &[
    "mot",
    "à",
    "*emphase*",
    "**gras**",
    "*a **b** c*",
    "***",
    "~~barré~~",
    "`code <a>`",
    "[lien](/x \"titre\")",
    "[lien](<a b'c&d>)",
    "[l *m* `n`](#ancre)",
    "[r]",
    "[^1]",
    "[^2]",
    "![image *alt* `c` <b>](/é.png \"t\")",
    "![x\ny](data:image/png;base64,AA)",
    "[![i](a.png)](b)",
    "<https://exemple.org/?a=1&b>",
    "<a@b.org>",
    "&amp;",
    "&#11;",
    "&#13;",
    "&#0;",
    "&nbsp;",
    "\"q\"",
    "'",
    "...",
    "\\*",
    "\\\n",
    "  \n",
    "\n",
    "\n> ",
    "\n  ",
    "<br>",
    "<br/>",
    "<b>",
    "</b>",
    "<i>x</i>",
    "<a href=/y>",
    "</a>",
    "<sup>2</sup>",
    "<span id=ancre>",
    "</span>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<img src=/a.png>",
    "<img srcset='a 1x, b 2x'>",
    "<wbr>",
    "<!-- more -->",
    "<!-->",
    "<q cite=\"?a&amp;b&c\">x</q>",
    "<code>",
    "</code>",
    "<attribute-list lang=\"en\"></attribute-list>",
    "<input type=checkbox>",
    "<ruby>",
    "<rt>",
    "<li>",
    "</br>",
    "</img>",
    "</a></a>",
    "</youtube>",
    "<em>",
    "</em>",
    "<font>",
    "<td>",
    "<b title='>'>",
    "<table>",
    "🙂",
    "\u{2028}",
    "\u{FEFF}",
    "\t",
    "\u{C}",
    "（",
    "<",
    ">",
    "<x",
    "--",
];

fn fragment() -> impl Strategy<Value = String> {
    let one_of = |texts| prop::sample::select(texts);
    prop_oneof![
        2 => one_of(BLOCKS).prop_map(|block| format!("\n\n{block}\n")),
        1 => one_of(&["\n\n", "\n> ", "\n- ", "\n  "]).prop_map(str::to_owned),
        6 => one_of(PHRASES).prop_map(|phrase| format!("{phrase} ")),
        3 => one_of(&["mot", "<b>", "</b>", "*", "\n"]).prop_map(str::to_owned),
    ]
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..16).prop_map(|parts| parts.concat())
}

/// Every element that a parser treats in a way of its own, and some that it does not.
const TAGS: &str = "\
     a b i em code span font nobr p div section h1 h2 pre ul ol li dl dt dd table caption thead tbody \
     tr td th colgroup col details summary figure blockquote address center form button object \
     iframe script style noscript template select option textarea title svg math ruby rt rb menu dir \
     br hr img input wbr source video article fieldset x-y attribute-list";

/// Every element in every other, at once and with one between.
#[test]
fn both_ways_lead_to_one_entry_from_any_two_elements() {
    let tags = || TAGS.split_ascii_whitespace();
    let config = config();
    for (outer, inner) in tags().flat_map(|outer| tags().map(move |inner| (outer, inner))) {
        for (before, behind) in [("", ""), ("<span>", "</span>"), ("<div>", "</div>")] {
            for text in ["", "x"] {
                let inside = format!("{before}<{inner} title=b href=/b>{text}</{inner}>{behind}");
                let body = format!("<{outer} title=a href=/a>{text}{inside}{text}</{outer}>");
                let [direct, parsed] = ways(&body, &config);
                assert_eq!(direct, parsed, "{body}");
            }
        }
    }
}

/// Elements that have their end, in whatever else, so that only what may hold what is left to tell.
fn nested() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(PHRASES).prop_map(str::to_owned),
        prop::sample::select(&["x", "\n", " ", "", "\n\ntexte\n\n"]).prop_map(str::to_owned),
    ];
    let tags = TAGS.split_ascii_whitespace().collect::<Vec<_>>();
    leaf.prop_recursive(6, 24, 4, move |inner| {
        let parts = prop::collection::vec(inner, 0..4);
        let between = prop::sample::select(&["", "", "\n", "\n\n"]);
        (prop::sample::select(tags.clone()), parts, between).prop_map(|(tag, parts, between)| {
            format!("<{tag}>{between}{}{between}</{tag}>", parts.join(between))
        })
    })
}

/// Ways to write an attribute, the space before it with it.
const ATTRIBUTES: &[&str] = &[
    " href=\"/a\"",
    "  title=\"b\"",
    "\ttitle=\"b\"",
    "\ntitle=\"b\"",
    "title=\"b\"",
    " title=\"c\" title=\"d\"",
    " TITLE=\"e\"",
    " title='f'",
    " title=g",
    " title = \"h\"",
    " title",
    " title=\"\"",
    " title=\"&amp;&lt\"",
    " title=\"i > j\"",
    " title=\"<b>\"",
    " title=\"k",
    " id=\"l\" href=\"#l\"",
    " x:y=\"m\"",
    " /",
    "/",
    " ",
];

/// A tag with attributes, its content and its end.
fn tagged() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(&["a", "b", "B", "x-y", "br", "img", "iframe", "pre", "a.b"]);
    let attributes = prop::collection::vec(prop::sample::select(ATTRIBUTES), 0..3);
    let text = prop::sample::select(&["", "x", "\n", "&amp;", "a < b", "&lt b", "<!-- c -->"]);
    let end = prop::sample::select(&["</", "</ ", "<"]);
    (tag, attributes, text, end).prop_map(|(tag, attributes, text, end)| {
        format!("<{tag}{}>{text}{end}{tag}>", attributes.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn both_ways_lead_to_one_entry_from_any_tag(
        parts in prop::collection::vec(tagged(), 1..4),
        block in any::<bool>(),
    ) {
        let parts = parts.concat();
        let body =
            if block { format!("<div class=\"a\">{parts}</div>\n") } else { format!("texte {parts}") };
        let [direct, parsed] = ways(&body, &config());
        prop_assert_eq!(direct, parsed);
    }

    #[test]
    fn both_ways_lead_to_one_entry(body in body()) {
        for config in configurations() {
            let [direct, parsed] = ways(&body, &config);
            prop_assert_eq!(direct, parsed);
        }
    }

    #[test]
    fn both_ways_lead_to_one_entry_from_any_text(body in "[ -~\n*_`>#\\[\\]()!<|\\-é\u{b}]{0,120}") {
        let [direct, parsed] = ways(&body, &config());
        prop_assert_eq!(direct, parsed);
    }

    #[test]
    fn both_ways_lead_to_one_entry_from_elements_in_each_other(
        parts in prop::collection::vec(nested(), 1..3),
    ) {
        let [direct, parsed] = ways(&parts.join("\n\n"), &config());
        prop_assert_eq!(direct, parsed);
    }
}
