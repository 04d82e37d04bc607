//! Habits of generators that lie beside an article: who wrote it, what it is called, what its folder
//! and the site's configuration hand down to it.
//!
//! What Hugo and Zola publish is what Hugo 0.168 and Zola 0.22 made of the same files; Docusaurus'
//! habits are from its documentation.

use feedmill::Build;
use feedmill::config;

use crate::support::{Site, skipped, told};

fn site(configuration: &str, text: &str) -> Site {
    let site = Site::new();
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    site.file(configuration, text)
}

fn build(site: &Site) -> Build {
    let config = config::load(site.root()).unwrap();
    feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config).unwrap()
}

fn titles(build: &Build) -> Vec<String> {
    build.publication.articles.iter().map(|article| article.title.to_string()).collect()
}

const DOCUSAURUS: &str = "export default {\n  title: 'T',\n  url: 'https://www.example.org',\n};\n";

#[test]
fn docusaurus_takes_a_heading_for_the_title_and_else_the_name() {
    let site = site("docusaurus.config.js", DOCUSAURUS)
        .file("blog/2024-06-27-a.md", "---\nauthors: ada\n---\n\n# Un *titre* {#x}\n\nCorps.\n")
        .file(
            "blog/2024-06-26-b.mdx",
            "---\ntitle: B\n---\nimport X from 'x'\n\n# Autre\n\nCorps.\n",
        )
        .file("blog/2024-06-25-mot-a-mot.md", "---\nauthors: [bo]\n---\nCorps.\n\n# Plus tard\n");
    let build = build(&site);
    assert_eq!(titles(&build), ["Un *titre*", "B", "mot-a-mot"]);
    assert_eq!(
        told(&build),
        ["blog/2024-06-25-mot-a-mot.md:2:1: title-from-file-name: the article has no title",]
    );
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let html = |at: usize| feed["items"][at]["content_html"].as_str().unwrap();
    assert_eq!(html(0), "<p>Corps.</p>");
    assert_eq!(html(1), "<h1>Autre</h1>\n<p>Corps.</p>");
}

#[test]
fn authors_are_known_by_their_keys() {
    let people =
        "ada:\n  name: Ada Lovelace\n  url: /ada\n  image_url: https://a.example/a.png\nbo: {}\n";
    let site = site("docusaurus.config.js", DOCUSAURUS)
        .file("blog/authors.yml", people)
        .file("blog/2024-06-27-a.md", "---\ntitle: A\nauthors: [ada, bo, Cé]\n---\nCorps.\n");
    build(&site);
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    assert_eq!(
        feed["items"][0]["authors"],
        serde_json::json!([
            {
                "name": "Ada Lovelace",
                "url": "https://www.example.org/ada",
                "avatar": "https://a.example/a.png",
            },
            { "name": "bo" },
            { "name": "Cé" },
        ])
    );
    let jekyll = self::site("_config.yml", "title: T\nurl: https://www.example.org\n")
        .file("_data/authors.yml", "ada: {name: Ada Lovelace}\n")
        .file("_posts/2024-06-27-a.md", "---\ntitle: A\nauthor: ada\n---\nCorps.\n");
    build(&jekyll);
    assert!(jekyll.text("feeds/atom.xml").contains("<name>Ada Lovelace</name>"));
}

#[test]
fn a_site_of_no_known_generator_may_have_a_readme() {
    let site = Site::new()
        .file("content/README.md", "# Notes\n")
        .file("content/2024-06-27-a.md", "---\nkey: value\n---\n# Titre\n\nCorps.\n");
    let build = site.build().unwrap();
    assert_eq!(skipped(&build), ["content/README.md: a page: it has no front matter"]);
    assert_eq!((titles(&build), told(&build)), (vec!["Titre".to_owned()], vec![]));
    assert!(!site.text("feeds/feed.json").contains("<h1>"));
}

const HUGO: &str = "title = 'T'\nbaseURL = 'https://www.example.org/'\n";

fn article(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-06-27\n---\nCorps.\n")
}

