//! A configuration for the site that is there, written where there was none.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Run, Site};

/// A folder without a configuration.
fn folder() -> Site {
    let site = Site::new();
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    site
}

/// Runs `feedmill init` and answers what it asks.
fn answering(site: &Site, answers: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_feedmill"))
        .args(["init", "--now", "2030-01-01T00:00:00Z"])
        .current_dir(site.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    Run::from(child.wait_with_output().unwrap())
}

/// The lines of a configuration that say something.
fn settings(site: &Site) -> Vec<String> {
    let text = site.text("feedmill.yaml");
    let says = |line: &&str| !line.is_empty() && !line.starts_with('#');
    text.lines().filter(says).map(str::to_owned).collect()
}

#[test]
fn a_site_of_jekyll_is_written_down_and_builds() {
    let site = folder()
        .file(
            "_config.yml",
            "\
title: La Fabrique
url: https://www.example.org
baseurl: /blog
timezone: Europe/Paris
lang: fr
description: >
  L’actualité
  du numérique
permalink: pretty
excerpt_separator: <!--suite-->
feed: {path: actualites.xml}
collections:
  communiques: {output: true, permalink: '/presse/:title/'}
defaults:
- {scope: {path: ''}, values: {layout: post, author: La rédaction}}
- {scope: {path: en}, values: {layout: post}}
",
        )
        .file("_posts/2024-06-27-le-cloud.md", "---\ntitle: Le cloud\ntags: cloud\n---\nCorps.\n")
        .file(
            "_communiques/un.md",
            "---\ntitle: Un\ndate: 2024-06-26 09:00:00 +0200\n---\nCorps.\n",
        );
    let run = site.run(&["init", "--yes"]);
    assert_eq!(run.messages, "");
    assert_eq!(
        run.out,
        "\
Found      a site made with Jekyll: _config.yml
           2 dated articles in the folder
Wrote      ./feedmill.yaml
Built      nowhere yet: once Jekyll has written its pages, `built:` takes addresses and bodies from them
Left       in _config.yml, what Feedmill does not read:
           excerpt_separator: write it under `body: {separator: …}`
Exclude    feedmill.yaml and feedmill.lock, or the site shows them: `exclude: [feedmill.yaml, feedmill.lock]` in _config.yml
Would give 4 feeds of 2 articles, from 2024-06-26 to 2024-06-27
           2024-06-27 Le cloud
                      https://www.example.org/blog/2024/06/27/le-cloud/
           2024-06-26 Un
                      https://www.example.org/blog/presse/un/
Check      that these are the addresses of your articles: readers remember them
Next       build the site; then `feedmill build --output _site` puts the feeds beside its pages,
           that of the site at https://www.example.org/blog/actualites.xml
"
    );
    assert_eq!(
        site.text("feedmill.yaml"),
        "\
# Feedmill’s settings. Every other one: docs/configuration.md; editors learn them from `feedmill schema`

# The site is made with Jekyll: where this file says nothing, _config.yml counts.
generator: jekyll

# What the site is called: the title of its feeds. (From _config.yml.)
title: La Fabrique

# Its address. Links to articles begin with it. (From _config.yml.)
base_url: https://www.example.org/blog

# Where its clock is: dates without an offset, such as 2024-06-27 13:49, are read there. (From _config.yml.)
timezone: Europe/Paris

# A sentence about it. (From _config.yml.)
description: L’actualité du numérique

# Its language. (From _config.yml.)
language: fr

# What _config.yml says beside counts too. Take the # away from what shall differ here.
# permalink: /:categories/:year/:month/:day/:title/
# include:
# - _posts/**
# - '**/_posts/**'
# - _communiques/**
# sections:
#   communiques:
#     permalink: /presse/:title/
#     path: _communiques/**
#   posts:
#     path:
#     - _posts/**
#     - '**/_posts/**'
# defaults:
# - path: ''
#   values:
#     author: La rédaction

# To keep the addresses of the feeds that Jekyll writes, take the # away and build after Jekyll, with
# `--output _site`. Before the first build, `feedmill adopt FEED` takes over the ids in its feed.
# feeds:
#   path: /
#   files:
#     atom: actualites.xml
#   # limit: 10

# Jekyll publishes this file and feedmill.lock with the site, unless _config.yml has the line
# exclude: [feedmill.yaml, feedmill.lock]
"
    );
    let run = site.run(&[]);
    assert_eq!((run.exit, run.messages.as_str()), (0, ""));
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/blog/2024/06/27/le-cloud/",
            "https://www.example.org/blog/presse/un/"
        ]
    );
}

