//! The site as its generator wrote it decides what is published, where it is and what it shows.

use serde_json::Value;

use crate::support::{Site, refusal, told};

const PAGE: &str = "_site/dossiers/27/cloud-public.html";

/// An article whose address and body its source does not tell.
fn site() -> Site {
    let page = r##"<!doctype html><html lang="fr"><head><title>Le nuage public | La Fabrique</title>
<link rel="canonical" href="https://www.example.org/dossiers/27/cloud-public.html"></head><body>
<header><a href="/">La Fabrique</a></header><nav><a href="/contact/">Contact</a></nav>
<main><article><header><h1>Le nuage public</h1><p>Le <time datetime="2024-06-27">27 juin</time>, par Ada</p></header>
<p>La première phrase de cet article.</p>
<figure><img src="../images/agents.png" alt="Des agents"><figcaption>4 200 agents formés</figcaption></figure>
<h2 id="suite">La suite <a class="anchor" href="#suite">#</a></h2>
<p>La dernière phrase de cet article.</p>
<div class="share"><a href="https://social.example/share">Partager</a></div></article>
<aside><h2>À lire aussi</h2><article><p>Un autre article.</p></article></aside></main>
<section id="comments"><p>Un commentaire.</p></section><footer>Mentions légales</footer></body></html>"##;
    Site::new()
        .configured("built: _site\n")
        .file(
            "content/2024-06-27-le-cloud.md",
            "---\ntitle: Le nuage public\ndate: 2024-06-27 13:49 +02:00\ntags: [Nuage]\n---\n\
             La première phrase de cet article.\n\n{{< chiffre-cle id=42 >}}\n\n## La suite\n\n\
             La dernière phrase de cet article.\n",
        )
        .file("_site/index.html", "<title>La Fabrique</title><h1>La Fabrique</h1>")
        .file(PAGE, page)
}

fn items(site: &Site) -> Vec<Value> {
    let feed: Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    feed["items"].as_array().unwrap().clone()
}

fn urls(site: &Site) -> Vec<String> {
    items(site).iter().map(|item| item["url"].as_str().unwrap().to_owned()).collect()
}

fn page(title: &str, more: &str, body: &str) -> String {
    format!(
        "<title>{title} – La Fabrique</title>{more}<main><article><h1>{title}</h1>{body}</article></main>"
    )
}

#[test]
fn address_and_body_are_those_of_the_page() {
    let site = site();
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    let item = &items(&site)[0];
    assert_eq!(item["url"], "https://www.example.org/dossiers/27/cloud-public.html");
    assert_eq!(item["id"], item["url"]);
    // All that the page shows of the article; neither its title and date nor what is around it.
    assert_eq!(
        item["content_html"],
        "<p>La première phrase de cet article.</p>\n\
         <figure><img src=\"https://www.example.org/dossiers/images/agents.png\" alt=\"Des agents\">\
         <figcaption>4 200 agents formés</figcaption></figure>\n\
         <h2>La suite </h2>\n<p>La dernière phrase de cet article.</p>"
    );
    assert_eq!(item["summary"], "La première phrase de cet article.");
    assert!(site.text("feeds/tags/nuage/atom.xml").contains("4 200 agents formés"));
}

#[test]
fn what_has_no_page_is_in_no_feed() {
    let site = site()
        .article("Interne", "2024-06-28", "")
        .article("Plus tard", "2031-01-01", "")
        .file("content/_notes/partiel.md", "No front matter, and no page.\n")
        .file("content/fixture.md", "---\nname: a file of a test\n---\nText.\n");
    let run = site.run(&["build", "--report", "report.json"]);
    assert_eq!(run.exit, 0, "{}", run.messages);
    assert_eq!(
        run.out.lines().take(3).collect::<Vec<_>>(),
        [
            "Read       5 files: 1 published",
            "Withheld   1 article until their date; next is content/Plus tard.md on 2030-12-31T23:00:00Z",
            "Left out   3 articles without a page: content/Interne.md, content/_notes/partiel.md, content/fixture.md",
        ]
    );
    let report: Value = serde_json::from_str(&site.text("report.json")).unwrap();
    assert_eq!(
        report["left_out"][0],
        serde_json::json!({
            "path": "content/Interne.md",
            "reason": "no-page",
            "detail": "the built site has no page of it",
            "at": null,
        })
    );
    let explained = site.run(&["explain", "content/Interne.md"]);
    assert!(explained.out.contains("the built site has no page of it"), "{}", explained.out);
}

