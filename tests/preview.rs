//! What would be published, shown in a browser while it is written.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use feedmill::preview::{Answer, Asked, Shown, View, answer, is_trusted};

use crate::support::{Run, Site};

const NOW: &str = "2030-01-01T00:00:00Z";

fn view(site: &Site, shown: Shown) -> View {
    View::next(&site.request(NOW), shown, None)
}

fn asked(target: &str) -> Asked<'_> {
    Asked { method: "GET", target, if_none_match: None, destination: None }
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let found = answer.headers.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.as_str())
}

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.body).unwrap()
}

fn newsroom() -> Site {
    Site::new()
        .article("cloud", "2024-06-27 13:49:00 +02:00", "tags: [Cloud]\n")
        .article("idee", "2024-06-28 13:49:00 +02:00", "draft: true\n")
        .file("content/ebauche.md", "---\ntitle: Ébauche\ndraft: true\n---\nCorps.\n")
        .article("demain", "2031-03-04 09:00:00 +01:00", "")
}

#[test]
fn the_feeds_are_those_of_a_build_with_their_media_types() {
    let site = newsroom();
    let view = view(&site, Shown::default());
    site.run(&[]);
    // RFC 4287, section 7; JSON Feed 1.1, "Suggestions for publishers"; the type that RSS is known by.
    for (file, kind) in [
        ("atom.xml", "application/atom+xml"),
        ("rss.xml", "application/rss+xml"),
        ("feed.json", "application/feed+json"),
        ("tags/cloud/atom.xml", "application/atom+xml"),
    ] {
        let given = answer(&view, asked(&format!("/feeds/{file}?a=b")));
        assert_eq!((given.status, header(&given, "Content-Type")), (200, Some(kind)), "{file}");
        assert_eq!(
            given.body,
            std::fs::read(site.path(&format!("feeds/{file}"))).unwrap(),
            "{file}"
        );
    }
}

#[test]
fn a_person_gets_what_browsers_lay_out() {
    let site = newsroom();
    let view = view(&site, Shown::default());
    let kinds = |file: &str, destination| {
        let path = format!("/feeds/{file}");
        let given = answer(&view, Asked { destination, ..asked(&path) });
        assert_eq!(header(&given, "Vary"), Some("Sec-Fetch-Dest"), "{file}");
        header(&given, "Content-Type").unwrap().to_owned()
    };
    // Fetch Metadata, section 2.1: `document` is a navigation, `empty` a request of a script.
    for (file, kind) in [("atom.xml", "application/atom+xml"), ("rss.xml", "application/rss+xml")] {
        assert_eq!(kinds(file, Some("document")), "text/xml; charset=utf-8");
        assert_eq!(kinds(file, Some("empty")), kind);
        assert_eq!(kinds(file, None), kind);
    }
    assert_eq!(kinds("feed.json", Some("document")), "application/feed+json");
}

