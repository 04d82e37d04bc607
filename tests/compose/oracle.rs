//! An independent cleaner, ammonia, finds nothing left to do.

#![expect(clippy::disallowed_types, reason = "the interface of ammonia asks for them")]

use std::collections::{HashMap, HashSet};

use feedmill::compose::allowed;
use feedmill::model::{Syntax, strip_non_xml};
use proptest::prelude::*;

use super::{entry_of_html, entry_of_markdown, entry_without_plain_text};

/// What ammonia makes of `html` with the same allow list.
pub(crate) fn cleaned(html: &str) -> String {
    let names = |attributes: &[allowed::Attribute]| -> HashSet<&'static str> {
        attributes.iter().map(|(name, _)| *name).collect()
    };
    let mut global = names(allowed::GLOBAL_ATTRIBUTES);
    global.extend(["id", "style"]);
    let mut own: HashMap<_, _> =
        allowed::ELEMENTS.iter().map(|(name, attributes)| (*name, names(attributes))).collect();
    let of_formulas: HashSet<_> = allowed::MATH_ATTRIBUTES.iter().copied().collect();
    own.extend(allowed::MATH_ELEMENTS.iter().map(|name| (*name, of_formulas.clone())));
    let mut schemes: HashSet<_> = allowed::LINK_SCHEMES.iter().copied().collect();
    schemes.insert("data");
    ammonia::Builder::new()
        .tags(own.keys().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(own)
        .generic_attributes(global)
        .url_schemes(schemes)
        .link_rel(None)
        .clean(html)
        .to_string()
}

/// Both write the same tree; ammonia names the no-break space and leaves `<` in attributes.
pub(crate) fn same_form(html: &str) -> String {
    html.replace("&nbsp;", "\u{a0}").replace("&lt;", "<").replace("&gt;", ">")
}

pub(crate) fn assert_clean(html: &str) {
    assert_eq!(same_form(&cleaned(html)), same_form(html));
}

/// Elements that parsers treat each in a way of its own.
const TAGS: &str = "\
     div p b i a em li ul ol table tr td th tbody caption pre h1 h2 span svg math mtext \
     mglyph style script title noscript template select option button form textarea iframe \
     video object details summary blockquote code foreignObject xmp plaintext br hr img input \
     font nobr dd dt dl ruby rt rp listing picture source center section body html head \
     frameset desc annotation-xml";

/// Pieces of HTML that meet in bodies good and bad.
fn fragment() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(TAGS.split(' ').collect::<Vec<_>>());
    let attribute = prop::sample::select(vec![
        "",
        " href='/x'",
        " href='javascript:alert(1)'",
        " src='x y.png'",
        " onerror=alert(1)",
        " id='a'",
        " href='#a'",
        " style='text-align:right;background:url(x)'",
        " title='</title><img src onerror=1>'",
        " srcset='a 1x, b 2x'",
        " encoding='text/html'",
        " alt='<!--'",
    ]);
    let text = prop::sample::select(vec![
        "texte",
        " ",
        "\n",
        "&amp;",
        "&lt;script&gt;",
        "&#11;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "« à »",
        "\u{0}",
        "\u{b}",
        "\"",
        "'",
        "<",
        ">",
        "</",
        "\u{202f}!",
        "é",
        "🙂",
        "&nbsp;",
        "\r\n",
    ]);
    prop_oneof![
        (tags.clone(), attribute).prop_map(|(tag, attribute)| format!("<{tag}{attribute}>")),
        tags.prop_map(|tag| format!("</{tag}>")),
        text.prop_map(str::to_owned),
    ]
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..24).prop_map(|parts| parts.concat())
}

/// Takes out what two parses of one text may tell differently: where elements are closed that
/// nest in ways only broken HTML can ask for. What is left must be equal.
fn visible_and_dangerous(html: &str) -> (String, Vec<String>) {
    let tree = scraper::Html::parse_fragment(html);
    // Other writers forget that a parser takes off the first line end of `pre`.
    let text = tree.root_element().text().collect::<String>().replace('\n', "");
    let mut tags: Vec<String> = tree
        .root_element()
        .descendent_elements()
        .flat_map(|element| {
            let name = element.value().name().to_owned();
            let attributes: Vec<_> = element
                .value()
                .attrs()
                .map(|(key, value)| format!("{name} {key}={value}"))
                .collect();
            attributes
        })
        .collect();
    tags.sort();
    tags.dedup();
    (text, tags)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_html_comes_out_clean(body in body()) {
        let entry = entry_of_html(&body);
        let lean = entry_without_plain_text(Syntax::Html, &body);
        prop_assert_eq!(entry.excerpt(), lean.excerpt());
        let html = entry.content_html;
        prop_assert_eq!(visible_and_dangerous(&cleaned(&html)), visible_and_dangerous(&html));
        prop_assert_eq!(strip_non_xml(&html).1, 0);
    }

    #[test]
    fn any_markdown_comes_out_clean(body in "[ -~\n*_`>#\\[\\]()!<|\\-é\u{b}\u{202f}]{0,120}") {
        let entry = entry_of_markdown(&body);
        let lean = entry_without_plain_text(Syntax::Markdown, &body);
        prop_assert_eq!(entry.excerpt(), lean.excerpt());
        let html = entry.content_html;
        prop_assert_eq!(visible_and_dangerous(&cleaned(&html)), visible_and_dangerous(&html));
        prop_assert_eq!(strip_non_xml(&entry.content_text).1, 0);
        prop_assert_eq!(strip_non_xml(&entry.summary).1, 0);
    }

    #[test]
    fn any_text_is_carried_by_xml(body in any::<String>(), title in any::<String>()) {
        let entry = entry_of_markdown(&body);
        for text in [&entry.content_html, &entry.content_text, &entry.summary] {
            prop_assert_eq!(strip_non_xml(text).1, 0);
        }
        prop_assert_eq!(strip_non_xml(&feedmill::compose::plain_title(&title)).1, 0);
    }
}
