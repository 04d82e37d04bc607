//! What lies on either side of a limit, and which of two equals counts. The limits are those of
//! docs/, or of the specification that a test names.

use std::fmt::Write as _;
use std::fs;

use chrono_tz::Europe::Paris;
use feedmill::model::{Shard, slug};
use feedmill::problem::Place;
use feedmill::publish;

use crate::dates::{codes, read_in, refused_in};
use crate::support::{Site, refusal, skipped, told};

const BODY: &str = "Le cloud public change le travail des agents : moins de serveurs à garder, plus de \
services à rendre. Trois ministères racontent ce qu’ils ont appris en deux ans.";

const ADDRESS: &str = "https://www.example.org/actualites";

#[test]
fn a_column_counts_characters() {
    let place = Place::in_text("a.md", "é\nÉté à midi: x\r\nfin", 18..19);
    assert_eq!((place.line, place.column), (2, 13));
    assert_eq!((place.excerpt.as_str(), place.underline), ("Été à midi: x", 15..16));
}

#[test]
fn an_excerpt_reaches_160_bytes_on_either_side() {
    let text = format!("{}X{}", "a".repeat(200), "b".repeat(200));
    let place = Place::in_text("a.md", &text, 200..201);
    assert_eq!(place.excerpt, format!("{}X{}", "a".repeat(160), "b".repeat(160)));
    assert_eq!(place.underline, 160..161);
}

/// The ledger that these lines make.
fn ledger(lines: &str) -> feedmill::model::Ledger {
    let site = Site::new().file("feedmill.lock", lines);
    publish::ledger(site.root()).unwrap()
}

#[test]
fn of_two_lines_for_one_article_the_one_that_is_there_counts_and_then_the_later() {
    let id = format!("{ADDRESS}/a/");
    let line = |kind: &str, path: &str, instant: &str| {
        format!("{kind}\t00000000\t{id}\t{path}\t{id}\t{instant}\t-\t-\n")
    };
    let old = line("article", "content/old.md", "2024-06-27T11:49:00Z");
    for (other, path) in [
        (line("gone", "content/new.md", "2025-01-01T00:00:00Z"), "content/old.md"),
        (line("adopted", "content/new.md", "2025-01-01T00:00:00Z"), "content/old.md"),
        (line("article", "content/new.md", "2024-06-27T11:49:01Z"), "content/new.md"),
        (line("article", "content/new.md", "2024-06-27T11:48:59Z"), "content/old.md"),
    ] {
        for lines in [format!("{old}{other}"), format!("{other}{old}")] {
            let (_, entry) = ledger(&lines).articles.get(&id).unwrap().clone();
            assert_eq!(&*entry.path, path, "{lines}");
        }
    }
}

#[test]
fn of_two_lines_for_one_feed_the_one_that_lives_counts_and_then_the_earlier_end() {
    let line = |ended: &str| format!("feed\ttags/a\ttag:a\tA\t{ended}\n");
    for (one, other) in
        [("-", "2024-06-27T00:00:00Z"), ("2024-06-27T00:00:00Z", "2024-06-28T00:00:00Z")]
    {
        for lines in [line(one) + &line(other), line(other) + &line(one)] {
            let ended = ledger(&lines).feeds["tags/a"].ended;
            let expected = if one == "-" { None } else { Some(one.to_owned()) };
            assert_eq!(ended.map(feedmill::model::Timestamp::to_rfc3339), expected, "{lines}");
        }
    }
}

#[test]
fn a_ledger_with_the_line_ends_of_windows_is_the_same_ledger() {
    let site = Site::new()
        .article("a", "2024-06-27", "tags: [Cloud]\n")
        .configured("feeds: {archive: 2}\n");
    site.build().unwrap();
    let before = publish::ledger(site.root()).unwrap();
    let text = site.text("feedmill.lock");
    site.write("feedmill.lock", text.replace('\n', "\r\n"));
    assert_eq!(publish::ledger(site.root()).unwrap(), before);
    fs::rename(site.path("content/a.md"), site.path("content/b.md")).unwrap();
    site.build().unwrap();
    assert!(site.text("feeds/feed.json").contains(&format!("\"id\": \"{ADDRESS}/a/\"")));
    assert!(!site.text("feedmill.lock").contains('\r'));
}

