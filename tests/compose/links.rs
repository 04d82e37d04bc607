//! URLs, as WHATWG URL resolves them against the permalink.

use feedmill::model::Syntax;
use feedmill::problem::Code;
use proptest::prelude::*;
use url::Url;

use super::{PERMALINK, article, compose, html, markdown};

fn href(url: &str) -> String {
    let html = html(&format!("<a href=\"{url}\">x</a>"));
    html.strip_prefix("<a href=\"")
        .and_then(|rest| rest.strip_suffix("\">x</a>"))
        .unwrap_or_else(|| panic!("{html}"))
        .to_owned()
}

#[test]
fn every_form_of_link_becomes_absolute() {
    for (written, absolute) in [
        ("/dossiers/", "https://example.org/dossiers/"),
        ("suite.html", "https://example.org/actualites/un-article/suite.html"),
        ("../autre/", "https://example.org/actualites/autre/"),
        ("?page=2", "https://example.org/actualites/un-article/?page=2"),
        ("//cdn.example.net/x", "https://cdn.example.net/x"),
        ("#partie", "https://example.org/actualites/un-article/#partie"),
        ("https://a.example/b?c=1&amp;d=2#e", "https://a.example/b?c=1&amp;d=2#e"),
        (
            "/uploads/Données été.png",
            "https://example.org/uploads/Donn%C3%A9es%20%C3%A9t%C3%A9.png",
        ),
        (
            "/uploads/Design%20sans%20titre(1).png",
            "https://example.org/uploads/Design%20sans%20titre(1).png",
        ),
        ("https://société.example/", "https://xn--socit-esab.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+33123456789", "tel:+33123456789"),
        ("  /espaces  ", "https://example.org/espaces"),
    ] {
        assert_eq!(href(written), absolute, "{written}");
    }
}

#[test]
fn pictures_may_be_data_but_links_may_not() {
    let gif = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    assert_eq!(html(&format!("<img src=\"{gif}\">")), format!("<img src=\"{gif}\">"));
    assert_eq!(html(&format!("<a href=\"{gif}\">x</a>")), "x");
}

#[test]
fn quotations_and_sets_become_absolute_too() {
    assert_eq!(
        html(r#"<blockquote cite="/source"><p>x</p></blockquote>"#),
        r#"<blockquote cite="https://example.org/source"><p>x</p></blockquote>"#
    );
    assert_eq!(
        html(r#"<img src="/a.png" srcset="/a.png 1x, /b,c.png 2x , d.png" alt="">"#),
        "<img src=\"https://example.org/a.png\" srcset=\"https://example.org/a.png 1x, \
         https://example.org/b%2Cc.png 2x, https://example.org/actualites/un-article/d.png\" alt=\"\">"
    );
}

#[test]
fn a_url_that_is_none_is_left_out_and_told() {
    let (entry, problems) = compose(&article(Syntax::Markdown), "un\n\n<a href=\"http://[\">x</a>");
    assert_eq!(entry.unwrap().content_html, "<p>un</p>\n<p>x</p>");
    let problem = problems.iter().next().unwrap();
    assert_eq!((problem.code, problem.place.as_ref().unwrap().line), (Code::UrlInvalid, 6));
}

#[test]
fn a_permalink_that_is_no_url_is_an_error() {
    let mut article = article(Syntax::Markdown);
    article.permalink = "/relatif/".into();
    let (entry, problems) = compose(&article, "x");
    assert!(entry.is_none());
    assert_eq!(problems.iter().next().unwrap().code, Code::PermalinkInvalid);
}

#[test]
fn a_link_inside_the_entry_leads_there_by_its_address_under_an_id_of_its_own() {
    let body = "<a href=\"#été\">voir</a><h2 id=\"été\">L’été</h2><h2 id=\"b\">b</h2>";
    let here = html(body);
    let id = here.split("<h2 id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(id.ends_with("-été") && id.starts_with('e'), "{here}");
    let page = "https://example.org/actualites/un-article/";
    let link = format!("<a href=\"{page}#{}\">", id.replace('é', "%C3%A9"));
    assert!(here.contains(&link), "{here}");
    assert!(here.ends_with("<h2>b</h2>"), "{here}");

    let mut other = article(Syntax::Html);
    other.id.value = "urn:uuid:0".into();
    assert!(!compose(&other, body).0.unwrap().content_html.contains(id));
}

#[test]
fn markdown_links_and_pictures_become_absolute() {
    assert_eq!(
        markdown("[a](/b) ![c](d.png)"),
        "<p><a href=\"https://example.org/b\">a</a> \
         <img src=\"https://example.org/actualites/un-article/d.png\" alt=\"c\"></p>"
    );
}

/// Parts of URLs, each with what makes a URL parser change it.
const PARTS: &[&str] = &[
    "https:",
    "http:",
    "HTTPS:",
    "//",
    "/",
    "/",
    "a",
    "example.org",
    "www.",
    "xn--",
    "xn--a.fr",
    "127.0.0.1",
    "0x7f",
    "1",
    "[::1]",
    "localhost",
    "-",
    "_",
    "--",
    ".",
    "..",
    "/.",
    "/..",
    "%2e",
    "%2E%2e",
    "%",
    "%zz",
    "%C3%A9",
    "é",
    "É",
    ":",
    ":80",
    ":443",
    ":8080",
    "user@",
    "user:p@",
    "?",
    "?a=1&b",
    "#",
    "#x",
    " ",
    "+",
    "~",
    "!",
    "$",
    "'",
    "(",
    ")",
    "*",
    ",",
    ";",
    "=",
    "|",
    "^",
    "`",
    "{",
    "}",
    "\\",
    "\t",
    "ß",
    "\u{ad}",
    "A",
];

fn any_address() -> impl Strategy<Value = String> {
    let parts = |range| {
        prop::collection::vec(prop::sample::select(PARTS), range).prop_map(|parts| parts.concat())
    };
    prop_oneof![
        parts(0..8),
        parts(0..6).prop_map(|rest| format!("https://{rest}")),
        parts(0..6).prop_map(|rest| format!("https://example.org/{rest}")),
        parts(0..6).prop_map(|rest| format!("/{rest}")),
        "https?://[a-z0-9.-]{1,6}/[ -~]{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_address_comes_out_as_a_url_parser_writes_it(written in any_address()) {
        let body = format!("<a href=\"{}\" title=x>x</a>", written.replace('&', "&amp;").replace('"', "&quot;"));
        let out = scraper::Html::parse_fragment(&html(&body));
        let out = out.root_element().descendent_elements().find(|element| element.value().name() == "a");
        let out = out.and_then(|link| link.attr("href").map(str::to_owned));
        let expected = Url::parse(PERMALINK).unwrap().join(&written).ok().map(String::from);
        prop_assert_eq!(out, expected.filter(|url| url.starts_with("http")));
    }
}
