//! What keys, terms, files and addresses come to on sites of Jekyll, Hugo and Zola, as these programs
//! have it: Jekyll 4.3.1 (`Utils.pluralized_array_from_hash`, `Document#merge_categories!`,
//! `EntryFilter`), jekyll-feed 0.17, Hugo 0.168 and the documentation of Zola 0.22.

use feedmill::Build;
use feedmill::config;
use serde_json::Value;

use crate::support::{Site, refusal, skipped};

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
/// A page of Hugo's with a title of one letter, at a path below the site's folder.
fn page(site: Site, path: &str, more: &str) -> Site {
    site.file(path, format!("---\ntitle: A\ndate: 2024-07-01\n{more}---\nTexte.\n"))
}

/// The whole addresses of the articles in the order of the alphabet.
fn links(site: &Site) -> Vec<String> {
    let mut links: Vec<String> = build(site)
        .publication
        .articles
        .iter()
        .map(|article| article.permalink.to_string())
        .collect();
    links.sort();
    links
}

#[test]
fn hugos_tokens_and_files_are_those_of_hugo() {
    let settings = "\
permalinks:
  a: '/:sections[1:]/:filename'
  b: '/:sections[last]/:sections[0]/:slug'
  c: ':sections[0:9]/:sections[5:]/:slug'
  d: '/:section/:sections[1]/:sections[1:last]/:slug'
  e: '/:2006-01-02/:Jan/:slugorcontentbasename'
  f: '/:slug.html'
  '/': '/r/:slug/'
uglyURLs: {b: true, g: true}
";
    let mut site = hugo(settings);
    for (path, more) in [
        ("a/q/a.md", ""),
        ("a/b.md", ""),
        ("b/x/c.md", ""),
        ("c/q/a.md", ""),
        ("d/q/r/a.md", ""),
        ("e/g.md", ""),
        ("f/h.md", "slug: v/w\n"),
        ("g/s/i.md", ""),
        ("g/j.md", "slug: /l/m\n"),
        ("root.md", "slug: root\n"),
        ("top/index.md", "slug: top\n"),
        ("u/d.md", "url: '/:sections[1:]/zz'\n"),
        ("u/e.md", "url: '/:section/:filename.html'\n"),
    ] {
        site = page(site, &format!("content/{path}"), more);
    }
    for folder in ["a/q", "c/q", "d/q", "d/q/r"] {
        site = site.file(&format!("content/{folder}/_index.md"), "---\ntitle: S\n---\n");
    }
    let expected = [
        "/2024-01-02/jul/g/",
        "/b/",
        "/b/b/a.html",
        "/c/q/a/",
        "/d/q/q/a/",
        "/g/l/m.html",
        "/g/s/i.html",
        "/q/a/",
        "/r/root/",
        "/r/top/",
        "/u/e.html",
        "/v/w.html/",
        "/zz/",
    ];
    assert_eq!(links(&site), expected.map(|path| format!("https://www.example.org{path}")));
}

#[test]
fn a_language_of_hugos_may_have_a_host_and_permalinks_of_its_own() {
    let languages = "\
defaultContentLanguage: en
permalinks: {blog: '/b/:slug/', news: '/n/:slug/'}
languages:
  en: {contentDir: content/en, baseURL: 'https://news.example.org/'}
  fr: {contentDir: content/fr, baseURL: 'https://actus.example.org/fra/', permalinks: {blog: '/:year/:slug/'}}
";
    let mut site = hugo(languages);
    for path in ["en/blog/a.md", "fr/blog/a.md", "fr/news/b.md"] {
        site = page(site, &format!("content/{path}"), "");
    }
    let expected = [
        "https://actus.example.org/fra/2024/a/",
        "https://actus.example.org/fra/news/b/",
        "https://news.example.org/b/a/",
    ];
    assert_eq!(links(&site), expected);
}