#[test]
fn a_folder_without_the_articles_is_an_error() {
    let site = Site::new().article("un", "2024-06-27", "").article("deux", "2024-06-28", "");
    site.build().unwrap();
    let before = site.files("feeds");
    let site = site.configured("built: public\n");
    assert_eq!(
        refusal(site.build()),
        ["feedmill.yaml:1:1: site-not-built: the built site `public` is not there"]
    );
    site.write("public/index.html", "<title>Something else</title>");
    assert_eq!(
        refusal(site.build()),
        ["feedmill.yaml:1:1: site-not-built: 2 of 2 articles have no page in `public`, \
         such as content/deux.md, content/un.md"]
    );
    assert_eq!(site.run(&["build", "--skip-broken"]).exit, 1);
    assert_eq!(site.files("feeds"), before);
}

#[test]
fn no_id_changes_when_pages_decide() {
    let site = Site::new().article("un", "2024-06-27", "").article("deux", "2024-06-28", "");
    site.build().unwrap();
    let ids = |site: &Site| items(site).iter().map(|item| item["id"].clone()).collect::<Vec<_>>();
    let before = ids(&site);
    // The pages are elsewhere than Feedmill believed.
    let site = site
        .configured("built: _site\n")
        .file("_site/a/un.html", page("un", "", "<p>The body of un.</p>"))
        .file("_site/b/deux/index.html", page("deux", "", "<p>The body of deux.</p>"));
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert_eq!(
        urls(&site),
        ["https://www.example.org/b/deux/", "https://www.example.org/a/un.html"]
    );
    assert_eq!(ids(&site), before);
}

#[test]
fn the_folder_may_be_named_for_one_run() {
    let site = Site::new()
        .article("un", "2024-06-27", "")
        .file("out/2024/un.html", page("un", "", "<p>The body of un.</p>"));
    assert_eq!(site.run(&["build", "--built", "out"]).exit, 0);
    assert_eq!(urls(&site), ["https://www.example.org/2024/un.html"]);
    let run = site.run(&["build", "--built", "nowhere"]);
    assert_eq!(run.exit, 2);
    assert!(
        run.messages.contains("'nowhere' for '--built <DIR>': there is no such folder"),
        "{}",
        run.messages
    );
}

#[test]
fn pages_that_nothing_tells_apart_are_named() {
    let site = Site::new()
        .configured("built: _site\n")
        .article("un", "2024-06-27", "")
        .article("deux", "2024-06-28", "")
        .file("_site/deux/index.html", page("deux", "", "<p>The body of deux.</p>"))
        .file("_site/a/x.html", page("un", "", "<p>The body of un.</p>"))
        .file("_site/b/x.html", page("un", "", "<p>The body of un.</p>"));
    assert_eq!(
        refusal(site.build()),
        ["content/un.md:1:1: page-ambiguous: this article may have the page \
         _site/a/x.html or _site/b/x.html"]
    );
    // A date decides.
    let dated = page("un", "", "<time datetime=2024-06-27></time><p>The body of un.</p>");
    let site = site.file("_site/b/x.html", dated);
    site.build().unwrap();
    assert_eq!(urls(&site)[1], "https://www.example.org/b/x.html");
}

#[test]
fn an_address_is_as_the_canonical_link_or_the_file_has_it() {
    let canonical = |url: &str| format!("<link href='{url}' rel='canonical'>");
    let site = Site::new()
        .configured("built: _site\n")
        .file("feedmill.yaml", "title: T\nbase_url: https://www.example.org/blog\npermalink: /:slug\nbuilt: _site\npages: {publish: false}\n")
        .article("a", "2024-01-01", "")
        .article("b", "2024-01-02", "")
        .article("c", "2024-01-03", "")
        .article("d", "2024-01-04", "")
        .article("e", "2024-01-05", "")
        .file("_site/a.html", page("a", &canonical("https://www.example.org/blog/a"), "<p>A</p>"))
        .file("_site/b.html", page("b", "", "<p>B</p>"))
        .file("_site/c/index.html", page("c", "", "<p>C</p>"))
        // Published elsewhere first: the page here is still the one here.
        .file("_site/d.html", page("d", &canonical("https://other.example/d"), "<p>D</p>"))
        // A language with a host of its own.
        .file("_site/fr/e/index.html", page("e", &canonical("https://www.example.fr/e/"), "<p>The body of e.</p>"));
    site.build().unwrap();
    assert_eq!(
        urls(&site),
        [
            "https://www.example.fr/e/",
            "https://www.example.org/blog/d.html",
            "https://www.example.org/blog/c/",
            "https://www.example.org/blog/b.html",
            "https://www.example.org/blog/a",
        ]
    );
}