#[test]
fn a_ledger_with_carriage_returns_alone_is_refused() {
    let site = Site::new().article("a", "2024-06-27", "");
    site.build().unwrap();
    let before = site.files("feeds");
    let text = site.text("feedmill.lock");
    site.write("feedmill.lock", text.replace('\n', "\r"));
    let run = site.run(&[]);
    assert_eq!(
        run.messages,
        "\
error[ledger-invalid]: a line of the ledger ends in a carriage return alone
 --> feedmill.lock:1:1
  |
1 | # feedmill.lock 1: which id each published article has. Commit this file.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a line feed after this
  |
  = help: save the file with the line ends of Unix or Windows, or restore its last version

"
    );
    assert_eq!((run.exit, site.files("feeds")), (3, before));
}

#[test]
fn a_carriage_return_in_a_title_of_the_ledger_is_escaped() {
    let feeds = ledger("feed\ttags/a\ttag:a\tA\\rB\\nC\\tD\\\\r\t-\n").feeds;
    assert_eq!(feeds["tags/a"].title, "A\rB\nC\tD\\r");
    let ledger = feedmill::model::Ledger { feeds, ..Default::default() };
    let text = String::from_utf8(publish::ledger_text(&ledger)).unwrap();
    assert!(text.ends_with("\nfeed\ttags/a\ttag:a\tA\\rB\\nC\\tD\\\\r\t-\n"), "{text}");
}

/// An article that is no more, by what agrees with the one that is there: of a title 16 digits,
/// of a body 32.
struct Former<'a> {
    name: &'a str,
    kind: &'a str,
    instant: bool,
    title: usize,
    body: usize,
    /// Of how many digits one is changed first.
    group: usize,
}

/// The digits with so many of them as they are, and the others changed: the first ones, or first one
/// of each `group`.
fn agreeing(digits: &str, count: usize, group: usize) -> String {
    let places = (0..group).flat_map(|first| (first..digits.len()).step_by(group));
    let mut digits: Vec<u8> = digits.bytes().collect();
    for place in places.take(digits.len() - count).collect::<Vec<_>>() {
        digits[place] = if digits[place] == b'0' { b'1' } else { b'0' };
    }
    String::from_utf8(digits).unwrap()
}

