//! Footnotes work inside an entry and never meet those of another.

use feedmill::model::Syntax;
use scraper::{Html, Selector};

use super::{article, compose, markdown};

#[test]
fn links_lead_there_and_back() {
    let html =
        markdown("Un[^a], deux[^b], encore[^a].\n\n[^b]: Note B\n[^a]: Note *A*\n\n    suite");
    let tree = Html::parse_fragment(&html);
    let ids: Vec<_> =
        tree.select(&Selector::parse("[id]").unwrap()).filter_map(|e| e.attr("id")).collect();
    let links: Vec<_> =
        tree.select(&Selector::parse("a").unwrap()).filter_map(|e| e.attr("href")).collect();
    assert_eq!((ids.len(), links.len()), (5, 6), "{html}");
    for link in &links {
        assert!(
            ids.contains(
                &link.strip_prefix("https://example.org/actualites/un-article/#").unwrap()
            ),
            "{html}"
        );
    }
    let notes: Vec<_> = tree
        .select(&Selector::parse("ol > li").unwrap())
        .map(|note| {
            note.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(notes, ["Note A suite ↩ ↩", "Note B ↩"]);
}

#[test]
fn two_entries_in_one_page_do_not_collide() {
    let body = "Un[^1].\n\n[^1]: Note";
    let mut other = article(Syntax::Markdown);
    other.id.value = "https://example.org/autre/".into();
    let (one, two) = (markdown(body), compose(&other, body).0.unwrap().content_html);
    let page = Html::parse_fragment(&format!("{one}{two}"));
    let mut ids: Vec<_> =
        page.select(&Selector::parse("[id]").unwrap()).filter_map(|e| e.attr("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((count, ids.len()), (4, 4));
}

#[test]
fn a_note_nobody_refers_to_is_not_lost() {
    assert!(markdown("Un.\n\n[^1]: Note perdue").contains("Note perdue"));
}
