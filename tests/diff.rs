//! What `feedmill diff` says, whole.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;

use crate::support::Site;

const CONFIGURATION: &str = "feeds:\n  formats: [atom]\n  limit: 4\n";

fn article(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{body}\n")
}

/// A site whose publication lies in `old/`, after which much has happened to the articles.
fn changed() -> Site {
    let site = Site::new().configured(CONFIGURATION);
    for (name, day) in [("un", 1), ("deux", 2), ("trois", 3), ("quatre", 4)] {
        let text =
            article(name, &format!("2024-06-0{day} 09:00:00 +02:00"), "", "Un corps qui reste.");
        site.write(&format!("content/{name}.md"), text);
    }
    site.build().unwrap();
    copy(&site, "feeds", "old");
    let date = |day: u8| format!("2024-06-0{day} 09:00:00 +02:00");
    site.write("content/cinq.md", article("cinq", &date(5), "", "Un corps tout neuf."));
    site.write("content/deux.md", article("deux *bis*", &date(2), "", "Un autre corps."));
    site.write("content/trois.md", article("trois", &date(7), "", "Un corps qui reste."));
    site.write("content/quatre.md", article("quatre", &date(4), "id: tag:x,2024:4\n", "Un corps qui reste."));
    site
}

fn copy(site: &Site, from: &str, to: &str) {
    for (path, bytes) in site.files(from) {
        site.write(&format!("{to}/{path}"), bytes);
    }
}

fn git(site: &Site, arguments: &[&str]) {
    let identity = ["-c", "user.name=N", "-c", "user.email=n@example.org"];
    let run = Command::new("git")
        .args([&identity, arguments].concat())
        .current_dir(site.root())
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
}

/// Answers two requests at a free port with the files below `folder`, or 404.
fn serve(site: &Site, folder: &str, requests: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let folder = site.path(folder);
    std::thread::spawn(move || {
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            let mut byte = [0];
            while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
                request.push(byte[0]);
            }
            let request = String::from_utf8(request).unwrap();
            let path = request.split(' ').nth(1).unwrap().trim_start_matches('/');
            let (status, body) = match std::fs::read(folder.join(path)) {
                Ok(body) => ("200 OK", body),
                Err(_) => ("404 Not Found", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
        }
    });
    address
}

#[test]
fn people_in_a_terminal_see_each_change_and_who_shows_it_again() {
    let site = changed();
    let run = site.run(&["diff", "old"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "old", "--format", "markdown"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "old", "--format", "json"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "old", "--deny", "redated"]);
    println!("{}\n{}", run.exit, run.messages);
    let run = site.run(&["diff", "feeds"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "feeds", "old"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "feeds/atom.xml", "old/atom.xml"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    site.write("new/tags/x/atom.xml", site.text("old/atom.xml"));
    site.write("new/other.json", "{}");
    let run = site.run(&["diff", "old", "new"]);
    println!("moved {}\n{}{}", run.exit, run.out, run.messages);
    site.write("new/atom.xml", site.text("old/atom.xml").replace("actualites", "nouvelles"));
    let run = site.run(&["diff", "old", "new"]);
    println!("new feed {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "new", "old"]);
    println!("gone feed {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "nowhere"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    git(&site, &["init", "-q"]);
    let run = site.run(&["diff", "nowhere"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    git(&site, &["add", "."]);
    git(&site, &["commit", "-qm", "x"]);
    let run = site.run(&["diff", "HEAD"]);
    println!("HEAD {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "HEAD:old"]);
    println!("HEAD:old {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "HEAD:old", "HEAD:feeds"]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    let address = serve(&site, "old", 2);
    let run = site.run(&["diff", &address]);
    println!("{address} {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", &format!("{address}atom.xml")]);
    println!("{address} {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", &address]);
    println!("{address} {}\n{}{}", run.exit, run.out, run.messages);
    site.write("text/atom.xml", "no feed");
    let run = site.run(&["diff", "text"]);
    println!("{address} {}\n{}{}", run.exit, run.out, run.messages);
    let run = site.run(&["diff", "text/atom.xml"]);
    println!("{address} {}\n{}{}", run.exit, run.out, run.messages);

    println!("EXPLAIN");
    for named in ["trois", "content/trois.md", "https://www.example.org/actualites/deux/", "tag:x,2024:4", "nope"] {
    let run = site.run(&["explain", named]);
    println!("{}\n{}{}", run.exit, run.out, run.messages);
    }
    site.write("content/late.md", article("late", "2031-06-01", "tags: [Cloud, Été]\nauthor: [A, B]\n", "Un corps."));
    site.write("content/draft.md", article("draft", "2031-06-01", "draft: true\n", "Un corps."));
    site.write("content/old.md", article("old", "2021-06-01", "expiryDate: 2022-01-01\n", "Un corps."));
    for named in ["late", "late.md", "draft.md", "old.md", "content"] {
    let run = site.run(&["explain", named]);
    println!("{named} {}\n{}{}", run.exit, run.out, run.messages);
    }
    site.run(&["--allow", "shown-again"]);
    std::fs::remove_file(site.path("content/trois.md")).unwrap();
    std::fs::remove_file(site.path("content/deux.md")).unwrap();
    site.write("content/drei.md", article("trois", "2024-06-07 09:00:00 +02:00", "", "Un corps qui reste."));
    site.write("content/zwei.md", article("zwei", "2024-06-09 09:00:00 +02:00", "", "Un autre corps."));
    for named in ["drei.md", "zwei.md"] {
    let run = site.run(&["explain", named]);
    println!("{named} {}\n{}{}", run.exit, run.out, run.messages);
    }
}