#[test]
fn what_the_file_says_as_comments_can_stand_without_the_signs() {
    let site = folder()
        .file("_config.yml", "title: T\nurl: https://www.example.org\nfuture: true\ncollections: {news: {output: true}}\n")
        .file("_posts/2024-06-27-a.md", "---\ntitle: A\n---\n");
    site.run(&["init", "--yes"]);
    let with_comments = feedmill::config::load(site.root()).unwrap();
    let text = site.text("feedmill.yaml");
    let (head, rest) = text.split_once("# permalink:").unwrap();
    let (rest, _) = rest.split_once("\n\n").unwrap();
    let rest = rest.replace("\n# ", "\n");
    site.write("feedmill.yaml", format!("{head}permalink:{rest}\n"));
    assert_eq!(feedmill::config::load(site.root()).unwrap(), with_comments);
}

#[test]
fn a_plain_folder_asks_three_questions_and_asks_again_where_an_answer_cannot_stand() {
    let site = folder()
        .file("texts/a/un.md", "---\ntitle: Un\ndate: 2024-06-27\n---\nLe conseil municipal a adopté hier soir le budget de la commune.\n")
        .file("texts/b/un.md", "---\ntitle: Deux\ndate: 2024-06-26\n---\nLes habitants sont invités à donner leur avis sur le projet.\n");
    let run = answering(
        &site,
        "example.org/journal\nLe Journal : l’édition\nEurope/Pari\nEurope/Paris\n",
    );
    assert_eq!(run.messages, "");
    assert!(
        run.out.starts_with(
            "\
Found      a folder that no generator known to Feedmill has made
           2 dated articles in texts
Address of the site, such as https://www.example.org: Title of the site [example.org]: Time zone of its dates, such as Europe/Paris ["
        ),
        "{}",
        run.out
    );
    assert!(
        run.out.contains(
            "there is no time zone `Europe/Pari`: did you mean `Europe/Paris`?\nTime zone"
        ),
        "{}",
        run.out
    );
    assert_eq!(
        settings(&site),
        [
            "title: 'Le Journal : l’édition'",
            "base_url: https://example.org/journal",
            "timezone: Europe/Paris",
            "dates:",
            "  time_of_day: \"12:00\"",
            "language: fr",
            "content: texts",
            "permalink: /:path:slug/",
        ]
    );
    assert_eq!(site.run(&[]).exit, 0);
}

#[test]
fn what_nothing_tells_is_an_error_that_says_how_to_tell_it() {
    let site = folder().file("content/a.md", "---\ntitle: A\ndate: 2024-06-27\n---\n");
    let run = site.run(&["init", "--yes"]);
    assert_eq!(
        run.messages,
        "\
error[usage]: no file here tells the address of the site, and it is part of every id
  |
  = help: name it, as in `feedmill init --url https://www.example.org`

"
        .replace("  |", " |")
        .replace("  =", " =")
    );
    assert_eq!(run.exit, 2);
    assert!(!site.path("feedmill.yaml").exists());

    let run = site.run(&[
        "init",
        "--yes",
        "--url",
        "example.org",
        "--title",
        "T",
        "--timezone",
        "Europe/Pariss",
    ]);
    assert_eq!(run.exit, 2);
    assert!(run.messages.contains("did you mean `Europe/Paris`?"), "{}", run.messages);
    assert!(!site.path("feedmill.yaml").exists());
}

