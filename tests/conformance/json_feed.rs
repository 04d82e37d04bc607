//! JSON Feed 1.1, where it is stricter than its schema, over every document of the same site.

use feedmill::model::{Entry, Format, MediaObject};
use serde_json::{Map, Value};
use url::Url;

use super::{assert_media_type, newsroom};
use crate::render::sample::{bare_entry, document};

fn objects(value: &Value, visit: &mut impl FnMut(&Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| objects(value, visit));
        }
        Value::Array(values) => values.iter().for_each(|value| objects(value, visit)),
        _ => {}
    }
}

#[test]
fn fields_and_extensions_have_their_form() {
    let documents = newsroom();
    let feeds = documents.iter().filter(|(path, _)| path.ends_with("feed.json"));
    let mut seen = 0;
    for (path, text) in feeds {
        let feed: Value = serde_json::from_str(text).unwrap();
        seen += 1;
        objects(&feed, &mut |object| {
            for (key, value) in object {
                if let Some(name) = key.strip_prefix('_') {
                    assert!(name.starts_with(|it: char| it.is_ascii_alphabetic()), "{key}");
                    assert!(!name.contains('.'), "{key}");
                }
                let is_address = key == "url" || key.ends_with("_url") || key == "avatar";
                if is_address || matches!(key.as_str(), "icon" | "favicon" | "image") {
                    Url::parse(value.as_str().unwrap()).unwrap();
                }
                if key == "mime_type" {
                    assert_media_type(value.as_str().unwrap());
                }
                assert!(!value.is_null() && *value != Value::Array(vec![]) || key == "items");
            }
        });
        assert_ne!(feed["next_url"], feed["feed_url"], "{path}");
        let items = feed["items"].as_array().unwrap();
        assert!(items.iter().all(|item| item["id"].is_string()));
        assert!(items.iter().all(|item| item["content_html"].is_string()), "{path}");
        assert!(items.iter().all(|item| !item["authors"].as_array().unwrap().is_empty()));
    }
    assert!(seen > 7, "{seen} documents");
}

/// Attachments of one title are taken for one thing in several forms.
#[test]
fn two_attachments_of_one_form_do_not_share_a_title() {
    let media = |media_type: &str, title: &str| MediaObject {
        url: "https://example.org/x".into(),
        media_type: media_type.into(),
        caption: Some(title.into()),
        ..MediaObject::default()
    };
    let attachments = vec![
        media("audio/mpeg", "Entretien"),
        media("audio/mpeg", "Entretien"),
        media("audio/ogg", "Entretien"),
        media("audio/mpeg", "Débat"),
    ];
    let written = document(Format::JsonFeed, &[Entry { attachments, ..bare_entry() }]);
    let feed: Value = serde_json::from_str(&written).unwrap();
    let attachments = feed["items"][0]["attachments"].as_array().unwrap();
    let titles: Vec<_> = attachments.iter().map(|it| it["title"].as_str()).collect();
    assert_eq!(titles, [Some("Entretien"), None, Some("Entretien"), Some("Débat")]);
}
