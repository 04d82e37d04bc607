//! Feeds at the addresses that a site gave out before.

use crate::support::Site;

const JUNE: &str = "2024-06-27 13:49:00 +02:00";

fn site(settings: &str) -> Site {
    let site = Site::new().configured(settings);
    site.article("a", JUNE, "tags: [Cloud]\ncategories: [Actualité]\n")
}

fn paths(site: &Site) -> Vec<String> {
    site.files("feeds").into_iter().map(|(path, _)| path).collect()
}

/// The link of a feed to itself, and its id.
fn itself(site: &Site, atom: &str) -> (String, String) {
    let feed = feed_rs::parser::parse(site.text(atom).as_bytes()).unwrap();
    let own = feed.links.iter().find(|link| link.rel.as_deref() == Some("self")).unwrap();
    (own.href.clone(), feed.id)
}

/// The lines of a ledger that are about feeds.
fn feeds(site: &Site) -> Vec<String> {
    let ledger = site.text("feedmill.lock");
    ledger.lines().filter(|line| line.starts_with("feed\t")).map(str::to_owned).collect()
}

#[test]
fn files_are_called_as_those_that_hugo_wrote() {
    let site = site(
        "feeds:\n  path: /\n  files: {rss: index.xml}\n  formats: [atom, rss]\n  tags: {path: /tags/:slug/index.xml}\n  categories: {path: /sujets/:slug/}\nnamed: {a: {path: /revue, archive: 1, limit: 1, filter: {}}}\n",
    )
    .article("b", "2024-06-26", "")
    .article("c", "2024-06-25", "");
    site.build().unwrap();
    assert_eq!(
        paths(&site),
        [
            "atom.xml",
            "index.xml",
            "revue/archive/1/atom.xml",
            "revue/archive/1/index.xml",
            "revue/archive/2/atom.xml",
            "revue/archive/2/index.xml",
            "revue/atom.xml",
            "revue/index.xml",
            "sujets/actualite/atom.xml",
            "sujets/actualite/index.xml",
            "tags/cloud/atom.xml",
            "tags/cloud/index.xml",
        ]
    );
    let rss = site.text("feeds/tags/cloud/index.xml");
    let own = "<atom:link href=\"https://www.example.org/tags/cloud/index.xml\" rel=\"self\"";
    assert!(rss.contains(own), "{rss}");
    let archive = site.text("feeds/revue/index.xml");
    let older = "<atom:link href=\"https://www.example.org/revue/archive/2/index.xml\" rel=\"prev-archive\"";
    assert!(archive.contains(older), "{archive}");
}

#[test]
fn a_file_is_that_of_the_first_format_with_its_extension_and_the_others_are_in_a_folder_of_its_name()
 {
    let site = site(
        "feeds:\n  tags: {path: '/feed/by_tag/:slug.xml', archive: 1, limit: 1}\n  categories: {path: /rubriques/:slug.rss.xml, formats: [json, rss]}\nnamed: {a: {path: a.json, filter: {}}}\n",
    )
    .article("b", "2024-06-26", "tags: [Cloud]\n");
    site.build().unwrap();
    let elsewhere: Vec<String> =
        paths(&site).into_iter().filter(|path| path.contains('/') || path == "a.json").collect();
    assert_eq!(
        elsewhere,
        [
            "a.json",
            "a/atom.xml",
            "a/rss.xml",
            "feed/by_tag/cloud.xml",
            "feed/by_tag/cloud/archive/1/atom.xml",
            "feed/by_tag/cloud/archive/1/feed.json",
            "feed/by_tag/cloud/archive/1/rss.xml",
            "feed/by_tag/cloud/feed.json",
            "feed/by_tag/cloud/rss.xml",
            "rubriques/actualite.rss.xml",
            "rubriques/actualite/feed.json",
        ]
    );
    let address = "https://www.example.org/feeds/feed/by_tag/cloud.xml".to_owned();
    assert_eq!(itself(&site, "feeds/feed/by_tag/cloud.xml"), (address.clone(), address));
    assert!(site.text("feeds/rubriques/actualite.rss.xml").contains("<rss"));
}

