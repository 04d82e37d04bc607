//! Which of the articles that readers know a file is, whatever it is called.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Run, Site};

const HEAD: &str = "La maire ouvre la séance à vingt heures trente et constate que le quorum est \
atteint. Le secrétaire lit l’ordre du jour, qui est adopté sans remarque.";
const BRIDGE: &str = "Le pont des Tanneurs sera fermé jusqu’en août et la navette passera par la rue \
Haute ; les piétons prendront le gué.";
const TREES: &str = "Trois arbres seront plantés place Carnot. La piscine garde ses tarifs, et les \
chorales répètent au gymnase le jeudi soir.";

fn article(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date} 20:30:00\n{more}---\n{body}\n")
}

/// The last part of the id of each article that the site's feed shows, by title.
fn ids(site: &Site) -> BTreeMap<String, String> {
    let feed: Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let text = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
    let id = |item: &Value| {
        text(item, "id").strip_prefix("https://www.example.org/actualites/").unwrap().to_owned()
    };
    feed["items"].as_array().unwrap().iter().map(|item| (text(item, "title"), id(item))).collect()
}

fn named(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(title, id)| ((*title).to_owned(), (*id).to_owned())).collect()
}

/// A site that was published with these files.
fn published(files: &[(&str, String)]) -> Site {
    let site = Site::new();
    for (name, text) in files {
        site.write(&format!("content/{name}.md"), text);
    }
    site.build().unwrap();
    site
}

/// Renames files, each by its old and its new name, all at once.
fn rename(site: &Site, names: &[(&str, &str)]) {
    let path = |name: &str| site.path(&format!("content/{name}.md"));
    let texts: Vec<String> =
        names.iter().map(|(old, _)| fs::read_to_string(path(old)).unwrap()).collect();
    for (old, _) in names {
        fs::remove_file(path(old)).unwrap();
    }
    for ((_, new), text) in names.iter().zip(texts) {
        fs::write(path(new), text).unwrap();
    }
}

fn quiet(run: &Run) {
    assert_eq!((run.messages.as_str(), run.exit), ("", 0));
}

#[test]
fn what_a_file_says_counts_for_more_than_its_name() {
    let may = article("Séance de mai", "2024-05-02", "", &format!("{HEAD} {BRIDGE}"));
    let june = article("Séance de juin", "2024-06-06", "", &format!("{HEAD} {TREES}"));
    // The file is kept under another name, and its successor begins as a copy of it.
    let site = published(&[("seance", may.clone())]);
    rename(&site, &[("seance", "seance-mai")]);
    site.write("content/seance.md", &june);
    quiet(&site.run(&[]));
    assert_eq!(ids(&site), named(&[("Séance de mai", "seance/"), ("Séance de juin", "seance/#2")]));

    // So it is if a word of the old one is corrected on the way.
    let site = published(&[("seance", may.clone())]);
    fs::remove_file(site.path("content/seance.md")).unwrap();
    site.write("content/seance-mai.md", may.replace("août", "septembre"));
    site.write("content/seance.md", &june);
    quiet(&site.run(&[]));
    assert_eq!(ids(&site)["Séance de mai"], "seance/");

    let site = published(&[("a", may), ("b", june)]);
    rename(&site, &[("a", "b"), ("b", "a")]);
    quiet(&site.run(&[]));
    assert_eq!(ids(&site), named(&[("Séance de mai", "a/"), ("Séance de juin", "b/")]));
}

#[test]
fn files_whose_names_go_round_keep_their_ids() {
    let site = published(&[
        ("a", article("Compte rendu", "2024-01-11", "", &format!("{HEAD} {BRIDGE}"))),
        ("b", article("Compte rendu 2", "2024-02-08", "", &format!("{HEAD} {TREES}"))),
        ("c", article("Les abeilles", "2024-03-07", "", "Quatre ruches ont passé l’hiver.")),
    ]);
    let expected =
        named(&[("Compte rendu", "a/"), ("Compte rendu 2", "b/"), ("Les abeilles", "c/")]);
    assert_eq!(ids(&site), expected);
    for _ in 0..3 {
        rename(&site, &[("a", "b"), ("b", "c"), ("c", "a")]);
        quiet(&site.run(&[]));
        assert_eq!(ids(&site), expected);
    }
}

