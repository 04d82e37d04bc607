//! What a feed says of itself.

use feedmill::compose;
use feedmill::model::{
    ArticleRecord, Content, Edition, FeedKey, FeedPlace, FeedPlan, Format, Part, Syntax, Taxonomy,
};

use super::{article, config, instant};

fn plan(folder: &str, articles: Vec<usize>) -> FeedPlan {
    let place = FeedPlace { folder: folder.into(), ..FeedPlace::default() };
    FeedPlan {
        key: FeedKey::Term(Taxonomy::Tag, "securite".into()),
        id: "tag:example.org,2024:securite".into(),
        title: "Sécurité".into(),
        label: "Sécurité".into(),
        description: "Tout sur la sécurité".into(),
        place: place.clone(),
        address: Some(place),
        home_page_url: "https://example.org/tags/securite/".into(),
        formats: vec![Format::Rss, Format::JsonFeed],
        content: Content::Full,
        max_bytes: None,
        total: articles.len(),
        articles,
        archive: Some(vec![vec![0, 1]]),
        edition: Edition { since: instant("2026-03-04T05:06:07Z"), digest: 0 },
        ended: None,
        moved_from: vec![],
        former_files: vec![],
    }
}

#[test]
fn addresses_are_those_of_its_folder() {
    let feed = compose::feed(&plan("tags/securite", vec![]), Part::Subscription, &[], &config());
    assert_eq!(feed.id, "tag:example.org,2024:securite");
    assert_eq!(feed.url(Format::Rss), Some("https://example.org/feeds/tags/securite/rss.xml"));
    assert_eq!(feed.url(Format::Atom), None);
    let site = compose::feed(&plan("", vec![]), Part::Subscription, &[], &config());
    assert_eq!(site.url(Format::JsonFeed), Some("https://example.org/feeds/feed.json"));
}

#[test]
fn updated_is_that_of_the_edition_and_of_an_archive_page_that_of_its_articles() {
    let mut articles =
        vec![article(Syntax::Markdown), article(Syntax::Markdown), article(Syntax::Markdown)];
    articles[1].updated = instant("2025-01-02T03:04:05Z");
    articles[2].updated = instant("2026-01-02T03:04:05Z");
    let articles: Vec<ArticleRecord> = articles.into_iter().map(ArticleRecord::from).collect();
    let updated = |part| compose::feed(&plan("", vec![2]), part, &articles, &config()).updated;
    assert_eq!(updated(Part::Archive(1)), instant("2025-01-02T03:04:05Z"));
    assert_eq!(updated(Part::Subscription), instant("2026-03-04T05:06:07Z"));
}