#[test]
fn a_feed_keeps_its_id_and_its_line_in_the_ledger_wherever_it_is_and_its_files_move() {
    let site = site("");
    site.build().unwrap();
    let (before, lines) = (itself(&site, "feeds/tags/cloud/atom.xml"), feeds(&site));
    let site = site.configured(
        "feeds:\n  files: {atom: feed.xml}\n  tags: {path: '/feed/:slug.xml'}\n  categories: {path: /category/:slug/feed/}\n",
    );
    site.build().unwrap();
    assert_eq!(
        paths(&site),
        [
            "category/actualite/feed/feed.json",
            "category/actualite/feed/feed.xml",
            "category/actualite/feed/rss.xml",
            "feed.json",
            "feed.xml",
            "feed/cloud.xml",
            "feed/cloud/feed.json",
            "feed/cloud/rss.xml",
            "rss.xml",
        ]
    );
    let moved = "https://www.example.org/feeds/feed/cloud.xml".to_owned();
    assert_eq!(itself(&site, "feeds/feed/cloud.xml"), (moved, before.1));
    assert_eq!(feeds(&site), lines);

    // The feed of a term without articles ends where it is.
    site.write("content/a.md", "---\ntitle: a\ndate: 2024-06-27\n---\n");
    site.build().unwrap();
    let ended = site.text("feeds/feed/cloud/feed.json");
    assert!(ended.contains("\"expired\": true"), "{ended}");
    assert_eq!(paths(&site).len(), 9);
}

#[test]
fn a_new_feed_at_the_address_of_one_that_moved_away_has_another_id() {
    let site = site("");
    site.build().unwrap();
    let cloud = itself(&site, "feeds/tags/cloud/atom.xml").1;
    let site = site.configured(
        "feeds: {tags: {path: /t/:slug/}}\nnamed: {revue: {path: /tags/cloud/, filter: {}}}\n",
    );
    site.build().unwrap();
    assert_eq!(itself(&site, "feeds/t/cloud/atom.xml").1, cloud);
    let own = "https://www.example.org/feeds/tags/cloud/rss.xml";
    assert_eq!(itself(&site, "feeds/tags/cloud/atom.xml").1, own);
}

