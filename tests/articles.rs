//! From front matter to articles: fields, terms, people, permalinks, ids.

use crate::support::{Site, refusal, told};

fn only_entry(site: &Site) -> feed_rs::model::Entry {
    let mut feed = feed_rs::parser::parse(site.text("feeds/atom.xml").as_bytes()).unwrap();
    assert_eq!(feed.entries.len(), 1);
    feed.entries.remove(0)
}

fn site_with(front_matter: &str) -> Site {
    Site::new().file("content/a.md", format!("---\n{front_matter}---\nCorps\n"))
}

#[test]
fn the_shape_of_the_ministry_is_known_from_the_start() {
    let site = site_with(
        "title: Focus\ndate: 2024-06-27 13:49:00 +02:00\ncategories:\n- Actualité\ntags:\n- Cloud\n- Sécurité\nchapeau-text: \"Une **phrase**.\"\nune-ou-diaporama:\n- image: \"/uploads/D%20s(1).png\"\n  legende: Une légende\n  texte-alternatif: Un dessin\nauteur: Camille Exemple\n",
    );
    site.build().unwrap();
    let entry = only_entry(&site);
    assert_eq!(entry.title.unwrap().content, "Focus");
    assert_eq!(entry.published.unwrap().to_rfc3339(), "2024-06-27T11:49:00+00:00");
    assert_eq!(entry.summary.unwrap().content, "Une phrase.");
    assert_eq!(entry.authors[0].name.as_deref(), Some("Camille Exemple"));
    let labels: Vec<_> = entry.categories.iter().map(|c| c.label.clone().unwrap()).collect();
    assert_eq!(labels, ["Actualité", "Cloud", "Sécurité"]);
    let enclosure =
        entry.links.iter().find(|link| link.rel.as_deref() == Some("enclosure")).unwrap();
    assert_eq!(enclosure.href, "https://www.example.org/uploads/D%20s(1).png");
}

#[test]
fn a_field_has_the_key_that_the_publisher_says() {
    let site = site_with("nom: Titre\njour: 2024-06-27\nmeta: {motscles: [Cloud]}\n")
        .configured("fields:\n  title: nom\n  date: [jour]\n  tags: meta.motscles\n");
    site.build().unwrap();
    let entry = only_entry(&site);
    assert_eq!(entry.title.unwrap().content, "Titre");
    assert!(site.path("feeds/tags/cloud/atom.xml").exists());
}

#[test]
fn what_yaml_makes_of_a_value_does_not_show() {
    let site = site_with("title: 1984\ndate: 2024-06-27\ntags: [no, 1.10, 2024-01-01]\n");
    site.build().unwrap();
    let entry = only_entry(&site);
    assert_eq!(entry.title.unwrap().content, "1984");
    let labels: Vec<_> = entry.categories.iter().map(|c| c.label.clone().unwrap()).collect();
    assert_eq!(labels, ["no", "1.10", "2024-01-01"]);
}

#[test]
fn terms_may_be_a_list_one_text_or_nothing() {
    for (tags, slugs) in [
        ("[A, B]", &["a", "b"] as &[&str]),
        ("Cloud public", &["cloud-public"]),
        ("", &[]),
        ("null", &[]),
        ("[]", &[]),
        ("[Sécurité, securite, SÉCURITÉ]", &["securite"]),
        ("[null, '', ' x ']", &["x"]),
    ] {
        let site = site_with(&format!("title: T\ndate: 2024-06-27\ntags: {tags}\n"));
        site.build().unwrap();
        let mut found: Vec<String> = site
            .files("feeds/tags")
            .into_iter()
            .filter_map(|(path, _)| path.strip_suffix("/atom.xml").map(str::to_owned))
            .collect();
        found.sort();
        assert_eq!(found, slugs, "{tags}");
    }
}

#[test]
fn authors_are_names_or_people() {
    let site = site_with(
        "title: T\ndate: 2024-06-27\nauthors:\n- Ada\n- name: Alan\n  url: /equipe/alan/\n  email: alan@example.org\n",
    );
    site.build().unwrap();
    let authors = only_entry(&site).authors;
    assert_eq!(authors[0].name.as_deref(), Some("Ada"));
    assert_eq!(authors[1].name.as_deref(), Some("Alan"));
    assert_eq!(authors[1].uri.as_deref(), Some("https://www.example.org/equipe/alan/"));
    assert_eq!(authors[1].email.as_deref(), Some("alan@example.org"));
}