#[test]
fn a_withdrawn_article_is_not_missing() {
    let may = |more: &str| article("Menu du mois", "2024-05-02", more, &format!("{HEAD} {BRIDGE}"));
    let site = published(&[("mai", may("")), ("un", article("Un", "2024-01-02", "", "Un."))]);
    site.write("content/mai.md", may("draft: true\n"));
    let june = format!("{HEAD} {} en septembre.", BRIDGE.strip_suffix(" le gué.").unwrap());
    site.write("content/juin.md", article("Menu du mois", "2024-06-03", "", &june));
    quiet(&site.run(&[]));
    assert_eq!(ids(&site), named(&[("Menu du mois", "juin/"), ("Un", "un/")]));

    // It may be moved meanwhile, and its name given to another.
    rename(&site, &[("mai", "archive")]);
    site.write("content/mai.md", article("Fête de mai", "2024-05-20", "", TREES));
    site.run(&[]);
    assert_eq!(ids(&site)["Fête de mai"], "mai/#2");
    site.write("content/archive.md", may("").replace("Menu du mois", "Menu de mai"));
    site.run(&[]);
    let expected = [
        ("Fête de mai", "mai/#2"),
        ("Menu de mai", "mai/"),
        ("Menu du mois", "juin/"),
        ("Un", "un/"),
    ];
    assert_eq!(ids(&site), named(&expected));
}

#[test]
fn a_file_that_cannot_be_read_stays_the_file_of_its_article() {
    let may = |date: &str| article("Menu du mois", date, "", &format!("{HEAD} {BRIDGE}"));
    let site =
        published(&[("mai", may("2024-05-02")), ("un", article("Un", "2024-01-02", "", "Un."))]);
    site.write("content/mai.md", may("soon"));
    site.write("content/juin.md", may("2024-06-03").replace("août", "septembre"));
    assert_eq!(site.run(&["--skip-broken"]).exit, 1);
    assert_eq!(ids(&site), named(&[("Menu du mois", "juin/"), ("Un", "un/")]));
}

#[test]
fn another_article_in_a_file_is_new_and_the_other_reading_is_told() {
    let site = published(&[("annonce", article("Agenda de juin", "2024-06-02", "", BRIDGE))]);
    site.write("content/annonce.md", article("Vent fort", "2024-07-30", "", TREES));
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
warning[article-maybe-known]: this may be another article than the one that was in this file
 --> content/annonce.md:2:8
  |
2 | title: Vent fort
  |        ^^^^^^^^^ another instant, a title 0 % alike, a body 0 % alike
  |
  = help: it is published as a new article; if it is the one that readers know, run `feedmill id keep https://www.example.org/actualites/annonce/ content/annonce.md`

"
    );
    assert_eq!((ids(&site), run.exit), (named(&[("Vent fort", "annonce/#2")]), 0));
    quiet(&site.run(&[]));
    // What the message advises settles it, also once both have been published.
    let known = "https://www.example.org/actualites/annonce/";
    assert_eq!(site.run(&["id", "keep", known, "content/annonce.md"]).exit, 0);
    quiet(&site.run(&["--allow", "shown-again"]));
    assert_eq!(ids(&site), named(&[("Vent fort", "annonce/")]));
}

#[test]
fn a_file_may_be_given_back_before_it_is_published() {
    let site = published(&[("annonce", article("Agenda de juin", "2024-06-02", "", BRIDGE))]);
    site.write("content/annonce.md", article("Vent fort", "2024-07-30", "", TREES));
    let known = "https://www.example.org/actualites/annonce/";
    assert_eq!(site.run(&["id", "keep", known, "content/annonce.md"]).exit, 0);
    quiet(&site.run(&[]));
    assert_eq!(ids(&site), named(&[("Vent fort", "annonce/")]));
}

