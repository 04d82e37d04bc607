//! Sites as they are: the configuration, the addresses and the habits of other generators.
//!
//! Addresses, ids and instants are those that Jekyll 4.3 with jekyll-feed 0.17 and Hugo 0.111 gave
//! to the same files, and Pelican 4.12; Zola's and Docusaurus' are from their documentation.

use feedmill::config;

use crate::support::{Site, refusal, skipped, told};

/// A site without a configuration of Feedmill's own.
fn site(configuration: &str, text: &str) -> Site {
    let site = Site::new();
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    site.file(configuration, text)
}

fn build(site: &Site) -> feedmill::Build {
    let config = config::load(site.root()).unwrap();
    feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config).unwrap()
}

fn ids(site: &Site) -> Vec<String> {
    let feed = feed_rs::parser::parse(site.text("feeds/atom.xml").as_bytes()).unwrap();
    feed.entries.into_iter().map(|entry| entry.id).collect()
}

const JEKYLL: &str = "title: T\nurl: https://www.example.org\ntimezone: Europe/Paris\n";

#[test]
fn a_jekyll_site_needs_no_configuration_of_its_own() {
    let site = site("_config.yml", &format!("{JEKYLL}baseurl: /blog\nlang: fr\nauthor: Ada\n"))
        .file("_posts/2024-06-27-Le_Cloud (1).md", "---\ntitle: A\n---\n")
        .file("en/_posts/2024-06-26-b.md", "---\ntitle: B\ncategories: Open data\n---\n")
        .file("_posts/2024-06-25-c.md", "---\ntitle: C\ncategory: Open data\nslug: Été\n---\n")
        .file("_drafts/d.md", "---\ntitle: D\n---\n")
        .file("about.md", "---\ntitle: About\n---\n");
    let build = build(&site);
    assert_eq!((build.publication.articles.len(), told(&build)), (3, vec![]));
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/blog/2024/06/27/Le_Cloud-(1).html",
            "https://www.example.org/blog/en/open/data/2024/06/26/b.html",
            "https://www.example.org/blog/open%20data/2024/06/25/%C3%89t%C3%A9.html",
        ]
    );
    assert_eq!(
        ids(&site),
        [
            "https://www.example.org/blog/2024/06/27/Le_Cloud%20(1)",
            "https://www.example.org/blog/en/open/data/2024/06/26/b",
            "https://www.example.org/blog/open%20data/2024/06/25/%C3%89t%C3%A9",
        ]
    );
}

#[test]
fn jekylls_styles_and_templates_are_filled_in_as_jekyll_does() {
    for (style, path) in [
        ("date", "/open%20data/2024/06/07/le-cloud.html"),
        ("pretty", "/open%20data/2024/06/07/le-cloud/"),
        ("ordinal", "/open%20data/2024/159/le-cloud.html"),
        ("weekdate", "/open%20data/2024/W23/Fri/le-cloud.html"),
        ("none", "/open%20data/le-cloud.html"),
        ("/:slugified_categories/:i_day-:i_month-:short_year/:slug", "/open-data/7-6-24/le-cloud"),
        ("/:collection/:long_month/:name/", "/posts/June/2024-06-07-le-cloud/"),
        ("blog/:year_:month_:day/:title", "/blog/2024_06_07/le-cloud"),
    ] {
        let site = site("_config.yml", &format!("{JEKYLL}permalink: {style}\n"))
            .file("_posts/2024-06-07-le-cloud.md", "---\ntitle: X\ncategory: Open data\n---\n");
        build(&site);
        let link = format!("https://www.example.org{path}");
        assert_eq!(site.links("feeds/atom.xml"), [link], "{style}");
    }
}

