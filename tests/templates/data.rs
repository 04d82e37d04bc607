//! `site.data`, and what Jekyll does where nothing is. Every expected text is what Jekyll 4.3.1 made
//! of the same template on the same site.

use crate::support::{Site, told};

const TEAM: &str = "\
- {nom: Ada, ville: Paris, age: 36, langues: [fr, en]}
- {nom: Bo, ville: Lyon, age: 20}
- {nom: Cé, ville: Paris, age: 9, site: \"https://c.example\"}
";

/// A Jekyll site with data files and a post with this body.
fn site(body: &str) -> Site {
    Site::new()
        .configured("generator: jekyll\nvariables: {nested: {a: {b: c}}, collections: {people: {output: true}}}\n")
        .file("_posts/2024-06-27-post.md", format!("---\ntitle: Post\n---\n{body}\n"))
        .file("_data/equipe.yml", TEAM)
        .file("_data/pays/fr.csv", "code,nom\nFR,France\nBE,\"Belgique, Royaume\"\nLU\n")
        .file("_data/pays/t.tsv", "code\tnom\nFR\tFrance\n")
        .file(
            "_data/rel.json",
            r#"{"1.0": {"date": "2024-01-02", "url": {"gz": "https://x/1.gz"}}}"#,
        )
        .file("_includes/box.html", "<b>{{ include.text }}|{{ include.absent }}</b>")
        .file(
            "_includes/loop.html",
            "{% for p in include.items %}{{ p.nom }}:{{ p.site }};{% endfor %}",
        )
}

fn published(site: &Site) -> (String, Vec<String>) {
    let build = site.build().unwrap();
    let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    (feed["items"][0]["content_html"].as_str().unwrap().to_owned(), told(&build))
}

#[track_caller]
fn assert_made(rows: &[(&str, &str)]) {
    let body: Vec<_> = rows.iter().map(|(written, _)| format!("<p>{written}</p>\n")).collect();
    let expected: Vec<_> = rows.iter().map(|(_, made)| format!("<p>{made}</p>")).collect();
    let (html, told) = published(&site(&body.join("\n")));
    assert_eq!((html, told), (expected.join("\n"), vec![]));
}

#[test]
fn data_files_are_known_by_their_paths() {
    assert_made(&[
        ("{{ site.data.equipe.size }} {{ site.data.equipe[0].nom }}", "3 Ada"),
        ("{{ site.data.equipe.first.ville }} {{ site.data.equipe.last.nom }}", "Paris Cé"),
        (
            "{% for p in site.data.pays.fr %}{{ p.code }}={{ p.nom }};{% endfor %}",
            "FR=France;BE=Belgique, Royaume;LU=;",
        ),
        ("{{ site.data.pays.t[0].nom }}", "France"),
        (
            "{{ site.data.rel[\"1.0\"].url.gz }} {{ site.data.rel[\"1.0\"].date }}",
            "https://x/1.gz 2024-01-02",
        ),
    ]);
}

#[test]
fn lists_are_walked_and_filtered() {
    assert_made(&[
        (
            "{% for p in site.data.equipe %}{{ forloop.index }}{{ p.nom }}{{ p.site }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
            "1Ada, 2Bo, 3Céhttps://c.example",
        ),
        ("{% for p in site.data.equipe limit:1 offset:1 %}{{ p.nom }}{% endfor %}", "Bo"),
        (
            "{% assign r = site.data.equipe | where: \"ville\", \"Paris\" | map: \"nom\" | join: \"+\" %}{{ r }}",
            "Ada+Cé",
        ),
        (
            "{% assign r = site.data.equipe | where: \"langues\", \"fr\" | first %}{{ r.nom }}",
            "Ada",
        ),
        ("{% assign r = site.data.equipe | where_exp: \"p\", \"p.age > 10\" %}{{ r | size }}", "2"),
        ("{% assign f = site.data.equipe | find: \"nom\", \"Bo\" %}{{ f.ville }}", "Lyon"),
        (
            "{% assign g = site.data.equipe | group_by: \"ville\" %}{% for x in g %}{{ x.name }}({{ x.size }}):{% for i in x.items %}{{ i.nom }}{% endfor %};{% endfor %}",
            "Paris(2):AdaCé;Lyon(1):Bo;",
        ),
        (
            "{% assign s = site.data.equipe | sort: \"ville\" | map: \"nom\" | array_to_sentence_string: \"et\" %}{{ s }}",
            "Bo, Ada, et Cé",
        ),
        ("{% for kv in site.nested.a %}{{ kv[0] }}={{ kv[1] }}{% endfor %}", "b=c"),
    ]);
}

#[test]
fn nothing_is_shown_where_nothing_is() {
    assert_made(&[
        ("{{ page.absent }}x{{ page.absent.deeper }}{{ site.absent }}{{ absent }}", "x"),
        ("{{ page.absent | size }}{{ page.absent | first }}", "0"),
        ("{% if page.absent == \"x\" %}x{% else %}no{% endif %}", "no"),
        ("{% for x in site.absent %}{{ x }}{% else %}rien{% endfor %}", "rien"),
        ("{{ site.data.rel[\"2.0\"].url }}x", "x"),
        ("{% include box.html text=\"a b\" %}", "<b>a b|</b>"),
        ("{% include loop.html items=site.data.equipe %}", "Ada:;Bo:;Cé:https://c.example;"),
        ("{% assign n = \"box\" %}{% include {{ n }}.html text=\"dyn\" %}", "<b>dyn|</b>"),
        ("{% raw %}{{ x }}{% endraw %}{% cycle \"a\", \"b\" %}{% increment i %}", "{{ x }}a0"),
    ]);
}

#[test]
fn filters_of_texts_and_dates_give_what_jekyll_gives() {
    assert_made(&[
        ("{{ page.date }}", "2024-06-27 00:00:00 +0200"),
        ("{{ page.date | date_to_string: \"ordinal\" }}", "27th Jun 2024"),
        ("{{ page.date | date_to_long_string: \"ordinal\", \"US\" }}", "June 27th, 2024"),
        ("{{ \"2016-02-08\" | date_to_xmlschema }}", "2016-02-08T00:00:00+01:00"),
        ("{{ \"Un Été à l'œuvre\" | slugify }}", "un-été-à-l-œuvre"),
        ("{{ \"The _cönfig.yml file\" | slugify: \"pretty\" }}", "the-_cönfig.yml-file"),
        (
            "{{ \"foo, bar; baz?\" | cgi_escape }} {{ \"a b\" | url_encode }}",
            "foo%2C+bar%3B+baz%3F a+b",
        ),
        ("{{ \"http://foo.com/?q=foo, é\" | uri_escape }}", "http://foo.com/?q=foo,%20%C3%A9"),
        ("{{ \"It's *so* -- good...\" | smartify }}", "It’s *so* – good…"),
        ("{{ \"5\" | to_integer | plus: 1 }}", "6"),
    ]);
}

#[test]
fn code_shows_what_is_known_as_jekyll_does() {
    let body = "{% assign r = site.data.rel[\"1.0\"] %}\n\n    DATE: {{ r.date }}\n    {{ message }}\n\n`{{ r.url.gz }}` `{{ vue }}` `{% raw %}{{ r.date }}{% endraw %}`\n";
    let (html, told) = published(&site(body));
    assert_eq!(told, [""; 0]);
    assert_eq!(
        html,
        "<pre><code>DATE: 2024-01-02\n{{ message }}\n</code></pre>\n<p><code>https://x/1.gz</code> <code>{{ vue }}</code> <code>{{ r.date }}</code></p>"
    );
}

#[test]
fn what_would_change_with_other_articles_is_told() {
    let site = site("{{ site.posts.size }}\n\n{% for p in site.people %}{% endfor %}");
    let (html, told) = published(&site);
    assert_eq!(html.matches("[…]").count(), 2, "{html}");
    assert_eq!(
        told,
        [
            "_posts/2024-06-27-post.md:4:1: template-failed: this cannot be carried out: unknown index `posts`",
            "_posts/2024-06-27-post.md:6:1: template-failed: this cannot be carried out: unknown index `people`",
        ]
    );
}

#[test]
fn data_that_cannot_be_read_is_told() {
    let long = format!("- {}\n", "a".repeat(1024 * 1024));
    let site =
        site("{{ site.data.long.size }}\n\n{{ site.data.broken.a }}\n\n{{ site.data.absent }}")
            .file("_data/long.yml", long)
            .file("_data/broken.json", "{\"a\": ");
    assert_eq!(
        published(&site).1,
        [
            "_posts/2024-06-27-post.md:4:1: template-failed: this cannot be carried out: `long.yml` cannot be read: 1048579 bytes are more than the limit of 1048576",
            "_posts/2024-06-27-post.md:6:1: template-failed: this cannot be carried out: `broken.json` cannot be read: not valid JSON: EOF while parsing a value",
            "_posts/2024-06-27-post.md:8:1: template-failed: this cannot be carried out: unknown index `absent`",
        ]
    );
}

#[cfg(unix)]
#[test]
fn data_outside_the_site_is_not_read() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.yml"), "a: b\n").unwrap();
    let site = Site::new()
        .configured("templates: liquid\n")
        .file("content/a.md", "---\ntitle: A\ndate: 2024-06-27\n---\n{{ site.data.secret.a }}\n")
        .file("_data/a.yml", "a: b\n");
    let link = site.path("_data/secret.yml");
    std::os::unix::fs::symlink(outside.path().join("secret.yml"), link).unwrap();
    assert_eq!(
        published(&site).1,
        [
            "content/a.md:5:1: template-failed: this cannot be carried out: `secret.yml` cannot be read: it leads out of the site"
        ]
    );
}