#[test]
fn a_name_is_plain_text_and_its_address_stands_beside_it() {
    for (author, names, url, email) in [
        ("Ada &amp; Cie <R&D>", &["Ada & Cie <R&D>"][..], None, None),
        ("<em>Ada</em>", &["Ada"], None, None),
        ("ada@example.org (Ada M.)", &["Ada M."], None, Some("ada@example.org")),
        (
            "[Ada](</ada/> 'Mme'), [Luc](/luc/)",
            &["Ada", "Luc"],
            Some("https://www.example.org/ada/"),
            None,
        ),
    ] {
        let site = site_with(&format!("title: T\ndate: 2024-06-27\nauthor: \"{author}\"\n"));
        let build = site.build().unwrap();
        assert_eq!(told(&build), [""; 0], "{author}");
        let authors = only_entry(&site).authors;
        let found: Vec<&str> = authors.iter().filter_map(|author| author.name.as_deref()).collect();
        assert_eq!(found, names, "{author}");
        assert_eq!(authors[0].uri.as_deref(), url, "{author}");
        assert_eq!(authors[0].email.as_deref(), email, "{author}");
    }
}

#[test]
fn a_permalink_is_said_or_made() {
    for (front_matter, path, url) in [
        ("", "a.md", "https://www.example.org/actualites/a/"),
        ("slug: succès\n", "a.md", "https://www.example.org/actualites/succ%C3%A8s/"),
        ("permalink: /b/c.html\n", "a.md", "https://www.example.org/b/c.html"),
        ("permalink: https://elsewhere.example/x\n", "a.md", "https://elsewhere.example/x"),
        ("", "2024-06-27-le-cloud.md", "https://www.example.org/actualites/le-cloud/"),
        ("", "2023/Été à Paris.md", "https://www.example.org/actualites/ete-a-paris/"),
        ("", "cloud/index.md", "https://www.example.org/actualites/cloud/"),
        ("", "a.html", "https://www.example.org/actualites/a/"),
        ("", "a.markdown", "https://www.example.org/actualites/a/"),
    ] {
        let text = format!("---\ntitle: T\ndate: 2024-06-27\n{front_matter}---\nCorps\n");
        let site = Site::new().file(&format!("content/{path}"), text);
        site.build().unwrap();
        assert_eq!(site.links("feeds/atom.xml"), [url], "{path} {front_matter}");
    }
}

#[test]
fn a_pattern_fills_in_what_it_names() {
    let text =
        "---\ntitle: Le Titre\ndate: 2024-01-01 00:30:00 +02:00\ncategories: [Actualité]\n---\n";
    for (pattern, url) in [
        ("/:year/:month/:day/:slug.html", "https://www.example.org/2023/12/31/a.html"),
        ("/:categories:title/", "https://www.example.org/actualite/le-titre/"),
        ("/:path:slug", "https://www.example.org/sous/dossier/a"),
    ] {
        let site = Site::new().file("content/sous/dossier/a.md", text);
        let configuration = site.text("feedmill.yaml").replace("/actualites/:slug/", pattern);
        let site = site.file("feedmill.yaml", configuration);
        site.build().unwrap();
        assert_eq!(site.links("feeds/atom.xml"), [url], "{pattern}");
    }
}

#[test]
fn nothing_leaves_its_folder() {
    for line in [
        "slug: ../x",
        "slug: a/b",
        "slug: ..",
        "slug: '%2e%2e'",
        "permalink: /a/../../b",
        "permalink: '..\\b'",
    ] {
        let site = site_with(&format!("title: T\ndate: 2024-06-27\n{line}\n"));
        let problems = refusal(site.build());
        assert_eq!(problems.len(), 1, "{line}");
        assert!(problems[0].contains("permalink-escapes"), "{line}: {problems:?}");
    }
    let site = site_with("title: T\ndate: 2024-06-27\ntags: ['../../etc/passwd', '..', '/']\n");
    site.build().unwrap();
    assert!(site.files("feeds/tags").iter().all(|(path, _)| path.matches('/').count() == 1));
    assert!(
        site.files(".")
            .iter()
            .all(|(path, _)| !path.contains("passwd") || path.starts_with("feeds/tags/"))
    );
}

#[test]
fn characters_that_xml_cannot_carry_are_removed_and_told() {
    let site = site_with("title: \"T\\x0Bitre\\0\"\ndate: 2024-06-27\n");
    let build = site.build().unwrap();
    assert_eq!(only_entry(&site).title.unwrap().content, "Titre");
    assert_eq!(
        told(&build),
        ["content/a.md:2:8: control-character: this text holds a character that XML cannot carry"]
    );
}

#[test]
fn the_id_is_the_articles_own_or_its_first_permalink() {
    let site = site_with("title: T\ndate: 2024-06-27\nid: \"tag:example.org,2022:a\"\n");
    site.build().unwrap();
    assert_eq!(only_entry(&site).id, "tag:example.org,2022:a");

    let site = site_with("title: T\ndate: 2024-06-27\n");
    site.build().unwrap();
    assert_eq!(only_entry(&site).id, "https://www.example.org/actualites/a/");
    let moved =
        site.text("feedmill.yaml").replace("https://www.example.org", "https://new.example");
    let site = site.file("feedmill.yaml", moved);
    site.build().unwrap();
    assert_eq!(only_entry(&site).id, "https://www.example.org/actualites/a/");
    assert_eq!(site.links("feeds/atom.xml"), ["https://new.example/actualites/a/"]);
}