#[test]
fn who_has_the_bytes_is_told_so() {
    let site = newsroom();
    let view = view(&site, Shown::default());
    let first = answer(&view, asked("/feeds/rss.xml"));
    let tag = header(&first, "ETag").unwrap();
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    // RFC 9110, section 13.1.2: a list, weak comparison, or any.
    for known in [tag.to_owned(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let asked = Asked { if_none_match: Some(&known), ..asked("/feeds/rss.xml") };
        let given = answer(&view, asked);
        assert_eq!(
            (given.status, given.body.len(), header(&given, "ETag")),
            (304, 0, Some(tag)),
            "{known}"
        );
    }
    let asked = Asked { if_none_match: Some("\"other\""), ..asked("/feeds/rss.xml") };
    assert_eq!(answer(&view, asked).status, 200);
}

#[test]
fn only_what_was_built_is_there() {
    let site = newsroom();
    site.run(&[]);
    let view = view(&site, Shown::default());
    for path in [
        "/feeds/../feedmill.yaml",
        "/feeds/%2e%2e/feedmill.yaml",
        "/feeds/..%2ffeedmill.yaml",
        "//etc/passwd",
        "/feedmill.yaml",
        "/content/cloud.md",
        "/feeds/<script>alert(1)</script>",
        "",
        "*",
        "http://www.example.org/feeds/atom.xml",
    ] {
        let given = answer(&view, asked(path));
        assert_eq!(given.status, 404, "{path}");
        assert!(!text(&given).contains("<script>alert"), "{path}");
    }
    assert_eq!(answer(&view, asked("/feeds/%ff")).status, 400);
    let given = answer(&view, Asked { method: "POST", ..asked("/feeds/atom.xml") });
    assert_eq!((given.status, header(&given, "Allow")), (405, Some("GET, HEAD")));
    let given = answer(&view, asked("/"));
    assert_eq!((given.status, header(&given, "Location")), (302, Some("/_feedmill/")));
}

#[test]
fn drafts_and_embargoed_articles_are_shown_on_request_and_marked() {
    let site = newsroom();
    let titles = |shown| {
        let feed = answer(&view(&site, shown), asked("/feeds/atom.xml"));
        let feed = feed_rs::parser::parse(feed.body.as_slice()).unwrap();
        feed.entries.into_iter().map(|entry| entry.title.unwrap().content).collect::<Vec<_>>()
    };
    assert_eq!(titles(Shown::default()), ["cloud"]);
    // A draft without a date stands where it would if it were published now.
    assert_eq!(
        titles(Shown { drafts: true, future: false }),
        ["[draft] Ébauche", "[draft] idee", "cloud"]
    );
    assert_eq!(
        titles(Shown { drafts: false, future: true }),
        ["[2031-03-04T08:00:00Z] demain", "cloud"]
    );
}

#[test]
fn an_article_is_shown_when_its_time_comes() {
    let site = newsroom();
    let view = view(&site, Shown::default());
    let at = |instant: &str| view.is_overdue(instant.parse().unwrap());
    assert!(!at(NOW) && !at("2031-03-04T07:59:59Z"));
    assert!(at("2031-03-04T08:00:00Z"));
    // What cannot be built is not tried again and again.
    site.write("feedmill.yaml", "title: T\nbase_url: nowhere\n");
    let after = View::next(&site.request(NOW), Shown::default(), Some(&view));
    assert!(!after.is_overdue("2031-03-04T08:00:00Z".parse().unwrap()));
}

#[test]
fn a_folder_of_drafts_is_that_of_jekyll() {
    let site = Site::new();
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    let site = site
        .file("_config.yml", "title: T\nurl: https://www.example.org\n")
        .file("_drafts/idee.md", "---\ntitle: Idée\n---\n")
        .file("blog/_drafts/2024-06-01-note.md", "---\ntitle: Note\n---\n");
    let page = answer(&view(&site, Shown { drafts: true, future: false }), asked("/_feedmill/"));
    assert!(text(&page).contains("[draft] Idée"), "{}", text(&page));
}

#[test]
fn a_problem_is_shown_with_its_place_in_the_source() {
    let site = newsroom().file("content/faux.md", "---\ntitle: <i>Faux\ndate: 2024-06-31\n---\n");
    let view = view(&site, Shown::default());
    let page = answer(&view, asked("/_feedmill/"));
    let page = text(&page);
    assert!(page.contains("1 error, 0 warnings; a build would publish nothing."), "{page}");
    assert!(page.contains("content/faux.md, line 3, column 15"), "{page}");
    assert!(page.contains("<pre>date: 2024-06-<mark>31</mark></pre>"), "{page}");
    // The others are shown as a build with --skip-broken would publish them.
    assert!(text(&answer(&view, asked("/feeds/atom.xml"))).contains("<title>cloud</title>"));
}

#[test]
fn what_cannot_be_built_is_shown_as_it_was() {
    let site = newsroom();
    let before = view(&site, Shown::default());
    site.write("feedmill.yaml", "title: T\nbase_url: nowhere\n");
    let after = View::next(&site.request(NOW), Shown::default(), Some(&before));
    assert_eq!(after.version, before.version + 1);
    let page = answer(&after, asked("/_feedmill/"));
    assert!(text(&page).contains("1 error; this is what was built before."), "{}", text(&page));
    assert!(text(&page).contains("<mark>nowhere</mark>"), "{}", text(&page));
    assert_eq!(answer(&after, asked("/feeds/atom.xml")), answer(&before, asked("/feeds/atom.xml")));
}

#[test]
fn a_name_that_others_can_make_lead_here_is_not_trusted() {
    for host in [
        "localhost",
        "LOCALHOST:4000",
        "a.localhost",
        "127.0.0.1:4000",
        "[::1]",
        "[::1]:80",
        "192.168.1.7:1",
    ] {
        assert!(is_trusted(host), "{host}");
    }
    for host in [
        "",
        "evil.example",
        "evil.example:4000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost:",
        "localhost:80:80",
        "[::1",
        "[evil.example]",
        "[::1]x",
        "notlocalhost",
    ] {
        assert!(!is_trusted(host), "{host}");
    }
}

/// A program that runs until it is stopped.
struct Running {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
}

impl Running {
    fn start(site: &Site, arguments: &[&str]) -> Self {
        Self::start_by_the_clock(site, &[arguments, &["--now", NOW]].concat())
    }

    fn start_by_the_clock(site: &Site, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_feedmill"))
            .args(arguments)
            .current_dir(site.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    /// Reads until a line that begins so.
    fn line(&mut self, begin: &str) -> String {
        let mut line = String::new();
        while !line.starts_with(begin) {
            line.clear();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "it ended before `{begin}`");
        }
        line.trim_end().to_owned()
    }

    /// Sends a signal and waits for the end.
    fn stop(mut self, signal: &str) -> Run {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        let (mut out, mut messages) = (String::new(), String::new());
        self.out.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
        Run { exit: status.code().unwrap(), out, messages }
    }
}

/// A connection to the server whose first line is `line`.
fn connect(line: &str) -> TcpStream {
    let (_, address) = line.split_once("http://").unwrap();
    let (address, _) = address.split_once('/').unwrap();
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

fn request(line: &str, method: &str, path: &str, host: &str) -> String {
    let mut stream = connect(line);
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[cfg(unix)]
#[test]
fn a_change_is_shown_and_told_to_open_pages() {
    let site = newsroom();
    let mut server = Running::start(&site, &["serve", "--port", "0"]);
    let line = server.line("Serving ");
    server.line("Shows      1 article in 2 feeds");

    let head = request(&line, "HEAD", "/feeds/atom.xml", "localhost");
    let whole = request(&line, "GET", "/feeds/atom.xml", "localhost");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    let length = |answer: &str| {
        answer.lines().find(|line| line.starts_with("Content-Length: ")).map(str::to_owned)
    };
    assert_eq!(length(&head), length(&whole));
    assert!(length(&head).is_some(), "{head}");
    let strange = request(&line, "GET", "/feeds/atom.xml", "evil.example");
    assert!(strange.starts_with("HTTP/1.1 421 "), "{strange}");
    assert!(!strange.contains("<feed"), "{strange}");

    let mut events = connect(&line);
    write!(events, "GET /_feedmill/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut events = BufReader::new(events);
    let mut next = || loop {
        let mut line = String::new();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the events ended");
        if let Some(version) = line.strip_prefix("data: ") {
            return version.trim().to_owned();
        }
    };
    assert_eq!(next(), "0");
    site.write("content/neuf.md", "---\ntitle: Neuf\ndate: 2024-07-01\n---\nCorps.\n");
    assert_ne!(next(), "0");
    server.line("Shows      2 articles in 2 feeds");
    assert!(request(&line, "GET", "/feeds/rss.xml", "127.0.0.1").contains("<title>Neuf</title>"));

    // Nothing is written anywhere.
    assert!(!site.path("feeds").exists());
    assert!(!site.path("feedmill.lock").exists());
    let run = server.stop("TERM");
    assert_eq!((run.exit, run.out.as_str(), run.messages.as_str()), (0, "Stopped\n", ""));
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "an article is to come soon after the test begins")]
#[test]
fn an_embargo_ends_while_a_preview_is_open() {
    let soon = chrono::Utc::now() + Duration::from_secs(3);
    let site = newsroom().article("bientot", &soon.to_rfc3339(), "");
    let mut server = Running::start_by_the_clock(&site, &["serve", "--port", "0"]);
    server.line("Shows      2 articles in 2 feeds");
    assert_eq!(server.stop("TERM").exit, 0);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let site = newsroom();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = site.run(&["serve", "--port", &port]);
    assert_eq!(run.exit, 3);
    assert_eq!(
        run.messages,
        format!(
            "\
error[port-taken]: another program already listens at 127.0.0.1:{port}
 |
 = help: stop it (it may be another `feedmill serve`), or choose another port, such as `--port 4001`

"
        )
    );
}

#[cfg(unix)]
#[test]
fn each_change_is_built() {
    let site = newsroom();
    let mut watch = Running::start(&site, &["watch"]);
    watch.line("Published  2 feeds to ./feeds: 6 files written");
    watch.line("Watching   for changes until Ctrl-C; this build took ");
    site.write("content/neuf.md", "---\ntitle: Neuf\ndate: 2024-06-31\n---\nCorps.\n");
    watch.line("Changed    content/neuf.md at ");
    watch.line("Watching ");
    site.write("content/neuf.md", "---\ntitle: Neuf\ndate: 2024-06-30\n---\nCorps.\n");
    watch.line("Published  2 feeds to ./feeds: 3 files written, 3 unchanged");
    watch.line("Watching ");
    assert!(site.text("feeds/atom.xml").contains("<title>Neuf</title>"));
    let run = watch.stop("INT");
    assert_eq!((run.exit, run.out.as_str()), (0, "Stopped\n"));
    assert!(run.messages.starts_with("error[date-impossible]"), "{}", run.messages);
}

/// What a build does not read starts none: its own log, a report, a note, what an editor leaves.
#[cfg(unix)]
#[test]
fn what_a_build_does_not_read_is_not_watched() {
    let site = newsroom().file("static/plan.png", "x");
    let mut watch = Running::start(&site, &["watch", "--report", "report.json"]);
    watch.line("Watching ");
    for path in [
        "journal.log",
        "content/journal.log",
        "notes.md",
        "notes/brouillon.md",
        "data.json",
        "content/.neuf.md.swp",
        "content/neuf.md~",
        "node_modules/x/README.md",
        "feedmill.lock.tmp",
    ] {
        site.write(path, "x");
    }
    std::thread::sleep(Duration::from_secs(1));
    site.write("static/hall.png", "x");
    let line = watch.line("Changed ");
    assert!(line.starts_with("Changed    static/hall.png at "), "{line}");
    watch.line("Watching ");
    assert_eq!(watch.stop("TERM").out, "Stopped\n");
}
