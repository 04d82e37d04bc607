//! Sounds and films, and what makes them the episode of a podcast.

use mime_guess::mime;
use url::Url;

use super::fields::{Fields, Written, problem};
use crate::config::Field;
use crate::model::{Attachment, Episode, Node, Span, Value, web_address};
use crate::problem::Code;

/// The sounds, then the films, each address once. A `duration` beside them is that of the first.
pub(super) fn attachments(fields: &mut Fields<'_>, permalink: &Url) -> Vec<Attachment> {
    let mut attachments: Vec<Attachment> = Vec::new();
    for field in [Field::Audio, Field::Video] {
        let Some(node) = fields.find(field) else { continue };
        let nodes = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Scalar(_) | Value::Mapping(_) => std::slice::from_ref(node),
        };
        for node in nodes {
            let found = attachment(fields, field, node, permalink);
            attachments
                .extend(found.filter(|new| attachments.iter().all(|known| known.url != new.url)));
        }
    }
    if let Some(first) = attachments.first_mut().filter(|first| first.duration.is_none()) {
        let written = fields.find(Field::Duration).and_then(|node| fields.scalar(node));
        first.duration = written.and_then(|written| read(fields, &written, DURATION, duration));
    }
    attachments
}

/// What the article says of itself as an episode.
pub(super) fn episode(fields: &mut Fields<'_>) -> Episode {
    let mut field = |field| fields.find(field).and_then(|node| fields.scalar(node));
    let (number, season) = (field(Field::Episode), field(Field::Season));
    let (kind, explicit) = (field(Field::EpisodeType), field(Field::Explicit));
    let whole = |text: &str| text.parse().ok();
    Episode {
        number: number.and_then(|written| read(fields, &written, "a whole number", whole)),
        season: season.and_then(|written| read(fields, &written, "a whole number", whole)),
        kind: kind.and_then(|written| {
            read(fields, &written, "`full`, `trailer` or `bonus`", |text| {
                let text = text.to_lowercase();
                matches!(text.as_str(), "full" | "trailer" | "bonus").then_some(text)
            })
        }),
        explicit: explicit.and_then(|written| {
            read(fields, &written, "`true` or `false`", |text| match text {
                "true" | "yes" | "explicit" => Some(true),
                "false" | "no" | "clean" => Some(false),
                _ => None,
            })
        }),
    }
}

const DURATION: &str = "seconds, or a form such as `1:02:03` or `PT1H2M3S`";

/// A file: its address alone, or a mapping. `WordPress` writes address, length and type as three
/// lines of one text. Nothing for `false`, and for a film that is no file but a page with a player.
fn attachment(
    fields: &mut Fields<'_>,
    field: Field,
    node: &Node,
    permalink: &Url,
) -> Option<Attachment> {
    if node.as_scalar().is_some_and(|scalar| scalar.is_null() || scalar.as_bool().is_some()) {
        return None;
    }
    let mut part = |names: &[&str]| {
        names.iter().find_map(|name| node.get(name)).and_then(|node| fields.scalar(node))
    };
    let whole = part(&["url", "file", "src", "path", "href"]);
    let (mut length, mut media_type) =
        (part(&["length", "size", "bytes", "size_in_bytes"]), part(&["type", "mime_type"]));
    let (title, played) = (part(&["title", "name"]), part(&["duration", "duration_in_seconds"]));
    let written = whole.or_else(|| fields.scalar(node))?;
    let mut lines = written.value.lines().map(str::trim);
    let address = lines.next()?;
    let mut line = || Some(Written { value: lines.next()?.to_owned(), span: written.span.clone() });
    length = length.or_else(&mut line);
    media_type = media_type.or_else(line);
    let url = web_address(address, permalink);
    let known = url.and_then(|url| {
        let media_type = media_type.map(|written| written.value).filter(|text| is_played(text));
        let media_type = media_type.or_else(|| guess(&url, field))?;
        Some((url, media_type))
    });
    let Some((url, media_type)) = known else {
        if field == Field::Audio {
            report(
                fields,
                &written.span,
                "the address of a sound or a film, or a `type` beside it",
            );
        }
        return None;
    };
    Some(Attachment {
        url: url.into(),
        span: written.span,
        media_type,
        title: title.map(|written| written.value),
        length: length.and_then(|written| {
            read(fields, &written, "a number of bytes", |text| text.parse().ok())
        }),
        duration: played.and_then(|written| read(fields, &written, DURATION, duration)),
    })
}

fn is_played(media_type: &str) -> bool {
    media_type.starts_with("audio/") || media_type.starts_with("video/")
}

/// The type that the name tells; of two, the one that fits the field.
fn guess(url: &Url, field: Field) -> Option<String> {
    let wanted = if field == Field::Audio { mime::AUDIO } else { mime::VIDEO };
    let types = mime_guess::from_path(url.path());
    let mut played = types.iter().filter(|media_type| is_played(media_type.essence_str()));
    let first = played.next()?;
    let media_type = played.find(|other| other.type_() == wanted && first.type_() != wanted);
    Some(match media_type.unwrap_or(first).essence_str() {
        // Nobody registered these; the first is what Apple and players take (Apple, Podcast RSS feed
        // requirements).
        "audio/m4a" | "audio/m4b" => "audio/x-m4a".to_owned(),
        other => other.to_owned(),
    })
}

/// The seconds of `90`, `90.5`, `1:30`, `1:02:03` or, as of ISO 8601, `PT1H2M3S`.
fn duration(text: &str) -> Option<u64> {
    if let Some(mut rest) = text.strip_prefix("PT").filter(|rest| !rest.is_empty()) {
        let mut seconds = 0_u64;
        for (unit, worth) in [('H', 3600), ('M', 60), ('S', 1)] {
            if let Some((count, after)) = rest.split_once(unit) {
                seconds = count.parse::<u64>().ok()?.checked_mul(worth)?.checked_add(seconds)?;
                rest = after;
            }
        }
        return rest.is_empty().then_some(seconds);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || whole.matches(':').count() > 2 {
        return None;
    }
    whole
        .split(':')
        .try_fold(0_u64, |seconds, part| seconds.checked_mul(60)?.checked_add(part.parse().ok()?))
}

/// The value that `parse` makes of a text, or a warning of what was expected.
fn read<T>(
    fields: &mut Fields<'_>,
    written: &Written,
    expected: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let value = parse(&written.value);
    if value.is_none() {
        report(fields, &written.span, expected);
    }
    value
}

fn report(fields: &mut Fields<'_>, span: &Span, expected: &str) {
    let problem = problem(Code::MediaInvalid, "this names no sound and no film", span)
        .label(format!("expected {expected}"))
        .help("the article is published without it");
    fields.report(problem);
}
