//! Sites that somebody made to do harm: each gets its code and exit code within bounded time, and
//! what is published stays.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use crate::support::Site;

/// A debug build on a busy machine; what is quadratic takes minutes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A site that has published, and gets one more article.
fn published() -> (Site, Vec<(String, Vec<u8>)>) {
    let site = Site::new().article("bon", "2024-06-27", "tags: [Cloud]\n");
    site.build().unwrap();
    let feeds = site.files("feeds");
    (site, feeds)
}

/// Asserts that a build of `site` is refused with `code`.
fn refused(what: &str, site: &Site, before: &[(String, Vec<u8>)], code: &str, exit: i32) {
    let start = Instant::now();
    let run = site.run(&[]);
    assert!(start.elapsed() < PATIENCE, "{what}: {:?}", start.elapsed());
    let told = format!("error[{code}]");
    let head: String = run.messages.chars().take(600).collect();
    assert!(run.messages.contains(&told), "{what}: expected {told}, got\n{head}{}", run.out);
    assert_eq!(run.exit, exit, "{what}");
    assert_eq!(site.files("feeds"), before, "{what}: the published feeds changed");
}

/// Asserts that a build of `site` is done, and that nothing lies outside its feeds.
fn harmless(what: &str, site: &Site) {
    let start = Instant::now();
    let run = site.run(&[]);
    assert!(start.elapsed() < PATIENCE, "{what}: {:?}", start.elapsed());
    assert_eq!(run.exit, 0, "{what}: {}", run.messages);
    let names = fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name());
    let strange: Vec<_> = names
        .filter(|name| {
            !["content", "feeds", "feedmill.yaml", "feedmill.lock"].map(Into::into).contains(name)
        })
        .collect();
    assert!(strange.is_empty(), "{what}: {strange:?}");
    for (path, bytes) in site.files("feeds") {
        let text = String::from_utf8(bytes).unwrap();
        if path.strip_suffix(".xml").is_some() {
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
        } else {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
}

fn toml(line: &str) -> String {
    format!("+++\ntitle = \"x\"\ndate = 2024-06-28\n{line}\n+++\nx\n")
}

fn json(value: &str) -> String {
    format!("{{\"title\": \"x\", \"date\": \"2024-06-28\", \"a\": {value}}}\nx\n")
}

fn with(front_matter: &str, body: &str) -> String {
    format!("---\ntitle: x\ndate: 2024-06-28\n{front_matter}\n---\n{body}\n")
}

#[test]
fn names_that_lead_out_are_refused() {
    for slug in ["../x", "..", ".", "a/../../x", "/etc/passwd", "..\\x", "%2e%2e", "%2E.", "a/b"] {
        let (site, before) = published();
        let site = site.file("content/x.md", with(&format!("slug: '{slug}'"), "x"));
        refused(slug, &site, &before, "permalink-escapes", 1);
    }
    for permalink in ["/../../x", "../x", "/a/%2e%2e/x", "/a/..\\x", "..", "/a/./x"] {
        let (site, before) = published();
        let site = site.file("content/x.md", with(&format!("permalink: {permalink}"), "x"));
        refused(permalink, &site, &before, "permalink-escapes", 1);
    }
}

#[test]
fn terms_cannot_leave_their_folder() {
    let terms = [
        "../../x",
        "..",
        ".",
        "/etc/passwd",
        "C:\\x",
        "a/../../../x",
        "\\u0000",
        "\\u202Egnp.exe",
        "CON",
        "aux",
        "\\u0007",
        "~",
        "$HOME",
        "`id`",
        "|id",
        "-rf",
        "<x>&\\\"'",
        "]]>",
        " ",
    ];
    for term in terms {
        for key in ["tags", "categories"] {
            let (site, _) = published();
            let site = site.file(
                "content/x.md",
                with(&format!("{key}: [\"{}\"]", term.replace("\\x", "\\\\x")), "x"),
            );
            harmless(&format!("{key} {term}"), &site);
        }
    }
    let (site, before) = published();
    let many: Vec<String> = (0..1000).map(|number| format!("t{number}")).collect();
    let site = site.file("content/x.md", with(&format!("tags: [{}]", many.join(", ")), "x"));
    refused("1000 tags", &site, &before, "too-many-terms", 1);
}

#[test]
fn configurations_cannot_leave_the_site() {
    for lines in [
        "content: ../..",
        "content: /etc",
        "feeds:\n  path: ../../x",
        "named:\n  ../x:\n    title: x",
        "named:\n  a/b:\n    title: x",
        "permalink: x",
        "feeds:\n  limit: 0",
        "timezone: ../../etc/passwd",
        "feeds:\n  limit: -1",
        "base_url: file:///etc",
        "base_url: https://a.example",
        "title: [x",
    ] {
        let (site, before) = published();
        let site = site.configured(lines);
        let start = Instant::now();
        let run = site.run(&[]);
        assert!(start.elapsed() < PATIENCE, "{lines}");
        assert_eq!(run.exit, 2, "{lines}: {}{}", run.messages, run.out);
        assert_eq!(site.files("feeds"), before, "{lines}");
    }
}

#[test]
fn bombs_are_refused() {
    let mut aliases = "a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n".to_owned();
    for level in 1..9 {
        let nine = format!("*a{},", level - 1).repeat(9);
        writeln!(aliases, "a{level}: &a{level} [{nine}]").unwrap();
    }
    let deep = 100_000;
    let nested = |open: &str| open.repeat(deep);
    let big = "x".repeat(70_000);
    for (what, text, code) in [
        ("aliases", with(&aliases, "x"), "too-many-values"),
        ("an alias of itself", with("a: &a [*a]", "x"), "yaml-invalid"),
        ("lists", with(&format!("a: {}", "[".repeat(60_000)), "x"), "too-deep"),
        ("mappings", with(&format!("a: {}", "{a: ".repeat(15_000)), "x"), "too-deep"),
        ("block lists", with(&format!("a:\n  {}", "- ".repeat(30_000)), "x"), "too-deep"),
        ("100,000 lists", with(&format!("a: {}", nested("[")), "x"), "front-matter-too-large"),
        ("TOML lists", toml(&format!("a = {}", "[".repeat(30_000))), "too-deep"),
        ("TOML tables", toml(&format!("a = {}", "{a=".repeat(15_000))), "too-deep"),
        ("dotted TOML", toml(&format!("{}a = 1", "a.".repeat(20_000))), "too-deep"),
        ("a TOML header", toml(&format!("[{}a]", "a.".repeat(20_000))), "too-deep"),
        ("TOML within its own limit", toml(&format!("[{}a]", "a.".repeat(40))), "too-deep"),
        ("100,000 TOML lists", toml(&format!("a = {}", nested("["))), "front-matter-too-large"),
        ("JSON lists", json(&("[".repeat(15_000) + &"]".repeat(15_000))), "too-deep"),
        ("JSON objects", json(&("{\"a\":".repeat(9000) + "1" + &"}".repeat(9000))), "too-deep"),
        ("open JSON lists", json(&"[".repeat(30_000)), "json-invalid"),
        ("100,000 JSON lists", json(&(nested("[") + &"]".repeat(deep))), "front-matter-too-large"),
        ("long front matter", with(&format!("a: {big}"), "x"), "front-matter-too-large"),
        ("no end", "---\ntitle: x\n".to_owned(), "front-matter-open"),
        ("a tag", with("a: !!python/object/apply:os.system [id]", "x"), ""),
        ("a million list items", with("", &"- a\n".repeat(1_000_000)), "too-much-markup"),
        ("a million shortcodes", with("", &"{{< a >}}".repeat(1_000_000)), "too-much-markup"),
        ("a million elements", with("", &"<br>".repeat(1_000_000)), "too-much-markup"),
        ("divs", with("", &nested("<div>")), "html-too-deep"),
        ("formatting", with("", &nested("<b>")), "html-too-deep"),
        ("tables", with("", &"<table><tr><td>".repeat(50_000)), "html-too-deep"),
        ("quotations", with("", &nested("> ")), "html-too-deep"),
        ("lists in lists", with("", &nested("- ")), ""),
        ("svg", with("", &nested("<svg><g>")), "html-too-deep"),
        ("emphasis", with("", &nested("*a ")), ""),
        ("brackets", with("", &nested("[")), ""),
        ("links", with("", &nested("[a](")), ""),
        ("pictures", with("", &nested("![")), ""),
        ("80,000 whole links", with("", &"[a](b)".repeat(80_000)), ""),
        ("backquotes", with("", &(1..400).map(|n| "`".repeat(n) + " ").collect::<String>()), ""),
        ("entities", with("", &nested("&lt;")), ""),
        ("an entity bomb", with("", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>&a;&a;"), ""),
        ("CDATA", with("", "<![CDATA[ ]]> ]]> <x xmlns=\"y\">"), ""),
        ("scripts", with("", "<script>alert(1)</script><a href=\"java&#115;cript:x\">x</a>"), ""),
    ] {
        let (site, before) = published();
        let site = site.file("content/x.md", text);
        if code.is_empty() { harmless(what, &site) } else { refused(what, &site, &before, code, 1) }
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for (what, bytes, code) in [
        ("Latin-1", b"---\ntitle: \xe9t\xe9\ndate: 2024-06-28\n---\n".to_vec(), "not-utf8"),
        ("UTF-16", b"\xff\xfe-\0-\0-\0\n\0".to_vec(), "not-utf8"),
        (
            "an overlong slash",
            b"---\ntitle: \xc0\xaf\ndate: 2024-06-28\n---\n".to_vec(),
            "not-utf8",
        ),
        ("a surrogate", b"---\ntitle: \xed\xa0\x80\ndate: 2024-06-28\n---\n".to_vec(), "not-utf8"),
        ("an empty file", Vec::new(), "front-matter-missing"),
        ("zeros", vec![0; 4096], "front-matter-missing"),
        ("a picture", b"\x89PNG\r\n\x1a\n".to_vec(), "not-utf8"),
    ] {
        let (site, before) = published();
        refused(what, &site.file("content/x.md", bytes), &before, code, 1);
    }
    for (what, text) in [
        ("NUL in the body", with("", "a\0b")),
        ("bidirectional controls", with("tags: [\"\\u202Ex\\u2066\"]", "\u{202E}x\u{2066}")),
        ("noncharacters", with("", "\u{FFFE}\u{FFFF}\u{1FFFE}")),
        ("a lone CR", with("", "a\rb")),
        ("a vertical tab", with("", "a\u{B}b")),
    ] {
        let (site, _) = published();
        harmless(what, &site.file("content/x.md", text));
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.md"), with("", "secret")).unwrap();
    for (what, target, code) in [
        ("a link to a device", "/dev/zero", "file-not-regular"),
        ("a link to /proc", "/proc/self/environ", "file-not-regular"),
        ("a link out", elsewhere.path().join("secret.md").to_str().unwrap(), "file-not-regular"),
        ("a link to nothing", "nothing.md", "file-unreadable"),
        ("a link to itself", "x.md", "file-unreadable"),
    ] {
        let (site, before) = published();
        symlink(target, site.path("content/x.md")).unwrap();
        refused(what, &site, &before, code, 1);
    }
    let (site, before) = published();
    symlink("..", site.path("content/loop")).unwrap();
    refused("a loop", &site, &before, "file-unreadable", 1);

    let (site, before) = published();
    let pipe = std::process::Command::new("mkfifo").arg(site.path("content/x.md")).status();
    assert!(pipe.unwrap().success());
    refused("a pipe", &site, &before, "file-not-regular", 1);

    let (site, before) = published();
    let _socket = std::os::unix::net::UnixListener::bind(site.path("content/x.md")).unwrap();
    refused("a socket", &site, &before, "file-unreadable", 1);

    for (what, place) in [("the ledger", "feedmill.lock"), ("a feed", "feeds/atom.xml")] {
        let (site, _) = published();
        fs::remove_file(site.path(place)).unwrap();
        symlink("/dev/zero", site.path(place)).unwrap();
        let run = site.run(&[]);
        assert!(run.messages.starts_with("error[io]"), "{what}: {}", run.messages);
        assert_eq!(run.exit, 3, "{what}");
    }
    let (site, before) = published();
    fs::remove_file(site.path("feedmill.yaml")).unwrap();
    symlink("/dev/zero", site.path("feedmill.yaml")).unwrap();
    refused("the configuration", &site, &before, "config-missing", 2);
}

#[test]
fn sections_cannot_leave_their_folder() {
    let (site, _) = published();
    let site = site
        .configured("sections:\n  ../../x:\n    path: a/**\n  /etc/y:\n    path: b/**\n")
        .file("content/a/x.md", with("", "x"))
        .file("content/b/y.md", with("", "y"));
    harmless("sections", &site);
    assert!(site.path("feeds/sections/x/atom.xml").is_file());
    assert!(site.path("feeds/sections/etc-y/atom.xml").is_file());
}

#[test]
fn collections_cannot_leave_the_site() {
    for name in ["../x", "/etc", "a/../../x", ".."] {
        let (site, _) = published();
        let config = format!(
            "title: T\nurl: https://www.example.org\ntimezone: Europe/Paris\n\
             collections: {{\"{name}\": {{output: true, permalink: /../../:name}}}}\n"
        );
        let site = site.file("_config.yml", config).file("_posts/2024-06-28-x.md", with("", "x"));
        fs::remove_file(site.path("feedmill.yaml")).unwrap();
        fs::remove_dir_all(site.path("content")).unwrap();
        let run = site.run(&[]);
        assert_eq!(run.exit, 0, "{name}: {}", run.messages);
        let atom = site.text("feeds/atom.xml");
        assert!(atom.contains("https://www.example.org/2024/06/28/x.html"), "{name}: {atom}");
    }
}

/// Root alone may make devices, and CI is root.
#[cfg(unix)]
#[test]
fn a_device_is_refused() {
    let (site, before) = published();
    let device = site.path("content/x.md");
    let made = std::process::Command::new("mknod").arg(device).args(["c", "1", "5"]).output();
    if made.unwrap().status.success() {
        refused("/dev/zero by another name", &site, &before, "file-not-regular", 1);
    }
}

#[cfg(all(unix, feature = "liquid"))]
#[test]
fn templates_include_nothing_from_elsewhere() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret.html");
    fs::write(&secret, "a secret").unwrap();
    for include in [
        secret.to_str().unwrap(),
        "../feedmill.yaml",
        "../../etc/passwd",
        "link.html",
        "folder/secret.html",
        "device.html",
        "loop/a.html",
        "a.html",
    ] {
        let (site, _) = published();
        let site = site
            .configured("templates: liquid\nincludes: content/_includes\n")
            .file("content/_includes/a.html", "{% include a.html %}")
            .file("content/x.md", with("", &format!("{{% include {include} %}}")));
        symlink(&secret, site.path("content/_includes/link.html")).unwrap();
        symlink(elsewhere.path(), site.path("elsewhere")).unwrap();
        symlink("../../elsewhere", site.path("content/_includes/folder")).unwrap();
        symlink("/dev/zero", site.path("content/_includes/device.html")).unwrap();
        symlink("..", site.path("content/_includes/loop")).unwrap();
        let run = site.run(&[]);
        assert!(run.messages.contains("template-failed"), "{include}: {}", run.messages);
        for (path, bytes) in site.files("feeds") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("a secret") && !text.contains("base_url"), "{include}: {path}");
        }
    }
}

#[test]
fn folders_that_are_too_deep_are_refused() {
    let (site, before) = published();
    // Longer than a path may be, so that no call can name it whole.
    let made = std::process::Command::new("bash")
        .args(["-c", "for i in {1..120}; do mkdir $0 && cd $0 || exit 1; done; printf x >x.md"])
        .arg("d".repeat(50))
        .current_dir(site.path("content"))
        .status();
    assert!(made.unwrap().success());
    refused("folders", &site, &before, "file-unreadable", 1);
    let gone = std::process::Command::new("rm").arg("-r").arg(site.path("content")).status();
    assert!(gone.unwrap().success());
}

#[test]
fn what_is_too_large_is_refused() {
    let (site, before) = published();
    // A gigabyte that takes no room on the disk.
    fs::File::create(site.path("content/x.md")).unwrap().set_len(1 << 30).unwrap();
    refused("a gigabyte", &site, &before, "file-too-large", 1);

    let (site, before) = published();
    fs::File::create(site.path("feedmill.yaml")).unwrap().set_len(1 << 30).unwrap();
    refused("a configuration", &site, &before, "config-missing", 2);

    let (site, _) = published();
    let before = site.files("feeds");
    fs::File::create(site.path("feedmill.lock")).unwrap().set_len(1 << 30).unwrap();
    refused("a ledger", &site, &before, "io", 3);
}

#[test]
fn long_names_are_cut_or_refused() {
    let long = "é".repeat(2000);
    for (what, front_matter) in [
        ("a slug", format!("slug: {long}")),
        ("a tag", format!("tags: [{long}]")),
        ("an id", format!("id: {long}")),
    ] {
        let (site, _) = published();
        harmless(what, &site.file("content/x.md", with(&front_matter, "x")));
    }
}

#[test]
fn dates_do_no_harm() {
    for date in [
        "99999-01-01",
        "0000-00-00",
        "-0001-01-01",
        "2024-13-01",
        "2024-06-27 25:00",
        "1e309",
        "9223372036854775807",
        "2024-06-27T11:49:00+99:99",
        "now",
        "@0",
        "''",
    ] {
        let (site, before) = published();
        let site = site.file("content/x.md", format!("---\ntitle: x\ndate: {date}\n---\nx\n"));
        let start = Instant::now();
        let run = site.run(&[]);
        assert!(start.elapsed() < PATIENCE, "{date}");
        assert_eq!(run.exit, 1, "{date}: {}{}", run.messages, run.out);
        assert!(run.messages.contains("error[") && !run.messages.contains("panicked"), "{date}");
        assert_eq!(site.files("feeds"), before, "{date}");
    }
}

/// What a terminal or a build service would carry out: an escape sequence, a bell, a line of its own, a direction
/// of writing, the commands of GitHub and Azure.
#[cfg(unix)]
const CARRIED_OUT: &str =
    "a\u{1b}]0;faux\u{7}\n::error file=x::faux\r\u{9b}2J\u{202e}##[error]##vso[task.x]b";

/// The same as it is printed.
#[cfg(unix)]
const SHOWN: &str = "a\\u001b]0;faux\\u0007\\n::error file=x::faux\\r\\u009b2J\\u202e#\\u0023[error]#\\u0023vso[task.x]b";

#[cfg(unix)]
fn assert_nothing_is_carried_out(what: &str, printed: &str) {
    for line in printed.lines() {
        let is_bad = |letter: char| {
            matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                || (letter.is_control() && letter != '\t')
        };
        assert!(!line.contains(is_bad), "{what}: {line:?}");
        assert!(!line.trim_start().starts_with("::"), "{what}: {line}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{what}: {line}");
    }
}

/// A site whose names and texts all want something carried out.
#[cfg(unix)]
fn speaking_site() -> Site {
    let quoted = serde_json::to_string(CARRIED_OUT).unwrap();
    let item = |id: &str| {
        serde_json::json!({
            "id": format!("{id}{CARRIED_OUT}"), "url": format!("https://www.example.org/{id}{CARRIED_OUT}"),
            "title": CARRIED_OUT, "content_html": CARRIED_OUT, "date_published": "2023-01-01T00:00:00Z",
            "authors": [{ "name": CARRIED_OUT }]
        })
    };
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": CARRIED_OUT, "items": [item("x"), item("y")]
    });
    let article = |more: &str| {
        format!(
            "---\ntitle: {quoted}\ndate: 2024-06-27\ntags: [{quoted}]\n{more}---\n{CARRIED_OUT}\n"
        )
    };
    Site::new()
        .file(&format!("content/{}", CARRIED_OUT.replace('/', ":")), "")
        .file(
            &format!("content/{CARRIED_OUT}.md"),
            article(&format!("author: {{url: {quoted}}}\n")),
        )
        .file(&format!("content/page{CARRIED_OUT}.md"), CARRIED_OUT)
        .file(&format!("content/adoc{CARRIED_OUT}.adoc"), CARRIED_OUT)
        .file(&format!("content/draft{CARRIED_OUT}.md"), article("draft: true\n"))
        .file(&format!("content/later{CARRIED_OUT}.md"), article("").replace("2024", "2031"))
        .file(&format!("old/{CARRIED_OUT}/feed.json"), feed.to_string())
}