#[test]
fn a_page_that_leads_elsewhere_is_none() {
    let redirect = "<meta http-equiv=refresh content='0; url=/neuf/'><title>un</title>";
    let site = Site::new()
        .configured("built: _site\n")
        .article("un", "2024-01-01", "")
        .file("_site/actualites/un/index.html", redirect)
        .file("_site/neuf/index.html", page("un", "", "<p>The body of un.</p>"));
    site.build().unwrap();
    assert_eq!(urls(&site), ["https://www.example.org/neuf/"]);
}

#[test]
fn the_publisher_may_say_what_the_article_is() {
    let site = Site::new()
        .configured("built:\n  folder: _site\n  body: '#texte'\n  without: [.pub, 'p:empty']\n")
        .article("un", "2024-01-01", "")
        .file(
            "_site/actualites/un/index.html",
            "<main><p>Around.</p><div id=texte><p>Text.</p><p class=pub>Buy.</p><p></p></div></main>",
        );
    site.build().unwrap();
    assert_eq!(items(&site)[0]["content_html"], "<p>Text.</p>");
    site.write("_site/actualites/un/index.html", "<main><p>Text.</p></main>");
    assert_eq!(
        refusal(site.build()),
        ["_site/actualites/un/index.html:1:1: page-without-article: no element of the page \
         is the one that `built.body` selects"]
    );
}

#[test]
fn what_an_author_wrote_stays_though_sites_use_it_around_articles() {
    let source = "---\ntitle: un\ndate: 2024-01-01\n---\nText of the article, long enough.\n\n\
                  <aside>A note that the author wrote</aside>\n\n<aside>Two words</aside>\n\n{% note %}\n";
    let html = "<p>Text of the article, long enough.</p><aside>A note that the author wrote</aside><aside>Two words</aside>\
                <blockquote>Words<footer>Ada</footer></blockquote><aside>Three more articles here</aside>";
    let site = Site::new()
        .configured("built: _site\n")
        .file("content/un.md", source)
        .file("_site/actualites/un/index.html", page("un", "", html));
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert_eq!(
        items(&site)[0]["content_html"],
        "<p>Text of the article, long enough.</p><aside>A note that the author wrote</aside><aside>Two words</aside>\
         <blockquote>Words<footer>Ada</footer></blockquote>"
    );
}

#[test]
fn addresses_in_a_source_are_no_words_of_its_page() {
    let site = Site::new()
        .configured("built: _site\n")
        .file("content/deux.md", "---\ntitle: Deux\ndate: 2024-01-01\n---\nAprès [lui](./premier.md).\n")
        .file(
            "_site/ailleurs/deux.html",
            "<main><h1>Deux</h1><p>Après <a href=premier.html>lui</a>.</p></main><footer>Contact</footer>",
        );
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert_eq!(items(&site)[0]["url"], "https://www.example.org/ailleurs/deux.html");
}

#[test]
fn a_page_without_declarations_shows_what_holds_the_words_of_the_source() {
    let site = Site::new()
        .configured("built: _site\n")
        .file(
            "content/un.md",
            "---\ntitle: un\ndate: 2024-01-01\n---\nOne two three four.\n\nFive six seven.\n",
        )
        .file(
            "_site/actualites/un/index.html",
            "<body><div>La Fabrique</div><div><div class=x><h1>un</h1><p>One two three four.</p>\
             <p>Five six seven.</p></div><div>Other things</div></div></body>",
        );
    site.build().unwrap();
    assert_eq!(items(&site)[0]["content_html"], "<p>One two three four.</p><p>Five six seven.</p>");
}

#[test]
fn sizes_of_pictures_are_read_from_the_built_folder() {
    let site = Site::new()
        .configured("built: _site\n")
        .article("un", "2024-01-01", "image: /i.gif\n")
        .file("_site/i.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00;")
        .file("_site/actualites/un/index.html", page("un", "", "<p>The body of un.</p>"));
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert!(site.text("feeds/rss.xml").contains("width=\"3\""));
}