#[test]
fn hugos_own_language_may_have_a_folder_and_others_may_be_off() {
    let languages = "\
defaultContentLanguage: en
defaultContentLanguageInSubdir: true
permalinks: {page: {blog: '/b/:slug/'}}
languages:
  en: {weight: 1}
  pt-br: {weight: 2, permalinks: {page: {blog: '/pb/:slug/'}}}
  de: {disabled: true}
disableLanguages: [it]
";
    let mut site = hugo(languages);
    for path in ["blog/a.md", "blog/a.pt-br.md", "blog/a.de.md", "x/z.md"] {
        site = page(site, &format!("content/{path}"), "");
    }
    let expected = ["/en/b/a/", "/en/x/z/", "/pt-br/pb/a/"];
    assert_eq!(links(&site), expected.map(|path| format!("https://www.example.org{path}")));
}

#[test]
fn hugos_languages_may_have_folders_side_by_side() {
    let languages =
        "languages: {en: {contentDir: content, weight: 1}, fr: {contentDir: contenu}}\n";
    let site = page(page(hugo(languages), "content/blog/a.md", ""), "contenu/blog/b.md", "");
    let site = page(site, "README.md", "");
    let expected = ["/blog/a/", "/fr/blog/b/"];
    assert_eq!(links(&site), expected.map(|path| format!("https://www.example.org{path}")));
}

#[test]
fn hugos_mounts_are_followed_or_reported() {
    let mounts = |lines: &str| hugo(&format!("module:\n  mounts:\n{lines}"));
    let one = "    - {source: content/fr, target: content}\n    - {source: s, target: static}\n";
    let site = page(page(mounts(one), "content/fr/blog/a.md", ""), "content/x/b.md", "");
    assert_eq!(links(&site), ["https://www.example.org/blog/a/"]);

    let two = "    - {source: content, target: content}\n    - {source: ../docs, target: content/docs}\n    - {source: notes, target: content/notes}\n";
    let site = page(page(mounts(two), "content/blog/a.md", ""), "notes/b.md", "");
    let run = site.run(&["build"]);
    let expected = "\
error[settings-unclear]: `module.mounts` puts `notes` into `content/notes`, beside other content: Feedmill reads one folder for each language
 --> hugo.yaml:7:7
  |
7 |     - {source: notes, target: content/notes}
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this decides addresses
  |
  = help: build the site first, and name the folder of its pages with `built:` in feedmill.yaml: they tell the addresses

Nothing was written: 1 error. The published feeds are as they were.
";
    assert_eq!((run.exit, run.messages.as_str()), (1, expected));

    let shown = "<html><head><title>A</title></head><body><article><h1>A</h1><p>Texte.</p></article></body></html>";
    let site = site
        .file("feedmill.yaml", "generator: hugo\nbuilt: public\npages: false\n")
        .file("public/blog/a/index.html", shown);
    assert_eq!(links(&site), ["https://www.example.org/blog/a/"]);
}

#[test]
fn a_token_of_hugos_that_is_not_known_is_no_guess() {
    let site = page(hugo("permalinks:\n  blog: /:sectionslugs/:slug/\n"), "content/blog/a.md", "");
    let run = site.run(&["build"]);
    let expected = "\
error[settings-unclear]: `permalinks` has `:sectionslugs`, which is not known here
 --> hugo.yaml:4:9
  |
4 |   blog: /:sectionslugs/:slug/
  |         ^^^^^^^^^^^^^^^^^^^^^ this decides addresses
  |
  = help: build the site first, and name the folder of its pages with `built:` in feedmill.yaml: they tell the addresses

Nothing was written: 1 error. The published feeds are as they were.
";
    assert_eq!((run.exit, run.messages.as_str()), (1, expected));
}

