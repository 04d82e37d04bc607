//! What the publisher says of the pages.

use feedmill::config::{self, Colour, Palette};

use super::{attributes, newsroom, page, texts};
use crate::support::{CONFIGURATION, Site, refusal, told};

#[test]
fn title_logo_colours_and_readers_are_the_publishers_own() {
    let site = newsroom()
        .configured(
            "pages:\n  title: Suivre l’actualité\n  introduction: Sans courriel.\n  logo: static/logo.svg\n  logo_dark: static/logo-clair.PNG\n  colours:\n    light: {accent: \"#000091\"}\n    dark: {background: \"#161616\", text: \"#fff\", accent: \"#8585f6\"}\n  readers:\n    Zeta: https://zeta.example/?f={url}\n    Alpha: alpha:{feed}\n",
        )
        .file("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("static/logo-clair.PNG", "not looked at");
    site.build().unwrap();
    let index = page(&site, "index.html");
    assert_eq!(texts(&index, "h1"), ["Suivre l’actualité"]);
    assert_eq!(texts(&index, ".hero .lead"), ["Sans courriel."]);
    assert_eq!(texts(&index, ".panel .readers a"), ["Zeta", "Alpha"]);
    assert_eq!(
        attributes(&index, ".panel .readers a", "href"),
        [
            "https://zeta.example/?f=https%3A%2F%2Fwww%2Eexample%2Eorg%2Ffeeds%2Fatom%2Exml",
            "alpha:https://www.example.org/feeds/atom.xml"
        ]
    );
    let logo = attributes(&index, ".masthead img", "src").pop().unwrap();
    assert_eq!(site.text(&format!("feeds/{logo}")), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    // The name stands beside it.
    assert_eq!(attributes(&index, ".masthead img", "alt"), [""]);
    let dark = attributes(&index, ".masthead source", "srcset").pop().unwrap();
    assert_eq!(site.text(&format!("feeds/{dark}")), "not looked at");
    let style = attributes(&index, "link[rel=stylesheet]", "href").pop().unwrap();
    for css in [style.as_str(), "assets/feed.css"] {
        let css = site.text(&format!("feeds/{css}"));
        let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
        assert!(light.contains("--accent: #000091;"), "{css}");
        assert!(dark.contains("--background: #161616; --text: #ffffff;"), "{css}");
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    let colour = |text| Colour::parse(text).unwrap();
    let contrast = |one, two| format!("{:.2}", colour(one).contrast(colour(two)));
    // Values that are published with the definition, or by its checkers.
    assert_eq!(contrast("#000", "#ffffff"), "21.00");
    assert_eq!(contrast("#777777", "#fff"), "4.48");
    assert_eq!(contrast("#767676", "#fff"), "4.54");
    assert_eq!(contrast("#ff0000", "#ffffff"), "4.00");
    for palette in [Palette::LIGHT, Palette::DARK] {
        assert!(palette.text.contrast(palette.background) > 7.0);
        assert!(palette.accent.contrast(palette.background) > 7.0);
        assert!(palette.muted().contrast(palette.background) > 4.5);
        assert!(palette.accent.contrast(palette.accent.text_on()) > 4.5);
    }
}

#[test]
fn what_is_not_valid_is_told() {
    for (lines, expected) in [
        (
            "pages: {colours: {light: {accent: \"#ff0000\"}}}\n",
            "feedmill.yaml:5:35: config-invalid: `pages.colours.light.accent` is not valid",
        ),
        (
            "pages: {colours: {dark: {text: blue}}}\n",
            "feedmill.yaml:5:32: config-invalid: `pages.colours.dark.text` is not valid",
        ),
        (
            "pages: {readers: {Mine: https://reader.example/}}\n",
            "feedmill.yaml:5:25: config-invalid: `pages.readers.Mine` is not valid",
        ),
        (
            "pages: {logo: ../logo.svg}\n",
            "feedmill.yaml:5:15: config-invalid: `pages.logo` is not valid",
        ),
        (
            "pages: {colors: {}}\n",
            "feedmill.yaml:5:9: config-unknown-key: there is no setting `colors`",
        ),
    ] {
        let problems =
            config::parse("feedmill.yaml", &format!("{CONFIGURATION}{lines}")).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told, [expected]);
    }
}

#[test]
fn a_logo_that_is_none_is_an_error_and_nothing_changes() {
    for (path, reason) in [
        ("static/logo.svg", "No such file or directory (os error 2)"),
        ("static/logo.tiff", "browsers show no such picture"),
    ] {
        let site = newsroom().configured(&format!("pages: {{logo: {path}}}\n"));
        assert_eq!(
            refusal(site.build()),
            [format!("{path}:1:1: page-file: the pages need this file: {reason}")]
        );
        assert!(!site.path("feeds").exists());
    }
}

#[test]
fn where_the_feeds_lie_at_the_root_the_pages_must_be_asked_for() {
    let site = Site::with_pages().configured("feeds: {path: /}\n").article("a", "2024-01-01", "");
    site.build().unwrap();
    let files: Vec<String> = site.files("feeds").into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        files,
        [
            "assets/feed.css",
            "atom.xml",
            "feed.json",
            "feeds.opml",
            "head.html",
            "head.json",
            "rss.xml"
        ]
    );
    let site = site.configured("pages: {index: true}\n");
    let build = site.build().unwrap();
    assert!(site.path("feeds/index.html").exists());
    assert!(told(&build).is_empty());
}
