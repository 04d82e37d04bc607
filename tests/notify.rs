//! `feedmill notify`, against a hub on this machine.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use crate::support::Site;

/// A hub that gives these answers, one a request; what it was sent is handed back.
fn hub(answers: &'static [&'static str]) -> (String, JoinHandle<Vec<String>>) {
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
    let (address, served) = hub(&["202 Accepted"]);
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
    let (address, served) = hub(&[
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
    let (address, served) = hub(&[BUSY, BUSY, BUSY, BUSY]);
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
fn a_redirect_is_not_followed() {
    let (address, served) = hub(&["302 Found\r\nLocation: file:///etc/passwd"]);
    assert_eq!(site_with(&address).run_bare(NOTIFY).exit, 3);
    served.join().unwrap();
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
