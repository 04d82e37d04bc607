//! The module for HTML: trees within bounds, selectors over them, text that is shown.

use feedmill::html::{
    self, Bound, MAX_ATTRIBUTES, ParseError, Selector, SelectorError, Tree, escaped, parse,
    parse_page,
};
use proptest::prelude::*;

const PAGE: &str = r#"<!doctype html>
<html lang="fr">
<head><title>Un</title><link rel="canonical" href="https://example.org/un/"></head>
<body>
<nav><a href="/">Accueil</a></nav>
<main id="Main" class="page wide">
  <article class="h-entry"><h1>Un &amp; deux</h1>
    <div class="e-content body"><p>Le <em>premier</em>.</p><p lang="fr-CA">Le second.</p><p></p></div>
    <ul><li>a</li><li>b</li><li>c</li></ul>
  </article>
</main>
<svg viewBox="0 0 1 1"><linearGradient id="g"/><a>s</a></svg>
</body></html>"#;

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn texts(tree: &Tree, text: &str) -> Vec<String> {
    let selector = selector(text);
    tree.select(&selector).map(|element| element.node().text_content()).collect()
}

/// Expected values are a reading of Selectors Level 4.
#[test]
fn selectors_select_in_the_order_of_the_text() {
    let tree = parse_page(PAGE).unwrap();
    for (text, expected) in [
        ("h1", vec!["Un & deux"]),
        ("H1", vec!["Un & deux"]),
        ("title", vec!["Un"]),
        (".e-content p", vec!["Le premier.", "Le second.", ""]),
        (".e-content.body > p:first-of-type", vec!["Le premier."]),
        ("p:empty, li:nth-child(2n+1)", vec!["", "a", "c"]),
        ("li:nth-last-child(1), li:first-child", vec!["a", "c"]),
        ("li:not(:first-child, :last-child)", vec!["b"]),
        ("li + li ~ li", vec!["c"]),
        ("p:has(> em)", vec!["Le premier."]),
        (":is(nav, ul) :where(a, li)", vec!["Accueil", "a", "b", "c"]),
        ("[lang|=fr]:not(html)", vec!["Le second."]),
        ("a[href='/']", vec!["Accueil"]),
        ("a[HREF^='/']", vec!["Accueil"]),
        ("link[rel~=CANONICAL i]", vec![""]),
        ("#main", vec![]),
        (":root > head > title", vec!["Un"]),
        ("svg a", vec!["s"]),
        ("none", vec![]),
    ] {
        assert_eq!(texts(&tree, text), expected, "{text}");
    }
    let main = tree.select(&selector("#Main")).map(html::Element::node).next().unwrap();
    let inside = selector("main li, nav a");
    assert_eq!(main.select(&inside).count(), 3);
    assert!(selector("main.wide").matches(main.element().unwrap()));
}

#[test]
fn a_mistake_in_a_selector_has_its_place() {
    for (text, at) in
        [("", 0), ("p >", 3), ("a[", 2), ("p::before", 9), ("a:link", 6), ("p, , a", 3)]
    {
        assert_eq!(Selector::parse(text), Err(SelectorError { at }), "{text}");
    }
    let error = Selector::parse("p >").unwrap_err();
    assert_eq!(error.to_string(), "not a CSS selector from byte 3 on");
}

#[test]
fn a_fragment_has_its_content_in_html() {
    let tree = parse("<p>un<p>deux &lt;<!-- c --><noscript><b>trois</b></noscript>").unwrap();
    assert_eq!(texts(&tree, "html > p"), ["un", "deux <trois"]);
    assert_eq!(texts(&tree, "noscript > b"), ["trois"]);
    assert_eq!(tree.root().text_content(), "undeux <trois");
}

#[test]
fn text_is_escaped_for_elements_and_attributes() {
    let text = "a < b && \"c\" > 'd'\u{a0}é";
    assert_eq!(escaped(text), "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'\u{a0}é");
    let tree = parse(&format!("<i title=\"{0}\">{0}</i>", escaped(text))).unwrap();
    let italic = tree.select(&selector("i")).next().unwrap();
    assert_eq!(italic.attribute("title"), Some(text));
    assert_eq!(italic.node().text_content(), text);
}

/// So many attributes.
fn attributes(count: usize) -> String {
    (0..count).fold(String::new(), |tag, number| tag + &format!(" a{number}"))
}

fn crowded(at: usize) -> ParseError {
    ParseError { at, bound: Bound::Attributes }
}