/// What is recognised in the one article of a site that published these: the former name, and
/// whether that is certain.
fn recognised(formers: &[Former<'_>]) -> Vec<(String, bool)> {
    let text = format!("---\ntitle: Le cloud public\ndate: 2024-06-27\n---\n{BODY}\n");
    let site = Site::new().file("content/new.md", text);
    site.build().unwrap();
    let text = site.text("feedmill.lock");
    let line = text.lines().find(|line| line.starts_with("article")).unwrap();
    let columns: Vec<&str> = line.split('\t').collect();
    let mut ledger = String::new();
    for Former { name, kind, instant, title, body, group } in formers {
        let id = format!("{ADDRESS}/{name}/");
        let path = if *kind == "adopted" { String::new() } else { format!("content/{name}.md") };
        let instant = if *instant { columns[5] } else { "2020-02-02T02:02:02Z" };
        let (title, body) = (agreeing(columns[6], *title, 1), agreeing(columns[7], *body, *group));
        writeln!(ledger, "{kind}\t0\t{id}\t{path}\t{id}\t{instant}\t{title}\t{body}").unwrap();
    }
    site.write("feedmill.lock", ledger);
    fs::remove_dir_all(site.path("feeds")).unwrap();
    let build = site.build().unwrap();
    let name = |id: &str| id[ADDRESS.len() + 1..].trim_end_matches('/').to_owned();
    build.publication.recognised.iter().map(|found| (name(&found.id), found.is_same())).collect()
}

/// Points as in docs/identity.md. A likeness is the share that agrees beyond chance: of a title of
/// 14 digits 86 %, of 13 80 %; of a body of 29 digits 90 %, of 17 50 %.
#[test]
fn evidence_counts_from_its_limits_on() {
    let former =
        |kind, instant, title, body| Former { name: "old", kind, instant, title, body, group: 1 };
    for (former, expected) in [
        // 65 points are certain: 25.8 and 40; 24 and 40.
        (former("gone", false, 14, 32), Some(true)),
        (former("gone", false, 13, 32), Some(false)),
        // 35 points are possible: 9.9 and 25.2; 7.8 and 26.4.
        (former("gone", false, 6, 21), Some(false)),
        (former("gone", false, 5, 22), None),
        // At an instant of its own half of the body is enough: 50 %, 46 %.
        (former("gone", true, 0, 17), Some(true)),
        (former("gone", true, 0, 16), Some(false)),
        // The instant proves nothing unless title or body is 30 % alike: 33 %, 26 %; 30 %, 26 %.
        (former("gone", true, 6, 0), Some(false)),
        (former("gone", true, 5, 0), None),
        (former("gone", true, 0, 11), Some(false)),
        (former("gone", true, 0, 10), None),
        // An adopted feed may have shown an excerpt: the title is enough, 93 %; not 86 %.
        (former("adopted", true, 15, 0), Some(true)),
        (former("adopted", true, 14, 0), Some(false)),
        (former("gone", true, 15, 0), Some(false)),
    ] {
        let found = recognised(&[former]);
        let expected = expected.map(|certain| ("old".to_owned(), certain));
        assert_eq!(found, Vec::from_iter(expected));
    }
}

#[test]
fn what_is_certain_is_ten_points_ahead_of_every_rival() {
    let rivals = |title, body| {
        let former =
            |name, title, body| Former { name, kind: "gone", instant: true, title, body, group: 1 };
        recognised(&[former("old", 16, 32), former("rival", title, body)])
    };
    // 30 and 30 and 30.4 of 100 points.
    assert_eq!(rivals(16, 25), [("old".to_owned(), true)]);
    // 30 and 27.9 and 33.2.
    assert_eq!(rivals(15, 27), [("old".to_owned(), false), ("rival".to_owned(), false)]);
}

#[test]
fn a_clue_that_more_than_sixteen_share_is_none() {
    let names: Vec<String> = (0..17).map(|number| format!("n{number}")).collect();
    let among = |count: usize| {
        let others = names[..count - 1].iter().map(|name| Former {
            name,
            kind: "gone",
            instant: true,
            title: 0,
            body: 0,
            group: 1,
        });
        // No four digits that are compared as one agree, nor does the whole title.
        let old =
            Former { name: "old", kind: "gone", instant: true, title: 15, body: 24, group: 4 };
        recognised(&others.chain([old]).collect::<Vec<_>>())
    };
    assert_eq!(among(16), [("old".to_owned(), true)]);
    assert_eq!(among(17), []);
}

#[test]
fn updated_at_the_date_itself_is_no_mistake() {
    let dated = |updated: &str| {
        let site = Site::new().article(
            "a",
            "2024-06-27T11:49:00Z",
            &format!("updated: 2024-06-27T11:{updated}Z\n"),
        );
        told(&site.build().unwrap())
    };
    assert_eq!(dated("49:00"), [""; 0]);
    assert_eq!(dated("49:01"), [""; 0]);
    assert_eq!(
        dated("48:59"),
        [
            "content/a.md:4:10: updated-before-published: the article was updated before it was published"
        ]
    );
}

#[test]
fn an_address_of_hugo_goes_by_the_clock_of_its_author() {
    // At 06:30 on 1 July by the clocks of Paris.
    for (generator, expected) in [("generator: hugo\n", "2024/06/30"), ("", "2024/07/01")] {
        let site = Site::new().article("a", "2024-06-30T23:30:00-05:00", "").configured(generator);
        let text =
            site.text("feedmill.yaml").replace("actualites/:slug", ":year/:month/:day/:slug");
        site.write("feedmill.yaml", text);
        site.build().unwrap();
        let address = format!("https://www.example.org/{expected}/a/");
        assert_eq!(site.links("feeds/atom.xml"), [address]);
    }
}

#[test]
fn an_article_expires_at_its_instant_and_appears_at_its_own() {
    let site = || {
        let lines = "expiryDate: 2024-07-01T00:00:00Z\n";
        Site::new().article("a", "2024-06-27T11:49:00Z", lines).article("b", "2024-01-01", "")
    };
    for (now, expected) in [
        ("2024-06-27T11:48:59Z", 1),
        ("2024-06-27T11:49:00Z", 2),
        ("2024-06-30T23:59:59Z", 2),
        ("2024-07-01T00:00:00Z", 1),
    ] {
        let site = site();
        let build = site.build_at(now).unwrap();
        assert_eq!(site.links("feeds/atom.xml").len(), expected, "{now}: {:?}", skipped(&build));
    }
}

#[test]
fn of_spellings_used_equally_often_the_first_in_order_is_the_title() {
    let title = |spellings: &[&str]| {
        let site = spellings.iter().zip(1..).fold(Site::new(), |site, (spelling, day)| {
            let date = format!("2024-06-{day:02}");
            site.article(&format!("a{day}"), &date, &format!("tags: [{spelling}]\n"))
        });
        site.build().unwrap();
        let json: serde_json::Value =
            serde_json::from_str(&site.text("feeds/tags/open-data/feed.json")).unwrap();
        json["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(title(&["open data", "Open data"]), "La Fabrique – Open data");
    assert_eq!(title(&["Open data", "open data"]), "La Fabrique – Open data");
    assert_eq!(title(&["Open data", "open data", "open data"]), "La Fabrique – open data");
}

#[test]
fn a_feed_that_ended_stays_for_365_days() {
    let site = Site::new().article("a", "2023-01-01", "tags: [Cloud]\n");
    site.build_at("2023-02-01T00:00:00Z").unwrap();
    site.write("content/a.md", "---\ntitle: a\ndate: 2023-01-01\n---\n");
    site.build_at("2023-03-01T00:00:00Z").unwrap();
    // 365 days later; the year 2024 has 366.
    site.build_at("2024-02-28T23:59:59Z").unwrap();
    assert!(site.path("feeds/tags/cloud/atom.xml").exists());
    site.build_at("2024-02-29T00:00:00Z").unwrap();
    assert!(!site.path("feeds/tags/cloud").exists());
}

/// Leap seconds came at the end of June and of December, in UTC (ITU-R TF.460).
#[test]
fn a_leap_second_is_at_the_end_of_june_or_december() {
    for (written, instant) in [
        ("2015-06-30T23:59:60Z", "2015-07-01T00:00:00Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z"),
    ] {
        assert_eq!(read_in(Paris, written).timestamp.to_rfc3339(), instant, "{written}");
    }
    let days = (1..=12).map(|month| {
        let last = if matches!(month, 4 | 6 | 9 | 11) { 30 } else { 31 };
        if month == 2 { (2, 29) } else { (month, last) }
    });
    for (month, day) in
        days.filter(|(month, _)| !matches!(month, 6 | 12)).chain([(6, 29), (12, 30)])
    {
        let written = format!("2016-{month:02}-{day}T23:59:60Z");
        let refusal = refused_in(Paris, &written);
        assert_eq!(refusal.message, "this minute has no second 60", "{written}");
    }
    for written in ["2016-12-31T23:58:60Z", "2016-12-31T22:59:60Z", "2016-12-31T23:59:60+01:00"] {
        assert_eq!(refused_in(Paris, written).message, "this minute has no second 60", "{written}");
    }
    assert_eq!(refused_in(Paris, "2016-12-31T23:59:61Z").message, "a minute has 60 seconds");
}

/// RFC 2822, section 4.3: two digits from 00 to 49 are of this century, from 50 on of the last.
#[test]
fn a_year_of_two_digits_turns_at_50() {
    for (written, instant) in [
        ("Fri, 03 Sep 49 11:21:31 GMT", "2049-09-03T11:21:31Z"),
        ("Sun, 03 Sep 50 11:21:31 GMT", "1950-09-03T11:21:31Z"),
        ("Sat, 01 Jan 00 00:00:00 GMT", "2000-01-01T00:00:00Z"),
        ("Fri, 31 Dec 99 00:00:00 GMT", "1999-12-31T00:00:00Z"),
    ] {
        let reading = read_in(Paris, written);
        assert_eq!(reading.timestamp.to_rfc3339(), instant, "{written}");
        assert_eq!(codes(&reading), [""; 0], "{written}");
    }
}

/// Ruby's `Date.parse`, which Jekyll reads names by: from 69 on the last century.
#[test]
fn a_year_of_two_digits_in_a_name_of_jekyll_turns_at_69() {
    for (name, year) in [("68-12-31-a", "2068"), ("69-01-01-a", "1969")] {
        let site = Site::new()
            .configured("generator: jekyll\n")
            .file(&format!("_posts/{name}.md"), "---\ntitle: A\n---\nA.\n");
        let build = site.build_at("2100-01-01T00:00:00Z").unwrap();
        assert!(told(&build)[0].contains(&format!("read as `{year}-")), "{:?}", told(&build));
    }
}

#[test]
fn offsets_end_where_clocks_on_earth_do() {
    for (written, instant) in [
        ("2024-06-27 13:49 +14:00", Some("2024-06-26T23:49:00Z")),
        ("2024-06-27 13:49 +14:01", None),
        ("2024-06-27 13:49 -12:00", Some("2024-06-28T01:49:00Z")),
        ("2024-06-27 13:49 -12:01", None),
        ("2024-06-27 13:49 +00:59", Some("2024-06-27T12:50:00Z")),
        ("2024-06-27 13:49 +00:60", None),
    ] {
        match instant {
            Some(instant) => {
                assert_eq!(read_in(Paris, written).timestamp.to_rfc3339(), instant, "{written}");
            }
            None => assert_eq!(refused_in(Paris, written).code.name(), "offset-impossible"),
        }
    }
}

fn checked(site: &Site, code: &str, now: &str) -> bool {
    site.run_bare(&["check", "--now", now]).messages.contains(&format!("[{code}]"))
}

#[test]
fn a_date_is_far_from_two_leap_years_on() {
    let site = Site::new().article("a", "2026-01-01T00:00:00Z", "");
    // 732 days before.
    assert!(!checked(&site, "date-far-future", "2023-12-31T00:00:00Z"));
    assert!(checked(&site, "date-far-future", "2023-12-30T23:59:59Z"));
}

#[test]
fn a_date_is_before_the_web_by_the_clocks_of_the_site() {
    for (date, expected) in [("1989-12-31T22:59:59Z", true), ("1989-12-31T23:00:00Z", false)] {
        let site = Site::new().article("a", date, "");
        assert_eq!(checked(&site, "date-before-1990", "2030-01-01T00:00:00Z"), expected, "{date}");
    }
}

#[test]
fn terms_are_near_from_five_letters_on_and_by_one_letter() {
    for (one, other, near) in [
        ("clou", "clow", false),
        ("cloud", "clowd", true),
        ("cloud", "clo", false),
        ("cloud", "clouds", true),
        ("cloud", "cloudes", false),
        ("agile", "agiles", true),
        ("budget 2023", "budget 2024", false),
        ("open-data", "opendata", true),
        ("a-b-c-d-e", "abcd e", false),
        ("cloud", "Cloud", false),
        ("marchés", "marche", true),
        ("marché", "mercha", false),
    ] {
        let site = Site::new().article("a", "2024-06-27", &format!("tags: ['{one}']\n")).article(
            "b",
            "2024-06-28",
            &format!("tags: ['{other}']\n"),
        );
        let is_near = checked(&site, "term-near-duplicate", "2030-01-01T00:00:00Z");
        assert_eq!(is_near, near, "{one} and {other}");
    }
}

#[test]
fn a_title_of_150_characters_is_short_enough() {
    for (length, long) in [(150, false), (151, true)] {
        // Each is a letter with an accent of its own, one character of two code points.
        let title = "e\u{301}".repeat(length);
        let site = Site::new()
            .file("content/a.md", format!("---\ntitle: {title}\ndate: 2024-06-27\n---\nA.\n"));
        assert_eq!(checked(&site, "title-long", "2030-01-01T00:00:00Z"), long, "{length}");
    }
}

#[test]
fn a_body_of_256_kib_is_short_enough() {
    for (length, long) in [(256 * 1024, false), (256 * 1024 + 1, true)] {
        let body = "a".repeat(length - 1);
        let site = Site::new()
            .file("content/a.md", format!("---\ntitle: A\ndate: 2024-06-27\n---\n{body}\n"));
        assert_eq!(checked(&site, "body-large", "2030-01-01T00:00:00Z"), long, "{length}");
    }
}

#[test]
fn an_article_has_250_tags_at_most() {
    for (count, expected) in [
        (250, vec![]),
        (
            251,
            vec![
                "content/a.md:4:1258: too-many-terms: 251 tags are more than the limit of 250"
                    .to_owned(),
            ],
        ),
    ] {
        let tags: Vec<String> = (100..100 + count).map(|number| format!("t{number}")).collect();
        let site = Site::new().configured("feeds: {formats: [json]}\n").article(
            "a",
            "2024-06-27",
            &format!("tags: [{}]\n", tags.join(",")),
        );
        match site.build() {
            Ok(build) => assert_eq!(told(&build), expected),
            refused => assert_eq!(refusal(refused), expected),
        }
    }
}

#[test]
fn a_slug_has_100_bytes_at_most() {
    let whole = "a".repeat(100);
    assert_eq!(slug(&whole), whole);
    let cut = slug(&"a".repeat(101));
    assert_eq!(cut.len(), 100);
    assert_ne!(cut, whole);
    assert_ne!(slug(&"a".repeat(102)), cut);
}

#[test]
fn a_shard_is_counted_from_one_to_how_many_there_are() {
    assert_eq!(Shard::new(0, 2), None);
    assert_eq!(Shard::new(3, 2), None);
    assert_eq!(Shard::new(1, 0), None);
    for text in ["", "1", "/", "1/", "/1", "0/1", "2/1", "1/1/1", "-1/2", "1 /2"] {
        assert_eq!(
            text.parse::<Shard>(),
            Err("expected a shard and how many there are, such as `3/16`".to_owned())
        );
    }
    let all: Vec<String> = Shard::new(2, 3).unwrap().all().map(|shard| shard.to_string()).collect();
    assert_eq!(all, ["1/3", "2/3", "3/3"]);
    let shard: Shard = "3/16".parse().unwrap();
    assert_eq!((shard.number(), shard.of()), (3, 16));
    // BLAKE3 of nothing begins with af1349b9f5f9a1a6, whose bytes are read from the last to the first.
    let holders: Vec<u32> = Shard::new(1, 12)
        .unwrap()
        .all()
        .filter(|shard| shard.holds(""))
        .map(Shard::number)
        .collect();
    assert_eq!(holders, [8], "0xa6a1_f9f5_b949_13af is 7 modulo 12");
}

#[cfg(feature = "liquid")]
#[test]
fn liquid_takes_5000_steps_and_counts_to_a_thousand() {
    use crate::templates::article;

    let failed = |body: &str| article("templates: liquid\n", body).1;
    // A filter is a step, and so is a tag.
    let steps = |count: usize| failed(&"{{ 'a' | upcase }}".repeat(count));
    assert_eq!(steps(5000), [""; 0]);
    assert!(steps(5001)[0].ends_with("an article may take 5000 steps"), "{:?}", steps(5001));
    let tags = |count: usize| failed(&("{% assign a = 1 %}".repeat(count) + "x"));
    assert_eq!(tags(5000), [""; 0]);
    assert!(tags(5001)[0].ends_with("an article may take 5000 steps"));
    let counted = |last: usize| failed(&format!("{{% for i in (1..{last}) %}}{{% endfor %}}x"));
    assert_eq!(counted(1000), [""; 0]);
    assert!(counted(1001)[0].ends_with("a loop may count up to 1000 plain numbers"));
    let nested = |depth: usize| {
        failed(&("{% if true %}".repeat(depth) + "x" + &"{% endif %}".repeat(depth)))
    };
    assert_eq!(nested(32), [""; 0]);
    assert!(nested(33)[0].ends_with("blocks nest deeper than 32 levels"));
}

#[test]
fn what_a_file_of_an_article_may_have() {
    for (length, expected) in [(16 * 1024 * 1024, 0), (16 * 1024 * 1024 + 1, 1)] {
        let mut text = "---\ntitle: A\ndate: 2024-06-27\n---\n".to_owned();
        text.push_str(&" ".repeat(length - text.len()));
        let run = Site::new().file("content/a.md", text).run(&[]);
        assert_eq!(run.exit, expected, "{}", run.messages);
    }
}
