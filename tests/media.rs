//! Pictures, sounds and films: what feeds say of them is read from the site's own files.

use serde_json::Value;

use crate::support::{Site, told};

/// The smallest picture of 3 × 2 pixels that tells its size: a GIF (version 89a, section 18).
const GIF: &[u8] = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;";

/// A picture of 64 × 48 pixels as far as its head tells (PNG, section 11.2.2).
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x30\x08\x06\x00\x00\x00";

fn item(site: &Site) -> String {
    let rss = site.text("feeds/rss.xml");
    rss[rss.find("<item>").unwrap()..].to_owned()
}

fn json_item(site: &Site) -> Value {
    let feed: Value = serde_json::from_str(&site.text("feeds/feed.json")).unwrap();
    feed["items"][0].clone()
}

#[test]
fn length_and_size_are_those_of_the_file() {
    let site = Site::new()
        .article("a", "2024-01-02", "image: /uploads/Donn%C3%A9es%20%C3%A9t%C3%A9.png\n")
        .file("static/uploads/Données été.png", PNG);
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    let item = item(&site);
    let url = "https://www.example.org/uploads/Donn%C3%A9es%20%C3%A9t%C3%A9.png";
    assert!(!item.contains("<enclosure"), "{item}");
    assert!(item.contains(&format!(
        r#"<media:content fileSize="29" height="48" medium="image" type="image/png" url="{url}" width="64">"#
    )), "{item}");
    let atom = site.text("feeds/atom.xml");
    assert!(
        atom.contains(&format!(
            r#"<link href="{url}" rel="enclosure" type="image/png" length="29"/>"#
        )),
        "{atom}"
    );
}

#[test]
fn names_are_found_however_they_are_written() {
    let decomposed = "e\u{301}te\u{301}.gif";
    let site = Site::new()
        .article("a", "2024-01-02", "image: /été.gif?large#x\n")
        .file(&format!("static/{decomposed}"), GIF);
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert!(item(&site).contains("fileSize=\"14\""));
}

#[test]
fn files_lie_in_the_folders_that_the_site_names_or_beside_the_article() {
    let text = "---\ntitle: A\ndate: 2024-01-02\nimage: photo.gif\n---\nx\n";
    let site = Site::new()
        .configured("static: [public, assets]\n")
        .file("assets/b.gif", GIF)
        .file("content/a/index.md", text)
        .file("content/a/photo.gif", GIF)
        .article("b", "2024-01-01", "image: /b.gif\n");
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    assert_eq!(site.text("feeds/rss.xml").matches("fileSize=\"14\"").count(), 2);
}

#[test]
fn a_missing_file_is_told_and_never_guessed() {
    let site = Site::new()
        .article("a", "2024-01-02", "image: /uploads/absente.png\n")
        .file("static/autre.png", PNG);
    let run = site.run(&[]);
    assert_eq!(
        run.messages.split("\n\n").next().unwrap(),
        "\
warning[media-missing]: the site has no such file
 --> content/a.md:4:8
  |
4 | image: /uploads/absente.png
  |        ^^^^^^^^^^^^^^^^^^^^ looked for in `static`
  |
  = help: add the file, or name its folder with `static:`; its length is not known, which RSS says as 0"
    );
    assert_eq!(run.exit, 0);
    let item = item(&site);
    assert!(item.contains("<media:content") && !item.contains("fileSize"), "{item}");
    assert!(!site.text("feeds/atom.xml").contains("length="));
}

#[test]
fn a_site_without_static_files_is_told_once() {
    let site = Site::new()
        .article("a", "2024-01-02", "image: /a.png\n")
        .article("b", "2024-01-02", "image: /b.png\n")
        .article("c", "2024-01-02", "image: https://ailleurs.example/c.png\n");
    assert_eq!(
        told(&site.build().unwrap()),
        ["feedmill.yaml:1:1: media-missing: the site has no folder `static`"]
    );
    let elsewhere =
        Site::new().article("c", "2024-01-02", "image: https://ailleurs.example/c.png\n");
    assert_eq!(told(&elsewhere.build().unwrap()), [""; 0]);
}