#[cfg(unix)]
#[test]
fn nothing_that_is_printed_is_carried_out() {
    let site = speaking_site();
    let article = format!("content/{CARRIED_OUT}.md");
    let feed = format!("old/{CARRIED_OUT}/feed.json");
    let quoted = serde_json::to_string(CARRIED_OUT).unwrap();
    let broken = format!("---\ntitle: {quoted}\ndate: {quoted}\n{quoted}: x\n---\n");
    for is_broken in [false, true] {
        if is_broken {
            site.write(&format!("content/broken{CARRIED_OUT}.md"), &broken);
        }
        for command in [
            &["build", "--check"] as &[&str],
            &["build", "--skip-broken"],
            &["build"],
            &["check"],
            &["check", "--format", "json"],
            &["explain", &article],
            &["explain", "perdu\n::error::x"],
            &["diff", "old"],
            &["diff", "old", "--format", "markdown"],
            &["diff", "old", "--format", "json"],
            &["diff", &feed, "old"],
            &["snippets", "nginx"],
            &["snippets", "redirects"],
            &["id", "keep", "x", &article],
            &["adopt", &feed],
            &["adopt", &feed],
            &["build", "--check"],
        ] {
            let run = site.run(command);
            let what = format!("{command:?}");
            assert!((0..=3).contains(&run.exit), "{what}: {}", run.exit);
            assert!(!(run.out.is_empty() && run.messages.is_empty()), "{what}");
            assert_nothing_is_carried_out(&what, &run.out);
            assert_nothing_is_carried_out(&what, &run.messages);
            if command.contains(&"json") && !run.out.is_empty() {
                serde_json::from_str::<serde_json::Value>(&run.out).unwrap();
            }
        }
    }
    let run = site.run(&["build"]);
    let place = format!(" --> content/broken{SHOWN}.md:3:");
    assert!(run.messages.contains(&place), "{}", run.messages);

    let run = site.run(&["check", "--format", "github"]);
    for line in run.out.lines() {
        let command = line.strip_prefix("::error file=").or(line.strip_prefix("::warning file="));
        assert_nothing_is_carried_out("annotations", command.unwrap());
    }
    assert!(run.out.contains("%0A%3A%3Aerror file=x%3A%3Afaux\\r\\u009b2J"), "{}", run.out);

    fs::remove_file(site.path("feedmill.yaml")).unwrap();
    site.write(
        "_config.yml",
        format!("title: {quoted}\nurl: {quoted}\nplugins: [{quoted}]\n{quoted}: x\n"),
    );
    let run = site.run(&["init", "--yes", "--url", "https://www.example.org"]);
    assert_nothing_is_carried_out("init", &run.out);
    assert_nothing_is_carried_out("init", &run.messages);
}

#[test]
fn a_site_has_no_more_terms_than_articles_could_need() {
    // 42 articles of 240 tags each, which nobody else has.
    let mut site = Site::with_pages();
    for article in 0..42 {
        let tags: Vec<String> = (0..240).map(|tag| format!("t{article}-{tag}")).collect();
        site = site.article(
            &format!("a{article}"),
            "2024-06-28",
            &format!("tags: [{}]\n", tags.join(", ")),
        );
    }
    let run = site.run(&["--skip-broken"]);
    assert_eq!(
        run.messages.lines().take(3).collect::<Vec<_>>(),
        [
            "error[too-many-terms]: the articles have 10080 categories and tags, each with feeds of its own; the limit is 10042",
            "--> feedmill.yaml",
            " = help: give articles fewer terms, or write `feeds: {tags: {formats: []}}`, which makes no feed of a tag",
        ]
    );
    assert_eq!(run.exit, 1);
    assert!(!site.path("feeds").exists() && !site.path("feedmill.lock").exists());

    let site = site.configured("feeds: {tags: {formats: []}}\n");
    let run = site.run(&[]);
    assert_eq!((run.exit, &*run.messages), (0, ""));
    assert!(!site.path("feeds/tags").exists());
}
