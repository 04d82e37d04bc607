//! What `feedmill explain` says, whole.

use feedmill::model::Zone;

use crate::support::Site;

fn site() -> Site {
    let site = Site::new().configured("feeds:\n  formats: [atom]\n");
    site.write(
        "content/cloud.md",
        "---\ntitle: Le cloud\ndate: 2024-06-27 13:49:00 +02:00\ntags: [Cloud, Été]\n---\nUn corps qui reste, de bout en bout.\n",
    );
    site
}

fn explained(site: &Site, named: &str) -> String {
    let run = site.run(&["explain", named]);
    assert_eq!((run.messages.as_str(), run.exit), ("", 0));
    run.out.replace(Zone::DATABASE, "2026f")
}

const HEAD: &str = "\
title        Le cloud  (line 2)
date         2024-06-27 13:49:00 +02:00  (line 3)
             2024-06-27T11:49:00Z  (read as `iso`; the site's zone is Europe/Paris, by the tz database of 2026f)
tags         [Cloud, Été]  (line 4)
published    2024-06-27T11:49:00Z  (Atom `published`, JSON Feed `date_published`)
             Thu, 27 Jun 2024 11:49:00 +0000  (RSS `pubDate`)
updated      2024-06-27T11:49:00Z  (Atom `updated`, JSON Feed `date_modified`)
";

const TAIL: &str = "\
tags         Cloud  (slug `cloud`)
tags         Été  (slug `ete`)
feed         atom.xml  (entry 1 of 1)
feed         tags/cloud/atom.xml  (entry 1 of 1)
feed         tags/ete/atom.xml  (entry 1 of 1)
";

#[test]
fn a_new_article_then_a_known_one_then_a_renamed_one() {
    let site = site();
    let permalink = "https://www.example.org/actualites/cloud/";
    let new = format!(
        "file         content/cloud.md\n{HEAD}\
permalink    {permalink}  (the site's pattern)
id           {permalink}  (its permalink, as it is new)
{TAIL}"
    );
    for named in ["content/cloud.md", "./content/cloud.md", "cloud.md", "cloud", permalink] {
        assert_eq!(explained(&site, named), new, "{named}");
    }
    site.build().unwrap();
    let known = new.replace(
        "(its permalink, as it is new)",
        &format!(
            "(feedmill.lock remembers it for content/cloud.md; first published at {permalink})"
        ),
    );
    assert_eq!(explained(&site, "cloud"), known);

    std::fs::rename(site.path("content/cloud.md"), site.path("content/nuage.md")).unwrap();
    let renamed = format!(
        "file         content/nuage.md\n{HEAD}\
permalink    https://www.example.org/actualites/nuage/  (the site's pattern)
id           {permalink}  (feedmill.lock remembers it for content/cloud.md: the same instant, a title 100 % alike, a body 100 % alike; first published at {permalink})
{TAIL}"
    );
    for named in ["nuage", permalink, "https://www.example.org/actualites/nuage/"] {
        assert_eq!(explained(&site, named), renamed, "{named}");
    }
}

#[test]
fn an_article_that_may_be_another_says_which() {
    let site = site();
    site.build().unwrap();
    std::fs::remove_file(site.path("content/cloud.md")).unwrap();
    site.write(
        "content/nuage.md",
        "---\ntitle: Informatique en nuage\ndate: 2024-07-03\nslug: brume\n---\nUn corps qui reste, de bout en bout.\n",
    );
    assert_eq!(
        explained(&site, "nuage"),
        "\
file         content/nuage.md
title        Informatique en nuage  (line 2)
date         2024-07-03  (line 3)
             2024-07-02T22:00:00Z  (read as `iso`; the site's zone is Europe/Paris, by the tz database of 2026f)
slug         brume  (line 4)
published    2024-07-02T22:00:00Z  (Atom `published`, JSON Feed `date_published`)
             Tue, 02 Jul 2024 22:00:00 +0000  (RSS `pubDate`)
updated      2024-07-02T22:00:00Z  (Atom `updated`, JSON Feed `date_modified`)
permalink    https://www.example.org/actualites/brume/  (the site's pattern, with the slug of line 4)
id           https://www.example.org/actualites/brume/  (its permalink, as it is new)
             perhaps https://www.example.org/actualites/cloud/, which was content/cloud.md  (another instant, a title 0 % alike, a body 100 % alike; `feedmill id keep` says so)
feed         atom.xml  (entry 1 of 1)
"
    );
    assert_eq!(
        explained(&site, "content/cloud.md"),
        "\
id           https://www.example.org/actualites/cloud/  (feedmill.lock remembers it)
file         content/cloud.md  (where it was)
permalink    https://www.example.org/actualites/cloud/  (at its first publication)
published    2024-06-27T11:49:00Z
state        missing  (the next build makes it gone, or finds it elsewhere)
"
    );
    site.build().unwrap();
    let gone = explained(&site, "https://www.example.org/actualites/cloud/");
    assert!(
        gone.ends_with(
            "state        gone  (no other article gets its id; if it comes back, it has it again)\n"
        ),
        "{gone}"
    );
}

#[test]
fn of_two_articles_that_a_path_had_the_later_is_meant() {
    let site = site().configured("deny: []\n");
    let path = "content/cloud.md";
    site.build().unwrap();
    std::fs::remove_file(site.path(path)).unwrap();
    site.write("content/reste.md", "---\ntitle: Reste\ndate: 2020-01-01\n---\nAutre.\n");
    site.build().unwrap();
    site.write(path, "---\ntitle: Zèbres\ndate: 2025-05-05\nslug: zebres\n---\nRayures.\n");
    site.build().unwrap();
    std::fs::remove_file(site.path(path)).unwrap();
    let of_path = explained(&site, path);
    assert!(
        of_path.starts_with("id           https://www.example.org/actualites/zebres/  "),
        "{of_path}"
    );
}

#[test]
fn what_no_feed_shows_says_why_and_until_when() {
    let site = site();
    let write = |name: &str, more: &str| {
        let text = format!("---\ntitle: {name}\ndate: 2031-06-01\n{more}---\nUn corps.\n");
        site.write(&format!("content/{name}.md"), text);
    };
    write("futur", "");
    write("brouillon", "draft: true\n");
    write("retenu", "published: false\n");
    site.write(
        "content/fini.md",
        "---\ntitle: fini\ndate: 2021-06-01\nexpiryDate: 2022-01-01\n---\nUn corps.\n",
    );
    let last = |named: &str| explained(&site, named).lines().last().unwrap().to_owned();
    let now = "(now is 2030-01-01T00:00:00Z)";
    assert_eq!(last("futur"), format!("withheld     until 2031-05-31T22:00:00Z  {now}"));
    assert_eq!(last("brouillon"), "withheld     a draft");
    assert_eq!(last("retenu"), "withheld     its author does not publish it");
    assert_eq!(last("fini"), format!("withheld     expired on 2021-12-31T23:00:00Z  {now}"));
}

#[test]
fn an_article_beyond_every_window_is_in_no_feed() {
    let site = Site::new()
        .configured("feeds:\n  formats: [atom]\n  limit: 1\n")
        .article("un", "2024-06-27", "")
        .article("deux", "2024-06-28", "");
    assert!(explained(&site, "un").ends_with("\nfeed         none  (each shows newer articles)\n"));
}

#[test]
fn a_name_must_be_that_of_one_article() {
    let site = site();
    site.write("content/en/cloud.md", "---\ntitle: C\ndate: 2024-06-27\nslug: en\n---\nB.\n");
    let run = site.run(&["explain", "cloud"]);
    assert_eq!(
        run.messages,
        "\
error[unknown-article]: `cloud` is the name of 2 articles
 |
 = help: name one: `content/cloud.md`, `content/en/cloud.md`

"
    );
    assert_eq!(run.exit, 1);
    let run = site.run(&["explain", "pluie"]);
    assert_eq!(
        run.messages,
        "\
error[unknown-article]: there is no article `pluie`
 |
 = help: name the path of its file, its permalink or its id

"
    );
    assert_eq!(run.exit, 1);
}
