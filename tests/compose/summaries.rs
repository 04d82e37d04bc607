//! Summaries: whose words they are, and where they end.

use feedmill::compose::SUMMARY_LIMIT;
use feedmill::model::Syntax;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{article, compose, entry_of_html, entry_of_markdown, entry_without_plain_text};

fn summary(body: &str) -> String {
    entry_of_markdown(body).summary
}

#[test]
fn the_authors_own_comes_first_and_is_never_cut() {
    let mut article = article(Syntax::Markdown);
    let long = "mot ".repeat(400);
    article.summary = Some(format!("Un **chapeau** de [lien](/x)\nsuite.\n\n{long}"));
    let summary = compose(&article, "corps").0.unwrap().summary;
    assert_eq!(summary, format!("Un chapeau de lien suite.\n\n{}", long.trim_end()));
}

#[test]
fn the_authors_own_may_have_html() {
    let mut article = article(Syntax::Markdown);
    article.summary = Some("&nbsp;".into());
    assert_eq!(compose(&article, "corps").0.unwrap().summary, "corps");
    article.summary = Some("un <b>mot</b>&nbsp;!\n".into());
    assert_eq!(compose(&article, "corps").0.unwrap().summary, "un mot\u{a0}!");
}

proptest! {
    // A line that means itself is not parsed. Every line of a body is.
    #[test]
    fn the_authors_own_line_says_what_it_says_in_a_body(line in "[a-zé1][ -;=-~é’\t]{0,40}") {
        let mut article = article(Syntax::Markdown);
        article.summary = Some(line.clone());
        prop_assert_eq!(compose(&article, "corps").0.unwrap().summary, summary(&line));
    }
}

#[test]
fn then_what_stands_before_more() {
    assert_eq!(summary("Un.\n\nDeux.\n\n<!--more-->\n\nTrois."), "Un.\n\nDeux.");
    assert_eq!(summary("Un.\n\n<!-- more -->\n\nTrois."), "Un.");
    assert_eq!(summary("<!--more-->\n\nTrois.\n\nQuatre."), "Trois.");
    assert!(!entry_of_markdown("Un.\n\n<!--more-->\n\nTrois.").content_html.contains("more"));
}

#[test]
fn then_the_first_paragraph_with_text() {
    assert_eq!(
        summary("# Titre\n\n![image](a.png)\n\n***\n\nLe *texte*[^1].\n\nSuite.\n\n[^1]: Note."),
        "Le texte."
    );
    assert_eq!(entry_of_html("Sans <b>paragraphe</b>").summary, "Sans paragraphe");
    assert_eq!(summary("- un\n- deux"), "- un\n- deux");
    assert_eq!(summary(""), "");
}

#[test]
fn a_long_one_ends_behind_a_word() {
    let long = summary(&"l’anticonstitutionnalité, ".repeat(60));
    assert!(long.ends_with("l’anticonstitutionnalité…"), "{long}");
    assert!(long.graphemes(true).count() <= SUMMARY_LIMIT);
    assert!(long.graphemes(true).count() > SUMMARY_LIMIT - 40);
}

#[test]
fn a_cut_never_splits_a_grapheme() {
    for grapheme in ["👩🏽‍💻", "e\u{301}", "한", "字", "x"] {
        let cut = summary(&grapheme.repeat(700));
        let kept = cut.strip_suffix('…').unwrap();
        assert!(kept.graphemes(true).all(|part| part == grapheme));
        assert!(cut.graphemes(true).count() <= SUMMARY_LIMIT);
    }
}

#[test]
fn one_of_just_the_limit_is_whole() {
    let text = "é".repeat(SUMMARY_LIMIT);
    assert_eq!(summary(&text), text);
}

#[test]
fn one_that_says_nothing_more_is_none() {
    let excerpt = |body: &str| entry_of_markdown(body).excerpt().map(str::to_owned);
    assert_eq!(excerpt("Un *seul*\nparagraphe."), None);
    assert_eq!(excerpt(""), None);
    assert_eq!(excerpt("Un.\n\nDeux."), Some("Un.".into()));
    let mut article = article(Syntax::Markdown);
    article.summary = Some(article.title.clone());
    let entry = compose(&article, "Un.\n\nDeux.").0.unwrap();
    assert_eq!(entry.excerpt(), None);
    assert_eq!(entry.summarised().excerpt(), Some(&*article.title));
}

#[test]
fn one_that_says_nothing_more_is_none_without_the_plain_text() {
    let excerpt = |body: &str| {
        let entry = entry_without_plain_text(Syntax::Markdown, body);
        entry.excerpt().map(str::to_owned)
    };
    assert_eq!(excerpt("Un *seul*\nparagraphe."), None);
    assert_eq!(excerpt(""), None);
    assert_eq!(excerpt("Un.\n\nDeux."), Some("Un.".into()));
    // What the plain text leaves out: what XML cannot carry, and a row of nothing but a line.
    assert_eq!(excerpt("Un&#x7F;.&#1;"), None);
    assert_eq!(excerpt("<p>Un.</p><table><tr><td>|</td></tr></table>"), None);
}

#[test]
fn what_says_more_is_not_written_as_plain_text_where_nobody_asks_for_it() {
    let body = "Un.\n\nDeux.";
    assert_eq!(entry_of_markdown(body).content_text, body);
    assert_eq!(entry_without_plain_text(Syntax::Markdown, body).content_text, "");
}
