//! What keys, terms, files and addresses come to on sites of Jekyll, Hugo and Zola, as these programs
//! have it: Jekyll 4.3.1 (`Utils.pluralized_array_from_hash`, `Document#merge_categories!`,
//! `EntryFilter`), jekyll-feed 0.17, Hugo 0.168 and the documentation of Zola 0.22.

use feedmill::Build;
use feedmill::config;
use serde_json::Value;

use crate::support::{Site, skipped};

/// A site without a feedmill.yaml.
fn site(configuration: &str, text: &str) -> Site {
    let site = Site::new();
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    site.file(configuration, text)
}

fn jekyll(settings: &str) -> Site {
    site("_config.yml", &format!("title: T\nurl: https://www.example.org\n{settings}"))
}

fn hugo(settings: &str) -> Site {
    site("hugo.yaml", &format!("title: T\nbaseURL: https://www.example.org/\n{settings}"))
}

fn build(site: &Site) -> Build {
    let config = config::load(site.root()).unwrap();
    feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config).unwrap()
}

fn post(front_matter: &str) -> String {
    format!("---\ntitle: T\n{front_matter}---\nTexte.\n")
}

/// The addresses of the articles below that of the site, the newest first.
fn addresses(site: &Site) -> Vec<String> {
    let build = build(site);
    let articles = build.publication.articles.iter();
    articles.map(|article| article.permalink.replace("https://www.example.org", "")).collect()
}

/// The labels of the only article's terms, categories first.
fn terms(site: &Site) -> Vec<String> {
    let build = build(site);
    let [article] = &build.publication.articles[..] else { panic!("not one article") };
    article.terms.iter().map(|term| format!("{:?} {}", term.taxonomy, term.label)).collect()
}

fn feed(site: &Site) -> Value {
    build(site);
    serde_json::from_str(&site.text("feeds/feed.json")).unwrap()
}

#[test]
fn jekyll_asks_for_each_of_its_keys_of_terms() {
    for (front_matter, expected) in [
        ("tag: a b\ntags: [c, d]\n", &["Tag a b"] as &[_]),
        ("tag:\ntags: c d\n", &["Tag c", "Tag d"]),
        ("category: A b\ntags: c d\n", &["Category A b", "Tag c", "Tag d"]),
        ("category: A b\ncategories: c d\n", &["Category c", "Category d", "Category A b"]),
        ("tag: [a b, c]\n", &["Tag a b", "Tag c"]),
    ] {
        let site = jekyll("").file("_posts/2024-06-27-a.md", post(front_matter));
        assert_eq!(terms(&site), expected, "{front_matter}");
    }
}

#[test]
fn jekyll_joins_categories_that_hold_for_a_folder_and_no_tags() {
    let defaults = "defaults:\n  - scope: {path: '', type: posts}\n    values: {categories: Le blog, tags: [x]}\n";
    let site = jekyll(defaults)
        .file("ville/_posts/2024-06-27-a.md", post("categories: [Actus, blog]\ntags: y\n"));
    let expected = ["Category ville", "Category Le", "Category blog", "Category Actus", "Tag y"];
    assert_eq!(terms(&site), expected);
    assert_eq!(addresses(&site), ["/ville/le/blog/actus/2024/06/27/a.html"]);
}

