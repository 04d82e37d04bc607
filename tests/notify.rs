//! `feedmill notify`, against a hub on this machine.

use std::fmt::Display;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::Site;

/// A hub that gives these answers, one a request; what it was sent is handed back.
fn hub(answers: Vec<impl Display + Send + 'static>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let served = std::thread::spawn(move || {
        let mut bodies = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            let mut byte = [0];
            while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
                request.push(byte[0]);
            }
            let head = String::from_utf8(request).unwrap().to_lowercase();
            let (_, length) = head.split_once("content-length: ").unwrap();
            let mut body = vec![0; length.split("\r\n").next().unwrap().parse().unwrap()];
            stream.read_exact(&mut body).unwrap();
            bodies.push(String::from_utf8(body).unwrap());
            let answer =
                format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).unwrap();
        }
        bodies
    });
    (address, served)
}

/// A site with one Atom feed, whose build has left `report.json`.
fn site_with(hub: &str) -> Site {
    let site = Site::new()
        .article("a", "2024-06-27", "")
        .configured(&format!("feeds:\n  formats: [atom]\n  hubs: [\"{hub}\"]\n"));
    assert_eq!(site.run(&["--report", "report.json"]).exit, 0);
    site
}

const NOTIFY: &[&str] = &["notify", "--report", "report.json"];

#[test]
fn a_hub_is_told_of_what_changed_and_of_nothing_else() {
    let (address, served) = hub(vec!["202 Accepted"]);
    let site = site_with(&address);
    let run = site.run_bare(NOTIFY);
    assert_eq!(run.out, format!("Notified   {address} of 1 feed\n"));
    assert_eq!((run.messages.as_str(), run.exit), ("", 0));
    assert_eq!(
        served.join().unwrap(),
        ["hub.mode=publish&hub.url=https%3A%2F%2Fwww.example.org%2Ffeeds%2Fatom.xml"]
    );

    site.run(&["--report", "report.json"]);
    let run = site.run_bare(NOTIFY);
    assert_eq!(run.out, "Notified   nobody: no feed has changed\n");
    assert_eq!(run.exit, 0);
}

#[test]
fn a_hub_that_is_busy_is_asked_again_when_it_says() {
    let (address, served) = hub(vec![
        "503 Service Unavailable\r\nRetry-After: 0",
        "429 Too Many Requests\r\nRetry-After: 0",
        "204 No Content",
    ]);
    assert_eq!(site_with(&address).run_bare(NOTIFY).exit, 0);
    assert_eq!(served.join().unwrap().len(), 3);
}

#[test]
fn a_hub_that_never_takes_it_ends_the_run_with_3() {
    const BUSY: &str = "500 Internal Server Error\r\nRetry-After: 0";
    let (address, served) = hub(vec![BUSY, BUSY, BUSY, BUSY]);
    let run = site_with(&address).run_bare(NOTIFY);
    assert_eq!(
        run.messages,
        format!(
            "\
error[hub-unreachable]: {address} did not take the ping: it answered 500 Internal Server Error, 4 times
 |
 = help: run `feedmill notify` again later; telling a hub twice does no harm

"
        )
    );
    assert_eq!(run.exit, 3);
    served.join().unwrap();
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    for place in ["file:///etc/passwd", "ftp://hub.example/", "https://hub.example/"] {
        let (address, served) = hub(vec![format!("302 Found\r\nLocation: {place}")]);
        let run = site_with(&address).run_bare(NOTIFY);
        let told = format!("it answered 302 Found, to `{place}`\n");
        assert!(run.messages.contains(&told), "{}", run.messages);
        assert_eq!(run.exit, 3);
        assert_eq!(served.join().unwrap().len(), 1);
    }
}