#[test]
fn a_new_text_under_an_old_title_keeps_the_id_until_it_is_said_to_be_new() {
    let site = published(&[("edito", article("Éditorial", "2024-01-08", "", BRIDGE))]);
    site.write("content/edito.md", article("Éditorial", "2024-06-03", "", TREES));
    let run = site.run(&["check"]);
    let expected = "\
warning[article-maybe-new]: this may be another article than the one that readers know at this path
 --> content/edito.md:2:8
  |
2 | title: Éditorial
  |        ^^^^^^^^^ another instant, a title 100 % alike, a body 0 % alike
  |
  = help: it keeps its id, so whoever has read that one does not see it; if it is a new article, write `id: https://www.example.org/actualites/edito/#2` in its front matter

";
    assert!(run.messages.starts_with(expected), "{}", run.messages);
    let new = "id: https://www.example.org/actualites/edito/#2\n";
    site.write("content/edito.md", article("Éditorial", "2024-06-03", new, TREES));
    quiet(&site.run(&[]));
    assert_eq!(ids(&site), named(&[("Éditorial", "edito/#2")]));

    // Whoever only wrote it anew has nothing to do.
    site.write("content/edito.md", article("Éditorial", "2024-06-03", new, HEAD));
    quiet(&site.run(&[]));
}

#[test]
fn the_name_of_an_article_that_is_gone_proves_nothing() {
    let site = published(&[
        ("seance", article("Séance de mai", "2024-05-02", "", &format!("{HEAD} {BRIDGE}"))),
        ("un", article("Un", "2024-01-02", "", "Un.")),
    ]);
    let old = fs::read_to_string(site.path("content/seance.md")).unwrap();
    fs::remove_file(site.path("content/seance.md")).unwrap();
    site.build().unwrap();
    let june = article("Séance de juin", "2024-06-06", "", &format!("{HEAD} {TREES}"));
    site.write("content/seance.md", june);
    let run = site.run(&[]);
    quiet(&run);
    assert_eq!(ids(&site)["Séance de juin"], "seance/#2");
    // It comes back under another name.
    site.write("content/mai.md", old);
    quiet(&site.run(&[]));
    assert_eq!(ids(&site)["Séance de mai"], "seance/");
}

#[test]
fn of_two_that_may_be_one_article_the_message_names_both() {
    let body = |number: usize| format!("{HEAD} {BRIDGE} {}", TREES.repeat(number));
    let site = published(&[("a", article("Compte rendu", "2024-05-02", "", &body(0)))]);
    // Both say nearly what the published one said, and neither at its instant.
    site.write("content/a.md", article("Compte rendu", "2024-06-06", "", &body(1)));
    site.write("content/b.md", article("Compte rendu", "2024-07-04", "", &body(1)));
    let run = site.run(&["check"]);
    assert!(run.messages.contains("--> content/a.md:2:8"), "{}", run.messages);
    assert!(run.messages.contains("content/b.md"), "{}", run.messages);
    let known = "https://www.example.org/actualites/a/";
    let advice = format!("run `feedmill id keep {known} content/b.md`");
    assert!(run.messages.contains(&advice), "{}", run.messages);
    assert_eq!(site.run(&["id", "keep", known, "content/b.md"]).exit, 0);
    site.run(&[]);
    let feed: Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    let of = |name: &str| {
        let url = format!("https://www.example.org/actualites/{name}/");
        let items = feed["items"].as_array().unwrap();
        items.iter().find(|item| item["url"] == *url).unwrap()["id"].as_str().unwrap().to_owned()
    };
    assert_eq!((of("a"), of("b")), (format!("{known}#2"), known.to_owned()));
}
