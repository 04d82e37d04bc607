//! `feedmill.yaml`: what it may say, and what is said of what it may not.

use feedmill::config::{self, Filter};
use feedmill::model::{Format, Taxonomy, Term};

use crate::support::{CONFIGURATION, Site};

fn lines(more: &str) -> String {
    format!("{CONFIGURATION}{more}")
}

fn refused(text: &str) -> Vec<String> {
    let problems = config::parse("feedmill.yaml", text).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn three_lines_are_enough() {
    let config =
        config::parse("f", "title: T\nbase_url: https://a.example\ntimezone: Europe/Paris")
            .unwrap();
    assert_eq!(config.site.base_url.as_str(), "https://a.example/");
    assert_eq!(config.feeds.url.as_str(), "https://a.example/feeds/");
    assert_eq!(config.feeds.window.limit, 20);
    assert_eq!(config.feeds.window.formats, Format::ALL);
    assert_eq!(config.timezone.name(), "Europe/Paris");
    assert_eq!(config.site.authors[0].name, "T");
}

#[test]
fn an_unknown_key_names_the_nearest_known_one_at_its_place() {
    let site = Site::new().configured("feeds:\n  limt: 3\n");
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[config-unknown-key]: there is no setting `limt`
 --> feedmill.yaml:6:3
  |
6 |   limt: 3
  |   ^^^^ Feedmill does not know this key
  |
  = help: did you mean `limit`?

"
    );
    assert_eq!(run.exit, 2);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = "title: T\nbase_url: www.example.org\ntimezone: Europe/Pari\npermalink: /:slag/\nfields: {lede: x}\n";
    assert_eq!(
        refused(text),
        [
            "feedmill.yaml:2:11: config-invalid: `base_url` is not valid",
            "feedmill.yaml:3:11: config-invalid: there is no time zone `Europe/Pari`",
            "feedmill.yaml:4:12: config-invalid: there is no placeholder `:slag`",
            "feedmill.yaml:5:10: config-unknown-key: there is no field `lede`",
        ]
    );
}

#[test]
fn mistakes_of_every_kind_are_reported_in_one_run() {
    let text = "\
title: Gazette
base_url: www.example.org
timezone: Europe/Pari
feeds:
  formats: [atom, rdf, json, html]
  limt: 20
  ended: {days: 70000}
authors: [{nom: Ada}]
sections: {blog: {title: Blog}}
body: true
dates: {future: soon, offset: local}
named:
  cloud: {filter: {any: [{tag: [a, {b: c}]}, {since: soon}]}}
";
    let problems = config::parse("feedmill.yaml", text).unwrap_err();
    let mut told: Vec<String> = problems
        .iter()
        .map(|problem| {
            let help = problem.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{problem}: {}{help}", problem.label)
        })
        .collect();
    told.sort_by_key(|told| told.split(':').nth(1).unwrap().parse::<usize>().unwrap());
    assert_eq!(
        told,
        [
            "feedmill.yaml:2:11: config-invalid: `base_url` is not valid: expected an address such as https://www.example.org",
            "feedmill.yaml:3:11: config-invalid: there is no time zone `Europe/Pari`: expected a name of the IANA time zone database (did you mean `Europe/Paris`?)",
            "feedmill.yaml:5:19: config-invalid: `feeds.formats.1` is not valid: expected `atom`, `rss` or `json`",
            "feedmill.yaml:5:30: config-invalid: `feeds.formats.3` is not valid: expected `atom`, `rss` or `json`",
            "feedmill.yaml:6:3: config-unknown-key: there is no setting `limt`: Feedmill does not know this key (did you mean `limit`?)",
            "feedmill.yaml:7:17: config-invalid: `feeds.ended.days` is not valid: expected a whole number from 0 to 65535",
            "feedmill.yaml:8:11: config-invalid: `authors.0` is not valid: expected a name, or a mapping with `name`, `url`, `email`, `avatar`",
            "feedmill.yaml:9:18: config-invalid: `sections.blog.path` is missing: it belongs here (add `path: …`)",
            "feedmill.yaml:10:7: config-invalid: `body` is not valid: expected settings such as `classes: …`",
            "feedmill.yaml:11:17: config-invalid: `dates.future` is not valid: expected `true` or `false`",
            "feedmill.yaml:11:31: config-invalid: `dates.offset` is not valid: expected `utc` or `site`",
            "feedmill.yaml:13:36: config-invalid: `named.cloud.filter.any.0.tag.1` is not valid: expected a text",
            "feedmill.yaml:13:54: config-invalid: `named.cloud.filter.any.1.since` is not valid: expected a day such as `2024-06-27`, `7d`, `2w`, `today`, `yesterday` or `last monday`",
        ]
    );
}

#[test]
fn a_setting_that_stands_twice_is_refused() {
    assert_eq!(
        refused(&lines("language: fr\nlanguage: en\n")),
        ["feedmill.yaml:6:1: duplicate-key: the key `language` appears twice"]
    );
}

#[test]
fn a_file_without_settings_is_refused() {
    for text in ["- title: T\n", "Gazette\n"] {
        assert_eq!(
            refused(text)[0],
            "feedmill.yaml:1:1: config-invalid: the file is not a list of settings",
            "{text}"
        );
    }
}

