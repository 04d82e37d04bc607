//! A body in Markdown or HTML, with Liquid, shortcodes or neither → what readers get. The first
//! byte chooses.
#![no_main]

use std::collections::BTreeMap;

use feedmill::compose::{self, Body, allowed};
use feedmill::model::{Entry, SiteFiles, Syntax, carried_by_xml};
use feedmill::problem::Problems;
use feedmill::template::{Pages, Templates, Written};
use libfuzzer_sys::fuzz_target;

const SITES: [&str; 4] = [
    "permalink: /:slug/\n",
    "permalink: /:slug/\ntemplates: liquid\n",
    "permalink: /:slug/\ntemplates: hugo\n",
    "permalink: /:slug/\ntemplates: zola\n",
];

const FRONT_MATTER: &str = "---\ntitle: Un article\ndate: 2024-06-27 13:49:00 +02:00\n---\n";

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else { return };
    let Ok(body) = std::str::from_utf8(body) else { return };
    let syntax = if first & 1 == 0 { Syntax::Markdown } else { Syntax::Html };
    let config = feedmill_fuzz::config(SITES[usize::from(*first >> 1) % SITES.len()]);
    let text = format!("{FRONT_MATTER}{body}");
    let draft = feedmill_fuzz::draft("un-article.md", text.as_bytes(), syntax)
        .expect("the front matter is right");
    let article = feedmill_fuzz::article(&draft, &config).expect("the article is right");
    let mut problems = Problems::new();
    let templates = Templates::new(&config, Pages::new([&article]), BTreeMap::new());
    let written =
        Written { article: &article, front_matter: Some(&draft.front_matter), text: &text };
    let expanded = templates.expand(written, &mut problems);
    let start = draft.source.body_start;
    let body = Body { text: &text, start, expanded: &expanded };
    let entry = compose::entry(&article, &body, &SiteFiles::new(), &config, &mut problems);
    compose::survey(syntax, &expanded, config.markdown);
    feedmill_fuzz::assert_problems(&problems);
    assert_eq!(entry.is_none(), problems.errors() > 0, "{problems:?}");
    if let Some(entry) = entry {
        assert_harmless(&entry);
    }
});

fn assert_harmless(entry: &Entry) {
    for text in [&entry.content_html, &entry.content_text, &entry.summary] {
        assert_eq!(carried_by_xml(text).1, 0, "XML can carry it");
    }
    let tree = scraper::Html::parse_fragment(&entry.content_html);
    for element in tree.root_element().descendent_elements() {
        let (name, element) = (element.value().name(), element.value());
        let Some((_, own)) = allowed::element(name) else { panic!("<{name}> came through") };
        for (attribute, value) in element.attrs() {
            let known =
                allowed::attribute(own, attribute).is_some() || matches!(attribute, "id" | "style");
            assert!(known, "<{name} {attribute}> came through");
            if matches!(attribute, "href" | "src" | "cite" | "poster") {
                let scheme = value.split_once(':').map_or("", |(scheme, _)| scheme);
                let is_known = value.starts_with('#')
                    || allowed::LINK_SCHEMES.contains(&scheme)
                    || value.starts_with("data:image/");
                assert!(is_known, "<{name} {attribute}={value}> came through");
            }
        }
    }
}