#[test]
fn collections_have_addresses_and_feeds_of_their_own() {
    let more = "\
collections:
  actualites: {output: true, permalink: '/actualites/:title/', title: Actualités}
  communiques: {output: true}
  equipe: {output: false}
defaults:
- {scope: {path: ''}, values: {lang: fr}}
- {scope: {path: '', type: actualites}, values: {tags: [une]}}
";
    let article = "---\ntitle: X\ndate: 2024-06-27\n---\n";
    let site = site("_config.yml", &format!("{JEKYLL}{more}"))
        .file("_actualites/le-cloud.md", article)
        .file("_communiques/2024/presse.md", article)
        .file("_communiques/index.md", "---\ntitle: No date\n---\n")
        .file("_equipe/ada.md", article);
    let build = build(&site);
    assert_eq!(build.publication.articles.len(), 2);
    assert_eq!(skipped(&build), ["_communiques/index.md: a page: it has no date"]);
    assert_eq!(
        site.links("feeds/sections/actualites/atom.xml"),
        ["https://www.example.org/actualites/le-cloud/"]
    );
    assert_eq!(
        site.links("feeds/sections/communiques/atom.xml"),
        ["https://www.example.org/communiques/2024/presse.html"]
    );
    assert!(site.text("feeds/sections/actualites/rss.xml").contains("T – Actualités"));
    assert!(site.path("feeds/tags/une/atom.xml").exists());
}

#[test]
fn sections_of_one_folder_share_a_feed_and_are_told() {
    let site = Site::new()
        .configured("sections:\n  Été: {path: a/**}\n  ete: {path: b/**}\n")
        .file("content/a/un.md", "---\ntitle: un\ndate: 2024-06-27\n---\n")
        .file("content/b/deux.md", "---\ntitle: deux\ndate: 2024-06-26\n---\n")
        .file("content/trois.md", "---\ntitle: trois\ndate: 2024-06-25\n---\n");
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
warning[section-names]: one folder is made of `ete` and `Été`
 |
 = help: they share one feed, titled by `ete`; rename one to give each its own

"
    );
    assert_eq!(site.links("feeds/sections/ete/atom.xml").len(), 2);
}

#[test]
fn a_year_of_two_digits_in_a_file_name_is_told() {
    let site = site("_config.yml", JEKYLL).file("_posts/18-02-27-a.md", "---\n---\nCorps\n");
    let build = build(&site);
    assert_eq!(site.links("feeds/atom.xml"), ["https://www.example.org/2018/02/27/a.html"]);
    assert_eq!(
        told(&build),
        [
            "_posts/18-02-27-a.md:1:1: date-slip: the year in the name of the file has two digits, read as `2018-02-27`",
            "_posts/18-02-27-a.md:2:1: title-from-file-name: the article has no title",
        ]
    );
    let elsewhere = Site::new().file("content/18-02-27-a.md", "---\ntitle: A\n---\n");
    assert_eq!(
        refusal(elsewhere.build()),
        [
            "content/18-02-27-a.md:1:1: date-ambiguous: in the path of the file: the year has two digits"
        ]
    );
}

#[test]
fn where_jekyll_publishes_another_instant_it_is_said() {
    let post = "---\ntitle: A\ndate: 2024-06-27 13:49:00\n---\n";
    let site = site("_config.yml", JEKYLL).file("_posts/2024-06-27-a.md", post);
    assert_eq!(
        told(&build(&site)),
        [
            "_posts/2024-06-27-a.md:3:18: date-read-otherwise: Jekyll publishes this date as `2024-06-27T13:49:00Z`"
        ]
    );
}

#[test]
fn what_feedmill_yaml_lacks_comes_from_the_site_s_own_configuration() {
    let own = "title: T\nurl: https://www.example.org\nlang: fr\ntimezone: Europe/Paris\n";
    let site = site("_config.yml", own)
        .file("feedmill.yaml", "feeds: {limit: 1}\n")
        .file("_posts/2024-06-27-a.md", "---\ntitle: A\n---\nCorps\n")
        .file("_posts/2024-06-28-b.md", "---\ntitle: B\n---\nCorps\n");
    build(&site);
    assert_eq!(site.links("feeds/atom.xml"), ["https://www.example.org/2024/06/28/b.html"]);
    let atom = site.text("feeds/atom.xml");
    assert!(atom.contains("<published>2024-06-27T22:00:00Z</published>"), "{atom}");
    assert!(atom.contains("xml:lang=\"fr\"") && atom.contains("<title>T</title>"), "{atom}");
}

