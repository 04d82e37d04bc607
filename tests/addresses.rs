//! Addresses from outside: whichever field or setting holds one, no other scheme than those of the web reaches a
//! feed. Fields and settings are taken from their declarations, so that a new one is asked too.

use feedmill::config::Field;
use serde_json::{Value, json};

use crate::support::Site;

/// What a reader would carry out or show as if the site had said it.
const ADDRESSES: [&str; 4] = [
    "javascript:alert(1)",
    "JavaScript:alert(1)//:slug/{url}{feed}",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
];

/// What of a feed is text for people, or an id, which leads nowhere.
const TEXTS: [&str; 24] = [
    "author",
    "category",
    "categories",
    "contributor",
    "term",
    "text",
    "data-title",
    "user_comment",
    "copyright",
    "creator",
    "credit",
    "description",
    "episodeType",
    "guid",
    "id",
    "keywords",
    "label",
    "language",
    "name",
    "rights",
    "subtitle",
    "summary",
    "tags",
    "title",
];

fn is_carried_out(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    ["javascript:", "data:", "vbscript:"].iter().any(|scheme| text.starts_with(scheme))
}

/// Each value in a feed that would be carried out, with its key.
fn in_json(key: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_carried_out(text) && !TEXTS.contains(&key) => {
            found.push(format!("{key}: {text}"));
        }
        Value::Array(items) => items.iter().for_each(|item| in_json(key, item, found)),
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| in_json(key, value, found));
        }
        _ => {}
    }
}

fn in_xml(text: &str, found: &mut Vec<String>) {
    let document = roxmltree::Document::parse(text).unwrap();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let attributes = node.attributes().filter(|attribute| !TEXTS.contains(&attribute.name()));
        for attribute in attributes.filter(|attribute| is_carried_out(attribute.value())) {
            found.push(format!("{name}/@{}: {}", attribute.name(), attribute.value()));
        }
        let text = node.text().unwrap_or_default();
        if is_carried_out(text) && !TEXTS.contains(&name) {
            found.push(format!("{name}: {text}"));
        }
    }
}

/// Every such address in what a site has published.
fn carried_out(site: &Site) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in site.files("feeds") {
        let text = String::from_utf8(bytes).unwrap();
        let ending = path.rsplit('.').next().unwrap();
        match ending {
            "json" if path.contains("feed.json") => {
                in_json("", &serde_json::from_str(&text).unwrap(), &mut found);
            }
            "xml" | "opml" => in_xml(&text, &mut found),
            _ => {
                let page = scraper::Html::parse_document(&text);
                let linked = scraper::Selector::parse("[href], [src]").unwrap();
                for element in page.select(&linked) {
                    for name in ["href", "src"] {
                        let value = element.attr(name).unwrap_or_default();
                        if is_carried_out(value) {
                            found.push(format!("{path}: @{name}: {value}"));
                        }
                    }
                }
            }
        }
    }
    found
}

/// Values that hold an address in each of the forms that a field may have.
fn forms(address: &str) -> [Value; 7] {
    let parts = [
        "avatar", "feed", "file", "href", "image", "link", "path", "picture", "src", "uri", "url",
        "website",
    ];
    let mut mapping = json!({ "name": "N", "title": "T" });
    for part in parts {
        mapping[part] = json!(address);
    }
    [
        json!(address),
        json!([address]),
        mapping.clone(),
        json!([mapping]),
        json!({ "x": mapping }),
        json!(format!("[N]({address})")),
        json!(format!("N <{address}>")),
    ]
}

#[test]
fn no_field_of_an_article_brings_a_script_into_a_feed() {
    let mut published = 0;
    for field in Field::ALL {
        let mut site = Site::with_pages().article("bon", "2024-06-27 13:49:00 +02:00", "");
        for (number, value) in ADDRESSES.into_iter().flat_map(forms).enumerate() {
            let mut front_matter = json!({
                "title": format!("Un {number}"), "date": "2024-06-27 13:49:00 +02:00",
                "audio": "https://www.example.org/a.mp3", "picture": "/a.png"
            });
            front_matter[field.name()] = value;
            site = site.file(
                &format!("content/{number}.md"),
                format!("---\n{front_matter}\n---\nCorps.\n"),
            );
        }
        let run = site.run(&["build", "--skip-broken"]);
        assert!(run.exit < 2, "{field:?}: {}", run.messages);
        assert_eq!(carried_out(&site), [] as [&str; 0], "{field:?}");
        published += site.links("feeds/atom.xml").len() - 1;
    }
    // Those that are refused are no proof.
    assert!(published > 400, "{published}");
}