#[test]
fn subscribers_of_a_feed_that_kept_its_ids_are_told_that_it_moved() {
    let site = site("");
    site.build().unwrap();
    std::fs::rename(site.path("feeds"), site.path("before")).unwrap();
    let site =
        site.configured("feeds: {tags: {path: /t/:slug/, formats: [atom]}, formats: [atom]}\n");
    let run = site.run(&["diff", "before", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let of = |path: &str| {
        let feeds = report["feeds"].as_array().unwrap();
        feeds.iter().find(|feed| feed["path"] == path).unwrap()["changes"][0].clone()
    };
    let change = of("tags/cloud/atom.xml");
    assert_eq!(change["kind"], "feed-moved");
    assert_eq!(change["after"], "https://www.example.org/feeds/t/cloud/atom.xml");
}

#[test]
fn folders_of_terms_are_called_as_the_generator_calls_them() {
    let tags = "tags: ['C++', '.NET', 'a/b', 'R & D', 'Été', '..']\n";
    let of = |generator: &str| {
        let settings = format!(
            "{generator}feeds: {{formats: [rss], tags: {{path: /tags/:slug/, page: /tags/:slug/}}}}\n"
        );
        let site = Site::new().configured(&settings).article("a", JUNE, tags);
        site.build().unwrap();
        let page = site.text("feeds/rss.xml");
        assert!(page.contains("<link>https://www.example.org/</link>"));
        paths(&site)
    };
    // As Hugo 0.111.3 made them.
    assert_eq!(
        of("generator: hugo\n"),
        [
            "rss.xml",
            "tags/.net/rss.xml",
            "tags/a/b/rss.xml",
            "tags/c++/rss.xml",
            "tags/r-d/rss.xml",
            "tags/t-ee7fc388/rss.xml",
            "tags/été/rss.xml",
        ]
    );
    assert_eq!(
        of(""),
        [
            "rss.xml",
            "tags/a-b/rss.xml",
            "tags/c-plus-plus/rss.xml",
            "tags/dot-net/rss.xml",
            "tags/ete/rss.xml",
            "tags/r-d/rss.xml",
            "tags/t-ee7fc388/rss.xml",
        ]
    );
}

#[test]
fn two_feeds_never_meet_on_one_file() {
    let told = |settings: &str| {
        let site = Site::new().configured(settings);
        let site = site.article("a", JUNE, "tags: [Revue]\ncategories: [Revue]\n");
        let run = site.run(&["--skip-broken"]);
        assert_ne!(run.exit, 0, "{}", run.out);
        assert!(!site.path("feeds").exists());
        run.messages
    };
    assert_eq!(
        told("feeds:\n  files:\n    atom: feed.xml\n    rss: feed.xml\n"),
        "\
error[feeds-meet]: two formats cannot share the file `feed.xml`
 --> feedmill.yaml:8:10
  |
8 |     rss: feed.xml
  |          ^^^^^^^^ `rss` is here
  |
 ::: feedmill.yaml:7:11
  |
7 |     atom: feed.xml
  |           -------- `atom` is here
  |
  = help: give each a name of its own

"
    );
    assert_eq!(
        told("feeds:\n  categories: {path: /sujets/:slug/}\n  tags: {path: /sujets/:slug}\n"),
        "\
error[feeds-meet]: the feeds of `feeds.categories` and of `feeds.tags` have one place
 --> feedmill.yaml:7:16
  |
7 |   tags: {path: /sujets/:slug}
  |                ^^^^^^^^^^^^^ this is the place of one
  |
 ::: feedmill.yaml:6:22
  |
6 |   categories: {path: /sujets/:slug/}
  |                      -------------- and this that of the other
  |
  = help: give each a place of its own

"
    );
    assert_eq!(
        told("named:\n  une: {path: /rss.xml, filter: {}}\n"),
        "\
error[feeds-meet]: the feeds of the site and of `named.une` have one place
 --> feedmill.yaml:6:15
  |
6 |   une: {path: /rss.xml, filter: {}}
  |               ^^^^^^^^ this leads to the place of both
  |
  = help: write another path

"
    );
    assert_eq!(
        told("feeds: {tags: {path: '/:slug/'}}\nnamed: {une: {path: revue/, filter: {}}}\n"),
        "\
error[feeds-meet]: the feeds “La Fabrique – Revue” and “La Fabrique – une” have one place, `revue`
 --> feedmill.yaml:6:21
  |
6 | named: {une: {path: revue/, filter: {}}}
  |                     ^^^^^^ this is the place of one
  |
 ::: feedmill.yaml:5:22
  |
5 | feeds: {tags: {path: '/:slug/'}}
  |                      --------- and this that of the other
  |
  = help: give each a place of its own

Nothing was written: 1 error. The published feeds are as they were.
"
    );
    assert_eq!(
        told("named: {une: {path: tags/revue/, filter: {}}}\n"),
        "\
error[feeds-meet]: the feeds “La Fabrique – Revue” and “La Fabrique – une” have one place, `tags/revue`
 --> feedmill.yaml:5:21
  |
5 | named: {une: {path: tags/revue/, filter: {}}}
  |                     ^^^^^^^^^^^ this leads to the place of both
  |
  = help: write another path

Nothing was written: 1 error. The published feeds are as they were.
"
    );
}

#[test]
fn a_place_that_cannot_be_is_told() {
    let name = "the name of a file, such as `index.xml`";
    let of_terms = "a path with `:slug` or `:name`, such as `/tags/:slug/` or `/feed/:slug.xml`";
    let of_one = "a path such as `/cloud/` or `/feed/cloud.xml`";
    for (settings, column, key, expected) in [
        ("feeds: {files: {rss: a/b.xml}}", 22, "feeds.files.rss", name),
        ("feeds: {files: {rss: index.html}}", 22, "feeds.files.rss", name),
        ("feeds: {tags: {path: /tags/}}", 22, "feeds.tags.path", of_terms),
        ("feeds: {tags: {path: '/:slug.json', formats: [rss]}}", 22, "feeds.tags.path", of_terms),
        ("named: {a: {path: ../a/, filter: {}}}", 19, "named.a.path", of_one),
        ("named: {a: {path: 'a/:slug/', filter: {}}}", 19, "named.a.path", of_one),
        ("named: {a: {path: /assets/, filter: {}}}", 19, "named.a.path", of_one),
    ] {
        let site = Site::new().configured(&format!("{settings}\n"));
        let problems =
            feedmill::config::parse("feedmill.yaml", &site.text("feedmill.yaml")).unwrap_err();
        let told = problems.iter().map(|problem| format!("{problem}: {}", problem.label));
        let message = format!(
            "feedmill.yaml:5:{column}: config-invalid: `{key}` is not valid: expected {expected}"
        );
        assert_eq!(told.collect::<Vec<_>>(), [message]);
    }
}

#[test]
fn servers_are_told_of_every_name() {
    let site = site("feeds:\n  files: {rss: index.xml}\n  tags: {path: '/feed/:slug.xml'}\n");
    let run = site.run(&["snippets", "nginx"]);
    let patterns: Vec<&str> =
        run.out.lines().filter(|line| line.starts_with("location ~")).collect();
    assert_eq!(
        patterns,
        [
            r#"location ~ "^/feeds/(.+/)?archive/[0-9]+/atom\.xml$" {"#,
            r#"location ~ "^/feeds/((.+/)?atom\.xml|feed/[^/]+\.xml)$" {"#,
            r#"location ~ "^/feeds/(.+/)?archive/[0-9]+/index\.xml$" {"#,
            r#"location ~ "^/feeds/(.+/)?index\.xml$" {"#,
            r#"location ~ "^/feeds/(.+/)?archive/[0-9]+/feed\.json$" {"#,
            r#"location ~ "^/feeds/(.+/)?feed\.json$" {"#,
        ]
    );
    let run = site.run(&["snippets", "headers"]);
    let rule = "/feeds/feed/cloud.xml\n  Content-Type: text/xml; charset=utf-8\n";
    assert!(run.out.contains(rule), "{}", run.out);
}

/// A site of two tags that gave out addresses of many forms.
fn redirected() -> Site {
    site(
        "feeds:\n  redirects:\n    /tags/*/index.xml: tags/:1/rss.xml\n    /feed/*.xml: tags/:1/atom.xml\n    /?feed=rss2: rss.xml\n    /?feed=rss2&tag=*: tags/:1/rss.xml\n    /feed/: rss.xml\n  moved:\n    alt/*: tags/:1\n",
    )
    .article("b", JUNE, "tags: [Open data]\n")
}

fn lines(site: &Site, server: &str, beginnings: &[&str]) -> Vec<String> {
    let run = site.run(&["snippets", server]);
    assert_eq!((run.exit, run.messages.as_str()), (0, ""));
    let is_wanted = |line: &&str| beginnings.iter().any(|start| line.starts_with(start));
    run.out.lines().filter(is_wanted).map(str::to_owned).collect()
}

#[test]
fn many_addresses_are_redirected_by_one_pattern() {
    let site = redirected();
    assert_eq!(
        lines(&site, "nginx", &["if", "location ="]),
        [
            r#"if ($request_uri = "/?feed=rss2") { return 301 https://www.example.org/feeds/rss.xml; }"#,
            r#"if ($request_uri ~ "^/\?feed\=rss2\&tag\=([^/&?]+)$") { return 301 https://www.example.org/feeds/tags/$1/rss.xml; }"#,
            "location = /feed/ { return 301 https://www.example.org/feeds/rss.xml; }",
            r#"if ($request_uri ~ "^/feed/([^/&?]+)\.xml(\?.*)?$") { return 301 https://www.example.org/feeds/tags/$1/atom.xml; }"#,
            r#"if ($request_uri ~ "^/tags/([^/&?]+)/index\.xml(\?.*)?$") { return 301 https://www.example.org/feeds/tags/$1/rss.xml; }"#,
            r#"if ($request_uri ~ "^/feeds/alt/([^/&?]+)/atom\.xml(\?.*)?$") { return 301 https://www.example.org/feeds/tags/$1/atom.xml; }"#,
            r#"if ($request_uri ~ "^/feeds/alt/([^/&?]+)/rss\.xml(\?.*)?$") { return 301 https://www.example.org/feeds/tags/$1/rss.xml; }"#,
            r#"if ($request_uri ~ "^/feeds/alt/([^/&?]+)/feed\.json(\?.*)?$") { return 301 https://www.example.org/feeds/tags/$1/feed.json; }"#,
        ]
    );
    assert_eq!(
        lines(&site, "apache", &["Redirect", "Rewrite"])[..7],
        [
            "RewriteEngine On",
            r#"RewriteCond "%{REQUEST_URI}?%{QUERY_STRING}" "^/\?feed\=rss2$""#,
            r#"RewriteRule "^" "https://www.example.org/feeds/rss.xml" [R=301,L,NE,QSD]"#,
            r#"RewriteCond "%{REQUEST_URI}?%{QUERY_STRING}" "^/\?feed\=rss2\&tag\=([^/&?]+)$""#,
            r#"RewriteRule "^" "https://www.example.org/feeds/tags/%1/rss.xml" [R=301,L,NE,QSD]"#,
            r#"RedirectMatch 301 "^/feed/$" "https://www.example.org/feeds/rss.xml""#,
            r#"RedirectMatch 301 "^/feed/([^/&?]+)\.xml$" "https://www.example.org/feeds/tags/$1/atom.xml""#,
        ]
    );
    // Static hosts know `*` for whole parts alone, so that others are told one by one.
    assert_eq!(
        lines(&site, "redirects", &["/", "#"]),
        [
            "# Netlify alone knows queries: leave this line out on other hosts.",
            "/ feed=rss2 https://www.example.org/feeds/rss.xml 301",
            "# Netlify alone knows queries: leave this line out on other hosts.",
            "/ feed=rss2 tag=:p1 https://www.example.org/feeds/tags/:p1/rss.xml 301",
            "/feed/ https://www.example.org/feeds/rss.xml 301",
            "/feed/cloud.xml https://www.example.org/feeds/tags/cloud/atom.xml 301",
            "/feed/open-data.xml https://www.example.org/feeds/tags/open-data/atom.xml 301",
            "/tags/:p1/index.xml https://www.example.org/feeds/tags/:p1/rss.xml 301",
            "/feeds/alt/:p1/atom.xml https://www.example.org/feeds/tags/:p1/atom.xml 301",
            "/feeds/alt/:p1/rss.xml https://www.example.org/feeds/tags/:p1/rss.xml 301",
            "/feeds/alt/:p1/feed.json https://www.example.org/feeds/tags/:p1/feed.json 301",
        ]
    );
}

#[test]
fn where_a_host_cannot_redirect_a_feed_is_at_its_old_address_too_and_names_the_new_one() {
    let site = site(
        "feeds:\n  path: /\n  moved:\n    feed.xml: rss.xml\n    tags/*/index.xml: tags/:1/rss.xml\n    thema/*: categories/:1\n",
    )
    .article("b", JUNE, "tags: [Open data]\n");
    let run = site.run(&[]);
    assert_eq!((run.exit, run.messages.as_str()), (0, ""));
    for (old, new) in [
        ("feed.xml", "rss.xml"),
        ("tags/cloud/index.xml", "tags/cloud/rss.xml"),
        ("tags/open-data/index.xml", "tags/open-data/rss.xml"),
        ("thema/actualite/rss.xml", "categories/actualite/rss.xml"),
    ] {
        let own = format!("<atom:link href=\"https://www.example.org/{new}\" rel=\"self\"");
        let moved =
            format!("<itunes:new-feed-url>https://www.example.org/{new}</itunes:new-feed-url>");
        let text = site.text(&format!("feeds/{old}"));
        assert!(text.contains(&own) && text.contains(&moved), "{text}");
    }
    assert!(site.path("feeds/thema/actualite/feed.json").exists());
    assert!(!site.path("feeds/tags/cloud/index.json").exists());
    // What is said no longer is written no longer, and goes.
    let settings = site.text("feedmill.yaml").replace("    feed.xml: rss.xml\n", "");
    site.write("feedmill.yaml", settings);
    site.build().unwrap();
    assert!(!site.path("feeds/feed.xml").exists());
}

#[test]
fn an_old_address_that_cannot_be_is_told() {
    let redirects = "a path of the site and a file below the folder of the feeds, such as `/feed.xml: rss.xml` or `/tags/*/index.xml: tags/:1/rss.xml`";
    let moved = "two folders or two files below the folder of the feeds, such as `tags/old: tags/new` or `feed.xml: rss.xml`";
    for (setting, key, expected) in [
        ("redirects: {/a/*/b: ':2/rss.xml'}", "redirects./a/*/b", redirects),
        ("redirects: {/a/*/b: '*/rss.xml'}", "redirects./a/*/b", redirects),
        ("redirects: {'/?feed': rss.xml}", "redirects./?feed", redirects),
        ("redirects: {/: rss.xml}", "redirects./", redirects),
        ("moved: {a/*: tags/cloud}", "moved.a/*", moved),
        ("moved: {a: rss.xml}", "moved.a", moved),
        ("moved: {index.html: rss.xml}", "moved.index.html", moved),
    ] {
        let site = Site::new().configured(&format!("feeds: {{{setting}}}\n"));
        let problems = feedmill::config::parse("feedmill.yaml", &site.text("feedmill.yaml"));
        let problems = problems.unwrap_err();
        let told: Vec<&str> = problems.iter().map(|problem| problem.label.as_str()).collect();
        assert_eq!(told, [format!("expected {expected}")], "{setting}");
        let of: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(of, [format!("`feeds.{key}` is not valid")]);
    }
}

#[test]
fn a_pattern_may_wait_for_its_first_feed() {
    let site = site("feeds: {moved: {old/*: sections/:1}}\n");
    let run = site.run(&[]);
    assert_eq!(run.exit, 0);
    let told = "warning[feed-missing]: the feed `old/*` is said to have moved to `sections/:1`, but there is none\n";
    assert!(run.messages.starts_with(told), "{}", run.messages);
}

#[test]
fn a_feed_of_another_program_is_replaced_and_told_and_nothing_else_of_its_is_touched() {
    let old = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><link>https://www.example.org/</link><description>D</description></channel></rss>";
    let site = Site::with_pages()
        .configured("generator: jekyll\ncontent: content\ninclude: ['**']\nfeeds: {path: /, files: {atom: feed.xml}}\n")
        .file("content/2024-06-27-a.md", "---\ntitle: a\ntags: [Cloud]\ndate: 2024-06-27\n---\nB.\n")
        .file("_site/feed.xml", old)
        .file("_site/index.html", "<title>Home</title>")
        .file("_site/head.html", "<title>Head</title>");
    let run = site.run(&["build", "--output", "_site"]);
    assert_eq!(run.exit, 0, "{}", run.messages);
    let told = "Replaced   1 feed that Jekyll wrote: feed.xml. To have Jekyll write none, take `jekyll-feed` out of `plugins`\n";
    assert!(run.out.contains(told), "{}", run.out);
    let taken = "warning[page-taken]: `head.html` is not ours and was not replaced\n";
    assert!(run.messages.contains(taken), "{}", run.messages);
    assert_eq!(site.text("_site/head.html"), "<title>Head</title>");
    assert_eq!(site.text("_site/index.html"), "<title>Home</title>");
    assert!(site.text("_site/feed.xml").contains(">Feedmill</generator>"));
    let run = site.run(&["build", "--output", "_site"]);
    assert!(!run.out.contains("Replaced"), "{}", run.out);
}

#[test]
fn a_file_that_is_no_feed_is_never_replaced_by_one() {
    let site = site("feeds: {files: {rss: sitemap.xml}}\n").file("feeds/sitemap.xml", "<urlset/>");
    assert_eq!(
        crate::support::refusal(site.build()),
        [
            "feeds/sitemap.xml:1:1: file-taken: `sitemap.xml` in the output folder is no feed, and stays as it is"
        ]
    );
    assert_eq!(site.text("feeds/sitemap.xml"), "<urlset/>");
    assert!(!site.path("feeds/atom.xml").exists());
}

#[test]
fn a_place_may_have_the_term_as_it_is_written() {
    let site = site("feeds: {tags: {path: '/feed/by_tag/:name.xml', formats: [atom]}}\n");
    site.build().unwrap();
    assert!(site.path("feeds/feed/by_tag/Cloud.xml").exists());
    let run = site.run(&["snippets", "headers"]);
    assert!(
        run.out.contains("/feeds/feed/by_tag/Cloud.xml\n  Content-Type: text/xml"),
        "{}",
        run.out
    );
}

#[test]
fn a_file_of_a_term_never_meets_that_of_the_site() {
    let site = site("feeds:\n  files: {atom: cloud.atom.xml}\n  tags: {path: '/:slug.atom.xml'}\n");
    let refused = crate::support::refusal(site.build());
    assert_eq!(
        refused,
        [
            "feedmill.yaml:7:16: feeds-meet: the feeds “La Fabrique” and “La Fabrique – Cloud” have one place, `cloud.atom.xml`"
        ]
    );
}

#[test]
fn files_at_a_former_place_go_from_a_folder_that_the_call_names() {
    let site = site("");
    assert_eq!(site.run(&["--output", "public"]).exit, 0);
    assert!(site.path("public/rss.xml").exists());
    site.write("public/page.xml", "<page/>");
    let site = site.configured("feeds: {files: {rss: index.xml}}\n");
    assert_eq!(site.run(&["--output", "public"]).exit, 0);
    assert!(site.path("public/index.xml").exists() && !site.path("public/rss.xml").exists());
    assert!(site.path("public/page.xml").exists());
}