#[test]
fn a_site_whose_generator_knows_no_title_is_called_by_its_host() {
    let site = site("_config.yml", "url: https://www.example.org\n")
        .file("_posts/2024-06-27-a.md", "---\ntitle: A\n---\nCorps\n");
    build(&site);
    assert!(site.text("feeds/atom.xml").contains("<title>example.org</title>"));
}

#[test]
fn a_hugo_site_needs_no_configuration_of_its_own() {
    let config = "baseURL = 'https://www.example.org/'\ntitle = 'T'\n[permalinks]\nnews = '/:year/:month/:slug/'\n";
    let site = site("hugo.toml", config)
        .file("content/news/A.md", "+++\ntitle = 'L’été à Paris!'\ndate = 2024-06-27\n+++\n")
        .file("content/news/b.md", "---\nTitle: B\nslug: Two Words\ndate: 2024-06-26\n---\n")
        .file("content/blog/Post One/index.md", "{\"title\": \"C\", \"date\": \"2024-06-25\"}\n")
        .file("content/blog/d.md", "---\ntitle: D\ndate: 2024-06-24\nslug: dd\n---\n")
        .file("content/blog/_index.md", "---\ntitle: Blog\ndate: 2024-06-24\n---\n")
        .file("content/top.md", "---\ntitle: E\ndate: 2024-06-23\nurl: /elsewhere.html\n---\n")
        .file("content/about.md", "---\ntitle: About\n---\n")
        .file("content/old.md", "---\ntitle: F\ndate: 2024-06-22\nexpirydate: 2025-01-01\n---\n");
    let build = build(&site);
    assert_eq!(build.publication.articles.len(), 5);
    assert_eq!(
        skipped(&build),
        [
            "content/about.md: a page: it has no date",
            "content/old.md: expired on 2025-01-01T00:00:00Z",
        ]
    );
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/2024/06/l%C3%A9t%C3%A9-%C3%A0-paris/",
            "https://www.example.org/2024/06/two-words/",
            "https://www.example.org/blog/post-one/",
            "https://www.example.org/blog/dd/",
            "https://www.example.org/elsewhere.html",
        ]
    );
    assert_eq!(site.links("feeds/sections/news/atom.xml").len(), 2);
}

#[test]
fn hugos_languages_have_folders_or_names() {
    let config = "baseURL: https://www.example.org/\ntitle: T\ndefaultContentLanguage: en\nlanguages:\n  en: {contentDir: content/en}\n  fr: {contentDir: content/fr}\n";
    let article = "---\ntitle: A\ndate: 2024-06-27\n---\n";
    let site = site("hugo.yaml", config)
        .file("content/en/blog/a.md", article)
        .file("content/fr/blog/a.md", article);
    build(&site);
    assert_eq!(
        site.links("feeds/atom.xml"),
        ["https://www.example.org/blog/a/", "https://www.example.org/fr/blog/a/"]
    );
}

#[test]
fn a_zola_site_needs_no_configuration_of_its_own() {
    let config = "base_url = 'https://www.example.org'\ntitle = 'T'\nfeed_limit = 3\n";
    let site = site("config.toml", config)
        .file("content/a.md", "+++\ntitle = 'A'\npath = 'inside/2024/06/27/Rust-1.0'\n+++\n")
        .file("content/blog/2024-06-26-Été.md", "+++\ntitle = 'B'\n+++\n")
        .file(
            "content/blog/c/index.md",
            "+++\ntitle = 'C'\ndate = 2024-06-25T10:00:00Z\n[taxonomies]\ntags = ['x']\n+++\n",
        )
        .file("content/_index.md", "+++\n+++\n")
        .file("content/about.md", "+++\ntitle = 'About'\n+++\n");
    build(&site);
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/inside/2024/06/27/Rust-1.0/",
            "https://www.example.org/blog/ete/",
            "https://www.example.org/blog/c/",
        ]
    );
    assert!(site.path("feeds/tags/x/atom.xml").exists());
}