#[test]
fn other_keys_of_a_jekyll_site_bend_no_article() {
    let site = jekyll("")
        .file("_posts/2024-06-27-a.md", post("id: 1\nurl: /x/\npath: y\n"))
        .file("_posts/2024-06-28-b.md", post("id: 1\npublished: 2024-06-28\n"));
    assert_eq!(addresses(&site), ["/2024/06/28/b.html", "/2024/06/27/a.html"]);
    let ids: Vec<Value> =
        feed(&site)["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
    let expected = ["https://www.example.org/2024/06/28/b", "https://www.example.org/2024/06/27/a"];
    assert_eq!(ids, expected);
}

#[test]
fn pictures_of_a_jekyll_site_are_below_its_baseurl() {
    for (written, expected) in [
        ("/u/a.png", "https://www.example.org/blog/u/a.png"),
        ("u/a.png", "https://www.example.org/blog/u/a.png"),
        ("/blog/u/a.png", "https://www.example.org/blog/u/a.png"),
        ("//cdn.example.net/a.png", "https://cdn.example.net/a.png"),
        ("https://cdn.example.net/a.png", "https://cdn.example.net/a.png"),
    ] {
        let site = jekyll("baseurl: /blog\n")
            .file("_posts/2024-06-27-a.md", post(&format!("image: {written}\n")));
        assert_eq!(feed(&site)["items"][0]["image"], expected, "{written}");
    }
}

#[test]
fn a_collection_s_permalink_needs_no_slash_before_it() {
    let site = jekyll("collections: {metiers: {output: true, permalink: 'metier/:name/'}}\n")
        .file("_metiers/c.md", post("date: 2024-06-27\n"));
    assert_eq!(addresses(&site), ["/metier/c/"]);
}

#[test]
fn keys_of_a_hugo_site_are_hugo_s() {
    let site = hugo("")
        .file("content/posts/a.md", post("published: 2024-06-27T13:49:00+02:00\n"))
        .file("content/posts/b.md", post("date: 2024-06-26\npermalink: /x/1\npath: y\n"))
        .file("content/posts/c.md", post("date: 2024-06-25\nlanguage: [Français]\n"))
        .file("content/posts/d.md", post("date: 2024-06-24\npublished: true\n"))
        .file("content/posts/e.md", post("date: 2024-06-23\npublished: false\n"));
    assert_eq!(addresses(&site), ["/posts/a/", "/posts/b/", "/posts/c/", "/posts/d/"]);
    let items = feed(&site)["items"].clone();
    assert_eq!(items[0]["date_published"], "2024-06-27T11:49:00Z");
    assert_eq!(items[2].get("language"), None);
}

#[test]
fn other_taxonomies_are_no_tags() {
    let taxonomies =
        "taxonomies: {category: rubriques, tag: tags, author: author, topic: topics}\n";
    let front_matter =
        "date: 2024-06-27\nauthor: Ada\ntopics: [x]\ntags: [y]\nrubriques: [z]\ncategories: [w]\n";
    let site = hugo(taxonomies).file("content/a.md", post(front_matter));
    assert_eq!(terms(&site), ["Category z", "Tag y"]);
    let told = config::own(site.root()).unwrap().unwrap().left;
    let told: Vec<String> =
        told.iter().map(|left| format!("{}: {}", left.key, left.advice)).collect();
    let advice = "has no feeds; write it under `fields: {tags: […]}` to have its terms for tags";
    assert_eq!(
        told,
        [format!("taxonomies.author: {advice}"), format!("taxonomies.topics: {advice}")]
    );

    let topics = "taxonomies: {topic: topics, author: authors}\n";
    let site = hugo(topics).file("content/a.md", post("date: 2024-06-27\ntopics: [x]\n"));
    assert_eq!(terms(&site), ["Tag x"]);
    let people = "taxonomies: {author: author}\n";
    let site = hugo(people).file("content/a.md", post("date: 2024-06-27\nauthor: Ada\n"));
    assert!(terms(&site).is_empty());

    let zola = "title = 'T'\nbase_url = 'https://www.example.org'\ntaxonomies = [{name = 'tags'}, {name = 'people'}]\n";
    let article = "+++\ntitle = 'T'\ndate = 2024-06-27\n[taxonomies]\ntags = ['y']\npeople = ['Ada']\n+++\nTexte.\n";
    let site = self::site("config.toml", zola).file("content/a.md", article);
    assert_eq!(terms(&site), ["Tag y"]);
    let told = config::own(site.root()).unwrap().unwrap().left;
    assert_eq!(told[0].key, "taxonomies.people");
}

#[test]
fn a_limit_below_none_is_no_limit_to_hugo() {
    let mut site = hugo("services: {rss: {limit: -1}}\n");
    for day in 1..=25 {
        let date = format!("date: 2024-06-{day:02}\n");
        site = site.file(&format!("content/{day}.md"), post(&date));
    }
    assert_eq!(feed(&site)["items"].as_array().unwrap().len(), 25);
}

#[test]
fn what_jekyll_passes_over_is_no_article() {
    let settings =
        "exclude: [brouillons, '*.tmp.md', 'a/b/']\ninclude: [_ouvert]\ndestination: ./docs\n";
    let file = |site: Site, path: &str| site.file(path, post(""));
    let published = [
        "_posts/2024-06-01-a.md",
        "_ouvert/_posts/2024-06-02-a.md",
        "vendor/_posts/2024-06-03-a.md",
        "a/_posts/2024-06-04-a.md",
    ];
    let passed_over = [
        "_box/_posts/2024-06-05-a.md",
        "_includes/_posts/2024-06-05-a.md",
        "_posts/_vieux/2024-06-05-a.md",
        "_site/_posts/2024-06-05-a.md",
        "a/#b/_posts/2024-06-05-a.md",
        "a/_posts/2024-06-05-a.tmp.md",
        "a/b/_posts/2024-06-05-a.md",
        "a/~b/_posts/2024-06-05-a.md",
        "brouillons-2/_posts/2024-06-05-a.md",
        "brouillons/_posts/2024-06-05-a.md",
        "docs/_posts/2024-06-05-a.md",
        "node_modules-2/_posts/2024-06-05-a.md",
        "vendor/bundle/ruby/_posts/2024-06-05-a.md",
    ];
    let site =
        published.iter().chain(&passed_over).fold(jekyll(settings), |site, path| file(site, path));
    let build = build(&site);
    let mut articles: Vec<&str> =
        build.publication.articles.iter().map(|article| &*article.source.path).collect();
    articles.sort_unstable();
    let mut expected = published;
    expected.sort_unstable();
    assert_eq!(articles, expected);
    let reasons: Vec<String> = skipped(&build);
    let expected: Vec<String> =
        passed_over.iter().map(|path| format!("{path}: a page: the settings exclude it")).collect();
    assert_eq!(reasons, expected);
}

#[test]
fn collections_dir_is_no_category() {
    let settings = "collections_dir: contenu\nexclude: [contenu/vieux]\ncollections: {metiers: {output: true}}\ndefaults:\n  - scope: {path: contenu/ville}\n    values: {tags: [v]}\n";
    let site = jekyll(settings)
        .file("contenu/ville/_posts/2024-06-27-a.md", post(""))
        .file("contenu/vieux/_posts/2024-06-27-a.md", post(""))
        .file("contenu/_metiers/c.md", post("date: 2024-06-26\n"));
    assert_eq!(addresses(&site), ["/ville/2024/06/27/a.html", "/metiers/c.html"]);
    let build = build(&site);
    let labels = |at: usize| -> Vec<&str> {
        build.publication.articles[at].terms.iter().map(|term| &*term.label).collect()
    };
    assert_eq!((labels(0), labels(1)), (vec!["ville", "v"], vec![]));
}

#[test]
fn texts_in_a_leaf_bundle_of_hugo_s_belong_to_it() {
    let dated = post("date: 2024-06-27\n");
    let site = hugo("")
        .file("content/posts/_index.md", post(""))
        .file("content/posts/a.md", &dated)
        .file("content/posts/b/encart.md", &dated)
        .file("content/posts/b/index.md", &dated)
        .file("content/posts/b/sous/index.md", &dated);
    let mut found = addresses(&site);
    found.sort_unstable();
    assert_eq!(found, ["/posts/a/", "/posts/b/"]);
    let expected = ["content/posts/b/encart.md", "content/posts/b/sous/index.md"]
        .map(|path| format!("{path}: a page: it belongs to the bundle around it"));
    assert_eq!(skipped(&build(&site)), expected);
}

#[test]
fn paths_are_excluded_by_the_settings_too() {
    let site = Site::new()
        .configured("exclude: ['notes/**', '!notes/publiques/**']\n")
        .article("a", "2024-06-27", "")
        .article("notes/b", "2024-06-26", "")
        .article("notes/publiques/c", "2024-06-25", "");
    let build = site.build().unwrap();
    let paths: Vec<&str> =
        build.publication.articles.iter().map(|article| &*article.source.path).collect();
    assert_eq!(paths, ["content/a.md", "content/notes/publiques/c.md"]);
    assert_eq!(skipped(&build), ["content/notes/b.md: a page: the settings exclude it"]);
}

/// Hugo 0.111 and 0.152 make `/tags/c++/` of `C++`; Jekyll's `slugify`, Zola's and Pelican's slugs make `c`.
#[test]
fn the_page_of_a_term_has_the_address_that_its_generator_gives_it() {
    for (generator, tag, page) in [
        ("hugo", "C++", "c++"),
        ("hugo", "Open Data", "open-data"),
        ("hugo", "C#", "c%23"),
        ("hugo", "Numérique", "num%C3%A9rique"),
        ("jekyll", "C++", "c"),
        ("jekyll", "Numérique", "num%C3%A9rique"),
        ("zola", "C++", "c"),
        ("zola", "Numérique", "numerique"),
        ("pelican", "Open Data", "open-data"),
    ] {
        let site = Site::new()
            .file(
                "feedmill.yaml",
                format!("title: T\nbase_url: https://www.example.org\ntimezone: Europe/Paris\ngenerator: {generator}\ncontent: content\nfeeds: {{tags: {{page: \"/tags/:slug/\"}}}}\nfields: {{tags: sujets}}\n"),
            )
            .file(
                "content/_posts/2024-06-27-a.md",
                format!("---\ntitle: A\ndate: 2024-06-27\nsujets: [\"{tag}\"]\n---\nCorps.\n"),
            );
        let build = build(&site);
        let plans = &build.publication.plans;
        let plan = plans.iter().find(|plan| plan.place.folder.starts_with("tags/")).unwrap();
        assert_eq!(
            plan.home_page_url,
            format!("https://www.example.org/tags/{page}/"),
            "{generator}"
        );
    }
}