#[test]
fn pages_without_settings_are_a_choice() {
    let publishes = |more: &str| config::parse("f", &lines(more)).unwrap().pages.publish;
    assert!(!publishes("pages: false"));
    assert!(!publishes("pages: no"));
    assert!(publishes("pages: true"));
    assert!(!publishes("pages: {publish: false, title: T}"));
    let problems = config::parse("f", &lines("pages: maybe")).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.to_string(), "f:5:8: config-invalid: `pages` is not valid");
    assert_eq!(problem.label, "expected `true` or `false`");
}

#[test]
fn settings_without_a_value_are_absent_and_one_value_is_a_list() {
    let read = |more: &str| config::parse("f", &lines(more)).unwrap();
    assert_eq!(read("feeds:\n  # limit: 10\nnamed:\nlanguage:\nbody: {styles: }\n"), read(""));
    assert_eq!(read("feeds: {formats: atom}"), read("feeds: {formats: [atom]}"));
    assert_eq!(read("feeds: {skip_hours: 3}"), read("feeds: {skip_hours: [3]}"));
    assert_eq!(read("rights: 2024").site.rights.as_deref(), Some("2024"));
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(refused("title: T"), ["feedmill.yaml:1:1: config-invalid: `base_url` is missing"]);
    assert_eq!(
        refused(""),
        [
            "feedmill.yaml:1:1: config-invalid: `title` is missing",
            "feedmill.yaml:1:1: config-invalid: `base_url` is missing",
        ]
    );
}

#[test]
fn values_of_the_wrong_kind_are_refused() {
    for (more, told) in [
        ("language: French!", "`language` is not valid"),
        ("languages: {fr: fr, français: x}", "`languages.français` is not valid"),
        ("feeds: {limit: 0}", "`feeds.limit` is not valid"),
        ("feeds: {limit: many}", "`feeds.limit` is not valid"),
        ("feeds: {path: ../up}", "`feeds.path` is not valid"),
        ("feeds: {formats: [rdf]}", "`feeds.formats.0` is not valid"),
        ("dates: {time_of_day: noon}", "`dates.time_of_day` is not valid"),
        ("named: {Tags: {}}", "`Tags` cannot be the folder of a feed"),
        ("named: {tags: {}}", "`tags` cannot be the folder of a feed"),
        ("named: {x: {filter: {since: soon}}}", "`named.x.filter.since` is not valid"),
        ("named: {x: {filter: {path: '***'}}}", "`named.x.filter.path` is not valid"),
        ("fields: {title: ['a[x]']}", "`fields.title` is not valid"),
    ] {
        let problems = refused(&lines(more));
        assert_eq!(problems.len(), 1, "{more}: {problems:?}");
        assert!(problems[0].ends_with(told), "{more}: {problems:?}");
    }
}

#[test]
fn a_filter_reads_as_it_is_said() {
    let text = lines(
        "named:\n  x:\n    filter:\n      tag: [Cloud, Sécurité]\n      not: {category: Agenda}\n",
    );
    let config = config::parse("f", &text).unwrap();
    let term = |taxonomy, label| Filter::Term(Term::labelled(taxonomy, label));
    assert_eq!(
        config.named[0].filter,
        Filter::All(vec![
            Filter::Not(Box::new(Filter::All(vec![Filter::Any(vec![term(
                Taxonomy::Category,
                "Agenda"
            )])]))),
            Filter::Any(vec![term(Taxonomy::Tag, "Cloud"), term(Taxonomy::Tag, "Sécurité")]),
        ])
    );
}

#[test]
fn settings_of_bodies_and_feeds_are_checked() {
    let text = "body:\n  styles: [color, position]\n  players: ['https://a.example/']\n  wrap: 5\n  separator: ' '\nfeeds:\n  max_bytes: 0\n  content: part\n";
    assert_eq!(
        refused(&lines(text)),
        [
            "feedmill.yaml:12:12: config-invalid: `feeds.content` is not valid",
            "feedmill.yaml:6:11: config-invalid: `body.styles` is not valid",
            "feedmill.yaml:7:12: config-invalid: `body.players` is not valid",
            "feedmill.yaml:8:9: config-invalid: `body.wrap` is not valid",
            "feedmill.yaml:9:14: config-invalid: `body.separator` is not valid",
            "feedmill.yaml:11:14: config-invalid: `feeds.max_bytes` is not valid",
        ]
    );
}

#[test]
fn a_city_is_enough_to_find_its_zone() {
    let file =
        "title: T\nbase_url: https://www.example.org\ntimezone: Paris\nfeeds: {limit: many}\n";
    let told = |file: &str| {
        let problems = config::parse("feedmill.yaml", file).unwrap_err();
        problems
            .iter()
            .map(|problem| {
                format!("{} {}", problem.label, problem.help.clone().unwrap_or_default())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(file),
        [
            "expected a whole number ",
            "expected a name of the IANA time zone database did you mean `Europe/Paris`?",
        ]
    );
    assert_eq!(
        told(&file.replace("feeds: {limit: many}\n", "")),
        ["expected a name of the IANA time zone database did you mean `Europe/Paris`?"]
    );
}