#[test]
fn a_configuration_that_is_there_stays_as_it_is() {
    let site = Site::new();
    let before = site.text("feedmill.yaml");
    let run = site.run(&["init", "--yes", "--url", "https://other.example"]);
    assert_eq!(
        run.messages,
        "\
error[usage]: this site already has a configuration, which was not changed
--> ./feedmill.yaml
 = help: change that file, or move it away and run `feedmill init` again

"
    );
    assert_eq!(run.exit, 2);
    assert_eq!(site.text("feedmill.yaml"), before);
}

#[test]
fn each_program_is_known_by_its_files() {
    const ARTICLE: &str = "---\ntitle: A\ndate: 2024-06-27\n---\n";
    let address = "https://www.example.org";
    for (generator, article, files) in [
        (
            "hugo",
            "content/news/a.md",
            vec![("hugo.toml", "title = 'T'\nbaseURL = 'https://www.example.org/'\n")],
        ),
        (
            "zola",
            "content/a.md",
            vec![("config.toml", "title = 'T'\nbase_url = 'https://www.example.org'\n")],
        ),
        (
            "hexo",
            "source/_posts/a.md",
            vec![("_config.yml", "title: T\nurl: https://www.example.org\nsource_dir: source\n")],
        ),
        (
            "pelican",
            "content/a.md",
            vec![
                (
                    "pelicanconf.py",
                    "SITENAME = 'T'\nSITEURL = 'http://localhost:8000'\nDEFAULT_LANG = \"fr\"\n",
                ),
                ("publishconf.py", "import pelicanconf\nSITEURL = \"https://www.example.org\"\n"),
            ],
        ),
        (
            "eleventy",
            "posts/a.md",
            vec![
                ("eleventy.config.js", "export default () => {};\n"),
                (
                    "_data/metadata.js",
                    "export default {\n\ttitle: \"T\",\n\turl: \"https://www.example.org\",\n};\n",
                ),
            ],
        ),
        (
            "astro",
            "src/content/blog/a.md",
            vec![
                (
                    "astro.config.mjs",
                    "export default defineConfig({\n  site: 'https://www.example.org',\n});\n",
                ),
                ("src/consts.ts", "export const SITE_TITLE = 'T';\n"),
            ],
        ),
        (
            "jekyll",
            "docs/_posts/2024-06-27-a.md",
            vec![("docs/CNAME", "ignored.example\n"), ("CNAME", "www.example.org\n")],
        ),
    ] {
        let mut site = folder().file(article, ARTICLE);
        for (path, text) in files {
            site = site.file(path, text);
        }
        let run = site.run(&["init", "--yes"]);
        assert_eq!(run.exit, 0, "{generator}: {}", run.messages);
        let written = settings(&site);
        assert!(written.contains(&format!("generator: {generator}")), "{generator}: {written:?}");
        assert!(written.contains(&format!("base_url: {address}")), "{generator}: {written:?}");
        let run = site.run(&[]);
        assert!(
            run.out.starts_with("Read       1 file: 1 published\n"),
            "{generator}: {}{}",
            run.out,
            run.messages
        );
    }
}

#[test]
fn the_permalinks_of_a_plain_folder_tell_its_articles_apart() {
    let article = "---\ntitle: A\ndate: 2024-06-27\n---\n";
    for (paths, pattern) in [
        (["content/a.md", "content/b.md"], "/:slug/"),
        (["content/x/a.md", "content/y/a.md"], "/:path:slug/"),
        (["content/2024-06-27-a.md", "content/2024-06-28-a.md"], "/:year/:month/:day/:slug/"),
    ] {
        let site = folder()
            .file(paths[0], article)
            .file(paths[1], "---\ntitle: B\ndate: 2024-06-28\n---\n");
        site.run(&["init", "--yes", "--url", "https://www.example.org"]);
        assert!(settings(&site).contains(&format!("permalink: {pattern}")), "{pattern}");
        assert_eq!(site.run(&[]).exit, 0, "{pattern}");
    }
}

