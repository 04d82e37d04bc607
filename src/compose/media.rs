//! The files that go with an entry, with what is known of them.

use url::Url;

use super::title::plain_title;
use super::{carried, lede};
use crate::config::Config;
use crate::model::{Article, Attachment, MediaObject, Picture, SiteFiles, Span};
use crate::problem::{Code, Problem, Problems};

/// The media type of a picture whose name does not tell it. Readers show what is called a picture
/// and look at its bytes themselves (WHATWG MIME Sniffing, section 6.1).
const PICTURE_TYPE: &str = "image/jpeg";

/// The lead picture as an entry has it.
pub(super) fn picture(picture: &Picture, files: &SiteFiles) -> MediaObject {
    let facts = files.get(&picture.url).copied().flatten();
    let present = |text: &String| !text.is_empty();
    MediaObject {
        url: carried(&picture.url),
        media_type: picture_type(&picture.url),
        length: facts.map(|facts| facts.length),
        pixels: facts.and_then(|facts| facts.pixels),
        duration: None,
        alternative: picture.alternative.as_deref().map(plain_title).filter(present),
        caption: picture
            .caption
            .as_deref()
            .map(|caption| {
                carried(&lede::plain_text(caption).unwrap_or_else(|| caption.to_owned()))
            })
            .filter(present),
    }
}

fn picture_type(url: &str) -> String {
    let path = Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.path().to_owned());
    mime_guess::from_path(path)
        .iter()
        .find(|media_type| media_type.type_() == mime_guess::mime::IMAGE)
        .map_or_else(|| PICTURE_TYPE.to_owned(), |media_type| media_type.essence_str().to_owned())
}

/// A sound or a film as an entry has it. The file knows its length better than the article.
pub(super) fn attachment(attachment: &Attachment, files: &SiteFiles) -> MediaObject {
    let facts = files.get(&attachment.url).copied().flatten();
    MediaObject {
        url: carried(&attachment.url),
        media_type: attachment.media_type.clone(),
        length: facts.map(|facts| facts.length).or(attachment.length),
        duration: attachment.duration,
        caption: attachment.title.as_deref().map(plain_title),
        ..MediaObject::default()
    }
}

/// Reports the files that `article` names and the site does not have.
pub(super) fn problems_of(
    article: &Article,
    files: &SiteFiles,
    config: &Config,
    problems: &mut Problems,
) {
    let picture = article.picture.iter().map(|picture| (&picture.url, &picture.span));
    let attachments = article.attachments.iter().map(|file| (&file.url, &file.span));
    for (url, span) in picture.chain(attachments) {
        if files.get(url) == Some(&None) {
            problems.push(missing(span, &config.static_folders));
        }
    }
}

fn missing(span: &Span, folders: &[String]) -> Problem {
    Problem::new(Code::MediaMissing, "the site has no such file")
        .at(span.place())
        .label(format!("looked for in `{}`", folders.join("`, `")))
        .help("add the file, or name its folder with `static:`; its length is not known, which RSS says as 0")
}