#[test]
fn a_hexo_site_is_not_taken_for_one_of_jekylls() {
    let config = "title: T\nurl: https://www.example.org\nsource_dir: source\npermalink: :year/:month/:day/:title/\n";
    let site = site("_config.yml", config)
        .file("source/_posts/le-cloud.md", "---\ntitle: A\ndate: 2024-06-27 10:00:00\n---\n")
        .file("source/about/index.md", "---\ntitle: About\n---\n");
    assert_eq!(
        (build(&site).publication.articles.len(), site.links("feeds/atom.xml").len()),
        (1, 1)
    );
    assert_eq!(site.links("feeds/atom.xml"), ["https://www.example.org/2024/06/27/le-cloud/"]);
}

#[test]
fn feedmill_yaml_may_name_the_generator_and_say_the_rest() {
    let site = site("_config.yml", JEKYLL)
        .file("feedmill.yaml", "generator: jekyll\ntitle: Mine\ncontent: src\n")
        .file("src/_posts/2024-06-27-a.md", "---\ntitle: A\n---\n");
    build(&site);
    assert_eq!(site.links("feeds/atom.xml"), ["https://www.example.org/2024/06/27/a.html"]);
    assert!(site.text("feeds/atom.xml").contains("<title>Mine</title>"));
    let refused = |site: &Site| -> Vec<String> {
        config::load(site.root()).unwrap_err().iter().map(ToString::to_string).collect()
    };
    site.write("_config.yml", "title: T\nurl: https://www.example.org\ntimezone: Paris\n");
    assert_eq!(refused(&site), ["_config.yml:3:11: config-invalid: there is no time zone `Paris`"]);
    site.write("_config.yml", "title: T\n");
    assert_eq!(refused(&site), ["_config.yml:1:1: config-invalid: `url` is missing"]);
}

#[test]
fn a_mistake_in_the_configuration_of_a_generator_is_reported_in_its_words() {
    let site = site("_config.yml", "title: Carnet\nurl: www.example.org\nlang: french!\n");
    assert_eq!(
        site.run(&[]).messages,
        "\
error[config-invalid]: `url` is not valid
 --> _config.yml:2:6
  |
2 | url: www.example.org
  |      ^^^^^^^^^^^^^^^ expected an address such as https://www.example.org

error[config-invalid]: `lang` is not valid
 --> _config.yml:3:7
  |
3 | lang: french!
  |       ^^^^^^^ expected a tag such as `fr`, `en-GB` or `pt-BR`

"
    );
    site.write("_config.yml", "title: Carnet\n");
    assert_eq!(
        site.run(&[]).messages,
        "\
error[config-invalid]: `url` is missing
--> _config.yml
 = help: add `url` there, or write a feedmill.yaml with `generator` and `base_url`

"
    );
}

#[test]
fn an_address_that_hugo_takes_and_feeds_cannot_is_underlined() {
    for (file, text, place) in [
        ("hugo.yaml", "title: Blog\nBaseURL: /\n", "hugo.yaml:2:10"),
        ("hugo.toml", "title = 'Blog'\nbaseURL = '/'\n", "hugo.toml:2:11"),
        ("hugo.json", "{\"title\": \"Blog\", \"baseURL\": \"/\"}", "hugo.json:1:30"),
    ] {
        let site = site(file, text);
        let problems = config::load(site.root()).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told[0], format!("{place}: config-invalid: `baseURL` is not valid"));
    }
}