#[test]
fn a_site_without_articles_is_no_success() {
    let site = folder().file("content/a.md", "---\ntitle: A\n---\n");
    let run = site.run(&["init", "--yes", "--url", "https://www.example.org"]);
    assert!(run.out.contains("No dated article was found"), "{}", run.out);
    assert!(
        run.out.contains(
            "\nTitle      example.org, since no file here tells what the site is called: `title:` in feedmill.yaml\n"
        ),
        "{}",
        run.out
    );
    assert!(
        run.out.ends_with("Removed    ./feedmill.yaml, for nothing can be built by it\n"),
        "{}",
        run.out
    );
    assert_eq!(run.exit, 1);
    assert!(!site.path("feedmill.yaml").exists());
}

#[test]
fn articles_that_the_site_withholds_are_told_beside_those_that_were_found() {
    let article = |title: &str| format!("---\ntitle: {title}\ndate: 2024-06-27\n---\n");
    let site = folder()
        .file("eleventy.config.js", "export default () => {};\n")
        .file("_data/site.json", "{\"title\": \"T\", \"url\": \"https://www.example.org\"}")
        .file("notes/notes.json", "{\"permalink\": false}")
        .file("notes/a.md", article("A"))
        .file("blog/b.md", article("B"));
    let run = site.run(&["init", "--yes"]);
    let told = "           But 2 dated articles were found; 1 of them would not be published, such as notes/a.md: a page: its front matter keeps Eleventy from publishing it\n";
    assert!(run.out.contains(told), "{}", run.out);
    assert_eq!(run.exit, 0);

    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    std::fs::remove_file(site.path("blog/b.md")).unwrap();
    let run = site.run(&["init", "--yes"]);
    let told = "           But 1 dated article was found; 1 of them would not be published, such as notes/a.md: a page: its front matter keeps Eleventy from publishing it\n";
    assert!(run.out.contains(told), "{}", run.out);
    assert_eq!(run.exit, 1);
    assert!(!site.path("feedmill.yaml").exists());
}

#[test]
fn what_the_generator_does_not_publish_is_not_counted() {
    let dated = "---\ntitle: A\ndate: 2024-06-27\n---\n";
    let site = folder()
        .file(
            "_config.yml",
            "title: T\nurl: https://www.example.org\ncollections: {staff: {output: false}}\n",
        )
        .file("_posts/2024-06-27-a.md", dated)
        .file("_staff/b.md", dated);
    let run = site.run(&["init", "--yes"]);
    assert!(run.out.contains("\n           1 dated article in the folder\n"), "{}", run.out);
    assert_eq!(run.exit, 0);
    // Nor is what lies among the articles of a plain folder and is none.
    let site = folder().file("a.md", dated).file("drafts/b.md", dated);
    let run = site.run(&["init", "--yes", "--url", "https://www.example.org"]);
    assert!(run.out.contains("\n           1 dated article in the folder\n"), "{}", run.out);
    assert!(settings(&site).contains(&"  - drafts/**".to_owned()));
    assert!(site.run(&[]).out.starts_with("Read       2 files: 1 published\n"));
}

/// A page of a built site, with the article in an element of its own.
fn page(title: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><a href=\"/\">T</a></nav>\
         <div class=\"post-body text\"><h1>{title}</h1><p>{text}</p></div><div class=\"more\">More</div></body></html>"
    )
}