/// The path of each setting in the schema that may be a text, `*` for any name.
fn text_settings<'a>(
    node: &'a Value,
    schema: &'a Value,
    path: &[&'a str],
    found: &mut Vec<Vec<String>>,
) {
    if let Some(reference) = node["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        // A filter holds filters.
        if path.len() < 5 {
            text_settings(&schema["definitions"][name], schema, path, found);
        }
    }
    for choices in ["anyOf", "oneOf", "allOf"] {
        for choice in node[choices].as_array().into_iter().flatten() {
            text_settings(choice, schema, path, found);
        }
    }
    let is_text = node["type"] == "string"
        || node["type"].as_array().is_some_and(|all| all.contains(&json!("string")));
    if is_text && node["enum"].is_null() {
        found.push(path.iter().map(|part| (*part).to_owned()).collect());
    }
    for (key, value) in node["properties"].as_object().into_iter().flatten() {
        text_settings(value, schema, &[path, &[key]].concat(), found);
    }
    if node["items"].is_object() {
        text_settings(&node["items"], schema, &[path, &["0"]].concat(), found);
    }
    if node["additionalProperties"].is_object() {
        text_settings(&node["additionalProperties"], schema, &[path, &["*"]].concat(), found);
    }
}

/// A value in which the setting at `path` is `text`.
fn with(path: &[String], text: &str) -> Value {
    let Some((key, rest)) = path.split_first() else { return json!(text) };
    match key.as_str() {
        "0" => json!([with(rest, text)]),
        key => {
            let mut mapping = json!({ key.replace('*', "x"): with(rest, text) });
            // A person without a name is none.
            if ["url", "avatar"].contains(&key) {
                mapping["name"] = json!("N");
            }
            mapping
        }
    }
}

#[test]
fn no_setting_brings_a_script_into_a_feed() {
    let schema = feedmill::config::schema();
    let schema = serde_json::to_value(schema).unwrap();
    let mut settings = Vec::new();
    text_settings(&schema, &schema, &[], &mut settings);
    let mut refused = Vec::new();
    assert!(settings.len() > 100, "{}", settings.len());
    // Names of keys lead nowhere.
    settings.retain(|setting| setting[0] != "fields" && !setting.contains(&"filter".to_owned()));
    for setting in settings {
        let mut settings = json!({ "title": "T", "base_url": "https://www.example.org" });
        settings[&setting[0]] = with(&setting[1..], ADDRESSES[1]);
        let terms = "audio: /a.mp3\ntags: [x]\ncategories: [x]\n";
        let site = Site::new().file("feedmill.yaml", settings.to_string()).article(
            "un",
            "2024-06-27 13:49:00 +02:00",
            terms,
        );
        match feedmill::config::load(site.root()) {
            Ok(config) => {
                let _ = feedmill::build(&site.request("2030-01-01T00:00:00Z"), &config);
                assert_eq!(carried_out(&site), [] as [&str; 0], "{settings}");
            }
            Err(_) => refused.push(setting.join(".")),
        }
    }
    refused.dedup();
    for setting in [
        "authors.url",
        "authors.0.avatar",
        "icon",
        "logo",
        "named.*.page",
        "podcast.image",
        "podcast.owner.url",
        "pages.readers.*",
    ] {
        assert!(refused.iter().any(|refused| refused == setting), "{setting}: {refused:?}");
    }
}

#[test]
fn a_setting_that_is_no_address_is_told_at_its_place() {
    let site = Site::new().configured("authors:\n  - {name: Ève, url: 'javascript:alert(1)'}\n");
    let run = site.run(&["build"]);
    assert_eq!(
        run.messages,
        "\
error[config-invalid]: `authors.0.url` is not valid
 --> feedmill.yaml:6:22
  |
6 |   - {name: Ève, url: 'javascript:alert(1)'}
  |                      ^^^^^^^^^^^^^^^^^^^^^ expected an address such as `https://example.org/page`, or a path of the site

"
    );
    assert_eq!(run.exit, 2);
}

#[test]
fn what_the_generator_takes_for_an_address_does_not_stop_a_site() {
    let site = Site::new()
        .file(
            "_config.yml",
            "title: T\nurl: https://www.example.org\nauthor: {name: Ève, url: 'javascript:x'}\n",
        )
        .file("_posts/2024-06-27-un.md", "---\ntitle: Un\n---\nCorps.\n");
    std::fs::remove_file(site.path("feedmill.yaml")).unwrap();
    let run = site.run(&["build"]);
    assert_eq!((run.exit, &*run.messages), (0, ""));
    assert!(site.text("feeds/atom.xml").contains("<name>Ève</name>"));
    assert_eq!(carried_out(&site), [] as [&str; 0]);
}