#[test]
fn terms_are_split_as_the_site_does() {
    for (lines, tags, slugs) in [
        ("", "Open data, Cloud", &["cloud", "open-data"] as &[&str]),
        ("terms: {split: none}\n", "Open data, Cloud", &["open-data-cloud"]),
        ("terms: {split: space}\n", "cloud data", &["cloud", "data"]),
        ("terms: {aliases: {Open data: [opendata]}}\n", "[opendata, OpenData]", &["open-data"]),
    ] {
        let site =
            Site::new().configured(lines).article("a", "2024-06-27", &format!("tags: {tags}\n"));
        site.build().unwrap();
        let files = site.files("feeds/tags").into_iter();
        let found: Vec<String> = files
            .filter_map(|(path, _)| path.strip_suffix("/atom.xml").map(str::to_owned))
            .collect();
        assert_eq!(found, slugs, "{lines}{tags}");
    }
}

#[test]
fn a_date_may_stand_in_the_path() {
    for path in [
        "2024-06-27-a.md",
        "2024-6-27-a.md",
        "2024-06-27_a.md",
        "2024-06-27-a/index.md",
        "2024/06/27/a.md",
        "blog/2024/6/27/a/index.md",
    ] {
        let site = Site::new().file(&format!("content/{path}"), "---\ntitle: A\n---\n");
        site.build().unwrap();
        let atom = site.text("feeds/atom.xml");
        assert!(atom.contains("<published>2024-06-26T22:00:00Z</published>"), "{path}");
        assert_eq!(
            site.links("feeds/atom.xml"),
            ["https://www.example.org/actualites/a/"],
            "{path}"
        );
    }
}

#[test]
fn a_pelican_site_needs_no_configuration_of_its_own() {
    let program = "\
SITENAME = \"La Fabrique\"
SITEURL = ''
AUTHOR = 'Ada'
PATH = 'content'
TIMEZONE = 'Europe/Paris'
ARTICLE_URL = 'posts/{date:%Y}/{date:%b}/{slug}/'
FEED_MAX_ITEMS = 3
PLUGINS = [load('x')]
";
    let first = "Title: L’été: à Paris, c’est l’heure!
Date: 2024-06-27 13:49
Tags: Open data, cloud
Authors: Ada; Grace
Summary: Un résumé
    sur deux lignes

Voir [deux]({filename}/Nuages/deux.md) et [le plan]({static}/plan.pdf).
";
    let site = site("pelicanconf.py", program)
        .file(
            "publishconf.py",
            "from pelicanconf import *\nSITEURL = 'https://www.example.org/blog'\n",
        )
        .file("content/un.md", first)
        .file(
            "content/Nuages/deux.md",
            "title: C++ / C# -- 50 % off_it\r\ndate: 2024-01-05\r\n\r\nCorps\r\n",
        )
        .file("content/2023-01-02-trois.md", "Title: 数字 — Числа\n\nCorps\n")
        .file("content/quatre.md", "Title: Quatre\nDate: 2024-01-04\nStatus: draft\n\nCorps\n")
        .file("content/cinq.md", "Title: Cinq\nDate: 2024-01-04\nStatus: hidden\n\nCorps\n")
        .file("content/pages/about.md", "Title: About\n\nCorps\n");
    let build = build(&site);
    assert_eq!(told(&build), [""; 0]);
    assert_eq!(
        skipped(&build),
        [
            "content/cinq.md: its author does not publish it",
            "content/pages/about.md: a page: Pelican takes what is in `pages` for pages",
            "content/quatre.md: a draft",
        ]
    );
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/blog/posts/2024/Jun/lete-a-paris-cest-lheure/",
            "https://www.example.org/blog/posts/2024/Jan/c-c-50-off_it/",
            "https://www.example.org/blog/posts/2023/Jan/shu-zi-chisla/",
        ]
    );
    assert_eq!(
        ids(&site),
        [
            "tag:www.example.org,2024-06-27:/blog/posts/2024/Jun/lete-a-paris-cest-lheure/",
            "tag:www.example.org,2024-01-05:/blog/posts/2024/Jan/c-c-50-off_it/",
            "tag:www.example.org,2023-01-02:/blog/posts/2023/Jan/shu-zi-chisla/",
        ]
    );
    let json: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let item = &json["items"][0];
    assert_eq!(item["summary"], "Un résumé sur deux lignes");
    assert_eq!(item["tags"], serde_json::json!(["misc", "Open data", "cloud"]));
    assert_eq!(item["authors"][1]["name"], "Grace");
    let body = item["content_html"].as_str().unwrap();
    assert!(
        body.contains("href=\"https://www.example.org/blog/posts/2024/Jan/c-c-50-off_it/\""),
        "{body}"
    );
    assert!(body.contains("href=\"https://www.example.org/blog/plan.pdf\""), "{body}");
    assert!(site.path("feeds/categories/nuages/atom.xml").exists());
}