#[test]
fn nothing_is_read_outside_the_folder() {
    for path in
        ["/%2e%2e/secret.gif", "/a%2F..%2F..%2Fsecret.gif", "/..%5Csecret.gif", "//secret.gif"]
    {
        let site = Site::new()
            .article("a", "2024-01-02", &format!("image: {path}\n"))
            .file("static/a/b.gif", GIF)
            .file("secret.gif", GIF);
        site.build().unwrap();
        assert!(!item(&site).contains("length=\"14\""), "{path}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_out_of_the_site_leads_nowhere() {
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret.gif"), GIF).unwrap();
    let site =
        Site::new().article("a", "2024-01-02", "image: /secret.gif\n").file("static/a.gif", GIF);
    std::os::unix::fs::symlink(elsewhere.path().join("secret.gif"), site.path("static/secret.gif"))
        .unwrap();
    site.build().unwrap();
    assert!(!item(&site).contains("fileSize"));
}

const PODCAST: &str = "\
language: fr
logo: /logo.png
authors: {name: La rédaction, email: radio@example.org}
podcast:
  category: [Technology, Society & Culture > Documentary]
  explicit: false
  type: serial
";

#[test]
fn a_sound_makes_the_feed_a_podcast() {
    let episode = "\
audio: /sons/1.mp3
duration: '1:02:03'
episode: 4
season: 2
episode_type: bonus
image: /a.png
video: {url: /films/1.mp4, title: Le film, duration: 90}
";
    let site = Site::new()
        .configured(PODCAST)
        .article("a", "2024-01-02", episode)
        .file("static/sons/1.mp3", b"ID3 et du son")
        .file("static/films/1.mp4", b"film")
        .file("static/a.png", PNG);
    assert_eq!(told(&site.build().unwrap()), [""; 0]);
    let rss = site.text("feeds/rss.xml");
    for said in [
        r#"xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd""#,
        "<itunes:author>La rédaction</itunes:author>",
        r#"<itunes:category text="Technology""#,
        r#"<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary""#,
        r#"<itunes:image href="https://www.example.org/logo.png"/>"#,
        "<itunes:explicit>false</itunes:explicit>",
        "<itunes:type>serial</itunes:type>",
        "<itunes:email>radio@example.org</itunes:email>",
        r#"<enclosure url="https://www.example.org/sons/1.mp3" length="13" type="audio/mpeg"/>"#,
        "<itunes:duration>3723</itunes:duration>",
        "<itunes:episode>4</itunes:episode>",
        "<itunes:season>2</itunes:season>",
        "<itunes:episodeType>bonus</itunes:episodeType>",
        r#"<itunes:image href="https://www.example.org/a.png"></itunes:image>"#,
        r#"<media:thumbnail height="48" url="https://www.example.org/a.png" width="64">"#,
        r#"<media:content duration="90" fileSize="4" medium="video" type="video/mp4" url="https://www.example.org/films/1.mp4">"#,
    ] {
        assert!(rss.contains(said), "{said} in {rss}");
    }
    assert_eq!(rss.matches("<enclosure").count(), 1);
    assert_eq!(
        json_item(&site)["attachments"],
        serde_json::json!([
            {
                "url": "https://www.example.org/sons/1.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 13,
                "duration_in_seconds": 3723
            },
            {
                "url": "https://www.example.org/films/1.mp4",
                "mime_type": "video/mp4",
                "title": "Le film",
                "size_in_bytes": 4,
                "duration_in_seconds": 90
            }
        ])
    );
    let atom = site.text("feeds/atom.xml");
    let sound = atom.find("sons/1.mp3\" rel=\"enclosure\"").unwrap();
    assert!(sound < atom.find("a.png\" rel=\"enclosure\"").unwrap(), "{atom}");
    let channel = rss::Channel::read_from(rss.as_bytes()).unwrap();
    assert_eq!(channel.items()[0].itunes_ext().unwrap().duration(), Some("3723"));
}

#[test]
fn a_feed_without_sounds_is_no_podcast() {
    let site = Site::new().configured(PODCAST).article("a", "2024-01-02", "duration: 12\n");
    site.build().unwrap();
    assert!(!site.text("feeds/rss.xml").contains("itunes"));
}

#[test]
fn sounds_are_told_as_generators_write_them() {
    for (written, length, seconds) in [
        ("audio: https://b.example/1.mp3\n", None, None),
        ("podcast: {file: https://b.example/1.mp3, size: 9, duration: 1:30}\n", Some(9), Some(90)),
        (
            "enclosure:\n  - {url: https://b.example/1.mp3, length: 9}\nduration: PT1M30S\n",
            Some(9),
            Some(90),
        ),
        ("enclosure: |\n  https://b.example/1.mp3\n  9\n  audio/mpeg\n", Some(9), None),
        ("audio: {url: https://b.example/1, type: audio/mpeg}\n", None, None),
    ] {
        let site = Site::new().article("a", "2024-01-02", written);
        assert_eq!(told(&site.build().unwrap()), [""; 0], "{written}");
        let attachment = &json_item(&site)["attachments"][0];
        assert_eq!(attachment["mime_type"], "audio/mpeg", "{written}");
        assert_eq!(attachment["size_in_bytes"].as_u64(), length, "{written}");
        assert_eq!(attachment["duration_in_seconds"].as_u64(), seconds, "{written}");
    }
}

#[test]
fn what_is_no_sound_is_told() {
    for (written, expected) in [
        ("audio: /page\n", "the address of a sound or a film, or a `type` beside it"),
        (
            "audio: https://b.example/1.mp3\nduration: long\n",
            "seconds, or a form such as `1:02:03` or `PT1H2M3S`",
        ),
        ("audio: https://b.example/1.mp3\nepisode: neuf\n", "a whole number"),
        (
            "audio: https://b.example/1.mp3\nepisode_type: hors-série\n",
            "`full`, `trailer` or `bonus`",
        ),
        ("audio: https://b.example/1.mp3\nexplicit: peut-être\n", "`true` or `false`"),
    ] {
        let build = Site::new().article("a", "2024-01-02", written).build().unwrap();
        let problems: Vec<_> = build.publication.problems.iter().collect();
        assert_eq!(problems.len(), 1, "{written}");
        assert_eq!(problems[0].message, "this names no sound and no film");
        assert_eq!(problems[0].label, format!("expected {expected}"));
    }
    for silent in
        ["video: dQw4w9WgXcQ\n", "video: https://youtu.be/x\n", "audio: false\n", "podcast: true\n"]
    {
        let build = Site::new().article("a", "2024-01-02", silent).build().unwrap();
        assert_eq!(told(&build), [""; 0], "{silent}");
    }
}

#[test]
fn the_banner_stands_beside_the_picture() {
    let site = Site::new().article("a", "2024-01-02", "header: {image: /b.jpg}\n");
    site.build().unwrap();
    assert_eq!(json_item(&site)["banner_image"], "https://www.example.org/b.jpg");
}