#[test]
fn a_hub_says_until_when_it_is_busy() {
    let (address, served) = hub(vec![
        // RFC 9110, section 5.6.7, with the instant of its examples.
        "503 Service Unavailable\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\
         Retry-After: Sun, 06 Nov 1994 08:49:39 GMT",
        "204 No Content",
    ]);
    let site = site_with(&address);
    let start = Instant::now();
    assert_eq!(site.run_bare(NOTIFY).exit, 0);
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());
    assert_eq!(served.join().unwrap().len(), 2);
}

#[test]
fn a_hub_that_is_busy_for_long_is_left_alone() {
    for asked in ["3600", "Sun, 06 Nov 1994 09:49:37 GMT"] {
        let (address, served) = hub(vec![format!(
            "503 Service Unavailable\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: {asked}"
        )]);
        let run = site_with(&address).run_bare(NOTIFY);
        let told = "it answered 503 Service Unavailable, and asks for 3600 seconds of patience\n";
        assert!(run.messages.contains(told), "{}", run.messages);
        assert_eq!(run.exit, 3);
        assert_eq!(served.join().unwrap().len(), 1);
    }
}

#[test]
fn a_hub_that_hangs_up_or_says_nothing_is_asked_again() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let run = site_with(&format!("http://{closed}/")).run_bare(NOTIFY);
    assert!(run.messages.contains("Connection refused"), "{}", run.messages);
    assert!(run.messages.contains(", 4 times\n"), "{}", run.messages);
    assert_eq!(run.exit, 3);

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let site = site_with(&format!("http://{}/", silent.local_addr().unwrap()));
    let run = site.run_bare(&[NOTIFY, &["--timeout", "1"]].concat());
    assert!(run.messages.contains("timeout: global, 4 times\n"), "{}", run.messages);
    assert_eq!(run.exit, 3);
}

#[test]
fn telling_a_hub_twice_is_telling_it_the_same_twice() {
    let (address, served) = hub(vec!["204 No Content", "204 No Content"]);
    let site = site_with(&address);
    for _ in 0..2 {
        let run = site.run_bare(NOTIFY);
        assert_eq!((run.messages.as_str(), run.exit), ("", 0));
    }
    let pings = served.join().unwrap();
    assert_eq!(pings[0], pings[1]);
}

#[test]
fn a_hub_that_fails_does_not_keep_the_others_from_being_told() {
    let (broken, first) = hub(vec!["404 Not Found"]);
    let (working, second) = hub(vec!["204 No Content"]);
    let hubs = format!("feeds:\n  formats: [atom]\n  hubs: [\"{broken}\", \"{working}\"]\n");
    let site = Site::new().article("a", "2024-06-27", "").configured(&hubs);
    assert_eq!(site.run(&["--report", "report.json"]).exit, 0);
    let run = site.run_bare(NOTIFY);
    assert!(run.messages.contains("it answered 404 Not Found\n"), "{}", run.messages);
    assert_eq!(run.out, format!("Notified   {working} of 1 feed\n"));
    assert_eq!(run.exit, 3);
    assert_eq!((first.join().unwrap().len(), second.join().unwrap().len()), (1, 1));
}