#[test]
fn a_docusaurus_site_needs_no_configuration_of_its_own() {
    let program = "\
const config = {
  title: 'La Fabrique',
  tagline: \"Des nuages\",
  url: 'https://www.example.org',
  baseUrl: '/docs/',
  presets: [['classic', { blog: { title: 'No' } }]],
};
";
    let article = "---\ntitle: A\n---\nUn {/* rien */}mot.\n";
    let site = site("docusaurus.config.js", program)
        .file("blog/2024-06-27-le-cloud.md", article)
        .file("blog/2024-06-26-bundle/index.mdx", article)
        .file("blog/2024/06/25/dated.md", article)
        .file("blog/old/2024-6-24-nested.md", article)
        .file("blog/2024-06-23-slug.md", "---\ntitle: A\nslug: /other/name\n---\n")
        .file("blog/undated.md", "---\ntitle: A\ndate: 2024-06-22\n---\n")
        .file("blog/authors.md", "---\ntitle: Authors\n---\n");
    let build = build(&site);
    assert_eq!((build.publication.articles.len(), told(&build)), (6, vec![]));
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/docs/blog/2024/06/27/le-cloud",
            "https://www.example.org/docs/blog/2024/06/26/bundle",
            "https://www.example.org/docs/blog/2024/06/25/dated",
            "https://www.example.org/docs/blog/2024/6/24/old/nested",
            "https://www.example.org/docs/blog/other/name",
            "https://www.example.org/docs/blog/undated",
        ]
    );
    assert!(site.text("feeds/feed.json").contains("<p>Un mot.</p>"));
}

/// As Hugo 0.168 gave them.
#[test]
fn hugos_patterns_make_one_part_of_a_title_and_a_folder_of_an_address() {
    for (settings, path, title, more, address) in [
        ("'/:year/:monthname/:slug'", "a", "C++ / C#", "", "/2024/june/c-c/"),
        ("'/:year/:slug/'", "a", "100% sûr", "", "/2024/100-s%C3%BBr/"),
        ("'/:section/:title/'", "a", "İstanbul", "", "/news/istanbul/"),
        ("'/:slug/'", "a", "a.b.c", "", "/a.b.c/"),
        ("'/:contentbasename/'", "a+b&c=d", "X", "", "/a-bcd/"),
        ("'/:section/:contentbasename'\nuglyurls = true", "a", "X", "", "/news/a.html"),
        ("'/:slug/'", "a", "X", "url: /plain/x\n", "/plain/x/"),
        ("'/:slug/'", "a", "X", "url: /Fixed/x.html\n", "/Fixed/x.html"),
    ] {
        let (pattern, top) = settings.split_once('\n').unwrap_or((settings, ""));
        let config = format!(
            "{top}\nbaseURL = 'https://www.example.org/'\ntitle = 'T'\n[permalinks]\nnews = {pattern}\n"
        );
        let text = format!("---\ntitle: \"{title}\"\ndate: 2024-06-27\n{more}---\n");
        let site = site("hugo.toml", &config).file(&format!("content/news/{path}.md"), text);
        build(&site);
        let link = format!("https://www.example.org{address}");
        assert_eq!(site.links("feeds/atom.xml"), [link], "{settings} {title}");
    }
}