#[cfg(unix)]
#[test]
fn no_page_is_read_outside_the_folder() {
    let site = Site::new()
        .configured("built: _site\n")
        .article("un", "2024-01-01", "")
        .article("deux", "2024-01-02", "")
        .file("_site/actualites/un/index.html", page("un", "", "<p>The body of un.</p>"))
        .file("secret/index.html", page("deux", "", "<p>The body of deux.</p>"));
    std::os::unix::fs::symlink(site.path("secret"), site.path("_site/actualites/deux")).unwrap();
    site.build().unwrap();
    assert_eq!(urls(&site), ["https://www.example.org/actualites/un/"]);
}

#[test]
fn mistakes_in_the_settings_are_reported() {
    let site = Site::new().configured("built:\n  folder: ../out\n  body: 'p >'\n");
    let problems = feedmill::config::parse("feedmill.yaml", &site.text("feedmill.yaml"));
    let messages: Vec<String> = problems.unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert!(messages[0].starts_with("feedmill.yaml:6:11: config-invalid: "), "{messages:#?}");
    assert!(messages[1].starts_with("feedmill.yaml:7:9: config-invalid: "), "{messages:#?}");
}

/// A site of pages alone, as a content management system exports it.
fn exported() -> Site {
    let graph = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"WebSite","name":"La Fabrique"},{"@type":["Article","NewsArticle"],"headline":"Un article",
"datePublished":"2024-06-27T13:49:00+02:00","dateModified":"2024-07-01T09:00:00+02:00",
"author":{"@id":"https://www.example.org/#ada"},"keywords":["Nuage","Pare-feu"],"articleSection":"Actualités"},
{"@type":"Person","@id":"https://www.example.org/#ada","name":"Ada Morel"}]}</script>"#;
    let open_graph = "<meta property='article:published_time' content='2024-06-28T08:00:00+02:00'>\
                      <meta property='article:tag' content='Nuage'><meta name=author content='Grace'>";
    let entry = "<main class=h-entry><h1 class=p-name>Trois</h1><time class=dt-published \
                 datetime='2024-06-29T08:00:00+02:00'>29 juin</time>\
                 <div class=e-content><p>Le corps.</p></div></main>";
    Site::new()
        .file("feedmill.yaml", "title: La Fabrique\nbase_url: https://www.example.org\nbuilt: export\npages: {publish: false}\n")
        .file("export/index.html", "<title>La Fabrique</title><article><h1>A</h1></article><article><time datetime=2024-06-27></time></article>")
        .file("export/contact/index.html", page("Contact", "", "<p>Write to us.</p>"))
        .file("export/un/index.html", page("Un article", graph, "<p>Le corps de <b>un</b>.</p>"))
        .file("export/un.html", page("Un article", &format!("{graph}<link rel=canonical href=/un/>"), "<p>Le corps de <b>un</b>.</p>"))
        .file("export/deux.html", page("Deux", open_graph, "<p>Le corps de deux.</p>"))
        .file("export/trois.html", format!("<html lang=fr>{entry}"))
}

#[test]
fn pages_without_sources_are_articles_if_they_have_a_date() {
    let site = exported();
    std::fs::remove_dir(site.path("content")).unwrap();
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert_eq!(
        urls(&site),
        [
            "https://www.example.org/trois.html",
            "https://www.example.org/deux.html",
            "https://www.example.org/un/",
        ]
    );
    let items = items(&site);
    let of = |key: &str| items.iter().map(|item| item[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("title"), ["Trois", "Deux", "Un article"]);
    assert_eq!(
        of("content_html"),
        ["<p>Le corps.</p>", "<p>Le corps de deux.</p>", "<p>Le corps de <b>un</b>.</p>"]
    );
    assert_eq!(items[2]["date_published"], "2024-06-27T11:49:00Z");
    assert_eq!(items[2]["date_modified"], "2024-07-01T07:00:00Z");
    assert_eq!(items[2]["authors"][0]["name"], "Ada Morel");
    assert_eq!(items[2]["tags"], serde_json::json!(["Actualités", "Nuage", "Pare-feu"]));
    assert_eq!(items[1]["authors"][0]["name"], "Grace");
    assert_eq!(items[1]["tags"], serde_json::json!(["Nuage"]));
    assert_eq!(items[0]["language"], "fr");
    let explained = site.run(&["explain", "export/un/index.html"]);
    assert!(explained.out.contains("2024-06-27T13:49:00+02:00"), "{}", explained.out);
    assert!(site.run(&["explain", "export/contact/index.html"]).out.contains("it has no date"));
    assert_eq!(site.run(&["build", "--check"]).exit, 0);
}