#[test]
fn hugo_s_cascade_goes_where_its_target_says() {
    let cascade = "\
---
title: Blog
cascade:
- {target: {path: '/blog/{old,older}/**'}, draft: true}
- {target: {kind: section}, draft: true}
- {target: {kind: '{page,section}', lang: fr}, author: Ada}
- {_target: {environment: development}, draft: true}
---
";
    let config = format!(
        "{HUGO}[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n[[cascade]]\nrights = 'CC0'\n[cascade.target]\npath = '/notes/**'\n"
    );
    let site = site("hugo.toml", &config)
        .file("content/blog/_index.md", cascade)
        .file("content/blog/a.md", article("A"))
        .file("content/blog/a.fr.md", article("A fr"))
        .file("content/blog/old/b.md", article("B"))
        .file("content/blog/older/c.md", article("C"))
        .file("content/notes/d.md", article("D"));
    let build = build(&site);
    assert_eq!(
        skipped(&build),
        ["content/blog/old/b.md: a draft", "content/blog/older/c.md: a draft"]
    );
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let items = feed["items"].as_array().unwrap();
    let of = |title: &str| items.iter().find(|item| item["title"] == title).unwrap();
    assert_eq!(of("A fr")["authors"][0]["name"], "Ada");
    assert_eq!(of("A")["authors"][0]["name"], "T");
    assert!(site.text("feeds/atom.xml").contains("<rights>CC0</rights>"));
}

#[test]
fn hugo_s_configuration_may_lie_in_a_file_a_language() {
    let site = site("config/_default/hugo.toml", "defaultContentLanguage = 'fr'\n")
        .file("config/_default/languages.fr.toml", "title = 'Titre'\ncontentDir = 'content/fr'\n")
        .file("config/_default/languages.en.toml", "title = 'Title'\ncontentDir = 'content/en'\n")
        .file("config/_default/params.fr.toml", "description = 'Une phrase'\n")
        .file("config/_default/menus.fr.toml", "[[main]]\nname = 'x'\n")
        .file("config/production/hugo.toml", "baseURL = 'https://www.example.org/'\n")
        .file("content/fr/blog/a.md", article("A"))
        .file("content/en/blog/a.md", article("B"));
    build(&site);
    assert_eq!(
        site.links("feeds/atom.xml"),
        ["https://www.example.org/blog/a/", "https://www.example.org/en/blog/a/"]
    );
    let atom = site.text("feeds/atom.xml");
    assert!(atom.contains("<title>Titre</title>"), "{atom}");
    assert!(atom.contains("<subtitle>Une phrase</subtitle>"), "{atom}");
}

#[test]
fn pages_of_a_draft_section_of_zola_are_drafts() {
    let zola = "title = 'T'\nbase_url = 'https://www.example.org'\n";
    let page = "+++\ntitle = 'A'\ndate = 2024-06-27\n+++\nCorps.\n";
    let site = site("config.toml", zola)
        .file("content/a/_index.md", "+++\ntitle = 'S'\ndraft = true\n+++\n")
        .file("content/a/a.md", page)
        .file("content/b/_index.md", "+++\ntitle = 'S'\nrender = false\ntransparent = true\n+++\n")
        .file("content/b/b.md", page)
        .file("content/b/c.md", page.replace("+++\nC", "render = false\n+++\nC"));
    assert_eq!(skipped(&build(&site)), ["content/a/a.md: a draft"]);
    let links = ["https://www.example.org/b/b/", "https://www.example.org/b/c/"];
    assert_eq!(site.links("feeds/atom.xml"), links);
}

#[cfg(feature = "liquid")]
#[test]
fn jekyll_s_post_url_counts_from_the_folder_of_posts() {
    let site = site("_config.yml", "title: T\nurl: https://www.example.org\n")
        .file("_posts/notes/2024-01-02-b.md", "---\ntitle: B\n---\nCorps.\n")
        .file(
            "_posts/2024-06-27-a.md",
            "---\ntitle: A\n---\n[b]({% post_url notes/2024-01-02-b %}) [b]({% post_url /notes/2024-01-02-b %})\n",
        );
    assert_eq!(told(&build(&site)), [""; 0]);
    let link = "<a href=\\\"https://www.example.org/2024/01/02/b.html\\\">b</a>";
    assert!(site.text("feeds/feed.json").contains(&format!("{link} {link}")));
}
