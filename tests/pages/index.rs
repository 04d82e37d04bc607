//! Sites with more terms than a page can hold.

use super::{attributes, page, texts};
use crate::support::Site;

/// Articles with so many tags, of which the last twentieth have two articles each.
fn site_with(tags: usize) -> Site {
    let all: Vec<String> = (0..tags).map(|tag| format!("Sujet {tag:05}")).collect();
    let lists = all.chunks(100).chain([&all[tags - tags / 20..]]);
    lists.enumerate().fold(Site::with_pages(), |site, (number, list)| {
        let tags = format!("tags: [{}]\n", list.join(", "));
        site.article(&format!("a{number}"), "2024-01-01", &tags)
    })
}

#[test]
fn up_to_sixty_terms_stand_on_the_index() {
    let site = site_with(60);
    site.build().unwrap();
    let index = page(&site, "index.html");
    assert_eq!(texts(&index, "#tags .card").len(), 60);
    assert_eq!(texts(&index, ".more"), [""; 0]);
    assert_eq!(texts(&index, ".search label"), ["Find a tag"]);
    assert!(!site.path("feeds/tags/index.html").exists());
}

#[test]
fn of_more_those_with_the_most_articles_stand_there_and_all_on_pages_of_their_own() {
    let site = site_with(1200);
    site.build().unwrap();
    let index = page(&site, "index.html");
    let shown = texts(&index, "#tags .card h3");
    assert_eq!(shown.len(), 60);
    assert_eq!((shown[0].as_str(), shown[59].as_str()), ("Sujet 01140", "Sujet 01199"));
    assert_eq!(texts(&index, "#tags h2"), ["Tags 1,200\u{a0}feeds"]);
    assert_eq!(texts(&index, ".more"), ["The 60 most used. See all 1,200 tags"]);
    assert_eq!(attributes(&index, ".more a", "href"), ["tags/"]);
    let mut all = Vec::new();
    for name in ["index.html", "index-2.html", "index-3.html"] {
        let list = page(&site, &format!("tags/{name}"));
        all.extend(texts(&list, ".rows > li > a"));
        assert_eq!(
            attributes(&list, ".ranges a", "href"),
            ["index.html", "index-2.html", "index-3.html"]
        );
        assert_eq!(attributes(&list, ".ranges [aria-current]", "href"), [name]);
        assert!(site.text(&format!("feeds/tags/{name}")).len() < 400_000);
    }
    assert_eq!(all, (0..1200).map(|tag| format!("Sujet {tag:05}")).collect::<Vec<_>>());
    let second = page(&site, "tags/index-2.html");
    assert_eq!(texts(&second, ".lead"), ["1,200\u{a0}feeds, from Sujet 00500 to Sujet 00999"]);
    assert!(site.text("feeds/index.html").len() < 200_000);
}