#[test]
fn what_a_hub_did_not_take_is_told_by_the_next_run() {
    const GONE: &str = "404 Not Found";
    const TAKEN: &str = "204 No Content";
    let (broken, first) = hub(vec![TAKEN, GONE, TAKEN, TAKEN, TAKEN]);
    let (working, second) = hub(vec![TAKEN, TAKEN, TAKEN]);
    let site = Site::new()
        .article("a", "2024-06-27", "")
        .configured(&format!("feeds:\n  hubs: [\"{broken}\", \"{working}\"]\n"));
    let notify = || site.run_bare(&[NOTIFY, &["--pending", "pending"]].concat());
    assert_eq!(site.run(&["--report", "report.json"]).exit, 0);
    let run = notify();
    assert_eq!(run.exit, 3);
    assert!(
        run.messages.contains("= help: the next run tells it what is left\n"),
        "{}",
        run.messages
    );
    let left = |name: &str| format!("{broken} https://www.example.org/feeds/{name}\n");
    assert_eq!(site.text("pending"), left("feed.json") + &left("rss.xml"));

    // An hour later nothing has changed.
    assert_eq!(site.run(&["--report", "report.json"]).exit, 0);
    let run = notify();
    assert_eq!((run.out.as_str(), run.exit), (&*format!("Notified   {broken} of 2 feeds\n"), 0));
    assert!(!site.path("pending").exists());
    assert_eq!(notify().out, "Notified   nobody: no feed has changed\n");

    // Who can write into the file cannot name a hub.
    site.write("pending", "http://127.0.0.1:1/ https://www.example.org/feeds/atom.xml\n");
    let told = format!("{broken} https://www.example.org/feeds/rss.xml\nno ping\n");
    site.write("pending", site.text("pending") + &told);
    assert_eq!(notify().exit, 0);
    assert!(!site.path("pending").exists());
    assert_eq!((first.join().unwrap().len(), second.join().unwrap().len()), (5, 3));
}

#[test]
fn a_report_that_is_none_is_a_wrong_call() {
    let site = site_with("https://hub.example/");
    for text in ["", "{}", "{\"version\":2}"] {
        site.write("report.json", text);
        assert_eq!(site.run_bare(NOTIFY).exit, 2, "{text}");
    }
}

#[test]
fn a_hub_is_an_http_address() {
    let site = Site::new().configured("feeds:\n  hubs: [\"file:///etc/passwd\"]\n");
    let run = site.run(&[]);
    assert!(run.messages.starts_with("error[config-invalid]: `feeds.hubs` is not valid"));
    assert_eq!(run.exit, 2);
}

/// `WebSub`, section 6.1: subscriptions are at the topic that was discovered, until subscribers discover another.
#[test]
fn subscriptions_at_an_earlier_address_are_told_too() {
    let (address, served) = hub(vec!["204 No Content"; 4]);
    let site = site_with(&address);
    let text = site.text("feedmill.yaml").replace("www.example.org", "www.example.net");
    site.write("feedmill.yaml", text);
    site.run(&["--report", "report.json"]);
    assert_eq!(site.run_bare(NOTIFY).out, format!("Notified   {address} of 2 feeds\n"));
    // So it is for good: nobody knows when the last subscriber has moved.
    let site = site.article("b", "2024-06-28", "");
    site.run(&["--report", "report.json"]);
    assert_eq!(site.run_bare(NOTIFY).exit, 0);
    let ping = |host: &str| {
        format!("hub.mode=publish&hub.url=https%3A%2F%2Fwww.example.{host}%2Ffeeds%2Fatom.xml")
    };
    assert_eq!(served.join().unwrap(), [ping("net"), ping("org"), ping("net"), ping("org")]);
}

#[test]
fn a_site_without_hubs_remembers_no_address() {
    let site = Site::new().article("a", "2024-06-27", "");
    site.run(&[]);
    assert!(!site.text("feedmill.lock").contains("\naddress\t"));
}

/// Nobody subscribes to a page of an archive: only the feed names hubs.
#[test]
fn pages_of_archives_are_no_topics() {
    let (address, served) = hub(vec!["204 No Content"]);
    let site = Site::new()
        .article("a", "2024-06-27", "")
        .article("b", "2024-06-28", "")
        .article("c", "2024-06-29", "")
        .configured(&format!(
            "feeds:\n  formats: [atom]\n  limit: 1\n  archive: 1\n  hubs: [\"{address}\"]\n"
        ));
    site.run(&["--report", "report.json"]);
    assert!(site.path("feeds/archive/2/atom.xml").exists());
    site.run_bare(NOTIFY);
    assert_eq!(
        served.join().unwrap(),
        ["hub.mode=publish&hub.url=https%3A%2F%2Fwww.example.org%2Ffeeds%2Fatom.xml"]
    );
}