#[test]
fn fields_of_the_wrong_kind_are_errors_at_their_place() {
    for (line, told) in [
        ("title: [a]", "content/a.md:2:8: field-kind: the field `title` is of the wrong kind"),
        (
            "title: T\ndraft: maybe",
            "content/a.md:3:8: field-kind: the field `draft` is of the wrong kind",
        ),
        (
            "title: T\ntags: {a: b}",
            "content/a.md:3:7: field-kind: the field `tags` is of the wrong kind",
        ),
    ] {
        let site = site_with(&format!("{line}\ndate: 2024-06-27\n"));
        assert_eq!(refusal(site.build()), [told], "{line}");
    }
}

#[test]
fn instants_are_shown_in_utc_or_in_the_offset_of_the_site() {
    for (setting, atom) in [
        ("", "2024-06-27T11:49:00Z"),
        ("dates: {offset: utc}\n", "2024-06-27T11:49:00Z"),
        ("dates: {offset: site}\n", "2024-06-27T13:49:00+02:00"),
    ] {
        let site = site_with("title: T\ndate: 2024-06-27 12:49:00 +01:00\n").configured(setting);
        site.build().unwrap();
        assert!(site.text("feeds/atom.xml").contains(&format!("<published>{atom}</published>")));
        assert!(site.text("feeds/feed.json").contains(&format!("\"date_published\": \"{atom}\"")));
        assert!(
            site.text("feeds/rss.xml")
                .contains("<pubDate>Thu, 27 Jun 2024 11:49:00 +0000</pubDate>")
        );
    }
}

#[test]
fn a_date_alone_means_the_time_that_the_publisher_says() {
    let site =
        site_with("title: T\ndate: 2024-02-12\n").configured("dates: {time_of_day: '09:30'}\n");
    site.build().unwrap();
    assert_eq!(only_entry(&site).published.unwrap().to_rfc3339(), "2024-02-12T08:30:00+00:00");
}

#[test]
fn a_draft_is_asked_for_nothing() {
    let site = site_with("draft: true\n");
    let build = site.build().unwrap();
    assert_eq!(
        (build.publication.skipped.len(), build.publication.articles.len(), told(&build)),
        (1, 0, vec![])
    );
}

#[test]
fn a_blank_title_or_date_is_told_and_not_dropped() {
    for (front_matter, expected) in [
        (
            "title: ''\ndate: 2024-06-27",
            "content/a.md:2:8: title-missing: the article has no title",
        ),
        ("title: T\ndate: ' '", "content/a.md:3:7: date-missing: the article has no date"),
        (
            "title: \"\\u0000\"\ndate: 2024-06-27",
            "content/a.md:2:8: title-missing: the article has no title",
        ),
    ] {
        let site = Site::new().file("content/a.md", format!("---\n{front_matter}\n---\nBody\n"));
        let told = refusal(site.build());
        assert!(told.contains(&expected.to_owned()), "{front_matter}: {told:?}");
    }
}

#[test]
fn what_readers_cannot_show_of_the_front_matter_is_reported() {
    for (line, title, tags, expected) in [
        (
            "title: \"Ti\\vtre\"",
            "Titre",
            &[][..],
            "content/a.md:3:8: control-character: this text holds a character that XML cannot carry",
        ),
        (
            "title: \"L\\x92\u{e9}t\u{e9}\"",
            "L’été",
            &[],
            "content/a.md:3:8: control-character: this text holds a control character, U+0080 to U+009F",
        ),
        (
            "title: T\ntags: [\"l\\x92eau\", air]",
            "T",
            &["l’eau", "air"],
            "content/a.md:4:8: control-character: this text holds a control character, U+0080 to U+009F",
        ),
        (
            "title: T\ntags: [\"&nbsp;\", air]",
            "T",
            &["air"],
            "content/a.md:4:8: text-lost: `&nbsp;` in the field `tags` is white space alone",
        ),
    ] {
        let site = site_with(&format!("date: 2024-06-27\n{line}\n"));
        let build = site.build().unwrap();
        assert_eq!(told(&build), [expected], "{line}");
        let entry = only_entry(&site);
        assert_eq!(entry.title.unwrap().content, title, "{line}");
        let terms: Vec<String> = entry.categories.into_iter().map(|term| term.term).collect();
        assert_eq!(terms, tags, "{line}");
    }
}