#[test]
fn the_built_site_is_found_and_the_place_of_articles_on_its_pages_written_down() {
    let words = "Le conseil municipal a adopté hier soir le budget de la commune.";
    let article = |title: &str| format!("---\ntitle: {title}\n---\n{words} {title}\n");
    let site = folder()
        .file("_config.yml", "title: T\nurl: https://www.example.org\ndestination: ./site\n")
        .file("_posts/2024-06-27-un.md", article("Un"))
        .file("_posts/2024-06-28-deux.md", article("Deux"))
        .file("site/index.html", page("T", "T"))
        .file("site/2024/06/27/un.html", page("Un", &format!("{words} Un")))
        .file("site/2024/06/28/deux.html", page("Deux", &format!("{words} Deux")));
    let run = site.run(&["init", "--yes"]);
    assert_eq!((run.exit, run.messages.as_str()), (0, ""));
    let told = "\nBuilt      site: its pages decide what is published, the addresses and the bodies (`div.post-body`)\n";
    assert!(run.out.contains(told), "{}", run.out);
    let written = settings(&site).join("\n");
    assert!(written.contains("built:\n  folder: site\n  body: div.post-body"), "{written}");
    assert_eq!(site.run(&[]).exit, 0);
    assert_eq!(
        site.links("feeds/atom.xml"),
        [
            "https://www.example.org/2024/06/28/deux.html",
            "https://www.example.org/2024/06/27/un.html"
        ]
    );

    // Pages of something else are no built site.
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    std::fs::remove_dir_all(site.path("site/2024")).unwrap();
    let run = site.run(&["init", "--yes"]);
    assert!(run.out.contains("\nBuilt      nowhere yet: once Jekyll has written"), "{}", run.out);
    assert_eq!(run.exit, 0);
    assert!(!site.text("feedmill.yaml").contains("built:"));
}

#[test]
fn an_address_of_somebody_else_is_never_taken() {
    let site = folder()
        .file(
            "astro.config.mjs",
            "export default defineConfig({ integrations: [x({ url: 'https://a.example' })] });\n",
        )
        .file(
            "src/config.ts",
            "export const SITE = {\n  author: { url: \"https://b.example\" },\n};\n",
        )
        .file("package.json", "{\"homepage\": \"https://github.com/a/b#readme\"}")
        .file("src/content/blog/a.md", "---\ntitle: A\ndate: 2024-06-27\n---\n");
    let run = site.run(&["init", "--yes"]);
    assert_eq!(run.exit, 2);
    assert!(!site.path("feedmill.yaml").exists());
}

#[test]
fn the_errors_of_the_first_build_are_shown_and_the_file_is_written() {
    let site = folder()
        .file("_config.yml", "title: T\nurl: https://www.example.org\n")
        .file("_posts/2024-06-27-a.md", "---\ntitle: A\ndate: 2024-06-32\n---\n")
        .file("_posts/2024-06-28-b.md", "---\ntitle: B\n---\n");
    let run = site.run(&["init", "--yes"]);
    assert_eq!(run.exit, 0);
    assert!(run.messages.starts_with("error[date-impossible]: "), "{}", run.messages);
    assert!(run.out.contains("\nWrong      1 error in the content\n"), "{}", run.out);
    assert!(
        run.out.ends_with(
            "Next       fix them, or publish the others with `feedmill build --skip-broken`\n"
        ),
        "{}",
        run.out
    );
    assert!(site.path("feedmill.yaml").exists());
}

/// At noon in Paris it is that day from Midway to Auckland: readers and mails that show the day of their own zone,
/// or of UTC, show the day that was written. What is published already stays at its instant.
#[test]
fn a_day_stays_that_day_on_a_site_of_its_own() {
    let day = |site: &Site| {
        let run = site.run(&[
            "init",
            "--yes",
            "--url",
            "https://www.example.org",
            "--timezone",
            "Europe/Paris",
        ]);
        assert_eq!(run.exit, 0, "{}", run.messages);
        site.run(&[]);
        let feed: serde_json::Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
        feed["items"][0]["date_published"].as_str().unwrap().to_owned()
    };
    let article = "---\ntitle: A\ndate: 2023-09-18\n---\nB\n";
    let site = folder().file("content/a.md", article);
    assert_eq!(day(&site), "2023-09-18T10:00:00Z");
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    // The ledger is there: midnight would be a new instant, so it is what it was.
    site.write(
        "feedmill.yaml",
        "title: T\nbase_url: https://www.example.org\ntimezone: Europe/Paris\n",
    );
    site.run(&[]);
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    assert_eq!(day(&site), "2023-09-17T22:00:00Z");
}