#[test]
fn files_that_hugo_ignores_are_no_articles() {
    let ignored =
        "ignoreFiles: ['\\.foo\\.md$', 'secret', '/blog/priv/', 'content/x/.*-old\\.md$']\n";
    let mut site = hugo(ignored);
    for path in [
        "blog/a.md",
        "blog/a.foo.md",
        "blog/secrets.md",
        "a-secret-b/c.md",
        "blog/priv/s.md",
        "x/very-old.md",
        "x/old.md",
    ] {
        site = page(site, &format!("content/{path}"), "");
    }
    let expected = ["https://www.example.org/blog/a/", "https://www.example.org/x/old/"];
    assert_eq!(links(&site), expected);
    let site = page(hugo("ignoreFiles: ['(a|b)']\n"), "content/x/a.md", "");
    let config = config::load(site.root()).unwrap();
    let told = refusal(feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config));
    let expected =
        "hugo.yaml:3:15: settings-unclear: `ignoreFiles` has `(a|b)`, which is not known here";
    assert_eq!(told, [expected]);
}

/// The HTML that the only article of a site has.
fn body(site: &Site) -> String {
    feed(site)["items"][0]["content_html"].as_str().unwrap().trim().to_owned()
}

#[test]
fn addresses_in_text_are_links_as_in_github_flavored_markdown() {
    let link = |url: &str, text: &str| format!("<a href=\"{url}\">{text}</a>");
    let www = |rest: &str| {
        link(&format!("http://www.google.com/{rest}"), &format!("www.google.com/{rest}"))
    };
    for (markdown, expected) in [
        // The examples of section 6.9.
        ("www.commonmark.org", link("http://www.commonmark.org/", "www.commonmark.org")),
        (
            "Visit www.commonmark.org/a.b.",
            format!("Visit {}.", link("http://www.commonmark.org/a.b", "www.commonmark.org/a.b")),
        ),
        (
            "www.google.com/search?q=Markup+(business)))",
            format!("{}))", www("search?q=Markup+(business)")),
        ),
        (
            "(www.google.com/search?q=Markup+(business)",
            format!("({}", www("search?q=Markup+(business)")),
        ),
        ("www.google.com/search?q=(business))+ok", www("search?q=(business))+ok")),
        (
            "www.google.com/search?q=commonmark&hl;",
            format!("{}&amp;hl;", www("search?q=commonmark")),
        ),
        (
            "www.commonmark.org/he<lp",
            format!("{}&lt;lp", link("http://www.commonmark.org/he", "www.commonmark.org/he")),
        ),
        (
            "(Visit https://encrypted.google.com/search?q=Markup+(business))",
            format!(
                "(Visit {})",
                link(
                    "https://encrypted.google.com/search?q=Markup+(business)",
                    "https://encrypted.google.com/search?q=Markup+(business)"
                )
            ),
        ),
        ("foo@bar.baz", link("mailto:foo@bar.baz", "foo@bar.baz")),
        (
            "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
            format!(
                "hello@mail+xyz.example isn't valid, but {} is.",
                link("mailto:hello+xyz@mail.example", "hello+xyz@mail.example")
            ),
        ),
        ("a.b-c_d@a.b.", format!("{}.", link("mailto:a.b-c_d@a.b", "a.b-c_d@a.b"))),
        ("a.b-c_d@a.b-", "a.b-c_d@a.b-".to_owned()),
        ("a.b-c_d@a.b_", "a.b-c_d@a.b_".to_owned()),
        // What is around them.
        (
            "*see https://a.example/b*, é",
            format!("<em>see {}</em>, é", link("https://a.example/b", "https://a.example/b")),
        ),
        (
            "`https://a.example` xhttps://a.example http://localhost",
            "<code>https://a.example</code> xhttps://a.example http://localhost".to_owned(),
        ),
        (
            "[https://a.example](/b) <https://c.example/>",
            format!(
                "{} {}",
                link("https://www.example.org/b", "https://a.example"),
                link("https://c.example/", "https://c.example/")
            ),
        ),
        (
            "<a href=\"/b\">https://a.example</a>",
            link("https://www.example.org/b", "https://a.example"),
        ),
    ] {
        let site = Site::new().configured("generator: gatsby\ncontent: content\n").article(
            "a",
            "2024-06-27",
            "",
        );
        site.write("content/a.md", format!("---\ntitle: A\ndate: 2024-06-27\n---\n{markdown}\n"));
        let body = || {
            site.build().unwrap();
            let feed: Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
            feed["items"][0]["content_html"].as_str().unwrap().trim().to_owned()
        };
        assert_eq!(body(), format!("<p>{expected}</p>"), "{markdown}");
    }
}