#[test]
fn a_tag_has_so_many_attributes_and_no_more() {
    let (most, more) = (attributes(MAX_ATTRIBUTES), attributes(MAX_ATTRIBUTES + 1));
    let tree = parse(&format!("x<b{most}>y</b>")).unwrap();
    let bold = tree.select(&selector("b")).next().unwrap();
    assert_eq!(bold.attributes().count(), MAX_ATTRIBUTES);
    let long = "x".repeat(5000);
    for (html, at) in [
        (format!("x<b{more}>y</b>"), 1),
        (format!("x<b{more}"), 1),
        (format!("x</b{more}>"), 1),
        (format!("é<b{}>", attributes(MAX_ATTRIBUTES) + "/z='>' "), 2),
        (format!("<b {}>", "x=\">\"".repeat(MAX_ATTRIBUTES + 1)), 0),
        (format!("<b {}>", "= = = ".repeat(MAX_ATTRIBUTES + 1)), 0),
        (format!("<b {}>", "x\n=\ty/ ".repeat(MAX_ATTRIBUTES + 1)), 0),
        (format!("<a title='{long}'><b{more}>"), 5012),
        // Where these are no comments and no texts.
        (format!("<svg><style><b{more}></svg>"), 12),
        (format!("<a title=\"<!--\"><b{more} -->"), 16),
        (format!("<!--><b{more} -->"), 5),
        // Behind what is no tag.
        (format!("<!-- <b{more} --><i{more}>"), "<!-- <b --> ".len() - 1 + more.len()),
    ] {
        assert_eq!(parse(&html).unwrap_err(), crowded(at), "{html:.60}");
    }
    for html in [
        format!("x < b{more}>"),
        format!("x <1{more}>"),
        format!("<!-- a <b{more} -->"),
        format!("<!doctype b{more}>"),
        format!("<?b{more}>"),
        format!("<script>i<n{more};</script>"),
        format!("<style><b{more}></style>"),
        format!("<textarea><b{more}></textarea>"),
        format!("<a title='<b{more}'>y</a>"),
        format!("<b{}></b>", " a".to_owned() + &" ".repeat(2000)),
        format!("<!-- <b{more} -->").repeat(10),
    ] {
        assert_eq!(parse(&html).err(), None, "{html:.60}");
        assert_eq!(parse_page(&html).err(), None, "{html:.60}");
    }
}

/// An attribute more with each tag of `html` would cost as much as those of one tag.
#[test]
fn the_tags_of_a_whole_page_add_few_attributes() {
    let html = (0..100_000)
        .fold(String::new(), |html, number| html + &format!("<html a{number}><body b{number}>"));
    let tree = parse_page(&html).unwrap();
    let root = tree.select(&selector("html")).next().unwrap();
    assert_eq!(root.attributes().count(), MAX_ATTRIBUTES);
}

const SELECTORS: &[&str] = &[
    "*",
    "p",
    "div > p",
    "b i, td",
    ":first-child",
    ":last-of-type",
    ":nth-child(2)",
    ":nth-last-of-type(2n+1)",
    ":only-child",
    ":empty",
    "[title]",
    "[title=x]",
    "[class~=y]",
    ".y",
    ".x.y",
    "#x",
    "p + *",
    "p ~ *",
    ":not(p):not(div)",
    ":has(b)",
    ":is(table, svg) *",
    "svg > *",
    "template *",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// `scraper` has a tree of its own, whose nodes it gives in the order of their making.
    #[test]
    fn another_tree_selects_the_same(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div class='x y'>", "</div>", "<b title=x>", "</b>", "<i class=y>", "</i>",
            "<table>", "<tr>", "<td>", "</table>", "<svg>", "<g/>", "</svg>", "<br>", "text", " ",
            "<!-- c -->", "<template>", "</template>", "<ul><li id=x>", "</ul>", "<a title>", "</a>",
        ]), 0..40),
    ) {
        let html = pieces.concat();
        let ours = parse(&html).unwrap();
        let other = scraper::Html::parse_fragment(&html);
        for text in SELECTORS {
            let mut expected: Vec<(String, String)> = other
                .select(&scraper::Selector::parse(text).unwrap())
                .map(|element| (element.value().name().to_owned(), element.text().collect()))
                .collect();
            let mut found: Vec<(String, String)> = ours
                .select(&selector(text))
                .map(|element| (element.name().to_owned(), element.node().text_content()))
                .collect();
            expected.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, expected, "{} in {}", text, html);
        }
    }
}
