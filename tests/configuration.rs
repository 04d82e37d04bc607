//! `feedmill.yaml`: what it may say, and what is said of what it may not.

use feedmill::config::{self, Filter};
use feedmill::model::Format;

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
fn what_is_missing_is_named() {
    assert_eq!(refused("title: T"), ["feedmill.yaml:1:1: config-invalid: `base_url` is missing"]);
    assert_eq!(refused(""), ["feedmill.yaml:1:1: config-invalid: `title` is missing"]);
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
        ("named: {x: {filter: {path: '***'}}}", "`named.x.filter` is not valid"),
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
    assert_eq!(
        config.named[0].filter,
        Filter::All(vec![
            Filter::Not(Box::new(Filter::All(vec![Filter::Any(vec![Filter::Category(
                "agenda".into()
            )])]))),
            Filter::Any(vec![Filter::Tag("cloud".into()), Filter::Tag("securite".into())]),
        ])
    );
}

#[test]
fn settings_of_bodies_and_feeds_are_checked() {
    let text = "body:\n  styles: [color, position]\n  players: ['https://a.example/']\n  wrap: 5\n  separator: ' '\nfeeds:\n  max_bytes: 0\n  content: part\n";
    assert_eq!(
        refused(&lines(text)),
        ["feedmill.yaml:12:12: config-invalid: `feeds.content` is not valid"]
    );
    assert_eq!(
        refused(&lines(&text.replace("part", "full"))),
        [
            "feedmill.yaml:11:14: config-invalid: `feeds.max_bytes` is not valid",
            "feedmill.yaml:6:11: config-invalid: `body.styles` is not valid",
            "feedmill.yaml:7:12: config-invalid: `body.players` is not valid",
            "feedmill.yaml:8:9: config-invalid: `body.wrap` is not valid",
            "feedmill.yaml:9:14: config-invalid: `body.separator` is not valid",
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
    assert_eq!(told(file), ["expected a whole number "]);
    assert_eq!(
        told(&file.replace("feeds: {limit: many}\n", "")),
        ["expected a name of the IANA time zone database did you mean `Europe/Paris`?"]
    );
}