#[test]
fn hugo_makes_links_of_addresses_unless_it_is_told_not_to() {
    let text = "---\ntitle: A\ndate: 2024-06-27\n---\nVoir https://docs.example.org/page_a_b-- et www.example.org/_x_.\n";
    let site = hugo("").file("content/a.md", text);
    let expected = "<p>Voir <a href=\"https://docs.example.org/page_a_b--\">https://docs.example.org/page_a_b--</a> et <a href=\"https://www.example.org/_x\">www.example.org/_x</a>_.</p>";
    assert_eq!(body(&site), expected);
    let site =
        hugo("markup: {goldmark: {extensions: {linkify: false}}}\n").file("content/a.md", text);
    assert_eq!(
        body(&site),
        "<p>Voir https://docs.example.org/page_a_b– et www.example.org/<em>x</em>.</p>"
    );
}

#[test]
fn jekyll_s_reading_of_an_odd_date_is_taken_and_told() {
    // As `Time.parse` of Ruby 3.1 has it in the zone Europe/Paris.
    for (written, instant, message, label) in [
        (
            "11-9-2017",
            "2017-09-10T22:00:00Z",
            "this is 11 September 2017 or 9 November 2017",
            "read as `2017-09-10T22:00:00Z`, as Jekyll does",
        ),
        (
            "11/9/2017 8:30 PM",
            "2017-09-11T18:30:00Z",
            "this is 11 September 2017 or 9 November 2017",
            "read as `2017-09-11T18:30:00Z`, as Jekyll does",
        ),
        (
            "2017-02-29",
            "2017-02-28T23:00:00Z",
            "February 2017 has 28 days, for it is no leap year",
            "read as `2017-02-28T23:00:00Z`, as Jekyll does",
        ),
        (
            "2017-02-30 10:00",
            "2017-03-02T09:00:00Z",
            "February 2017 has 28 days",
            "read as `2017-03-02T09:00:00Z`, as Jekyll does",
        ),
        (
            "27 Jun 2024 CEST",
            "2024-06-26T22:00:00Z",
            "something follows the date that is no part of it",
            "read as `2024-06-26T22:00:00Z`, as Jekyll does",
        ),
        (
            "2024-06-27 +0200",
            "2024-06-26T22:00:00Z",
            "an offset stands without a time of day",
            "read as `2024-06-26T22:00:00Z`, as Jekyll does",
        ),
    ] {
        let site = jekyll("timezone: Europe/Paris\n")
            .file("_posts/2024-06-27-a.md", post(&format!("date: {written}\n")));
        let build = build(&site);
        let article = &build.publication.articles[0];
        assert_eq!(article.published.utc().to_rfc3339().replace("+00:00", "Z"), instant);
        let told: Vec<_> = build.publication.problems.iter().collect();
        let [problem] = &told[..] else { panic!("{written}: {told:?}") };
        assert_eq!(
            (problem.code.name(), problem.message.as_str(), problem.label.as_str()),
            ("date-slip", message, label),
            "{written}"
        );
    }
    // In the name of a file too; what Ruby refuses stays refused.
    let site = jekyll("").file("_posts/2017-02-29-a.md", post(""));
    assert_eq!(addresses(&site), ["/2017/03/01/a.html"]);
    for refused in ["2017-02-32", "9/13/17", "soon CEST"] {
        let site = jekyll("").file("_posts/2024-06-27-a.md", post(&format!("date: {refused}\n")));
        let config = config::load(site.root()).unwrap();
        feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config).unwrap_err();
    }
}