#[test]
fn what_hugo_is_told_of_a_page_is_heeded() {
    let config = "baseURL = 'https://www.example.org/'\ntitle = 'T'\n";
    let article = |more: &str| format!("---\ntitle: A\ndate: 2024-06-27\n{more}---\n");
    let site = site("hugo.toml", config)
        .file("content/news/a.md", article(""))
        .file("content/news/later.md", article("publishDate: 2024-07-01\n"))
        .file("content/news/future.md", article("publishdate: 2031-07-01\n"))
        .file("content/news/hidden.md", article("_build: {list: never}\n"))
        .file("content/news/unmade.md", article("build:\n  render: never\n"))
        .file("content/news/head/index.md", article("headless: true\n"))
        .file("content/news/old/_index.md", "---\ntitle: Old\ncascade:\n  draft: true\n---\n")
        .file("content/news/old/b.md", article(""))
        .file("content/_index.md", "+++\ntitle = 'T'\n[[cascade]]\nauthor = 'Ada'\n[cascade.target]\npath = '/news/**'\n+++\n");
    assert_eq!(
        skipped(&build(&site)),
        [
            "content/news/future.md: until 2031-07-01T00:00:00Z",
            "content/news/head/index.md: a page: its front matter keeps Hugo from listing it",
            "content/news/hidden.md: a page: its front matter keeps Hugo from listing it",
            "content/news/old/b.md: a draft",
            "content/news/unmade.md: a page: its front matter keeps Hugo from listing it",
        ]
    );
    let feed = site.text("feeds/feed.json");
    assert!(feed.contains("\"date_published\": \"2024-07-01T00:00:00Z\""), "{feed}");
    assert_eq!(feed.matches("\"name\": \"Ada\"").count(), 2, "{feed}");
}

#[test]
fn what_eleventys_data_says_of_a_folder_holds_for_its_articles() {
    let config = "generator: eleventy\ntitle: T\nbase_url: https://www.example.org\n";
    let article = |more: &str| format!("---\ntitle: Été 1\ndate: 2024-06-27\n{more}---\n");
    let site = site("feedmill.yaml", config)
        .file("content/posts/posts.json", "{\"tags\": \"posts\", \"permalink\": \"/news/{{ page.fileSlug }}/\", \"author\": \"Ada\"}")
        .file("content/posts/2024-06-27-My_Post.md", article(""))
        .file("content/posts/b.md", article("permalink: \"/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/index.html\"\n"))
        .file("content/posts/c.md", article("permalink: false\n"))
        .file("content/posts/d.md", article(""))
        .file("content/posts/d.11tydata.json", "{\"eleventyExcludeFromCollections\": true}")
        .file("content/e.md", article(""));
    let build = build(&site);
    assert_eq!(
        skipped(&build),
        [
            "content/posts/c.md: a page: its front matter keeps Eleventy from publishing it",
            "content/posts/d.md: a page: its front matter keeps Eleventy from publishing it",
        ]
    );
    let mut links = site.links("feeds/atom.xml");
    links.sort();
    assert_eq!(
        links,
        [
            "https://www.example.org/2024/06/ete-1/",
            "https://www.example.org/e/",
            "https://www.example.org/news/My_Post/",
        ]
    );
    assert!(!site.path("feeds/tags").exists());
    assert_eq!(site.text("feeds/feed.json").matches("\"Ada\"").count(), 2);
    site.write("content/f.md", article("permalink: \"/{{ page.number }}/\"\n"));
    let config = config::load(site.root()).unwrap();
    assert_eq!(
        refusal(feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config)),
        ["content/f.md:4:12: permalink-invalid: `/{{ page.number }}/` cannot be computed here"]
    );
}