#[test]
fn the_feeds_of_a_generator_are_taken_over_and_nothing_is_asked() {
    let feeds = |site: &Site| {
        let run = answering(site, "");
        assert_eq!((run.exit, run.messages.as_str()), (0, ""), "{}", run.out);
        let text = site.text("feedmill.yaml");
        let (head, block) = text.split_once("\n# feeds:\n").unwrap();
        let (block, rest) = block.split_once("\n\n").unwrap_or((block, ""));
        let lines = block.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap()));
        let feeds = format!("feeds:\n{}", lines.collect::<String>());
        site.write("feedmill.yaml", format!("{head}\n{feeds}\n{rest}"));
        feeds
    };
    let hugo = folder()
        .file("hugo.toml", "title = 'T'\nbaseURL = 'https://www.example.org/'\npublishDir = 'out'\n[taxonomies]\ntag = 'etiquettes'\n")
        .file("content/posts/a.md", "---\ntitle: A\ndate: 2024-06-27\netiquettes: ['C++']\n---\nB.\n");
    assert_eq!(
        feeds(&hugo),
        "\
feeds:
  path: /
  files:
    rss: index.xml
  sections:
    path: /:slug/
  categories:
    path: /categories/:slug/
  tags:
    path: /etiquettes/:slug/
"
    );
    hugo.run(&["build", "--output", "out"]);
    for file in ["index.xml", "posts/index.xml", "etiquettes/c++/index.xml"] {
        assert!(hugo.path("out").join(file).exists(), "{file}");
    }
    let zola = folder()
        .file("config.toml", "title = 'T'\nbase_url = 'https://www.example.org'\nfeed_filenames = ['rss.xml', 'atom.xml']\n")
        .file("content/posts/a.md", "+++\ntitle = 'A'\ndate = 2024-06-27\n+++\nB.\n");
    assert_eq!(
        feeds(&zola),
        "\
feeds:
  path: /
  files:
    rss: rss.xml
    atom: atom.xml
  sections:
    path: /:slug/
  categories:
    path: /categories/:slug/
  tags:
    path: /tags/:slug/
"
    );
    let eleventy = folder()
        .file("eleventy.config.js", "export default function (config) {}\n")
        .file("_data/metadata.json", "{\"title\": \"T\", \"url\": \"https://www.example.org/\"}")
        .file("content/a.md", "---\ntitle: A\ndate: 2024-06-27\n---\nB.\n");
    assert_eq!(feeds(&eleventy), "feeds:\n  path: /feed/\n  files:\n    atom: feed.xml\n");
}

#[test]
fn a_generator_that_publishes_whatever_there_is_is_asked_to_leave_our_files_out() {
    let post = "---\ntitle: A\n---\nCorps.\n";
    for (settings, is_advised) in [
        ("", true),
        ("exclude: [vendor]\n", true),
        ("exclude: [feedmill.yaml, feedmill.lock]\n", false),
        ("exclude: [\"feedmill.*\"]\n", false),
    ] {
        let site = Site::new()
            .file("_config.yml", format!("title: T\nurl: https://www.example.org\n{settings}"))
            .file("_posts/2024-06-27-a.md", post);
        std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
        let run = site.run(&["init", "--yes"]);
        let advice = "Exclude    feedmill.yaml and feedmill.lock, or the site shows them: `exclude: [feedmill.yaml, feedmill.lock]` in _config.yml\n";
        assert_eq!(run.out.contains(advice), is_advised, "{settings}: {}", run.out);
    }
    // Hugo publishes `static` and nothing beside it.
    let site = Site::new()
        .file("hugo.toml", "title = \"T\"\nbaseURL = \"https://www.example.org/\"\n")
        .file("content/a.md", "---\ntitle: A\ndate: 2024-06-27\n---\nCorps.\n");
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    assert!(!site.run(&["init", "--yes"]).out.contains("Exclude "));
}
